#include "engine/explain/target.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/explain/fact_value.hpp"
#include "grammar/parse.hpp"
#include "grammar/suggest.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t paths_suggested = 5'000;  // looked through for a suggestion

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// `a, "b, c"` at its commas; those in quotes are part of a text.
std::vector<std::string_view> split(std::string_view list) {
  std::vector<std::string_view> parts;
  if (trimmed(list).empty()) return parts;
  bool quoted = false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i < list.size(); ++i) {
    if (list[i] == '\\' && quoted) {
      ++i;
      continue;
    }
    if (list[i] == '"') quoted = !quoted;
    if (list[i] != ',' || quoted) continue;
    parts.push_back(trimmed(list.substr(begin, i - begin)));
    begin = i + 1;
  }
  parts.push_back(trimmed(list.substr(begin)));
  return parts;
}

struct Call {
  std::string_view name;
  std::vector<std::string_view> arguments;
  bool with_arguments = false;
};

Call call_of(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == std::string_view::npos || !text.ends_with(')')) return {text, {}, false};
  return {trimmed(text.substr(0, open)), split(text.substr(open + 1, text.size() - open - 2)),
          true};
}

class Finder {
 public:
  Finder(const Program& program, std::uint32_t scorecard, const FactBase& facts, Arena& arena)
      : program_(program), scorecard_(scorecard), facts_(facts), arena_(arena) {}

  FoundTarget find(std::string_view text) {
    using Try = std::optional<Target> (Finder::*)(std::string_view);
    struct Kind {
      std::string_view word;
      Try attempt;
    };
    constexpr Kind kinds[] = {{"rule", &Finder::rule},         {"check", &Finder::check},
                              {"relation", &Finder::relation}, {"define", &Finder::definition},
                              {"infer", &Finder::definition},  {"fact", &Finder::fact},
                              {"section", &Finder::section},   {"verdict", &Finder::verdict}};
    if (text == "score") return {ScoreTarget(), {}};
    if (text == "verdict" && verdicts_exist()) return {VerdictTarget(), {}};
    if (text.starts_with("score of ")) text.remove_prefix(std::string_view("score of ").size());
    for (const Kind& kind : kinds) {
      if (auto found = (this->*kind.attempt)(text)) return {std::move(found), {}};
      if (!why_.empty()) return {std::nullopt, std::move(why_)};
    }
    for (const Kind& kind : kinds) {
      if (!text.starts_with(std::string(kind.word) + ' ')) continue;
      const std::string_view name = trimmed(text.substr(kind.word.size()));
      if (auto found = (this->*kind.attempt)(name)) return {std::move(found), {}};
      if (!why_.empty()) return {std::nullopt, std::move(why_)};
      const auto no_such = fmt::format("there is no {} `{}`", kind.word, name);
      for (const Kind& other : kinds) {
        const auto found = (this->*other.attempt)(name);
        why_.clear();
        if (!found) continue;
        const auto* definition = std::get_if<DefinitionTarget>(&*found);
        const bool is_inference = definition != nullptr && definition->inference;
        return {std::nullopt, fmt::format("{}; there is one to ask for as `{} {}`", no_such,
                                          is_inference ? "infer" : other.word, name)};
      }
      return {std::nullopt, no_such + suggested(name)};
    }
    return {std::nullopt, fmt::format("there is no `{}` to explain{}", text, suggested(text))};
  }

 private:
  [[nodiscard]] bool verdicts_exist() const {
    return !program_.scorecards[scorecard_].verdicts.empty();
  }

  std::optional<Target> rule(std::string_view text) {
    if (const auto index = program_.rule(text)) return RuleTarget{*index};
    return std::nullopt;
  }

  std::optional<Target> check(std::string_view text) {
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const auto index = program_.rule(trimmed(text.substr(0, slash)));
    if (!index) return std::nullopt;
    const std::string_view label = trimmed(text.substr(slash + 1));
    const auto& checks = program_.rules[*index].checks;
    std::vector<std::string> known;
    for (std::uint32_t i = 0; i < checks.size(); ++i) {
      if (checks[i].label == label) return CheckTarget{*index, i};
      known.push_back(checks[i].label);
    }
    why_ = fmt::format("rule `{}` has no check `{}`{}", program_.rules[*index].id, label,
                       grammar::suggestion(label, known));
    return std::nullopt;
  }

