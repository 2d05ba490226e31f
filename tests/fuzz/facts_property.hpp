// What holds for the readers of facts whatever they are given; shared by the ctest and the
// libFuzzer entries.
#pragma once

#include <string>
#include <string_view>

namespace entente::tests {

/// Each reads a text as that kind of document and, when it is one, as the facts of a partnership.
/// Empty when all is well; else what is not: a place outside the text, a node outside the one
/// around it, an unregistered code, a fact base in spite of an error, a path that is not read back
/// as itself, a missing path whose value is known.
[[nodiscard]] std::string broken_yaml_property(std::string_view text);
[[nodiscard]] std::string broken_json_property(std::string_view text);

}  // namespace entente::tests
