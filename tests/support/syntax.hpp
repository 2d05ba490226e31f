// Helpers of the tests that parse: text in, tree and diagnostics out, with the text they point at.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/parse.hpp"

namespace entente::tests {

/// A parsed text together with what its spans refer to.
struct ParsedText {
  grammar::Sources sources;
  grammar::ParsedFile file;

  /// The text that a diagnostic underlines.
  [[nodiscard]] std::string underlined(const grammar::Diagnostic& diagnostic) const;
  /// All diagnostics, rendered.
  [[nodiscard]] std::string rendered() const;
};

[[nodiscard]] ParsedText parse_text(std::string_view text, std::string_view name = "test.rules");

/// The text form of an expression, or its first diagnostic on one line.
[[nodiscard]] std::string printed_expression(std::string_view text);

}  // namespace entente::tests
