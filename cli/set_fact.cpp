#include "cli/set_fact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "engine/facts/fact_path.hpp"
#include "grammar/parse.hpp"
#include "grammar/suggest.hpp"

namespace entente::cli {
namespace {

using engine::DocumentEntry;
using engine::DocumentNode;
using Path = std::vector<grammar::PathStep>;

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(' ');
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(' ') - begin + 1);
}

DocumentNode scalar(std::string text, grammar::Span span) {
  DocumentNode node;
  node.kind = DocumentNode::Kind::scalar;
  node.text = std::move(text);
  node.span = span;
  return node;
}

/// The entry of a map, made when it is not there; a null becomes a map.
DocumentNode& entry(DocumentNode& map, const std::string& key, grammar::Span span) {
  const auto found = std::ranges::find(map.entries, key, &DocumentEntry::key);
  if (found != map.entries.end()) return found->value;
  map.kind = DocumentNode::Kind::map;
  map.entries.push_back({key, span, {}});
  map.entries.back().value.span = span;
  return map.entries.back().value;
}

class Setter {
 public:
  Setter(const engine::Program& program, const std::string& setting, grammar::Span span)
      : vocabulary_(program.vocabulary), setting_(setting), span_(span) {}

  void set(DocumentNode& facts, const Path& path, DocumentNode value) {
    DocumentNode* node = &facts;
    const engine::Declaration* declaration = nullptr;
    const engine::RecordType* record = nullptr;
    for (const grammar::PathStep& step : path) {
      if (step.kind == grammar::PathStep::Kind::field) {
        declaration = declared(step.text, record, declaration == nullptr);
        if (record != nullptr && record->key && &record->fields[*record->key] == declaration)
          leads_nowhere(fmt::format("`{}` is the key of a {}, by which others name it", step.text,
                                    record->name));
        node = &field(*node, step.text);
      } else {
        node = &item(*node, step, record_of(declaration));
      }
      record = record_of(declaration);
    }
    *node = std::move(value);
  }

