// The promises of docs/language.md over random rule sets with random facts, some of them missing,
// by trying the completions of the facts:
//   final   a definite answer is the answer under every completion
//   blame   while nothing of S is supplied, an unknown answer stays unknown
//   bounds  the score, and each credit, of every completion lies within the bounds; exact ones are
//   reached
//   tight   what trying cases says lies within what is said without
// What asks about the file is the same under every completion: `is known`, `coverage`, and what
// `unknown counts as` decided. A list that is missing or open is completed by nothing more or by
// one item of every kind, which is too few to reach the ends of what counts many. Where there are
// too many completions some are drawn. So that "always unknown" cannot pass, shares are counted,
// printed and asserted.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <functional>
#include <map>
#include <set>

#include "engine/evaluate/case_analysis.hpp"
#include "engine/evaluate/fill_template.hpp"
#include "engine/result.hpp"
#include "grammar/ast_print.hpp"
#include "tests/support/cases.hpp"
#include "tests/support/judged.hpp"
#include "tests/support/random_facts.hpp"

namespace entente::tests {
namespace {

using namespace engine;

constexpr std::size_t most_completions = 600;  // beyond: so many are drawn instead
constexpr std::size_t drawn_completions = 150;
constexpr int fillings_for_blame = 4;

// ---------------------------------------------------------------- answers

/// One answer of an evaluation: of a rule, an item, a check, the verdict.
struct Answer {
  std::string text;  // the outcome
  std::string full;  // with its credit
  bool definite = false;
  std::vector<std::string> missing;
};
using Answers = std::map<std::string, Answer>;

struct Judged {
  Answers answers;
  std::vector<RuleJudgement> rules;  // without their items
  ScorecardJudgement card;
};

bool definite(Outcome outcome) { return outcome != Outcome::unknown && outcome != Outcome::fault; }

class Reader {
 public:
  Reader(const LoadedText& rules, const FactBase& facts)
      : rules_(rules), program_(rules.program()), facts_(facts) {}

  Judged read(Evaluation& evaluation) {
    Judged judged;
    const bool per_item = std::any_of(evaluation.rules.begin(), evaluation.rules.end(),
                                      [](const RuleJudgement& rule) { return rule.per_item; });
    if (per_item) add_checks_over_items(evaluation, judged.answers);
    for (auto& rule : evaluation.rules) {
      add_rule(rule, judged.answers);
      rule.items.clear();
      judged.rules.push_back(std::move(rule));
    }
    judged.card = std::move(evaluation.scorecards.front());
    judged.answers["verdict"] = verdict(judged.card);
    return judged;
  }

 private:
  [[nodiscard]] std::vector<std::string> texts(const std::vector<PathId>& missing) const {
    std::vector<std::string> all;
    for (const auto path : missing) all.push_back(facts_[path].text);
    return all;
  }
  [[nodiscard]] Answer answer(Outcome outcome, const std::string& more,
                              const std::vector<PathId>& missing) const {
    const std::string text(grammar::outcome_name(outcome));
    return {text, text + " " + more, definite(outcome), texts(missing)};
  }
  static std::string credit(const Bounds& credit) {
    return to_decimal_text(credit.low, 30) + ".." + to_decimal_text(credit.high, 30);
  }

  [[nodiscard]] std::string name_of(const Value& item) const {
    return spoken(item, program_.vocabulary).value_or("?");
  }

  /// What the result says of a check over all items.
  void add_checks_over_items(const Evaluation& evaluation, Answers& answers) const {
    const auto result = make_result({program_, facts_, rules_.sources()}, evaluation, 0);
    for (const auto& rule : result.rules) {
      if (!evaluation.rules[*program_.rule(rule.id)].per_item) continue;
      for (const auto& check : rule.checks) {
        const std::string text(grammar::outcome_name(check.outcome));
        answers[fmt::format("{}/all/{}", rule.id, check.label)] = {
            text, text, definite(check.outcome), check.missing};
      }
    }
  }

  void add_rule(const RuleJudgement& rule, Answers& answers) const {
    const auto& id = program_.rules[rule.rule].id;
    answers[id] = answer(rule.outcome, credit(rule.credit) + (rule.may_not_count ? " may not" : ""),
                         rule.missing);
    for (const auto& item : rule.items) {
      const auto name = rule.per_item ? name_of(item.item) + " " + name_of(item.second) : "";
      if (rule.per_item) {
        answers[id + "/" + name] = answer(item.outcome, credit(item.credit), item.missing);
      }
      for (std::size_t i = 0; i < item.checks.size(); ++i) {
        const auto& check = item.checks[i];
        answers[fmt::format("{}/{}/{}", id, name, i)] = answer(check.outcome, "", check.missing);
      }
    }
  }

