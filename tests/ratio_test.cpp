#include <gtest/gtest.h>

#include <boost/multiprecision/cpp_int.hpp>
#include <limits>
#include <random>

#include "engine/model/ratio.hpp"

namespace entente::engine {
namespace {

using Reference = boost::multiprecision::cpp_rational;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t greatest = std::numeric_limits<std::int64_t>::max();

TEST(Ratio, IsHeldInLowestTerms) {
  EXPECT_EQ(Ratio(2, 4), Ratio(1, 2));
  EXPECT_EQ(Ratio(2, -4), Ratio(-1, 2));
  EXPECT_EQ(Ratio(0, -7), Ratio());
  EXPECT_EQ(to_decimal_text(Ratio(-2, 3), 2), "-0.67");
}

TEST(Ratio, FloorGoesDown) {
  EXPECT_EQ(Ratio(7, 2).floor(), 3);
  EXPECT_EQ(Ratio(-7, 2).floor(), -4);
  EXPECT_EQ(Ratio(-4).floor(), -4);
  EXPECT_EQ((Ratio(greatest) * 2 / 4).floor(), greatest / 2);
  EXPECT_EQ((Ratio(greatest) * 2 + Ratio(1, 2)).floor(), greatest);
  EXPECT_EQ((Ratio(least) * 2 - Ratio(1, 2)).floor(), least);
}

TEST(Ratio, GrowsBeyondSixtyFourBitsAndBack) {
  const Ratio square = Ratio(greatest) * greatest;
  EXPECT_GT(square, greatest);
  EXPECT_EQ(square / greatest, greatest);
  EXPECT_EQ(Ratio(least) / -1, Ratio(greatest) + 1);
  EXPECT_EQ(-Ratio(least), Ratio(greatest) + 1);
  EXPECT_EQ(square.sign(), 1);
  EXPECT_EQ((square - square).sign(), 0);
}

/// Chains of operations, small and large, agree with a rational of any size.
TEST(Ratio, CalculatesAsTheReferenceDoes) {
  std::mt19937_64 random(11);
  const auto number = [&] {
    const std::int64_t edges[] = {0, 1, -1, 2, 7, -60, 86'400, greatest, least, greatest - 1};
    return random() % 3 == 0 ? static_cast<std::int64_t>(random()) : edges[random() % 10];
  };
  for (int chain = 0; chain < 2'000; ++chain) {
    Ratio value = number();
    Reference reference(to_decimal_text(value, 0).c_str());
    for (int step = 0; step < 6; ++step) {
      const std::int64_t top = number();
      const Ratio operand = Ratio(top, 3);
      const Reference expected = Reference(top) / 3;
      switch (random() % 4) {
        case 0:
          value += operand;
          reference += expected;
          break;
        case 1:
          value -= operand;
          reference -= expected;
          break;
        case 2:
          value *= operand;
          reference *= expected;
          break;
        default:
          if (top == 0) continue;
          value /= operand;
          reference /= expected;
      }
      ASSERT_EQ(value.sign(), reference.sign());
      ASSERT_EQ((value <=> operand) < 0, reference < expected);
      const Reference scaled = reference * 1'000'000;
      const Reference rounded(to_decimal_text(value * 1'000'000, 0).c_str());
      ASSERT_LE(abs(Reference(scaled - rounded)), Reference(1, 2));
    }
  }
}

}  // namespace
}  // namespace entente::engine
