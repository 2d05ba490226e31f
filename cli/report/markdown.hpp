// A result as a page for a board: Markdown (GitHub's tables), everything from outside escaped.
#pragma once

#include <string>

#include "engine/result.hpp"

namespace entente::cli {

[[nodiscard]] std::string markdown_report(const engine::Result& result);

}  // namespace entente::cli
