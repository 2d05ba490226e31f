#include <utility>

#include "engine/evaluate/case_analysis.hpp"
#include "engine/evaluate/derivations.hpp"
#include "engine/evaluate/evaluation.hpp"
#include "engine/evaluate/judge_all.hpp"
#include "engine/evaluate/judge_verdicts.hpp"
#include "engine/evaluate/missing_paths.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"
#include "engine/evaluate/rule_steps.hpp"

namespace entente::engine {

Evaluation evaluate(const Program& program, const FactBase& facts, const EvaluateOptions& options) {
  Evaluation evaluation;
  evaluation.arena = std::make_unique<Arena>();
  Budget budget(options.limits);
  ExpressionEvaluator evaluator(program, facts, *evaluation.arena, budget);
  if (options.record == Recording::none) evaluator.leave_derivations_out();
  const Recording record = keeps_derivations ? options.record : Recording::none;
  auto all = judge_all(program, facts, evaluator, *evaluation.arena, {});
  evaluation.relations = evaluator.relations();
  const auto matches = evaluation.relations ? evaluation.relations->matches : 0;
  if (options.tight) try_cases(program, facts, options.limits, matches, all);
  evaluation.remarks = evaluator.remarks();
  if (record != Recording::none) {
    budget.begin_anew();
    record_rules(program, evaluator, record, all.rules);
    budget.begin_anew();
    for (auto& scorecard : all.scorecards)
      record_conditions({program, evaluator, *evaluation.arena, all.rules}, scorecard);
  }

  for (auto& rule : all.rules) evaluation.rules.push_back(std::move(rule.judgement));
  for (auto& scorecard : all.scorecards) {
    scorecard.judgement.missing = as_reported(facts, scorecard.missing);
    evaluation.scorecards.push_back(std::move(scorecard.judgement));
  }
  return evaluation;
}

}  // namespace entente::engine
