// What relations come to, case by case: recursion, negation, counts, and what is known while facts
// are missing.
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

/// `p("A")` is the partner of that name.
constexpr std::string_view vocabulary = R"(
record party "A party"
  key name text
  staff   number
  values  list of text
record dependency "A dependency"
  user      party
  supplier  party or none
  weight    number
fact parties list of party
fact dependencies list of dependency
fact a yes or no
fact n number
define p(called) = parties[name = called][1]
relation relies_on(party, party) "Who cannot work without whom"
  derive relies_on(d.user, d.supplier) for d in dependencies
  derive relies_on(x, z)               when relies_on(x, y) and relies_on(y, z)
relation heavy(party, party) "Relies much"
  derive heavy(d.user, d.supplier) for d in dependencies when d.weight > 3
relation free(party) "In no circle"
  derive free(x) for x in parties when not(relies_on(x, x))
relation central(party) "Two rely on it"
  derive central(x) for x in parties when count(parties[relies_on(item, x)]) >= 2
relation shares(party, text) "Holds a value"
  derive shares(x, v) for x in parties, v in x.values
relation alike(party, party) "Hold a value in common"
  derive alike(x, y) when shares(x, v) and shares(y, v) and x != y
relation sized(party, text) "How large"
  derive sized(x, if x.staff > 100 then "large" else "small") for x in parties
relation large(party) "Large"
  derive large(x) when sized(x, "large")
relation busy(party) "Relies on somebody"
  derive busy(x) when relies_on(x, _)
rule r "The rule" section s
)";