  /// What stands beside a path that was set, within what its first `above` steps name.
  struct Beside {
    std::vector<std::string> paths;
    std::vector<std::string> lists;  // that hold the one that was set
  };
  [[nodiscard]] Beside beside(DocumentNode& facts, const Path& path, std::size_t above) const {
    Beside found;
    DocumentNode* node = &facts;
    const engine::RecordType* record = nullptr;
    const engine::Declaration* declaration = nullptr;
    std::string text;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const bool is_field = path[i].kind == grammar::PathStep::Kind::field;
      if (i >= above && is_field) add_fields(*record, path[i].text, text, found);
      if (i >= above && !is_field) add_items(*node, path[i], record, text, found);
      if (is_field) {
        declaration = declared(path[i].text, record, declaration == nullptr);
        node = &field(*node, path[i].text);
        text += (text.empty() ? "" : ".") + path[i].text;
      } else {
        node = &item(*node, path[i], record);
        text += path[i].kind == grammar::PathStep::Kind::position
                    ? engine::position_step(path[i].position)
                    : engine::key_step(path[i].text);
      }
      record = record_of(declaration);
    }
    return found;
  }

  /// Each item of a list with a key by its key, however the path names it.
  [[nodiscard]] Path by_key(const DocumentNode& facts, Path path) const {
    const DocumentNode* node = &facts;
    const engine::RecordType* record = nullptr;
    bool root = true;
    for (grammar::PathStep& step : path) {
      if (step.kind == grammar::PathStep::Kind::field) {
        record = record_of(find_declared(step.text, record, root));
        node = node->find(step.text);
      } else {
        const auto index = find_item(*node, step, record);
        node = index ? &node->items[*index] : nullptr;
        if (const DocumentNode* key = node == nullptr ? nullptr : key_of(*node, record))
          step = {grammar::PathStep::Kind::key, key->text, 0};
      }
      if (node == nullptr) break;
      root = false;
    }
    return path;
  }

 private:
  static void add_fields(const engine::RecordType& record, const std::string& but,
                         const std::string& path, Beside& found) {
    for (std::size_t i = 0; i < record.fields.size(); ++i)
      if (record.key != i && record.fields[i].name != but)
        found.paths.push_back(path + "." + record.fields[i].name);
  }

  void add_items(DocumentNode& list, const grammar::PathStep& but, const engine::RecordType* record,
                 const std::string& path, Beside& found) const {
    found.lists.push_back(path);
    const DocumentNode& set = item(list, but, record);
    const bool has_key = record != nullptr && record->key;
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      const DocumentNode* key = key_of(list.items[i], record);
      if (&list.items[i] == &set || (has_key && key == nullptr)) continue;
      found.paths.push_back(path +
                            (has_key ? engine::key_step(key->text) : engine::position_step(i + 1)));
    }
  }

  /// The fact of this name, or the field of a record; a name that is neither leads nowhere.
  [[nodiscard]] const engine::Declaration* declared(const std::string& name,
                                                    const engine::RecordType* record,
                                                    bool root) const {
    if (const engine::Declaration* found = find_declared(name, record, root)) return found;
    if (root) not_declared(name, "a fact of these rules", vocabulary_.facts);
    if (record == nullptr) leads_nowhere(fmt::format("`{}` is not a field of a record", name));
    not_declared(name, fmt::format("a field of `{}`", record->name), record->fields);
  }

  [[nodiscard]] const engine::Declaration* find_declared(const std::string& name,
                                                         const engine::RecordType* record,
                                                         bool root) const {
    if (root) {
      const auto fact = vocabulary_.fact(name);
      return fact ? &vocabulary_[*fact] : nullptr;
    }
    const auto index = record == nullptr ? std::nullopt : record->field(name);
    return index ? &record->fields[*index] : nullptr;
  }

  [[noreturn]] void not_declared(const std::string& name, std::string_view what,
                                 const std::vector<engine::Declaration>& declared) const {
    std::vector<std::string> known;
    known.reserve(declared.size());
    for (const engine::Declaration& each : declared) known.push_back(each.name);
    leads_nowhere(fmt::format("`{}` is not {}{}", name, what, grammar::suggestion(name, known)));
  }

  [[nodiscard]] const engine::RecordType* record_of(const engine::Declaration* declaration) const {
    if (declaration == nullptr) return nullptr;
    const engine::Type* type = &vocabulary_[declaration->type];
    if (type->kind == engine::TypeKind::list) type = &vocabulary_[type->element];
    return type->kind == engine::TypeKind::record ? &vocabulary_[type->record] : nullptr;
  }

  [[nodiscard]] DocumentNode& field(DocumentNode& node, const std::string& name) const {
    if (node.kind == DocumentNode::Kind::scalar || node.kind == DocumentNode::Kind::list)
      leads_nowhere(fmt::format("`{}` is not a field of a record", name));
    return entry(node, name, span_);
  }

  [[nodiscard]] DocumentNode& item(DocumentNode& node, const grammar::PathStep& step,
                                   const engine::RecordType* record) const {
    if (const auto index = find_item(node, step, record)) return node.items[*index];
    std::vector<std::string> known;
    for (const DocumentNode& item : node.items)
      if (const DocumentNode* key = key_of(item, record)) known.push_back(key->text);
    leads_nowhere("the facts have no such item" + grammar::suggestion(step.text, known));
  }

  [[nodiscard]] static const DocumentNode* key_of(const DocumentNode& item,
                                                  const engine::RecordType* record) {
    if (record == nullptr || !record->key) return nullptr;
    return item.find(record->fields[*record->key].name);
  }

  [[nodiscard]] static std::optional<std::size_t> find_item(const DocumentNode& list,
                                                            const grammar::PathStep& step,
                                                            const engine::RecordType* record) {
    const auto is_meant = [&](std::size_t i) {
      if (step.kind == grammar::PathStep::Kind::position) return step.position == i + 1;
      const DocumentNode* key = key_of(list.items[i], record);
      return key != nullptr && key->text == step.text;
    };
    for (std::size_t i = 0; i < list.items.size(); ++i)
      if (is_meant(i)) return i;
    return std::nullopt;
  }

  [[noreturn]] void leads_nowhere(const std::string& why) const {
    throw Failure(Exit::wrong_use, fmt::format("`--set {}`: {}", setting_, why));
  }

  const engine::Vocabulary& vocabulary_;
  const std::string& setting_;
  grammar::Span span_;
};

bool same_step(const grammar::PathStep& a, const grammar::PathStep& b) {
  return a.kind == b.kind && a.text == b.text && a.position == b.position;
}

bool same_path(const Path& a, const Path& b) { return std::ranges::equal(a, b, same_step); }

/// Whether `path` lies at or below `above`, however the two are quoted.
bool lies_in(const Path& path, const Path& above) {
  return path.size() >= above.size() &&
         std::equal(above.begin(), above.end(), path.begin(), same_step);
}

template <class Condition>
void drop(DocumentNode& document, std::string_view part, Condition&& condition) {
  for (DocumentEntry& entry : document.entries) {
    if (entry.key != part) continue;
    std::erase_if(entry.value.items, [&](const DocumentNode& item) {
      const bool is_path = item.kind == DocumentNode::Kind::scalar;
      const DocumentNode* fact = is_path ? &item : item.find("fact");
      return fact != nullptr && condition(grammar::parse_path(fact->text));
    });
  }
}

/// What the file says of the old value says nothing of the new one: that it or a part of it is
/// unknown; where it or a part of it comes from; that there may be more of it.
void forget_old_value(DocumentNode& document, const Setter& setter, const Path& path) {
  DocumentNode& facts = entry(document, "facts", {});
  for (const std::string_view part : {"unknown", "evidence", "open lists"})
    drop(document, part,
         [&](const Path& said) { return lies_in(setter.by_key(facts, said), path); });
}

