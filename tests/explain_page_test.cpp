// What can be explained and what a page says of it: targets, proofs beyond one expression, answers
// that would decide, and that no proof is shown that does not stand.
#include <gmock/gmock.h>

#include <fmt/format.h>

#include "tests/support/explained.hpp"

namespace entente::tests {
namespace {

using namespace engine;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// `text: value` of each line, indented by two blanks a level.
std::string lines(const Explanation& proof, std::size_t indent = 0) {
  std::string text = std::string(indent, ' ') + proof.text + ": " + in_words(proof.value);
  if (!proof.reason.empty()) text += " (" + proof.reason + ")";
  text += '\n';
  for (const auto& reason : proof.because) text += lines(reason, indent + 2);
  return text;
}
std::string why(const Page& page) {
  std::string text;
  for (const auto& proof : page.why) text += lines(proof);
  return text;
}

constexpr std::string_view circle = R"(
record party "A partner"
  key name text
  size number
  trust number, 0 to 5
    good for 3 months
record wait "Who waits for whom"
  user party
  supplier party
  critical yes or no
fact parties "Partners" list of party
fact waits "Waits" list of wait
fact style "How decisions are taken" one of "vote", "agreement", "talk" or none
fact share "How much is done" number, 0 to 100
fact helper "Who helps" text or none
relation relies_on(party, party) "Who relies on whom"
  derive relies_on(w.user, w.supplier) for w in waits when w.critical
  derive relies_on(a, c) when relies_on(a, b) and relies_on(b, c)
relation of_size(party, number) "How large"
  derive of_size(p, p.size) for p in parties
define waiting(p) = parties[relies_on(p, item)]
infer mood "How it feels"
  case "well" when share >= 80
  case "fair" when share >= 40
  otherwise "badly"
rule base.circle "Nobody waits for itself"
  section base
  for each p in parties
  check "no circle" not(relies_on(p, p))
rule base.style "Decisions are agreed"
  section base
  weight 2, must
  check "agreed" style in ["vote", "agreement"]
rule base.both "Both hold"
  section base
  check "style" rule base.style is met
  check "mood" mood != "badly"
rule base.helped "Somebody helps"
  section base
  check "a helper" helper is not none
rule base.known "Trust is known"
  section base
  for each p in parties
  check "known" p.trust is known
rule other.wrong "A sum that cannot be"
  section elsewhere
  check "sum" every p in parties satisfies 1 / (p.size - p.size) > 1
scorecard ready "Ready?"
  section base "The base"
  verdict "yes" when score >= 80 and every must rule is met
  verdict "no" otherwise
scorecard late "Late?"
  section elsewhere "Elsewhere"
  verdict "yes" when score >= 80
  verdict "no" otherwise
)";
constexpr std::string_view circle_facts = R"(today: 2026-11-01
as of: 2026-10-30
facts:
  parties: [{name: A, size: 2, trust: 3}, {name: B, size: 3, trust: 4}]
  waits: [{user: A, supplier: B, critical: yes}, {user: B, supplier: A}]
  style: vote
evidence: [{fact: "parties[B].trust", on: 2026-01-01}]
)";

// -------------------------------------------------------------------- targets

struct TargetCase {
  std::string name, text, kind, shown;
};
class Targets : public testing::TestWithParam<TargetCase> {};
TEST_P(Targets, AreFound) {
  Explained circle_of(circle, circle_facts);
  const Page page = circle_of.page(GetParam().text);
  EXPECT_EQ(page.kind, GetParam().kind);
  EXPECT_EQ(page.name, GetParam().shown);
  EXPECT_EQ(page.fault, std::nullopt);
}
INSTANTIATE_TEST_SUITE_P(
    Of, Targets,
    testing::Values(TargetCase{"Rule", "base.style", "rule", "base.style"},
                    TargetCase{"RuleOfAnotherCard", "other.wrong", "rule", "other.wrong"},
                    TargetCase{"Check", "base.both/mood", "check", "base.both/mood"},
                    TargetCase{"Fact", "style", "fact", "style"},
                    TargetCase{"Path", "parties[A].trust", "fact", "parties[A].trust"},
                    TargetCase{"Definition", "waiting(A)", "definition", "waiting(A)"},
                    TargetCase{"Inference", "mood", "inference", "mood"},
                    TargetCase{"Relation", "relies_on", "relation", "relies_on"},
                    TargetCase{"Tuple", "relies_on( A, _ )", "relation", "relies_on(A, _)"},
                    TargetCase{"TupleByPosition", "relies_on(parties[1], _)", "relation",
                               "relies_on(A, _)"},
                    TargetCase{"Score", "score", "score", "score"},
                    TargetCase{"Section", "base", "section", "base"},
                    TargetCase{"SectionByWord", "section base", "section", "base"},
                    TargetCase{"Verdict", "yes", "verdict", "yes"},
                    TargetCase{"AnyVerdict", "verdict", "verdict", "verdict"}),
    [](const auto& each) { return each.param.name; });

