#include <gtest/gtest.h>

#include "tests/support/expressions.hpp"

namespace entente {
namespace {

using engine::KindSet;
using engine::Number;
using engine::PathId;
using engine::Value;
namespace kinds = engine::kinds;

/// Unknown variables: n is 0 to 10, m any number, k a number or none, p and q yes or no, d a date,
/// c "a" or "b", xs an open list that holds 1 and n. Paths are 0, 1, … in this order.
class UnknownTest : public testing::Test {
 protected:
  UnknownTest() {
    n = make(0, kinds::number, engine::Interval{Number(0), Number(10)});
    m = make(1, kinds::number);
    k = make(2, kinds::number | kinds::none);
    p = make(3, kinds::boolean);
    q = make(4, kinds::boolean);
    d = make(5, kinds::date);
    c = choice(6);
    xs = open_list(7);
  }

  tests::Evaluated evaluate(const std::string& text) {
    return tests::evaluate_text(
        text, {{"n", n}, {"m", m}, {"k", k}, {"p", p}, {"q", q}, {"d", d}, {"c", c}, {"xs", xs}});
  }

  /// `missing: 0 1 (above 0 to 5)`, or the value when it is definite.
  std::string show(const std::string& text) {
    const auto result = evaluate(text);
    if (!result.value.is_unknown()) return result.text();
    std::string shown = result.text() + " of";
    for (const PathId path : result.value.unknown().missing)
      shown += ' ' + std::to_string(static_cast<unsigned>(path));
    return shown;
  }

  KindSet kinds_of(const std::string& text) { return engine::kinds_of(evaluate(text).value); }
  bool tight(const std::string& text) {
    const auto result = evaluate(text);
    return result.value.is_unknown() && result.value.unknown().tight;
  }

 private:
  Value make(unsigned path, KindSet can_be, engine::Interval interval = {}) {
    engine::Unknown unknown = start(path, can_be);
    unknown.interval = interval;
    return Value::unknown(arena.make(unknown));
  }
  engine::Unknown start(unsigned path, KindSet can_be) {
    const auto missing = arena.array<PathId>(1);
    missing[0] = static_cast<PathId>(path);
    engine::Unknown unknown;
    unknown.missing = missing;
    unknown.can_be = can_be;
    unknown.path = missing[0];
    unknown.tight = true;
    return unknown;
  }
  Value choice(unsigned path) {
    engine::Unknown unknown = start(path, kinds::text);
    const auto choices = arena.array<Value>(2);
    choices[0] = Value::text("a", arena);
    choices[1] = Value::text("b", arena);
    unknown.choices = choices;
    return Value::unknown(arena.make(unknown));
  }
  Value open_list(unsigned path) {
    const auto items = arena.array<engine::ListItem>(2);
    items[0].value = Value::integer(1);
    items[1].value = n;
    engine::Unknown tail = start(path, kinds::number);
    tail.interval = {Number(0), Number(10)};
    engine::ListData list;
    list.items = items;
    list.tail = arena.make(tail);
    list.tail_item = arena.make(Value::unknown(list.tail));
    return Value::list(arena.make(list));
  }

