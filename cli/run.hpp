// The whole program behind its main(): arguments and streams in, an exit code
// out. Tests call it in their own process. It touches no global stream.
#pragma once

#include <iosfwd>
#include <span>
#include <string>

#include "cli/console.hpp"

namespace entente::cli {

/// Runs one command. `arguments` lacks the program's name. Returns the exit
/// code, see Exit; 5 also when standard output could not take everything.
int run(std::span<const std::string> arguments, std::istream& in, std::ostream& out,
        std::ostream& err, Colours colours = {});

}  // namespace entente::cli
