// Reads arguments by a command tree, through CLI11, which stays in parse_arguments.cpp.
#pragma once

#include <span>
#include <string>

#include "cli/command.hpp"

namespace entente::cli {

/// Runs what the arguments ask for: a command, or help or version of one. Gives up with exit code
/// 2 on anything that `program` does not take. Without arguments it prints help as an error.
Exit run_arguments(const Command& program, std::span<const std::string> arguments,
                   Console& console);

/// What `--help` of the program says, or of the command that these words name. Gives up with exit
/// code 2 when there is none.
[[nodiscard]] std::string help_text(const Command& program, std::span<const std::string> words);

}  // namespace entente::cli