struct Case {
  std::string_view name;
  std::string_view check;  // the clauses of rule `r`, and further cards
  std::string_view facts;  // beside parties A, B, C
  std::string_view line;   // see line_of
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

class JudgeRelations : public testing::TestWithParam<Case> {};

TEST_P(JudgeRelations, TurnOut) {
  const LoadedText text(std::string(vocabulary) + "check \"c\" " + std::string(GetParam().check));
  const auto more = std::string(GetParam().facts);
  const bool own_parties = more.starts_with("parties:");
  const auto facts = text.read(
      fact_file(own_parties ? more : "parties: [{name: A}, {name: B}, {name: C}], " + more));
  const auto evaluation = engine::evaluate(text.program(), facts);
  EXPECT_EQ(line_of(evaluation.rules[*text.program().rule("r")], facts), GetParam().line);
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return std::string(info.param.name);
}

const std::vector<Case> known{
    {"Direct", R"(relies_on(p("A"), p("B")))", "dependencies: [{user: A, supplier: B}]", "met 1"},
    {"NotTheOtherWay", R"(relies_on(p("B"), p("A")))", "dependencies: [{user: A, supplier: B}]",
     "not met 0"},
    {"ByWayOfAnother", R"(relies_on(p("A"), p("C")))",
     "dependencies: [{user: A, supplier: B}, {user: B, supplier: C}]", "met 1"},
    {"InACircle", R"(relies_on(p("A"), p("A")))",
     "dependencies: [{user: A, supplier: B}, {user: B, supplier: A}]", "met 1"},
    {"NoneStandsInNoTuple", "busy(parties[1])", "dependencies: [{user: A, supplier: null}]",
     "not met 0"},
    {"NoneIsAskedInVain", R"(relies_on(p("A"), dependencies[2].supplier))",
     "dependencies: [{user: A, supplier: B}, {user: B, supplier: null}]", "not met 0"},
    {"ErrorStaysOne", R"(relies_on(p("A"), p(1 / n)))", "n: 0, dependencies: []", "fault 0..1"},
    {"Anything", R"(relies_on(p("A"), _) and not(relies_on(p("C"), _)))",
     "dependencies: [{user: A, supplier: B}]", "met 1"},
    {"AnythingAtAll", "relies_on(_, _)", "dependencies: []", "not met 0"},
    {"InAFilter", R"(parties[relies_on(item, p("C"))] = [p("A"), p("B")])",
     "dependencies: [{user: A, supplier: B}, {user: B, supplier: C}]", "met 1"},
    {"Counted", R"(count(parties[relies_on(p("A"), item)]) = 2)",
     "dependencies: [{user: A, supplier: B}, {user: B, supplier: C}]", "met 1"},
    {"NotInAnEarlierOne", R"(free(p("C")) and not(free(p("A"))))",
     "dependencies: [{user: A, supplier: B}, {user: B, supplier: A}]", "met 1"},
    {"CountOverAnEarlierOne", R"(central(p("C")) and not(central(p("B"))))",
     "dependencies: [{user: A, supplier: B}, {user: B, supplier: C}]", "met 1"},
    {"ItemsOfItems", R"(alike(p("A"), p("B")) and not(alike(p("A"), p("C"))))",
     "parties: [{name: A, values: [x, y]}, {name: B, values: [y]}, {name: C, values: [z]}]",
     "met 1"},
    {"ValueThatIsComputed", R"(large(p("A")) and not(large(p("B"))))",
     "parties: [{name: A, staff: 200}, {name: B, staff: 20}]", "met 1"},
    {"ErrorDerivesNothing", R"(splits(p("A"))
relation splits(party) "Divides" derive splits(x) for x in parties when 1 / n > 0)",
     "n: 0", "not met 0"},
    {"Numbers", R"(up_to(3) and not(up_to(4))
relation up_to(number) "From 0 to n"
  derive up_to(0)
  derive up_to(k + 1) when up_to(k) and k < n)",
     "n: 3", "met 1"},
    {"RangesAndChoices", R"(stands(2, "low", yes) and not(stands(2, "high", yes))
relation stands(number, one of "low", "high", yes or no) "A row"
  derive stands(k, if k > 2 then "high" else "low", yes) for k in [1..3])",
     "", "met 1"},
    {"RecordsWithoutAKeyByPlace", R"(late(dependencies[2]) and not(late(dependencies[1]))
relation late(dependency) "Late"
  derive late(d) for d in dependencies when d.weight > 1)",
     "dependencies: [{user: A, supplier: B, weight: 1}, {user: A, supplier: B, weight: 2}]",
     "met 1"},
    {"AsksARule", R"(told(p("A"))
relation told(party) "While a rule is met" derive told(x) for x in parties when rule q is met
rule q "Asked" section s check "c" a)",
     "a: yes", "met 1"},
    {"ByWayOfEachOther", R"(evenly(p("A"), p("C")) and not(evenly(p("A"), p("B")))
relation uneven(party, party) "In an odd number of steps"
  derive uneven(d.user, d.supplier) for d in dependencies
  derive uneven(x, z) when evenly(x, y) and relies(y, z)
relation evenly(party, party) "In an even number of steps"
  derive evenly(x, z) when uneven(x, y) and relies(y, z)
relation relies(party, party) "In one"
  derive relies(d.user, d.supplier) for d in dependencies)",
     "dependencies: [{user: A, supplier: B}, {user: B, supplier: C}]", "met 1"},
};
INSTANTIATE_TEST_SUITE_P(Known, JudgeRelations, testing::ValuesIn(known), name_of);

