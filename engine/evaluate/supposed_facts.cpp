#include "engine/evaluate/supposed_facts.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace entente::engine {
namespace {

/// A record or a list in memory; records may refer to one another in circles.
const void* container(const Value& value) {
  if (value.is(Kind::record)) return &value.record();
  if (value.is(Kind::list)) return &value.list();
  return nullptr;
}

/// Each with its place among the fields or items.
template <class Visit>
void for_each_inside(const Value& value, Visit visit) {
  std::size_t place = 0;
  if (value.is(Kind::record)) {
    for (const auto& field : value.record().fields) visit(field, place++);
  } else if (value.is(Kind::list)) {
    for (const auto& item : value.list().items) visit(item.value, place++);
  }
}

/// The records and lists that hold one of the paths, directly or through what they refer to.
class Holders {
 public:
  Holders(const Vocabulary& vocabulary, const FactBase& facts, const std::vector<PathId>& paths)
      : vocabulary_(vocabulary), paths_(paths.begin(), paths.end()) {
    for (const PathId path : paths) {
      const PathInfo& info = facts[path];
      if (info.parent != PathId::none && info.declaration != nullptr)
        fields_[info.parent].emplace_back(info.declaration->name, path);
    }
  }

  /// All that can be reached from here; without recursion, for references may be chained far.
  void add(const Value& root) {
    std::vector<Value> waiting;
    meet(root, nullptr, waiting);
    while (!waiting.empty()) {
      const Value value = waiting.back();
      waiting.pop_back();
      for_each_inside(value, [&](const Value& part, std::size_t place) {
        if (path_in(value, place, part) != PathId::none) direct_.push_back(container(value));
        meet(part, container(value), waiting);
      });
    }
  }
  void spread() {
    while (!direct_.empty()) {
      const void* holder = direct_.back();
      direct_.pop_back();
      if (!all_.insert(holder).second) continue;
      const auto& around = around_[holder];
      direct_.insert(direct_.end(), around.begin(), around.end());
    }
  }
  [[nodiscard]] bool contain(const Value& value) const { return all_.contains(container(value)); }

  /// The supposed path that is this part of a record or list; none: it is not supposed.
  [[nodiscard]] PathId path_in(const Value& holder, std::size_t place, const Value& part) const {
    if (part.is_unknown() && paths_.contains(part.unknown().path)) return part.unknown().path;
    if (!holder.is(Kind::record)) return PathId::none;
    const auto fields = fields_.find(holder.record().path);
    if (fields == fields_.end()) return PathId::none;
    for (const auto& [name, path] : fields->second)
      if (vocabulary_[holder.record().type].fields[place].name == name) return path;
    return PathId::none;
  }

 private:
  void meet(const Value& part, const void* holder, std::vector<Value>& waiting) {
    const void* inside = container(part);
    if (inside == nullptr) return;
    const auto [known, first] = around_.try_emplace(inside);
    if (holder != nullptr) known->second.push_back(holder);
    if (first) waiting.push_back(part);
  }

  const Vocabulary& vocabulary_;
  std::unordered_set<PathId> paths_;
  std::unordered_map<PathId, std::vector<std::pair<std::string_view, PathId>>>
      fields_;                                                        // by record
  std::unordered_map<const void*, std::vector<const void*>> around_;  // who holds it
  std::vector<const void*> direct_;
  std::unordered_set<const void*> all_;
};

/// Copies holders, each once, and links the copies to one another.
class Copier {
 public:
  using Places = std::vector<std::pair<Value*, PathId>>;

  Copier(const Holders& holders, Arena& arena, Places& places)
      : holders_(holders), arena_(arena), places_(places) {}

  Value copy(const Value& root) {
    const Value copied = link(root);
    while (!unfilled_.empty()) {
      const auto [from, fields, items] = unfilled_.back();
      unfilled_.pop_back();
      for (std::size_t i = 0; i < fields.size(); ++i)
        set(from, i, from.record().fields[i], fields[i]);
      for (std::size_t i = 0; i < items.size(); ++i) {
        items[i].perhaps = from.list().items[i].perhaps;
        set(from, i, from.list().items[i].value, items[i].value);
      }
    }
    return copied;
  }

 private:
  struct Unfilled {
    Value from;
    std::span<Value> fields;
    std::span<ListItem> items;
  };

  void set(const Value& holder, std::size_t place, const Value& from, Value& to) {
    to = link(from);
    const PathId path = holders_.path_in(holder, place, from);
    if (path != PathId::none) places_.emplace_back(&to, path);
  }

  /// The value itself where nothing in it is supposed; else its copy, perhaps still to be filled.
  Value link(const Value& value) {
    if (!holders_.contain(value)) return value;
    const auto [known, first] = copies_.try_emplace(container(value));
    if (first) known->second = value.is(Kind::record) ? empty_record(value) : empty_list(value);
    return known->second;
  }
  Value empty_record(const Value& value) {
    auto record = value.record();
    const auto fields = arena_.array<Value>(record.fields.size());
    record.fields = fields;
    unfilled_.push_back({value, fields, {}});
    return Value::record(arena_.make(record));
  }
  Value empty_list(const Value& value) {
    auto list = value.list();
    const auto items = arena_.array<ListItem>(list.items.size());
    list.items = items;
    unfilled_.push_back({value, {}, items});
    return Value::list(arena_.make(list));
  }

  const Holders& holders_;
  Arena& arena_;
  Places& places_;
  std::unordered_map<const void*, Value> copies_;
  std::vector<Unfilled> unfilled_;
};

}  // namespace

SupposedFacts::SupposedFacts(const Vocabulary& vocabulary, const FactBase& facts,
                             const std::vector<PathId>& paths) {
  supposed_.partnership = facts.partnership;
  supposed_.today = facts.today;
  supposed_.today_given = facts.today_given;
  for (std::size_t i = 0; i < facts.path_count(); ++i) {
    supposed_.add_path(facts[static_cast<PathId>(i)]);
  }
  Holders holders(vocabulary, facts, paths);
  for (std::size_t i = 0; i < vocabulary.facts.size(); ++i)
    holders.add(facts[static_cast<FactId>(i)]);
  holders.spread();
  Copier copier(holders, supposed_.arena(), supposed_inside_);
  for (std::size_t i = 0; i < vocabulary.facts.size(); ++i) {
    const auto fact = static_cast<FactId>(i);
    supposed_.set(fact, copier.copy(facts[fact]));
  }
  for (const PathId path : paths)
    if (facts[path].parent == PathId::none) supposed_here_.emplace_back(facts[path].fact, path);
}

void SupposedFacts::suppose(const Supposition& supposition) {
  for (const auto& [fact, path] : supposed_here_) supposed_.set(fact, supposition.at(path));
  for (const auto& [place, path] : supposed_inside_) *place = supposition.at(path);
}

}  // namespace entente::engine
