#include <gtest/gtest.h>

#include "tests/support/expressions.hpp"

namespace entente {
namespace {

struct Case {
  const char* expression;
  const char* value;
};

void expect_all(std::initializer_list<Case> cases) {
  for (const auto& [expression, value] : cases) {
    EXPECT_EQ(tests::evaluate_text(expression).text(), value) << expression;
  }
}

TEST(Expression, NumbersAreExact) {
  expect_all({{"0.1 + 0.2", "0.3"},
              {"1 / 3", "0.3333333333333333333333333333333333"},
              {"every i in 0..20000 satisfies (i * 86400) / 86400 = i", "yes"},
              {"2 ** 10", "1024"},
              {"-2 ** 2", "4"},
              {"10 - 2 * 3", "4"},
              {"50% * 40", "20"},
              {"1 / 0", "error: a division by 0"},
              {"1 + \"a\"", "error: a number can't be added to a text"},
              {"1 + null", "none"},
              {"modulo(-12, 5)", "3"}});
}

TEST(Expression, DatesReadAsWritten) {
  expect_all({{"2026-11-01 - 2026-10-01", "P31D"},
              {"2026-01-31 + 1 month", "2026-02-28"},
              {"today - 90 days", "2026-08-03"},
              {"90 days ago", "2026-08-03"},
              {"2026-10-15 within 1 month", "yes"},
              {"2026-10-01 within 1 month", "yes"},
              {"2026-09-30 within 1 month", "no"},
              {"2026-09-30 not within 1 month", "yes"},
              {"2026-11-05 within 1 week after today", "yes"},
              {"2026-10-28 within 1 week of today", "yes"},
              {"2026-10-01 before today", "yes"},
              {"today before 2026-10-01", "no"},
              {"2026-11-01.weekday", "7"},
              {"day of week(2026-11-01)", "\"Sunday\""},
              {"date(\"2026-13-01\")", "error: that is no date"},
              {"2026-11-01 < 3", "error: a date can't be compared with a number"},
              {"periods(2, 3 months)", "[(2026-05-01..2026-08-01], (2026-08-01..2026-11-01]]"}});
}

TEST(Expression, LogicKnowsNullsAndErrors) {
  expect_all({{"true and null", "none"},
              {"false and null", "no"},
              {"false and 1/0 > 1", "no"},
              {"true or null", "yes"},
              {"null or false", "none"},
              {"1/0 > 1 or null", "error: a division by 0"},
              {"not(null)", "none"},
              {"123 and true", "error: a yes or no was expected"},
              {"null = null", "yes"},
              {"1 = null", "no"},
              {"1 != null", "yes"},
              {"1 < null", "none"},
              {"none is none", "yes"},
              {"mean([]) is none", "no"},
              {"if null then 1 else 2", "2"},
              {"if mean([]) > 1 then 1 else 2", "2"},
              {"if 1/0 > 1 then 1 else 2", "error: a division by 0"}});
}

TEST(Expression, EmptyListsAreNothing) {
  expect_all({{"mean([])", "nothing"},
              {"sum([])", "nothing"},
              {"total of []", "0"},
              {"min([])", "nothing"},
              {"count([])", "0"},
              {"share of [] with item > 1", "nothing"},
              {"at most 60% of [] with item > 1", "nothing"},
              {"at least 1 of [] with item > 1", "no"},
              {"sum([1, null])", "none"},
              {"total of [1, null]", "1"},
              {"mean([1, mean([]), 3])", "2"},
              {"count([1, null])", "2"},
              {"max([1, none])", "none"},
              {"intersection of []", "[]"},
              {"union of [[1, 2], [2, 3]]", "[1, 2, 3]"},
              {"intersection of [[1, 2, 3], [3, 2], [2, 3, 4]]", "[2, 3]"}});
}

TEST(Expression, ListsFilterAndLoop) {
  expect_all(
      {{"[1, 2, 3][item > 1]", "[2, 3]"},
       {"[1, 2, 3][2]", "2"},
       {"[1, 2, 3][-1]", "3"},
       {"[1, 2, 3][4]", "error: the list has no item 4"},
       {"[{a: 1}, {a: 2}][a > 1].a", "[2]"},
       {"[1, \"a\", 3][item > 1]", "[3]"},
       {"[{item: 1}, {item: 2}, {item: 3}][item >= 2]", "[{item: 2}, {item: 3}]"},
       {"[{item: 1}, {a: 2}, 3][item = 1 or item = 3]", "[{item: 1}, 3]"},
       {"[{item: {a: 1}}, {item: {a: 2}}][item.a = 2]", "[{item: {a: 2}}]"},
       {"[{a: 1}, {a: 2}][item.a = 2]", "[{a: 2}]"},
       {"count(for i in none..max([]) return i)", "nothing"},
       {"concatenate(none, [1][2])", "error: the list has no item 2"},
       {"union(none, [1][2])", "error: the list has no item 2"},
       {"at least none of max([]) with item > 0", "nothing"},
       {"for x in [1, 2], y in (if x = 1 then none else max([])) return y", "nothing"},
       {"for x in 1..3 return x * x", "[1, 4, 9]"},
       {"for x in 3..1, y in [10, 20] return x + y", "[13, 23, 12, 22, 11, 21]"},
       {"for i in 0..4 return if i = 0 then 1 else i * partial[-1]", "[1, 1, 2, 6, 24]"},
       {"some x in [1, 2] satisfies x > 1", "yes"},
       {"every x in [] satisfies x > 1", "yes"},
       {"some x in [] satisfies x > 1", "no"},
       {"every x in [1, none] satisfies x > 0", "no"},
       {"(share of [1, 2, 3, 4] with item > 1) >= 75%", "yes"},
       {"share of [1, 2, 3] with item > 2", "0.3333333333333333333333333333333333"},
       {"at least 2 of [1, 2, 3] with item > 1", "yes"},
       {"at most 50% of [1, 2, 3] with item > 1", "no"},
       {"at least 2 x in [1, 2, 3] satisfies x > 1", "yes"},
       {"every two a, b in [1, 2, 3] satisfies a != b", "yes"},
       {"some two a, b in [1, 2, 1] satisfies a = b", "yes"},
       {"every two a, b in a row of [{on: 3}, {on: 1}, {on: 2}] by on satisfies b.on - a.on = 1",
        "yes"},
       {"sort([3, 1, 2], function(a, b) a < b)", "[1, 2, 3]"}});
}

TEST(Expression, RangesAndTests) {
  expect_all({{"1 in [1..3]", "yes"},
              {"1 in (1..3)", "no"},
              {"5 in (1, < 3, >= 5)", "yes"},
              {"5 in (null..10]", "none"},
              {"true in [false, 2, 3]", "no"},
              {"\"b\" in [[\"f\"..\"h\"], [\"a\"..\"c\"]]", "yes"},
              {"3 not in [1, 2]", "yes"},
              {"5 between 1 and 10", "yes"},
              {"5 not between 1 and 10", "no"},
              {"2 between null and 10", "none"},
              {"[1..3].end", "3"},
              {"overlaps([1..3], [3..5])", "yes"},
              {"1 instance of number", "yes"},
              {"null instance of number", "no"}});
}

TEST(Expression, TextsCountCharacters) {
  expect_all({{"string length(\"äöü\")", "3"},
              {"upper case(\"straße\")", "\"STRASSE\""},
              {"substring(\"f\\u00fcnf\", 2, 1)", "\"ü\""},
              {"contains(\"partner\", \"art\")", "yes"},
              {"substring before(\"a@b\", \"@\")", "\"a\""},
              {"split(\"John Doe\", \"\\\\s\")", "[\"John\", \"Doe\"]"},
              {"split(\"aaa\", \"^a\")", "[\"\", \"aa\"]"},
              {"split(\"abab\", \"\\\\Ba\")", "[\"ab\", \"b\"]"},
              {"split(\"ab\u00e9 cd\", \"\\\\b\")", "[\"ab\u00e9 cd\"]"},
              {"matches(\"abc\", \"^a.c$\")", "yes"},
              {"replace(\"abcd\", \"(ab)|(a)\", \"[1=$1]\")", "\"[1=ab]cd\""},
              {"string(1.50)", "\"1.5\""},
              {"string join([\"a\", \"b\"], \"-\")", "\"a-b\""},
              {"number(\"1.000,5\", \".\", \",\")", "1000.5"}});
}

TEST(Expression, FunctionsKeepTheirFrame) {
  expect_all({{"{a: 1, f: function(x) x + a}.f(2)", "3"},
              {"(function(x, y) x - y)(5, 3)", "2"},
              {"(function(x) x)(1, 2)", "error: the function takes 1 arguments, not 2"}});
}

TEST(Expression, DropsWhatAFilterCannotJudgeAndSaysSo) {
  const auto result = tests::evaluate_text("[1, \"a\", \"b\"][item > 0]");
  EXPECT_EQ(result.text(), "[1]");
  ASSERT_EQ(result.remarks.size(), 1U);
  EXPECT_EQ(result.remarks[0], "an item was left out: a text can't be compared with a number");
}

}  // namespace
}  // namespace entente
