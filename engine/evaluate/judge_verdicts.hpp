// Which verdicts of a scorecard are still possible: its conditions, in the order written, over
// every cell of the scores they ask (see score_cells.hpp). Never too narrow; says when it may be
// too wide.
#pragma once

#include <span>

#include "engine/evaluate/judge_scorecard.hpp"

namespace entente::engine {

struct VerdictSetting {
  const Program& program;
  ExpressionEvaluator& evaluator;
  Arena& arena;
  std::span<const JudgedRule> rules;
};

/// Fills in the verdicts of `standing`, and adds what their conditions wait for to its missing
/// facts.
void judge_verdicts(const VerdictSetting& setting, ScorecardStanding& standing);

/// Records the condition of every verdict, over the scores as they stand: for when nothing narrows
/// them any more.
void record_conditions(const VerdictSetting& setting, ScorecardStanding& standing);

}  // namespace entente::engine
