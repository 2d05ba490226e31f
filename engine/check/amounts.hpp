// Amounts in clauses: weights, and with a unit shelf lives and efforts. Private to engine/check and
// engine/program.
#pragma once

#include "engine/check/state.hpp"

namespace entente::engine::checking {

/// The weight of a rule or section, 1 where it says none; a diagnostic when it can't be held. One
/// of 0 gets a lint: `whose` has it, and `label` says what follows.
[[nodiscard]] Number weight_of(State& state, const std::optional<grammar::Weight>& weight,
                               const std::string& whose, std::string label);

/// Days of 8 hours from minutes, hours or days; none for another unit.
[[nodiscard]] std::optional<Number> days_of_work(const grammar::Amount& amount);

/// The same, with a diagnostic when there is no such amount.
std::optional<Number> effort_in_days(State& state, const grammar::Amount& amount);
/// Days, weeks, months or years as a span of the calendar; a diagnostic for everything else.
[[nodiscard]] std::optional<CalendarSpan> shelf_life(State& state, const grammar::Amount& amount);

}  // namespace entente::engine::checking
