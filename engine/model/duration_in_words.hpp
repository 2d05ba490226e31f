// How a duration is said to people: `P1Y6M` as `1 year 6 months`. Knows texts only; the values are
// in temporal.hpp.
#pragma once

#include <string>
#include <string_view>

namespace entente::engine {

/// `iso`: a duration as FEEL writes it, such as `P5D` or `-P1DT2H30M`. Any other text stays as it
/// is.
[[nodiscard]] std::string duration_in_words(std::string_view iso);

}  // namespace entente::engine
