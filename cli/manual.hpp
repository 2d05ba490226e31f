// The manual page entente(1), in the language of man(7), printed from the commands themselves.
#pragma once

#include <string>

#include "cli/command.hpp"

namespace entente::cli {

[[nodiscard]] std::string manual_page(const Command& program);

}  // namespace entente::cli
