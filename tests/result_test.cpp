// From rules and facts as text to the result: proofs, items, missing facts, order.
#include "engine/result.hpp"

#include <gmock/gmock.h>

#include "cli/report/proof.hpp"
#include "engine/explain/fact_value.hpp"
#include "engine/facts/read_facts.hpp"
#include "engine/load_rules.hpp"

namespace entente::engine {
namespace {

using testing::ElementsAre;

constexpr std::string_view head = R"(language 1
pack p 1.0 "P"
record party "A party"
  key name text
  staff number, 0 or more
    ask each party "How many are you?" effort 15 minutes
  values list of text
  plan plan
record plan "A plan"
  made yes or no
  due date
fact parties list of party
fact agreed yes or no
  good for 6 months
fact model one of "a", "b"
fact started date
define big = parties[staff >= 10]
define shared = intersection of parties.values
scorecard s "S"
  combine by weighted share
  section one "One" weight 1
  section two "Two" weight 1
  verdict "good" when score >= 60
  verdict "bad" otherwise
rule z.keep "Every fact is read" section two
  check "c" agreed and model = "a" and started before today and count(shared) >= 0
)";

constexpr std::string_view facts_text = R"(partnership: P
today: 2026-11-01
as of: 2026-10-01
facts:
  agreed: no
  model: b
  started: 2026-03-01
  parties:
    - {name: A, staff: 4, values: [x, y], plan: {made: yes, due: 2026-10-01}}
    - {name: B, staff: 12, values: [y], plan: {made: no, due: 2026-12-01}}
    - {name: C, values: [y, z]}
    - {name: D, staff: 30, values: [y], plan: {made: no, due: 2026-12-01}}
    - {name: E, staff: 31, values: [y], plan: {made: no, due: 2026-12-01}}
evidence:
  - {fact: agreed, on: 2026-08-01, source: minutes, by: "C. Lee"}
)";

class Judged {
 public:
  explicit Judged(const std::string& rules, std::string_view facts = facts_text) {
    const auto file = sources_.add("p.rules", std::string(head) + rules);
    loaded_ = load_rules(sources_, std::span(&file, 1));
    for (const auto& diagnostic : loaded_.diagnostics)
      EXPECT_NE(diagnostic.severity, grammar::Severity::error)
          << grammar::render(diagnostic, sources_);
    const auto document = read_document(sources_, sources_.add("f.yaml", std::string(facts)));
    ReadFactsOptions options;
    options.run_date = *parse_date("2026-11-01");
    facts_ = read_facts(document.root, loaded_.program->vocabulary, options).facts;
    EvaluateOptions evaluating;
    evaluating.record = Recording::all;
    evaluation_ = evaluate(*loaded_.program, *facts_, evaluating);
  }
  [[nodiscard]] ProofSources proofs() const { return {*loaded_.program, *facts_, sources_}; }
  [[nodiscard]] Result result() const { return make_result(proofs(), evaluation_, 0); }
  [[nodiscard]] ResultRule rule(std::string_view id) const {
    for (ResultRule& rule : result().rules) {
      if (rule.id == id) return rule;
    }
    ADD_FAILURE() << "no rule " << id;
    return {};
  }
  [[nodiscard]] const FactBase& facts() const { return *facts_; }

 private:
  grammar::Sources sources_;
  LoadedRules loaded_;
  std::optional<FactBase> facts_;
  Evaluation evaluation_;
};

std::string proof_of(const std::string& condition) {
  const Judged judged("rule a.b \"B\" section one\n  check \"c\" " + condition + "\n");
  const ResultRule rule = judged.rule("a.b");
  if (rule.checks.empty() || !rule.checks.front().explanation) return "no proof";
  return cli::proof_text(*rule.checks.front().explanation, 0);
}

