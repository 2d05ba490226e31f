// A result as a page for a board: Markdown (GitHub's tables), everything from outside escaped.
#pragma once

#include <string>
#include <string_view>

#include "engine/result.hpp"

namespace entente::cli {

/// On one line; signs that mean something in Markdown or HTML lose their meaning.
[[nodiscard]] std::string markdown_escaped(std::string_view text);

[[nodiscard]] std::string markdown_report(const engine::Result& result);

}  // namespace entente::cli
