// One pass over rules, coverage, scorecards and verdicts: what evaluate() does once, and case
// analysis once a case. Values go into the arena given.
#pragma once

#include <optional>
#include <vector>

#include "engine/evaluate/judge_scorecard.hpp"

namespace entente::engine {

struct JudgedAll {
  std::vector<JudgedRule> rules;              // as Program::rules
  std::vector<ScorecardStanding> scorecards;  // as Program::scorecards
  Coverage coverage;
};

struct PassOptions {
  Recording record = Recording::none;
  bool words = true;                 // fill in `because` and `advise`
  std::optional<Coverage> coverage;  // of the facts as supplied, when these are a case of them
};

[[nodiscard]] JudgedAll judge_all(const Program& program, const FactBase& facts,
                                  ExpressionEvaluator& evaluator, Arena& arena,
                                  const PassOptions& options);

}  // namespace entente::engine
