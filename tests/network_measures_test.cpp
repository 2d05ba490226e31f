#include "engine/evaluate/network_measures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "engine/model/ratio.hpp"
#include "tests/support/cases.hpp"

namespace entente::tests {
namespace {

using engine::Arc;
using engine::Network;
using engine::Number;
using engine::Ratio;

/// `2/3` as the nearest number, the empty text as none.
std::optional<Number> number(const std::string& text) {
  if (text.empty()) return std::nullopt;
  const auto slash = text.find('/');
  const std::int64_t denominator =
      slash == std::string::npos ? 1 : std::stoll(text.substr(slash + 1));
  return engine::to_number(Ratio(std::stoll(text), denominator));
}

std::vector<Number> numbers(const std::vector<std::string>& texts) {
  std::vector<Number> result;
  for (const auto& text : texts) result.push_back(*number(text));
  return result;
}

struct Case {
  std::string name;
  std::uint32_t parties = 0;
  std::vector<Arc> arcs;
  std::string density;
  std::string directed_density;
  std::vector<std::uint32_t> degrees;
  std::string degree_centralisation;
  std::vector<std::string> betweenness;
  std::string betweenness_centralisation;
  std::vector<std::vector<std::uint32_t>> components;
  std::vector<std::uint32_t> cut_points;
};

class Measures : public testing::TestWithParam<Case> {};
TEST_P(Measures, AreThoseOfTheHand) {
  const Case& expected = GetParam();
  const Network network(expected.parties, expected.arcs);
  EXPECT_EQ(network.density(), number(expected.density));
  EXPECT_EQ(network.directed_density(), number(expected.directed_density));
  for (std::uint32_t i = 0; i < expected.parties; ++i)
    EXPECT_EQ(network.degree(i), expected.degrees[i]) << i;
  EXPECT_EQ(network.degree_centralisation(), number(expected.degree_centralisation));
  EXPECT_EQ(network.betweenness(), numbers(expected.betweenness));
  EXPECT_EQ(network.betweenness_centralisation(), number(expected.betweenness_centralisation));
  EXPECT_EQ(network.components(), expected.components);
  EXPECT_EQ(network.cut_points(), expected.cut_points);
}

INSTANTIATE_TEST_SUITE_P(
    Small, Measures,
    testing::Values(
        Case{"nobody", 0, {}, "", "", {}, "", {}, "", {}, {}},
        Case{"one", 1, {}, "", "", {0}, "", {}, "", {{0}}, {}},
        Case{"one_with_itself", 1, {{0, 0}}, "", "", {0}, "", {}, "", {{0}}, {}},
        Case{"two_apart", 2, {}, "0", "0", {0, 0}, "", {}, "", {{0}, {1}}, {}},
        Case{"two_one_way", 2, {{1, 0}}, "1", "1/2", {1, 1}, "", {}, "", {{0, 1}}, {}},
        Case{"two_both_ways", 2, {{1, 0}, {0, 1}}, "1", "1", {1, 1}, "", {}, "", {{0, 1}}, {}},
        Case{"three_apart",
             3,
             {},
             "0",
             "0",
             {0, 0, 0},
             "0",
             {"0", "0", "0"},
             "0",
             {{0}, {1}, {2}},
             {}},
        Case{"path_of_three",
             3,
             {{0, 1}, {1, 2}},
             "2/3",
             "1/3",
             {1, 2, 1},
             "1",
             {"0", "1", "0"},
             "1",
             {{0, 1, 2}},
             {1}},
        Case{"said_twice",
             3,
             {{0, 1}, {1, 0}, {0, 1}, {2, 2}, {1, 2}},
             "2/3",
             "1/2",
             {1, 2, 1},
             "1",
             {"0", "1", "0"},
             "1",
             {{0, 1, 2}},
             {1}},
        // Everything hangs on the middle: both centralisations are 1 by definition.
        Case{"star_of_five",
             5,
             {{0, 1}, {0, 2}, {3, 0}, {0, 4}},
             "2/5",
             "1/5",
             {4, 1, 1, 1, 1},
             "1",
             {"1", "0", "0", "0", "0"},
             "1",
             {{0, 1, 2, 3, 4}},
             {0}},
        // Of a ring of four each lies on one of two ways between its neighbours: 1/2 of 3 pairs.
        Case{"ring_of_four",
             4,
             {{0, 1}, {1, 2}, {2, 3}, {3, 0}},
             "2/3",
             "1/3",
             {2, 2, 2, 2},
             "0",
             {"1/6", "1/6", "1/6", "1/6"},
             "0",
             {{0, 1, 2, 3}},
             {}},
        // Of a ring of five each is the one way between its neighbours: 1 of 6 pairs.
        Case{"ring_of_five",
             5,
             {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 0}},
             "1/2",
             "1/4",
             {2, 2, 2, 2, 2},
             "0",
             {"1/6", "1/6", "1/6", "1/6", "1/6"},
             "0",
             {{0, 1, 2, 3, 4}},
             {}},
        // Sums 0, 3, 4, 3, 0 of 6 pairs; (4-0 + 4-3 + 4-3 + 4-0) / 6 / 4 = 10/24.
        Case{"path_of_five",
             5,
             {{0, 1}, {1, 2}, {2, 3}, {3, 4}},
             "2/5",
             "1/5",
             {1, 2, 2, 2, 1},
             "1/6",
             {"0", "1/2", "2/3", "1/2", "0"},
             "5/12",
             {{0, 1, 2, 3, 4}},
             {1, 2, 3}},
        Case{"all_with_all",
             4,
             {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}},
             "1",
             "1/2",
             {3, 3, 3, 3},
             "0",
             {"0", "0", "0", "0"},
             "0",
             {{0, 1, 2, 3}},
             {}},
        // A pair, a path of three and one alone. Degrees: (2*6 - 6) / (5*4); pairs: 10.
        Case{"three_parts",
             6,
             {{4, 1}, {0, 2}, {2, 5}},
             "1/5",
             "1/10",
             {1, 1, 2, 0, 1, 1},
             "3/10",
             {"0", "0", "1/10", "0", "0", "0"},
             "1/10",
             {{0, 2, 5}, {1, 4}, {3}},
             {2}},
        // Two triangles that share party 2: it lies between the four pairs across, of 6.
        Case{"bow_tie",
             5,
             {{0, 1}, {1, 2}, {2, 0}, {2, 3}, {3, 4}, {4, 2}},
             "3/5",
             "3/10",
             {2, 2, 4, 2, 2},
             "2/3",
             {"0", "0", "2/3", "0", "0"},
             "2/3",
             {{0, 1, 2, 3, 4}},
             {2}},
        // Three ways from 0 to 4: each in the middle lies on a third of one pair, 0 and 4 each on
        // half of three pairs; of 6 pairs. (3/2 * 5 - 4) / 6 / 4 = 7/48.
        Case{"three_ways",
             5,
             {{0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 4}},
             "3/5",
             "3/10",
             {3, 2, 2, 2, 3},
             "1/4",
             {"1/4", "1/18", "1/18", "1/18", "1/4"},
             "7/48",
             {{0, 1, 2, 3, 4}},
             {}}),
    [](const auto& each) { return each.param.name; });

