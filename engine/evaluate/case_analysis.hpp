// Tries facts that are read more than once value by value, so that bounds can be proved exact and
// verdicts that no completion reaches fall away. Within a budget of cases; beyond it everything
// stays as it was.
#pragma once

#include "engine/evaluate/judge_all.hpp"

namespace entente::engine {

constexpr std::size_t case_budget = 256;
constexpr std::uint64_t match_budget = 20'000'000;  // tuples looked at in all cases together
/// Steps of all trials of answers to one question.
constexpr Budget::Limits trial_limits{.steps_in_all = 2'000'000};

/// Narrows the scores and verdicts of `all` in place; outcomes of rules stay as they are.
/// `matches`: what deriving relations took once.
void try_cases(const Program& program, const FactBase& facts, const Budget::Limits& limits,
               std::uint64_t matches, JudgedAll& all);

}  // namespace entente::engine