/// Where the file says that what the value is a part of is unknown, that holds of all beside it.
void leave_unknown_beside(DocumentNode& document, const Setter& setter, const Path& path) {
  if (document.find("unknown") == nullptr) return;
  const auto path_of = [&](const DocumentNode& fact) {
    return setter.by_key(entry(document, "facts", {}), grammar::parse_path(fact.text));
  };
  std::vector<DocumentNode> around;
  std::erase_if(entry(document, "unknown", {}).items, [&](const DocumentNode& item) {
    const DocumentNode* fact = item.find("fact");
    const Path said = fact == nullptr ? Path() : path_of(*fact);
    const bool covers = !said.empty() && lies_in(path, said);
    if (covers) around.push_back(item);
    return covers;
  });
  for (const DocumentNode& item : around) {
    const grammar::Span span = item.find("fact")->span;
    const Path said = path_of(*item.find("fact"));
    const auto beside = setter.beside(entry(document, "facts", span), path, said.size());
    const auto add = [&](const std::string& each) {
      DocumentNode& unknown = entry(document, "unknown", span);
      const Path steps = grammar::parse_path(each);
      const auto says_it = [&](const DocumentNode& other) {
        const DocumentNode* fact = other.find("fact");
        return fact != nullptr && same_path(path_of(*fact), steps);
      };
      if (std::ranges::any_of(unknown.items, says_it)) return;
      DocumentNode anew = item;
      entry(anew, "fact", span) = scalar(each, span);
      unknown.items.push_back(std::move(anew));
    };
    for (const std::string& each : beside.paths) add(each);
    for (const std::string& each : beside.lists) {
      add(each + "[*]");
      DocumentNode& open = entry(document, "open lists", span);
      open.kind = DocumentNode::Kind::list;
      if (std::ranges::find(open.items, each, &DocumentNode::text) == open.items.end())
        open.items.push_back(scalar(each, span));
    }
  }
}

void add_evidence(DocumentNode& document, std::string_view path, engine::Date today,
                  grammar::Span span) {
  DocumentNode evidence;
  evidence.kind = DocumentNode::Kind::map;
  evidence.span = span;
  entry(evidence, "fact", span) = scalar(std::string(path), span);
  entry(evidence, "on", span) = scalar(engine::to_string(today), span);
  entry(evidence, "source", span) = scalar("--set", span);
  DocumentNode& list = entry(document, "evidence", span);
  list.kind = DocumentNode::Kind::list;
  list.items.push_back(std::move(evidence));
}

engine::Date today_of(const DocumentNode& document, const engine::ReadFactsOptions& reading) {
  if (reading.today) return *reading.today;
  const DocumentNode* today = document.find("today");
  const auto date = today == nullptr ? std::nullopt : engine::parse_date(today->text);
  return date.value_or(reading.run_date);
}

/// `PATH=VALUE`, cut at the sign.
struct Setting {
  std::string path;
  std::string value;
  Path steps;
};

/// A key in quotes may hold the sign.
std::size_t first_unquoted(std::string_view text, char sign) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && quoted) {
      ++i;
    } else if (text[i] == '"') {
      quoted = !quoted;
    } else if (text[i] == sign && !quoted) {
      return i;
    }
  }
  return std::string_view::npos;
}

Setting read_setting(const std::string& setting) {
  const std::size_t equals = first_unquoted(setting, '=');
  if (equals == std::string::npos) {
    throw Failure(Exit::wrong_use,
                  fmt::format("`--set {}` is not of the form `path=value`", setting));
  }
  Setting read;
  read.path = trimmed(std::string_view(setting).substr(0, equals));
  read.value = trimmed(std::string_view(setting).substr(equals + 1));
  if (read.value.empty()) {
    throw Failure(Exit::wrong_use,
                  fmt::format("`--set {}` has no value; `null` says that there is none", setting));
  }
  read.steps = grammar::parse_path(read.path);
  if (read.steps.empty()) {
    throw Failure(Exit::wrong_use,
                  fmt::format("`--set {}`: `{}` is not a path, such as "
                              "`parties[Westbrook].staff` or `commitments[1].done`",
                              setting, read.path));
  }
  return read;
}

}  // namespace

void set_facts(DocumentNode& document, const std::vector<std::string>& settings,
               const engine::ReadFactsOptions& reading, const engine::Program& program,
               grammar::Sources& sources, const Console& console) {
  std::vector<Path> set;
  for (const std::string& setting : settings) {
    Setting given = read_setting(setting);
    const grammar::FileId file = sources.add("--set", given.value);
    engine::ReadDocument value = engine::read_yaml(sources, file);
    refuse_errors(console, value.diagnostics, sources);
    const grammar::Span span = value.root.span;
    Setter setter(program, setting, span);
    DocumentNode& facts = entry(document, "facts", span);
    given.steps = setter.by_key(facts, std::move(given.steps));
    const auto same = [&](const Path& other) { return same_path(other, given.steps); };
    if (std::ranges::any_of(set, same)) {
      throw Failure(Exit::wrong_use,
                    fmt::format("`--set {}`: `{}` is set twice", setting, given.path));
    }
    set.push_back(given.steps);
    setter.set(facts, given.steps, std::move(value.root));
    forget_old_value(document, setter, given.steps);
    leave_unknown_beside(document, setter, given.steps);
    add_evidence(document, given.path, today_of(document, reading), span);
  }
}

}  // namespace entente::cli
