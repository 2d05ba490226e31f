// Dates, times and durations of FEEL as plain values. Calendar arithmetic is std::chrono's
// (proleptic Gregorian, no leap seconds); months clamp to a month's last day. No clock is read
// here.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace entente::engine {

constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::int64_t nanoseconds_a_second = 1'000'000'000;
constexpr std::int64_t nanoseconds_a_day = seconds_a_day * nanoseconds_a_second;

/// Days since 1970-01-01; years -999999999 to 999999999 fit.
struct Date {
  std::int64_t days = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// Nanoseconds since midnight and, if written, the offset from UTC in seconds.
struct Time {
  static constexpr std::int32_t no_offset = INT32_MIN;
  std::int64_t nanoseconds = 0;
  std::int32_t offset = no_offset;
  friend bool operator==(const Time&, const Time&) = default;
};

struct DateTime {
  Date date;
  Time time;
  friend bool operator==(const DateTime&, const DateTime&) = default;
};

/// A point on the line of time; a date and time without offset is read as UTC.
struct Moment {
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;
  friend auto operator<=>(const Moment&, const Moment&) = default;
};
[[nodiscard]] Moment moment_of(const DateTime& moment);

/// FEEL's days and time duration in nanoseconds: at most 292 years.
struct DaysDuration {
  std::int64_t nanoseconds = 0;
  friend auto operator<=>(const DaysDuration&, const DaysDuration&) = default;
};

/// FEEL's years and months duration.
struct MonthsDuration {
  std::int64_t months = 0;
  friend auto operator<=>(const MonthsDuration&, const MonthsDuration&) = default;
};

/// A span of the calendar as rule files write it: `12 months`, `90 days`. Only one part is not 0.
struct CalendarSpan {
  std::int64_t months = 0;
  std::int64_t days = 0;
};

[[nodiscard]] std::optional<Date> parse_date(std::string_view text);  // 2026-11-01
[[nodiscard]] std::optional<Time> parse_time(std::string_view text);
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text);
[[nodiscard]] std::optional<DaysDuration> parse_days_duration(std::string_view text);      // P3DT4H
[[nodiscard]] std::optional<MonthsDuration> parse_months_duration(std::string_view text);  // P1Y2M

[[nodiscard]] std::string to_string(Date date);
[[nodiscard]] std::string to_string(const Time& time);
[[nodiscard]] std::string to_string(const DateTime& moment);
[[nodiscard]] std::string to_string(DaysDuration duration);
[[nodiscard]] std::string to_string(MonthsDuration duration);

/// None when the result leaves the calendar's range.
[[nodiscard]] std::optional<Date> add_months(Date date, std::int64_t months);
[[nodiscard]] std::optional<Date> add_days(Date date, std::int64_t days);
[[nodiscard]] std::optional<Date> add_span(Date date, CalendarSpan span);
[[nodiscard]] std::optional<Date> make_date(std::int64_t year, std::int64_t month,
                                            std::int64_t day);

/// The written offset is kept.
[[nodiscard]] std::optional<DateTime> add_duration(const DateTime& moment, DaysDuration duration);
/// a - b; none beyond 292 years.
[[nodiscard]] std::optional<DaysDuration> difference(const DateTime& a, const DateTime& b);
/// Whole months from one to the other as both are written, towards 0.
[[nodiscard]] MonthsDuration months_between(const DateTime& from, const DateTime& to);

struct CivilDate {
  std::int64_t year = 0;
  int month = 1;
  int day = 1;
};
[[nodiscard]] CivilDate civil(Date date);

}  // namespace entente::engine
