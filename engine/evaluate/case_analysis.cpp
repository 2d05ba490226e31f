#include "engine/evaluate/case_analysis.hpp"

#include <algorithm>
#include <utility>

#include "engine/evaluate/fact_domain.hpp"
#include "engine/evaluate/missing_paths.hpp"
#include "engine/evaluate/node_walk.hpp"
#include "engine/evaluate/supposed_facts.hpp"

// Which facts: best all that the scorecard waits for, since then each case is one completion; where
// these are too many or not finite, those that keep its bounds from being exact: read by two parts,
// or by one that is not tight. If every case is exact, so is the hull of the cases. All cases
// together may use as much as judging did; if that is not enough, the bounds stay as they are.
namespace entente::engine {
namespace {

struct Case {
  PathId path = PathId::none;
  std::vector<Value> values;
};
using Cases = std::vector<Case>;

bool open(const ScorecardJudgement& scorecard) {
  return scorecard.score && !(scorecard.score->exact && scorecard.verdicts_exact);
}

/// `is known` asks about the file, which supposing a value does not change.
bool asks_what_is_known(const Program& program, const ScorecardJudgement& scorecard) {
  bool asks = false;
  NodeWalk walk(program, [&](NodeId id) {
    const auto& node = program[id];
    asks = asks || node.op == Op::is_known;
    if (node.op == Op::rule_is) {
      asks = asks || node.aux == static_cast<std::uint8_t>(Outcome::unknown);
      walk_rule(program.rules[node.a], walk);
    }
  });
  for (const auto rule : scorecard.rules) walk_rule(program.rules[rule], walk);
  for (const auto& verdict : program.scorecards[scorecard.scorecard].verdicts) {
    walk.from(verdict.condition);
  }
  return asks;
}

/// Whether a rule is assumed to be something while what it waits for is open elsewhere: a case in
/// which that is known would keep the assumption.
bool rests_on_assumptions(const ScorecardStanding& standing, const std::vector<JudgedRule>& rules) {
  std::vector<PathId> all;
  for (const auto& part : standing.parts)
    all.insert(all.end(), part.missing.begin(), part.missing.end());
  std::sort(all.begin(), all.end());
  const auto stands_twice = [&](PathId path) {
    const auto [first, last] = std::equal_range(all.begin(), all.end(), path);
    return last - first > 1;
  };
  const auto& of_card = standing.judgement.rules;
  return std::any_of(of_card.begin(), of_card.end(), [&](std::uint32_t rule) {
    const auto& [judgement, measured, missing] = rules[rule];
    return judgement.assumed && std::any_of(missing.begin(), missing.end(), stands_twice);
  });
}

/// Every missing path that stands in two parts or in one that is not tight.
std::vector<PathId> read_twice(const std::vector<Part>& parts) {
  std::vector<PathId> all;
  std::vector<PathId> twice;
  for (const auto& part : parts) {
    all.insert(all.end(), part.missing.begin(), part.missing.end());
    if (!part.tight) twice.insert(twice.end(), part.missing.begin(), part.missing.end());
  }
  std::sort(all.begin(), all.end());
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (all[i] == all[i - 1]) twice.push_back(all[i]);
  }
  std::sort(twice.begin(), twice.end());
  twice.erase(std::unique(twice.begin(), twice.end()), twice.end());
  return twice;
}

/// None when a fact has no finite domain or there are more than `most` cases.
std::optional<Cases> cases_of(FactDomains& domains, const std::vector<PathId>& paths,
                              std::size_t most) {
  Cases cases;
  std::size_t count = 1;
  for (const auto path : paths) {
    auto values = domains.of(path);
    if (!values || values->empty()) return std::nullopt;
    count *= values->size();
    if (count > most) return std::nullopt;
    cases.push_back({path, std::move(*values)});
  }
  if (cases.empty()) return std::nullopt;
  return cases;
}

void widen(std::optional<Bounds>& bounds, const std::optional<Bounds>& more) {
  if (more) bounds = bounds ? hull(*bounds, *more) : *more;
}

/// What all cases together can give.
class Hull {
 public:
  void add(const ScorecardJudgement& one) {
    if (first_) {
      whole_ = one;
      first_ = false;
    }
    widen(whole_.score, one.score);
    whole_.may_be_not_assessable = whole_.may_be_not_assessable || one.may_be_not_assessable;
    whole_.verdicts_exact = whole_.verdicts_exact && one.verdicts_exact;
    for (std::size_t i = 0; i < whole_.sections.size(); ++i) {
      auto& section = whole_.sections[i];
      widen(section.score, one.sections[i].score);
      section.may_not_count |= one.sections[i].may_not_count || !one.sections[i].score;
    }
    std::vector<std::uint32_t> verdicts;
    std::set_union(whole_.verdicts.begin(), whole_.verdicts.end(), one.verdicts.begin(),
                   one.verdicts.end(), std::back_inserter(verdicts));
    whole_.verdicts = std::move(verdicts);
  }
  void give(ScorecardJudgement& scorecard) {
    scorecard.score = whole_.score;
    scorecard.may_be_not_assessable = whole_.may_be_not_assessable;
    scorecard.verdicts = std::move(whole_.verdicts);
    scorecard.verdicts_exact =
        whole_.verdicts_exact || (scorecard.verdicts.size() < 2 && !whole_.may_be_not_assessable);
    for (auto& section : whole_.sections) section.may_not_count &= section.score.has_value();
    scorecard.sections = std::move(whole_.sections);
  }

