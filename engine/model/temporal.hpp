// Dates, times and durations of FEEL as plain values: the proleptic Gregorian calendar without leap
// seconds; months clamp to a month's last day. Named zones are those of the system (see zone.hpp).
// No clock is read here.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "engine/model/zone.hpp"

namespace entente::engine {

constexpr std::int64_t seconds_a_day = 86'400;
constexpr std::int64_t nanoseconds_a_second = 1'000'000'000;
constexpr std::int64_t nanoseconds_a_day = seconds_a_day * nanoseconds_a_second;

/// Days since 1970-01-01; years -999999999 to 999999999 fit.
struct Date {
  std::int64_t days = 0;
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// Nanoseconds since midnight and, if written, the offset from UTC in seconds or the named zone.
struct Time {
  static constexpr std::int32_t no_offset = INT32_MIN;
  std::int64_t nanoseconds = 0;
  std::int32_t offset = no_offset;  // no_offset where a zone is named
  const Zone* zone = nullptr;
  friend bool operator==(const Time&, const Time&) = default;
};

struct DateTime {
  Date date;
  Time time;
  friend bool operator==(const DateTime&, const DateTime&) = default;
};

/// Whether it was written with an offset or a zone: only then its place on the line of time is
/// known.
[[nodiscard]] bool has_offset(const Time& time);
/// Seconds east of UTC; 0 when none is written. In a named zone a time of no date has the zone's
/// standard offset.
[[nodiscard]] std::int32_t offset_of(const Time& time);
[[nodiscard]] std::int32_t offset_of(const DateTime& moment);

/// A point on the line of time; a date and time without offset is read as UTC.
struct Moment {
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;
  friend auto operator<=>(const Moment&, const Moment&) = default;
};
[[nodiscard]] Moment moment_of(const DateTime& moment);

/// FEEL's days and time duration: at most 10^27 nanoseconds, 31 thousand million years.
__extension__ typedef __int128 Nanoseconds;
struct DaysDuration {
  Nanoseconds nanoseconds = 0;
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

/// None beyond the longest duration.
[[nodiscard]] std::optional<DaysDuration> days_duration(Nanoseconds nanoseconds);
/// The written offset or zone is kept; in a zone as much time goes by as the duration says.
[[nodiscard]] std::optional<DateTime> add_duration(const DateTime& moment, DaysDuration duration);
/// a - b.
[[nodiscard]] DaysDuration difference(const DateTime& a, const DateTime& b);
/// Whole months from one to the other as both are written, towards 0.
[[nodiscard]] MonthsDuration months_between(const DateTime& from, const DateTime& to);

struct CivilDate {
  std::int64_t year = 0;
  int month = 1;
  int day = 1;
};
[[nodiscard]] CivilDate civil(Date date);

}  // namespace entente::engine
