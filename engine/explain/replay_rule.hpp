// From the values of conditions to outcomes, and from the outcomes of items to that of the rule:
// every way they can turn out, counted in plain code. Private to engine/explain; reads no traces.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/evaluate/evaluation.hpp"
#include "engine/evaluate/outcome_set.hpp"

namespace entente::engine::replay {

/// What a rule can turn out for an item, or as a whole.
struct Ways {
  OutcomeSet possible = 0;
  std::optional<Bounds> credit;  // over the outcomes that count
  bool exact = true;             // else more than can be, as part of it was not recorded

  void add(Outcome outcome);
  void add(Outcome outcome, const Bounds& share);
};

/// The ways of one check: met, not met, nothing to judge (not applicable), fault.
[[nodiscard]] OutcomeSet ways_of_check(const Value& condition);
/// `due` or `applies`: met where it holds, not met where it does not, fault.
[[nodiscard]] OutcomeSet ways_of_gate(const Value& condition);

/// What a clause of `credit` can be: the ways of its condition as of a gate (met where it has
/// none), and of its amount.
struct CreditWays {
  OutcomeSet condition = only(Outcome::met);
  std::optional<Bounds> share;  // `exact`: both ends belong to it
  bool nothing = false;
  bool fault = false;
};
/// `whole`: what a credit of 1 is worth in units of the amount.
[[nodiscard]] CreditWays ways_of_amount(const Value& amount, const Ratio& whole);

/// The ways of all checks together, with the credit that the rule gives for them. `credits` is
/// empty where they were not recorded.
[[nodiscard]] Ways ways_of_checks(const RuleProgram& rule, std::span<const OutcomeSet> checks,
                                  std::span<const CreditWays> credits);
/// The ways of a rule that is judged for each item.
[[nodiscard]] Ways ways_of_items(const RuleJudgement& judgement);

/// Why what is reported is not what the ways allow; none: it is.
[[nodiscard]] std::optional<std::string> differs(const Ways& ways, OutcomeSet possible,
                                                 Outcome outcome, const Bounds& credit);

}  // namespace entente::engine::replay
