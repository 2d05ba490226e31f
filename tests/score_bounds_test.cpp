// The bounds of a weighted share against every choice of who counts and what it gives.
#include "engine/evaluate/score_bounds.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "tests/support/cases.hpp"

namespace entente::engine {
namespace {

struct Extremes {
  std::optional<Bounds> share;
  bool may_not_count = false;
};

/// Every member left out, at its low or at its high end.
Extremes try_all(const std::vector<ShareMember>& members) {
  Extremes found;
  std::size_t choices = 1;
  for (std::size_t i = 0; i < members.size(); ++i) choices *= 3;
  for (std::size_t choice = 0; choice < choices; ++choice) {
    Ratio credits = 0;
    Ratio weights = 0;
    bool allowed = true;
    auto rest = choice;
    for (const auto& member : members) {
      const auto pick = rest % 3;
      rest /= 3;
      if (pick == 0) {
        allowed = allowed && member.may_not_count;
      } else {
        credits += member.weight * (pick == 1 ? member.credit.low : member.credit.high);
        weights += member.weight;
      }
    }
    if (!allowed) continue;
    if (weights == 0) {
      found.may_not_count = true;
      continue;
    }
    const auto share = point(credits / weights);
    found.share = found.share ? hull(*found.share, share) : share;
  }
  return found;
}

std::vector<ShareMember> random_members(std::mt19937& random) {
  const auto pick = [&](int from, int to) {
    return std::uniform_int_distribution(from, to)(random);
  };
  std::vector<ShareMember> members(static_cast<std::size_t>(pick(0, 6)));
  for (auto& member : members) {
    member.weight = pick(0, 4);
    member.credit.low = Ratio(pick(0, 6)) / 6;
    member.credit.high = member.credit.low + (1 - member.credit.low) * pick(0, 3) / 3;
    member.may_not_count = pick(0, 1) == 0;
  }
  return members;
}

TEST(ScoreBounds, AreTheExtremesOfEveryChoice) {
  std::mt19937 random(tests::random_seed(1));
  for (int i = 0; i < tests::generated_cases(3000); ++i) {
    auto members = random_members(random);
    const auto expected = try_all(members);
    const auto found = weighted_share(members);
    ASSERT_EQ(found.share.has_value(), expected.share.has_value()) << "case " << i;
    ASSERT_EQ(found.may_not_count, expected.may_not_count) << "case " << i;
    if (!found.share) continue;
    ASSERT_EQ(found.share->low, expected.share->low) << "case " << i;
    ASSERT_EQ(found.share->high, expected.share->high) << "case " << i;
  }
}

TEST(ScoreBounds, OneOuterMemberMakesTheShareOuter) {
  const std::vector<ShareMember> members{{1, {0, 1, true}, false}, {1, {0, 1, false}, false}};
  EXPECT_FALSE(weighted_share(members).share->exact);
}

TEST(ScoreBounds, AMemberWithoutWeightLeavesTheShareAlone) {
  const std::vector<ShareMember> members{{1, point(1), false}, {0, {0, 1, false}, false}};
  const auto found = weighted_share(members);
  EXPECT_EQ(found.share->low, 1);
  EXPECT_TRUE(found.share->exact);
}

TEST(ScoreBounds, NothingCountsWhenAllWeightsAreZero) {
  const std::vector<ShareMember> members{{0, point(1), false}};
  EXPECT_FALSE(weighted_share(members).share);
  EXPECT_TRUE(weighted_share(members).may_not_count);
}

TEST(ScoreBounds, AMemberThatNeedNotCountCanOnlyWiden) {
  // Without the second the share is 1/2; with it, it is 1/4 or 3/4.
  const std::vector<ShareMember> members{{1, point(Ratio(1) / 2), false}, {1, {0, 1, true}, true}};
  const auto found = weighted_share(members);
  EXPECT_EQ(found.share->low, Ratio(1) / 4);
  EXPECT_EQ(found.share->high, Ratio(3) / 4);
}

}  // namespace
}  // namespace entente::engine
