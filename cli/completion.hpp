// Scripts by which a shell completes the words of the command line, printed from the commands.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace entente::cli {

[[nodiscard]] std::string bash_completion(const Command& program);
[[nodiscard]] std::string zsh_completion(const Command& program);
[[nodiscard]] std::string fish_completion(const Command& program);

}  // namespace entente::cli
