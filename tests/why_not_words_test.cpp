// What it would take for a rule to be met, as it is said: each need in words, what is enough
// together, and why nothing is.
#include "engine/explain/why_not.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/support/explained.hpp"
#include "tests/support/judged.hpp"
#include "tests/support/packs.hpp"

namespace entente::tests {
namespace {

using namespace engine;

// ---------------------------------------------------------------- what it would take

constexpr std::string_view vocabulary = R"(record party "A party"
  key name text
  champion text or none
  joined   date or none
  values   list of text
  agreed   yes or no
fact parties list of party
fact written yes or no
fact model   one of "cooperative", "collaborative", "integrated"
fact staff   number
fact met_on  date
fact notice  duration or none
fact words   list of text
define common = intersection of parties.values
define all_agreed = every p in parties satisfies p.agreed
scorecard card "Card"
  section s "S" weight 1
  verdict "good" when score >= 80 and every must rule is met
  verdict "fair" when score >= 30
  verdict "poor" otherwise
)";
constexpr std::string_view facts_of_case =
    "written: no, model: cooperative, staff: 7, met_on: 2026-06-01, notice: null, words: [a, b], "
    "parties: [{name: Lantern, champion: J, joined: 2026-01-01, values: [a, b, c], agreed: yes}, "
    "{name: Westbrook, champion: null, joined: null, values: [b, c, d], agreed: no}]";

struct NeedCase {
  std::string name, condition, needs;  // of all, one a line
};
class Need : public testing::TestWithParam<NeedCase> {};
TEST_P(Need, IsSaidInWords) {
  const std::string rules =
      std::string(vocabulary) +
      "rule r \"R\"\n  section s\n  parameter enough = 3, 1 to 5\n  check \"c\" " +
      GetParam().condition + "\n";
  const auto reasons = Explained(rules, fact_file(facts_of_case)).page("rule r").why_not;
  ASSERT_EQ(reasons.size(), 1U);
  std::string needs;
  for (const auto& condition : reasons[0].unmet)
    needs += (needs.empty() ? "" : "\n") + (condition.item.empty() ? "" : condition.item + ": ") +
             condition.need;
  EXPECT_EQ(needs, GetParam().needs);
}
INSTANTIATE_TEST_SUITE_P(
    Conditions, Need,
    testing::Values(
        NeedCase{"YesOrNo", "written", "`written` to be yes"},
        NeedCase{"Count", "count(common) >= enough", "1 more in `common` (2 of 3)"},
        NeedCase{"CountAbove", "count(words) > 3", "2 more in `words` (2 of 4)"},
        NeedCase{"CountAtMost", "count(words) <= 1", "1 fewer in `words` (2, at most 1)"},
        NeedCase{"Number", "staff >= 10", "`staff` at least 10 (now 7, 3 more)"},
        NeedCase{"NumberTurned", "10 <= staff", "`staff` at least 10 (now 7, 3 more)"},
        NeedCase{"NumberBelow", "staff < 5", "`staff` below 5 (now 7)"},
        NeedCase{"Between", "staff between 1 and 5", "`staff` from 1 to 5 (now 7)"},
        NeedCase{"Not", "not(staff >= 5)", "`staff` below 5 (now 7)"},
        NeedCase{"Text", "model = \"integrated\"",
                 "`model` to be \"integrated\" (now \"cooperative\")"},
        NeedCase{"NotText", "model != \"cooperative\"", "`model` to be other than \"cooperative\""},
        NeedCase{"In", "model in (\"integrated\", \"collaborative\")",
                 "`model` to be among [\"integrated\", \"collaborative\"] (now \"cooperative\")"},
        NeedCase{"InRange", "staff in [8..9]", "`staff` from 8 to 9 (now 7)"},
        NeedCase{"InHalfOpenRange", "staff in (8..9]", "`staff` more than 8 and at most 9 (now 7)"},
        NeedCase{"NotInRange", "staff not in [2..7]", "`staff` outside 2 to 7 (now 7)"},
        NeedCase{"NotInHalfOpenRange", "staff not in [2..8)",
                 "`staff` less than 2 or at least 8 (now 7)"},
        NeedCase{"InTests", "staff in (> 8, 1)", "`staff` to be more than 8, or 1 (now 7)"},
        NeedCase{"NotInTests", "staff not in (> 5, 1)",
                 "`staff` to be neither more than 5, nor 1 (now 7)"},
        NeedCase{"InFact", "\"zz\" in words", "`words` to hold \"zz\""},
        NeedCase{"NotInFact", "\"a\" not in words", "`words` not to hold \"a\""},
        NeedCase{"Within", "met_on within 90 days",
                 "`met_on`: a date from 2026-08-03 to 2026-11-01 (now 2026-06-01)"},
        NeedCase{"WithinOf", "met_on within 3 months of date(\"2026-10-01\")",
                 "`met_on`: a date from 2026-07-01 to 2027-01-01 (now 2026-06-01)"},
        NeedCase{"WithinAfter", "met_on within 3 months after date(\"2026-10-01\")",
                 "`met_on`: a date from 2026-10-01 to 2027-01-01 (now 2026-06-01)"},
        NeedCase{"WithinBefore", "met_on within 3 months before date(\"2026-10-01\")",
                 "`met_on`: a date from 2026-07-01 to 2026-10-01 (now 2026-06-01)"},
        NeedCase{"ExactNumber", "staff >= 7.001", "`staff` at least 7.001 (now 7, 0.001 more)"},
        NeedCase{"CountOfAShare", "count(words) >= 60% * 4", "1 more in `words` (2 of 3)"},
        NeedCase{"CountAboveAHalf", "count(words) > 2.5", "1 more in `words` (2 of 3)"},
        NeedCase{"CountBelowAHalf", "count(words) < 1.5", "1 fewer in `words` (2, at most 1)"},
        NeedCase{"Before", "met_on before 2026-03-01",
                 "`met_on`: a date before 2026-03-01 (now 2026-06-01)"},
        NeedCase{"None", "notice is not none", "`notice`: settle it"},
        NeedCase{"EveryItem", "every p in parties satisfies p.champion is not none",
                 "Westbrook: `champion` of Westbrook: name one"},
        NeedCase{"EveryItemOfBoth",
                 "every p in parties satisfies (p.champion is not none and p.joined is not none)",
                 "Westbrook: `champion` of Westbrook: name one\nWestbrook: `joined` of Westbrook: "
                 "set a date"},
        NeedCase{"Some", "some p in parties satisfies p.name = \"Mill\"",
                 "one of `parties` for which `p.name = \"Mill\"`"},
        NeedCase{"SomeOfTwoLists",
                 "some p in parties, q in parties satisfies p != q and p.name = \"Mill\"",
                 "one of `parties` and one of `parties` for which `p != q and p.name = \"Mill\"`"},
        NeedCase{"Measure", "all_agreed", "Westbrook: `agreed` of Westbrook to be yes"},
        NeedCase{"AtLeast", "at least 2 of parties with agreed",
                 "1 more of `parties` for which `agreed` (1 of 2, 2 needed)"},
        NeedCase{"AtMost", "at most 0 of parties with agreed",
                 "1 fewer of `parties` for which `agreed` (1 of 2, at most 0)"},
        NeedCase{"ShareAtMost", "(share of parties with agreed) < 50%",
                 "1 fewer of `parties` for which `agreed` (1 of 2, at most 0)"},
        NeedCase{"Share", "(share of parties with agreed) >= 90%",
                 "1 more of `parties` for which `agreed` (1 of 2, 2 needed)"},
        NeedCase{"Both", "written and staff >= 10",
                 "`written` to be yes\n`staff` at least 10 (now 7, 3 more)"},
        NeedCase{"TheCheaper", "(written and staff >= 10) or model = \"integrated\"",
                 "`model` to be \"integrated\" (now \"cooperative\")"},
        NeedCase{"Twice", "(written or staff >= 10) and (written or staff >= 20)",
                 "`written` to be yes"},
        NeedCase{"Contains", "list contains(words, \"c\")", "\"c\" in `words`"},
        NeedCase{"If", "if written then staff >= 1 else staff >= 9",
                 "`staff` at least 9 (now 7, 2 more)"}),
    [](const auto& each) { return each.param.name; });

// ---------------------------------------------------------------- what would be enough

struct EnoughCase {
  std::string name, condition, facts, said;  // what is said: needs, and why nothing is enough
};
class Enough : public testing::TestWithParam<EnoughCase> {};
TEST_P(Enough, IsSaid) {
  const std::string rules =
      "record party \"A party\"\n  key name text\n  champion text or none\n"
      "fact a yes or no\nfact b yes or no\nfact n number\nfact m number, 0 to 10\n"
      "fact limit number\nfact day date\nfact xs list of number\nfact parties list of party\n"
      "fact level one of \"low\", \"mid\", \"high\"\n"
      "define same(x, y) = x > y\n"
      "scorecard card \"Card\"\n  section s \"S\"\n  verdict \"good\" when score >= 80\n"
      "  verdict \"poor\" otherwise\nrule r \"R\"\n  section s\n" +
      GetParam().condition + "\n";
  const auto reasons = Explained(rules, fact_file(GetParam().facts)).page("rule r").why_not;
  ASSERT_EQ(reasons.size(), 1U);
  std::string said;
  const auto say = [&](const std::string& line) { said += (said.empty() ? "" : "\n") + line; };
  for (const auto& condition : reasons[0].unmet) say(condition.need);
  for (const auto& condition : reasons[0].waiting) say("? " + condition.need);
  if (!reasons[0].enough) say("not enough: " + reasons[0].why);
  EXPECT_EQ(said, GetParam().said);
}
INSTANTIATE_TEST_SUITE_P(
    Conditions, Enough,
    testing::Values(
        EnoughCase{"NotWhatHoldsNow", "  check \"c\" not(a) and (a or b)", "a: no, b: no",
                   "`b` to be yes"},
        EnoughCase{"Contradiction", "  check \"c\" a and not(a)", "a: no",
                   "not enough: `a` would have to hold and not to hold"},
        EnoughCase{"ContradictionNotKnown", "  check \"c\" a and not(a)", "b: no",
                   "not enough: `a` would have to hold and not to hold"},
        EnoughCase{"NumbersApart", "  check \"c\" n > 5 and n < 3", "n: 4",
                   "not enough: no answer for `n` gives both `n > 5` and `n < 3`"},
        EnoughCase{"OneOfThemHolds", "  check \"c\" n > 5 and n < 4", "n: 3",
                   "not enough: no answer for `n` gives both `n > 5` and `n < 4`"},
        EnoughCase{"WhatStopsToHold", "  check \"c\" n > 5 and (n < 4 or b)", "n: 3, b: no",
                   "`n` above 5 (now 3)\n`b` to be yes"},
        EnoughCase{"OutsideItsRange", "  check \"c\" m > 20", "m: 3",
                   "not enough: no answer for `m` gives `m > 20`"},
        EnoughCase{"NoSuchCount", "  check \"c\" count(xs) < 0", "xs: [1]",
                   "not enough: no answer for `count(xs)` gives `count(xs) < 0`"},
        EnoughCase{"AnyAnswer", "  check \"c\" a or not(a)", "b: no",
                   "? `a` to be known: any answer will do"},
        EnoughCase{"AnyNumber", "  check \"c\" n >= 5 or n < 5", "b: no",
                   "? `n` to be known: any answer will do"},
        EnoughCase{"AnyAnswerBesides", "  check \"c\" b and (a or not(a))", "b: no",
                   "`b` to be yes\n? `a` to be known: any answer will do"},
        EnoughCase{
            "ChoiceInAChoice",
            "  any check\n  check \"c\" n < 6 and m > 2\n  check \"d\" ((n = 6 and n = 3) or "
            "((n > 6 and n < 3) or not(same(n, 2))))",
            "n: 10, m: 1", "`n` at most 2 (now 10, 8 less), which makes `n > 6` no"},
        EnoughCase{"AcrossChecks", "  check \"c\" n > 5\n  check \"d\" n < 3", "n: 4",
                   "not enough: no answer for `n` gives both `n > 5` and `n < 3`"},
        EnoughCase{"ItemsAlikeWhenRounded", "  check \"c\" every x in xs satisfies x > 2",
                   "xs: [1.001, 1.002]", "`x` above 2 (now 1.001)\n`x` above 2 (now 1.002)"},
        EnoughCase{"ArgumentsApart", "  check \"c\" same(n, 5) or same(m, 9)", "n: 3, m: 3",
                   "`n` above 5 (now 3)"},
        EnoughCase{"InFault", "  check \"c\" n / m > 1", "n: 3, m: 0",
                   "not enough: `n / m > 1` is in fault: a division by 0"},
        EnoughCase{"BesidesAFault", "  check \"c\" a and n / m > 1", "a: no, n: 3, m: 0",
                   "`a` to be yes\nnot enough: `n / m > 1` is in fault: a division by 0"},
        EnoughCase{"InsteadOfAFault", "  check \"c\" a or n / m > 1", "a: no, n: 3, m: 0",
                   "`a` to be yes"},
        EnoughCase{"BoundNotKnown", "  check \"c\" n < limit", "n: 3",
                   "? `n` below `limit`, which is not known (now 3)"},
        EnoughCase{"EndNotKnown", "  check \"c\" n between limit and 4", "n: 3",
                   "? `n` from `limit`, which is not known, to 4 (now 3)"},
        EnoughCase{"ValueNotKnown", "  check \"c\" level = if a then \"low\" else \"mid\"",
                   "level: high",
                   "`level` to be `if a then \"low\" else \"mid\"`, which waits for `a` (now "
                   "\"high\")"},
        EnoughCase{
            "OpenList", "  check \"c\" every p in parties satisfies p.champion is not none",
            "parties: [{name: A, champion: null}]\nopen lists: [parties]",
            "`champion` of A: name one\n? of what else `parties` holds: `p.champion`: name one"},
        EnoughCase{
            "KeysAsTheyAre", "  check \"c\" every p in parties satisfies p.champion is not none",
            R"(parties: [{name: 'C "x" é', champion: null}, {name: 'a|b*c*\', champion: null}])",
            "`champion` of C \"x\" é: name one\n`champion` of a|b*c*\\: name one"},
        EnoughCase{
            "TheTightestOfANumber",
            "  at least 2 checks\n  check \"c\" n >= 10\n  check \"d\" n >= 20\n  check \"e\" a",
            "n: 5, a: no", "`n` at least 20 (now 5, 15 more), which makes `n >= 10` yes"},
        EnoughCase{"TheTightestOfACount",
                   "  check \"c\" count(xs) >= 2\n  check \"d\" count(xs) >= 4", "xs: [1]",
                   "3 more in `xs` (1 of 4), which makes `count(xs) >= 2` yes"},
        EnoughCase{"OfARuleAsked",
                   "  check \"c\" rule q is met\nrule q \"Q\"\n  section s\n  check \"d\" n > 5",
                   "n: 3", "`n` above 5 (now 3), for rule q"},
        EnoughCase{"ApartFromARuleAsked",
                   "  check \"c\" rule q is met\n  check \"d\" n < 3\nrule q \"Q\"\n  section s\n"
                   "  check \"d\" n > 5",
                   "n: 4", "not enough: no answer for `n` gives both `n < 3` and `n > 5`"},
        EnoughCase{"NothingMeetsTheRuleAsked",
                   "  check \"c\" rule q is met\nrule q \"Q\"\n  section s\n"
                   "  for each p in parties\n  check \"d\" n > 5 and n < 3",
                   "n: 4, parties: [{name: A}]", "not enough: no answers make rule q met"},
        EnoughCase{"InsteadOfARuleThatNothingMeets",
                   "  check \"c\" rule q is met or (a and b)\nrule q \"Q\"\n  section s\n"
                   "  for each p in parties\n  check \"d\" n > 5 and n < 3",
                   "a: no, b: no, n: 4, parties: [{name: A}]", "`a` to be yes\n`b` to be yes"},
        EnoughCase{"AGateThatIsNotKnown", "  applies when a\n  check \"c\" n >= 3", "n: 1",
                   "`n` at least 3 (now 1, 2 more)\n? `a` to be yes"},
        EnoughCase{"NoAnswerByWayOfACount", "  check \"c\" not(a) and count(xs[a]) >= 1",
                   "a: yes, xs: [1]",
                   "`a` to be no\nnot enough: no answers were found: those tried change something "
                   "else that it rests on"},
        EnoughCase{"AnotherWayThanByWayOfACount",
                   "  check \"c\" (not(a) or n > 5) and count(xs[a]) >= 1", "a: yes, n: 2, xs: [1]",
                   "`n` above 5 (now 2)"},
        EnoughCase{"AllThatNoValueLeaves",
                   "  check \"c\" level != \"low\" and level != \"mid\" and level != \"high\"",
                   "level: low",
                   "not enough: no answer for `level` gives `level != \"low\"`, "
                   "`level != \"mid\"` and `level != \"high\"`"},
        EnoughCase{"OfTwoFacts", "  check \"c\" m > n", "m: 3, n: 7", "`m` above 7 (now 3)"},
        EnoughCase{"TwoFactsOnceEach", "  check \"c\" m > 2 and m > n and n > 1", "m: 1, n: 0",
                   "`m` above 2 (now 1), with `m > n` still yes\n`n` above 1 (now 0)"},
        EnoughCase{"OnlyOneOfTheValues", "  applies when n < 1 or n > 6\n  check \"c\" n >= 3",
                   "n: 0", "`n` at least 3 (now 0, 3 more), such as 7"},
        EnoughCase{"NoAnswerWillDoForAll",
                   "  check \"c\" level != \"low\" and level != \"mid\" and not(level = \"high\" "
                   "and b)",
                   "level: low",
                   "`level` to be other than \"low\", which makes `level = \"high\"` yes, with "
                   "`level != \"mid\"` still yes\n? `b` to be no"},
        EnoughCase{
            "WhatSurelyHasToChange", "  check \"c\" n < 3\n  check \"d\" n >= m", "n: 4, m: 3",
            "`n` below 3 (now 4), with `n >= m` still yes\nnot enough: whether this is enough "
            "was not found"},
        EnoughCase{"OnlyConstants", "  check \"c\" 1 > 2", "a: no",
                   "another rule: `1 > 2` stands there as written"},
        EnoughCase{"CreditOfAShare", "  credit n / 10", "n: 4",
                   "`n` at least 10 for a credit of 100 % (now 40 %)"},
        EnoughCase{"CreditInFault", "  credit n * 10", "n: 2",
                   "not enough: a credit lies from 0 % to 100 %"}),
    [](const auto& each) { return each.param.name; });

TEST(WhyNot, OfOneCheckAsksForAllThatItNeeds) {
  const LoadedText rules(
      "fact p yes or no\nfact q yes or no\nscorecard card \"Card\"\n  section s \"S\"\n"
      "  verdict \"good\" when score >= 80\n  verdict \"poor\" otherwise\n"
      "rule r \"R\"\n  section s\n  any check\n  check \"a\" p\n  check \"b\" p and q\n");
  const auto facts = rules.read(fact_file("p: no, q: no"));
  const auto evaluation = evaluate(rules.program(), facts, all_recorded());
  const ProofSources from{rules.program(), facts, rules.sources()};
  const auto of_rule = why_not(evaluation.rules[0], evaluation, from);
  ASSERT_EQ(of_rule.size(), 1U);
  EXPECT_EQ(of_rule[0].unmet.size(), 1U);
  const auto of_check = why_not(evaluation.rules[0], evaluation, from, 1);
  ASSERT_EQ(of_check.size(), 1U);
  ASSERT_EQ(of_check[0].unmet.size(), 2U);
  EXPECT_EQ(of_check[0].unmet[0].check, "b");
}

/// What was not tried is not refuted: no other set is named instead.
TEST(WhyNot, SaysWhatCouldNotBeTriedAnyMore) {
  std::string parties;
  for (int i = 0; i < 150; ++i) parties += fmt::format("{{name: p{}, ok: no}}, ", i);
  const LoadedText rules(
      "record party \"A party\"\n  key name text\n  ok yes or no\nfact parties list of party\n"
      "relation alone(party) \"Alone\"\n  derive alone(p) for p in parties when p.ok\n"
      "scorecard card \"Card\"\n  section s \"S\"\n  verdict \"any\" otherwise\n"
      "rule r \"R\"\n  section s\n  for each p in parties\n  check \"c\" p.ok or alone(p)\n");
  const auto facts = rules.read(fact_file("parties: [" + parties + "]"));
  const auto evaluation = evaluate(rules.program(), facts, all_recorded());
  const auto reasons =
      why_not(evaluation.rules[0], evaluation, {rules.program(), facts, rules.sources()});
  ASSERT_EQ(reasons.size(), 150U);
  for (const std::size_t i : {0U, 149U}) {
    ASSERT_EQ(reasons[i].unmet.size(), 1U);
    EXPECT_EQ(reasons[i].unmet[0].need, fmt::format("`ok` of p{} to be yes", i));
  }
  EXPECT_TRUE(reasons.front().enough);
  EXPECT_FALSE(reasons.back().enough);
  EXPECT_EQ(reasons.back().why, "it was not tried whether this is enough");
}

TEST(WhyNot, KeepsAsManyAsAreRead) {
  WhyNot open;
  open.unmet.resize(3);
  open.waiting.resize(3);
  shorten(open, 4);
  EXPECT_EQ(open.unmet.size(), 3U);
  EXPECT_EQ(open.waiting.size(), 1U);
  EXPECT_EQ(open.more, 2U);
}

TEST(WhyNot, OfAVerdictNamesScoresAndRules) {
  const LoadedText rules(std::string(vocabulary) +
                         "rule r \"R\"\n  section s\n  weight 3, must\n  check \"c\" written\n"
                         "rule q \"Q\"\n  section s\n  check \"c\" staff >= 1\n");
  const auto facts = rules.read(fact_file(facts_of_case));
  const auto evaluation = evaluate(rules.program(), facts, all_recorded());
  const ProofSources from{rules.program(), facts, rules.sources()};
  const auto good = why_not(evaluation.scorecards[0], 0, evaluation, from);
  ASSERT_EQ(good.unmet.size(), 2U);
  EXPECT_EQ(good.unmet[0].need, "score 25, needs 80");
  EXPECT_EQ(good.unmet[1].need, "rule r to be met (now not met)");
  EXPECT_EQ(good.unmet[1].rule, "r");
  const auto fair = why_not(evaluation.scorecards[0], 1, evaluation, from);
  ASSERT_EQ(fair.unmet.size(), 1U);
  EXPECT_EQ(fair.unmet[0].need, "score 25, needs 30");
  EXPECT_TRUE(why_not(evaluation.scorecards[0], 2, evaluation, from).unmet.empty());
}

struct SampleCase {
  std::string name, file, needs;  // one line each: `rule, item: need`
};
class SampleNeeds : public testing::TestWithParam<SampleCase> {};
TEST_P(SampleNeeds, SayWhatAManagerCanDo) {
  Packs packs;
  ASSERT_TRUE(packs.loaded.program);
  const auto facts = packs.read(samples_folder() / GetParam().file);
  const auto evaluation = evaluate(*packs.loaded.program, facts, all_recorded());
  const ProofSources from{*packs.loaded.program, facts, packs.sources};
  std::string lines;
  for (const auto& rule : evaluation.rules)
    for (const auto& why : why_not(rule, evaluation, from))
      for (const auto& condition : why.unmet) {
        lines += packs.loaded.program->rules[rule.rule].id;
        for (const auto& item : {why.item, condition.item})
          if (!item.empty()) lines += ", " + item;
        lines += ": " + condition.need + "\n";
      }
  EXPECT_EQ(lines, GetParam().needs);
}
INSTANTIATE_TEST_SUITE_P(
    WhyNot, SampleNeeds,
    testing::Values(
        SampleCase{"Riverside", "riverside/facts.yaml",
                   R"(exit.agreed: `exit_terms.assets_settled` to be yes
momentum.kept, meetings[1] and meetings[2]: `b.on - a.on` at most 30 days (now 35 days)
momentum.kept, meetings[2] and meetings[3]: `b.on - a.on` at most 30 days (now 119 days)
momentum.kept, meetings[4] and meetings[5]: `b.on - a.on` at most 30 days (now 56 days)
momentum.kept, meetings[5] and meetings[6]: `b.on - a.on` at most 30 days (now 35 days)
roles.defined, Internships: `person` of Internships: name one
values.shared: 1 more in `common_values` (2 of 3)
)"},
        SampleCase{
            "Orchard", "orchard/facts.yaml",
            R"(momentum.kept, meetings[3] and meetings[4]: `b.on - a.on` at most 30 days (now 161 days)
)"},
        SampleCase{"Harbour", "harbour/facts.json",
                   R"(champion.named, Saltmarsh Training: `champion` of Saltmarsh Training: name one
champion.named, Saltmarsh Training: `champion_may_commit` of Saltmarsh Training to be yes
commitments.kept, Portside Engineering: 2 more of `promises_due(p)[due within window]` for which `done <= due` (0 of 2, 2 needed)
conflict.process: `conflict_process.documented` to be yes
conflict.process: `conflict_process.contact`: name one
conflict.settled, conflicts[1]: `closed` of conflicts[1]: a date from 2026-08-20 to 2026-10-19 (now none)
decisions.fit: `decision_style` to be among [agreement] (now "one partner decides")
decisions.style: 1 more of `decisions[on within window]` for which `method in allowed_styles` (1 of 2, 2 needed)
evaluation.agreed: 1 more in `evaluation_plan.tools` (0 of 1)
evaluation.agreed: `evaluation_plan.cadence`: settle it
evaluation.agreed, Saltmarsh Training: "Saltmarsh Training" in `evaluation_plan.agreed_by`
exit.agreed: `exit_terms.assets_settled` to be yes
exit.agreed, Saltmarsh Training: "Saltmarsh Training" in `exit_terms.agreed_by`
meetings.followed_up: 1 more of `meetings_to_follow(window, promptly)` for which `followed_up is not none` (2 of 3, 3 needed)
meetings.followed_up: 1 more of `meetings_to_follow(window, promptly)` for which `followed_up within promptly after on` (1 of 3, 2 needed)
model.agreed, Saltmarsh Training: "Saltmarsh Training" in `model_agreed_by`
needs.answered, Saltmarsh Training: 1 more of `needs[owner = p]` for which `met_by is not none and met_by != owner` (1 of 2, 2 needed)
needs.understood, Saltmarsh Training, Trainers' wages: `confirmed` of Trainers' wages to be yes
objectives.agreed, A workshop of our own: `measure` of A workshop of our own: name one
objectives.agreed, A workshop of our own: `reached_by` of A workshop of our own: set a date
objectives.agreed, A workshop of our own, Saltmarsh Training: "Saltmarsh Training" in `agreed_by` of A workshop of our own
priorities.aligned, Portside Engineering and Saltmarsh Training: 1 more in `intersection of [a.priorities, b.priorities]` (1 of 2)
resources.pledged, Course: `total of pledges[task = t].amount` at least 60 (now 40, 20 more)
resources.pledged, Workshop: `total of pledges[task = t].amount` at least 45 (now 0, 45 more)
risks.faced, No workshop is found: `response` of No workshop is found: name one
roles.defined, Workshop: `accountable` of Workshop: name one
roles.defined, Workshop: `person` of Workshop: name one
stuck.chased, Lease of the old boathouse: `chased` of Lease of the old boathouse: a date after 2026-10-02 (now none)
values.shared: 2 more in `common_values` (1 of 3)
)"}),
    [](const auto& each) { return each.param.name; });

}  // namespace
}  // namespace entente::tests