  [[nodiscard]] Answer verdict(const ScorecardJudgement& card) const {
    std::string text = card.score ? "" : "not assessable";
    for (const auto verdict : card.verdicts) text += fmt::format("{} ", verdict);
    const bool certain = !card.score || (card.verdicts.size() == 1 && !card.may_be_not_assessable);
    return {text, text + (card.score ? credit(*card.score) : ""), certain, texts(card.missing)};
  }

  const LoadedText& rules_;
  const Program& program_;
  const FactBase& facts_;
};

Judged judge(const LoadedText& rules, const RandomCase& facts, const EvaluateOptions& options) {
  const auto read = rules.read(json_of(facts));
  auto evaluation = evaluate(rules.program(), read, options);
  return Reader(rules, read).read(evaluation);
}

/// As a completion of facts of which `base` was said.
Judged judge_completed(const LoadedText& rules, const RandomCase& facts, const Judged& base) {
  AsSupplied supplied{{base.card.coverage}, {}};
  for (const auto& rule : base.rules) supplied.assumed.push_back(rule.assumed);
  const auto read = rules.read(json_of(facts));
  auto evaluation = evaluate_as_case(rules.program(), read, supplied);
  return Reader(rules, read).read(evaluation);
}

// ---------------------------------------------------------------- completions

/// A missing fact and the ways to supply it.
struct Dimension {
  std::string path;
  std::vector<std::function<void(RandomCase&)>> ways;
};

using Choose = std::function<RandomFact&(RandomCase&)>;

void add_dimension(const RandomFact& fact, const Choose& at, std::vector<Dimension>& all) {
  if (!fact.value.empty()) return;
  Dimension dimension{fact.path, {}};
  for (const auto& value : fact.values) {
    dimension.ways.emplace_back([at, value](RandomCase& one) { at(one).value = value; });
  }
  all.push_back(std::move(dimension));
}

/// An item of every kind.
std::vector<RandomItem> every_item(const RandomItem& unseen) {
  std::vector<RandomItem> all{unseen};
  for (std::size_t field = 0; field < unseen.fields.size(); ++field) {
    std::vector<RandomItem> next;
    for (auto item : all) {
      for (const auto& value : unseen.fields[field].values) {
        item.fields[field].value = value;
        next.push_back(item);
      }
    }
    all = std::move(next);
  }
  return all;
}

/// Nothing more, or one item of every kind.
Dimension more_items(const RandomList& list, std::size_t place) {
  const auto close = [place](RandomCase& one) {
    one.lists[place].missing = one.lists[place].open = false;
  };
  Dimension dimension{list.name + (list.open ? "[*]" : ""), {close}};
  for (const auto& item : every_item(list.unseen)) {
    dimension.ways.emplace_back([=](RandomCase& one) {
      close(one);
      one.lists[place].items.push_back(item);
    });
  }
  return dimension;
}

std::vector<Dimension> dimensions_of(const RandomCase& facts) {
  std::vector<Dimension> all;
  for (std::size_t i = 0; i < facts.facts.size(); ++i) {
    add_dimension(
        facts.facts[i], [=](RandomCase& one) -> RandomFact& { return one.facts[i]; }, all);
  }
  for (std::size_t list = 0; list < facts.lists.size(); ++list) {
    const auto& items = facts.lists[list].items;
    for (std::size_t i = 0; i < items.size(); ++i) {
      for (std::size_t k = 0; k < items[i].fields.size(); ++k) {
        const auto at = [=](RandomCase& one) -> RandomFact& {
          return one.lists[list].items[i].fields[k];
        };
        add_dimension(items[i].fields[k], at, all);
      }
    }
    if (facts.lists[list].missing || facts.lists[list].open)
      all.push_back(more_items(facts.lists[list], list));
  }
  return all;
}

/// What waits for more than completions can show: the rest of a list.
bool waits_for_a_list(const std::vector<std::string>& missing) {
  return std::any_of(missing.begin(), missing.end(), [](const std::string& path) {
    return path == "things" || path == "sites" || path == "team" || path.ends_with("[*]");
  });
}

bool covers(const std::string& missing, const std::string& path) {
  if (!path.starts_with(missing)) return false;
  return path.size() == missing.size() || path[missing.size()] == '.' ||
         path[missing.size()] == '[';
}

// ---------------------------------------------------------------- one rule set

struct Tally {
  int sets = 0, sampled = 0, exact_of_read_once = 0, read_once = 0;
  int answers = 0, definite_answers = 0, unknown = 0, decidable = 0, members = 0,
      telling_members = 0;
  int violations = 0;
};

class Trial {
 public:
  Trial(const RandomCase& facts, std::mt19937& random, Tally& tally)
      : facts_(facts),
        rules_(facts.rules),
        settled_rules_(with_known_settled(facts)),
        random_(random),
        tally_(tally),
        base_(judge(rules_, facts, {})),
        dimensions_(dimensions_of(facts)) {}

