// From checks and credits to what a rule can turn out for one item: its possible outcomes and its
// credit. Pure functions over findings: no facts, no expressions, no `for each`.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/evaluate/bounds.hpp"
#include "engine/evaluate/findings.hpp"
#include "engine/evaluate/outcome_set.hpp"

namespace entente::engine {

/// What a rule can turn out, over every value its unknowns can have.
struct Standing {
  OutcomeSet possible = 0;
  std::optional<Bounds> credit;  // over the outcomes that count; none: it never counts
  bool may_not_count = false;  // besides outcomes that do not count: an error in `applies` or `due`
  bool in_fault = false;       // part of it is in fault whatever is supplied
  std::vector<Part> parts;     // the unknowns that can make a difference
  std::string_view why;        // the first fault

  void add(Outcome outcome, const Bounds& share);
  void add(Outcome outcome) { possible = static_cast<OutcomeSet>(possible | only(outcome)); }
  /// Takes over what `other` can turn out, parts and fault included.
  void join(const Standing& other);
  [[nodiscard]] bool can_count() const { return overlap(possible, outcomes::counting); }
  [[nodiscard]] bool surely_counts() const {
    return !may_not_count && !overlap(possible, outcomes::not_counting);
  }
  /// The outcome to report: the one possible, else fault before unknown.
  [[nodiscard]] Outcome outcome() const;
  /// Says whether both ends of `credit` are proved to be reached.
  void settle_exactness();
};

/// One way the checks can turn out: met, not met, not applicable (all dropped out) or fault.
struct ChecksWay {
  Outcome outcome = Outcome::met;
  Bounds share;  // of the checks that are met; a check in fault is 0 to 1
};

/// What the checks alone can say.
struct ChecksStanding {
  OutcomeSet possible = 0;
  std::vector<ChecksWay> ways;
  bool in_fault = false;      // a check is in fault whatever is supplied
  std::vector<bool> matters;  // of each check: whether its being unknown makes a difference
  std::string_view why;
};

/// What judge_checks takes: it tries every way the open ones can turn out together.
[[nodiscard]] std::uint64_t steps_of_checks(std::span<const ConditionFinding> checks);
/// `needed` 0: all checks must hold; else at least so many. With `by_share` the share matters too.
[[nodiscard]] ChecksStanding judge_checks(std::span<const ConditionFinding> checks,
                                          std::uint32_t needed, bool by_share);

/// `credit AMOUNT when CONDITION`.
struct CreditClause {
  ConditionFinding condition;
  AmountFinding amount;
};

/// A fault that nothing lifts; `why` outlives it.
[[nodiscard]] Standing in_fault(std::string_view why);
/// Met is 1, else 0, or at least the best clause that holds.
[[nodiscard]] Standing credit_at_least(const ChecksStanding& checks,
                                       std::span<const CreditClause> clauses);
/// `credit by share of checks`.
[[nodiscard]] Standing credit_by_share(const ChecksStanding& checks);
/// `credit E`; without checks E names the outcome too. Where all checks drop out E does not count.
[[nodiscard]] Standing credit_of(const AmountFinding& amount, const ChecksStanding* checks);

}  // namespace entente::engine
