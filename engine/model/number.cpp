#include "engine/model/number.hpp"

#include <bid_conf.h>
#include <bid_functions.h>

#include <array>
#include <cctype>
#include <charconv>
#include <limits>

namespace entente::engine {
namespace {

__extension__ typedef unsigned __int128 Wide;

constexpr int exponent_bias = 6176;
constexpr int plain_exponent = 40;

BID_UINT128 bits(const std::uint64_t (&words)[2]) {
  BID_UINT128 value;
  value.w[0] = words[0];
  value.w[1] = words[1];
  return value;
}

BID_UINT128 from_integer(std::int64_t value) { return bid128_from_int64(value); }

/// A finite decimal taken apart; the digits have no trailing zeros.
struct Parts {
  bool negative = false;
  Wide digits = 0;
  int exponent = 0;
};

Parts take_apart(BID_UINT128 value) {
  Parts parts;
  parts.negative = (value.w[1] >> 63) != 0;
  parts.exponent = static_cast<int>((value.w[1] >> 49) & 0x3fff) - exponent_bias;
  parts.digits = (static_cast<Wide>(value.w[1] & 0x1ffffffffffffULL) << 64) | value.w[0];
  if (parts.digits == 0) return {};
  while (parts.digits % 10 == 0) {
    parts.digits /= 10;
    ++parts.exponent;
  }
  return parts;
}

std::string digits_of(Wide value) {
  if (value == 0) return "0";
  std::string text;
  for (; value != 0; value /= 10)
    text.insert(text.begin(), static_cast<char>('0' + static_cast<int>(value % 10)));
  return text;
}

std::string with_point(std::string digits, int exponent) {
  if (exponent >= 0) return digits + std::string(static_cast<std::size_t>(exponent), '0');
  const auto places = static_cast<std::size_t>(-exponent);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  return digits.insert(digits.size() - places, 1, '.');
}

std::string with_exponent(std::string digits, int exponent) {
  const int scientific = exponent + static_cast<int>(digits.size()) - 1;
  if (digits.size() > 1) digits.insert(1, 1, '.');
  return digits + 'e' + std::to_string(scientific);
}

/// Whether the text is `12`, `.5`, `1.20`, `-2e-3`; Intel's reader also takes names and stray
/// signs.
bool well_formed(std::string_view text) {
  const auto digits = [&text] {
    std::size_t count = 0;
    while (count < text.size() && text[count] >= '0' && text[count] <= '9') ++count;
    text.remove_prefix(count);
    return count;
  };
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  std::size_t read = digits();
  if (!text.empty() && text[0] == '.') {
    text.remove_prefix(1);
    const std::size_t fraction = digits();
    if (fraction == 0) return false;
    read += fraction;
  }
  if (read == 0) return false;
  if (text.empty()) return true;
  if (text[0] != 'e' && text[0] != 'E') return false;
  text.remove_prefix(1);
  if (!text.empty() && (text[0] == '-' || text[0] == '+')) text.remove_prefix(1);
  const std::size_t exponent = digits();
  return exponent > 0 && exponent <= 6 && text.empty();
}

std::optional<std::int64_t> small_integer(std::string_view text) {
  if (text.size() > 18) return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

constexpr unsigned direction(Rounding rounding, bool negative) {
  switch (rounding) {
    case Rounding::half_even:
      return BID_ROUNDING_TO_NEAREST;
    case Rounding::half_up:
      return BID_ROUNDING_TIES_AWAY;
    case Rounding::up:
      return negative ? BID_ROUNDING_DOWN : BID_ROUNDING_UP;
    case Rounding::half_down:
    case Rounding::down:
      return BID_ROUNDING_TO_ZERO;
    case Rounding::floor:
      return BID_ROUNDING_DOWN;
    case Rounding::ceiling:
      return BID_ROUNDING_UP;
  }
  return BID_ROUNDING_TO_NEAREST;
}

}  // namespace

/// The only place that turns Intel's encoding into a Number and back.
struct NumberBits {
  static BID_UINT128 of(const Number& number) {
    return number.is_small_ ? from_integer(number.small_) : bits(number.big_);
  }
  /// None for infinities and what is not a number.
  static std::optional<Number> number(BID_UINT128 value) {
    if (bid128_isFinite(value) == 0) return std::nullopt;
    _IDEC_flags flags = 0;
    const std::int64_t small = bid128_to_int64_xint(value, &flags);
    if (flags == 0) return Number(small);
    Number number;
    number.is_small_ = false;
    number.big_[0] = value.w[0];
    number.big_[1] = value.w[1];
    return number;
  }
  static std::optional<std::int64_t> small(const Number& number) {
    if (!number.is_small_) return std::nullopt;
    return number.small_;
  }
};

std::optional<Number> Number::parse(std::string_view text) {
  if (const auto small = small_integer(text)) return Number(*small);
  if (!well_formed(text) || text.size() > 4096) return std::nullopt;
  std::string copy(text);
  _IDEC_flags flags = 0;
  const BID_UINT128 value = bid128_from_string(copy.data(), BID_ROUNDING_TO_NEAREST, &flags);
  if ((flags & (BID_INEXACT_EXCEPTION | BID_OVERFLOW_EXCEPTION)) != 0) return std::nullopt;
  return NumberBits::number(value);
}

std::optional<Number> Number::of(Int128 value) {
  if (value >= std::numeric_limits<std::int64_t>::min() &&
      value <= std::numeric_limits<std::int64_t>::max())
    return Number(static_cast<std::int64_t>(value));
  constexpr Wide beyond = static_cast<Wide>(100'000'000'000'000'000) * 100'000'000'000'000'000;
  const bool negative = value < 0;
  const Wide digits = negative ? Wide{0} - static_cast<Wide>(value) : static_cast<Wide>(value);
  if (digits >= beyond) return std::nullopt;
  BID_UINT128 bits;
  bits.w[0] = static_cast<std::uint64_t>(digits);
  bits.w[1] = static_cast<std::uint64_t>(digits >> 64) |
              (static_cast<std::uint64_t>(exponent_bias) << 49) |
              (negative ? std::uint64_t{1} << 63 : 0);
  return NumberBits::number(bits);
}

std::string_view Number::why_not_held(std::string_view text) {
  constexpr std::size_t most_digits = 34;
  const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
  std::string digits(text.substr(0, exponent));
  std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
  digits.erase(0, digits.find_first_not_of('0'));
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.size() > most_digits) return "it has over 34 digits";
  return text.substr(exponent).find('-') != std::string_view::npos ? "it is too near to 0"
                                                                   : "it is 1e6145 or more";
}

bool Number::is_spelt(std::string_view text) { return well_formed(text); }

std::string Number::to_string() const {
  if (is_small_) return std::to_string(small_);
  const Parts parts = take_apart(bits(big_));
  std::string digits = digits_of(parts.digits);
  const bool plain = parts.exponent >= -plain_exponent && parts.exponent <= plain_exponent;
  std::string text = plain ? with_point(std::move(digits), parts.exponent)
                           : with_exponent(std::move(digits), parts.exponent);
  return parts.negative ? "-" + text : text;
}

bool Number::is_integer() const { return is_small_ || exponent() >= 0; }

std::optional<std::int64_t> Number::to_int64() const { return NumberBits::small(*this); }

std::optional<Int128> Number::to_int128() const {
  if (is_small_) return small_;
  Parts parts = take_apart(bits(big_));
  constexpr Wide largest = ~Wide{0} >> 1;
  if (parts.exponent < 0) return std::nullopt;
  for (; parts.exponent > 0; --parts.exponent) {
    if (parts.digits > largest / 10) return std::nullopt;
    parts.digits *= 10;
  }
  const auto size = static_cast<Int128>(parts.digits);
  return parts.negative ? -size : size;
}

int Number::sign() const {
  if (is_small_) return (small_ > 0) - (small_ < 0);
  return (big_[1] >> 63) != 0 ? -1 : 1;  // a big 0 does not exist
}

std::optional<Number> add(const Number& a, const Number& b) {
  std::int64_t sum = 0;
  if (a.is_small_ && b.is_small_ && !__builtin_add_overflow(a.small_, b.small_, &sum)) return sum;
  _IDEC_flags flags = 0;
  return NumberBits::number(
      bid128_add(NumberBits::of(a), NumberBits::of(b), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Number> subtract(const Number& a, const Number& b) {
  std::int64_t rest = 0;
  if (a.is_small_ && b.is_small_ && !__builtin_sub_overflow(a.small_, b.small_, &rest)) return rest;
  _IDEC_flags flags = 0;
  return NumberBits::number(
      bid128_sub(NumberBits::of(a), NumberBits::of(b), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Number> multiply(const Number& a, const Number& b) {
  std::int64_t product = 0;
  if (a.is_small_ && b.is_small_ && !__builtin_mul_overflow(a.small_, b.small_, &product)) {
    return product;
  }
  _IDEC_flags flags = 0;
  return NumberBits::number(
      bid128_mul(NumberBits::of(a), NumberBits::of(b), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Number> divide(const Number& a, const Number& b) {
  if (b.sign() == 0) return std::nullopt;
  const bool exact = a.is_small_ && b.is_small_ && b.small_ != -1 && a.small_ % b.small_ == 0;
  if (exact) return a.small_ / b.small_;
  _IDEC_flags flags = 0;
  return NumberBits::number(
      bid128_div(NumberBits::of(a), NumberBits::of(b), BID_ROUNDING_TO_NEAREST, &flags));
}

namespace {

/// The sum of the two, to about twice as many digits: so that a power is rounded once.
struct Doubled {
  BID_UINT128 high;
  BID_UINT128 low;
};

BID_UINT128 product(BID_UINT128 a, BID_UINT128 b) {
  _IDEC_flags flags = 0;
  return bid128_mul(a, b, BID_ROUNDING_TO_NEAREST, &flags);
}

BID_UINT128 sum(BID_UINT128 a, BID_UINT128 b) {
  _IDEC_flags flags = 0;
  return bid128_add(a, b, BID_ROUNDING_TO_NEAREST, &flags);
}

/// a * b + c, rounded once.
BID_UINT128 fused(BID_UINT128 a, BID_UINT128 b, BID_UINT128 c) {
  _IDEC_flags flags = 0;
  return bid128_fma(a, b, c, BID_ROUNDING_TO_NEAREST, &flags);
}

/// `rest` is small beside `high`.
Doubled settled(BID_UINT128 high, BID_UINT128 rest) {
  const BID_UINT128 whole = sum(high, rest);
  return {whole, sum(sum(high, bid128_negate(whole)), rest)};
}

Doubled product(const Doubled& a, const Doubled& b) {
  const BID_UINT128 high = product(a.high, b.high);
  const BID_UINT128 lost = fused(a.high, b.high, bid128_negate(high));
  return settled(high, sum(lost, sum(product(a.high, b.low), product(a.low, b.high))));
}

Doubled quotient(const Doubled& a, const Doubled& b) {
  _IDEC_flags flags = 0;
  const BID_UINT128 high = bid128_div(a.high, b.high, BID_ROUNDING_TO_NEAREST, &flags);
  const BID_UINT128 back = bid128_negate(high);
  const BID_UINT128 rest = sum(fused(back, b.high, a.high), fused(back, b.low, a.low));
  return settled(high, bid128_div(rest, b.high, BID_ROUNDING_TO_NEAREST, &flags));
}

/// Not finite where it is beyond what can be held.
Doubled integer_power(Doubled base, std::uint64_t exponent) {
  Doubled result{from_integer(1), from_integer(0)};
  while (true) {
    if ((exponent & 1) != 0) result = product(result, base);
    exponent >>= 1;
    if (exponent == 0) return result;
    base = product(base, base);
  }
}

}  // namespace

std::optional<Number> power(const Number& a, const Number& b) {
  constexpr std::int64_t most_squarings = 1'000'000;
  if (b.is_small_ && b.small_ >= -most_squarings && b.small_ <= most_squarings) {
    const auto size = static_cast<std::uint64_t>(b.small_ < 0 ? -b.small_ : b.small_);
    const Doubled base{NumberBits::of(a), from_integer(0)};
    const Doubled one{from_integer(1), from_integer(0)};
    const Doubled whole = integer_power(base, size);
    if (b.small_ >= 0) return NumberBits::number(whole.high);
    if (a.sign() == 0) return std::nullopt;
    if (bid128_isFinite(whole.high) != 0) return NumberBits::number(quotient(one, whole).high);
    // Too large to be held, but what it divides 1 to may not be too small.
    const Doubled half = integer_power(base, size / 2);
    const Doubled rest = integer_power(base, size - size / 2);
    if (bid128_isFinite(rest.high) == 0) return 0;
    return NumberBits::number(quotient(quotient(one, half), rest).high);
  }
  _IDEC_flags flags = 0;
  return NumberBits::number(
      bid128_pow(NumberBits::of(a), NumberBits::of(b), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Number> modulo(const Number& a, const Number& b) {
  if (b.sign() == 0) return std::nullopt;
  std::optional<Number> rest;
  if (a.is_small_ && b.is_small_) {
    rest = b.small_ == -1 ? 0 : a.small_ % b.small_;
  } else {
    _IDEC_flags flags = 0;
    rest = NumberBits::number(bid128_fmod(NumberBits::of(a), NumberBits::of(b), &flags));
  }
  if (!rest || rest->sign() == 0 || rest->sign() == b.sign()) return rest;
  return add(*rest, b);
}

std::optional<Number> Number::sqrt() const {
  if (sign() < 0) return std::nullopt;
  _IDEC_flags flags = 0;
  return NumberBits::number(bid128_sqrt(NumberBits::of(*this), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Number> Number::exp() const {
  _IDEC_flags flags = 0;
  return NumberBits::number(bid128_exp(NumberBits::of(*this), BID_ROUNDING_TO_NEAREST, &flags));
}

std::optional<Number> Number::log() const {
  if (sign() <= 0) return std::nullopt;
  _IDEC_flags flags = 0;
  return NumberBits::number(bid128_log(NumberBits::of(*this), BID_ROUNDING_TO_NEAREST, &flags));
}

Number Number::negate() const {
  if (is_small_ && small_ != std::numeric_limits<std::int64_t>::min()) return -small_;
  return *NumberBits::number(bid128_negate(NumberBits::of(*this)));
}

Number Number::abs() const { return sign() < 0 ? negate() : *this; }

std::optional<Number> Number::round(int scale, Rounding rounding) const {
  const int wanted = -scale;
  if (exponent() >= wanted) return *this;
  if (wanted > exponent_bias - 64) return std::nullopt;
  const BID_UINT128 value = NumberBits::of(*this);
  _IDEC_flags flags = 0;
  const BID_UINT128 unit = bid128_scalbn(from_integer(1), wanted, BID_ROUNDING_TO_NEAREST, &flags);
  const BID_UINT128 rounded = bid128_quantize(value, unit, direction(rounding, sign() < 0), &flags);
  auto result = NumberBits::number(rounded);
  if (!result || rounding != Rounding::half_down) return result;
  const auto rest = subtract(*this, *result);
  const auto half = divide(*NumberBits::number(unit), 2);
  if (!rest || !half || rest->abs() <= *half) return result;
  return round(scale, Rounding::up);
}

std::string Number::coefficient() const {
  const Parts parts = take_apart(NumberBits::of(*this));
  return (parts.negative ? "-" : "") + digits_of(parts.digits);
}

int Number::exponent() const { return take_apart(NumberBits::of(*this)).exponent; }

Number Number::next(bool up) const {
  const BID_UINT128 value = NumberBits::of(*this);
  _IDEC_flags flags = 0;
  const auto next =
      NumberBits::number(up ? bid128_nextup(value, &flags) : bid128_nextdown(value, &flags));
  return next ? *next : *this;
}

bool operator==(const Number& a, const Number& b) {
  if (a.is_small_ || b.is_small_) return a.is_small_ && b.is_small_ && a.small_ == b.small_;
  _IDEC_flags flags = 0;
  return bid128_quiet_equal(bits(a.big_), bits(b.big_), &flags) != 0;
}

std::strong_ordering operator<=>(const Number& a, const Number& b) {
  if (a.is_small_ && b.is_small_) return a.small_ <=> b.small_;
  _IDEC_flags flags = 0;
  const BID_UINT128 left = NumberBits::of(a);
  const BID_UINT128 right = NumberBits::of(b);
  if (bid128_quiet_less(left, right, &flags) != 0) return std::strong_ordering::less;
  if (bid128_quiet_greater(left, right, &flags) != 0) return std::strong_ordering::greater;
  return std::strong_ordering::equal;
}

}  // namespace entente::engine
