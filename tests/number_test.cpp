#include <gtest/gtest.h>

#include "engine/model/number.hpp"
#include "engine/model/ratio.hpp"

namespace entente::engine {
namespace {

Number read(std::string_view text) {
  const auto number = Number::parse(text);
  EXPECT_TRUE(number) << text;
  return number.value_or(Number());
}

TEST(Number, QuotientsByADayAreExact) {
  for (std::int64_t i = 0; i <= 20'000; ++i) {
    const auto product = multiply(i, 86400);
    ASSERT_TRUE(product);
    EXPECT_EQ(divide(*product, 86400), Number(i));
    EXPECT_EQ(multiply(*divide(i, 86400), 86400)->round(20, Rounding::half_even), Number(i));
  }
}

TEST(Number, TenthsAddUp) {
  EXPECT_EQ(add(read("0.1"), read("0.2")), read("0.3"));
  EXPECT_EQ(read("0.10"), read(".1"));
  EXPECT_EQ(divide(1, 3)->to_string(), "0.3333333333333333333333333333333333");
  EXPECT_EQ(divide(2, 3)->to_string(), "0.6666666666666666666666666666666667");
  EXPECT_EQ(multiply(read("0.5"), 2)->to_int64(), 2 / 2);
}

TEST(Number, ReadsAndWritesPlainDigits) {
  const struct {
    const char* text;
    const char* written;
  } cases[] = {
      {"12", "12"},     {"-12", "-12"},        {".5", "0.5"},
      {"1.20", "1.2"},  {"2e-3", "0.002"},     {"1E3", "1000"},
      {"-0", "0"},      {"-0.00", "0"},        {"9223372036854775808", "9223372036854775808"},
      {"1e60", "1e60"}, {"12e-60", "1.2e-59"}, {"0.1e1", "1"}};
  for (const auto& c : cases) EXPECT_EQ(read(c.text).to_string(), c.written) << c.text;
}

TEST(Number, RefusesWhatIsNoNumber) {
  for (const char* text : {"", "-", ".", "1.", "e5", "1e", "1e+", "0x1", "inf", "nan", "1 ", " 1",
                           "1,5", "--1", "12345678901234567890123456789012345", "1e7000"}) {
    EXPECT_FALSE(Number::parse(text)) << text;
  }
}

TEST(Number, RoundsInEveryDirection) {
  const struct {
    const char* number;
    int scale;
    Rounding rounding;
    const char* rounded;
  } cases[] = {
      {"2.5", 0, Rounding::half_even, "2"},      {"3.5", 0, Rounding::half_even, "4"},
      {"2.5", 0, Rounding::half_up, "3"},        {"-2.5", 0, Rounding::half_up, "-3"},
      {"2.5", 0, Rounding::half_down, "2"},      {"2.51", 0, Rounding::half_down, "3"},
      {"-2.5", 0, Rounding::half_down, "-2"},    {"2.1", 0, Rounding::up, "3"},
      {"-2.1", 0, Rounding::up, "-3"},           {"2.9", 0, Rounding::down, "2"},
      {"-2.9", 0, Rounding::floor, "-3"},        {"-2.9", 0, Rounding::ceiling, "-2"},
      {"3.949", 1, Rounding::half_up, "3.9"},    {"3.95", 1, Rounding::half_up, "4"},
      {"1234", -2, Rounding::half_even, "1200"}, {"1.5", 30, Rounding::up, "1.5"},
      {"50", -2, Rounding::half_down, "0"},      {"51", -2, Rounding::half_down, "100"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(read(c.number).round(c.scale, c.rounding), read(c.rounded))
        << c.number << " " << c.scale;
  }
}

TEST(Number, TakesTheRemainderWithTheSignOfTheDivisor) {
  EXPECT_EQ(modulo(-12, 5), Number(3));
  EXPECT_EQ(modulo(12, -5), Number(-3));
  EXPECT_EQ(modulo(read("10.1"), read("4.5")), read("1.1"));
  EXPECT_EQ(modulo(read("-10.1"), read("4.5")), read("3.4"));
  EXPECT_EQ(modulo(INT64_MIN, -1), Number(0));
  EXPECT_FALSE(modulo(1, 0));
}

TEST(Number, OverflowsIntoDecimalsAndThenIntoNone) {
  EXPECT_EQ(add(INT64_MAX, 1)->to_string(), "9223372036854775808");
  EXPECT_EQ(subtract(*add(INT64_MAX, 1), 1), Number(INT64_MAX));
  EXPECT_EQ(Number(INT64_MIN).negate().to_string(), "9223372036854775808");
  EXPECT_EQ(divide(INT64_MIN, -1)->to_string(), "9223372036854775808");
  EXPECT_FALSE(multiply(read("1e6000"), read("1e6000")));
  EXPECT_FALSE(divide(1, 0));
  EXPECT_EQ(power(2, 10), Number(1024));
  EXPECT_EQ(power(2, -2), read("0.25"));
  EXPECT_EQ(power(4, read("0.5")), Number(2));
  EXPECT_FALSE(power(-4, read("0.5")));
  EXPECT_FALSE(power(0, -1));
}

TEST(Number, OrdersSmallAndBig) {
  EXPECT_LT(read("0.1"), Number(1));
  EXPECT_LT(Number(INT64_MAX), *add(INT64_MAX, 1));
  EXPECT_GT(read("-0.1"), Number(-1));
  EXPECT_LT(read("0.1"), read("0.1").next(true));
  EXPECT_GT(Number(1), Number(1).next(false));
}

TEST(Ratio, RoundsOnlyWhereItIsPrinted) {
  EXPECT_EQ(to_decimal_text(Ratio(1, 3), 2), "0.33");
  EXPECT_EQ(to_decimal_text(Ratio(123, 2), 2), "61.5");
  EXPECT_EQ(to_decimal_text(Ratio(70), 1, 1), "70.0");
  EXPECT_EQ(to_decimal_text(Ratio(-1, 8), 2), "-0.12");
  EXPECT_EQ(to_decimal_text(Ratio(3, 8), 2), "0.38");
  EXPECT_EQ(to_decimal_text(Ratio(0), 2), "0");
  EXPECT_EQ(to_number(Ratio(2, 3)), divide(2, 3));
  EXPECT_EQ(to_number(Ratio(-1, 80000)), read("-0.0000125"));
  EXPECT_EQ(to_ratio(read("12.5")), Ratio(25, 2));
  EXPECT_EQ(to_number(to_ratio(read("1e60"))), read("1e60"));
}

}  // namespace
}  // namespace entente::engine
