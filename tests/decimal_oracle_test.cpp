// engine::Number against a second implementation of 34-digit decimals: equal to the last digit.
#include <gtest/gtest.h>

#include <random>

#include "engine/model/number.hpp"
#include "tests/oracle/naive_decimal.hpp"
#include "tests/support/cases.hpp"

namespace entente::oracle {
namespace {

using engine::Number;
using Random = std::mt19937_64;

std::string random_digits(Random& random) {
  std::string digits(1 + random() % 34, '0');
  for (char& digit : digits) digit = static_cast<char>('0' + random() % 10);
  if (random() % 2 == 0) {
    digits.insert(random() % (digits.size() + 1), ".");
    if (digits.back() == '.') digits.pop_back();
  }
  if (random() % 3 == 0)
    digits.append("e").append(std::to_string(static_cast<int>(random() % 41) - 20));
  return (random() % 2 == 0 ? "-" : "") + digits;
}

Decimal to_decimal(const Number& number) {
  return Decimal::parse(number.coefficient() + "e" + std::to_string(number.exponent())).value();
}

struct Pair {
  Number number;
  Decimal decimal;
};
Pair random_pair(Random& random) {
  const std::string text = random_digits(random);
  const auto number = Number::parse(text);
  EXPECT_TRUE(number.has_value()) << text;
  return {number.value_or(Number(0)), Decimal::parse(text).value()};
}

testing::AssertionResult same(const std::optional<Number>& a, const std::optional<Decimal>& b) {
  if (a.has_value() != b.has_value()) return testing::AssertionFailure() << "only one has a result";
  if (!a || to_decimal(*a) == *b) return testing::AssertionSuccess();
  return testing::AssertionFailure() << a->to_string() << " is not " << b->to_string();
}

TEST(NumberAgainstOracle, FourOperationsToTheLastDigit) {
  Random random(2026);
  for (int i = 0; i < 10'000; ++i) {
    const Pair a = random_pair(random);
    const Pair b = random_pair(random);
    const std::string which = a.decimal.to_string() + " and " + b.decimal.to_string();
    ASSERT_EQ(to_decimal(a.number), a.decimal) << which;
    ASSERT_TRUE(same(add(a.number, b.number), a.decimal + b.decimal)) << which;
    ASSERT_TRUE(same(subtract(a.number, b.number), a.decimal - b.decimal)) << which;
    ASSERT_TRUE(same(multiply(a.number, b.number), a.decimal * b.decimal)) << which;
    ASSERT_TRUE(same(divide(a.number, b.number), divide(a.decimal, b.decimal))) << which;
    ASSERT_EQ(a.number < b.number, a.decimal < b.decimal) << which;
  }
}

TEST(NumberAgainstOracle, WholePowersToTheLastDigit) {
  Random random(2029);
  for (int i = 0; i < tests::generated_cases(5'000); ++i) {
    const Pair a = random_pair(random);
    const int exponent = static_cast<int>(random() % 61) - 30;
    if (a.number.sign() == 0) continue;
    const auto found = power(a.number, exponent);
    const auto expected = power(a.decimal, exponent);
    if (!found || found->sign() == 0) continue;  // the oracle knows no exponent limits
    ASSERT_TRUE(same(found, expected)) << a.decimal.to_string() << " ** " << exponent;
  }
}

TEST(NumberAgainstOracle, RootsAndRoundingToTheLastDigit) {
  Random random(2027);
  for (int i = 0; i < tests::generated_cases(5'000); ++i) {
    const Pair a = random_pair(random);
    const std::string which = a.decimal.to_string();
    ASSERT_TRUE(same(a.number.abs().sqrt(),
                     a.decimal.sign() < 0 ? a.decimal.negated().sqrt() : a.decimal.sqrt()))
        << which;
    const int scale = static_cast<int>(random() % 8) - 3;
    using engine::Rounding;
    const std::pair<Rounding, RoundMode> modes[] = {
        {Rounding::half_even, RoundMode::half_even}, {Rounding::up, RoundMode::away},
        {Rounding::down, RoundMode::toward_zero},    {Rounding::half_up, RoundMode::half_up},
        {Rounding::half_down, RoundMode::half_down}, {Rounding::floor, RoundMode::floor},
        {Rounding::ceiling, RoundMode::ceiling}};
    for (const auto& [mode, naive] : modes) {
      ASSERT_TRUE(same(a.number.round(scale, mode), a.decimal.rounded(scale, naive)))
          << which << " to " << scale << ", mode " << static_cast<int>(mode);
    }
  }
}

TEST(NumberAgainstOracle, ModuloOfNumbersOfOrdinarySize) {
  Random random(2028);
  for (int i = 0; i < tests::generated_cases(5'000); ++i) {
    const auto part = [&] {
      return std::to_string(static_cast<int>(random() % 20'001) - 10'000) + "." +
             std::to_string(random() % 1'000);
    };
    const std::string a = part();
    const std::string b = part();
    ASSERT_TRUE(same(modulo(Number::parse(a).value(), Number::parse(b).value()),
                     modulo(Decimal::parse(a).value(), Decimal::parse(b).value())))
        << a << " modulo " << b;
  }
}

}  // namespace
}  // namespace entente::oracle
