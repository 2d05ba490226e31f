// Why a rule is not met: the conditions named are enough, and none of them can be spared; what each
// would take, in words. Judged by a plain three-valued evaluation of the recorded steps, in which
// the conditions named are supposed to hold.
#include "engine/explain/why_not.hpp"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <map>

#include "tests/support/cases.hpp"
#include "tests/support/judged.hpp"
#include "tests/support/packs.hpp"
#include "tests/support/random_facts.hpp"

namespace entente::tests {
namespace {

using namespace engine;

// ---------------------------------------------------------------- a plain evaluation

enum class Truth : std::uint8_t { no, open, yes };

using Places = std::map<std::vector<std::uint32_t>, bool>;  // what is supposed there

class Plain {
 public:
  Plain(const Program& program, const Places& supposed) : program_(program), supposed_(supposed) {}

  Truth judge(const Trace& t, std::vector<std::uint32_t> place) const {
    if (const auto found = supposed_.find(place); found != supposed_.end())
      return found->second ? Truth::yes : Truth::no;
    const Node& node = program_[t.node];
    const auto child = [&](std::size_t i) {
      auto below = place;
      below.push_back(static_cast<std::uint32_t>(i));
      return judge(t.children[i], below);
    };
    switch (node.op) {
      case Op::and_:
        return std::min(child(0), child(1));
      case Op::or_:
        return std::max(child(0), child(1));
      case Op::not_:
        return opposite(child(0));
      case Op::measure:
      case Op::call:
        return supposed_below(place) ? child(t.children.size() - 1) : recorded(t);
      case Op::if_:
        return t.children.size() == 2 ? child(1) : recorded(t);
      case Op::every:
      case Op::every_two:
      case Op::some:
      case Op::some_two: {
        if (!supposed_below(place)) return recorded(t);
        const bool every = node.op == Op::every || node.op == Op::every_two;
        Truth whole = every ? Truth::yes : Truth::no;
        for (std::size_t i = 0; i < t.children.size(); ++i) {
          if (!t.children[i].per_item) continue;
          const bool fails = t.children[i].value.is_null(NullReason::none) ||
                             t.children[i].value.is_null(NullReason::nothing);
          Truth item = child(i);
          if (fails && item == Truth::open) item = Truth::no;
          whole = every ? std::min(whole, item) : std::max(whole, item);
        }
        return whole;
      }
      default:
        return recorded(t);
    }
  }

 private:
  static Truth recorded(const Trace& t) {
    if (t.value.is_true()) return Truth::yes;
    return t.value.is_false() ? Truth::no : Truth::open;
  }
  static Truth opposite(Truth truth) {
    if (truth == Truth::open) return truth;
    return truth == Truth::yes ? Truth::no : Truth::yes;
  }
  [[nodiscard]] bool supposed_below(const std::vector<std::uint32_t>& place) const {
    return std::ranges::any_of(supposed_, [&](const auto& each) {
      return each.first.size() > place.size() &&
             std::equal(place.begin(), place.end(), each.first.begin());
    });
  }

