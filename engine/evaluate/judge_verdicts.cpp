#include "engine/evaluate/judge_verdicts.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/evaluate/asked_scores.hpp"
#include "engine/evaluate/coverage.hpp"
#include "engine/evaluate/findings.hpp"
#include "engine/evaluate/missing_paths.hpp"
#include "engine/evaluate/score_cells.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t cells_budget = 4096;

/// A cell of a score, or none where nothing counts in the section.
using Cell = std::optional<ScoreCell>;

std::span<const PathId> keep(std::span<const PathId> paths, Arena& arena) {
  const auto kept = arena.array<PathId>(paths.size());
  std::copy(paths.begin(), paths.end(), kept.begin());
  return kept;
}

/// What a condition sees, with each score in one of its cells.
class VerdictEnvironment : public Environment {
 public:
  VerdictEnvironment(const VerdictSetting& setting, const ScorecardStanding& standing)
      : set_(setting),
        coverage_(standing.judgement.coverage),
        missing_(keep(standing.missing, setting.arena)) {
    const auto all = judge_must_rules(set_.program, standing.judgement.rules, set_.rules);
    must_ = all == MustRules::unknown ? unknown(kinds::boolean, {})
                                      : Value::boolean(all == MustRules::met);
  }

  std::map<ScoreKey, Cell> cells;

  RuleSeen rule(std::uint32_t index) override { return set_.rules[index].seen(); }
  Value score() override { return value(ScoreKey()); }
  Value score_of(std::uint32_t section) override { return value(ScoreKey(section)); }
  Value coverage() override { return Value::number(to_number(share_known(coverage_)), set_.arena); }
  Value every_must_met() override { return must_; }

 private:
  Value unknown(KindSet can_be, const Interval& interval) {
    Unknown unknown;
    unknown.missing = missing_;
    unknown.can_be = can_be;
    unknown.interval = interval;
    return make_unknown(unknown, set_.arena);
  }
  Value value(const ScoreKey& key) {
    const auto found = cells.find(key);
    if (found == cells.end() || !found->second) return Value::null(NullReason::nothing);
    const auto& cell = *found->second;
    if (cell.is_point()) return Value::number(to_number(cell.low), set_.arena);
    return unknown(kinds::number,
                   {to_number(cell.low), to_number(cell.high), cell.low_open, cell.high_open});
  }

  const VerdictSetting& set_;
  const Coverage& coverage_;
  std::span<const PathId> missing_;
  Value must_;
};

class Verdicts {
 public:
  Verdicts(const VerdictSetting& setting, ScorecardStanding& standing)
      : set_(setting),
        standing_(standing),
        card_(setting.program.scorecards[standing.judgement.scorecard]),
        environment_(setting, standing) {}

  void judge() {
    uncut();
    const auto asked = find_asked_scores(set_.program, card_, set_.evaluator, environment_);
    std::set<std::uint32_t> possible;
    const bool all_cells = try_cells(asked, possible);
    auto& judgement = standing_.judgement;
    judgement.verdicts.assign(possible.begin(), possible.end());
    const bool one_is_reached =
        !judgement.may_be_not_assessable || (judgement.score && judgement.score->exact);
    judgement.verdicts_exact =
        possible.size() < 2 ? one_is_reached : all_cells && at_both_ends(asked) == possible;
    add_missing(standing_.missing, waits_for_);
  }

  void record() {
    uncut();
    for (const auto& verdict : card_.verdicts) {
      auto trace = std::make_shared<Trace>();
      if (verdict.condition.root != NodeId::none) {
        (void)set_.evaluator.evaluate(verdict.condition, {}, environment_, trace.get());
      }
      standing_.judgement.conditions.push_back(std::move(trace));
    }
  }

 private:
  using Choices = std::vector<std::pair<ScoreKey, std::vector<Cell>>>;

