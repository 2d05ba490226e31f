// Amounts with a unit in clauses: shelf lives and efforts. Private to engine/check and
// engine/program.
#pragma once

#include "engine/check/state.hpp"

namespace entente::engine::checking {

/// Days of 8 hours from minutes, hours or days; none for another unit.
[[nodiscard]] std::optional<Number> days_of_work(const grammar::Amount& amount);

/// The same, with a diagnostic when there is no such amount.
std::optional<Number> effort_in_days(State& state, const grammar::Amount& amount);
/// Days, weeks, months or years as a span of the calendar; a diagnostic for everything else.
[[nodiscard]] std::optional<CalendarSpan> shelf_life(State& state, const grammar::Amount& amount);

}  // namespace entente::engine::checking
