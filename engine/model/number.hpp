// Exact decimal numbers of 34 digits: an int64 while the value is a small integer, else Intel's
// decimal128 in its binary encoding. Plain, trivially copyable, owns nothing; never a double.
// Rounding is half even unless a function says otherwise. The Intel headers stay in number.cpp.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente::engine {

/// An integer of 128 bits, which standard C++ does not have.
__extension__ typedef __int128 Int128;

enum class Rounding { half_even, up, down, half_up, half_down, floor, ceiling };

class Number {
 public:
  constexpr Number() = default;
  constexpr Number(std::int64_t value) : small_(value) {}  // NOLINT: integers are numbers

  /// Reads `-12`, `.5`, `1.20`, `2e-3`; none when anything else stands there or it can't be
  /// held.
  [[nodiscard]] static std::optional<Number> parse(std::string_view text);
  /// Why what is spelt as a number can't be held.
  [[nodiscard]] static std::string_view why_not_held(std::string_view text);
  /// Written as a number is, whether it can be held or not.
  [[nodiscard]] static bool is_spelt(std::string_view text);

  /// An integer of at most 34 digits; none when it has more.
  [[nodiscard]] static std::optional<Number> of(Int128 value);

  /// Plain digits without exponent where the exponent is within ±40, no trailing zeros: `0.1`,
  /// `1000`.
  [[nodiscard]] std::string to_string() const;

  [[nodiscard]] bool is_integer() const;
  /// The value as int64; none when it is not an integer of that range.
  [[nodiscard]] std::optional<std::int64_t> to_int64() const;
  /// The value as an integer of 128 bits; none when it is no integer of that range.
  [[nodiscard]] std::optional<Int128> to_int128() const;
  [[nodiscard]] int sign() const;

  // Arithmetic gives none on overflow, division by zero or an undefined result.
  friend std::optional<Number> add(const Number& a, const Number& b);
  friend std::optional<Number> subtract(const Number& a, const Number& b);
  friend std::optional<Number> multiply(const Number& a, const Number& b);
  friend std::optional<Number> divide(const Number& a, const Number& b);
  friend std::optional<Number> power(const Number& a, const Number& b);
  /// FEEL's modulo: a - b * floor(a / b).
  friend std::optional<Number> modulo(const Number& a, const Number& b);
  [[nodiscard]] std::optional<Number> sqrt() const;
  [[nodiscard]] std::optional<Number> exp() const;
  [[nodiscard]] std::optional<Number> log() const;
  [[nodiscard]] Number negate() const;
  [[nodiscard]] Number abs() const;
  /// Rounds to `scale` digits after the point (negative: before it).
  [[nodiscard]] std::optional<Number> round(int scale, Rounding rounding) const;

  /// The value as an exact fraction's parts: digits (with sign, no point) and power of ten.
  [[nodiscard]] std::string coefficient() const;
  [[nodiscard]] int exponent() const;

  /// The nearest number above or below that 34 digits can hold.
  [[nodiscard]] Number next(bool up) const;

  friend bool operator==(const Number& a, const Number& b);
  friend std::strong_ordering operator<=>(const Number& a, const Number& b);

 private:
  friend struct NumberBits;
  // INVARIANT: a value that is an integer of int64 is held small, so equality of small ones is
  // exact.
  bool is_small_ = true;
  std::int64_t small_ = 0;
  std::uint64_t big_[2] = {0, 0};
};

std::optional<Number> add(const Number& a, const Number& b);
std::optional<Number> subtract(const Number& a, const Number& b);
std::optional<Number> multiply(const Number& a, const Number& b);
std::optional<Number> divide(const Number& a, const Number& b);
std::optional<Number> power(const Number& a, const Number& b);
std::optional<Number> modulo(const Number& a, const Number& b);

}  // namespace entente::engine
