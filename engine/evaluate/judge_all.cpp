#include "engine/evaluate/judge_all.hpp"

#include "engine/evaluate/coverage.hpp"
#include "engine/evaluate/judge_verdicts.hpp"

namespace entente::engine {
AsSupplied as_supplied(const JudgedAll& all) {
  AsSupplied supplied;
  for (const auto& card : all.scorecards) supplied.coverage.push_back(card.judgement.coverage);
  for (const auto& rule : all.rules) supplied.assumed.push_back(rule.judgement.assumed);
  return supplied;
}

JudgedAll judge_all(const Program& program, const FactBase& facts, ExpressionEvaluator& evaluator,
                    Arena& arena, const PassOptions& options) {
  JudgedAll all;
  all.rules.resize(program.rules.size());
  JudgedRules environment(all.rules);
  const auto* supplied = options.supplied;
  RuleJudge judge({program, facts, evaluator, environment, arena, options.words,
                   supplied != nullptr ? &supplied->assumed : nullptr});
  for (const auto rule : program.rule_order) all.rules[rule] = judge.judge(rule);

  for (std::uint32_t i = 0; i < program.scorecards.size(); ++i) {
    auto& card = all.scorecards.emplace_back(judge_scorecard(program, i, all.rules));
    card.judgement.coverage = supplied != nullptr
                                  ? supplied->coverage[i]
                                  : judge_coverage(program, facts, all.rules, card.judgement);
    judge_verdicts({program, evaluator, arena, all.rules}, card);
  }
  return all;
}

}  // namespace entente::engine
