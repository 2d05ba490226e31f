// What holds for the parser whatever it is given; shared by the ctest and the libFuzzer entry.
#pragma once

#include <string>
#include <string_view>

namespace entente::tests {

/// Parses a text as a rule file and as an expression. Empty when all is well; else what is not:
/// more than 20 errors of one file, a span outside the text, an unregistered code, a diagnostic
/// that cannot be rendered, an expression that is its own ancestor.
[[nodiscard]] std::string broken_parse_property(std::string_view text);

}  // namespace entente::tests
