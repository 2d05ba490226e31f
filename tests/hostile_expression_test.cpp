// Expressions that would use up the machine: each ends with an error that names the limit it met.
// The limits here are small, so that every case is quick; see budget_test.cpp for how they count.
#include <gtest/gtest.h>

#include "tests/support/expressions.hpp"

namespace entente {
namespace {

engine::Budget::Limits small_limits() {
  engine::Budget::Limits limits;
  limits.steps = 100'000;
  limits.bytes = 8U << 20U;
  limits.value_bytes = 1U << 20U;
  limits.value_levels = 100;
  limits.calls = 50;
  return limits;
}

constexpr std::string_view steps = "error: the expression takes more than 100,000 steps";
constexpr std::string_view memory = "error: the expression takes more than 8 MiB of memory";
constexpr std::string_view large = "error: a value is larger than 1 MiB";
constexpr std::string_view deep = "error: a value is nested more than 100 levels deep";
constexpr std::string_view calls = "error: more than 50 calls stand within each other";
constexpr std::string_view overflow = "error: the result is beyond what a number can hold";

struct Case {
  std::string_view name;
  std::string expression;
  std::string_view text;
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

class HostileExpression : public testing::TestWithParam<Case> {};

TEST_P(HostileExpression, Ends) {
  const auto text = tests::evaluate_text(GetParam().expression, {}, small_limits()).text();
  EXPECT_EQ(text.substr(0, 200), GetParam().text);
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return std::string(info.param.name);
}

/// `count` values, each made of the one before it, which is called `last`.
std::string grown(int count, const std::string& first, const std::string& next) {
  std::string made = "(for i in 1.." + std::to_string(count) + " return if i = 1 then " + first +
                     " else " + next + ")[-1]";
  for (auto at = made.find("last"); at != std::string::npos; at = made.find("last", at))
    made.replace(at, 4, "partial[-1]");
  return made;
}

/// A value `d` that is small where it lies and large when it is written out: 2^levels parts.
std::string with_shared(int levels, const std::string& body) {
  return "{d: " + grown(levels, "[1]", "[last, last]") + ", r: " + body + "}.r";
}

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

INSTANTIATE_TEST_SUITE_P(
    Loops, HostileExpression,
    testing::Values(
        Case{"LongRange", "count(for x in 1..1000000000 return x)", steps},
        Case{"LongestRange", "for x in -9223372036854775808..9223372036854775807 return x", steps},
        Case{"RangeOfDates", "for d in @\"0001-01-01\"..@\"9999-12-31\" return d", steps},
        Case{"Cartesian", "count(for a in 1..1000, b in 1..1000, c in 1..1000 return 1)", steps},
        Case{"Some", "some x in 1..1000000000 satisfies x < 0", steps},
        Case{"Every", "every a in 1..9999, b in 1..9999 satisfies a + b > 0", steps},
        Case{"EveryTwo", "every two a, b in (for i in 1..9999 return i) satisfies a != b", steps},
        Case{"InARow",
             "every two a, b in a row of (for i in 1..9999 return {on: i}) by on "
             "satisfies a.on < b.on",
             steps},
        Case{"Filter", "(for i in 1..99999 return i)[item > 5]", steps},
        Case{"ShareOf", "share of (for i in 1..99999 return i) with item > 5", steps},
        Case{"NestedFilters", "{l: for i in 1..999 return i, r: l[count(l[item > 5]) > 3]}.r",
             steps},
        Case{"Partial", "for i in 1..99999 return count(partial)", steps}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Calls, HostileExpression,
    testing::Values(
        Case{"EndlessRecursion", "{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r", calls},
        Case{"Branching",
             "{f: function(g, n) if n = 0 then 1 else g(g, n - 1) + g(g, n - 1), r: f(f, 40)}.r",
             steps},
        Case{"DearSort",
             "sort(for i in 1..999 return i, function(a, b) sum(for j in 1..99 return j) > a)",
             steps},
        Case{"InconsistentSort", "count(sort([3, 1, 2, 5, 4], function(a, b) true))", "5"},
        Case{"SortWithoutAnAnswer", "sort([3, 1, 2], function(a, b) null)",
             "error: the items can't be put in order"},
        Case{"ManyPowers", "for i in 1..9999 return 1.0000001 ** i", steps}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Growth, HostileExpression,
    testing::Values(
        Case{"TextDoubled", grown(60, "\"ab\"", "last + last"), large},
        Case{"ListDoubled", grown(60, "[1]", "concatenate(last, last)"), large},
        Case{"ListShared", grown(60, "[1]", "[last, last]"), large},
        Case{"ContextShared", grown(60, "{}", "{a: last, b: last}"), large},
        Case{"RangeShared", grown(60, "[1..2]", "[last..last]"), large},
        Case{"SharedByContextPut",
             grown(60, "{}",
                   "context put(context put(last, \"a\", last), "
                   "\"b\", last)"),
             large},
        Case{"SharedByAppend", grown(60, "[1]", "append(last, last)"), large},
        Case{"SharedByInsert", grown(60, "[1]", "insert before(last, 1, last)"), large},
        Case{"NestedList", grown(200, "[]", "[last]"), deep},
        Case{"NestedContext", grown(200, "{}", "{a: last}"), deep},
        Case{"NestedByReplace", grown(200, "[1]", "list replace([1], 1, last)"), deep},
        Case{"PartialInItself", "for i in 1..200 return [partial]", large},
        Case{"Join",
             "string join(for i in 1..999 return " + quoted(std::string(999, 'x')) + ", " +
                 quoted(std::string(999, '-')) + ")",
             large},
        Case{"Replace",
             "replace(" + quoted(std::string(1'999, 'x')) + ", \"x\", " +
                 quoted(std::string(1'999, 'y')) + ")",
             large},
        Case{"UpperCase", grown(60, "\"\\u0390\"", "upper case(last + last)"), large},
        Case{"StringOfShared", grown(60, "\"a\"", "string([last, last])"), large},
        Case{"MemoryInALoop",
             "count(for i in 1..9999 return string(i) + " + quoted(std::string(999, 'x')) + ")",
             memory},
        Case{"ForgottenMemory",
             "count(for i in 1..9999 return string length(string(i) + " +
                 quoted(std::string(9'999, 'x')) + "))",
             steps},
        Case{"ManyLists", "for i in 1..9999 return count((for j in 1..999 return j)[item > i])",
             steps}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Walks, HostileExpression,
    testing::Values(
        Case{"SharedCompared", with_shared(14, "for i in 1..99 return d = d"), steps},
        Case{"SharedFlattened", with_shared(14, "for i in 1..99 return count(flatten(d))"), steps},
        Case{"SharedWritten", with_shared(14, "for i in 1..999 return string length(string(d))"),
             steps},
        Case{"SharedSought", with_shared(14, "for i in 1..99 return list contains([d, d], d)"),
             steps},
        Case{"Contained",
             "{l: for i in 1..999 return i, r: for i in l return list contains(l, -i)}.r", steps},
        Case{"Positions", "{l: for i in 1..999 return i, r: for i in l return index of(l, i)}.r",
             steps},
        Case{"Distinct", "distinct values(for i in 1..999 return i)", steps},
        Case{"Intersection",
             "intersection of([(for i in 1..999 return i), (for i in 1..999 return -i)])", steps},
        Case{"Entries", "context(for i in 1..9999 return {key: string(i), value: i})", steps},
        Case{"NeedleNearlyThere",
             "{t: " + quoted(std::string(9'999, 'a')) + ", n: " + quoted(std::string(4'999, 'a')) +
                 " + \"b\", r: for i in 1..99 return contains(t, n)}.r",
             steps},
        Case{"LongTextsCompared",
             "{t: " + quoted(std::string(9'999, 'a')) + ", r: for i in 1..999 return t < t}.r",
             steps},
        Case{"DearPattern",
             "matches(" + quoted(std::string(99'999, 'a')) + ", \"(a|b)*a(a|b){200}c\")", steps},
        Case{"HugePattern", "matches(\"a\", \"((a{100}){100}){100}\")",
             "error: the pattern can't be read: invalid repetition size: {100}"},
        Case{"SplitEverywhere",
             "{t: " + quoted(std::string(9'999, 'a')) + ", r: split(t, \"a\")}.r", steps}),
    name_of);

INSTANTIATE_TEST_SUITE_P(
    Numbers, HostileExpression,
    testing::Values(Case{"HugePower", "10 ** 1000000", overflow},
                    Case{"TowerOfPowers", "9 ** (9 ** 9)", overflow},
                    Case{"TinyPower", "10 ** -1000000", "0"},
                    Case{"FractionalPower", "1e6000 ** 1.5", overflow},
                    Case{"Exponential", "exp(1e6000)", overflow},
                    Case{"Product", "product(for i in 1..9999 return 10)", overflow},
                    Case{"Deviation", "stddev([9e6144, -9e6144])", overflow},
                    Case{"Sum", "sum([9e6144, 9e6144])",
                         "error: the sum is beyond what a number can hold"},
                    Case{"ManyDigits", "number(" + quoted(std::string(9'999, '9')) + ")",
                         "error: that number can't be held: it has over 34 digits"},
                    Case{"LongModulo", "modulo(9e6144, 7)", "2"},
                    Case{"ManyPeriods", "periods(1000000000, @\"P1D\")",
                         "error: `periods` makes at most 10,000 periods"},
                    Case{"LongPeriods", "periods(9999, @\"P999999Y\")",
                         "error: the periods leave the calendar"}),
    name_of);

TEST(HostileExpressions, KeepTheirErrorsShort) {
  const auto key = quoted(std::string(99'999, 'k'));
  const auto text = tests::evaluate_text("get value({a: 1}, " + key + ")", {}).text();
  EXPECT_TRUE(text.starts_with("error: there is no entry `kkk"));
  EXPECT_LT(text.size(), 400U);
  const auto pattern = quoted(std::string(9'999, '('));
  EXPECT_LT(tests::evaluate_text("matches(\"a\", " + pattern + ")", {}).text().size(), 150U);
}

TEST(HostileExpressions, RemarkOnlySoMuch) {
  const auto result =
      tests::evaluate_text("(for i in 1..9999 return {a: i})[get value(item, string(a))]");
  EXPECT_EQ(result.text(), "[]");
  EXPECT_EQ(result.remarks.size(), 5U);
}

TEST(HostileExpressions, LeaveTheEvaluatorAsItWas) {
  engine::Budget budget(small_limits());
  engine::Arena arena;
  engine::FactBase facts;
  engine::Environment environment;
  grammar::Sources sources;
  const auto file = sources.add("expression", "{f: function(g, n) g(g, n + 1), r: f(f, x)}.r");
  const std::vector<std::string> names{"x"};
  const auto compiled =
      engine::compile_expression(sources, grammar::parse_expression(sources, file), names);
  engine::ExpressionEvaluator evaluator(compiled.program, facts, arena, budget);
  const std::vector<engine::Value> values{engine::Value::integer(1)};
  for (int i = 0; i < 100; ++i) {
    const auto value = evaluator.evaluate(compiled.unit, values, environment);
    ASSERT_EQ(value.error_message(), "more than 50 calls stand within each other") << i;
  }
  EXPECT_FALSE(budget.exhausted());
}

}  // namespace
}  // namespace entente