struct NoTarget {
  std::string name, text, why;
};
class NoTargets : public testing::TestWithParam<NoTarget> {};
TEST_P(NoTargets, SayWhatIsNearest) {
  Explained circle_of(circle, circle_facts);
  const auto found = circle_of.find(GetParam().text);
  EXPECT_FALSE(found.target);
  EXPECT_EQ(found.why, GetParam().why);
}
INSTANTIATE_TEST_SUITE_P(
    Of, NoTargets,
    testing::Values(
        NoTarget{"Rule", "base.stile",
                 "there is no `base.stile` to explain; did you mean `base.style`?"},
        NoTarget{"Check", "base.both/moot",
                 "rule `base.both` has no check `moot`; did you mean `mood`?"},
        NoTarget{"Field", "parties[A].trst",
                 "there is no `parties[A].trst` to explain; did you mean `parties[A].trust`?"},
        NoTarget{"InsideMissing", "share.of.nothing", "there is no `share.of.nothing` to explain"},
        NoTarget{"Item", "relies_on(C, _)", "there is no party `C`"},
        NoTarget{"Count", "relies_on(A)", "`relies_on` takes 2 arguments: relies_on(…, …)"},
        NoTarget{"Column", "of_size(A, yes)",
                 "`yes` can't stand in this column, which holds: number"},
        NoTarget{"Inference", "relation mood",
                 "there is no relation `mood`; there is one to ask for as `infer mood`"},
        NoTarget{"OfAnotherKind", "rule style",
                 "there is no rule `style`; there is one to ask for as `fact style`"},
        NoTarget{"NearlyWithArguments", "relies(_, _)",
                 "there is no `relies(_, _)` to explain; did you mean `relies_on`?"},
        NoTarget{"Word", "section bse", "there is no section `bse`; did you mean `base`?"}),
    [](const auto& each) { return each.param.name; });

std::string needs_of(const Page& page) {
  std::string text;
  for (const WhyNot& open : page.why_not) {
    text += open.conclusion + (open.conclusion.empty() ? "" : ": ");
    for (const auto& condition : open.unmet) text += condition.need + "; ";
    for (const auto& condition : open.waiting) text += "? " + condition.need + "; ";
    if (!open.enough) text += "not enough: " + open.why;
    text += "\n";
  }
  return text;
}

// -------------------------------------------------------------------- proofs

TEST(Pages, GoOnIntoTheDerivationOfATuple) {
  const Page page = Explained(circle, circle_facts).page("relies_on(A, A)");
  EXPECT_EQ(why(page),
            "relies_on(A, A): not known\n"
            "  relies_on(A, B): yes\n"
            "    w.user: \"A\"\n"
            "    w.supplier: \"B\"\n"
            "    w.critical: yes\n"
            "  relies_on(B, A): not known\n"
            "    w.user: \"B\"\n"
            "    w.supplier: \"A\"\n"
            "    w.critical: not known (not supplied)\n");
  ASSERT_EQ(page.waits_for.size(), 1U);
  EXPECT_EQ(page.waits_for.front().fact, "waits[2].critical");
}

TEST(Pages, SayHowNearAClauseCameToATupleThatIsNotThere) {
  constexpr std::string_view facts = R"(
facts:
  parties: [{name: A}, {name: B}, {name: C}]
  waits: [{user: A, supplier: B, critical: yes}, {user: B, supplier: A, critical: no}]
)";
  Explained circle_of(circle, facts);
  EXPECT_EQ(why(circle_of.page("relies_on(B, A)")),
            "derive relies_on(w.user, w.supplier): no\n"
            "  w in waits: waits[2]\n"
            "  w.critical: no\n"
            "derive relies_on(a, c): no\n"
            "  relies_on(B, _): no\n"
            "    derive relies_on(w.user, w.supplier): no\n"
            "      w in waits: waits[2]\n"
            "      w.critical: no\n"
            "    derive relies_on(a, c): no\n"
            "      relies_on(B, _): no\n");
  EXPECT_EQ(why(circle_of.page("relies_on(A, C)")),
            "derive relies_on(w.user, w.supplier): no\n"
            "  a fitting w in waits: no\n"
            "derive relies_on(a, c): no\n"
            "  relies_on(A, B): yes\n"
            "  relies_on(B, C): no\n"
            "    derive relies_on(w.user, w.supplier): no\n"
            "      a fitting w in waits: no\n"
            "    derive relies_on(a, c): no\n"
            "      relies_on(B, _): no\n"
            "        derive relies_on(w.user, w.supplier): no\n"
            "          w in waits: waits[2]\n"
            "          w.critical: no\n"
            "        derive relies_on(a, c): no\n"
            "          relies_on(B, _): no\n");
}

TEST(Pages, SayWhyAnItemDoesNotDoWhoseArgumentsAreNotKnown) {
  constexpr std::string_view facts = R"(
facts:
  parties: [{name: A}, {name: B}]
  waits: [{user: A, supplier: B, critical: yes}, {critical: no}]
)";
  Explained circle_of(circle, facts);
  const Page page = circle_of.page("relies_on(A, A)");
  EXPECT_FALSE(page.fault) << page.fault->where << ": " << page.fault->why;
  EXPECT_EQ(why(page),
            "derive relies_on(w.user, w.supplier): no\n"
            "  w in waits: waits[2]\n"
            "  w.critical: no\n"
            "derive relies_on(a, c): no\n"
            "  relies_on(A, B): yes\n"
            "  relies_on(B, A): no\n"
            "    derive relies_on(w.user, w.supplier): no\n"
            "      w in waits: waits[2]\n"
            "      w.critical: no\n"
            "    derive relies_on(a, c): no\n"
            "      relies_on(B, _): no\n"
            "        derive relies_on(w.user, w.supplier): no\n"
            "          w in waits: waits[2]\n"
            "          w.critical: no\n"
            "        derive relies_on(a, c): no\n"
            "          relies_on(B, _): no\n");
}

