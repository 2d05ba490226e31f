// The oracle by itself: cases worked by hand from docs/language.md, and its decimals.
#include <gtest/gtest.h>

#include "grammar/parse.hpp"
#include "tests/oracle/generator.hpp"
#include "tests/oracle/naive_expression.hpp"

namespace entente::oracle {
namespace {

Value person(const char* name, int age, Value gone) {
  return make(
      Record{"person", {{"name", text(name)}, {"age", number(age)}, {"gone", std::move(gone)}}});
}

Environment environment() {
  Environment facts;
  facts.today = make_date(2026, 11, 1).value();
  facts.facts = {
      {"n", number(4)},
      {"free", null(Reason::none)},
      {"t", text("abcab")},
      {"d", make(make_date(2026, 1, 31).value())},
      {"ns", list({number(3), number(1), number(2)})},
      {"holes", list({number(3), null(Reason::none), number(2)})},
      {"people", list({person("Ann", 30, null(Reason::none)),
                       person("Bo", 50, make(make_date(2026, 10, 1).value()))})},
  };
  return facts;
}

std::string judged(const std::string& expression) {
  grammar::Sources sources;
  const auto parsed = grammar::parse_expression(sources, sources.add("case", expression));
  if (!parsed.diagnostics.empty()) return "syntax: " + parsed.diagnostics.front().message;
  const Environment facts = environment();
  const std::string shown = show(Evaluator(parsed.tree, facts).evaluate(parsed.root));
  return shown.starts_with("error(") ? "error" : shown;
}

struct Case {
  const char* expression;
  const char* value;
};

class HandWorked : public testing::TestWithParam<Case> {};

TEST_P(HandWorked, CaseOfTheOracle) {
  EXPECT_EQ(judged(GetParam().expression), GetParam().value) << GetParam().expression;
}

INSTANTIATE_TEST_SUITE_P(
    Operators, HandWorked,
    testing::Values(Case{"1/3", "0.3333333333333333333333333333333333"},
                    Case{"2/3", "0.6666666666666666666666666666666667"},
                    Case{"0.1 + 0.2 = 0.3", "true"}, Case{"1/0", "error"}, Case{"free + 1", "none"},
                    Case{"free + 1/0", "error"}, Case{"false and free", "false"},
                    Case{"true and free", "none"}, Case{"free or true", "true"},
                    Case{"not(free)", "none"}, Case{"free = 5", "false"}, Case{"free != 5", "true"},
                    Case{"free = free", "true"}, Case{"free < 5", "none"},
                    Case{"n between 4 and 9", "true"}, Case{"n not between free and 3", "true"},
                    Case{"n in (< 2, >= 4)", "true"}, Case{"n in [1..4)", "false"},
                    Case{"n not in [5, 4]", "false"}, Case{"free in [1..5]", "none"},
                    Case{"free is none", "true"}, Case{"sum([]) is none", "false"},
                    Case{"1/0 is none", "error"}, Case{"sum([]) = 3", "false"},
                    Case{"if free then 1 else 2", "2"}, Case{"if 1/0 > 1 then 1 else 2", "error"},
                    Case{"n instance of number", "true"}, Case{"free instance of number", "false"},
                    Case{"-2 ** 2", "4"}, Case{"50% * n", "2"}, Case{"2 ** -2", "0.25"},
                    Case{"log(1)", "0"}, Case{"log(0)", "error"},
                    Case{"round half up(log(10), 6)", "2.302585"},
                    Case{"round half up(exp(1), 6)", "2.718282"},
                    Case{"3 in range(\"(2..3]\")", "true"}, Case{"range(\"[3..2]\")", "error"}));

INSTANTIATE_TEST_SUITE_P(
    Dates, HandWorked,
    testing::Values(
        Case{"d + 1 months", "2026-02-28"}, Case{"d - 31 days", "2025-12-31"},
        Case{"(3 months) ago", "2026-08-01"}, Case{"d before today", "true"},
        Case{"2026-10-02 within 30 days", "true"}, Case{"2026-10-01 within 30 days", "false"},
        Case{"2026-03-01 within 30 days after d", "true"},
        Case{"d not within 1 days of today", "true"}, Case{"(today - d).days", "274"},
        Case{"day of week(today)", "\"Sunday\""}, Case{"week of year(2021-01-03)", "53"},
        Case{"day of year(2024-12-31)", "366"}, Case{"d.month", "1"},
        Case{"years and months duration(2025-01-31, 2026-01-30)", "11 months"},
        Case{"date(2026, 2, 30)", "error"}, Case{"2026-08-01 in periods(2, 3 months)[2]", "false"},
        Case{"2026-08-02 in periods(2, 3 months)[2]", "true"}));

INSTANTIATE_TEST_SUITE_P(
    Times, HandWorked,
    testing::Values(
        Case{"@\"23:30:00\" + 1 hours", "00:30:00"}, Case{"@\"00:30:00\" - 1 hours", "23:30:00"},
        Case{"@\"10:30:00\" - time(\"09:00:30\")", "5370 seconds"},
        Case{"time(10, 30, 0) < @\"10:30:01\"", "true"}, Case{"time(24, 0, 0)", "error"},
        Case{"time(1.5, 0, 0)", "error"}, Case{"@\"10:30:00\" + 1 months", "error"},
        Case{"time(\"10:30:00\").minute", "30"}, Case{"string(time(9, 5, 0))", "\"09:05:00\""},
        Case{"@\"2026-01-31T22:00:00\" + 1 months", "2026-02-28T22:00:00"},
        Case{"@\"2026-01-31T22:00:00\" + 3 hours", "2026-02-01T01:00:00"},
        Case{"date and time(\"2026-01-31\")", "2026-01-31T00:00:00"},
        Case{"date and time(d, @\"10:30:00\")", "2026-01-31T10:30:00"},
        Case{"(@\"2026-02-01T01:00:00\" - @\"2026-01-31T22:00:00\").hours", "3"},
        Case{"date(@\"1969-12-31T23:59:59\")", "1969-12-31"},
        Case{"time(@\"1969-12-31T23:59:59\")", "23:59:59"},
        Case{"@\"2026-11-01T10:30:00\".weekday", "7"}, Case{"d - 1 hours", "2026-01-30"},
        Case{"@\"2026-11-01T10:30:00\" instance of date and time", "true"}));

INSTANTIATE_TEST_SUITE_P(
    Lists, HandWorked,
    testing::Values(
        Case{"sum(holes)", "none"}, Case{"total of holes", "5"}, Case{"count(holes)", "3"},
        Case{"mean(ns[item > 5])", "nothing"}, Case{"max(ns)", "3"}, Case{"median(ns)", "2"},
        Case{"sort(ns)", "[1, 2, 3]"}, Case{"sort(ns, function(a, b) a > b)", "[3, 2, 1]"},
        Case{"ns[-1]", "2"}, Case{"ns[4]", "error"}, Case{"people[age > 40].name", "[\"Bo\"]"},
        Case{"count(people[gone < today])", "1"}, Case{"share of people with gone is none", "0.5"},
        Case{"share of ns[item > 5] with item = 1", "nothing"},
        Case{"at least 2 of people with age > 20", "true"},
        Case{"at most 40% of people with age > 40", "false"},
        Case{"at least 2 x in ns satisfies x > 1", "true"},
        Case{"every x in ns satisfies x > 0", "true"},
        Case{"every x in [] satisfies x > 0", "true"},
        Case{"some p in people satisfies p.gone < today", "true"},
        Case{"every two a, b in ns satisfies a != b", "true"},
        Case{"every two a, b in a row of people by age satisfies b.age - a.age = 20", "true"},
        Case{"for x in ns return x * 2", "[6, 2, 4]"},
        Case{"for i in 3..1, j in [10] return i + j", "[13, 12, 11]"},
        Case{"for i in 1..4 return count(partial)", "[0, 1, 2, 3]"},
        Case{"intersection of [ns, [2, 3, 9]]", "[3, 2]"},
        Case{"union of [[1, 2], [2, 5]]", "[1, 2, 5]"}, Case{"index of([1, 2, 1], 1)", "[1, 3]"},
        Case{"remove(ns, -1)", "[3, 1]"}, Case{"mode([1, 2, 2, 1])", "[1, 2]"},
        Case{"list replace(ns, function(a, b) a < b, 2)", "[3, 2, 2]"},
        Case{"flatten([ns, [[4]]])", "[3, 1, 2, 4]"}));

INSTANTIATE_TEST_SUITE_P(
    Texts, HandWorked,
    testing::Values(
        Case{"substring(t, -2, 1)", "\"a\""}, Case{"substring before(t, \"c\")", "\"ab\""},
        Case{"substring after(t, \"c\")", "\"ab\""},
        Case{"string join([\"a\", free, \"b\"], \", \")", "\"a, b\""},
        Case{"split(\"a,b\", \",\")", "[\"a\", \"b\"]"},
        Case{"round half up(scale: 1, n: 3.95)", "4"}, Case{"round half down(2.5, 0)", "2"},
        Case{"decimal(2.5, 0)", "2"}, Case{"round up(-1.1, 0)", "-2"}, Case{"modulo(-12, 5)", "3"},
        Case{"{a: 1, b: a + 1}.b", "2"}, Case{"sum(get entries({a: n, b: 2}).value)", "6"},
        Case{"context put({a: 1}, \"b\", 2).b", "2"}, Case{"number(\"1.50\")", "1.5"},
        Case{"number(\"x\")", "error"}, Case{"(function(x) x + 1)(n)", "5"}));

TEST(Decimal, DividesToTheLastDigit) {
  EXPECT_EQ(divide(Decimal(1), Decimal(3))->to_string(), "0.3333333333333333333333333333333333");
  EXPECT_EQ(divide(Decimal(-2), Decimal(3))->to_string(), "-0.6666666666666666666666666666666667");
  EXPECT_EQ(Decimal(2).sqrt()->to_string(), "1.414213562373095048801688724209698");
  for (int i = 1; i <= 20'000; ++i) {
    ASSERT_EQ(divide(Decimal(i) * Decimal(86'400), Decimal(86'400)), Decimal(i));
  }
}

TEST(Generator, WritesWhatTheParserReads) {
  Random random(7);
  Generator generator(random);
  for (int i = 0; i < 2'000; ++i) {
    const GeneratedExpression made = generator.make(4);
    grammar::Sources sources;
    const auto parsed = grammar::parse_expression(sources, sources.add("case", made.text));
    ASSERT_TRUE(parsed.diagnostics.empty()) << made.text << "\n"
                                            << parsed.diagnostics.front().message;
  }
}

}  // namespace
}  // namespace entente::oracle
