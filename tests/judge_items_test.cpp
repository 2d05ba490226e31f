// `for each`: what a rule can turn out as a whole against every way its items can turn out.
#include "engine/evaluate/for_each.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

#include "tests/support/cases.hpp"

namespace entente::engine {
namespace {

/// One item, judged with everything known; `fault_to` is the most its fault leaves open.
struct World {
  Outcome outcome = Outcome::met;
  Ratio credit = 1;
};

struct Whole {
  OutcomeSet possible = 0;
  std::optional<Bounds> credit;
  bool may_not_count = false;
};

/// language.md, `for each`, with everything known and nothing in fault.
World mean_of(const std::vector<World>& items) {
  Ratio credits = 0;
  int counting = 0;
  bool all_met = true;
  bool all_not_due = !items.empty();
  for (const auto& item : items) {
    all_not_due = all_not_due && item.outcome == Outcome::not_due;
    if (!has(outcomes::counting, item.outcome)) continue;
    ++counting;
    credits += item.credit;
    all_met = all_met && item.outcome == Outcome::met;
  }
  if (counting == 0) return {all_not_due ? Outcome::not_due : Outcome::not_applicable, 0};
  const Ratio mean = credits / counting;
  if (all_met) return {Outcome::met, mean};
  return {mean > 0 ? Outcome::partly_met : Outcome::not_met, mean};
}

/// An item that can be each of these worlds, or absent.
struct RandomItem {
  std::vector<World> worlds;
  bool may_be_absent = false;
};

void try_all(const std::vector<RandomItem>& items, std::vector<World>& chosen, std::size_t next,
             Whole& whole) {
  if (next == items.size()) {
    const auto world = mean_of(chosen);
    whole.possible = static_cast<OutcomeSet>(whole.possible | only(world.outcome));
    if (!has(outcomes::counting, world.outcome)) {
      whole.may_not_count = true;
    } else {
      whole.credit = whole.credit ? hull(*whole.credit, point(world.credit)) : point(world.credit);
    }
    return;
  }
  if (items[next].may_be_absent) try_all(items, chosen, next + 1, whole);
  for (const auto& world : items[next].worlds) {
    chosen.push_back(world);
    try_all(items, chosen, next + 1, whole);
    chosen.pop_back();
  }
}

RandomItem random_item(std::mt19937& random) {
  static const std::vector<World> worlds{{Outcome::met, 1},
                                         {Outcome::partly_met, Ratio(1) / 2},
                                         {Outcome::partly_met, Ratio(1) / 3},
                                         {Outcome::not_met, 0},
                                         {Outcome::not_applicable, 0},
                                         {Outcome::not_due, 0}};
  const auto pick = [&](std::size_t to) {
    return std::uniform_int_distribution<std::size_t>(0, to)(random);
  };
  RandomItem item;
  item.worlds.push_back(worlds[pick(worlds.size() - 1)]);
  while (pick(2) == 0) item.worlds.push_back(worlds[pick(worlds.size() - 1)]);
  item.may_be_absent = pick(4) == 0;
  return item;
}

Standing standing_of(const RandomItem& item) {
  Standing standing;
  for (const auto& world : item.worlds) {
    if (has(outcomes::counting, world.outcome)) {
      standing.add(world.outcome, point(world.credit));
    } else {
      standing.add(world.outcome);
    }
  }
  return standing;
}

Standing anything() {
  Standing any;
  any.possible = outcomes::all;
  any.credit = Bounds{0, 1, false};
  return any;
}

Standing judge(const std::vector<Standing>& standings, bool open = false) {
  std::vector<ItemStanding> items;
  for (const auto& standing : standings) items.push_back({&standing, false, false});
  const auto any = anything();
  if (open) items.push_back({&any, true, true});
  return judge_items(items);
}

Standing always(Outcome outcome, const Bounds& credit) {
  Standing standing;
  standing.add(outcome, credit);
  standing.in_fault = outcome == Outcome::fault;
  return standing;
}
const Standing met = always(Outcome::met, point(1));
const Standing not_met = always(Outcome::not_met, point(0));
const Standing in_fault = always(Outcome::fault, {0, 1, false});

TEST(JudgeItems, AgreesWithEveryWayTheItemsTurnOut) {
  std::mt19937 random(tests::random_seed(2));
  for (int i = 0; i < tests::generated_cases(3000); ++i) {
    std::vector<RandomItem> items(std::uniform_int_distribution<std::size_t>(0, 4)(random));
    for (auto& item : items) item = random_item(random);
    Whole expected;
    std::vector<World> chosen;
    try_all(items, chosen, 0, expected);

    std::vector<Standing> standings;
    for (const auto& item : items) standings.push_back(standing_of(item));
    std::vector<ItemStanding> list;
    for (std::size_t k = 0; k < items.size(); ++k) {
      list.push_back({&standings[k], items[k].may_be_absent, false});
    }
    const auto found = judge_items(list);
    ASSERT_EQ(int{found.possible}, int{expected.possible}) << "case " << i;
    ASSERT_EQ(found.can_count(), expected.credit.has_value()) << "case " << i;
    if (!expected.credit) continue;
    ASSERT_EQ(!found.surely_counts(), expected.may_not_count) << "case " << i;
    ASSERT_EQ(found.credit->low, expected.credit->low) << "case " << i;
    ASSERT_EQ(found.credit->high, expected.credit->high) << "case " << i;
  }
}

TEST(JudgeItems, AnEmptyListIsNotApplicable) {
  EXPECT_EQ(judge({}).outcome(), Outcome::not_applicable);
}

TEST(JudgeItems, OneNotMetSettlesPartlyMetInAnOpenListToo) {
  const auto whole = judge({met, not_met}, true);
  EXPECT_EQ(whole.outcome(), Outcome::partly_met);
  EXPECT_EQ(whole.credit->low, 0);
  EXPECT_EQ(whole.credit->high, 1);
  EXPECT_FALSE(whole.credit->exact);
}

TEST(JudgeItems, OneNotMetAloneInAnOpenListIsNeverMet) {
  const auto whole = judge({not_met}, true);
  EXPECT_FALSE(has(whole.possible, Outcome::met));
  EXPECT_EQ(whole.outcome(), Outcome::unknown);
}

TEST(JudgeItems, AnOpenListOfMetItemsIsUnknown) {
  EXPECT_EQ(judge({met, met}, true).outcome(), Outcome::unknown);
  EXPECT_TRUE(judge({}, true).may_not_count);
  EXPECT_FALSE(judge({met}, true).may_not_count);
}

TEST(JudgeItems, AnOpenListOfWhatIsAlwaysMetIsMet) {
  const std::vector<ItemStanding> items{{&met, false, false}, {&met, true, true}};
  EXPECT_EQ(judge_items(items).outcome(), Outcome::met);
  EXPECT_EQ(judge_items(items).credit->low, 1);
}

TEST(JudgeItems, AFaultBesideMetItemsIsAFault) {
  EXPECT_EQ(judge({met, in_fault}).outcome(), Outcome::fault);
}

TEST(JudgeItems, AFaultDoesNotUnsettlePartlyMet) {
  EXPECT_EQ(judge({met, not_met, in_fault}).outcome(), Outcome::partly_met);
}

TEST(JudgeItems, CreditOfAFaultSettlesPartlyMet) {
  const auto whole = judge({not_met, always(Outcome::fault, {Ratio(1) / 2, 1, false})});
  EXPECT_EQ(whole.outcome(), Outcome::partly_met);
  EXPECT_EQ(whole.credit->low, Ratio(1) / 4);
}

TEST(JudgeItems, AFaultWithoutCreditSettlesNotMet) {
  EXPECT_EQ(judge({not_met, always(Outcome::fault, point(0))}).outcome(), Outcome::not_met);
}

TEST(JudgeItems, AFaultThatLeavesOpenNotOrPartlyMetIsAFault) {
  EXPECT_EQ(judge({not_met, in_fault}).outcome(), Outcome::fault);
}

}  // namespace
}  // namespace entente::engine
