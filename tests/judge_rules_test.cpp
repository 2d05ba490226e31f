// Outcomes and credit, one case for each line of docs/language.md that says what a rule turns out.
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

/// Everything the cases read. `share … of things` is nothing when things is empty; `1 / n` is an
/// error when n is 0; `m > 3` is none when m is.
constexpr std::string_view vocabulary = R"(
record thing "A thing"
  key name text
  ok    yes or no
  late  yes or no
  x     number or none
fact a yes or no
fact b yes or no
fact c yes or no
fact n number
fact m number or none
fact things list of thing
fact others list of thing in things or none
define some_late = (share of things with late) >= 50%
define fails = 1 / n > 0
infer level "First that holds"
  case "high" when a
  case "low"  when m > 3
  case "low"  when b
  otherwise "none"
infer broken "Errors in between"
  case 1 when a
  case 2 when fails
  otherwise 3
infer kind_of(t) "Of a thing"
  case "ready" when t.ok
  case t.name  when t.late
  otherwise "other"
rule r "The rule" section s
)";

struct Case {
  std::string_view name;
  std::string_view rule;   // the clauses of rule `r`, and further cards
  std::string_view facts;  // inside of `facts: {…}`; after a line break the rest of the file
  std::string_view line;   // see line_of
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

class JudgeRules : public testing::TestWithParam<Case> {};

TEST_P(JudgeRules, TurnOut) {
  LoadedText text(std::string(vocabulary).append(GetParam().rule));
  const auto facts = text.read(fact_file(GetParam().facts));
  const auto evaluation = engine::evaluate(text.program(), facts);
  const auto index = text.program().rule("r");
  ASSERT_TRUE(index);
  EXPECT_EQ(line_of(evaluation.rules[*index], facts), GetParam().line);
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return std::string(info.param.name);
}

const std::vector<Case> checks{
    {"CheckHolds", R"(check "c" a)", "a: yes", "met 1"},
    {"CheckDoesNotHold", R"(check "c" a)", "a: no", "not met 0"},
    {"CheckUnknown", R"(check "c" a)", "", "unknown 0..1; missing a"},
    {"NoneDoesNotHold", R"(check "c" m > 3)", "m: null", "not met 0"},
    {"NeitherDoesItsOpposite", R"(check "c" not(m > 3))", "m: null", "not met 0"},
    {"NothingDropsOut", R"(check "c" some_late check "d" a)", "things: [], a: yes", "met 1"},
    {"AllChecksDropOut", R"(check "c" some_late)", "things: []", "not applicable"},
    {"ErrorIsAFault", R"(check "c" fails)", "n: 0", "fault 0..1"},
    {"NotMetSettlesBeforeFault", R"(check "c" fails check "d" a)", "n: 0, a: no", "not met 0"},
    {"NotMetSettlesBeforeUnknown", R"(check "c" a check "d" b)", "a: no", "not met 0"},
    {"FaultBeforeUnknown", R"(check "c" fails check "d" a)", "n: 0", "fault 0..1; missing a"},
    {"OnlyUnknownChecksAreMissing", R"(check "c" a check "d" b)", "a: yes",
     "unknown 0..1; missing b"},
    {"AnyCheckMetSettles", R"(any check check "c" a check "d" b)", "a: yes", "met 1"},
    {"AnyCheckMetSettlesBeforeFault", R"(any check check "c" a check "d" fails)", "a: yes, n: 0",
     "met 1"},
    {"AnyCheckFaultOnly", R"(any check check "c" a check "d" fails)", "a: no, n: 0", "fault 0..1"},
    {"AnyCheckNoneMet", R"(any check check "c" a check "d" b)", "a: no, b: no", "not met 0"},
    {"AnyCheckOneDropsOut", R"(any check check "c" a check "d" some_late)", "a: no, things: []",
     "not met 0"},
    {"TwoChecksOutOfReach", R"(at least 2 checks check "c" a check "d" b check "e" c)",
     "a: no, b: no", "not met 0"},
    {"TwoChecksReachedBesideFault", R"(at least 2 checks check "c" a check "d" b check "e" fails)",
     "a: yes, b: yes, n: 0", "met 1"},
    {"TwoChecksLeftOpenByFault", R"(at least 2 checks check "c" a check "d" b check "e" fails)",
     "a: yes, b: no, n: 0", "fault 0..1"},
    {"TwoChecksStillOpen", R"(at least 2 checks check "c" a check "d" b check "e" c)", "a: yes",
     "unknown 0..1; missing b, c"},
    {"DroppedCheckCannotBeReached", R"(at least 2 checks check "c" a check "d" some_late)",
     "a: yes, things: []", "not met 0"},
};
INSTANTIATE_TEST_SUITE_P(Checks, JudgeRules, testing::ValuesIn(checks), name_of);

const std::vector<Case> credits{
    {"AtLeastWhenItHolds", R"(check "c" a credit 50% when b)", "a: no, b: yes", "partly met 0.5"},
    {"BestOfSeveral", R"(check "c" a credit 25% when b credit 75% when c)", "a: no, b: yes, c: yes",
     "partly met 0.75"},
    {"MetIsAll", R"(check "c" a credit 50% when b)", "a: yes, b: yes", "met 1"},
    {"ClauseDoesNotHold", R"(check "c" a credit 50% when b)", "a: no, b: no", "not met 0"},
    {"NoneInClauseDoesNotHold", R"(check "c" a credit 50% when m > 3)", "a: no, m: null",
     "not met 0"},
    {"NothingInClauseDoesNotHold", R"(check "c" a credit 50% when some_late)", "a: no, things: []",
     "not met 0"},
    {"UnknownClause", R"(check "c" a credit 50% when b)", "a: no", "unknown 0..0.5; missing b"},
    {"UnknownClauseUnderASureOne", R"(check "c" a credit 50% when b credit 75% when c)",
     "a: no, c: yes", "partly met 0.75"},
    {"UnknownClauseOverASureOne", R"(check "c" a credit 50% when b credit 75% when c)",
     "a: no, b: yes", "partly met 0.5..0.75; missing c"},
    {"UnknownCheckOverASureClause", R"(check "c" a credit 50% when b)", "b: yes",
     "unknown 0.5..1; missing a"},
    {"FaultyClauseLeavesItOpen", R"(check "c" a credit 50% when fails)", "a: no, n: 0",
     "fault 0..0.5"},
    {"FaultyClauseBesideASureOne", R"(check "c" a credit 50% when fails credit 25% when b)",
     "a: no, b: yes, n: 0", "partly met 0.25..0.5"},
    {"Points", R"(weight 5 check "c" a credit 2 points when b)", "a: no, b: yes", "partly met 0.4"},
    {"ShareOfChecks", R"(check "c" a check "d" b check "e" c credit by share of checks)",
     "a: yes, b: no, c: no", "partly met 0.333"},
    {"ShareOfChecksWhateverAnySays",
     R"(any check check "c" a check "d" b check "e" c credit by share of checks)",
     "a: yes, b: no, c: no", "met 0.333"},
    {"ShareOfChecksThatCount",
     R"(check "c" a check "d" b check "e" some_late credit by share of checks)",
     "a: yes, b: no, things: []", "partly met 0.5"},
    {"ShareWithAFault", R"(check "c" a check "d" b check "e" fails credit by share of checks)",
     "a: yes, b: no, n: 0", "partly met 0.333..0.667"},
    {"ShareLeftOpenByAFault", R"(check "c" a check "e" fails credit by share of checks)",
     "a: no, n: 0", "fault 0..0.5"},
    {"ShareWithAnUnknown", R"(check "c" a check "d" b check "e" c credit by share of checks)",
     "a: yes, b: no", "partly met 0.333..0.667; missing c"},
    {"CreditIsAll", R"(credit n / 100)", "n: 100", "met 1"},
    {"CreditIsNone", R"(credit n / 100)", "n: 0", "not met 0"},
    {"CreditIsPart", R"(credit n / 100)", "n: 40", "partly met 0.4"},
    {"CreditAboveOne", R"(credit n / 100)", "n: 150", "fault 0..1"},
    {"CreditBelowZero", R"(credit n / 100)", "n: -1", "fault 0..1"},
    {"CreditNoneDoesNotApply", R"(credit m / 100)", "m: null", "not applicable"},
    {"CreditNothingDoesNotApply", R"(credit share of things with late)", "things: []",
     "not applicable"},
    {"CreditInError", R"(credit 1 / n)", "n: 0", "fault 0..1"},
    {"CreditUnknown", R"(credit share of things with late)",
     "things: [{name: A, late: yes}, {name: B}]", "unknown 0.5..1; missing things[B].late"},
    {"ChecksOnlyNameTheOutcome", R"(check "c" a credit n / 100)", "a: yes, n: 40", "met 0.4"},
    {"CreditBesideACheckNotMet", R"(check "c" a credit n / 100)", "a: no, n: 40", "partly met 0.4"},
    {"CreditBesideAnUnknownCheck", R"(check "c" a credit n / 100)", "n: 40",
     "unknown 0.4; missing a"},
};
INSTANTIATE_TEST_SUITE_P(Credit, JudgeRules, testing::ValuesIn(credits), name_of);

const std::vector<Case> gates{
    {"DoesNotApply", R"(applies when a check "c" b)", "a: no", "not applicable"},
    {"NoneDoesNotApply", R"(applies when m > 3 check "c" b)", "m: null, b: yes", "not applicable"},
    {"NothingDoesNotApply", R"(applies when some_late check "c" b)", "things: [], b: yes",
     "not applicable"},
    {"ErrorInAppliesMayNotCount", R"(applies when fails check "c" b)", "n: 0, b: yes",
     "fault 0..1 may not count"},
    {"UnknownWhetherItApplies", R"(applies when a check "c" b)", "b: yes",
     "unknown 1 may not count; missing a"},
    {"UnknownWhetherItAppliesAndHolds", R"(applies when a check "c" b)", "",
     "unknown 0..1 may not count; missing a, b"},
    {"NotDue", R"(due when a check "c" b)", "a: no", "not due"},
    {"NoneIsNotDue", R"(due when m > 3 check "c" b)", "m: null, b: yes", "not due"},
    {"UnknownWhetherDue", R"(due when a check "c" b)", "b: no",
     "unknown 0 may not count; missing a"},
    {"ErrorInDueMayNotCount", R"(due when fails check "c" b)", "n: 0, b: yes",
     "fault 0..1 may not count"},
    {"AppliesComesBeforeDue", R"(applies when a due when b check "c" c)", "a: no",
     "not applicable"},
    {"NotDueWhetherItAppliesOrNot", R"(applies when a due when b check "c" c)", "b: no",
     "unknown may not count; missing a"},
    {"DropsOutWhetherItAppliesOrNot", R"(applies when a check "c" some_late)", "things: []",
     "not applicable"},
    {"UnknownBeforeFaultAtTheGate", R"(applies when a check "c" fails)", "n: 0",
     "unknown 0..1 may not count; missing a"},
};
INSTANTIATE_TEST_SUITE_P(Gates, JudgeRules, testing::ValuesIn(gates), name_of);

const std::vector<Case> items{
    {"EveryItemMet", R"(for each t in things check "c" t.ok)",
     "things: [{name: A, ok: yes}, {name: B, ok: yes}]", "met 1"},
    {"OneItemNotMet", R"(for each t in things check "c" t.ok)",
     "things: [{name: A, ok: yes}, {name: B, ok: no}]", "partly met 0.5"},
    {"NoItemMet", R"(for each t in things check "c" t.ok)",
     "things: [{name: A, ok: no}, {name: B, ok: no}]", "not met 0"},
    {"ItemsThatDoNotApplyDropOut", R"(for each t in things applies when t.late check "c" t.ok)",
     "things: [{name: A, ok: yes, late: yes}, {name: B, ok: no, late: no}]", "met 1"},
    {"NoItemApplies", R"(for each t in things applies when t.late check "c" t.ok)",
     "things: [{name: A, ok: yes, late: no}]", "not applicable"},
    {"NoItemIsDue", R"(for each t in things due when t.late check "c" t.ok)",
     "things: [{name: A, ok: yes, late: no}, {name: B, ok: no, late: no}]", "not due"},
    {"SomeNotDueSomeNotApplicable",
     R"(for each t in things applies when t.ok due when t.late check "c" a)",
     "a: yes, things: [{name: A, ok: yes, late: no}, {name: B, ok: no, late: no}]",
     "not applicable"},
    {"EmptyList", R"(for each t in things check "c" t.ok)", "things: []", "not applicable (empty)"},
    {"EmptyListWhateverDueSays", R"(for each t in things due when a check "c" t.ok)",
     "things: [], a: no", "not applicable (empty)"},
    {"ListIsNone", R"(for each t in others check "c" t.ok)", "others: null", "not applicable"},
    {"UnknownList", R"(for each t in things check "c" t.ok)", "",
     "unknown 0..1 may not count; missing things"},
    {"ListInError", R"(for each t in (if fails then things else things) check "c" t.ok)",
     "n: 0, things: [{name: A, ok: yes}]", "fault 0..1"},
    {"OpenListStaysOpen", R"(for each t in things check "c" t.ok)",
     "things: [{name: A, ok: yes}]\nopen lists: [things]", "unknown 0..1; missing things[*]"},
    {"OneItemNotMetSettlesInAnOpenList", R"(for each t in things check "c" t.ok)",
     "things: [{name: A, ok: yes}, {name: B, ok: no}]\nopen lists: [things]",
     "partly met 0..1; missing things[*]"},
    {"ItemUnknown", R"(for each t in things check "c" t.ok)",
     "things: [{name: A, ok: yes}, {name: B}]", "unknown 0.5..1; missing things[B].ok"},
    {"NotMetAndUnknownIsNotOrPartlyMet", R"(for each t in things check "c" t.ok)",
     "things: [{name: A, ok: no}, {name: B}]", "unknown 0..0.5; missing things[B].ok"},
    {"PartlyMetIsSettledWhateverTheUnknown", R"(for each t in things check "c" t.ok)",
     "things: [{name: A, ok: no}, {name: B, ok: yes}, {name: C}]",
     "partly met 0.333..0.667; missing things[C].ok"},
    {"FaultyItem", R"(for each t in things check "c" 1 / t.x > 0)",
     "things: [{name: A, x: 1}, {name: B, x: 0}]", "fault 0.5..1"},
    {"FaultyItemBesidePartlyMet", R"(for each t in things check "c" 1 / t.x > 0)",
     "things: [{name: A, x: 1}, {name: B, x: 0}, {name: C, x: -1}]", "partly met 0.333..0.667"},
    {"FaultLeavesOpenNotOrPartlyMet", R"(for each t in things check "c" 1 / t.x > 0)",
     "things: [{name: B, x: 0}, {name: C, x: -1}]", "fault 0..0.5"},
    {"CreditOfAFaultyItemSettlesPartlyMet",
     R"(for each t in things check "c" t.ok check "d" 1 / t.x > 0 credit by share of checks)",
     "things: [{name: A, ok: yes, x: 0}, {name: B, ok: no, x: -1}]", "partly met 0.25..0.5"},
    {"CreditOfAnItemPerhapsInFaultSettlesPartlyMet",
     R"(for each t in things check "c" t.ok check "d" 1 / t.x > 0 credit by share of checks)",
     "things: [{name: A, ok: yes}, {name: B, ok: no, x: -1}]",
     "partly met 0.25..0.5; missing things[A].x"},
    {"FaultyItemWithoutCreditSettlesNotMet",
     R"(for each t in things check "c" 1 / t.x > 0 credit 0)",
     "things: [{name: A, x: 0}, {name: B, x: -1}]", "not met 0"},
    {"ItemMayNotCount", R"(for each t in things applies when t.late check "c" t.ok)",
     "things: [{name: A, ok: yes, late: yes}, {name: B, ok: no}]",
     "unknown 0.5..1; missing things[B].late"},
    {"NoItemMayCount", R"(for each t in things applies when t.late check "c" t.ok)",
     "things: [{name: B, ok: yes}]", "unknown 1 may not count; missing things[B].late"},
    {"ItemPerhapsInTheList", R"(for each t in things[late] check "c" t.ok)",
     "things: [{name: A, ok: no, late: yes}, {name: B, ok: yes}]",
     "unknown 0..0.5; missing things[B].late"},
    {"PairsAreUnordered", R"(for each two t, u in things check "c" t.ok = u.ok)",
     "things: [{name: A, ok: yes}, {name: B, ok: yes}, {name: C, ok: no}]", "partly met 0.333"},
    {"OneItemMakesNoPair", R"(for each two t, u in things check "c" t.ok = u.ok)",
     "things: [{name: A, ok: yes}]", "not applicable (empty)"},
};
INSTANTIATE_TEST_SUITE_P(Items, JudgeRules, testing::ValuesIn(items), name_of);

const std::vector<Case> inferences{
    {"FirstCaseThatHolds", R"(check "c" level = "high")", "a: yes", "met 1"},
    {"NoneInACaseGoesOn", R"(check "c" level = "low")", "a: no, m: null, b: yes", "met 1"},
    {"NoCaseHolds", R"(check "c" level = "none")", "a: no, m: 1, b: no", "met 1"},
    {"SeveralCasesStillPossible", R"(check "c" level = "high")", "m: 5", "unknown 0..1; missing a"},
    {"OneNoLongerPossible", R"(check "c" level = "none")", "m: 5", "not met 0"},
    {"AllStillPossible", R"(check "c" level in ("high", "none"))", "b: no",
     "unknown 0..1; missing a, m"},
    {"CasesAlikeNeedNotBeTold", R"(check "c" level = "low")", "a: no, b: yes", "met 1"},
    {"ErrorInACase", R"(check "c" broken > 2)", "a: no, n: 0", "fault 0..1"},
    {"ErrorNotReached", R"(check "c" broken = 1)", "a: yes, n: 0", "met 1"},
    {"ErrorPerhapsReached", R"(check "c" broken = 1)", "n: 0", "unknown 0..1; missing a"},
    {"OfAThing", R"(for each t in things check "c" kind_of(t) in ("ready", "A"))",
     "things: [{name: A, ok: no, late: yes}, {name: B, ok: yes}]", "met 1"},
    {"OfAThingNotKnown", R"(for each t in things check "c" kind_of(t) = "ready")",
     "things: [{name: A, late: yes}]", "unknown 0..1; missing things[A].ok"},
};
INSTANTIATE_TEST_SUITE_P(Inferences, JudgeRules, testing::ValuesIn(inferences), name_of);

const std::vector<Case> assumptions{
    {"AsMet", R"(check "c" a unknown counts as met)", "", "met 1 assumed; missing a"},
    {"AsNotMet", R"(check "c" a credit 50% when b unknown counts as not met)", "b: yes",
     "not met 0 assumed; missing a"},
    {"AsNotApplicable", R"(check "c" a unknown counts as not applicable)", "",
     "not applicable assumed; missing a"},
    {"NotWhenKnown", R"(check "c" a unknown counts as met)", "a: no", "not met 0"},
    {"NotForAFault", R"(check "c" fails unknown counts as met)", "n: 0", "fault 0..1"},
    {"WhereItMayNotCount", R"(applies when a check "c" b unknown counts as met)", "b: yes",
     "met 1 assumed; missing a"},
    {"MetNotWhereItCanNoLongerBe", R"(applies when a check "c" b unknown counts as met)", "b: no",
     "unknown 0 may not count; missing a"},
    {"MetNotWhereAnItemIsNot", R"(for each t in things check "c" t.x > 3 unknown counts as met)",
     "things: [{name: A, x: 1}, {name: B}]", "unknown 0..0.5; missing things[B].x"},
    {"NotMetWhereItCanFallShort", R"(check "c" a credit 50% when b unknown counts as not met)", "",
     "not met 0 assumed; missing a, b"},
    {"NotMetNotWhereItCannotBe", R"(applies when a check "c" b unknown counts as not met)",
     "b: yes", "unknown 1 may not count; missing a"},
    {"NotApplicableInAnyCase",
     R"(for each t in things check "c" t.ok unknown counts as not applicable)",
     "things: [{name: A, ok: no}, {name: B}]", "not applicable assumed; missing things[B].ok"},
    {"AfterForEach", R"(for each t in things check "c" t.ok unknown counts as not met)",
     "things: [{name: A, ok: yes}, {name: B}]", "not met 0 assumed; missing things[B].ok"},
    {"NotSeenByOtherRules", R"(check "c" rule q is met
rule q "Asked" section s check "c" a unknown counts as met)",
     "", "unknown 0..1; missing a"},
};
INSTANTIATE_TEST_SUITE_P(UnknownCountsAs, JudgeRules, testing::ValuesIn(assumptions), name_of);