 private:
  ScorecardJudgement whole_;
  bool first_ = true;
};

class CaseAnalysis {
 public:
  CaseAnalysis(const Program& program, const FactBase& facts, const Budget::Limits& limits,
               std::size_t most, const AsSupplied& supplied, std::uint32_t scorecard)
      : program_(program),
        facts_(facts),
        budget_(limits),
        most_(most),
        options_{false, &supplied},
        evaluator_(program, facts, arena_, budget_),
        domains_(program, facts, evaluator_, arena_, {{}, scorecard, {}, {}}) {}

  void narrow(ScorecardStanding& standing) {
    auto cases = cases_of(domains_, standing.missing, most_);
    if (!cases) cases = cases_of(domains_, read_twice(standing.parts), most_);
    if (!cases) return;
    std::vector<PathId> paths;
    for (const auto& one : *cases) paths.push_back(one.path);
    SupposedFacts supposed(program_.vocabulary, facts_, paths);
    Hull hull;
    SupposedFacts::Supposition supposition;
    try_each(*cases, 0, supposed, supposition, standing.judgement.scorecard, hull);
    if (!budget_.exhausted()) hull.give(standing.judgement);
  }

 private:
  void try_each(const Cases& cases, std::size_t next, SupposedFacts& supposed,
                SupposedFacts::Supposition& supposition, std::uint32_t scorecard, Hull& hull) {
    if (budget_.exhausted()) return;
    if (next < cases.size()) {
      for (const auto& value : cases[next].values) {
        supposition[cases[next].path] = value;
        try_each(cases, next + 1, supposed, supposition, scorecard, hull);
      }
      return;
    }
    supposed.suppose(supposition);
    const auto bytes_before = budget_.bytes_taken();
    Arena arena;
    ExpressionEvaluator evaluator(program_, supposed.facts(), arena, budget_);
    evaluator.leave_derivations_out();
    const auto all = judge_all(program_, supposed.facts(), evaluator, arena, options_);
    hull.add(all.scorecards[scorecard].judgement);
    budget_.give_back_to(bytes_before);
  }

  const Program& program_;
  const FactBase& facts_;
  Budget budget_;
  std::size_t most_;  // cases
  PassOptions options_;
  Arena arena_;
  ExpressionEvaluator evaluator_;
  FactDomains domains_;
};

}  // namespace

void try_cases(const Program& program, const FactBase& facts, const Budget::Limits& limits,
               std::uint64_t matches, JudgedAll& all) {
  const auto most =
      static_cast<std::size_t>(std::min<std::uint64_t>(case_budget, match_budget / (matches + 1)));
  const auto supplied = as_supplied(all);
  for (auto& scorecard : all.scorecards) {
    if (!open(scorecard.judgement) || scorecard.missing.empty()) continue;
    if (asks_what_is_known(program, scorecard.judgement)) continue;
    if (rests_on_assumptions(scorecard, all.rules)) continue;
    CaseAnalysis(program, facts, limits, most, supplied, scorecard.judgement.scorecard)
        .narrow(scorecard);
  }
}

}  // namespace entente::engine
