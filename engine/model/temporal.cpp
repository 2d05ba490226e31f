#include "engine/model/temporal.hpp"

#include <fmt/format.h>

namespace entente::engine {
namespace {

constexpr std::int64_t furthest_year = 999'999'999;

/// Floored division, so that the days before 1970 fall into their own month.
constexpr std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b != 0 && (a % b < 0) != (b < 0) ? 1 : 0);
}

constexpr bool leap(std::int64_t year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

constexpr std::int64_t days_in_month(std::int64_t year, std::int64_t month) {
  if (month == 2) return leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// Days since 1970-01-01. std::chrono::year ends at 32767, FEEL's years do not. The year is taken
/// to begin in March, so that the leap day is its last.
constexpr std::int64_t days_from_civil(std::int64_t year, std::int64_t month, std::int64_t day) {
  const std::int64_t y = month <= 2 ? year - 1 : year;
  const std::int64_t era = floor_divide(y, 400);
  const std::int64_t year_of_era = y - era * 400;
  const std::int64_t month_from_march = (month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * 146097 + day_of_era - 719468;
}
static_assert(days_from_civil(1970, 1, 1) == 0 && days_from_civil(2000, 3, 1) == 11017);

constexpr std::int64_t first_day = days_from_civil(-furthest_year, 1, 1);
constexpr std::int64_t last_day = days_from_civil(furthest_year, 12, 31);

}  // namespace

CivilDate civil(Date date) {
  const std::int64_t shifted = date.days + 719468;
  const std::int64_t era = floor_divide(shifted, 146097);
  const std::int64_t day_of_era = shifted - era * 146097;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const auto month =
      static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  return {year_of_era + era * 400 + (month <= 2 ? 1 : 0), month, day};
}

std::optional<Date> make_date(std::int64_t year, std::int64_t month, std::int64_t day) {
  if (year < -furthest_year || year > furthest_year || month < 1 || month > 12) return std::nullopt;
  if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return Date{days_from_civil(year, month, day)};
}

std::optional<Date> add_months(Date date, std::int64_t months) {
  if (months < -24 * furthest_year || months > 24 * furthest_year) return std::nullopt;
  const CivilDate from = civil(date);
  const std::int64_t total = from.year * 12 + (from.month - 1) + months;
  const std::int64_t year = floor_divide(total, 12);
  const std::int64_t month = total - year * 12 + 1;
  const std::int64_t last = days_in_month(year, month);
  return make_date(year, month, from.day < last ? from.day : last);
}

std::optional<Date> add_days(Date date, std::int64_t days) {
  std::int64_t sum = 0;
  if (__builtin_add_overflow(date.days, days, &sum)) return std::nullopt;
  if (sum < first_day || sum > last_day) return std::nullopt;
  return Date{sum};
}

std::optional<Date> add_span(Date date, CalendarSpan span) {
  const auto moved = add_months(date, span.months);
  if (!moved) return std::nullopt;
  return add_days(*moved, span.days);
}

bool has_offset(const Time& time) { return time.zone != nullptr || time.offset != Time::no_offset; }

std::int32_t offset_of(const Time& time) {
  if (time.zone != nullptr) return standard_offset(*time.zone);
  return time.offset == Time::no_offset ? 0 : time.offset;
}

namespace {

std::int64_t local_seconds(const DateTime& moment) {
  return moment.date.days * seconds_a_day + moment.time.nanoseconds / nanoseconds_a_second;
}

}  // namespace

std::int32_t offset_of(const DateTime& moment) {
  if (moment.time.zone == nullptr) return offset_of(moment.time);
  return offset_at_local(*moment.time.zone, local_seconds(moment));
}

Moment moment_of(const DateTime& moment) {
  return {local_seconds(moment) - offset_of(moment),
          moment.time.nanoseconds % nanoseconds_a_second};
}

std::optional<DaysDuration> days_duration(Nanoseconds nanoseconds) {
  constexpr Nanoseconds longest = Nanoseconds{1'000'000'000'000} * 1'000'000'000'000'000;
  if (nanoseconds > longest || nanoseconds < -longest) return std::nullopt;
  return DaysDuration{nanoseconds};
}

namespace {

/// As the calendar and the clock of one place count.
std::optional<DateTime> add_local(const DateTime& moment, Nanoseconds duration) {
  std::int64_t total = moment.time.nanoseconds % nanoseconds_a_day +
                       static_cast<std::int64_t>(duration % nanoseconds_a_day);
  const std::int64_t days = static_cast<std::int64_t>(duration / nanoseconds_a_day) +
                            floor_divide(total, nanoseconds_a_day);
  total -= floor_divide(total, nanoseconds_a_day) * nanoseconds_a_day;
  const auto date = add_days(moment.date, days);
  if (!date) return std::nullopt;
  return DateTime{*date, {total, moment.time.offset, moment.time.zone}};
}

}  // namespace

std::optional<DateTime> add_duration(const DateTime& moment, DaysDuration duration) {
  auto moved = add_local(moment, duration.nanoseconds);
  if (!moved || moment.time.zone == nullptr) return moved;
  const std::int64_t utc = local_seconds(*moved) - offset_of(moment);
  const std::int64_t change = offset_at(*moment.time.zone, utc) - offset_of(moment);
  return add_local(*moved, Nanoseconds{change} * nanoseconds_a_second);
}

DaysDuration difference(const DateTime& a, const DateTime& b) {
  const Moment left = moment_of(a);
  const Moment right = moment_of(b);
  return {Nanoseconds{left.seconds - right.seconds} * nanoseconds_a_second +
          (left.nanoseconds - right.nanoseconds)};
}

MonthsDuration months_between(const DateTime& from, const DateTime& to) {
  const CivilDate a = civil(from.date);
  const CivilDate b = civil(to.date);
  std::int64_t months = (b.year - a.year) * 12 + b.month - a.month;
  if (months > 0 && b.day < a.day) --months;
  if (months < 0 && b.day > a.day) ++months;
  return {months};
}

namespace {

std::string fraction_text(std::int64_t nanoseconds) {
  if (nanoseconds == 0) return {};
  std::string text = fmt::format(".{:09}", nanoseconds);
  while (text.back() == '0') text.pop_back();
  return text;
}

std::string offset_text(const Time& time) {
  if (time.zone != nullptr) return fmt::format("@{}", name_of(*time.zone));
  const std::int32_t offset = time.offset;
  if (offset == Time::no_offset) return {};
  if (offset == 0) return "Z";
  const std::int32_t size = offset < 0 ? -offset : offset;
  std::string text =
      fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', size / 3600, size / 60 % 60);
  if (size % 60 != 0) text += fmt::format(":{:02}", size % 60);
  return text;
}

}  // namespace

std::string to_string(Date date) {
  const CivilDate parts = civil(date);
  const std::int64_t year = parts.year < 0 ? -parts.year : parts.year;
  return fmt::format("{}{:04}-{:02}-{:02}", parts.year < 0 ? "-" : "", year, parts.month,
                     parts.day);
}

std::string to_string(const Time& time) {
  const std::int64_t seconds = time.nanoseconds / nanoseconds_a_second;
  return fmt::format("{:02}:{:02}:{:02}{}{}", seconds / 3600, seconds / 60 % 60, seconds % 60,
                     fraction_text(time.nanoseconds % nanoseconds_a_second), offset_text(time));
}

std::string to_string(const DateTime& moment) {
  return to_string(moment.date) + 'T' + to_string(moment.time);
}

std::string to_string(DaysDuration duration) {
  if (duration.nanoseconds == 0) return "PT0S";
  const bool negative = duration.nanoseconds < 0;
  const Nanoseconds size = negative ? -duration.nanoseconds : duration.nanoseconds;
  const auto seconds = static_cast<std::int64_t>(size / nanoseconds_a_second);
  std::string text = negative ? "-P" : "P";
  if (seconds / 86400 != 0) text += fmt::format("{}D", seconds / 86400);
  const std::string fraction =
      fraction_text(static_cast<std::int64_t>(size % nanoseconds_a_second));
  if (seconds % 86400 == 0 && fraction.empty()) return text;
  text += 'T';
  if (seconds / 3600 % 24 != 0) text += fmt::format("{}H", seconds / 3600 % 24);
  if (seconds / 60 % 60 != 0) text += fmt::format("{}M", seconds / 60 % 60);
  if (seconds % 60 != 0 || !fraction.empty()) text += fmt::format("{}{}S", seconds % 60, fraction);
  return text;
}

std::string to_string(MonthsDuration duration) {
  if (duration.months == 0) return "P0M";
  const bool negative = duration.months < 0;
  const std::int64_t size = negative ? -duration.months : duration.months;
  std::string text = negative ? "-P" : "P";
  if (size / 12 != 0) text += fmt::format("{}Y", size / 12);
  if (size % 12 != 0) text += fmt::format("{}M", size % 12);
  return text;
}

}  // namespace entente::engine
