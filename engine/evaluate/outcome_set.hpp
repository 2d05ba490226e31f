// Sets of outcomes in one byte: a bit for each grammar::RuleOutcome, `unknown` never among them.
// Plain functions; what the bits mean for scores and verdicts is said elsewhere.
#pragma once

#include <bit>
#include <cstdint>

#include "grammar/ast.hpp"

namespace entente::engine {

using Outcome = grammar::RuleOutcome;
using OutcomeSet = std::uint8_t;

[[nodiscard]] constexpr OutcomeSet only(Outcome outcome) {
  return static_cast<OutcomeSet>(1U << static_cast<unsigned>(outcome));
}
template <class... Outcomes>
[[nodiscard]] constexpr OutcomeSet any_of(Outcomes... outcomes) {
  return static_cast<OutcomeSet>((0U | ... | only(outcomes)));
}
[[nodiscard]] constexpr bool has(OutcomeSet set, Outcome outcome) {
  return (set & only(outcome)) != 0;
}
[[nodiscard]] constexpr bool overlap(OutcomeSet a, OutcomeSet b) { return (a & b) != 0; }
[[nodiscard]] constexpr bool within(OutcomeSet part, OutcomeSet whole) {
  return (part & ~whole) == 0;
}
[[nodiscard]] constexpr bool is_single(OutcomeSet set) { return std::has_single_bit(set); }
/// Asks for a set of one.
[[nodiscard]] constexpr Outcome single(OutcomeSet set) {
  return static_cast<Outcome>(std::countr_zero(set));
}

namespace outcomes {
/// Those that stand in numerator and denominator of a score.
constexpr OutcomeSet counting =
    any_of(Outcome::met, Outcome::partly_met, Outcome::not_met, Outcome::fault);
constexpr OutcomeSet not_counting = any_of(Outcome::not_applicable, Outcome::not_due);
constexpr OutcomeSet short_of_met = any_of(Outcome::partly_met, Outcome::not_met);
constexpr OutcomeSet all = counting | not_counting;
}  // namespace outcomes

}  // namespace entente::engine