  const Program& program_;
  const Places& supposed_;
};

bool is_met(const RuleProgram& rule, const Program& program, const ItemJudgement& item,
            const Places& supposed) {
  const Plain plain(program, supposed);
  std::size_t met = 0;
  std::size_t judged = 0;
  for (std::uint32_t i = 0; i < item.checks.size(); ++i) {
    const auto& check = item.checks[i];
    if (check.outcome == Outcome::not_applicable) continue;
    ++judged;
    met += plain.judge(*check.trace, {i}) == Truth::yes ? 1 : 0;
  }
  return rule.needed == 0 ? met == judged : met >= rule.needed;
}

void suppose(const std::vector<OpenCondition>& conditions, Places& supposed) {
  for (const auto& condition : conditions)
    for (const auto& place : condition.places) supposed[place] = condition.wanted;
}

struct Tally {
  int sets = 0, conditions = 0, waiting = 0, hopeless = 0, violations = 0;
  std::map<std::size_t, int> sizes;
};

void check_minimal(const LoadedText& rules, const RuleJudgement& judgement,
                   const ItemJudgement& item, const WhyNot& why, Tally& tally) {
  const auto& program = rules.program();
  const auto& rule = program.rules[judgement.rule];
  const auto fail = [&](const std::string& what) {
    if (++tally.violations > 5) return;
    std::string named;
    for (const auto& condition : why.unmet) named += "\n  " + condition.text;
    ADD_FAILURE() << what << ": "
                  << rules.sources().text({rule.span.file, rule.span.begin, rule.span.begin + 300})
                  << named;
  };
  ++tally.sets;
  tally.conditions += static_cast<int>(why.unmet.size());
  tally.waiting += static_cast<int>(why.waiting.size());
  ++tally.sizes[why.unmet.size()];
  if (!why.enough) {
    ++tally.hopeless;
    if (why.why.empty()) fail("nothing is said of why it can't be met");
    return;
  }
  Places all;
  suppose(why.unmet, all);
  suppose(why.waiting, all);
  if (!is_met(rule, program, item, all)) fail("these are not enough");
  if (item.outcome != Outcome::unknown && why.unmet.empty()) fail("nothing is named");
  for (const auto& spared : why.unmet) {
    Places others = all;
    for (const auto& place : spared.places) others.erase(place);
    if (is_met(rule, program, item, others)) fail("one can be spared: " + spared.text);
    if (spared.need.empty() || spared.text.empty()) fail("nothing is said of what it needs");
  }
}

TEST(WhyNot, NamesASetOfWhichNoneCanBeSpared) {
  std::mt19937 random(random_seed(20261202));
  Tally tally;
  for (int i = generated_cases(1500); i > 0; --i) {
    const auto made = random_case(random);
    const LoadedText rules(made.rules);
    const auto facts = rules.read(json_of(made));
    const auto evaluation = evaluate(rules.program(), facts, all_recorded());
    const ProofSources from{rules.program(), facts, rules.sources()};
    for (const auto& rule : evaluation.rules) {
      if (rules.program().rules[rule.rule].checks.empty()) continue;
      const auto reasons = why_not(rule, evaluation, from);
      std::size_t at = 0;
      for (const auto& item : rule.items) {
        const bool open = item.outcome == Outcome::not_met || item.outcome == Outcome::partly_met ||
                          item.outcome == Outcome::unknown || item.outcome == Outcome::fault;
        if (!open) continue;
        ASSERT_LT(at, reasons.size());
        const auto& why = reasons[at++];
        // Where `applies` or `due` leave it open, its checks need not.
        if (item.checks.empty()) continue;
        check_minimal(rules, rule, item, why, tally);
      }
      EXPECT_EQ(at, reasons.size());
    }
  }
  fmt::print(
      "{} sets of {} conditions and {} that wait for facts, {} not enough by themselves, {} "
      "violations\n",
      tally.sets, tally.conditions, tally.waiting, tally.hopeless, tally.violations);
  for (const auto& [size, count] : tally.sizes) fmt::print("  of {}: {}\n", size, count);
  EXPECT_EQ(tally.violations, 0);
  EXPECT_GE(tally.sets, 10 * tally.hopeless);
}

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
  const LoadedText rules(
      std::string(vocabulary) +
      "rule r \"R\"\n  section s\n  parameter enough = 3, 1 to 5\n  check \"c\" " +
      GetParam().condition + "\n");
  const auto facts = rules.read(fact_file(facts_of_case));
  const auto evaluation = evaluate(rules.program(), facts, all_recorded());
  const ProofSources from{rules.program(), facts, rules.sources()};
  const auto reasons = why_not(evaluation.rules[0], evaluation, from);
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
        NeedCase{"Within", "met_on within 90 days",
                 "`met_on`: a date on or after 2026-08-03 (now 2026-06-01)"},
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
        NeedCase{"Measure", "all_agreed", "Westbrook: `agreed` of Westbrook to be yes"},
        NeedCase{"AtLeast", "at least 2 of parties with agreed",
                 "1 more of `parties` for which `agreed` (1 of 2, 2 needed)"},
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
