// Readers of FEEL's texts for dates, times and durations. Strict: nothing may stand before or
// after.
#include <utility>

#include "engine/model/temporal.hpp"

namespace entente::engine {
namespace {

/// Reads from the front of a text; every step says whether it fitted.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool at_end() const { return rest_.empty(); }
  [[nodiscard]] char peek() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool skip(char expected) {
    if (peek() != expected) return false;
    rest_.remove_prefix(1);
    return true;
  }
  [[nodiscard]] std::size_t digit_count() const {
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') ++count;
    return count;
  }
  [[nodiscard]] std::string_view take_rest() { return std::exchange(rest_, {}); }
  /// Reads exactly `count` digits; none when fewer stand there.
  std::optional<std::int64_t> digits(std::size_t count) {
    if (count == 0 || count > 18 || digit_count() < count) return std::nullopt;
    std::int64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) value = value * 10 + (rest_[i] - '0');
    rest_.remove_prefix(count);
    return value;
  }

 private:
  std::string_view rest_;
};

/// At least four digits, no leading zero beyond four.
std::optional<Date> read_date(Cursor& cursor) {
  const bool negative = cursor.skip('-');
  const std::size_t year_digits = cursor.digit_count();
  if (year_digits < 4 || (year_digits > 4 && cursor.peek() == '0')) return std::nullopt;
  const auto year = cursor.digits(year_digits);
  if (!year || !cursor.skip('-')) return std::nullopt;
  const auto month = cursor.digits(2);
  if (!month || !cursor.skip('-')) return std::nullopt;
  const auto day = cursor.digits(2);
  if (!day) return std::nullopt;
  return make_date(negative ? -*year : *year, *month, *day);
}

/// `.123456789`: nanoseconds; none when it goes on beyond the ninth digit, but for zeros.
std::optional<std::int64_t> read_fraction(Cursor& cursor) {
  if (!cursor.skip('.')) return 0;
  const std::size_t count = cursor.digit_count();
  if (count == 0) return std::nullopt;
  std::int64_t nanoseconds = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const auto digit = cursor.digits(1);
    if (i >= 9 && *digit != 0) return std::nullopt;
    if (i < 9) nanoseconds = nanoseconds * 10 + *digit;
  }
  for (std::size_t i = count; i < 9; ++i) nanoseconds *= 10;
  return nanoseconds;
}

/// `Z`, `+02:00`, `-05:30:15` or nothing; at most 18 hours. None when malformed.
std::optional<std::int32_t> read_offset(Cursor& cursor) {
  if (cursor.skip('Z') || cursor.skip('z')) return 0;
  const bool negative = cursor.peek() == '-';
  if (!cursor.skip('-') && !cursor.skip('+')) return Time::no_offset;
  const auto hours = cursor.digits(2);
  if (!hours || !cursor.skip(':')) return std::nullopt;
  const auto minutes = cursor.digits(2);
  if (!minutes || *minutes > 59) return std::nullopt;
  std::int64_t seconds = 0;
  if (cursor.skip(':')) {
    const auto read = cursor.digits(2);
    if (!read || *read > 59) return std::nullopt;
    seconds = *read;
  }
  const std::int64_t size = *hours * 3600 + *minutes * 60 + seconds;
  if (size > 18L * 3600) return std::nullopt;
  return static_cast<std::int32_t>(negative ? -size : size);
}

/// An offset, or `@Europe/Paris` up to the end.
bool read_place(Cursor& cursor, Time& time) {
  if (cursor.skip('@')) {
    time.zone = find_zone(cursor.take_rest());
    return time.zone != nullptr;
  }
  const auto offset = read_offset(cursor);
  if (!offset) return false;
  time.offset = *offset;
  return true;
}