  std::optional<Target> relation(std::string_view text) {
    const Call call = call_of(text);
    for (std::uint32_t i = 0; i < program_.relations.size(); ++i) {
      const RelationProgram& about = program_.relations[i];
      if (about.name != call.name) continue;
      RelationTarget target{i, {}};
      if (!call.with_arguments) return target;
      if (!right_count(about.name, call.arguments.size(), about.columns.size()))
        return std::nullopt;
      for (std::size_t at = 0; at < about.columns.size(); ++at) {
        auto& item = target.items.emplace_back();
        if (call.arguments[at] == "_") continue;
        item = value(call.arguments[at], program_.term_kinds[about.columns[at]]);
        if (!item) return std::nullopt;
      }
      return target;
    }
    return std::nullopt;
  }

  std::optional<Target> definition(std::string_view text) {
    const Call call = call_of(text);
    DefinitionTarget target;
    target.name = text;
    for (std::uint32_t i = 0; i < program_.measures.size(); ++i) {
      const Measure& measure = program_.measures[i];
      if (call.with_arguments || measure.name != text) continue;
      target.body = measure.body;
      target.span = measure.span;
      target.inference = inference_of(false, i);
      return target;
    }
    for (std::uint32_t i = 0; i < program_.functions.size(); ++i) {
      const Function& function = program_.functions[i];
      if (function.name.empty() || function.name != call.name) continue;
      if (!right_count(function.name, call.arguments.size(), function.parameters.size()))
        return std::nullopt;
      for (const auto argument : call.arguments) {
        const auto given = value(argument, {TypeKind::any, RecordId::none, TypeId::any});
        if (!given) return std::nullopt;
        target.arguments.push_back(*given);
      }
      target.body = function.body;
      target.span = program_.origins[static_cast<std::size_t>(function.body.root)];
      target.inference = inference_of(true, i);
      return target;
    }
    return std::nullopt;
  }

  std::optional<Target> fact(std::string_view text) {
    std::string path(text);
    while (!path.empty()) {
      const auto found = facts_.find(path);
      if (found && (path.size() == text.size() || (is_missing(*found) && could_be(text))))
        return FactTarget{*found};
      if (found) return std::nullopt;  // known, and nothing of that name is in it
      const std::size_t step = path.find_last_of(".[");
      path.resize(step == std::string::npos ? 0 : step);
    }
    return std::nullopt;
  }

  /// Whether the types lead along this path, whatever the facts hold.
  [[nodiscard]] bool could_be(std::string_view path) const {
    const auto steps = grammar::parse_path(path);
    const auto fact = steps.empty() ? std::nullopt : program_.vocabulary.fact(steps.front().text);
    if (!fact) return false;
    TypeId type = program_.vocabulary[*fact].type;
    for (std::size_t i = 1; i < steps.size(); ++i) {
      const Type& here = program_.vocabulary[type];
      if (steps[i].kind != grammar::PathStep::Kind::field) {
        if (here.kind != TypeKind::list) return false;
        type = here.element;
        continue;
      }
      if (here.kind != TypeKind::record) return false;
      const RecordType& record = program_.vocabulary[here.record];
      const auto field = record.field(steps[i].text);
      if (!field) return false;
      type = record.fields[*field].type;
    }
    return true;
  }

  std::optional<Target> section(std::string_view text) {
    for (std::uint32_t i = 0; i < program_.sections.size(); ++i) {
      const SectionProgram& section = program_.sections[i];
      if (section.scorecard == scorecard_ && section.id == text) return ScoreTarget{i};
    }
    return std::nullopt;
  }

  std::optional<Target> verdict(std::string_view text) {
    const auto& verdicts = program_.scorecards[scorecard_].verdicts;
    for (std::uint32_t i = 0; i < verdicts.size(); ++i)
      if (verdicts[i].name == text) return VerdictTarget{i};
    return std::nullopt;
  }

