// What turns out the same whatever the facts say, and is surely not meant: a check that is always
// yes or always no, a verdict that is never reached. Found by judging with nothing supplied,
// the day included.
#pragma once

#include <vector>

#include "engine/program/program.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::engine {

void find_settled(const Program& program, std::vector<grammar::Diagnostic>& diagnostics);

}  // namespace entente::engine
