// Which answers would decide what is not known: the question put to deciding_answers(), and what it
// finds put into words.
#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/step_recorder.hpp"
#include "engine/evaluate/unknown.hpp"
#include "engine/explain/fact_value.hpp"
#include "engine/explain/page.hpp"

namespace entente::engine {
namespace {

std::optional<std::string> named_when_known(Outcome outcome) {
  if (outcome == Outcome::unknown) return std::nullopt;
  return std::string(outcome_name(outcome));
}

class Questioner {
 public:
  explicit Questioner(const ProofSources& from) : from_(from), evaluation_(*from.evaluation) {}

  std::optional<OpenQuestion> operator()(const RuleTarget& target) const {
    const auto& judged = evaluation_.rules[target.rule];
    if (judged.outcome != Outcome::unknown) return std::nullopt;
    const auto settled = [rule = target.rule](const JudgedAll& all, const FactBase&,
                                              ExpressionEvaluator&) {
      return named_when_known(all.rules[rule].judgement.outcome);
    };
    return OpenQuestion{judged.missing, {{target.rule}, {}, {}, {}}, settled};
  }

  /// Of a rule that is judged for each item there is an outcome of the whole only.
  std::optional<OpenQuestion> operator()(const CheckTarget& target) const {
    const auto& judged = evaluation_.rules[target.rule];
    if (judged.per_item || judged.items.empty()) return std::nullopt;
    const auto& checks = judged.items.front().checks;
    if (target.check >= checks.size() || checks[target.check].outcome != Outcome::unknown)
      return std::nullopt;
    const auto settled = [target](const JudgedAll& all, const FactBase&,
                                  ExpressionEvaluator&) -> std::optional<std::string> {
      const auto& items = all.rules[target.rule].judgement.items;
      if (items.empty() || target.check >= items.front().checks.size()) return std::nullopt;
      return named_when_known(items.front().checks[target.check].outcome);
    };
    return OpenQuestion{checks[target.check].missing, {{target.rule}, {}, {}, {}}, settled};
  }

  std::optional<OpenQuestion> operator()(const DefinitionTarget& target) const {
    const Trace trace = from_.recorder->expression(target.body, target.arguments);
    if (!extent_of(trace.value).may_be_open) return std::nullopt;
    Arena arena;
    Missing missing(arena);
    missing.add_deep(trace.value, from_.program.vocabulary);
    const auto paths = missing.paths();
    const auto settled = [this_from = &from_, target](
                             const JudgedAll& all, const FactBase& facts,
                             ExpressionEvaluator& evaluator) -> std::optional<std::string> {
      const auto& vocabulary = this_from->program.vocabulary;
      JudgedRules environment(all.rules);
      const Value value =
          evaluator.evaluate(target.body, as_in(facts, vocabulary, target.arguments), environment);
      if (extent_of(value).may_be_open) return std::nullopt;
      return in_words(plain(value, vocabulary, facts));
    };
    return OpenQuestion{{paths.begin(), paths.end()}, {{}, {}, {}, target.body}, settled};
  }

  std::optional<OpenQuestion> operator()(const RelationTarget& target) const {
    if (target.items.empty()) return std::nullopt;
    const DerivedRelations& derived = from_.recorder->relations(target.relation);
    std::vector<PathId> missing;
    if (derived.extensions[target.relation].broken ||
        there_is(derived, target.relation, target.items, from_.program, &missing) != Truth::open)
      return std::nullopt;
    const auto settled = [this_from = &from_, target](
                             const JudgedAll& all, const FactBase&,
                             ExpressionEvaluator& evaluator) -> std::optional<std::string> {
      const Truth now =
          there_is_now(all, evaluator, target.relation, target.items, this_from->program);
      if (now == Truth::open) return std::nullopt;
      return now == Truth::yes ? "yes" : "no";
    };
    return OpenQuestion{missing, {{}, {}, target.relation, {}}, settled};
  }

  std::optional<OpenQuestion> operator()(const VerdictTarget&) const {
    const auto& judged = evaluation_.scorecards[from_.scorecard];
    if (!judged.score || (judged.verdicts.size() == 1 && !judged.may_be_not_assessable))
      return std::nullopt;
    const auto settled = [this_from = &from_](const JudgedAll& all, const FactBase&,
                                              ExpressionEvaluator&) -> std::optional<std::string> {
      const auto& card = all.scorecards[this_from->scorecard].judgement;
      if (!card.score) return std::string(not_assessable);
      if (card.verdicts.size() != 1 || card.may_be_not_assessable) return std::nullopt;
      return this_from->program.scorecards[this_from->scorecard].verdicts[card.verdicts[0]].name;
    };
    return OpenQuestion{judged.missing, {{}, from_.scorecard, {}, {}}, settled};
  }

  std::optional<OpenQuestion> operator()(const FactTarget&) const { return std::nullopt; }
  std::optional<OpenQuestion> operator()(const ScoreTarget&) const { return std::nullopt; }

 private:
  const ProofSources& from_;
  const Evaluation& evaluation_;
};

std::string stretch_in_words(const DecidingAnswer& answer, const ProofSources& from) {
  const auto words = [&](const DecidingAnswer::End& end) {
    return in_words(plain(end.value, from.program.vocabulary, from.facts));
  };
  if (!answer.low && !answer.high) return "any";
  const bool date = (answer.low ? answer.low : answer.high)->value.is(Kind::date);
  std::string low;
  std::string high;
  if (answer.low && date) low = fmt::format("from {} on", words(*answer.low));
  if (answer.high && date) high = fmt::format("before {}", words(*answer.high));
  if (answer.low && !date)
    low = answer.low->open ? "more than " + words(*answer.low) : words(*answer.low) + " or more";
  if (answer.high && !date)
    high = answer.high->open ? "less than " + words(*answer.high) : "up to " + words(*answer.high);
  if (low.empty() || high.empty()) return low + high;
  const bool one = !date && !answer.low->open && !answer.high->open &&
                   answer.low->value.number() == answer.high->value.number();
  return one ? words(*answer.low) : fmt::format("{} and {}", low, high);
}

}  // namespace

std::optional<OpenQuestion> open_question(const Target& target, const ProofSources& from) {
  return std::visit(Questioner(from), target);
}

std::vector<PageAnswer> in_words(const std::vector<DecidingAnswer>& answers,
                                 const ProofSources& from) {
  std::vector<PageAnswer> said;
  for (const DecidingAnswer& answer : answers) {
    std::string words;
    for (const Value& value : answer.values) {
      if (!words.empty()) words += " or ";
      words += value.is_unknown() ? "any but none"
                                  : in_words(plain(value, from.program.vocabulary, from.facts));
    }
    if (answer.values.empty()) words = stretch_in_words(answer, from);
    said.push_back({from.facts[from.facts.outermost(answer.fact)].text, words, answer.settles});
  }
  return said;
}

}  // namespace entente::engine