/// Parties, ties and the density that was published, in per cent with one decimal: the six networks
/// of a study of chronic care (PMC9009020, table 2).
struct Published {
  std::uint32_t parties;
  std::uint32_t ties;
  std::string per_cent;
};
class PublishedDensity : public testing::TestWithParam<Published> {};
TEST_P(PublishedDensity, IsReproduced) {
  const auto& [parties, ties, per_cent] = GetParam();
  std::vector<Arc> arcs;
  for (std::uint32_t a = 0; a < parties; ++a)
    for (std::uint32_t b = a + 1; b < parties && arcs.size() < ties; ++b) arcs.push_back({a, b});
  const auto density = Network(parties, arcs).density();
  ASSERT_TRUE(density);
  EXPECT_EQ(engine::to_decimal_text(engine::to_ratio(*density) * 100, 1), per_cent);
}
INSTANTIATE_TEST_SUITE_P(Table, PublishedDensity,
                         testing::Values(Published{192, 2480, "13.5"}, Published{190, 1470, "8.2"},
                                         Published{190, 1336, "7.4"}, Published{173, 825, "5.5"},
                                         Published{185, 654, "3.8"}, Published{149, 284, "2.6"}));

// ---------------------------------------------------------------- against their definitions

using Matrix = std::vector<std::vector<bool>>;

struct Random {
  std::uint32_t parties = 0;
  std::vector<Arc> arcs;
  Matrix tied;
};

Random random_network(std::mt19937& generator) {
  Random made;
  made.parties = generator() % 8;
  made.tied.assign(made.parties, std::vector<bool>(made.parties));
  if (made.parties == 0) return made;
  for (auto count = generator() % 14; count > 0; --count) {
    const Arc arc{static_cast<std::uint32_t>(generator() % made.parties),
                  static_cast<std::uint32_t>(generator() % made.parties)};
    made.arcs.push_back(arc);
    if (arc.from != arc.to) made.tied[arc.from][arc.to] = made.tied[arc.to][arc.from] = true;
  }
  return made;
}