  void run() {
    ++tally_.sets;
    check_tight();
    check_coverage();
    complete();
    for (const auto& completion : completions_) check_completion(completion);
    if (all_tried_) {
      check_reached();
      count_decidable();
      count_members();
    }
    check_blame();
    count_shares();
  }

 private:
  void fail(const std::string& what) {
    ++tally_.violations;
    if (tally_.violations > 40) return;
    const bool in_full = !failed_ && tally_.violations <= 10;
    ADD_FAILURE() << what << (in_full ? "\n" + reads_of(facts_.rules) + json_of(facts_) : "");
    failed_ = true;
  }

  /// Trying cases only ever narrows.
  void check_tight() {
    EvaluateOptions fast;
    fast.tight = false;
    const auto wide = judge(rules_, facts_, fast).card;
    const auto& card = base_.card;
    const bool may_have_none = !wide.score || wide.may_be_not_assessable;
    if (!card.score && !may_have_none) return fail("tight: no score");
    if (card.score && !wide.score) return fail("tight: a score");
    if (!card.score) return;
    if (!inside(*card.score, *wide.score)) fail("tight: the score is wider");
    if (card.may_be_not_assessable && !wide.may_be_not_assessable) fail("tight: assessable");
    if (!std::includes(wide.verdicts.begin(), wide.verdicts.end(), card.verdicts.begin(),
                       card.verdicts.end())) {
      fail("tight: a verdict more");
    }
    for (std::size_t i = 0; i < card.sections.size(); ++i) {
      const auto& section = card.sections[i].score;
      if (section && !(wide.sections[i].score && inside(*section, *wide.sections[i].score)))
        fail("tight: a section's score is wider");
    }
  }

  /// What is waited for is among what coverage counts; with everything supplied nothing is missing.
  void check_coverage() {
    const auto& coverage = base_.card.coverage;
    if (coverage.missing + coverage.stale < base_.card.missing.size())
      fail("coverage: counts less than is missing");
    auto all = facts_;
    for (const auto& dimension : dimensions_) dimension.ways.front()(all);
    const auto full = judge(rules_, all, {}).card.coverage;
    if (full.missing + full.stale > 0) fail("coverage: something is missing from all");
  }

  void complete() {
    std::size_t all = 1;
    for (const auto& dimension : dimensions_) {
      all = std::min(all * dimension.ways.size(), most_completions + 1);
    }
    all_tried_ = all <= most_completions;
    if (!all_tried_) ++tally_.sampled;
    const auto count = all_tried_ ? all : drawn_completions;
    for (std::size_t i = 0; i < count; ++i) {
      auto one = facts_;
      auto rest = i;
      for (const auto& dimension : dimensions_) {
        const auto size = dimension.ways.size();
        dimension.ways[all_tried_ ? rest % size : random_() % size](one);
        rest /= size;
      }
      completions_.push_back(judge_completed(settled_rules_, one, base_));
    }
  }

  void check_completion(const Judged& one) {
    for (const auto& [key, answer] : base_.answers) {
      if (!answer.definite) continue;
      const auto found = one.answers.find(key);
      if (found != one.answers.end() && found->second.text != answer.text) {
        fail(fmt::format("final: {} is {} and becomes {}", key, answer.text, found->second.text));
      }
    }
    for (std::size_t i = 0; i < base_.rules.size(); ++i) check_rule(base_.rules[i], one.rules[i]);
    check_card(one.card);
  }

  static bool inside(const Bounds& part, const Bounds& whole) {
    return part.low >= whole.low && part.high <= whole.high;
  }