const std::vector<Case> asked{
    {"Met", R"(check "c" rule q is met
rule q "Asked" section s check "c" a)",
     "a: yes", "met 1"},
    {"NotMet", R"(check "c" rule q is met
rule q "Asked" section s check "c" a)",
     "a: no", "not met 0"},
    {"Unknown", R"(check "c" rule q is met
rule q "Asked" section s check "c" a)",
     "", "unknown 0..1; missing a"},
    {"NoLongerPossible", R"(check "c" rule q is met
rule q "Asked" section s check "c" a credit 50% when b)",
     "a: no", "not met 0"},
    {"NotOrPartlyMet", R"(check "c" rule q is not met
rule q "Asked" section s check "c" a credit 50% when b)",
     "a: no", "unknown 0..1; missing b"},
    {"UnknownAsksAboutTheFile", R"(check "c" rule q is unknown
rule q "Asked" section s check "c" a)",
     "", "met 1"},
    {"UnknownAsksAboutTheFileWhenKnown", R"(check "c" rule q is unknown
rule q "Asked" section s check "c" a)",
     "a: no", "not met 0"},
    {"FaultAskedIsUnknown", R"(check "c" rule q is met
rule q "Asked" section s check "c" fails)",
     "n: 0", "unknown 0..1"},
    {"FaultIsFault", R"(check "c" rule q is fault
rule q "Asked" section s check "c" fails)",
     "n: 0", "met 1"},
    {"NotApplicable", R"(check "c" rule q is not applicable
rule q "Asked" section s applies when a check "c" b)",
     "a: no", "met 1"},
    {"NotDue", R"(check "c" rule q is not due
rule q "Asked" section s due when a check "c" b)",
     "a: no", "met 1"},
    {"MayNotApply", R"(check "c" rule q is not applicable
rule q "Asked" section s applies when a check "c" b)",
     "b: yes", "unknown 0..1; missing a"},
    {"ThroughAnother", R"(check "c" rule q is met
rule q "Asked" section s check "c" rule p is met
rule p "Asked too" section s check "c" a)",
     "", "unknown 0..1; missing a"},
};
INSTANTIATE_TEST_SUITE_P(RuleIs, JudgeRules, testing::ValuesIn(asked), name_of);

TEST(JudgedItems, MayNotCountWhenTheListMayNotHoldThem) {
  const LoadedText rules(
      std::string(vocabulary) +
      "  for each t in things[item.late]\n  due when t.x > 3\n  check \"c\" t.ok\n");
  const auto facts = rules.read(
      fact_file("things: [{name: A, x: 1}, {name: B, x: 1, late: yes}, {name: C, x: 5, ok: yes}]"));
  const auto judged = engine::evaluate(rules.program(), facts, {});
  const auto& each = judged.rules.front().items;
  ASSERT_EQ(each.size(), 3U);
  EXPECT_EQ(each[0].outcome, engine::Outcome::not_due);
  EXPECT_TRUE(each[0].may_not_count) << "surely not due, if it is in the list at all";
  EXPECT_FALSE(each[1].may_not_count) << "surely in the list";
  EXPECT_TRUE(each[2].may_not_count);
}

}  // namespace
}  // namespace entente::tests
