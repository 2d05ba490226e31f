// Scores with their bounds, and the verdicts still possible, one case for each line of
// docs/language.md about scorecards.
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

constexpr std::string_view vocabulary = R"(
record thing "A thing"
  key name text
  late  yes or no
record partner "A partner"
  key name text
  peer  partner or none
  ok    yes or no
record event "An event"
  kind text
  size number
fact partners list of partner
fact events list of event
fact a yes or no
fact b yes or no
fact c yes or no
fact word text
fact n number
fact level number, 0 to 10
fact things list of thing
define fails = 1 / n > 0
)";

constexpr std::string_view two_verdicts = R"(
  verdict "high" when score >= 60
  verdict "low" otherwise
)";

struct Case {
  std::string_view name;
  std::string_view rules;
  std::string_view sections;
  std::string_view verdicts;
  std::string_view facts;
  std::string_view line;  // see line_of
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

class ScoreCards : public testing::TestWithParam<Case> {};

TEST_P(ScoreCards, TurnOut) {
  const auto& one = GetParam();
  std::string rules(vocabulary);
  rules.append(one.rules).append("\nscorecard card \"Card\"\n  combine by weighted share\n");
  LoadedText text(rules.append(one.sections).append(one.verdicts));
  const auto facts = text.read(fact_file(one.facts));
  const auto evaluation = engine::evaluate(text.program(), facts);
  EXPECT_EQ(line_of(evaluation.scorecards.front(), text.program(), facts), one.line);
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return std::string(info.param.name);
}

constexpr std::string_view one_section = "section s \"S\"\n";
constexpr std::string_view a_and_b = R"(
rule ra "A" section s weight 3 check "c" a
rule rb "B" section s weight 1 check "c" b
)";

const std::vector<Case> scores{
    {"WeightedShare", a_and_b, one_section, two_verdicts, "a: yes, b: no", "75 exact; high exact"},
    {"UnknownGivesBounds", a_and_b, one_section, two_verdicts, "a: yes",
     "75..100 exact; high exact; missing b"},
    {"NotApplicableLeaves", R"(
rule ra "A" section s weight 3 applies when c check "c" a
rule rb "B" section s weight 1 check "c" b)",
     one_section, two_verdicts, "a: yes, b: no, c: no", "0 exact; low exact"},
    {"MayNotCountTakesBothCases", R"(
rule ra "A" section s weight 3 applies when c check "c" a
rule rb "B" section s weight 1 check "c" b)",
     one_section, two_verdicts, "a: yes, b: no", "0..75 exact; high | low exact; missing c"},
    {"NothingCounts", R"(rule ra "A" section s applies when c check "c" a)", one_section,
     two_verdicts, "a: yes, c: no", "not assessable"},
    {"NothingMayCount", R"(rule ra "A" section s applies when c check "c" a)", one_section,
     two_verdicts, "a: yes", "100 exact; high | not assessable exact; missing c"},
    {"WeightsThatCountAreZero", R"(rule ra "A" section s weight 0 check "c" a)", one_section,
     two_verdicts, "a: yes", "not assessable"},
    {"NestedSections", R"(
rule ra "A" section s check "c" a
rule rb "B" section t check "c" b)",
     R"(section s "S" weight 60
section t "T" in s weight 3)",
     two_verdicts, "a: yes, b: no", "25 exact; low exact"},
    {"EmptySectionLeavesItsParent", R"(
rule ra "A" section s check "c" a
rule rb "B" section t applies when c check "c" b)",
     R"(section s "S" weight 60
section t "T" weight 40)",
     two_verdicts, "a: yes, b: no, c: no", "100 exact; high exact"},
    {"SectionThatMayNotCount", R"(
rule ra "A" section s check "c" a
rule rb "B" section t applies when c check "c" b)",
     R"(section s "S" weight 60
section t "T" weight 40)",
     two_verdicts, "a: yes, b: no", "60..100 exact; high exact; missing c"},
    {"RuleInTwoSectionsCountsInBoth", R"(
rule ra "A" section s, t check "c" a
rule rb "B" section t check "c" b)",
     R"(section s "S" weight 50
