#include "engine/check/amounts.hpp"

namespace entente::engine::checking {

std::optional<Number> days_of_work(const grammar::Amount& amount) {
  const auto number = Number::parse(amount.digits);
  if (!number) return std::nullopt;
  if (amount.unit == "day") return number;
  if (amount.unit == "hour") return divide(*number, Number(8));
  if (amount.unit == "minute") return divide(*number, Number(480));
  return std::nullopt;
}

std::optional<Number> effort_in_days(State& state, const grammar::Amount& amount) {
  const auto days = days_of_work(amount);
  if (!days)
    state.error("E313", amount.span, "an effort is said in minutes, hours or days",
                "a day has 8 hours");
  return days;
}

std::optional<CalendarSpan> shelf_life(State& state, const grammar::Amount& amount) {
  const auto number = Number::parse(amount.digits);
  const auto count = number ? number->to_int64() : std::nullopt;
  if (count && *count > 0 && *count <= 100'000) {
    if (amount.unit == "day") return CalendarSpan{0, *count};
    if (amount.unit == "week") return CalendarSpan{0, 7 * *count};
    if (amount.unit == "month") return CalendarSpan{*count, 0};
    if (amount.unit == "year") return CalendarSpan{12 * *count, 0};
  }
  state.error("E313", amount.span, "`good for` needs whole days, weeks, months or years",
              "for example `good for 12 months`");
  return std::nullopt;
}

}  // namespace entente::engine::checking