struct ProofCase {
  std::string name, condition, proof;
};
class Proof : public testing::TestWithParam<ProofCase> {};
TEST_P(Proof, ShowsWhatDecided) { EXPECT_EQ(proof_of(GetParam().condition), GetParam().proof); }
INSTANTIATE_TEST_SUITE_P(
    Expressions, Proof,
    testing::Values(ProofCase{"FactWithItsEvidence", "agreed",
                              "agreed: no (f.yaml:5:11, 2026-08-01, \"minutes\", by C. Lee)\n"},
                    ProofCase{"LiteralsAreLeftOut", "model = \"a\"",
                              "model = \"a\": no\n  model: \"b\" (f.yaml:6:10, 2026-10-01)\n"},
                    ProofCase{"FalseSideOfAnd", "started before today and agreed",
                              "started before today and agreed: no\n"
                              "  agreed: no (f.yaml:5:11, 2026-08-01, \"minutes\", by C. Lee)\n"},
                    ProofCase{"TrueSideOfOr", "agreed or model = \"b\"",
                              "agreed or model = \"b\": yes\n  model = \"b\": yes\n"
                              "    model: \"b\" (f.yaml:6:10, 2026-10-01)\n"}),
    [](const auto& each) { return each.param.name; });

TEST(ProofOf, ItemsThatFailComeFirstAndTheOthersAreCounted) {
  const std::string proof = proof_of("every p in parties satisfies p.plan.made");
  EXPECT_THAT(proof, testing::HasSubstr("B: p.plan.made"));
  EXPECT_THAT(proof, testing::HasSubstr("parties[B].plan.made: no"));
  EXPECT_THAT(proof, testing::Not(testing::HasSubstr("A: p.plan.made")));
  EXPECT_THAT(proof, testing::HasSubstr("and 2 more"));
}

TEST(ProofOf, FieldOfAListIsOneLeafForEachRecord) {
  const std::string proof = proof_of("count(shared) >= 2");
  EXPECT_THAT(proof, testing::HasSubstr("count(shared): 1"));
  EXPECT_THAT(proof, testing::HasSubstr("parties[A].values: [x, y]"));
  EXPECT_THAT(proof, testing::HasSubstr("parties[E].values: [y]"));
}

TEST(ResultOf, AdviceIsAnActionOfEachItem) {
  const Judged judged(
      "rule a.b \"B\" section one\n  for each p in parties\n"
      "  check \"c\" p.plan.made\n  advise \"Name a lead\" effort 2 days\n");
  std::vector<std::string> items;
  for (const auto& action : judged.rule("a.b").actions) items.push_back(action.item);
  EXPECT_THAT(items, ElementsAre("B", "C", "D", "E"));
}

TEST(ResultOf, ReasonOfTheItemsKnownIsNotThatOfARuleOverMore) {
  const auto because = [](const std::string& more) {
    const Judged judged(
        "rule a.b \"B\" section one\n  for each p in parties\n"
        "  check \"c\" p.staff > 5\n  because \"{p.staff} people\"\n",
        "facts:\n  parties: [{name: A, staff: 3}]\n" + more);
    return judged.rule("a.b").because;
  };
  EXPECT_EQ(because(""), "3 people");
  EXPECT_EQ(because("open lists: [parties]\n"), std::nullopt);
}

