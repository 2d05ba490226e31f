#include "tests/oracle/naive_decimal.hpp"

#include <algorithm>
#include <utility>

#include <boost/multiprecision/cpp_dec_float.hpp>

namespace entente::oracle {
namespace {

constexpr long precision = 34;

Integer ten_to(long exponent) {
  return boost::multiprecision::pow(Integer(10), static_cast<unsigned>(exponent));
}

long count_digits(const Integer& value) {
  return static_cast<long>(Integer(boost::multiprecision::abs(value)).str().size());
}

bool goes_up(const Integer& kept, int against_half, bool negative, RoundMode mode) {
  switch (mode) {
    case RoundMode::half_even:
      return against_half > 0 || (against_half == 0 && kept % 2 != 0);
    case RoundMode::half_up:
      return against_half >= 0;
    case RoundMode::half_down:
      return against_half > 0;
    case RoundMode::away:
      return true;
    case RoundMode::toward_zero:
      return false;
    case RoundMode::floor:
      return negative;
    case RoundMode::ceiling:
      return !negative;
  }
  return false;
}

/// value / 10^places as a whole number.
Integer drop_digits(const Integer& value, long places, RoundMode mode) {
  const bool negative = value.sign() < 0;
  const Integer magnitude = boost::multiprecision::abs(value);
  const Integer unit = ten_to(places);
  Integer kept = magnitude / unit;
  const Integer rest = magnitude % unit;
  if (!rest.is_zero()) {
    const int against_half = Integer(2 * rest).compare(unit);
    if (goes_up(kept, against_half, negative, mode)) ++kept;
  }
  return negative ? Integer(-kept) : kept;
}

/// a and b as multiples of the same power of ten.
struct Aligned {
  Integer a;
  Integer b;
  long exponent = 0;
};
Aligned align(const Integer& a, long a_exponent, const Integer& b, long b_exponent) {
  const long exponent = std::min(a_exponent, b_exponent);
  return {a * ten_to(a_exponent - exponent), b * ten_to(b_exponent - exponent), exponent};
}

/// a / b rounded towards minus infinity.
Integer floor_quotient(const Integer& a, const Integer& b) {
  Integer quotient = a / b;
  if (a % b != 0 && (a.sign() < 0) != (b.sign() < 0)) --quotient;
  return quotient;
}

/// The digits from `at` on; none when there is not one.
std::optional<std::string> take_digits(std::string_view text, std::size_t& at) {
  std::string digits;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') digits += text[at++];
  return digits.empty() ? std::nullopt : std::optional(digits);
}

/// A whole number from digits; leading zeros would make it octal otherwise.
Integer from_digits(const std::string& digits) {
  const std::size_t first = digits.find_first_not_of('0');
  return first == std::string::npos ? Integer(0) : Integer(digits.substr(first));
}

std::optional<long> take_exponent(std::string_view text, std::size_t& at) {
  if (at == text.size()) return 0;
  if (text[at] != 'e' && text[at] != 'E') return std::nullopt;
  ++at;
  const bool negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  const auto digits = take_digits(text, at);
  if (!digits || digits->size() > 5 || at != text.size()) return std::nullopt;
  return negative ? -std::stol(*digits) : std::stol(*digits);
}

using Float = boost::multiprecision::cpp_dec_float_50;

std::optional<Decimal> from_float(const Float& value) {
  return Decimal::parse(value.str(precision + 6, std::ios_base::scientific));
}

}  // namespace

Decimal::Decimal(Integer digits, long exponent) : digits_(std::move(digits)), exponent_(exponent) {
  const long extra = count_digits(digits_) - precision;
  if (extra > 0) {
    digits_ = drop_digits(digits_, extra, RoundMode::half_even);
    exponent_ += extra;
  }
  if (digits_.is_zero()) exponent_ = 0;
  while (!digits_.is_zero() && digits_ % 10 == 0) {
    digits_ /= 10;
    ++exponent_;
  }
}

std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t at = 0;
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) ++at;
  auto digits = take_digits(text, at);
  long exponent = 0;
  if (at < text.size() && text[at] == '.') {
    ++at;
    const auto fraction = take_digits(text, at);
    if (!fraction) return std::nullopt;
    exponent = -static_cast<long>(fraction->size());
    digits = digits.value_or("") + *fraction;
  }
  if (!digits) return std::nullopt;
  const auto written = take_exponent(text, at);
  if (!written) return std::nullopt;
  const Integer whole = from_digits(*digits);
  return Decimal(negative ? Integer(-whole) : whole, exponent + *written);
}

