// The account that a Budget keeps: of one expression, of those within it, of all.
#include <gtest/gtest.h>

#include "engine/model/arena.hpp"
#include "engine/model/value.hpp"
#include "tests/support/paths.hpp"

namespace entente::engine {
namespace {

Budget::Limits small_limits() {
  Budget::Limits limits;
  limits.steps = 10;
  limits.steps_in_all = 25;
  limits.bytes = 1'000;
  limits.bytes_in_all = 2'500;
  limits.value_bytes = 100;
  limits.value_levels = 3;
  limits.calls = 2;
  limits.traced = 4;
  limits.traced_in_all = 6;
  return limits;
}

/// What it refuses with; empty when it does not.
template <class Work>
std::string refusal(Work&& work) {
  try {
    work();
  } catch (const OverBudget& over) {
    return over.what();
  }
  return {};
}

TEST(Budget, GivesEachExpressionStepsOfItsOwn) {
  Budget budget(small_limits());
  for (int i = 0; i < 2; ++i) {
    const Budget::Expression account(budget);
    EXPECT_EQ(refusal([&] { budget.spend(10); }), "");
    EXPECT_EQ(refusal([&] { budget.spend(1); }), "the expression takes more than 10 steps");
  }
  EXPECT_FALSE(budget.exhausted());
  const Budget::Expression third(budget);
  EXPECT_EQ(refusal([&] { budget.spend(6); }), "the assessment takes more than 25 steps");
  EXPECT_TRUE(budget.exhausted());
}

TEST(Budget, BeginsAnew) {
  Budget budget(small_limits());
  EXPECT_FALSE(budget.can_spend(26));
  EXPECT_FALSE(budget.can_take(2'501));
  budget.begin_anew();
  EXPECT_FALSE(budget.exhausted());
  EXPECT_TRUE(budget.can_spend(25));
  EXPECT_TRUE(budget.can_take(2'500));
}

TEST(Budget, DoesNotCountWhatItRefuses) {
  Budget budget(small_limits());
  const Budget::Expression account(budget);
  EXPECT_NE(refusal([&] { budget.spend(UINT64_MAX); }), "");
  EXPECT_EQ(refusal([&] { budget.spend(10); }), "");
}

TEST(Budget, TakesNothingFromTheOuterExpression) {
  Budget budget(small_limits());
  const Budget::Expression outer(budget);
  budget.spend(6);
  {
    const Budget::Expression inner(budget);
    budget.spend(10);
    budget.take(900);
  }
  EXPECT_EQ(refusal([&] { budget.spend(4); }), "");
  EXPECT_NE(refusal([&] { budget.spend(1); }), "");
  EXPECT_EQ(refusal([&] { budget.take(1'000); }), "");
  EXPECT_EQ(refusal([&] { budget.take(1); }),
            "the expression takes more than 1,000 bytes of memory");
}

TEST(Budget, IsExhaustedByWhatIsDoneBetweenExpressions) {
  Budget budget(small_limits());
  EXPECT_TRUE(budget.can_take(2'000));
  EXPECT_FALSE(budget.can_take(501));
  EXPECT_EQ(budget.why_exhausted(), "the assessment takes more than 2,500 bytes of memory");
  EXPECT_FALSE(budget.can_spend(26));
  EXPECT_EQ(budget.why_exhausted(), "the assessment takes more than 2,500 bytes of memory");
}

TEST(Budget, TakesMemoryBack) {
  Budget budget(small_limits());
  const auto before = budget.bytes_taken();
  EXPECT_TRUE(budget.can_take(2'500));
  budget.give_back_to(before);
  EXPECT_TRUE(budget.can_take(2'500));
}

TEST(Budget, KeepsSoManySubExpressions) {
  Budget budget(small_limits());
  {
    const Budget::Expression account(budget);
    EXPECT_TRUE(budget.can_trace(3));
    EXPECT_TRUE(budget.traces_are_scarce());
    EXPECT_FALSE(budget.can_trace(2));
    budget.forget_traced_since(1);
    EXPECT_TRUE(budget.can_trace(3));
  }
  const Budget::Expression account(budget);
  EXPECT_TRUE(budget.can_trace(2));
  EXPECT_FALSE(budget.can_trace(1)) << "six in all";
}

TEST(Budget, ChargesTheArenaOnlyWhileAnExpressionRuns) {
  Budget budget(small_limits());
  Arena arena;
  const auto used = [&] { (void)arena.array<char>(1'001); };
  EXPECT_EQ(refusal(used), "");
  const Budget::Expression account(budget);
  const Arena::Charge charge(arena, &budget);
  EXPECT_EQ(refusal(used), "the expression takes more than 1,000 bytes of memory");
  {
    const Arena::Charge free_of_charge(arena, nullptr);
    EXPECT_EQ(refusal(used), "");
  }
  EXPECT_NE(refusal(used), "");
}

TEST(Budget, BoundsWhatAValueIsWhenWrittenOut) {
  Budget budget(small_limits());
  Arena arena;
  const Budget::Expression account(budget);
  const Arena::Charge charge(arena, &budget);
  const auto list_of = [&](std::initializer_list<Value> values) {
    const auto items = arena.array<ListItem>(values.size());
    std::transform(values.begin(), values.end(), items.begin(),
                   [](const Value& value) { return ListItem{value}; });
    ListData list;
    list.items = items;
    return Value::list(list, arena);
  };
  const Value flat = list_of({Value::integer(1)});
  EXPECT_EQ(extent_of(flat).bytes, 32U);
  EXPECT_EQ(extent_of(flat).levels, 1U);
  EXPECT_FALSE(extent_of(flat).may_be_open);
  EXPECT_EQ(extent_of(list_of({flat, flat})).bytes, 80U) << "a part held twice counts twice";
  EXPECT_EQ(refusal([&] {
              (void)list_of({flat, flat, flat});
            }),
            "a value is larger than 100 bytes");
  EXPECT_EQ(refusal([&] { (void)list_of({list_of({list_of({list_of({})})})}); }),
            "a value is nested more than 3 levels deep");
  EXPECT_EQ(refusal([&] { (void)arena.text(std::string(101, 'x')); }),
            "a value is larger than 100 bytes");
}

TEST(Budget, HasTheLimitsThatTheDocumentSays) {
  const auto document = tests::read_file(tests::tests_folder().parent_path() / "docs/limits.md");
  const Budget::Limits limits;
  EXPECT_EQ(limits.steps, 10'000'000U);
  EXPECT_EQ(limits.steps_in_all, 100'000'000U);
  EXPECT_EQ(limits.items, 100'000U);
  EXPECT_EQ(limits.tuples, 4'000'000U);
  EXPECT_EQ(limits.matches, 100'000'000U);
  EXPECT_EQ(limits.traced, 20'000U);
  EXPECT_EQ(limits.traced_in_all, 500'000U);
  for (const char* message :
       {"the expression takes more than 10,000,000 steps", "takes more than 128 MiB of memory",
        "a value is larger than 32 MiB", "a value is nested more than 200 levels deep",
        "more than 200 calls stand within each other", "takes more than 100,000,000 steps",
        "takes more than 256 MiB of memory", "at most 100000 are judged",
        "grows beyond 4000000 tuples", "takes more than 100000000 steps", "20,000 parts",
        "500,000"})
    EXPECT_NE(document.find(message), std::string::npos) << message;
}

TEST(Extent, Saturates) {
  Extent extent;
  for (int i = 0; i < 100; ++i) extent.hold(Extent(extent));
  EXPECT_EQ(extent.bytes, UINT32_MAX);
  EXPECT_EQ(extent.levels, 100U);
}

}  // namespace
}  // namespace entente::engine