  // -------------------------------------------------------------- arguments

  bool right_count(const std::string& name, std::size_t given, std::size_t wanted) {
    if (given == wanted) return true;
    std::string places = wanted == 0 ? "" : "…";
    for (std::size_t i = 1; i < wanted; ++i) places += ", …";
    why_ = fmt::format("`{}` takes {} {}: {}({})", name, wanted,
                       wanted == 1 ? "argument" : "arguments", name, places);
    return false;
  }

  [[nodiscard]] bool is_missing(PathId path) const {
    return facts_[facts_.outermost(path)].missing.has_value();
  }

  [[nodiscard]] std::optional<std::uint32_t> inference_of(bool function,
                                                          std::uint32_t index) const {
    for (std::uint32_t i = 0; i < program_.inferences.size(); ++i) {
      const InferenceProgram& one = program_.inferences[i];
      if (one.function == function && one.index == index) return i;
    }
    return std::nullopt;
  }

  /// Without its quotes and escapes, which are those of keys in paths.
  [[nodiscard]] static std::optional<std::string> unquoted(std::string_view text) {
    if (text.size() < 2 || text.front() != '"') return std::nullopt;
    const auto steps = grammar::parse_path(fmt::format("_[{}]", text));
    if (steps.size() != 2) return std::nullopt;
    return steps.back().text;
  }

  /// A record by its key or its path, else a value as it is written, of the column's kind.
  std::optional<Value> value(std::string_view text, const TermKind& column) {
    const TypeKind kind = column.kind;
    const RecordId record = column.record;
    const auto in_quotes = unquoted(text);
    const bool quoted = in_quotes.has_value();
    const std::string plain = in_quotes.value_or(std::string(text));
    if (kind == TypeKind::any || kind == TypeKind::record) {
      const auto found = keyed(plain, record);
      if (found.size() > 1) {
        why_ = fmt::format("`{}` stands in several lists: write ", plain);
        for (std::size_t i = 0; i < found.size(); ++i)
          why_ += fmt::format("{}`{}`", i == 0 ? "" : " or ", facts_[found[i].record().path].text);
        return std::nullopt;
      }
      if (!found.empty()) return found.front();
      if (const auto path = facts_.find(text))
        return fact_value(facts_, program_.vocabulary, *path);
      if (auto item = at_position(text)) return item;
    }
    if (kind == TypeKind::record) {
      why_ = fmt::format("there is no {} `{}`{}", program_.vocabulary[record].name, plain,
                         near_keys(plain, record));
      return std::nullopt;
    }
    const bool is_text = kind == TypeKind::text || kind == TypeKind::choice;
    const bool is_any = kind == TypeKind::any;
    const auto fits = [&](TypeKind one) { return is_any || kind == one; };
    if (!quoted) {
      const auto number = fits(TypeKind::number) ? Number::parse(plain) : std::nullopt;
      if (number) return Value::number(*number, arena_);
      const auto date = fits(TypeKind::date) ? parse_date(plain) : std::nullopt;
      if (date) return Value::date(*date);
      if (fits(TypeKind::boolean) && (plain == "yes" || plain == "no"))
        return Value::boolean(plain == "yes");
    }
    if (is_text || (quoted && is_any)) return Value::text(arena_.text(plain), arena_);
    if (!is_any) {
      why_ = fmt::format("`{}` can't stand in this column, which holds: {}", text,
                         program_.vocabulary.describe(column.type));
      return std::nullopt;
    }
    why_ = fmt::format("`{}` is no item here (a text stands in quotes){}", plain,
                       near_keys(plain, record));
    return std::nullopt;
  }

  /// `parties[1]`, though it has a key by which it is called in the facts.
  [[nodiscard]] std::optional<Value> at_position(std::string_view path) const {
    const auto steps = grammar::parse_path(path);
    if (steps.size() != 2 || steps[1].kind != grammar::PathStep::Kind::position)
      return std::nullopt;
    const auto fact = program_.vocabulary.fact(steps.front().text);
    if (!fact || !facts_[*fact].is(Kind::list)) return std::nullopt;
    const auto items = facts_[*fact].list().items;
    const auto position = steps[1].position;
    return position == 0 || position > items.size() ? std::nullopt
                                                    : std::optional(items[position - 1].value);
  }

