// One rule over the facts: applies, due, checks, credit, for each item and as a whole.
// (An exception in force will replace checks and credit between `due` and the checks.)
// Asks other rules through Environment; knows no scorecard.
#pragma once

#include <span>
#include <vector>

#include "engine/evaluate/credit.hpp"
#include "engine/evaluate/evaluation.hpp"

namespace entente::engine {

/// A rule as reported, with what only other rules and scorecards ask.
struct JudgedRule {
  RuleJudgement judgement;          // `unknown counts as` applied
  Standing standing;                // as measured, before it
  std::span<const PathId> missing;  // what it waits for, by id; in the arena

  /// As `rule ID is …` sees it: measured, without assumptions.
  [[nodiscard]] RuleSeen seen() const;
};

/// What other rules see of one that can turn out so; `missing` is left to fill in.
[[nodiscard]] RuleSeen seen_by_rules(OutcomeSet possible, bool unknown);

class RuleJudge {
 public:
  struct Setting {
    const Program& program;
    const FactBase& facts;
    ExpressionEvaluator& evaluator;
    Environment& environment;
    Arena& arena;
    bool words = true;                           // fill in `because` and `advise`
    const std::vector<bool>* assumed = nullptr;  // set: which rules `unknown counts as` decides
  };

  explicit RuleJudge(const Setting& setting) : set_(setting) {}

  /// A fault once the budget of the whole assessment is exhausted.
  [[nodiscard]] JudgedRule judge(std::uint32_t rule);

 private:
  using Locals = std::span<const Value>;

  /// What stands for the items that a list may hold beside those known.
  struct Rest {
    Value item;
    std::span<const PathId> missing;
    bool may_be_none = true;
  };

  JudgedRule judge_anyway(std::uint32_t rule);
  void conclude(JudgedRule& judged);
  std::vector<PathId> reported(std::span<const PathId> missing);
  Value value(const Unit& unit, Locals locals);
  ConditionFinding condition(const Unit& unit, Locals locals);
  AmountFinding amount(const RuleProgram& rule, const CreditProgram& credit, Locals locals);
  ConditionFinding gate(const Unit& unit, Locals locals, Outcome when_not, Standing& standing);

  Standing judge_item(const RuleProgram& rule, Locals locals, ItemJudgement& item);
  Standing judge_body(const RuleProgram& rule, Locals locals, ItemJudgement& item);
  std::vector<ConditionFinding> find_checks(const RuleProgram& rule, Locals locals,
                                            ItemJudgement& item);
  Standing judge_credit(const RuleProgram& rule, const ChecksStanding& checks, Locals locals,
                        ItemJudgement& item);
  Standing judge_clauses(const RuleProgram& rule, const ChecksStanding& checks, Locals locals,
                         ItemJudgement& item);

  Standing judge_for_each(const RuleProgram& rule, RuleJudgement& judgement);
  Standing judge_rest(const RuleProgram& rule, const Rest& rest, RuleJudgement& judgement);
  Standing judge_unknown_list(const RuleProgram& rule, const Unknown& list,
                              RuleJudgement& judgement);
  Standing judge_list(const RuleProgram& rule, const ListData& list, RuleJudgement& judgement);
  [[nodiscard]] bool counts_as_assumed(const RuleProgram& rule,
                                       const RuleJudgement& judgement) const;
  [[nodiscard]] std::optional<Standing> too_many(const RuleProgram& rule,
                                                 std::uint64_t items) const;
  void report(const RuleProgram& rule, const Standing& standing, Locals locals,
              ItemJudgement& item);
  void say(const RuleProgram& rule, Locals locals, ItemJudgement& item);

  Setting set_;
};

}  // namespace entente::engine