 protected:
  engine::Arena arena;
  Value n, m, k, p, q, d, c, xs;
};

TEST_F(UnknownTest, BoundsDecideWhatTheyCan) {
  EXPECT_EQ(show("n <= 10"), "yes");
  EXPECT_EQ(show("n > 10"), "no");
  EXPECT_EQ(show("n > 9"), "unknown of 0");
  EXPECT_EQ(show("n = 11"), "no");
  EXPECT_EQ(show("n + 1 > 0"), "yes");
  EXPECT_EQ(show("2 * n - 20 <= 0"), "yes");
  EXPECT_EQ(show("n * m"), "unknown of 0 1");
  EXPECT_EQ(show("n + 1"), "unknown (1 to 11) of 0");
  EXPECT_EQ(show("-n / 4"), "unknown (-2.5 to 0) of 0");
  EXPECT_EQ(show("n * 0"), "0");
  EXPECT_EQ(show("abs(n - 5)"), "unknown (0 to 5) of 0");
  EXPECT_EQ(show("floor(n / 4)"), "unknown (0 to 2) of 0");
  EXPECT_EQ(show("d.year > 5000000000"), "no");
  EXPECT_EQ(show("d.year < -999999999"), "no");
  EXPECT_EQ(show("d.year >= 999999999"), "unknown of 5");
}

TEST_F(UnknownTest, LogicNamesEveryOpenOperand) {
  EXPECT_EQ(show("p and q"), "unknown of 3 4");
  EXPECT_EQ(show("p and false"), "no");
  EXPECT_EQ(show("p or n <= 10"), "yes");
  EXPECT_EQ(show("if p then 1 else 1"), "1");
  EXPECT_EQ(show("if p then 1 else 3"), "unknown (1 to 3) of 3");
  EXPECT_EQ(show("if p then n else m"), "unknown of 0 1 3");
  EXPECT_EQ(show("p is known"), "no");
}

TEST_F(UnknownTest, WhatMayBeNoneStaysOpen) {
  EXPECT_EQ(kinds_of("k > 3"), kinds::boolean | kinds::none);
  EXPECT_EQ(kinds_of("k = null"), kinds::boolean);
  EXPECT_EQ(show("n = null"), "no");
  EXPECT_EQ(show("n != null"), "yes");
  EXPECT_EQ(show("n is none"), "no");
  EXPECT_EQ(kinds_of("1 / n"), kinds::number | kinds::error);
  EXPECT_EQ(show("n > null"), "none");
  EXPECT_EQ(kinds_of("[1 / n..null]"), kinds::none | kinds::error);
  EXPECT_EQ(show("[n..null]"), "none");
  EXPECT_EQ(show("n > \"a\""), "error: a number can't be compared with a text");
}

TEST_F(UnknownTest, ChoicesDecideWhatTheyCan) {
  EXPECT_EQ(show("c in [\"a\", \"b\"]"), "yes");
  EXPECT_EQ(show("c in (\"a\", \"b\", \"x\")"), "yes");
  EXPECT_EQ(show("c = \"x\""), "no");
  EXPECT_EQ(show("c = \"a\""), "unknown of 6");
  EXPECT_EQ(show("c < \"c\""), "yes");
  EXPECT_EQ(show("c > \"b\""), "no");
  EXPECT_EQ(show("c >= \"b\""), "unknown of 6");
  EXPECT_TRUE(tight("c in [\"a\", \"x\"]"));
}

TEST_F(UnknownTest, ListsCountWhatIsSure) {
  EXPECT_EQ(show("count(xs)"), "unknown (at least 2) of 7");
  EXPECT_EQ(show("count([1, 2, n][item > 1])"), "unknown (1 to 2) of 0");
  EXPECT_EQ(show("count([1, 2, n][item >= 0])"), "3");
  EXPECT_EQ(show("sum(xs)"), "unknown (at least 1) of 0 7");
  EXPECT_EQ(show("min(xs)"), "unknown (0 to 1) of 0 7");
  EXPECT_EQ(show("max(xs) >= 1"), "yes");
  EXPECT_EQ(show("some x in xs satisfies x = 1"), "yes");
  EXPECT_EQ(show("every x in xs satisfies x <= 10"), "yes");
  EXPECT_EQ(show("every x in xs satisfies x < 5"), "unknown of 0 7");
  EXPECT_EQ(show("share of [1, 2, n, 4] with item > 2"), "unknown (0.25 to 0.5) of 0");
  EXPECT_EQ(show("at least 1 of [1, 2, n, 4] with item > 2"), "yes");
  EXPECT_EQ(show("at most 50% of [1, 2, n, 4] with item > 2"), "yes");
  EXPECT_EQ(show("list contains(xs, 1)"), "yes");
  EXPECT_EQ(show("list contains(xs, 11)"), "no");
  EXPECT_EQ(show("xs[1]"), "1");
  EXPECT_EQ(show("count(intersection of [[1, 2], xs])"), "unknown (1 to 2) of 0 7");
}

TEST_F(UnknownTest, NothingWaitsForWhatCanNotMatter) {
  EXPECT_EQ(show("max(n, 12, m)"), "unknown (at least 12) of 1");
  EXPECT_EQ(show("min(n, -1, m)"), "unknown (at most -1) of 1");
  EXPECT_EQ(show("max(n, 10)"), "10");
  EXPECT_EQ(show("max(n, 9, 8)"), "unknown (9 to 10) of 0");
  EXPECT_EQ(show("max(concatenate([11, m], xs))"), "unknown (at least 11) of 1");
  EXPECT_EQ(show("at least 1 of concatenate([m], xs[item > 5]) with item > 10"), "unknown of 1");
  EXPECT_EQ(show("at least 50% of concatenate([m], xs[item > 5]) with item > 10"),
            "unknown of 0 1 7");
  EXPECT_EQ(show("stddev([n])"), "nothing");
  EXPECT_EQ(show("product(concatenate([0], xs))"), "0");
  EXPECT_EQ(kinds_of("modulo(k, 0)"), kinds::none | kinds::error);
  EXPECT_EQ(kinds_of("modulo(n, 0)"), kinds::error);
  EXPECT_EQ(show("date(n, 13, 1)"), "error: that is no date");
  EXPECT_EQ(show("date(n, 2, 30)"), "error: that is no date");
  EXPECT_EQ(show("date and time(2026, 13, n, m, 0, 0)"), "error: that is no date and time");
  EXPECT_EQ(show("time(25, n, 0)"), "error: that is no time");
  EXPECT_EQ(show("substring(c, n, -1)"), "error: the length is not a number of at least 1");
  EXPECT_EQ(show("substring(string(n), n, 0)"), "error: the length is not a number of at least 1");
  EXPECT_EQ(show("sublist([1, 2], n, 3)"), "error: the list has not so many items there");
  EXPECT_EQ(show("sublist(xs, n, 0)"), "error: the list has not so many items there");
  EXPECT_EQ(show("number(string(n), \"x\", \".\")"),
            "error: the separators of a number are a blank, a comma or a dot");
  EXPECT_EQ(show("decimal(n, 7000)"),
            "error: the number of decimals is not a whole number that fits");
  EXPECT_EQ(show("replace(string(n), \"(\", string(m))"),
            "error: the pattern can't be read: missing ): (");
  EXPECT_EQ(show("(d - @\"2026-11-01\") / @\"PT0S\""), "error: a division by 0");
  EXPECT_EQ(show("max([n, \"a\"])"),
            "error: the items of the list can't be compared with each other");
  EXPECT_EQ(show("min(d, n, 1)"), "error: the items of the list can't be compared with each other");
  EXPECT_EQ(kinds_of("range(if p then \"[0..1]\" else \"[0..2]\")"), kinds::range);
}

TEST_F(UnknownTest, IsTightOnlyWhereEveryAnswerIsReached) {
  EXPECT_TRUE(tight("n > 9"));
  EXPECT_TRUE(tight("n + m > 9"));
  EXPECT_TRUE(tight("p and q"));
  EXPECT_TRUE(tight("d < today"));
  EXPECT_TRUE(tight("d within 3 months"));
  EXPECT_TRUE(tight("n in [2..5]"));
  EXPECT_TRUE(tight("count([n, m][item > 3]) >= 2"));
  EXPECT_TRUE(tight("n * 3 > 7"));
  EXPECT_TRUE(tight("n ** 2"));
  EXPECT_TRUE(tight("(m - 1) ** 3"));
  EXPECT_TRUE(tight("d.month"));
  EXPECT_TRUE(tight("week of year(d)"));
  EXPECT_FALSE(tight("(n / 4) ** 2"));
  EXPECT_FALSE(tight("(d - d).days"));
  EXPECT_FALSE(tight("day of year(d - 2 months)"));
  EXPECT_FALSE(tight("n * 3 = 7"));
  EXPECT_FALSE(tight("n + n > 9"));
  EXPECT_FALSE(tight("p or not(p)"));
  EXPECT_FALSE(tight("(if p then 1 else 3) = 2"));
  EXPECT_FALSE(tight("count([n, m][item > 3]) = 1.5"));
}

TEST_F(UnknownTest, ALoopWaitsForEachListThatMayEndIt) {
  EXPECT_EQ(show("count(for v in xs[item > 1], w in (if p then [1] else none) return w) > 9"),
            "unknown of 0 3 7");
  EXPECT_EQ(show("every v in [1][item > n], w in (if p then [1] else none) satisfies 2 > 1"),
            "unknown of 0 3");
}

TEST_F(UnknownTest, APathOfKeysReadsNoMoreThanItLeadsTo) {
  EXPECT_EQ(show("get value({a: 1, b: n}, [\"a\"])"), "1");
  EXPECT_EQ(show("get value({a: {c: 1, d: n}}, [\"a\", \"c\"])"), "1");
  EXPECT_EQ(show("context put({a: 1}, [\"b\"], n).a"), "1");
  EXPECT_EQ(show("context put({a: {c: 1, d: n}}, [\"a\", \"c\"], m).a.d > 10"), "no");
  EXPECT_EQ(show("get value({a: {c: 1}, b: n}, [\"b\", \"c\"])"),
            evaluate("get value({b: n}, [\"b\", \"c\"])").text() + " of 0");
}

/// Each has a completion with another answer than the rest.
TEST_F(UnknownTest, StaysOpenWhereOneCompletionDiffers) {
  for (const char* text : {
           "count(for x in m..2 return x) >= 0",
           "[1, 2][item = 7][k] is none",
           "number(if p then \"1\" else \"x\") instance of Null",
           "(1 / m) instance of Null",
           "{a: number(if p then \"1\" else \"x\")}.a instance of Null",
           "[k] instance of list<text>",
           "{a: k} instance of context<a: text>",
           "[if p then 1 / 0 else 1] instance of list<text>",
           "([\"x\"][p]) instance of list<number>",
           "(function(a: list<number>) count(a))([\"x\"][p]) = 0",
           "(function(a: number) a)([1][p]) = 1",
           "(xs[item = 7]) instance of list<text>",
           "count(for x in (modulo(k, 4)..3] return x) >= 0",
           "modulo(3, k * 0) is none",
           "substring(string(k), 0) is none",
           "matches(string(k), \"(\") is none",
           "xs[item = 7][k] is none",
           "(function(a) split(a, \"x\"))([\"a\"][p]) is none",
           "(function(a) replace(a, \"a\", \"b\"))([\"a\"][p])",
           "(function(a) matches(\"a\", a))([\"a\"][p])",
           "(function(a) matches(a, \"x\"))(xs)",
           "(function(a) matches(a, \"x\"))({a: n})",
           "list contains(for v in xs return count(partial), 3)",
           "(for v in xs return if count(partial) = 0 then 1 else partial[-1] + 1)[4] = 4",
           "starts(n, get value({a: k}, \"a\")) is none",
           "flatten(get value({a: k}, \"a\")) is none",
           "none in (if p then [1] else none)",
           "none in (if p then [1] else none, 5)",
           "k in (if p then [1] else none)",
           "concatenate(sublist([1], m), none) is none",
           "union(none, sublist([1], m)) is none",
           "union of [sublist([1], m), none] is none",
           "intersection of [none, sublist([1], m)] is none",
           "(for v in 1..m return v) is none",
           "(at least none of sublist([1], m) with item > 0) is none",
           "(for i in none..(if p then max([]) else 1) return i) is none",
           "(some v in [1, 2], w in (if v = 1 then sublist([1], m) else none) satisfies w > 3) is "
           "none",
           "decimal(1.5, m) is none",
           "decimal(k, 7000) is none",
           "date(n, 2, 29) instance of Null",
           "date(n, k, 32) is none",
           "number(string(n), if p then c else \",\", \".\")",
           "substring(c, n, m) instance of Null",
           "sublist([1, 2], n, 2) instance of Null",
           "max([k, \"a\"]) is none",
           "max(concatenate([\"a\"][p], [1])) instance of Null",
           "max(if p then d else n, if q then d else \"a\") instance of Null",
           "floor(n, m) instance of number",
           "upper case(if p then c else n) instance of string",
           "contains(if p then c else n, \"a\") is none",
           "(function(a) sqrt(number: a))(xs[item > 1]) = 2",
           "(function(a) contains(match: a, string: \"a\"))([\"a\"][p])",
           "(function(a) not(a))([false][item = p])",
           "(function(a) upper case(string: a))([null][p])",
           "(function(a) modulo(dividend: a, divisor: null))(if p then \"a\" else 1) is none",
           "(function(a) upper case(string: a))(list replace(xs[item > 1], 1, \"x\")[true])",
           "(function(a) abs(a))(xs[item > 1]) = 3",
           "(function(a) some z in a satisfies z = 2)(if p then null else 2)",
           "(function(a) every z in a satisfies z > 0)(if p then -3 else null)",
           "some x in [1, 2], y in (if x = 1 then [n] else null) satisfies y = 3",
           "(function(a) list contains(a, 2))(if p then null else 2)",
       }) {
    EXPECT_TRUE(evaluate(text).value.is_unknown()) << text << ": " << show(text);
  }
  EXPECT_EQ(show("[k] instance of list<number>"), "yes");
}

}  // namespace
}  // namespace entente