/// What is not known is no reason for a no: what comes after it is told.
TEST(Pages, NameTheTupleThatAComputedArgumentAsksFor) {
  constexpr std::string_view rules = R"(
record party "A party"
  key name text
record tie "A tie"
  a party
  b party
  weight number, 0 to 10
fact parties list of party
fact ties list of tie
relation edge(party, party) "Edge"
  derive edge(t.a, t.b) for t in ties when t.weight >= 9
relation hub(party) "Hub"
  derive hub(p) for p in parties when edge(p, parties[1])
relation mutual(party) "Mutual"
  derive mutual(p) for p in parties when edge(p, q) and edge(q, p)
)";
  Explained explained(rules, fact_file("parties: [{name: A}, {name: D}], ties: [{a: A, b: D}, "
                                       "{b: D, weight: 4}]"));
  const Page hub = explained.page("hub(A)");
  EXPECT_EQ(why(hub),
            "derive hub(p): no\n"
            "  p in parties: \"A\"\n"
            "  edge(A, A): no\n"
            "    derive edge(t.a, t.b): no\n"
            "      a fitting t in ties: no\n");
  EXPECT_EQ(needs_of(hub),
            "one `t` in `ties`, so that `t.a` is A and `t.b` is A and `t.weight >= 9`; \n");
  const Page mutual = explained.page("mutual(A)");
  EXPECT_EQ(why(mutual),
            "derive mutual(p): no\n"
            "  edge(A, D): not known\n"
            "  p in parties: \"A\"\n"
            "  edge(D, A): no\n"
            "    derive edge(t.a, t.b): no\n"
            "      a fitting t in ties: no\n");
  EXPECT_EQ(needs_of(explained.page("edge(A, D)")), "");
  const Page other = explained.page("edge(D, D)");
  EXPECT_EQ(why(other),
            "derive edge(t.a, t.b): no\n"
            "  t in ties: ties[2]\n"
            "  t.weight >= 9: no\n"
            "    t.weight: 4\n");
  EXPECT_EQ(needs_of(other),
            "`weight` of ties[2] at least 9 (now 4, 5 more); ? `a` of ties[2] to be D; \n");
}

TEST(Pages, ProveAVerdictByTheScoresAsTheyWereNarrowed) {
  constexpr std::string_view rules = R"(
fact p yes or no
rule a "A"  section s  check "c" p
rule b "B"  section s  check "c" not(p)
scorecard card "Card"
  section s "S"
  verdict "half" when score >= 50
  verdict "less" otherwise
)";
  const Page page = Explained(rules, "facts: {}").page("half");
  EXPECT_EQ(page.standing, "certain");
  EXPECT_EQ(why(page), "half: certain\n  score >= 50: yes\n    score: 50\n");
}

TEST(Pages, ShowWhatIsOnlyPerhapsInAList) {
  constexpr std::string_view rules = R"(
fact xs list of number
fact n number
rule a "A"
  section s
  check "two" count(intersection of [[1, 2], xs]) = 2
  check "large" count([1, n][item > 1]) = 1
scorecard card "Card"
  section s "S"
  verdict "any" otherwise
)";
  Explained page_of(rules, "facts: {xs: [1, 5]}\nopen lists: [xs]");
  EXPECT_EQ(in_words(*page_of.page("xs").value), "[1, 5, perhaps more]");
  EXPECT_EQ(in_words(*page_of.page("xs[*]").value), "not known");
  EXPECT_EQ(why(page_of.page("a/two")),
            "count(intersection of [[1, 2], xs]) = 2: not known\n"
            "  count(intersection of [[1, 2], xs]): not known (1 to 2)\n"
            "    intersection of [[1, 2], xs]: [1, perhaps 2]\n"
            "      [[1, 2], xs]: [[1, 2], [1, 5, perhaps more]]\n"
            "        xs: [1, 5, perhaps more]\n");
}

TEST(Pages, ProveWhatOneItemSettlesWhileAnotherIsInFault) {
  constexpr std::string_view rules = R"(
record piece "A piece"
  key name text
  a yes or no
  b number
fact items list of piece
rule r "R"
  section s
  for each p in items
  check "a" p.a
  check "b" 1 / p.b > 0.5
  credit by share of checks
scorecard card "Card"
  section s "S"
  verdict "any" otherwise
)";
  for (const char* b : {"b: 0, ", ""}) {
    const Page page = Explained(rules, fact_file(fmt::format("items: [{{name: A, {}a: yes}}, "
                                                             "{{name: B, a: no, b: 10}}]",
                                                             b)))
                          .page("r");
    EXPECT_EQ(page.outcome, Outcome::partly_met);
    EXPECT_FALSE(page.fault) << page.fault->where << ": " << page.fault->why;
  }
}

