// The whole program behind its main(): arguments and streams in, an exit code out.
// Tests call it in their own process. It touches no global stream.
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace entente::cli {

/// Runs one command. `arguments` lacks the program's name. Returns the exit code:
/// 0 done, 2 wrong use; each command documents the codes it adds.
int run(std::span<const std::string> arguments, std::istream& in, std::ostream& out,
        std::ostream& err);

}  // namespace entente::cli
