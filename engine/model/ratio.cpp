#include "engine/model/ratio.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <numeric>

namespace entente::engine {

using Whole = boost::multiprecision::cpp_int;
using Big = boost::multiprecision::cpp_rational;

struct BigRatio {
  Big value;
};

/// Reads a ratio in either form, and makes one in the form it belongs in.
struct RatioParts {
  using Wide = Int128;  // products of two of 64 bits, and the sum of two such products

  static bool is_big(const Ratio& ratio) { return ratio.big_ != nullptr; }
  static Wide numerator(const Ratio& ratio) { return ratio.numerator_; }
  static Wide denominator(const Ratio& ratio) { return ratio.denominator_; }
  static Big big(const Ratio& ratio) {
    return ratio.big_ ? ratio.big_->value : Big(ratio.numerator_, ratio.denominator_);
  }

  static bool fits(Wide value) {
    return value >= std::numeric_limits<std::int64_t>::min() &&
           value <= std::numeric_limits<std::int64_t>::max();
  }

  static Wide common_divisor(Wide a, Wide b) {
    if (a < 0) a = -a;
    while (b != 0) {
      if (fits(a) && fits(b))
        return std::gcd(static_cast<std::int64_t>(a), static_cast<std::int64_t>(b));
      const Wide rest = a % b;
      a = b;
      b = rest;
    }
    return a;
  }

  /// The denominator is positive.
  static Ratio make(Wide numerator, Wide denominator) {
    const Wide divisor = common_divisor(numerator, denominator);
    numerator /= divisor;
    denominator /= divisor;
    Ratio ratio;
    if (fits(numerator) && fits(denominator)) {
      ratio.numerator_ = static_cast<std::int64_t>(numerator);
      ratio.denominator_ = static_cast<std::int64_t>(denominator);
    } else {
      ratio.big_ = std::make_shared<const BigRatio>(BigRatio{Big(numerator, denominator)});
    }
    return ratio;
  }

  static Ratio make(Big value) {
    const Whole& top = boost::multiprecision::numerator(value);
    const Whole& bottom = boost::multiprecision::denominator(value);
    Ratio ratio;
    if (top >= std::numeric_limits<std::int64_t>::min() &&
        top <= std::numeric_limits<std::int64_t>::max() &&
        bottom <= std::numeric_limits<std::int64_t>::max()) {
      ratio.numerator_ = top.convert_to<std::int64_t>();
      ratio.denominator_ = bottom.convert_to<std::int64_t>();
    } else {
      ratio.big_ = std::make_shared<const BigRatio>(BigRatio{std::move(value)});
    }
    return ratio;
  }
};

namespace {

using Parts = RatioParts;

bool is_big(const Ratio& a, const Ratio& b) { return Parts::is_big(a) || Parts::is_big(b); }

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
  const Big value = Parts::big(ratio);
  Whole numerator = boost::multiprecision::numerator(value);
  Whole denominator = boost::multiprecision::denominator(value);
  if (exponent >= 0) {
    numerator *= power_of_ten(exponent);
  } else {
    denominator *= power_of_ten(-exponent);
  }
  return divide_half_even(numerator, denominator);
}

int digits_in(const Whole& value) { return static_cast<int>(Whole(abs(value)).str().size()); }

}  // namespace

Ratio::Ratio(std::int64_t whole) : numerator_(whole) {}

Ratio::Ratio(std::int64_t numerator, std::int64_t denominator)
    : Ratio(Ratio(numerator) / Ratio(denominator)) {}

int Ratio::sign() const {
  if (big_) return big_->value.sign();
  return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0;
}

std::int64_t Ratio::floor() const {
  if (big_) {
    const Whole& top = boost::multiprecision::numerator(big_->value);
    const Whole& bottom = boost::multiprecision::denominator(big_->value);
    const Whole towards_zero = top / bottom;
    const Whole below = top < 0 && towards_zero * bottom != top ? towards_zero - 1 : towards_zero;
    return below.convert_to<std::int64_t>();
  }
  const std::int64_t towards_zero = numerator_ / denominator_;
  return numerator_ < 0 && towards_zero * denominator_ != numerator_ ? towards_zero - 1
                                                                     : towards_zero;
}

Ratio operator+(const Ratio& a, const Ratio& b) {
  if (is_big(a, b)) return Parts::make(Big(Parts::big(a) + Parts::big(b)));
  const auto bottom = Parts::denominator(a) * Parts::denominator(b);
  return Parts::make(
      Parts::numerator(a) * Parts::denominator(b) + Parts::numerator(b) * Parts::denominator(a),
      bottom);
}

Ratio operator-(const Ratio& a, const Ratio& b) {
  if (is_big(a, b)) return Parts::make(Big(Parts::big(a) - Parts::big(b)));
  const auto bottom = Parts::denominator(a) * Parts::denominator(b);
  return Parts::make(
      Parts::numerator(a) * Parts::denominator(b) - Parts::numerator(b) * Parts::denominator(a),
      bottom);
}

Ratio operator*(const Ratio& a, const Ratio& b) {
  if (is_big(a, b)) return Parts::make(Big(Parts::big(a) * Parts::big(b)));
  return Parts::make(Parts::numerator(a) * Parts::numerator(b),
                     Parts::denominator(a) * Parts::denominator(b));
}

Ratio operator/(const Ratio& a, const Ratio& b) {
  if (is_big(a, b)) return Parts::make(Big(Parts::big(a) / Parts::big(b)));
  const auto top = Parts::numerator(a) * Parts::denominator(b);
  const auto bottom = Parts::denominator(a) * Parts::numerator(b);
  return bottom < 0 ? Parts::make(-top, -bottom) : Parts::make(top, bottom);
}

bool operator==(const Ratio& a, const Ratio& b) { return (a <=> b) == 0; }

std::strong_ordering operator<=>(const Ratio& a, const Ratio& b) {
  if (is_big(a, b)) {
    const int order = Parts::big(a).compare(Parts::big(b));
    return order <=> 0;
  }
  return Parts::numerator(a) * Parts::denominator(b) <=>
         Parts::numerator(b) * Parts::denominator(a);
}

Ratio to_ratio(const Number& number) {
  if (const auto small = number.to_int64()) return Ratio(*small);
  const Whole digits(number.coefficient());
  const int exponent = number.exponent();
  if (exponent >= 0) return Parts::make(Big(digits * power_of_ten(exponent)));
  return Parts::make(Big(digits, power_of_ten(-exponent)));
}

Number to_number(const Ratio& ratio) {
  constexpr int precision = 34;
  if (ratio == 0) return 0;
  const Big value = Parts::big(ratio);
  const Whole& numerator = boost::multiprecision::numerator(value);
  const Whole& denominator = boost::multiprecision::denominator(value);
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