TEST(Pages, ProveTheCreditOfARule) {
  constexpr std::string_view rules = R"(
fact n number
rule a "A"
  section s
  check "enough" n >= 5
  credit 50% when n >= 3
scorecard card "Card"
  section s "S"
  verdict "any" otherwise
)";
  EXPECT_EQ(why(Explained(rules, "facts: {n: 4}").page("a")),
            "enough: not met\n  n >= 5: no\n    n: 4\ncredit 50% when n >= 3: yes\n  n: 4\n");
}

TEST(Pages, GoOnIntoTheChecksOfARuleThatIsAsked) {
  const Page page = Explained(circle, circle_facts).page("base.both/style");
  EXPECT_EQ(why(page),
            "rule base.style is met: yes\n"
            "  Decisions are agreed (base.style): met\n"
            "    agreed: met\n"
            "      style in [\"vote\", \"agreement\"]: yes\n"
            "        style: \"vote\"\n");
}

TEST(Pages, OfAnInferenceShowEachCaseThatWasTried) {
  const Page page = Explained(circle, circle_facts).page("mood");
  EXPECT_EQ(why(page),
            "case \"well\" when share >= 80: not known\n"
            "  share: not known (0 to 100) (not supplied)\n"
            "case \"fair\" when share >= 40: not known\n"
            "  share: not known (0 to 100) (not supplied)\n");
  EXPECT_EQ(in_words(*page.value), "not known (\"well\" or \"fair\" or \"badly\")");
}

TEST(Pages, SayThatAFactIsStaleWhereItIsAskedWhetherItIsKnown) {
  const Page page = Explained(circle, circle_facts).page("base.known");
  EXPECT_THAT(why(page),
              HasSubstr("p.trust is known: no\n      p.trust: not known (0 to 5) (stale)"));
}

TEST(Pages, SayWhyAnErrorIsOneInsideALoopToo) {
  const Page page = Explained(circle, circle_facts).page("other.wrong");
  EXPECT_THAT(why(page), HasSubstr("1 / (p.size - p.size) > 1: an error: "));
  EXPECT_THAT(why(page), HasSubstr("divi"));
}

TEST(Pages, OfAFactNameTheRulesThatReadIt) {
  Explained all(circle, circle_facts);
  const Page trust = all.page("parties[A].trust");
  ASSERT_EQ(trust.read_by.size(), 1U);  // base.circle reads the list around it only
  EXPECT_EQ(trust.read_by.front().id, "base.known");
  EXPECT_THAT(all.page("parties[A]").read_by, Not(IsEmpty()));
}

TEST(Pages, ShowAsManyLevelsAsAskedFor) {
  const Page page = Explained(circle, circle_facts).page("base.both");
  for (const auto& proof : page.why) EXPECT_FALSE(proof.cut);
  Explanation proof = page.why.front();
  cut_below(proof, 1);
  ASSERT_EQ(proof.because.size(), 1U);
  EXPECT_TRUE(proof.because.front().cut);
  EXPECT_THAT(proof.because.front().because, IsEmpty());
}

TEST(Pages, SayWhereThePointsAreLost) {
  const Page page = Explained(circle, circle_facts).page("score");
  ASSERT_FALSE(page.points.empty());
  EXPECT_EQ(page.points.front().id, "base");
  Bounds got{0, 0, true};
  for (const PointsRow& row : page.points) {
    if (row.level == 0) continue;
    got.low += row.got.low;
    got.high += row.got.high;
  }
  EXPECT_EQ(got.low, page.score->low);
  EXPECT_EQ(got.high, page.score->high);
}

TEST(Pages, AreNotShownWhenAProofDoesNotStand) {
  Explained spoilt(circle, circle_facts);
  EXPECT_EQ(spoilt.page("base.both").fault, std::nullopt);
  const auto rule = *spoilt.program().rule("base.style");
  spoilt.evaluation().rules[rule].items.front().checks.front().trace->value = Value::boolean(false);
  const Page page = spoilt.page("base.both");  // its proof goes on into that rule
  ASSERT_TRUE(page.fault);
  EXPECT_THAT(page.fault->where, HasSubstr("base.style"));
}

TEST(Derivations, AreKeptWhereSomethingMayBeExplained) {
  const LoadedText loaded(circle);
  const FactBase facts = loaded.read(circle_facts);
  EvaluateOptions options;
  EXPECT_FALSE(evaluate(loaded.program(), facts, options).relations->with_derivations);
  options.record = Recording::all;
  EXPECT_TRUE(evaluate(loaded.program(), facts, options).relations->with_derivations);
}

// -------------------------------------------------------------------- answers that decide

struct DecidedCase {
  std::string name, target, answers;
};
class Decided : public testing::TestWithParam<DecidedCase> {};
TEST_P(Decided, BySingleAnswers) {
  Explained all(circle, circle_facts);
  EXPECT_EQ(all.decided_by(GetParam().target), GetParam().answers);
}
INSTANTIATE_TEST_SUITE_P(
    Of, Decided,
    testing::Values(
        DecidedCase{"YesOrNo", "relies_on(A, A)",
                    "waits[2].critical: yes settles it: yes; waits[2].critical: no settles it: no"},
        DecidedCase{"Number", "mood",
                    "share: less than 40 settles it: \"badly\"; share: 40 or more and less than 80 "
                    "settles it: \"fair\"; share: 80 or more settles it: \"well\""},
        DecidedCase{"CheckOfARule", "base.both",
                    "share: less than 40 settles it: not met; share: 40 or more settles it: met"},
        DecidedCase{"NoneOrElse", "base.helped",
                    "helper: none settles it: not met; helper: any but none settles it: met"},
        DecidedCase{"Known", "base.style", "nothing is open"}),
    [](const auto& each) { return each.param.name; });

