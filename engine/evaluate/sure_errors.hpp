// What can never succeed whatever the facts say: `i / 0`, `date("2026-13-01")`, `matches(t, "(")`.
// Each operator and built-in is tried by itself, as it stands in a program: on the constants it has
// and, for all else, on something unknown that it could take. What comes to an error then always
// does. `periods` is left out: they end today.
#pragma once

#include <vector>

#include "engine/program/program.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::engine {

/// Of the nodes from `first` on. Of operations within each other the innermost is told.
void find_sure_errors(const Program& program, std::size_t first,
                      std::vector<grammar::Diagnostic>& diagnostics);

}  // namespace entente::engine
