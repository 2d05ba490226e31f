// Exact fractions for credits and scores, which are rounded only where a result prints them.
#pragma once

#include <string>

#include <boost/multiprecision/cpp_int.hpp>

#include "engine/model/number.hpp"

namespace entente::engine {

using Ratio = boost::multiprecision::cpp_rational;

[[nodiscard]] Ratio to_ratio(const Number& number);
/// The nearest number of 34 digits.
[[nodiscard]] Number to_number(const Ratio& ratio);
/// Rounded half even to `places` decimals, trailing zeros dropped down to `least` of them: `61.5`,
/// `70.0`.
[[nodiscard]] std::string to_decimal_text(const Ratio& ratio, int places, int least = 0);

}  // namespace entente::engine
