// Exact fractions for credits and scores, which are rounded only where a result prints them. Of
// 64 bits as long as that is enough, of any size beyond. Not a value of the rule language; see
// number.hpp.
#pragma once

#include <compare>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/model/number.hpp"

namespace entente::engine {

class Ratio {
 public:
  Ratio() = default;
  Ratio(std::int64_t whole);  // NOLINT: integers are ratios
  /// The denominator is not 0.
  Ratio(std::int64_t numerator, std::int64_t denominator);

  /// -1, 0 or 1.
  [[nodiscard]] int sign() const;
  /// The greatest whole number not above it, held within int64.
  [[nodiscard]] std::int64_t floor() const;

  friend Ratio operator+(const Ratio& a, const Ratio& b);
  friend Ratio operator-(const Ratio& a, const Ratio& b);
  friend Ratio operator*(const Ratio& a, const Ratio& b);
  /// b is not 0.
  friend Ratio operator/(const Ratio& a, const Ratio& b);
  Ratio operator-() const { return 0 - *this; }
  Ratio& operator+=(const Ratio& b) { return *this = *this + b; }
  Ratio& operator-=(const Ratio& b) { return *this = *this - b; }
  Ratio& operator*=(const Ratio& b) { return *this = *this * b; }
  Ratio& operator/=(const Ratio& b) { return *this = *this / b; }

  friend bool operator==(const Ratio& a, const Ratio& b);
  friend std::strong_ordering operator<=>(const Ratio& a, const Ratio& b);

 private:
  friend struct RatioParts;
  // INVARIANT: in lowest terms, the denominator positive; `big_` is set only where the two do not
  // fit, so equal ratios are held alike.
  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
  std::shared_ptr<const struct BigRatio> big_;
};

[[nodiscard]] Ratio to_ratio(const Number& number);
/// The nearest number of 34 digits.
[[nodiscard]] Number to_number(const Ratio& ratio);
/// Rounded half even to `places` decimals, trailing zeros dropped down to `least` of them: `61.5`,
/// `70.0`.
[[nodiscard]] std::string to_decimal_text(const Ratio& ratio, int places, int least = 0);

}  // namespace entente::engine