const std::vector<Case> unknown{
    {"FieldNotKnown", R"(relies_on(p("A"), p("B")))", "dependencies: [{user: A}]",
     "unknown 0..1; missing dependencies[1].supplier"},
    {"FieldNotKnownOfAnother", R"(relies_on(p("B"), p("C")))", "dependencies: [{user: A}]",
     "not met 0"},
    {"ByWayOfWhatIsNotKnown", R"(relies_on(p("A"), p("C")))",
     "dependencies: [{user: A, supplier: B}, {user: B}]",
     "unknown 0..1; missing dependencies[2].supplier"},
    {"SureByOneWay", R"(relies_on(p("A"), p("B")))",
     "dependencies: [{user: A}, {user: A, supplier: B}]", "met 1"},
    {"ConditionNotKnown", R"(heavy(p("A"), p("B")))", "dependencies: [{user: A, supplier: B}]",
     "unknown 0..1; missing dependencies[1].weight"},
    {"ConditionSureBesideAnother", R"(heavy(p("A"), p("B")))",
     "dependencies: [{user: A, supplier: B}, {user: A, supplier: B, weight: 4}]", "met 1"},
    {"EachThatIsPossibleIsWaitedFor", R"(heavy(p("A"), p("B")))",
     "dependencies: [{user: A, supplier: B}, {user: A, supplier: B}]",
     "unknown 0..1; missing dependencies[1].weight, dependencies[2].weight"},
    {"ListOpen", R"(relies_on(p("A"), p("B")))", "dependencies: []\nopen lists: [dependencies]",
     "unknown 0..1; missing dependencies[*]"},
    {"ListOpenAndSure", R"(relies_on(p("A"), p("B")))",
     "dependencies: [{user: A, supplier: B}]\nopen lists: [dependencies]", "met 1"},
    {"ListNotKnown", R"(relies_on(p("A"), p("B")))", "", "unknown 0..1; missing dependencies"},
    {"NotOfWhatIsOnlyPossible", R"(free(p("A")))", "dependencies: [{user: A}]",
     "unknown 0..1; missing dependencies[1].supplier"},
    {"CountOfWhatIsOnlyPossible", R"(central(p("C")))",
     "dependencies: [{user: A, supplier: C}, {user: B}]",
     "unknown 0..1; missing dependencies[2].supplier"},
    {"CountReachedWithoutWhatIsOnlyPossible", R"(central(p("C")))",
     "dependencies: [{user: A, supplier: C}, {user: B, supplier: C}, {user: C}]", "met 1"},
    {"ItemThatIsNotKnown", R"(relies_on(p("A"), dependencies[2].supplier))",
     "dependencies: [{user: A, supplier: B}, {user: C}]",
     "unknown 0..1; missing dependencies[2].supplier"},
    {"ItemThatIsNotKnownOfNoTuple", R"(relies_on(p("B"), dependencies[2].supplier))",
     "dependencies: [{user: A, supplier: B}, {user: C}]", "not met 0"},
    {"AnythingNotKnown", R"(relies_on(p("A"), _))",
     "dependencies: [{user: A, supplier: B, weight: 2}, {user: B}]", "met 1"},
    {"AnythingPossible", "relies_on(_, _)", "dependencies: [{user: A}]",
     "unknown 0..1; missing dependencies[1].supplier"},
    {"ThroughAValueThatIsComputed", R"(large(p("A")))", "",
     "unknown 0..1; missing parties[A].staff"},
    {"InACircleOfPossibleOnes", R"(relies_on(p("A"), p("A")))",
     "dependencies: [{user: A, supplier: B}, {user: B}]",
     "unknown 0..1; missing dependencies[2].supplier"},
    {"OpenPartiesDecideThoseListed", R"(not(free(p("A"))) and free(p("C")))",
     "parties: [{name: A}, {name: B}, {name: C}], "
     "dependencies: [{user: A, supplier: B}, {user: B, supplier: A}]\nopen lists: [parties]",
     "met 1"},
    {"OpenPartiesDecideThoseNamedElsewhere", R"(not(free(dependencies[1].user)))",
     "parties: [{name: A}], "
     "dependencies: [{user: B, supplier: B}]\nopen lists: [parties]",
     "met 1"},
    {"OpenPartiesDecidePairsOfThoseListed", R"(not(alike(p("A"), p("B"))))",
     "parties: [{name: A, values: [x]}, {name: B, values: [y]}]\nopen lists: [parties]", "met 1"},
    {"OpenPartiesMayHoldWhatIsNotKnown", R"(some x in parties satisfies relies_on(p("A"), x))",
     "parties: [{name: A}], dependencies: [{user: A}]\nopen lists: [parties]",
     "unknown 0..1; missing dependencies[1].supplier, parties[*]"},
    {"OpenPartiesAreWaitedForWhoseTuplesAreAskedForAtAll", "free(_)",
     "parties: [{name: A}], dependencies: [{user: A, supplier: A}]\nopen lists: [parties]",
     "unknown 0..1; missing parties[*]"},
    {"OpenListsDecideWhatStandsInThem", R"(not(late(dependencies[1])) and late(dependencies[2])
relation late(dependency) "Late"
  derive late(d) for d in dependencies when d.weight > 1)",
     "dependencies: [{user: A, supplier: B, weight: 1}, {user: A, supplier: B, weight: 2}]\n"
     "open lists: [dependencies]",
     "met 1"},
    {"ErrorThatIsPossibleOfNoTuple", "large(dependencies[1].user)",
     "parties: [{name: A, staff: 1}]", "unknown 0..1; missing dependencies"},
    {"ErrorThatIsPossibleBesideNone", "relies_on(dependencies[1].supplier, dependencies[2].user)",
     "dependencies: [{user: A, supplier: null, weight: 1}]\nopen lists: [dependencies]",
     "unknown 0..1; missing dependencies[*]"},
    {"ErrorThatIsPossibleOfAnEmptyRelation", R"(small(1 / n)
relation small(number) "None" derive small(x.staff) for x in parties)",
     "parties: []", "unknown 0..1; missing n"},
    {"ErrorThatIsPossibleOfATuple", R"(up_to(1 / n)
relation up_to(number) "One" derive up_to(1))",
     "", "unknown 0..1; missing n"},
    {"OpenPartiesMayHoldOneMore", "some x in parties satisfies free(x)",
     "parties: [], dependencies: []\nopen lists: [parties]", "unknown 0..1; missing parties[*]"},
};
INSTANTIATE_TEST_SUITE_P(Unknown, JudgeRelations, testing::ValuesIn(unknown), name_of);