section t "T" weight 50)",
     two_verdicts, "a: yes, b: no", "75 exact; high exact"},
    {"FaultCountsLikeAnUnknown", R"(
rule ra "A" section s check "c" a
rule rb "B" section s check "c" fails)",
     one_section, two_verdicts, "a: yes, n: 0", "50..100 outer; high | low outer"},
    {"FewerValuesThanItems", R"(
rule ra "A" section s check "c" count(distinct values(things.late)) = 3)",
     one_section, two_verdicts, "", "0..100 outer; high | low outer; missing things"},
    {"AssumedCounts", R"(
rule ra "A" section s check "c" a unknown counts as not met
rule rb "B" section s check "c" b)",
     one_section, two_verdicts, "b: yes", "50 exact; low exact; missing a"},
    {"AssumedStaysSoCaseByCase", R"(
rule ra "A" section s check "c" a
rule rb "B" section s check "c" b unknown counts as not met
rule rc "C" section s check "c" b
rule rd "D" section s check "c" b)",
     one_section, two_verdicts, "a: yes", "25..75 outer; high | low outer; missing b"},
};
INSTANTIATE_TEST_SUITE_P(Scores, ScoreCards, testing::ValuesIn(scores), name_of);

const std::vector<Case> bounds{
    {"FactReadTwiceIsTriedCaseByCase", R"(
rule ra "A" section s check "c" a
rule rb "B" section s check "c" not(a))",
     one_section, two_verdicts, "", "50 exact; low exact; missing a"},
    {"FactReadTwiceThatCannotBeTriedIsOuter", R"(
rule ra "A" section s check "c" word = "x"
rule rb "B" section s check "c" word != "x")",
     one_section, two_verdicts, "", "0..100 outer; high | low outer; missing word"},
    {"NumberReadTwiceIsCutAtItsConstants", R"(
rule ra "A" section s check "c" level >= 5
rule rb "B" section s check "c" level < 5)",
     one_section, two_verdicts, "", "50 exact; low exact; missing level"},
    {"NumberThatIsReckonedWithIsNotCut", R"(
rule ra "A" section s check "c" level + 1 >= 5
rule rb "B" section s check "c" level < 5)",
     one_section, two_verdicts, "", "0..100 outer; high | low outer; missing level"},
    {"EachFactReadOnceIsExact", a_and_b, one_section, two_verdicts, "",
     "0..100 exact; high | low exact; missing a, b"},
    {"CreditBetweenItsEnds", R"(rule ra "A" section s credit level / 10)", one_section,
     two_verdicts, "", "0..100 exact; high | low exact; missing level"},
    {"ReferencesInACircle", R"(
rule ra "A" section s for each p in partners check "c" p.peer.ok
rule rb "B" section s for each p in partners check "c" p.peer.ok and p.ok
rule rc "C" section s check "c" a
rule rd "D" section s check "c" a or partners[1].ok)",
     one_section, two_verdicts, "partners: [{name: A, peer: B}, {name: B, peer: A}]",
     "0..100 exact; high | low exact; missing a, partners[A].ok, partners[B].ok"},
    {"RecordsComparedAsWholesAreNotCut", R"(
rule ra "A" section s check "c" count(distinct values(events)) = count(events)
rule rb "B" section s check "c" every two x, y in events satisfies x != y)",
     one_section, two_verdicts, "events: [{kind: x, size: 1000}, {kind: x}]",
     "0..100 outer; high | low outer; missing events[2].size"},
    {"FieldsByAComputedNameAreNotCut", R"(
rule ra "A" section s check "c" get value(events[2], "size") = 1000
rule rb "B" section s check "c" get value(events[2], "size") != 1000)",
     one_section, two_verdicts, "events: [{kind: x, size: 1000}, {kind: x}]",
     "0..100 outer; high | low outer; missing events[2].size"},
    {"OpenListIsOuter", R"(rule ra "A" section s for each t in things check "c" t.late)",
     one_section, two_verdicts, "things: [{name: A, late: yes}]\nopen lists: [things]",
     "0..100 outer; high | low outer; missing things[*]"},
};
INSTANTIATE_TEST_SUITE_P(Bounds, ScoreCards, testing::ValuesIn(bounds), name_of);

constexpr std::string_view must_rules = R"(
rule ra "A" section s weight 1, must check "c" a credit 50% when c
rule rb "B" section s weight 9 check "c" b
)";
constexpr std::string_view asks_must = R"(
  verdict "ready" when score >= 60 and every must rule is met
  verdict "nearly" when score >= 60
  verdict "not ready" otherwise
)";

