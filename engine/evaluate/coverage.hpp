// How much of what a scorecard reads is known: counts fact paths, whatever the rules made of them.
#pragma once

#include <span>

#include "engine/evaluate/judge_rule.hpp"

namespace entente::engine {

/// Over the verdicts of a scorecard and those of its rules that may apply: every declared fact and
/// field they read, at each path the facts hold, those reached by reference included; a missing
/// record or list counts once. Undated ones are known or missing too.
[[nodiscard]] Coverage judge_coverage(const Program& program, const FactBase& facts,
                                      std::span<const JudgedRule> rules,
                                      const ScorecardJudgement& scorecard);

/// The share known, for `coverage` in a verdict: 1 where nothing is read.
[[nodiscard]] Ratio share_known(const Coverage& coverage);

}  // namespace entente::engine