constexpr std::string_view open_lists = R"(
record party "A party"
  key name text
  ok yes or no
record tie "A tie"
  a party
  b party or none
fact parties list of party
fact ties list of tie
fact flag yes or no
relation edge(party, party) "Edge"
  derive edge(t.a, t.b) for t in ties
define chosen = if flag then parties[ok] else parties
define good = parties[ok]
rule r "R"
  section s
  check "x" count(good) > 5 and edge(_, _)
scorecard card "Card"
  section s "S"
  verdict "any" otherwise
)";
constexpr std::string_view open_lists_facts =
    "facts:\n  parties: [{name: A, ok: yes}, {name: B}, {name: C, ok: no}]\n"
    "  ties: [{a: A, b: B}, {a: B}]\n";
class DecidedWhole : public testing::TestWithParam<DecidedCase> {};
TEST_P(DecidedWhole, OnlyOnceAllOfItIsKnown) {
  Explained all(open_lists, open_lists_facts);
  EXPECT_EQ(all.decided_by(GetParam().target), GetParam().answers);
}
INSTANTIATE_TEST_SUITE_P(
    Of, DecidedWhole,
    testing::Values(
        DecidedCase{"AListThatStaysOpen", "chosen", "flag: no settles it: [A, B, C]"},
        DecidedCase{"AListWithWhatIsPerhapsInIt", "good",
                    "parties[B].ok: yes settles it: [A, B]; parties[B].ok: no settles it: [A]"},
        DecidedCase{"ATupleWithAnything", "edge(_, C)",
                    "ties[2].b: \"A\" or \"B\" or none settles it: no; ties[2].b: \"C\" settles "
                    "it: yes"},
        DecidedCase{"ATupleThatIsThere", "edge(_, B)", "nothing is open"}),
    [](const auto& each) { return each.param.name; });

TEST(Pages, NameTheFactsThatATupleWaitsFor) {
  Explained all(open_lists, open_lists_facts);
  EXPECT_THAT(all.page("edge(B, C)").value->missing, testing::ElementsAre("ties[2].b"));
  EXPECT_THAT(all.page("edge(A, B)").value->missing, IsEmpty());
}

TEST(Page, TriesWhoIsListed) {
  Explained trips(
      "record person \"A person\"\n  key name text\n  licence yes or no\n"
      "fact people list of person\nfact driver person or none\n"
      "scorecard card \"Card\"\n  section s \"S\"\n  verdict \"any\" otherwise\n"
      "rule r \"R\"\n  section s\n  check \"c\" driver.licence = yes\n",
      fact_file("people: [{name: A, licence: yes}, {name: B, licence: no}]"));
  EXPECT_EQ(trips.decided_by("r"),
            "driver: \"A\" settles it: met; driver: \"B\" or none settles it: not met");
}

// ------------------------------------------------------------- what it would take

struct TakeCase {
  std::string name, target, needs;
};
class WouldTake : public testing::TestWithParam<TakeCase> {};
TEST_P(WouldTake, IsSaidOfWhatIsConcluded) {
  Explained explained(
      "record party \"A party\"\n  key name text\n  depth number, 0 to 10\n"
      "record tie \"A tie\"\n  a party\n  b party\n  close yes or no\n"
      "fact parties list of party\nfact ties list of tie\nfact staff number\n"
      "relation sized(party, number) \"Sized\"\n"
      "  derive sized(p, p.depth) for p in parties when p.depth > 8\n"
      "define sunk(p) = p.depth < 0\n"
      "relation near(party, party) \"Near\"\n  derive near(t.a, t.b) for t in ties when t.close\n"
      "relation linked(party, party) \"Linked\"\n  derive linked(x, y) when near(x, y)\n"
      "  derive linked(x, z) when linked(x, y) and near(y, z)\n"
      "relation grown(party) \"Grown\"\n  derive grown(p) for p in parties when staff > 9 and "
      "staff < 99\n"
      "define large = staff > 50\n"
      "infer standing(p) \"Standing\"\n  case \"hub\" when linked(p, _)\n"
      "  case \"big\" when large\n  otherwise \"alone\"\n"
      "scorecard card \"Card\"\n  section s \"S\"\n  verdict \"far\" when staff >= 7\n"
      "  verdict \"middling\" when staff >= 5\n  verdict \"any\" otherwise\n"
      "rule r \"R\"\n  section s\n  for each p in parties\n  check \"c\" linked(p, _)\n",
      fact_file("staff: 7, parties: [{name: A, depth: 5}, {name: B}, {name: C}, {name: D}], "
                "ties: [{a: A, b: B, close: yes}, {a: B, b: C, close: no}]"));
  EXPECT_EQ(needs_of(explained.page(GetParam().target)), GetParam().needs);
}
INSTANTIATE_TEST_SUITE_P(
    Of, WouldTake,
    testing::Values(
        TakeCase{"TupleByACondition", "near(B, C)", "`close` of ties[2] to be yes; \n"},
        TakeCase{"TupleByANewItem", "near(C, D)",
                 "one `t` in `ties`, so that `t.a` is C and `t.b` is D and `t.close`; \n"},
        TakeCase{"TupleByATuple", "linked(B, C)", "`close` of ties[2] to be yes; \n"},
        TakeCase{"TupleByTwoConditions", "grown(A)",
                 "`staff` above 9 (now 7), with `staff < 99` still yes; \n"},
        TakeCase{"TupleThatNoItemCanBe", "sized(A, 5)",
                 "`depth` of A above 8 (now 5); not enough: no answers were found: those tried "
                 "change something else that it rests on\n"},
        TakeCase{"VerdictBelowAnother", "middling",
                 "`staff` below 7 (now 7), with `staff >= 5` still yes; \n"},
        TakeCase{"Definition", "large", "`staff` above 50 (now 7); \n"},
        TakeCase{"BeyondTheRangeOfAField", "sunk(A)",
                 "not enough: no answer for `depth` of A gives `p.depth < 0`\n"},
        TakeCase{"Conclusions", "standing(C)",
                 "\"hub\": `linked(C, _)` to hold; \n\"big\": `staff` above 50 (now 7); \n"},
        TakeCase{"EarlierCasesMustNotHold", "standing(A)",
                 "\"big\": `linked(A, _)` not to hold; `staff` above 50 (now 7); \n"
                 "\"alone\": `linked(A, _)` not to hold; \n"}),
    [](const auto& each) { return each.param.name; });