  [[nodiscard]] std::optional<Bounds> bounds(const ScoreKey& key, bool& may_not_count) const {
    may_not_count = false;  // of the total: "not assessable" is said apart
    if (!key) return standing_.judgement.score;
    for (const auto& section : standing_.judgement.sections) {
      if (section.section != *key) continue;
      may_not_count = section.may_not_count;
      return section.score;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::vector<Cell> cells_of(const ScoreKey& key,
                                           const std::vector<Ratio>& cuts) const {
    bool may_not_count = false;
    const auto whole = bounds(key, may_not_count);
    std::vector<Cell> cells;
    if (whole) {
      for (auto& cell : cut(*whole, cuts)) cells.emplace_back(std::move(cell));
    }
    if (!whole || may_not_count) cells.emplace_back();
    return cells;
  }

  void uncut() {
    environment_.cells[ScoreKey()] = cells_of(ScoreKey(), {}).front();
    for (const auto& section : standing_.judgement.sections) {
      const ScoreKey key(section.section);
      environment_.cells[key] = cells_of(key, {}).front();
    }
  }

  /// False when there are too many cells to try: then each score is one stretch.
  bool try_cells(const AskedScores& asked, std::set<std::uint32_t>& possible) {
    Choices choices;
    std::size_t combinations = 1;
    for (const auto& [key, cuts] : asked) {
      choices.emplace_back(key, cells_of(key, cuts));
      combinations *= choices.back().second.size();
      if (combinations > cells_budget) {
        uncut_choices(asked, choices);
        try_each(choices, 0, possible);
        return false;
      }
    }
    try_each(choices, 0, possible);
    return true;
  }

  void uncut_choices(const AskedScores& asked, Choices& choices) const {
    choices.clear();
    for (const auto& [key, cuts] : asked) choices.emplace_back(key, cells_of(key, {}));
  }

  void try_each(const Choices& choices, std::size_t next, std::set<std::uint32_t>& possible) {
    if (next == choices.size()) return walk(possible);
    for (const auto& cell : choices[next].second) {
      if (set_.evaluator.budget().exhausted()) return all_are_possible(possible);
      environment_.cells[choices[next].first] = cell;
      try_each(choices, next + 1, possible);
    }
  }

  void all_are_possible(std::set<std::uint32_t>& possible) const {
    for (std::uint32_t i = 0; i < card_.verdicts.size(); ++i) possible.insert(possible.end(), i);
  }

  /// The verdicts in the order written, up to the first that surely holds.
  void walk(std::set<std::uint32_t>& possible) {
    for (std::uint32_t i = 0; i < card_.verdicts.size(); ++i) {
      if (set_.evaluator.budget().exhausted()) return all_are_possible(possible);
      ConditionFinding holds;
      holds.yes = true;
      if (card_.verdicts[i].condition.root != NodeId::none) {
        const auto value = set_.evaluator.evaluate(card_.verdicts[i].condition, {}, environment_);
        holds = find_condition(value);
        if (holds.part) add_missing(waits_for_, holds.part->missing);
      }
      if (holds.yes || holds.fault) possible.insert(i);
      if (holds.yes && holds.certain()) return;
    }
  }

  /// Verdicts that some completion reaches for sure: those at the ends of an exact total, where it
  /// alone is asked and decides.
  std::set<std::uint32_t> at_both_ends(const AskedScores& asked) {
    std::set<std::uint32_t> reached;
    const auto& score = standing_.judgement.score;
    const bool total_alone = asked.size() == 1 && !asked.begin()->first;
    if (!total_alone || !score || !score->exact) return reached;
    for (const auto& end : {score->low, score->high}) {
      environment_.cells[ScoreKey()] = ScoreCell{end, end, false, false};
      std::set<std::uint32_t> there;
      walk(there);
      if (there.size() == 1) reached.insert(*there.begin());
    }
    return reached;
  }

  const VerdictSetting& set_;
  ScorecardStanding& standing_;
  const ScorecardProgram& card_;
  VerdictEnvironment environment_;
  std::vector<PathId> waits_for_;
};

}  // namespace

void judge_verdicts(const VerdictSetting& setting, ScorecardStanding& standing) {
  if (!standing.judgement.score) return;
  Verdicts(setting, standing).judge();
}

void record_conditions(const VerdictSetting& setting, ScorecardStanding& standing) {
  if (!standing.judgement.score) return;
  Verdicts(setting, standing).record();
}

}  // namespace entente::engine
