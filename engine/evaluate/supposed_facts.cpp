#include "engine/evaluate/supposed_facts.hpp"

#include <algorithm>

namespace entente::engine {
namespace {

using Supposition = SupposedFacts::Supposition;

Value replace(const Value& value, const Supposition& supposition, Arena& arena);

Value replace_items(const Value& value, const Supposition& supposition, Arena& arena) {
  auto list = value.list();
  const auto items = arena.array<ListItem>(list.items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i] = {replace(list.items[i].value, supposition, arena), list.items[i].perhaps};
  }
  list.items = items;
  return Value::list(arena.make(list));
}

Value replace_fields(const Value& value, const Supposition& supposition, Arena& arena) {
  auto record = value.record();
  const auto fields = arena.array<Value>(record.fields.size());
  for (std::size_t i = 0; i < fields.size(); ++i) {
    fields[i] = replace(record.fields[i], supposition, arena);
  }
  record.fields = fields;
  return Value::record(arena.make(record));
}

Value replace(const Value& value, const Supposition& supposition, Arena& arena) {
  if (value.is(Kind::list)) return replace_items(value, supposition, arena);
  if (value.is(Kind::record)) return replace_fields(value, supposition, arena);
  if (!value.is_unknown()) return value;
  const auto found = supposition.find(value.unknown().path);
  return found == supposition.end() ? value : found->second;
}

bool holds(const Value& value, const std::vector<PathId>& paths) {
  const auto holds_one = [&](const Value& part) { return holds(part, paths); };
  if (value.is(Kind::record)) {
    return std::any_of(value.record().fields.begin(), value.record().fields.end(), holds_one);
  }
  if (value.is(Kind::list)) {
    return std::any_of(value.list().items.begin(), value.list().items.end(),
                       [&](const ListItem& item) { return holds(item.value, paths); });
  }
  return value.is_unknown() &&
         std::find(paths.begin(), paths.end(), value.unknown().path) != paths.end();
}

}  // namespace

SupposedFacts::SupposedFacts(const Vocabulary& vocabulary, const FactBase& facts,
                             const std::vector<PathId>& paths)
    : facts_(facts) {
  supposed_.partnership = facts.partnership;
  supposed_.today = facts.today;
  supposed_.today_given = facts.today_given;
  for (std::size_t i = 0; i < facts.path_count(); ++i) {
    supposed_.add_path(facts[static_cast<PathId>(i)]);
  }
  for (std::size_t i = 0; i < vocabulary.facts.size(); ++i) {
    const auto fact = static_cast<FactId>(i);
    supposed_.set(fact, facts[fact]);
    if (holds(facts[fact], paths)) affected_.push_back(fact);
  }
}

void SupposedFacts::suppose(const Supposition& supposition) {
  for (const auto fact : affected_) {
    supposed_.set(fact, replace(facts_[fact], supposition, supposed_.arena()));
  }
}

}  // namespace entente::engine