constexpr std::string_view tuples = R"(
record party "A party"
  key name text
  ok yes or no
  kind one of "x", "y"
record tie "A tie"
  a party
  b party
  close yes or no
fact parties list of party
fact ties list of tie
relation edge(party, party) "Edge"
  derive edge(t.a, t.b) for t in ties when t.close
relation self(party, party) "Alone"
  derive self(x, x) for x in parties when not(x.ok)
relation apart(party, party) "Apart"
  derive apart(x, y) for x, y in parties when x != y and not(edge(x, y))
relation linked(party, party) "Linked"
  derive linked(x, y) for x, y in parties when x != y and edge(x, y)
  derive linked(t.a, t.b) for t in ties when not(t.close)
relation beside(party) "Beside"
  derive beside(x) when apart(x, x)
relation steps(party, number) "Steps"
  derive steps(p, 0) for p in parties when p.ok
  derive steps(y, n + 1) when steps(x, n) and edge(x, y) and n < 3
relation kind_of(party, text) "Kind"
  derive kind_of(p, p.kind) for p in parties
  derive kind_of(y, g) when kind_of(x, g) and edge(x, y) and g != "x"
relation ties_of(party, number) "Ties"
  derive ties_of(p, count(parties[edge(p, item)])) for p in parties
relation near(party, number) "Near"
  derive near(y, n) when steps(x, n) and edge(x, y) and n >= 1 and y.ok
scorecard card "Card"
  section s "S"
  verdict "any" otherwise
rule r "R"
  section s
  check "c" self(_, _)
)";
class TupleWouldTake : public testing::TestWithParam<TakeCase> {};
TEST_P(TupleWouldTake, NothingThatItContradicts) {
  Explained explained(tuples, fact_file("parties: [{name: A, ok: yes, kind: x}, {name: B, ok: no, "
                                        "kind: y}, {name: C, ok: no, kind: y}], ties: [{a: A, b: "
                                        "B, close: yes}, {a: B, b: C, close: no}]"));
  const Page page = explained.page(GetParam().target);
  EXPECT_FALSE(page.fault) << page.fault->where << ": " << page.fault->why;
  EXPECT_FALSE(page.why.empty());
  EXPECT_EQ(needs_of(page), GetParam().needs);
}
INSTANTIATE_TEST_SUITE_P(
    Of, TupleWouldTake,
    testing::Values(
        TakeCase{"OneAsTwo", "self(A, B)", "not enough: `x` would have to be A and B\n"},
        TakeCase{"TwoAsOne", "apart(A, A)",
                 "not enough: no answer changes `x != y`: `x` is A, `y` is A\n"},
        TakeCase{"ByAnotherClause", "linked(A, A)",
                 "one `t` in `ties`, so that `t.a` is A and `t.b` is A and `not(t.close)`; \n"},
        TakeCase{"OfATupleThatCantBe", "beside(A)",
                 "not enough: no answer changes `x != y`: `x` is A, `y` is A\n"},
        TakeCase{"AnotherConstant", "steps(C, 4)",
                 "`y` is C and `n + 1` is 4 and `steps(x, n)` and `edge(x, y)` and "
                 "`n < 3`; not enough: it was not tried whether this is enough\n"},
        TakeCase{"AnArgumentThatIsAFact", "kind_of(B, \"x\")",
                 "`kind` of B to be \"x\" (now \"y\"); \n"},
        TakeCase{"AnArgumentOutOfItsRange", "kind_of(B, \"z\")",
                 "`kind` of B to be \"z\" (now \"y\"); not enough: no answer for `kind` of B gives "
                 "\"z\"\n"},
        TakeCase{"AnArgumentThatIsNoFact", "ties_of(A, 7)",
                 "`count(parties[edge(p, item)])` to be 7 (now 1); not enough: it was not tried "
                 "whether this is enough\n"},
        TakeCase{"WhatARowSays", "near(B, 0)",
                 "not enough: no answer changes `n >= 1`: `n` is 0\n"}),
    [](const auto& each) { return each.param.name; });