TEST(ResultOf, UnknownRuleNamesWhatItWaitsForAndWhomToAsk) {
  const Judged judged(
      "rule a.b \"B\" section one\n  for each p in parties\n"
      "  check \"c\" p.staff >= 4\n  advise \"Hire for {p.name}\" effort 2 days\n");
  const ResultRule rule = judged.rule("a.b");
  EXPECT_EQ(rule.outcome, Outcome::unknown);
  EXPECT_FALSE(rule.fired);
  EXPECT_THAT(rule.missing, ElementsAre("parties[C].staff"));
  ASSERT_EQ(rule.items.size(), 5);
  EXPECT_EQ(rule.items[2].item, "C");
  EXPECT_EQ(rule.items[2].outcome, Outcome::unknown);
  ASSERT_EQ(rule.actions.size(), 1);
  EXPECT_EQ(rule.actions[0].text, "Hire for C");
  EXPECT_EQ(rule.actions[0].item, "C");
  EXPECT_EQ(rule.actions[0].effort_days, Number(2));
  ASSERT_EQ(rule.checks.size(), 1);
  EXPECT_EQ(rule.checks[0].outcome, Outcome::unknown);
  ASSERT_TRUE(rule.checks[0].explanation);
  ASSERT_EQ(rule.checks[0].explanation->because.size(), 1);
  EXPECT_EQ(rule.checks[0].explanation->because[0].item, "C");
  const Result result = judged.result();
  ASSERT_EQ(result.missing.size(), 1);
  EXPECT_EQ(result.missing[0].fact, "parties[C].staff");
  EXPECT_EQ(result.missing[0].of, "C");
  EXPECT_EQ(result.missing[0].ask, "How many are you?");
  EXPECT_EQ(result.missing[0].effort_days, Number::parse("0.03125"));
}

TEST(ResultOf, MissingRecordStandsForItsFields) {
  const Judged judged(
      "rule a.b \"B\" section one\n  for each p in parties\n"
      "  check \"c\" p.plan.made\n  check \"d\" p.plan.due >= today\n");
  EXPECT_THAT(judged.rule("a.b").missing, ElementsAre("parties[C].plan"));
}

TEST(ResultOf, OneFailedItemFailsTheCheckOfTheRule) {
  const Judged judged(
      "rule a.b \"B\" section one\n  for each p in parties\n"
      "  check \"c\" p.staff >= 5\n");
  const ResultRule rule = judged.rule("a.b");
  EXPECT_EQ(rule.outcome, Outcome::partly_met);
  EXPECT_TRUE(rule.fired);
  EXPECT_EQ(rule.checks[0].outcome, Outcome::not_met);
  EXPECT_EQ(rule.checks[0].explanation->because[0].item, "A");
}

struct OverItemsCase {
  std::string name, rule, facts;
  Outcome outcome;
  std::vector<std::string> missing;
};
class CheckOverItems : public testing::TestWithParam<OverItemsCase> {};
TEST_P(CheckOverItems, IsWhatTheItemsLeaveIt) {
  const Judged judged("rule a.b \"B\" section one\n  " + GetParam().rule + "\n",
                      "facts: {" + GetParam().facts + "\n");
  const ResultRule rule = judged.rule("a.b");
  ASSERT_FALSE(rule.checks.empty());
  EXPECT_EQ(rule.checks[0].outcome, GetParam().outcome);
  EXPECT_EQ(rule.checks[0].missing, GetParam().missing);
}
INSTANTIATE_TEST_SUITE_P(
    ForEach, CheckOverItems,
    testing::Values(
        OverItemsCase{"UnknownList",
                      "for each p in parties check \"c\" p.staff > 3",
                      "}",
                      Outcome::unknown,
                      {"parties"}},
        OverItemsCase{"UnknownListThatMayBeEmpty",
                      "for each p in parties check \"c\" agreed",
                      "agreed: yes}",
                      Outcome::unknown,
                      {"parties"}},
        OverItemsCase{"EmptyList",
                      "for each p in parties check \"c\" p.staff > 3",
                      "parties: []}",
                      Outcome::not_applicable,
                      {}},
        OverItemsCase{"OpenListSoFarMet",
                      "for each p in parties check \"c\" p.staff > 3",
                      "parties: [{name: A, staff: 4}]}\nopen lists: [parties]",
                      Outcome::unknown,
                      {"parties[*]"}},
        OverItemsCase{"OpenListWithOneNotMet",
                      "for each p in parties check \"c\" p.staff > 3",
                      "parties: [{name: A, staff: 2}]}\nopen lists: [parties]",
                      Outcome::not_met,
                      {}},
        OverItemsCase{"OpenListOfWhatIsMetForAll",
                      "for each p in parties check \"c\" agreed",
                      "agreed: yes, parties: [{name: A}]}\nopen lists: [parties]",
                      Outcome::met,
                      {}},
        OverItemsCase{"ItemPerhapsInTheList",
                      "for each p in parties[staff > 3] check \"c\" p.plan.made",
                      "parties: [{name: A, plan: {made: no}}]}",
                      Outcome::unknown,
                      {"parties[A].staff"}},
        OverItemsCase{"ItemThatMayNotCountBesideOneMet",
                      "for each p in parties applies when p.staff > 3 check \"c\" p.plan.made",
                      "parties: [{name: A, plan: {made: no}}, {name: B, staff: 4, plan: {made: "
                      "yes}}]}",
                      Outcome::unknown,
                      {"parties[A].staff"}},
        OverItemsCase{"ItemThatMayNotCountBesideOneNotMet",
                      "for each p in parties applies when p.staff > 3 check \"c\" p.plan.made",
                      "parties: [{name: A}, {name: B, staff: 4, plan: {made: no}}]}",
                      Outcome::not_met,
                      {}}),
    [](const auto& each) { return each.param.name; });

