#include "engine/program/dependency_graph.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace entente::engine {

bool operator==(const NeedOrder& a, const NeedOrder& b) {
  return a.order == b.order && a.circles == b.circles;
}

namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(DependencyGraph, WhatIsNeededComesFirst) {
  const std::vector<Need> needs{{0, 2}, {2, 1}};
  const auto result = order_by_need(3, needs);
  EXPECT_THAT(result.order, ElementsAre(1, 2, 0));
  EXPECT_THAT(result.circles, IsEmpty());
}

TEST(DependencyGraph, NothingGivesNothing) { EXPECT_THAT(order_by_need(0, {}).order, IsEmpty()); }

TEST(DependencyGraph, OneThatNeedsItselfIsACircle) {
  EXPECT_THAT(order_by_need(2, std::vector<Need>{{1, 1}}).circles, ElementsAre(ElementsAre(1)));
}

TEST(DependencyGraph, CircleIsShortestAndBeginsAtItsLowestMember) {
  // 1 -> 2 -> 3 -> 1, and the short way 1 -> 3.
  const std::vector<Need> needs{{1, 2}, {2, 3}, {3, 1}, {1, 3}, {0, 1}};
  EXPECT_THAT(order_by_need(4, needs).circles, ElementsAre(ElementsAre(1, 3)));
}

TEST(DependencyGraph, EachComponentGivesOneCircle) {
  const std::vector<Need> needs{{3, 2}, {2, 3}, {0, 1}, {1, 0}};
  EXPECT_THAT(order_by_need(4, needs).circles, ElementsAre(ElementsAre(0, 1), ElementsAre(2, 3)));
}

TEST(DependencyGraph, OrderOfEdgesMeansNothing) {
  const std::vector<Need> one{{0, 3}, {0, 1}, {1, 2}, {3, 2}, {3, 2}};
  const std::vector<Need> other{{3, 2}, {1, 2}, {0, 1}, {0, 3}};
  EXPECT_EQ(order_by_need(4, one), order_by_need(4, other));
}

TEST(DependencyGraph, LongChainsNeedNoStack) {
  std::vector<Need> needs;
  constexpr std::uint32_t length = 200'000;
  for (std::uint32_t i = 0; i + 1 < length; ++i) needs.push_back({i, i + 1});
  EXPECT_EQ(order_by_need(length, needs).order.front(), length - 1);
}

}  // namespace
}  // namespace entente::engine
