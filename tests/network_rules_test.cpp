// Measures of networks as rules ask them: what they are, what they can be while facts are missing,
// and what they wait for.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

constexpr std::string_view vocabulary = R"(
record party "A party"
  key name text
record tie "A tie"
  one    party
  other  party or none
  firm   yes or no
fact parties list of party
fact ties list of tie
fact n number
define p(called) = parties[name = called][1]
relation works_with(party, party) "Who works with whom"
  derive works_with(t.one, t.other) for t in ties when t.firm
relation lonely(party) "Works with nobody, in a network that is thin"
  derive lonely(x) for x in parties when degree(works_with, x) = 0 and density(works_with) < 50%
rule r "The rule" section s
)";

struct Case {
  std::string_view name;
  std::string_view check;  // the clauses of rule `r`
  std::string_view facts;
  std::string_view line;  // see line_of
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

class JudgeNetworks : public testing::TestWithParam<Case> {};

TEST_P(JudgeNetworks, TurnOut) {
  const LoadedText text(std::string(vocabulary) + "check \"c\" " + std::string(GetParam().check));
  const auto facts = text.read(fact_file(GetParam().facts));
  const auto evaluation = engine::evaluate(text.program(), facts);
  EXPECT_EQ(line_of(evaluation.rules[*text.program().rule("r")], facts), GetParam().line);
}

std::string name_of(const testing::TestParamInfo<Case>& info) {
  return std::string(info.param.name);
}

/// A, B, C, D; a chain A - B - C, and D alone.
constexpr std::string_view chain =
    "parties: [{name: A}, {name: B}, {name: C}, {name: D}], "
    "ties: [{one: A, other: B, firm: yes}, {one: C, other: B, firm: yes}, "
    "{one: B, other: A, firm: yes}, {one: D, other: D, firm: yes}]";
/// The same, and whether C and D are tied is not known.
constexpr std::string_view unsure =
    "parties: [{name: A}, {name: B}, {name: C}, {name: D}], "
    "ties: [{one: A, other: B, firm: yes}, {one: C, other: B, firm: yes}, {one: C, other: D}]";
/// The same, and with whom D is tied is not known.
constexpr std::string_view with_whom =
    "parties: [{name: A}, {name: B}, {name: C}, {name: D}], "
    "ties: [{one: A, other: B, firm: yes}, {one: C, other: B, firm: yes}, {one: D, firm: yes}]";

const std::vector<Case> known{
    {"Density", "density(works_with) = 2 / 6", chain, "met 1"},
    {"DirectedDensity", "directed density(works_with) = 3 / 12", chain, "met 1"},
    {"ByName", "directed density(relation: works_with) = 0.25", chain, "met 1"},
    {"Degree", R"(degree(works_with, p("B")) = 2 and degree(works_with, p("D")) = 0)", chain,
     "met 1"},
    {"DegreeByName", R"(degree(party: p("B"), relation: works_with) = 2)", chain, "met 1"},
    {"DegreeCentralisation", "degree centralisation(works_with) = 4 / 6", chain, "met 1"},
    {"Betweenness", R"(betweenness(works_with, p("B")) = 2 / 6)", chain, "met 1"},
    {"BetweennessCentralisation", "betweenness centralisation(works_with) = 1 / 3", chain, "met 1"},
    {"Components", R"(components(works_with) = [[p("A"), p("B"), p("C")], [p("D")]])", chain,
     "met 1"},
    {"CutPoints", R"(cut points(works_with) = [p("B")])", chain, "met 1"},
    {"InAFilter", R"(parties[degree(works_with, item) > 1] = [p("B")])", chain, "met 1"},
    {"InAClause", R"(lonely(p("D")) and not(lonely(p("A"))))", chain, "met 1"},
    {"NothingToMeasure", "density(works_with) > 0", "parties: [{name: A}], ties: []",
     "not applicable"},
    {"NothingToCentralise", "degree centralisation(works_with) > 0",
     "parties: [{name: A}, {name: B}], ties: []", "not applicable"},
    {"NobodyHasNoComponents", "components(works_with) = []", "parties: [], ties: []", "met 1"},
    {"NoneIsNobodys", "degree(works_with, ties[1].other) > 0",
     "parties: [{name: A}], ties: [{one: A, other: null}]", "not met 0"},
    {"ErrorStaysOne", "degree(works_with, p(1 / n)) > 0", "n: 0, parties: [{name: A}], ties: []",
     "fault 0..1"},
};
INSTANTIATE_TEST_SUITE_P(Known, JudgeNetworks, testing::ValuesIn(known), name_of);

const std::vector<Case> not_known{
    {"DensityOpen", "density(works_with) > 40%", unsure, "unknown 0..1; missing ties[3].firm"},
    {"DensityIsWithinItsEnds", "density(works_with) between 2 / 6 and 3 / 6", unsure, "met 1"},
    {"DegreeOfAnotherIsKnown", R"(degree(works_with, p("B")) = 2)", unsure, "met 1"},
    {"DegreeOpen", R"(degree(works_with, p("D")) = 1)", unsure,
     "unknown 0..1; missing ties[3].firm"},
    {"DegreeOfSomebody", "degree(works_with, ties[3].one) <= 3",
     "parties: [{name: A}, {name: B}, {name: C}, {name: D}], ties: [{one: A, other: B, firm: yes}, "
     "{one: B, other: C, firm: yes}, {other: C, firm: no}]",
     "met 1"},
    {"CutPointEitherWay", R"(list contains(cut points(works_with), p("B")))", unsure, "met 1"},
    {"CutPointOneWay", R"(list contains(cut points(works_with), p("C")))", unsure,
     "unknown 0..1; missing ties[3].firm"},
    {"CutPointNoWay", R"(list contains(cut points(works_with), p("A")))", unsure, "not met 0"},
    {"ComponentsOpen", "count(components(works_with)) = 1", unsure,
     "unknown 0..1; missing ties[3].firm"},
    {"ComponentsAtMost", "count(components(works_with)) <= 2", unsure, "met 1"},
    {"CentralisationOpen", "degree centralisation(works_with) > 50%", unsure,
     "unknown 0..1; missing ties[3].firm"},
    {"CentralisationEitherWay", "degree centralisation(works_with) > 30%", unsure, "met 1"},
    {"BetweennessEitherWay", R"(betweenness(works_with, p("B")) > 30%)", unsure, "met 1"},
    {"WithWhomIsNotKnown", R"(degree(works_with, p("A")) >= 2)", with_whom,
     "unknown 0..1; missing ties[3].other"},
    {"TiedOrNotHangsTogether", "count(components(works_with)) <= 2", with_whom, "met 1"},
    {"ReverseOfASureTieChangesNothing", "density(works_with) = 1",
     "parties: [{name: A}, {name: B}], ties: [{one: A, other: B, firm: yes}, {one: B, other: A}]",
     "met 1"},
    {"ReverseOfASureTieIsAnArc", "directed density(works_with) = 1",
     "parties: [{name: A}, {name: B}], ties: [{one: A, other: B, firm: yes}, {one: B, other: A}]",
     "unknown 0..1; missing ties[2].firm"},
    {"TiesOpen", "density(works_with) >= 33%",
     std::string_view("parties: [{name: A}, {name: B}, {name: C}], "
                      "ties: [{one: A, other: B, firm: yes}]\nopen lists: [ties]"),
     "met 1"},
    {"PartiesOpen", "density(works_with) <= 34%",
     "parties: [{name: A}, {name: B}, {name: C}], ties: [{one: A, other: B, firm: yes}]\n"
     "open lists: [parties]",
     "met 1"},
    {"PartiesOpenBelow", "density(works_with) >= 20%",
     "parties: [{name: A}, {name: B}, {name: C}], ties: [{one: A, other: B, firm: yes}]\n"
     "open lists: [parties]",
     "unknown 0..1; missing parties[*]"},
    {"PartiesOpenNeverNone", "density(works_with) > 0",
     "parties: [{name: A}, {name: B}, {name: C}], ties: [{one: A, other: B, firm: yes}]\n"
     "open lists: [parties]",
     "met 1"},
    {"PartiesOpenDegree", R"(degree(works_with, p("A")) = 1)",
     "parties: [{name: A}, {name: B}, {name: C}], ties: [{one: A, other: B, firm: yes}]\n"
     "open lists: [parties]",
     "met 1"},
    {"PartiesOpenCutPoints", "count(cut points(works_with)) = 1",
     "parties: [{name: A}, {name: B}, {name: C}], "
     "ties: [{one: A, other: B, firm: yes}, {one: C, other: B, firm: yes}]\nopen lists: [parties]",
     "met 1"},
    {"PartiesOpenApart", "count(components(works_with)) >= 2",
     "parties: [{name: A}, {name: B}, {name: C}], ties: [{one: A, other: B, firm: yes}]\n"
     "open lists: [parties]",
     "met 1"},
    {"PartiesNotKnown", "density(works_with) < 50%", "ties: [{one: A, other: B, firm: yes}]",
     "unknown 0..1; missing parties"},
    {"PartiesNotKnownWithoutTies", "directed density(works_with) <= 0", "ties: []",
     "unknown 1 may not count; missing parties"},
};
INSTANTIATE_TEST_SUITE_P(NotKnown, JudgeNetworks, testing::ValuesIn(not_known), name_of);

// ---------------------------------------------------------------- densities that were published

struct Published {
  int parties = 0;
  int ties = 0;
  std::string_view per_cent;
};
class Densities : public testing::TestWithParam<Published> {};

/// Each party is tied with those that follow it, round and round, until there are enough ties.
TEST_P(Densities, AreThoseThatWerePublished) {
  const auto& [parties, ties, per_cent] = GetParam();
  std::string names;
  for (int i = 0; i < parties; ++i) names += fmt::format("{}{{name: N{}}}", i == 0 ? "" : ", ", i);
  std::string pairs;
  for (int i = 0; i < ties; ++i)
    pairs += fmt::format("{}{{one: N{}, other: N{}, firm: yes}}", i == 0 ? "" : ", ", i % parties,
                         (i + 1 + i / parties) % parties);
  const LoadedText text(std::string(vocabulary) +
                        fmt::format("check \"c\" decimal(density(works_with) * 100, 3) = {} and "
                                    "density(works_with) = 2 * {} / ({} * {})",
                                    per_cent, ties, parties, parties - 1));
  const auto facts = text.read(fact_file("parties: [" + names + "], ties: [" + pairs + "]"));
  const auto evaluation = engine::evaluate(text.program(), facts);
  EXPECT_EQ(line_of(evaluation.rules[*text.program().rule("r")], facts), "met 1");
}
INSTANTIATE_TEST_SUITE_P(OfACareNetwork, Densities,
                         testing::Values(Published{192, 2480, "13.525"},
                                         Published{190, 1470, "8.187"},
                                         Published{190, 1336, "7.441"},
                                         Published{173, 825, "5.545"}, Published{185, 654, "3.843"},
                                         Published{149, 284, "2.576"}),
                         [](const auto& each) { return fmt::format("{}ties", each.param.ties); });

// ---------------------------------------------------------------- more ties than can be tried

TEST(Networks, WithMoreUnsureTiesThanCanBeTriedHaveTheWidestBounds) {
  std::string names;
  std::string pairs;
  for (int i = 0; i < 12; ++i) {
    names += fmt::format("{}{{name: N{}}}", i == 0 ? "" : ", ", i);
    pairs += fmt::format("{}{{one: N{}, other: N{}}}", i == 0 ? "" : ", ", i, (i + 1) % 12);
  }
  const auto judged = [&](std::string_view check) {
    const LoadedText text(std::string(vocabulary) + "check \"c\" " + std::string(check));
    const auto facts = text.read(fact_file("parties: [" + names + "], ties: [" + pairs + "]"));
    const auto evaluation = engine::evaluate(text.program(), facts);
    const auto line = line_of(evaluation.rules[*text.program().rule("r")], facts);
    return line.substr(0, line.find(';'));
  };
  EXPECT_EQ(judged("density(works_with) <= 12 / 66"), "met 1");
  EXPECT_EQ(judged("degree centralisation(works_with) between 0 and 1"), "met 1");
  EXPECT_EQ(judged("betweenness centralisation(works_with) > 50%"), "unknown 0..1");
  EXPECT_EQ(judged("count(components(works_with)) between 1 and 12"), "met 1");
  EXPECT_EQ(judged("count(cut points(works_with)) > 12"), "not met 0");
}

/// How many ties there are, surely and perhaps, of how many.
TEST(Networks, AProofSaysHowManyTiesThereAre) {
  const LoadedText text(std::string(vocabulary) + "check \"c\" density(works_with) > 40%");
  const auto facts = text.read(fact_file(unsure));
  engine::EvaluateOptions options;
  options.record = engine::Recording::all;
  const auto evaluation = engine::evaluate(text.program(), facts, options);
  const auto& trace = *evaluation.rules[*text.program().rule("r")].items[0].checks[0].trace;
  ASSERT_FALSE(trace.children.empty());
  const auto& measure = trace.children.front();
  ASSERT_EQ(measure.children.size(), 1U);
  EXPECT_EQ(to_text(measure.children[0].value, text.program().vocabulary),
            "{ties: 2, perhaps: 1, of: 6}");
}

}  // namespace
}  // namespace entente::tests