  void check_rule(const RuleJudgement& base, const RuleJudgement& one) {
    const bool fits = !one.counts ? base.may_not_count || !base.counts
                                  : base.counts && inside(one.credit, base.credit);
    const bool foreseen = one.outcome == Outcome::unknown || has(base.possible, one.outcome);
    if (!fits || !foreseen) {
      fail(fmt::format("bounds: rule {} of credit {} becomes {}", base.rule, text_of(base.credit),
                       text_of(one.credit)));
    }
  }

  void check_card(const ScorecardJudgement& one) {
    const auto& base = base_.card;
    if (!one.score) {
      if (base.score && !base.may_be_not_assessable)
        fail("bounds: not assessable was not foreseen");
      return;
    }
    if (!base.score || !inside(*one.score, *base.score)) {
      return fail(fmt::format("bounds: score {} becomes {}",
                              base.score ? text_of(*base.score) : "none", text_of(*one.score)));
    }
    if (!std::includes(base.verdicts.begin(), base.verdicts.end(), one.verdicts.begin(),
                       one.verdicts.end())) {
      fail("bounds: a verdict was not foreseen");
    }
    for (std::size_t i = 0; i < one.sections.size(); ++i) {
      if (!one.sections[i].score) continue;
      const auto& section = base.sections[i].score;
      if (!section || !inside(*one.sections[i].score, *section)) fail("bounds: a section's score");
    }
  }

  /// Whether both ends are reached among what the completions gave.
  using Found = std::function<std::optional<Bounds>(const Judged&)>;
  void check_ends(const std::string& what, const Bounds& bounds, const Found& found) {
    if (!bounds.exact) return;
    std::optional<Bounds> reached;
    for (const auto& one : completions_) {
      const auto here = found(one);
      if (here) reached = reached ? hull(*reached, *here) : *here;
    }
    if (!reached || reached->low != bounds.low || reached->high != bounds.high) {
      fail(fmt::format("exact: {} {} reaches {}", what, text_of(bounds),
                       reached ? text_of(*reached) : "nothing"));
    }
  }

  void check_reached() {
    const bool by_list = waits_for_a_list(base_.answers["verdict"].missing);
    if (base_.card.score && !by_list) {
      check_ends("score", *base_.card.score, [](const Judged& one) { return one.card.score; });
    }
    for (std::size_t i = 0; i < base_.rules.size(); ++i) {
      const auto& id = rules_.program().rules[i].id;
      if (!base_.rules[i].counts || waits_for_a_list(base_.answers[id].missing)) continue;
      const auto counts = [i](const Judged& one) { return one.rules[i].counts; };
      if (std::ranges::none_of(completions_, counts)) continue;  // it has no credit to reach
      check_ends("credit of a rule", base_.rules[i].credit, [i](const Judged& one) {
        return one.rules[i].counts ? std::optional(one.rules[i].credit) : std::nullopt;
      });
    }
    if (!base_.card.verdicts_exact || !base_.card.score || by_list) return;
    std::set<std::uint32_t> reached;
    for (const auto& one : completions_) {
      reached.insert(one.card.verdicts.begin(), one.card.verdicts.end());
    }
    if (!std::equal(reached.begin(), reached.end(), base_.card.verdicts.begin(),
                    base_.card.verdicts.end())) {
      fail("exact: a verdict is not reached");
    }
  }

  static std::string text_at(const Judged& one, const std::string& key, bool full) {
    const auto found = one.answers.find(key);
    if (found == one.answers.end()) return "absent";
    return full ? found->second.full : found->second.text;
  }

  [[nodiscard]] std::vector<std::string> open_answers() const {
    std::vector<std::string> open;
    for (const auto& [key, answer] : base_.answers) {
      const bool unknown = key == "verdict" ? !answer.definite : answer.text == "unknown";
      if (unknown) open.push_back(key);
    }
    return open;
  }

  void count_decidable() {
    for (const auto& key : open_answers()) {
      ++tally_.unknown;
      std::set<std::string> texts;
      for (const auto& one : completions_) texts.insert(text_at(one, key, false));
      const bool no_answer = texts.contains("unknown") || texts.contains("fault");
      if (texts.size() == 1 && !no_answer) ++tally_.decidable;
    }
  }

  /// The place of a completion with the dimensions under `missing` put to their first way.
  [[nodiscard]] std::size_t without(std::size_t place, const std::string& missing) const {
    std::size_t step = 1;
    auto rest = place;
    for (const auto& dimension : dimensions_) {
      const auto size = dimension.ways.size();
      if (covers(missing, dimension.path)) place -= (rest % size) * step;
      rest /= size;
      step *= size;
    }
    return place;
  }

