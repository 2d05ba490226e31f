// One pass over rules, coverage, scorecards and verdicts: what evaluate() does once, and case
// analysis once a case. Values go into the arena given.
#pragma once

#include <vector>

#include "engine/evaluate/judge_scorecard.hpp"

namespace entente::engine {

struct JudgedAll {
  std::vector<JudgedRule> rules;              // as Program::rules
  std::vector<ScorecardStanding> scorecards;  // as Program::scorecards
};

/// What rests on the facts as supplied: a case in which more of them are supposed does not change
/// it.
struct AsSupplied {
  std::vector<Coverage> coverage;  // as Program::scorecards
  std::vector<bool> assumed;       // as Program::rules: what `unknown counts as` decided
};
[[nodiscard]] AsSupplied as_supplied(const JudgedAll& all);

/// Rules answer as they are judged, those judged so far; nothing else is asked of them.
class JudgedRules : public Environment {
 public:
  explicit JudgedRules(const std::vector<JudgedRule>& rules) : rules_(rules) {}
  RuleSeen rule(std::uint32_t index) override { return rules_[index].seen(); }

 private:
  const std::vector<JudgedRule>& rules_;
};

struct PassOptions {
  bool words = true;                     // fill in `because` and `advise`
  const AsSupplied* supplied = nullptr;  // set when these facts are a case of those supplied
};

[[nodiscard]] JudgedAll judge_all(const Program& program, const FactBase& facts,
                                  ExpressionEvaluator& evaluator, Arena& arena,
                                  const PassOptions& options);

}  // namespace entente::engine
