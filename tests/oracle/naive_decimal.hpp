// A second implementation of the 34-digit decimals, for the oracle: an integer of any size and a
// power of ten. Every operation is exact first and rounded once, so it is slow and plainly right.
// Shares no code with engine/model/number.cpp; knows no exponent limits.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include <boost/multiprecision/cpp_int.hpp>

namespace entente::oracle {

// Without expression templates: plain values, so that `auto` and `?:` mean what they say.
using Integer = boost::multiprecision::number<boost::multiprecision::cpp_int_backend<>,
                                              boost::multiprecision::et_off>;

enum class RoundMode { half_even, half_up, half_down, away, toward_zero, floor, ceiling };

class Decimal {
 public:
  Decimal() = default;
  Decimal(long long value) : Decimal(Integer(value), 0) {}  // NOLINT: integers are decimals
  /// digits * 10^exponent, rounded half even to 34 digits.
  Decimal(Integer digits, long exponent);

  /// `-12`, `.5`, `1.20`, `2e-3`; none for anything else.
  [[nodiscard]] static std::optional<Decimal> parse(std::string_view text);
  /// Plain digits, no exponent, no trailing zeros.
  [[nodiscard]] std::string to_string() const;

  [[nodiscard]] bool is_zero() const { return digits_.is_zero(); }
  [[nodiscard]] bool is_integer() const { return exponent_ >= 0; }
  [[nodiscard]] int sign() const { return digits_.sign(); }
  /// The digits after the point dropped.
  [[nodiscard]] Integer whole() const;

  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  /// None when b is 0.
  friend std::optional<Decimal> divide(const Decimal& a, const Decimal& b);
  /// a - b * floor(a / b); none when b is 0.
  friend std::optional<Decimal> modulo(const Decimal& a, const Decimal& b);
  /// Whole exponents up to 10,000 either way; none for others and for 0 to a negative one.
  friend std::optional<Decimal> power(const Decimal& a, const Decimal& b);
  [[nodiscard]] std::optional<Decimal> sqrt() const;
  /// Rounded from 50 digits; none where there is none or its exponent has six digits.
  [[nodiscard]] std::optional<Decimal> log() const;
  [[nodiscard]] std::optional<Decimal> exp() const;
  [[nodiscard]] Decimal negated() const;
  /// To `scale` digits after the point.
  [[nodiscard]] Decimal rounded(long scale, RoundMode mode) const;

  friend bool operator==(const Decimal& a, const Decimal& b) = default;  // both in lowest form
  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);

 private:
  // INVARIANT: no trailing zero in digits_; exponent_ is 0 for zero.
  Integer digits_ = 0;
  long exponent_ = 0;
};

std::optional<Decimal> divide(const Decimal& a, const Decimal& b);
std::optional<Decimal> modulo(const Decimal& a, const Decimal& b);
std::optional<Decimal> power(const Decimal& a, const Decimal& b);

}  // namespace entente::oracle