TEST(Pages, LeaveAnArgumentThatMayStay) {
  Explained explained(R"(
record party "A party"
  key name text
  boss party or none
fact parties list of party
fact settled yes or no
relation reports(party, party) "Reports to"
  derive reports(p, p.boss) for p in parties when settled
relation answers(party, party) "Answers to"
  derive answers(x, y) when reports(x, y)
  derive answers(x, z) when answers(x, y) and reports(y, z)
scorecard card "Card"
  section s "S"
  verdict "any" otherwise
rule r "R"
  section s
  check "c" answers(_, _)
)",
                      fact_file("parties: [{name: A, boss: B}, {name: B, boss: C}, "
                                "{name: C, boss: null}], settled: no"));
  EXPECT_EQ(needs_of(explained.page("answers(A, C)")), "`settled` to be yes; \n");
}

class OfAnItem : public testing::TestWithParam<TakeCase> {};
TEST_P(OfAnItem, TheOtherSideIsAsked) {
  Explained explained(R"(
record party "A party"
  key name text
  boss party or none
fact parties list of party
fact lead party or none
fact team list of party in parties
scorecard card "Card"
  section s "S"
  verdict "any" otherwise
rule r "R"
  section s
  for each p in parties
  check "c" )" + std::string(GetParam().target) +
                          "\n",
                      fact_file("parties: [{name: A, boss: null}], lead: null, team: []"));
  EXPECT_EQ(needs_of(explained.page("rule r")), GetParam().needs);
}
INSTANTIATE_TEST_SUITE_P(
    Of, OfAnItem,
    testing::Values(TakeCase{"Equal", "p = lead", "`lead` to be \"A\" (now none); \n"},
                    TakeCase{"AField", "p = p.boss", "`boss` of A to be \"A\" (now none); \n"},
                    TakeCase{"InNames", "\"Z\" in parties.name",
                             "`parties.name` to hold \"Z\"; \n"},
                    TakeCase{"In", "p in team", "`team` to hold \"A\"; \n"}),
    [](const auto& each) { return each.param.name; });

TEST(Pages, ClaimNothingOfAListThatHoldsNothing) {
  Explained explained(R"(
record party "A party"
  key name text
  staff number
fact parties list of party
fact lead party
fact least number
define large = parties[staff > least]
scorecard card "Card"
  section s "S"
  verdict "any" otherwise
rule r "R"
  section s
  check "c" lead in large
)",
                      fact_file("parties: [{name: A, staff: 3}], lead: A, least: 9"));
  EXPECT_EQ(needs_of(explained.page("rule r")),
            "`large` to hold \"A\"; not enough: whether this is enough was not found\n");
}

TEST(Pages, ProveEveryNo) {
  Explained explained(tuples, fact_file("parties: [{name: A, ok: yes, kind: x}, {name: B, ok: no, "
                                        "kind: y}], ties: [{a: A, b: B, close: yes}]"));
  EXPECT_EQ(why(explained.page("self(A, B)")),
            "derive self(x, x): no\n"
            "  x is A and B: no\n");
  EXPECT_EQ(why(explained.page("steps(B, 4)")),
            "derive steps(p, 0): no\n"
            "  0 is 4: no\n"
            "derive steps(y, n + 1): no\n"
            "  steps(A, 0): yes\n"
            "  n + 1 is 4: no\n"
            "    n + 1: 1\n"
            "      n: 0\n"
            "derive steps(y, n + 1): no\n"
            "  steps(B, 1): yes\n"
            "  n + 1 is 4: no\n"
            "    n + 1: 2\n"
            "      n: 1\n");
}

/// What is none stands in no tuple: nothing comes near to it.
TEST(Pages, ProveThatNoTupleHoldsWhatIsNone) {
  Explained explained(
      "record party \"A party\"\n  key name text\n  boss party or none\n"
      "fact parties list of party\nfact lead party or none\n"
      "relation knows(party, party) \"Knows\"\n  derive knows(p, p.boss) for p in parties\n"
      "scorecard card \"Card\"\n  section s \"S\"\n  verdict \"any\" otherwise\n"
      "rule r \"R\"\n  section s\n  check \"c\" some p in parties satisfies knows(p, lead)\n"
      "rule only \"O\"\n  section s\n  for each p in parties\n  check \"c\" knows(p, lead)\n",
      fact_file("parties: [{name: A}], lead: null"));
  const Page page = explained.page("r");
  EXPECT_FALSE(page.fault) << page.fault->where << ": " << page.fault->why;
  EXPECT_THAT(why(page), HasSubstr("knows(p, lead): no\n      lead: none\n"));
  EXPECT_EQ(needs_of(explained.page("only")), "`knows(A, lead)` to hold; \n");
}