/// 24:00:00 comes back as a full day of nanoseconds, for the caller to carry over.
std::optional<Time> read_time(Cursor& cursor) {
  const auto hours = cursor.digits(2);
  if (!hours || !cursor.skip(':')) return std::nullopt;
  const auto minutes = cursor.digits(2);
  if (!minutes || !cursor.skip(':')) return std::nullopt;
  const auto seconds = cursor.digits(2);
  if (!seconds) return std::nullopt;
  const auto fraction = read_fraction(cursor);
  Time time;
  if (!fraction || !read_place(cursor, time) || *minutes > 59 || *seconds > 59) return std::nullopt;
  const std::int64_t whole = (*hours * 3600 + *minutes * 60 + *seconds) * nanoseconds_a_second;
  if (whole + *fraction > nanoseconds_a_day || (*hours == 24 && whole != nanoseconds_a_day)) {
    return std::nullopt;
  }
  time.nanoseconds = whole + *fraction;
  return time;
}

/// `12D`: the count, when the letter stands after it.
std::optional<std::int64_t> read_part(Cursor& cursor, char letter, bool& malformed) {
  Cursor ahead = cursor;
  const std::size_t count = ahead.digit_count();
  const auto value = ahead.digits(count);
  if (count > 18) malformed = true;
  if (!value || !ahead.skip(letter)) return std::nullopt;
  cursor = ahead;
  return value;
}

/// `4.5S`
std::optional<Nanoseconds> read_seconds(Cursor& cursor) {
  const auto whole = cursor.digits(cursor.digit_count());
  if (!whole) return std::nullopt;
  const auto fraction = read_fraction(cursor);
  if (!fraction || !cursor.skip('S')) return std::nullopt;
  return Nanoseconds{*whole} * nanoseconds_a_second + *fraction;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  Cursor cursor(text);
  const auto date = read_date(cursor);
  return cursor.at_end() ? date : std::nullopt;
}

std::optional<Time> parse_time(std::string_view text) {
  Cursor cursor(text);
  auto time = read_time(cursor);
  if (!time || !cursor.at_end()) return std::nullopt;
  time->nanoseconds %= nanoseconds_a_day;
  return time;
}

std::optional<DateTime> parse_date_time(std::string_view text) {
  Cursor cursor(text);
  const auto date = read_date(cursor);
  if (!date || !cursor.skip('T')) return std::nullopt;
  const auto time = read_time(cursor);
  if (!time || !cursor.at_end()) return std::nullopt;
  if (time->nanoseconds < nanoseconds_a_day) return DateTime{*date, *time};
  const auto next = add_days(*date, 1);
  if (!next) return std::nullopt;
  return DateTime{*next, {0, time->offset, time->zone}};
}

std::optional<DaysDuration> parse_days_duration(std::string_view text) {
  Cursor cursor(text);
  const bool negative = cursor.skip('-');
  if (!cursor.skip('P')) return std::nullopt;
  bool malformed = false;
  bool any = false;
  Nanoseconds total = 0;
  const auto add = [&](std::int64_t count, std::int64_t unit) {
    any = true;
    total += Nanoseconds{count} * unit;
  };
  if (const auto days = read_part(cursor, 'D', malformed)) add(*days, nanoseconds_a_day);
  if (cursor.skip('T')) {
    if (cursor.at_end()) return std::nullopt;
    if (const auto hours = read_part(cursor, 'H', malformed))
      add(*hours, 3600 * nanoseconds_a_second);
    if (const auto minutes = read_part(cursor, 'M', malformed))
      add(*minutes, 60 * nanoseconds_a_second);
    if (!cursor.at_end()) {
      const auto seconds = read_seconds(cursor);
      if (!seconds) return std::nullopt;
      any = true;
      total += *seconds;
    }
  }
  if (malformed || !any || !cursor.at_end()) return std::nullopt;
  return days_duration(negative ? -total : total);
}

std::optional<MonthsDuration> parse_months_duration(std::string_view text) {
  Cursor cursor(text);
  const bool negative = cursor.skip('-');
  if (!cursor.skip('P')) return std::nullopt;
  bool malformed = false;
  const auto years = read_part(cursor, 'Y', malformed);
  const auto months = read_part(cursor, 'M', malformed);
  if (malformed || (!years && !months) || !cursor.at_end()) return std::nullopt;
  std::int64_t total = 0;
  const bool overflow = __builtin_mul_overflow(years.value_or(0), 12, &total) ||
                        __builtin_add_overflow(total, months.value_or(0), &total);
  if (overflow) return std::nullopt;
  return MonthsDuration{negative ? -total : total};
}

}  // namespace entente::engine