std::string Decimal::to_string() const {
  std::string digits = Integer(boost::multiprecision::abs(digits_)).str();
  if (exponent_ >= 0) digits.append(static_cast<std::size_t>(exponent_), '0');
  if (exponent_ < 0) {
    const auto places = static_cast<std::size_t>(-exponent_);
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, ".");
  }
  if (digits_.sign() < 0) digits.insert(0, "-");
  return digits;
}

Integer Decimal::whole() const {
  return exponent_ >= 0 ? Integer(digits_ * ten_to(exponent_))
                        : drop_digits(digits_, -exponent_, RoundMode::toward_zero);
}

Decimal operator+(const Decimal& a, const Decimal& b) {
  const Aligned both = align(a.digits_, a.exponent_, b.digits_, b.exponent_);
  return {both.a + both.b, both.exponent};
}

Decimal operator-(const Decimal& a, const Decimal& b) { return a + b.negated(); }

Decimal operator*(const Decimal& a, const Decimal& b) {
  return {a.digits_ * b.digits_, a.exponent_ + b.exponent_};
}

namespace {

/// a / b * 10^exponent.
Decimal quotient(const Integer& a, const Integer& b, long exponent) {
  const long shift = std::max(0L, precision + 3 + count_digits(b) - count_digits(a));
  const Integer top = a * ten_to(shift);
  Integer result = top / b;
  // One more digit that says "there was a rest", so that a tie is only a tie when it is one.
  result *= 10;
  if (top % b != 0) result += (top.sign() < 0) == (b.sign() < 0) ? 1 : -1;
  return Decimal(result, exponent - shift - 1);
}

}  // namespace

std::optional<Decimal> divide(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  return quotient(a.digits_, b.digits_, a.exponent_ - b.exponent_);
}

std::optional<Decimal> modulo(const Decimal& a, const Decimal& b) {
  if (b.is_zero()) return std::nullopt;
  const Aligned both = align(a.digits_, a.exponent_, b.digits_, b.exponent_);
  return Decimal(both.a - both.b * floor_quotient(both.a, both.b), both.exponent);
}

std::optional<Decimal> power(const Decimal& a, const Decimal& b) {
  if (!b.is_integer()) return std::nullopt;
  const Integer exponent = b.whole();
  if (boost::multiprecision::abs(exponent) > 10'000) return std::nullopt;
  const auto times = boost::multiprecision::abs(exponent).convert_to<unsigned>();
  const Integer whole = boost::multiprecision::pow(a.digits_, times);
  const long places = a.exponent_ * static_cast<long>(times);
  if (exponent.sign() >= 0) return Decimal(whole, places);
  if (a.is_zero()) return std::nullopt;
  return quotient(1, whole, -places);
}

std::optional<Decimal> Decimal::sqrt() const {
  if (sign() < 0) return std::nullopt;
  long shift = std::max(0L, 2 * (precision + 3) - count_digits(digits_));
  if ((exponent_ - shift) % 2 != 0) ++shift;
  const Integer square = digits_ * ten_to(shift);
  Integer root = boost::multiprecision::sqrt(square);
  const bool rest = root * root != square;
  root = root * 10 + (rest ? 1 : 0);
  return Decimal(root, (exponent_ - shift) / 2 - 1);
}

std::optional<Decimal> Decimal::log() const {
  if (sign() <= 0) return std::nullopt;
  return from_float(boost::multiprecision::log(Float(to_string())));
}

std::optional<Decimal> Decimal::exp() const {
  return from_float(boost::multiprecision::exp(Float(to_string())));
}

Decimal Decimal::negated() const { return {Integer(-digits_), exponent_}; }

Decimal Decimal::rounded(long scale, RoundMode mode) const {
  if (-exponent_ <= scale) return *this;
  return {drop_digits(digits_, -exponent_ - scale, mode), -scale};
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) {
  const Aligned both = align(a.digits_, a.exponent_, b.digits_, b.exponent_);
  return both.a.compare(both.b) <=> 0;
}

}  // namespace entente::oracle
