#include "engine/evaluate/judge_all.hpp"

#include "engine/evaluate/coverage.hpp"
#include "engine/evaluate/judge_verdicts.hpp"

namespace entente::engine {
namespace {

/// Rules see those judged before them; nothing else is asked of them.
class RulesSoFar : public Surroundings {
 public:
  explicit RulesSoFar(const std::vector<JudgedRule>& rules) : rules_(rules) {}
  RuleSeen rule(std::uint32_t index) override { return rules_[index].seen(); }

 private:
  const std::vector<JudgedRule>& rules_;
};

}  // namespace

JudgedAll judge_all(const Program& program, const FactBase& facts, ExpressionEvaluator& evaluator,
                    Arena& arena, const PassOptions& options) {
  JudgedAll all;
  all.rules.resize(program.rules.size());
  RulesSoFar around(all.rules);
  RuleJudge judge({program, facts, evaluator, around, arena, options.record, options.words});
  for (const auto rule : program.rule_order) all.rules[rule] = judge.judge(rule);

  all.coverage = options.coverage ? *options.coverage : judge_coverage(program, facts, all.rules);
  for (std::uint32_t i = 0; i < program.scorecards.size(); ++i) {
    all.scorecards.push_back(judge_scorecard(program, i, all.rules));
    judge_verdicts({program, evaluator, arena, all.rules, all.coverage, options.record},
                   all.scorecards.back());
  }
  return all;
}

}  // namespace entente::engine
