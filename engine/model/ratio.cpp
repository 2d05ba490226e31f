#include "engine/model/ratio.hpp"

namespace entente::engine {
namespace {

using Whole = boost::multiprecision::cpp_int;

Whole power_of_ten(int exponent) {
  return boost::multiprecision::pow(Whole(10), static_cast<unsigned>(exponent));
}

/// numerator / denominator, half to even; the denominator is positive.
Whole divide_half_even(const Whole& numerator, const Whole& denominator) {
  Whole quotient;
  Whole rest;
  boost::multiprecision::divide_qr(Whole(abs(numerator)), denominator, quotient, rest);
  const Whole twice = rest * 2;
  if (twice > denominator || (twice == denominator && bit_test(quotient, 0))) ++quotient;
  return numerator < 0 ? Whole(-quotient) : quotient;
}

/// ratio * 10^exponent, rounded to a whole number.
Whole scaled(const Ratio& ratio, int exponent) {
  Whole numerator = boost::multiprecision::numerator(ratio);
  Whole denominator = boost::multiprecision::denominator(ratio);
  if (exponent >= 0) {
    numerator *= power_of_ten(exponent);
  } else {
    denominator *= power_of_ten(-exponent);
  }
  return divide_half_even(numerator, denominator);
}

int digits_in(const Whole& value) { return static_cast<int>(Whole(abs(value)).str().size()); }

}  // namespace

Ratio to_ratio(const Number& number) {
  if (const auto small = number.to_int64()) return Ratio(*small);
  const Whole digits(number.coefficient());
  const int exponent = number.exponent();
  if (exponent >= 0) return Ratio(digits * power_of_ten(exponent));
  return Ratio(digits, power_of_ten(-exponent));
}

Number to_number(const Ratio& ratio) {
  constexpr int precision = 34;
  if (ratio == 0) return 0;
  const Whole& numerator = boost::multiprecision::numerator(ratio);
  const Whole& denominator = boost::multiprecision::denominator(ratio);
  int exponent = precision - digits_in(numerator) + digits_in(denominator);
  Whole digits = scaled(ratio, exponent);
  if (digits_in(digits) > precision) digits = scaled(ratio, --exponent);
  while (digits % 10 == 0) {
    digits /= 10;
    --exponent;
  }
  const auto number = Number::parse(digits.str() + "e" + std::to_string(-exponent));
  return number.value_or(Number());
}

std::string to_decimal_text(const Ratio& ratio, int places, int least) {
  const Whole rounded = scaled(ratio, places);
  std::string text = Whole(abs(rounded)).str();
  const auto fraction = static_cast<std::size_t>(places);
  if (text.size() <= fraction) text.insert(0, fraction + 1 - text.size(), '0');
  int shown = places;
  while (shown > least && text.back() == '0') {
    text.pop_back();
    --shown;
  }
  if (shown > 0) text.insert(text.size() - static_cast<std::size_t>(shown), 1, '.');
  return rounded < 0 ? "-" + text : text;
}

}  // namespace entente::engine