TEST(Relations, OneThatGrowsWithoutEndIsAFault) {
  const LoadedText text(R"(
fact n number
relation counts(number) "Without end"
  derive counts(n)
  derive counts(k + 1) when counts(k)
rule r "R" section s check "c" counts(3)
)");
  const auto facts = text.read(fact_file("n: 0"));
  engine::EvaluateOptions options;
  options.limits.tuples = 1000;
  const auto evaluation = engine::evaluate(text.program(), facts, options);
  EXPECT_EQ(evaluation.rules[0].fault, "relation `counts` grows beyond 1000 tuples");
}

/// Deriving a relation in the middle of a loop moves the slots that hold the loop's item.
TEST(Relations, ALoopKeepsItsItemWhileOneIsDerived) {
  const LoadedText text(std::string(vocabulary) +
                        R"(check "c" some x in parties satisfies free(x))");
  const auto facts = text.read(fact_file("parties: [{name: A}], dependencies: [{user: A}]"));
  engine::EvaluateOptions options;
  options.record = engine::Recording::all;
  const auto evaluation = engine::evaluate(text.program(), facts, options);
  const auto& trace = *evaluation.rules[0].items[0].checks[0].trace;
  ASSERT_FALSE(trace.children.empty());
  const auto& item = trace.children.back();
  ASSERT_TRUE(item.per_item);
  EXPECT_EQ(to_text(item.item, text.program().vocabulary), "A");
}

TEST(Relations, ErrorsInAClauseAreRemarked) {
  const LoadedText text(R"(
fact n number
fact names list of text
relation splits(text) "Divides" derive splits(x) for x in names when 1 / n > 0
rule r "R" section s check "c" splits("a")
)");
  const auto facts = text.read(fact_file("n: 0, names: [a, b]"));
  const auto evaluation = engine::evaluate(text.program(), facts);
  ASSERT_EQ(evaluation.remarks.size(), 1U);
  EXPECT_EQ(text.sources().text(evaluation.remarks[0].first), "1 / n > 0");
  EXPECT_TRUE(evaluation.remarks[0].second.starts_with("nothing is derived: "))
      << evaluation.remarks[0].second;
}

}  // namespace
}  // namespace entente::tests
