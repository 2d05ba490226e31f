// `entente feel --cases FILE`: what runs and prints conformance cases.
#pragma once

#include <string>

#include "cli/console.hpp"
#include "engine/model/temporal.hpp"

namespace entente::cli {

/// One JSON object a line. Done when every case of the profile passes, else below; a file that
/// can't be read as cases is refused whole.
[[nodiscard]] Exit feel_cases(const std::string& path, const engine::DateTime& now,
                              Console& console);

}  // namespace entente::cli
