// Tries facts that are read more than once value by value, so that bounds can be proved exact and
// verdicts that no completion reaches fall away. Within a budget of cases; beyond it everything
// stays as it was.
#pragma once

#include "engine/evaluate/judge_all.hpp"

namespace entente::engine {

constexpr std::size_t case_budget = 256;

/// Narrows the scores and verdicts of `all` in place; outcomes of rules stay as they are.
void try_cases(const Program& program, const FactBase& facts, const Budget::Limits& limits,
               JudgedAll& all);

}  // namespace entente::engine
