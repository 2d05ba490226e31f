// The values that stand for all a missing fact can be: every value of a finite type; for a number
// or date that is only ever compared with constants, each of these, one between neighbours, one
// beyond each end. Reads the program, not the other facts.
#pragma once

#include <optional>
#include <vector>

#include "engine/model/fact_base.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {

/// None when no finite set of values stands for the fact.
[[nodiscard]] std::optional<std::vector<Value>> fact_domain(const Program& program,
                                                            const FactBase& facts, PathId path,
                                                            Arena& arena);

}  // namespace entente::engine