/// How many parties a search from `start` finds when `without` is gone.
std::size_t found_from(const Matrix& tied, std::uint32_t start,
                       std::optional<std::uint32_t> without, std::vector<bool>& seen) {
  std::vector<std::uint32_t> open{start};
  std::size_t count = 0;
  while (!open.empty()) {
    const auto at = open.back();
    open.pop_back();
    if (seen[at]) continue;
    seen[at] = true;
    ++count;
    for (std::uint32_t next = 0; next < tied.size(); ++next)
      if (tied[at][next] && next != without) open.push_back(next);
  }
  return count;
}

std::size_t parts(const Matrix& tied, std::optional<std::uint32_t> without) {
  std::vector<bool> seen(tied.size());
  std::size_t count = 0;
  for (std::uint32_t start = 0; start < tied.size(); ++start)
    if (start != without && !seen[start]) {
      found_from(tied, start, without, seen);
      ++count;
    }
  return count;
}

/// Every shortest way from `from` to `to`, found by trying all ways of one length after the other.
std::vector<std::vector<std::uint32_t>> shortest_ways(const Matrix& tied, std::uint32_t from,
                                                      std::uint32_t to) {
  std::vector<std::vector<std::uint32_t>> ways{{from}};
  for (std::size_t length = 1; length < tied.size(); ++length) {
    std::vector<std::vector<std::uint32_t>> longer;
    std::vector<std::vector<std::uint32_t>> there;
    for (const auto& way : ways)
      for (std::uint32_t next = 0; next < tied.size(); ++next) {
        if (!tied[way.back()][next] || std::ranges::count(way, next) > 0) continue;
        auto& added = next == to ? there.emplace_back(way) : longer.emplace_back(way);
        added.push_back(next);
      }
    if (!there.empty()) return there;
    ways = std::move(longer);
  }
  return {};
}

std::vector<Ratio> betweenness(const Matrix& tied) {
  const auto parties = static_cast<std::uint32_t>(tied.size());
  std::vector<Ratio> sums(parties);
  for (std::uint32_t a = 0; a < parties; ++a)
    for (std::uint32_t b = a + 1; b < parties; ++b) {
      const auto ways = shortest_ways(tied, a, b);
      for (const auto& way : ways)
        for (std::size_t i = 1; i + 1 < way.size(); ++i) sums[way[i]] += Ratio(1, std::ssize(ways));
    }
  for (auto& sum : sums) sum *= Ratio(2, std::int64_t{parties - 1} * (parties - 2));
  return sums;
}

Ratio centralisation(const std::vector<Ratio>& values, std::int64_t most) {
  Ratio sum;
  for (const auto& value : values) sum += std::ranges::max(values) - value;
  return sum / most;
}

TEST(MeasuresByDefinition, AgreeOnRandomNetworks) {
  std::mt19937 generator(20261101);
  for (int i = 0; i < generated_cases(3'000); ++i) {
    const auto random = random_network(generator);
    const Network network(random.parties, random.arcs);
    SCOPED_TRACE(i);
    EXPECT_EQ(network.components().size(), parts(random.tied, std::nullopt));
    std::vector<std::uint32_t> cut_points;
    std::vector<Ratio> degrees;
    for (std::uint32_t party = 0; party < random.parties; ++party) {
      if (parts(random.tied, party) > parts(random.tied, std::nullopt)) cut_points.push_back(party);
      degrees.emplace_back(std::ranges::count(random.tied[party], true));
      EXPECT_EQ(network.degree(party), degrees.back());
    }
    EXPECT_EQ(network.cut_points(), cut_points);
    if (random.parties < 3) continue;
    const auto between = betweenness(random.tied);
    const auto measured = network.betweenness();
    for (std::uint32_t party = 0; party < random.parties; ++party)
      EXPECT_EQ(measured[party], engine::to_number(between[party])) << party;
    const std::int64_t others = std::int64_t{random.parties} - 1;
    EXPECT_EQ(network.betweenness_centralisation(),
              engine::to_number(centralisation(between, others)));
    EXPECT_EQ(network.degree_centralisation(),
              engine::to_number(centralisation(degrees, others * (others - 1))));
  }
}

}  // namespace
}  // namespace entente::tests