TEST(ResultOf, StaleFactKeepsItsLastValue) {
  std::string facts(facts_text);
  facts.replace(facts.find("2026-08-01"), 10, "2026-04-30");
  const Judged judged("rule a.b \"B\" section one check \"c\" agreed\n", facts);
  const Result result = judged.result();
  const auto stale = std::ranges::find(result.missing, "agreed", &ResultMissing::fact);
  ASSERT_NE(stale, result.missing.end());
  EXPECT_EQ(stale->reason, MissingReason::stale);
  ASSERT_TRUE(stale->last_value);
  EXPECT_EQ(in_words(*stale->last_value), "no");
  EXPECT_EQ(stale->evidence->on, "2026-04-30");
}

TEST(ResultOf, RulesStandBySectionThenId) {
  const Judged judged(
      "rule b.two \"B\" section one check \"c\" agreed\n"
      "rule a.three \"B\" section two, one check \"c\" agreed\n"
      "rule a.one \"B\" section one check \"c\" agreed\n");
  std::vector<std::string> ids;
  for (const ResultRule& rule : judged.result().rules) ids.push_back(rule.section + ' ' + rule.id);
  EXPECT_THAT(ids, ElementsAre("one a.one", "one b.two", "two a.three", "two z.keep"));
}

TEST(ResultOf, VerdictsCarryTheirCondition) {
  const Result result = Judged("rule a.b \"B\" section one check \"c\" agreed\n").result();
  ASSERT_TRUE(result.verdict);
  EXPECT_EQ(result.verdict->certain, "bad");
  ASSERT_EQ(result.conditions.size(), 2);
  EXPECT_FALSE(result.conditions[0].possible);
  ASSERT_TRUE(result.conditions[0].explanation);
  EXPECT_EQ(cli::proof_text(*result.conditions[0].explanation, 0), "score >= 60: no\n  score: 0\n");
  EXPECT_FALSE(result.conditions[1].explanation);
}

TEST(FactValue, IsFoundAtEveryDepth) {
  const Judged judged("");
  const auto said = [&](std::string_view path) {
    const auto id = judged.facts().find(path);
    if (!id) return std::string("no such path");
    const auto& vocabulary = judged.proofs().program.vocabulary;
    return in_words(plain(fact_value(judged.facts(), vocabulary, *id), vocabulary, judged.facts()));
  };
  EXPECT_EQ(said("agreed"), "no");
  EXPECT_EQ(said("parties[A].staff"), "4");
  EXPECT_EQ(said("parties[B].plan.due"), "2026-12-01");
  EXPECT_EQ(said("parties[C].staff"), "not known (at least 0)");
  EXPECT_EQ(said("parties[A].values"), "[x, y]");
}

}  // namespace
}  // namespace entente::engine