const std::vector<Case> verdicts{
    {"CutAtTheConstantNeverBothFalse", a_and_b, one_section, R"(
  verdict "low" when score < 60
  verdict "high" when score >= 60
  verdict "neither" otherwise)",
     "b: no", "0..75 exact; low | high exact; missing a"},
    {"InTheOrderWritten", a_and_b, one_section, R"(
  verdict "some" when score > 0
  verdict "all" when score = 100
  verdict "none" otherwise)",
     "a: yes, b: yes", "100 exact; some exact"},
    {"EveryMustRuleIsMet", must_rules, one_section, asks_must, "a: yes, b: yes",
     "100 exact; ready exact"},
    {"MustRuleNotMet", must_rules, one_section, asks_must, "a: no, b: yes, c: no",
     "90 exact; nearly exact"},
    {"MustRulePartlyMetIsNotMet", must_rules, one_section, asks_must, "a: no, b: yes, c: yes",
     "95 exact; nearly exact"},
    {"MustRuleNotOrPartlyMetIsNotMet", must_rules, one_section, asks_must, "a: no, b: yes",
     "90..95 exact; nearly exact; missing c"},
    {"MustRuleUnknown", must_rules, one_section, asks_must, "b: yes, c: no",
     "90..100 exact; ready | nearly exact; missing a"},
    {"MustRuleThatDoesNotCount", R"(
rule ra "A" section s weight 1, must applies when c check "c" a
rule rb "B" section s weight 9 check "c" b)",
     one_section, asks_must, "a: no, b: yes, c: no", "100 exact; ready exact"},
    {"MustRuleNotMetThatMayNotCount", R"(
rule ra "A" section s weight 1, must applies when c check "c" a
rule rb "B" section s weight 9 check "c" b)",
     one_section, asks_must, "a: no, b: yes", "90..100 exact; ready | nearly exact; missing c"},
    {"MustRuleMetThatMayNotCount", R"(
rule ra "A" section s weight 1, must applies when c check "c" a
rule rb "B" section s weight 9 check "c" b)",
     one_section, asks_must, "a: yes, b: yes", "100 exact; ready exact; missing c"},
    {"MustRuleInFault", R"(
rule ra "A" section s weight 1, must check "c" fails
rule rb "B" section s weight 9 check "c" b)",
     one_section, asks_must, "n: 0, b: yes", "90..100 outer; ready | nearly outer"},
    {"ScoreOfASection", R"(
rule ra "A" section s check "c" a
rule rb "B" section t check "c" b)",
     R"(section s "S" weight 10
section t "T" weight 90)",
     R"(
  verdict "ready" when score >= 60 and score of s >= 50
  verdict "not ready" otherwise)",
     "a: no, b: yes", "90 exact; not ready exact"},
    {"ScoreOfASectionInWhichNothingCounts", R"(
rule ra "A" section s applies when c check "c" a
rule rb "B" section t check "c" b)",
     R"(section s "S" weight 10
section t "T" weight 90)",
     R"(
  verdict "ready" when score of s >= 50
  verdict "low" when score of s < 50
  verdict "no word" otherwise)",
     "a: no, b: yes, c: no", "100 exact; no word exact"},
    {"RuleIsInAVerdict", a_and_b, one_section, R"(
  verdict "a" when rule ra is met
  verdict "not a" otherwise)",
     "a: no, b: yes", "25 exact; not a exact"},
    {"CoverageInAVerdict", a_and_b, one_section, R"(
  verdict "thin" when coverage < 60%
  verdict "enough" otherwise)",
     "a: yes", "75..100 exact; thin exact; missing b"},
    {"ComparedWithAMeasure", a_and_b, one_section, R"(
  verdict "above" when score >= n
  verdict "below" otherwise)",
     "a: yes, n: 60", "75..100 exact; above exact; missing b"},
    {"ComparedWithAnUnknownMeasure", a_and_b, one_section, R"(
  verdict "above" when score >= n
  verdict "below" otherwise)",
     "a: yes, b: yes", "100 exact; above | below outer; missing n"},
    {"Between", a_and_b, one_section, R"(
  verdict "middle" when score between 20 and 80
  verdict "end" otherwise)",
     "b: no", "0..75 exact; middle | end exact; missing a"},
};
INSTANTIATE_TEST_SUITE_P(Verdicts, ScoreCards, testing::ValuesIn(verdicts), name_of);

}  // namespace
}  // namespace entente::tests
