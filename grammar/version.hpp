// The version of the program and of its libraries, as CMakeLists.txt states it.
// It is not the version of the rule language: the head of a pack names that one.
#pragma once

#include <string_view>

namespace entente {

/// `major.minor.patch`.
[[nodiscard]] std::string_view version();

}  // namespace entente
