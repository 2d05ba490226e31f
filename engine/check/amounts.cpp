#include "engine/check/amounts.hpp"

namespace entente::engine::checking {

Number weight_of(State& state, const std::optional<grammar::Weight>& weight,
                 const std::string& whose, std::string label) {
  static const Number most(1'000'000);
  if (!weight || weight->digits.empty()) return 1;
  const auto number = Number::parse(weight->digits);
  if (!number || *number > most) {
    state.error("E406", weight->span, "a weight goes from 0 to 1,000,000, in at most 34 digits");
    return 1;
  }
  if (number->sign() == 0)
    state.lint("W710", weight->span, whose + " has weight 0", std::move(label));
  return *number;
}

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
  static const Number most(100'000);
  const auto number = Number::parse(amount.digits);
  const bool calendar = amount.unit == "day" || amount.unit == "week" || amount.unit == "month" ||
                        amount.unit == "year";
  if (number && calendar && *number > most) {
    state.error("E313", amount.span, "`good for` takes at most 100,000 of a unit",
                "leave it out for what is good for ever");
    return std::nullopt;
  }
  const auto count = number ? number->to_int64() : std::nullopt;
  if (count && *count > 0) {
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