/// The argument that has to change is what a tuple rests on that was matched.
TEST(Pages, TryAnArgumentThatHasToChange) {
  Explained explained(
      "record party \"A party\"\n  key name text\n  boss party or none\n"
      "fact parties list of party\n"
      "relation edge(party, party) \"Edge\"\n  derive edge(p, p.boss) for p in parties\n"
      "relation two(party, party) \"Two\"\n  derive two(x, z) when edge(x, y) and edge(y, z)\n"
      "define all = parties[edge(item, _)]\n"
      "scorecard card \"Card\"\n  section s \"S\"\n  verdict \"any\" otherwise\n"
      "rule r \"R\"\n  section s\n  check \"c\" two(_, _)\n  check \"d\" count(all) > 3\n"
      "  check \"e\" count(all) > 4\n",
      fact_file("parties: [{name: A, boss: A}, {name: B, boss: null}, {name: C, boss: null}]"));
  EXPECT_EQ(needs_of(explained.page("edge(A, C)")), "`boss` of A to be C (now A); \n");
  EXPECT_EQ(needs_of(explained.page("two(A, C)")),
            "`boss` of A to be C (now A); not enough: no answers were found: those tried change "
            "something else that it rests on\n");
  const Page page = explained.page("r");
  ASSERT_EQ(page.why.size(), 3U);
  const auto& again = page.why[2].because[0].because[0];
  ASSERT_EQ(again.because.size(), 1U);
  EXPECT_TRUE(again.because[0].told_above) << why(page);
}

constexpr std::string_view two_checks = R"(
fact p yes or no
fact q yes or no
fact parts list of number
rule base.two "Either will do"
  section base
  any check
  check "first" p
  check "second" p and q
rule base.each "Each is large"
  section base
  for each x in parts
  check "large" x > 1000
rule base.all "All are large"
  section base
  check "large" every x in parts satisfies x > 1000
scorecard ready "Ready?"
  section base "The base"
  verdict "yes" when score >= 80
  verdict "no" otherwise
)";
std::string many_parts() {
  std::string numbers;
  for (int i = 1; i <= 300; ++i) numbers += (i == 1 ? "" : ", ") + std::to_string(i);
  return fact_file("p: no, q: no, parts: [" + numbers + "]");
}

TEST(Page, OfACheckSaysWhatItAloneWouldTake) {
  Explained of(two_checks, many_parts());
  const Page page = of.page("base.two/second");
  ASSERT_EQ(page.why_not.size(), 1U);
  ASSERT_EQ(page.why_not[0].unmet.size(), 2U);
  EXPECT_EQ(page.why_not[0].unmet[0].need, "`p` to be yes");
  EXPECT_EQ(page.why_not[0].unmet[1].need, "`q` to be yes");
}

TEST(Page, ShowsWhatFiftyItemsWouldTake) {
  Explained of(two_checks, many_parts());
  const Page each = of.page("base.each");
  EXPECT_EQ(each.why_not.size(), 50U);
  EXPECT_EQ(each.more_why_not, 250U);
  const Page all = of.page("base.all");
  ASSERT_EQ(all.why_not.size(), 1U);
  EXPECT_EQ(all.why_not[0].unmet.size(), 50U);
  EXPECT_EQ(all.why_not[0].more, 250U);
}

constexpr std::string_view two_lists = R"(
record party "A partner"
  key name text
  size number
record task "A task"
  key name text
  x number
fact parties "Partners" list of party
fact tasks "Tasks" list of task
define double(t) = t.x * 2
relation half(party, number) "Half"
  derive half(p, 1 / (p.size - 3)) for p in parties
rule only.rule "R"
  section s
  check "c" count(tasks) > 0
scorecard card "C"
  section s "S"
  verdict "v" otherwise
)";
constexpr std::string_view two_lists_facts = R"(facts:
  parties: [{name: A, size: 3}, {name: "B, C", size: 4}]
  tasks: [{name: A, x: 7}]
)";

TEST(Pages, AskWhichListAKeyIsOf) {
  Explained two(two_lists, two_lists_facts);
  EXPECT_EQ(two.find("double(A)").why,
            "`A` stands in several lists: write `parties[A]` or `tasks[A]`");
  EXPECT_EQ(in_words(*two.page("double(tasks[A])").value), "14");
}

TEST(Pages, OfARecordShowItsFields) {
  Explained two(two_lists, two_lists_facts);
  EXPECT_EQ(why(two.page("tasks[A]")),
            "tasks[A]: \"A\"\n  tasks[A].name: \"A\"\n  tasks[A].x: 7\n");
}

TEST(Pages, TellOfAClauseInError) {
  Explained two(two_lists, two_lists_facts);
  const Page page = two.page("half(parties[A], _)");
  EXPECT_THAT(why(page), HasSubstr("1 / (p.size - 3): an error: a division by 0"));
  EXPECT_THAT(why(page), Not(HasSubstr("a fitting")));
  EXPECT_EQ(page.beyond, 1U);  // that no clause derives it in another way
}

TEST(Pages, NameTuplesAsTheyAreAskedFor) {
  Explained two(two_lists, two_lists_facts);
  EXPECT_EQ(two.page("half(\"B, C\", 1)").name, "half(\"B, C\", 1)");
}

TEST(Pages, SayWhatHasToStayWhenOneFactIsAskedTwice) {
  constexpr std::string_view rules = R"(
fact n number
rule only.rule "R"
  section s
  check "c" n >= 20 and n <= 25
scorecard card "C"
  section s "S"
  verdict "v" otherwise
)";
  const Page page = Explained(rules, "facts: {n: 5}").page("only.rule");
  EXPECT_EQ(page.why_not.front().unmet.front().need,
            "`n` at least 20 (now 5, 15 more), with `n <= 25` still yes");
}

}  // namespace
}  // namespace entente::tests