  void count_members() {
    for (const auto& key : open_answers()) {
      for (const auto& missing : base_.answers[key].missing) {
        ++tally_.members;
        for (std::size_t i = 0; i < completions_.size(); ++i) {
          const auto& other = completions_[without(i, missing)];
          if (text_at(completions_[i], key, true) == text_at(other, key, true)) continue;
          ++tally_.telling_members;
          break;
        }
      }
    }
  }

  /// A set of verdicts that says `outer` is too wide; any fact may let a case analysis narrow it.
  void check_blame() {
    for (const auto& key : open_answers()) {
      if (key == "verdict" && !base_.card.verdicts_exact) continue;
      const auto& missing = base_.answers[key].missing;
      std::vector<const Dimension*> others;
      for (const auto& dimension : dimensions_) {
        const bool blamed =
            std::any_of(missing.begin(), missing.end(),
                        [&](const std::string& path) { return covers(path, dimension.path); });
        if (!blamed) others.push_back(&dimension);
      }
      if (others.empty()) continue;
      for (int i = 0; i < fillings_for_blame; ++i) check_filling(key, others);
    }
  }

  void check_filling(const std::string& key, const std::vector<const Dimension*>& others) {
    auto one = facts_;
    for (const auto* dimension : others) {
      if (random_() % 5 != 0) dimension->ways[random_() % dimension->ways.size()](one);
    }
    if (waits_for_a_list(base_.answers[key].missing) && referred_in(one) != referred_in(facts_))
      return;  // a reference to an item that no list shows says that the list holds it
    const auto judged = judge_completed(settled_rules_, one, base_);
    const auto found = judged.answers.find(key);
    if (found == judged.answers.end() || !found->second.definite) return;
    fail(fmt::format("blame: {} becomes {} with {}", key, found->second.text, json_of(one)));
  }

  void count_shares() {
    for (const auto& [key, answer] : base_.answers) {
      ++tally_.answers;
      if (answer.definite) ++tally_.definite_answers;
    }
    const auto& score = base_.card.score;
    if (facts_.read_twice || dimensions_.empty() || !score || score->is_point()) return;
    ++tally_.read_once;
    if (score->exact) ++tally_.exact_of_read_once;
  }

  const RandomCase& facts_;
  LoadedText rules_;
  LoadedText settled_rules_;  // in which what asks about the file is answered
  std::mt19937& random_;
  Tally& tally_;
  Judged base_;
  std::vector<Dimension> dimensions_;
  std::vector<Judged> completions_;
  bool all_tried_ = true;
  bool failed_ = false;
};

double share(int part, int whole) { return whole == 0 ? 0 : 100.0 * part / whole; }

TEST(ScoreProperty, PromisesHoldForEveryCompletion) {
  std::mt19937 random(random_seed(20261101));
  Tally tally;
  const int cases = generated_cases(2000);
  for (int i = 0; i < cases; ++i) {
    const auto facts = random_case(random);
    try {
      Trial(facts, random, tally).run();
    } catch (const std::runtime_error& refused) {
      FAIL() << refused.what() << facts.rules << json_of(facts);
    }
  }
  fmt::print("{} rule sets, {} of them with drawn completions, {} violations\n", tally.sets,
             tally.sampled, tally.violations);
  const auto print = [](std::string_view what, int part, int whole) {
    fmt::print("{}: {:.1f} % ({} of {})\n", what, share(part, whole), part, whole);
  };
  print("definite answers", tally.definite_answers, tally.answers);
  print("unknown answers that all completions decide", tally.decidable, tally.unknown);
  print("exact scores where no missing fact is read twice", tally.exact_of_read_once,
        tally.read_once);
  print("members of S that can change the answer", tally.telling_members, tally.members);

  EXPECT_EQ(tally.violations, 0);
  if (cases < 2000) return;  // of fewer the shares are a matter of chance
  EXPECT_GE(share(tally.definite_answers, tally.answers), 40);
  EXPECT_LE(share(tally.decidable, tally.unknown), 25);
  EXPECT_GE(share(tally.exact_of_read_once, tally.read_once), 50);
  EXPECT_GE(share(tally.telling_members, tally.members), 90);
}

}  // namespace
}  // namespace entente::tests
