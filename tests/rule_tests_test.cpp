// The `test` cards of rule files: what passes, and what is said about what does not.
#include "engine/evaluate/run_tests.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "engine/shipped_packs.hpp"
#include "grammar/diagnostic.hpp"
#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

constexpr std::string_view rules = R"(
record thing "A thing"
  key name text
  ok  yes or no
  x   number or none
fact a yes or no
fact n number
fact started date
fact things list of thing
record job "A job"
  n number
fact jobs list of job
rule rj "J" section t for each j in jobs check "c" j.n > 1
rule ra "A" section s weight 3 check "c" a
rule rt "T" section t for each t in things check "c" t.ok
rule rd "D" section t check "c" started before 6 months ago
rule rx "X" section t for each two t, u in things check "c" t.x = u.x
scorecard card "Card"
  combine by weighted share
  section s "S" weight 50
  section t "T" weight 50
  verdict "high" when score >= 60
  verdict "low" otherwise
test "t"
  today 2026-11-01
)";

struct Case {
  std::string_view name;
  std::string_view clauses;  // given and one expect
  std::string_view result;   // "passed", else what was expected and what came
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

class RuleTests : public testing::TestWithParam<Case> {};

std::string line_of(const engine::TestResult& result) {
  if (!result.diagnostics.empty()) return "unread";
  const auto& one = result.expectations.front();
  return one.passed ? "passed" : one.expected + " -> " + one.came;
}

TEST_P(RuleTests, Say) {
  LoadedText text(std::string(rules).append(GetParam().clauses));
  const auto results = engine::run_tests(text.program());
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(line_of(results.front()), GetParam().result);
  EXPECT_EQ(results.front().passed(), GetParam().result == "passed");
}

const std::vector<Case> cases{
    {"OutcomeAsExpected", R"(given a = yes expect rule ra is met)", "passed"},
    {"OutcomeNotAsExpected", R"(given a = no expect rule ra is met)", "rule ra is met -> not met"},
    {"NotGivenIsNotSupplied", R"(expect rule ra is unknown because a)", "passed"},
    {"BecauseOfAnother", R"(expect rule ra is unknown because n)",
     "rule ra is unknown because n -> because a"},
    {"OfOneItem",
     R"(given things = [{name: "A", ok: yes}, {name: "B"}] expect rule rt for "B" is unknown because things[B].ok)",
     "passed"},
    {"OfNoItem", R"(given things = [{name: "A", ok: yes}] expect rule rt for "C" is met)",
     "rule rt for \"C\" is met -> no such item"},
    {"OfOneWithoutAKey", R"(given jobs = [{n: 1}, {n: 2}] expect rule rj for "jobs[2]" is met)",
     "passed"},
    {"OfAPair",
     R"(given things = [{name: "A", x: 1}, {name: "B", x: 1}] expect rule rx for "A, B" is met)",
     "passed"},
    {"OfAPairAsReportsNameIt",
     R"(given things = [{name: "A", x: 1}, {name: "B", x: 1}] expect rule rx for "B and A" is met)",
     "passed"},
    {"OfAPairByOneOfThem",
     R"(given things = [{name: "A", x: 1}, {name: "B", x: 1}] expect rule rx for "A" is met)",
     "rule rx for \"A\" is met -> no such item"},
    {"NoneIsGiven",
     R"(given things = [{name: "A", x: none}, {name: "B", x: none}] expect rule rx is met)",
     "passed"},
    {"DatesAreReckonedFromToday", R"(given started = 2026-05-01 expect rule rd is not met)",
     "passed"},
    {"ScoreOutside", R"(given a = no expect card score between 50 and 100)",
     "card score between 50 and 100 -> 0 to 50"},
    {"ScoreExactly", R"(given a = no expect card score = 100)", "card score = 100 -> 0 to 50"},
    {"VerdictsInTheOrderWritten", R"(given a = no expect card verdict "low" or "high")",
     "card verdict \"low\" or \"high\" -> \"low\""},
    {"ScoreOfASection", R"(given a = yes expect card score of s = 100)", "passed"},
    {"VerdictExactly", R"(given a = yes expect card verdict "high" or "low")", "passed"},
    {"VerdictTooMany", R"(given a = yes expect card verdict "high")",
     "card verdict \"high\" -> \"high\" or \"low\""},
    {"ExpressionTrue", R"(given n = 2 expect n + 1 = 3)", "passed"},
    {"ExpressionUnknown", R"(expect n > 3)", " -> unknown"},
    {"ReckonedKeyTwice",
     R"(given things = [{name: "A"}, {name: upper case("a")}] expect rule rt is met)", "unread"},
};
std::string name_of(const testing::TestParamInfo<Case>& one) { return std::string(one.param.name); }
INSTANTIATE_TEST_SUITE_P(All, RuleTests, testing::ValuesIn(cases), name_of);

TEST(ShippedPacks, PassTheirOwnTests) {
  grammar::Sources sources;
  std::vector<grammar::FileId> files;
  for (const auto& pack : engine::shipped_packs()) {
    files.push_back(sources.add(std::string(pack.path), std::string(pack.text)));
  }
  const auto loaded = engine::load_rules(sources, files);
  ASSERT_TRUE(loaded.program);
  const auto results = engine::run_tests(*loaded.program);
  EXPECT_FALSE(results.empty());
  for (const auto& result : results) {
    for (const auto& diagnostic : result.diagnostics) {
      ADD_FAILURE() << grammar::render(diagnostic, sources);
    }
    for (const auto& one : result.expectations) {
      EXPECT_TRUE(one.passed) << sources.place(one.span) << ": " << one.expected << " -> "
                              << one.came;
    }
  }
}

}  // namespace
}  // namespace entente::tests