  /// The nearest one, or the one that begins so.
  [[nodiscard]] std::string near_keys(std::string_view key, RecordId record) const {
    const auto known = keys(record);
    auto near = grammar::suggestion(key, known);
    if (!near.empty()) return near;
    const auto longer =
        std::ranges::find_if(known, [&](const std::string& each) { return each.starts_with(key); });
    return longer == known.end() ? "" : fmt::format("; did you mean `{}`?", *longer);
  }

  /// Calls `visit` with each record that has a key and stands in its home, of this type or any.
  template <class Visit>
  void for_each_keyed(RecordId wanted, Visit visit) const {
    for (std::uint32_t i = 0; i < program_.vocabulary.records.size(); ++i) {
      const RecordType& type = program_.vocabulary.records[i];
      if (!type.key || type.home == FactId::none) continue;
      if (wanted != RecordId::none && wanted != static_cast<RecordId>(i)) continue;
      const Value& home = facts_[type.home];
      if (!home.is(Kind::list)) continue;
      for (const ListItem& item : home.list().items) {
        if (!item.value.is(Kind::record) || !item.value.record().supplied) continue;
        visit(item.value, to_text(item.value.record().fields[*type.key], program_.vocabulary));
      }
    }
  }

  /// Of any type there may be one in each list.
  [[nodiscard]] std::vector<Value> keyed(std::string_view key, RecordId record) const {
    std::vector<Value> found;
    for_each_keyed(record, [&](const Value& value, const std::string& its_key) {
      if (its_key == key) found.push_back(value);
    });
    return found;
  }

  [[nodiscard]] std::vector<std::string> keys(RecordId record) const {
    std::vector<std::string> known;
    for_each_keyed(record, [&](const Value&, const std::string& key) { known.push_back(key); });
    return known;
  }

  // -------------------------------------------------------------- names

  /// What comes before its arguments may be nearer to a name.
  [[nodiscard]] std::string suggested(std::string_view text) const {
    auto whole = grammar::suggestion(text, names(text));
    if (!whole.empty()) return whole;
    const auto name = call_of(text).name;
    return grammar::suggestion(name, names(name));
  }

  /// All that can be named; paths only of the fact that the text begins with.
  [[nodiscard]] std::vector<std::string> names(std::string_view text) const {
    std::vector<std::string> known{"score", "verdict"};
    for (const RuleProgram& rule : program_.rules) known.push_back(rule.id);
    for (const RelationProgram& relation : program_.relations) known.push_back(relation.name);
    for (const Measure& measure : program_.measures) known.push_back(measure.name);
    for (const Function& function : program_.functions)
      if (!function.name.empty()) known.push_back(function.name);
    for (const Declaration& fact : program_.vocabulary.facts) known.push_back(fact.name);
    for (const SectionProgram& section : program_.sections)
      if (section.scorecard == scorecard_) known.push_back(section.id);
    for (const VerdictProgram& verdict : program_.scorecards[scorecard_].verdicts)
      known.push_back(verdict.name);
    const std::string fact(text.substr(0, text.find_first_of(".[")));
    if (fact.size() == text.size() || !facts_.find(fact)) return known;
    for (std::size_t i = 0; i < std::min(facts_.path_count(), paths_suggested); ++i) {
      const std::string& path = facts_[static_cast<PathId>(i)].text;
      if (path.starts_with(fact)) known.push_back(path);
    }
    return known;
  }

  const Program& program_;
  std::uint32_t scorecard_;
  const FactBase& facts_;
  Arena& arena_;
  std::string why_;  // set: it is clear what was meant, and what is wrong with it
};

}  // namespace

FoundTarget find_target(std::string_view text, const Program& program, std::uint32_t scorecard,
                        const FactBase& facts, Arena& arena) {
  return Finder(program, scorecard, facts, arena).find(trimmed(text));
}

}  // namespace entente::engine
