#include "tests/fuzz/evaluate_property.hpp"

#include "engine/facts/read_facts.hpp"
#include "engine/load_rules.hpp"
#include "engine/program/compile.hpp"
#include "engine/result.hpp"
#include "grammar/parse.hpp"

namespace entente::tests {
namespace {

using namespace engine;

Budget::Limits small_limits() {
  Budget::Limits limits;
  limits.steps = 20'000;
  limits.steps_in_all = 100'000;
  limits.bytes = std::uint64_t{1} << 20U;
  limits.bytes_in_all = std::uint64_t{4} << 20U;
  limits.value_bytes = 100'000;
  limits.value_levels = 50;
  limits.calls = 50;
  limits.traced = 500;
  limits.traced_in_all = 2'000;
  limits.items = 50;
  return limits;
}

/// What the expressions may name: known and unknown values of several kinds.
class Variables {
 public:
  Variables() {
    facts.today = *make_date(2026, 11, 1);
    add("n", Value::integer(3));
    add("t", Value::text("a text", arena_));
    add("d", Value::date(facts.today));
    add("x", unknown("x", TypeKind::number));
    add("y", unknown("y", TypeKind::boolean));
    add("u", unknown("u", TypeKind::text));
    add("l", list({Value::integer(1), values[3], Value()}));
    const auto fields = arena_.array<ContextField>(2);
    fields[0] = {"a", Value::integer(1)};
    fields[1] = {"b", values[3]};
    add("c", Value::context(fields, arena_));
    add("ll", list({values[6], values[6], list({})}));
  }

  FactBase facts;
  std::vector<std::string> names;
  std::vector<Value> values;

 private:
  void add(const std::string& name, const Value& value) {
    names.push_back(name);
    values.push_back(value);
  }
  Value unknown(const std::string& name, TypeKind kind) {
    PathInfo info;
    info.text = name;
    info.missing = MissingReason::not_supplied;
    Type type;
    type.kind = kind;
    Unknown made =
        unknown_fact(vocabulary_, vocabulary_.intern(type), facts.add_path(std::move(info)), arena_)
            .unknown();
    made.type = TypeId::any;  // the program that reads it has types of its own
    return make_unknown(made, arena_);
  }
  Value list(std::initializer_list<Value> parts) {
    const auto items = arena_.array<ListItem>(parts.size());
    std::transform(parts.begin(), parts.end(), items.begin(),
                   [](const Value& part) { return ListItem{part}; });
    ListData data;
    data.items = items;
    return Value::list(data, arena_);
  }

  Vocabulary vocabulary_;
  Arena arena_;
};

std::string value_as_text(const Value& value, const Vocabulary& vocabulary) {
  std::string text = to_text(value, vocabulary, true, 10'000);
  if (value.is_null(NullReason::error)) text.append(": ").append(value.error_message());
  if (value.is_unknown()) {
    for (const PathId path : value.unknown().missing)
      text += " " + std::to_string(static_cast<std::uint32_t>(path));
  }
  return text;
}

struct Judged {
  Evaluation evaluation;
  std::string text;
};

Judged judge(const Program& program, const FactBase& facts, Recording record) {
  EvaluateOptions options;
  options.record = record;
  options.limits = small_limits();
  Judged judged{evaluate(program, facts, options), ""};
  for (const RuleJudgement& rule : judged.evaluation.rules) {
    judged.text += std::to_string(static_cast<int>(rule.outcome)) + rule.fault + ' ' +
                   std::to_string(rule.items.size()) + '\n';
  }
  return judged;
}

std::string broken_evaluation(const Evaluation& evaluation, bool recorded_alike,
                              const std::string& plain, const std::string& recorded) {
  if (recorded_alike && plain != recorded)
    return "what is recorded changes the outcome:\n" + plain + "\n" + recorded;
  for (const RuleJudgement& rule : evaluation.rules) {
    if (rule.outcome == Outcome::fault && rule.fault.empty()) return "a fault without a reason";
  }
  for (const ScorecardJudgement& card : evaluation.scorecards) {
    if (card.score && (card.score->low < Ratio(0) || card.score->high > Ratio(100)))
      return "a score outside 0 to 100";
  }
  return "";
}

}  // namespace

std::string broken_expression_property(std::string_view text) {
  grammar::Sources sources;
  const auto file = sources.add("expression", std::string(text));
  const auto parsed = grammar::parse_expression(sources, file);
  if (grammar::has_errors(parsed.diagnostics)) return "";
  const Variables given;
  const auto compiled = compile_expression(sources, parsed, given.names);
  if (grammar::has_errors(compiled.diagnostics)) return "";
  Arena arena;
  Environment environment;
  std::string texts[2];
  for (const bool traced : {false, true}) {
    Budget budget(small_limits());
    ExpressionEvaluator evaluator(compiled.program, given.facts, arena, budget);
    Trace trace;
    const Value value =
        evaluator.evaluate(compiled.unit, given.values, environment, traced ? &trace : nullptr);
    texts[traced ? 1 : 0] = value_as_text(value, compiled.program.vocabulary);
    if (value.is_unknown() && value.unknown().missing.empty()) return "waits for nothing";
    if (!traced) continue;
    const ProofSources from{compiled.program, given.facts, sources};
    if (size_of(explain(trace, from)) > (std::size_t{32} << 20U)) return "an endless proof";
  }
  return texts[0] == texts[1] ? "" : "recorded " + texts[1] + ", else " + texts[0];
}

namespace {

/// Rules and facts read from one text; neither is there when one of them is wrong.
struct Assessment {
  explicit Assessment(std::string_view text) {
    constexpr std::string_view line = "\n---\n";
    const auto cut = text.find(line);
    if (cut == std::string_view::npos) return;
    const std::vector files{sources.add("f.rules", std::string(text.substr(0, cut)))};
    loaded = load_rules(sources, files);
    if (!loaded.program) return;
    const auto file = sources.add("f.yaml", std::string(text.substr(cut + line.size())));
    const auto document = read_document(sources, file);
    if (grammar::has_errors(document.diagnostics)) return;
    read = read_facts(document.root, loaded.program->vocabulary,
                      {std::nullopt, *make_date(2026, 11, 1)});
  }

  grammar::Sources sources;
  LoadedRules loaded;
  ReadFacts read;
};

}  // namespace

bool is_assessment(std::string_view text) { return Assessment(text).read.facts.has_value(); }

std::string broken_judging_property(std::string_view text) {
  const Assessment assessment(text);
  const auto& [sources, loaded, read] = assessment;
  if (!read.facts) return "";
  const auto plain = judge(*loaded.program, *read.facts, Recording::none);
  const auto recorded = judge(*loaded.program, *read.facts, Recording::all);
  const auto exhausted = [](const Judged& judged) {
    return judged.text.find("the assessment takes more than") != std::string::npos;
  };
  const bool alike = !exhausted(plain) && !exhausted(recorded);
  if (auto broken = broken_evaluation(plain.evaluation, alike, plain.text, recorded.text);
      !broken.empty())
    return broken;
  const ProofSources from{*loaded.program, *read.facts, sources};
  for (std::uint32_t card = 0; card < loaded.program->scorecards.size(); ++card)
    (void)make_result(from, recorded.evaluation, card, read.diagnostics);
  return "";
}

}  // namespace entente::tests
