#include "tests/oracle/naive_value.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace entente::oracle {
namespace {

constexpr long long day_seconds = 86'400;

bool same_lists(const List& a, const List& b, bool& comparable) {
  if (a.items.size() != b.items.size()) return false;
  for (std::size_t i = 0; i < a.items.size(); ++i) {
    const auto same = equal(a.items[i], b.items[i]);
    if (!same) comparable = false;
    if (!same.value_or(true)) return false;
  }
  return true;
}

bool same_records(const Record& a, const Record& b, bool& comparable) {
  if (a.entries.size() != b.entries.size()) return false;
  for (const Entry& entry : a.entries) {
    const Value* other = b.find(entry.name);
    if (other == nullptr) return false;
    const auto same = equal(entry.value, *other);
    if (!same) comparable = false;
    if (!same.value_or(true)) return false;
  }
  return true;
}

bool same_ends(const std::shared_ptr<const Value>& a, const std::shared_ptr<const Value>& b) {
  if (!a || !b) return !a && !b;
  return equal(*a, *b).value_or(false);
}

bool same_ranges(const Range& a, const Range& b) {
  return same_ends(a.low, b.low) && same_ends(a.high, b.high) && a.low_closed == b.low_closed &&
         a.high_closed == b.high_closed;
}

template <class T>
int order_of(const T& a, const T& b) {
  if (a < b) return -1;
  return b < a ? 1 : 0;
}

bool is_leap(long long year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }
int days_in_year(long long year) { return is_leap(year) ? 366 : 365; }

std::string show_all(const std::vector<Value>& items) {
  std::string out = "[";
  for (const Value& item : items) out.append(out.size() > 1 ? ", " : "").append(show(item));
  return out + "]";
}

std::string show_null(const Null& null) {
  switch (null.reason) {
    case Reason::none:
      return "none";
    case Reason::nothing:
      return "nothing";
    case Reason::error:
      break;
  }
  return "error(" + null.why + ")";
}

std::string show_record(const Record& record) {
  std::string out = record.type + "{";
  for (const Entry& entry : record.entries) {
    out.append(out.back() == '{' ? "" : ", ").append(entry.name).append(": ");
    out.append(show(entry.value));
  }
  return out + "}";
}

std::string show_range(const Range& range) {
  std::string out = range.low_closed ? "[" : "(";
  out.append(range.low ? show(*range.low) : "").append("..");
  out.append(range.high ? show(*range.high) : "");
  return out + (range.high_closed ? "]" : ")");
}

/// Digits before the sign that follows them; 0 when that sign does not come next.
long long take(std::string_view& rest, char sign, bool& any) {
  const std::size_t end = rest.find_first_not_of("0123456789");
  if (end == 0 || end == std::string_view::npos || rest[end] != sign) return 0;
  const long long count = std::stoll(std::string(rest.substr(0, end)));
  rest.remove_prefix(end + 1);
  any = true;
  return count;
}

}  // namespace

const Value* Record::find(std::string_view name) const {
  for (const Entry& entry : entries) {
    if (entry.name == name) return &entry.value;
  }
  return nullptr;
}

Value null(Reason reason) { return make(Null{reason, {}}); }
Value error(std::string why) { return make(Null{Reason::error, std::move(why)}); }
Value boolean(bool truth) { return make(truth); }
Value number(Decimal value) { return make(std::move(value)); }
Value text(std::string value) { return make(std::move(value)); }
Value list(std::vector<Value> items) { return make(List{std::move(items)}); }

std::optional<Value> gravest_null(const std::vector<Value>& values) {
  for (const Reason reason : {Reason::error, Reason::nothing, Reason::none}) {
    for (const Value& value : values) {
      if (value.is_null(reason)) return value;
    }
  }
  return std::nullopt;
}

std::optional<bool> equal(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.form.index() != b.form.index()) return std::nullopt;
  if (a.as<bool>() != nullptr) return *a.as<bool>() == *b.as<bool>();
  if (a.as<Range>() != nullptr) return same_ranges(*a.as<Range>(), *b.as<Range>());
  bool comparable = true;
  if (a.as<List>() != nullptr) {
    const bool same = same_lists(*a.as<List>(), *b.as<List>(), comparable);
    return same && !comparable ? std::nullopt : std::optional(same);
  }
  if (a.as<Record>() != nullptr) {
    const bool same = same_records(*a.as<Record>(), *b.as<Record>(), comparable);
    return same && !comparable ? std::nullopt : std::optional(same);
  }
  const auto ordered = order(a, b);
  return ordered ? std::optional(*ordered == 0) : std::nullopt;
}

std::optional<int> order(const Value& a, const Value& b) {
  if (a.form.index() != b.form.index()) return std::nullopt;
  if (const auto* left = a.as<Decimal>()) return order_of(*left, *b.as<Decimal>());
  if (const auto* left = a.as<std::string>()) return order_of(*left, *b.as<std::string>());
  if (const auto* left = a.as<Date>()) return order_of(left->days, b.as<Date>()->days);
  if (const auto* left = a.as<Months>()) return order_of(left->count, b.as<Months>()->count);
  if (const auto* left = a.as<Time>()) return order_of(left->seconds, b.as<Time>()->seconds);
  if (const auto* left = a.as<DateTime>())
    return order_of(left->seconds, b.as<DateTime>()->seconds);
  if (const auto* left = a.as<Duration>()) {
    return order_of(left->seconds, b.as<Duration>()->seconds);
  }
  return std::nullopt;
}

std::string show(const Value& value) {
  if (const auto* form = value.as<Null>()) return show_null(*form);
  if (const auto* form = value.as<bool>()) return *form ? "true" : "false";
  if (const auto* form = value.as<Decimal>()) return form->to_string();
  if (const auto* form = value.as<std::string>()) return "\"" + *form + "\"";
  if (const auto* form = value.as<Date>()) return show(*form);
  if (const auto* form = value.as<Time>()) return show(*form);
  if (const auto* form = value.as<DateTime>()) return show(*form);
  if (const auto* form = value.as<Duration>()) return form->seconds.to_string() + " seconds";
  if (const auto* form = value.as<Months>()) return std::to_string(form->count) + " months";
  if (const auto* form = value.as<List>()) return show_all(form->items);
  if (const auto* form = value.as<Record>()) return show_record(*form);
  if (const auto* form = value.as<Range>()) return show_range(*form);
  return "function";
}

int days_in_month(long long year, int month) {
  constexpr std::array<int, 12> days{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month == 2 && is_leap(year)) return 29;
  return days[static_cast<std::size_t>(month - 1)];
}

Civil civil(Date date) {
  Civil found;
  long long left = date.days;
  while (left < 0) left += days_in_year(--found.year);
  while (left >= days_in_year(found.year)) left -= days_in_year(found.year++);
  while (left >= days_in_month(found.year, found.month)) {
    left -= days_in_month(found.year, found.month++);
  }
  found.day = static_cast<int>(left) + 1;
  return found;
}

std::optional<Date> make_date(long long year, long long month, long long day) {
  if (year < -9999 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
  if (day > days_in_month(year, static_cast<int>(month))) return std::nullopt;
  long long days = day - 1;
  for (long long y = 1970; y < year; ++y) days += days_in_year(y);
  for (long long y = year; y < 1970; ++y) days -= days_in_year(y);
  for (int m = 1; m < month; ++m) days += days_in_month(year, m);
  return Date{days};
}

Date add_months(Date date, long long months) {
  Civil at = civil(date);
  for (; months > 0; --months) {
    at.year += at.month == 12 ? 1 : 0;
    at.month = at.month == 12 ? 1 : at.month + 1;
  }
  for (; months < 0; ++months) {
    at.year -= at.month == 1 ? 1 : 0;
    at.month = at.month == 1 ? 12 : at.month - 1;
  }
  return make_date(at.year, at.month, std::min(at.day, days_in_month(at.year, at.month))).value();
}

std::optional<Date> read_date(std::string_view text) {
  int year = 0;
  int month = 0;
  int day = 0;
  int used = 0;
  const std::string copy(text);
  if (std::sscanf(copy.c_str(), "%4d-%2d-%2d%n", &year, &month, &day, &used) != 3 || used != 10 ||
      copy.size() != 10) {
    return std::nullopt;
  }
  return make_date(year, month, day);
}

std::string show(Date date) {
  const Civil at = civil(date);
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%04lld-%02d-%02d", at.year, at.month, at.day);
  return out.data();
}

Date date_of(DateTime moment) {
  const long long rest = (moment.seconds % day_seconds + day_seconds) % day_seconds;
  return {(moment.seconds - rest) / day_seconds};
}

Time time_of(DateTime moment) { return {moment.seconds - date_of(moment).days * day_seconds}; }

DateTime moment_at(Date date, Time time) { return {date.days * day_seconds + time.seconds}; }

std::optional<Time> make_time(long long hour, long long minute, long long second) {
  const bool fits =
      hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
  return fits ? std::optional(Time{hour * 3'600 + minute * 60 + second}) : std::nullopt;
}

std::optional<Time> read_time(std::string_view text) {
  int hour = 0;
  int minute = 0;
  int second = 0;
  int used = 0;
  const std::string copy(text);
  if (std::sscanf(copy.c_str(), "%2d:%2d:%2d%n", &hour, &minute, &second, &used) != 3 ||
      used != 8 || copy.size() != 8) {
    return std::nullopt;
  }
  return make_time(hour, minute, second);
}

std::string show(Time time) {
  std::array<char, 64> out{};
  std::snprintf(out.data(), out.size(), "%02lld:%02lld:%02lld", time.seconds / 3'600,
                time.seconds / 60 % 60, time.seconds % 60);
  return out.data();
}

std::optional<DateTime> read_date_time(std::string_view text) {
  if (text.size() != 19 || text[10] != 'T') return std::nullopt;
  const auto date = read_date(text.substr(0, 10));
  const auto time = read_time(text.substr(11));
  return date && time ? std::optional(moment_at(*date, *time)) : std::nullopt;
}

std::string show(DateTime moment) { return show(date_of(moment)) + "T" + show(time_of(moment)); }

Value read_duration(std::string_view text) {
  std::string_view rest = text;
  const bool negative = rest.starts_with('-');
  if (negative) rest.remove_prefix(1);
  if (!rest.starts_with('P')) return error("not a duration");
  rest.remove_prefix(1);
  bool months_given = false;
  bool days_given = false;
  const long long years = take(rest, 'Y', months_given);
  const long long months = years * 12 + take(rest, 'M', months_given);
  long long seconds = take(rest, 'D', days_given) * day_seconds;
  if (rest.starts_with('T')) {
    rest.remove_prefix(1);
    seconds += take(rest, 'H', days_given) * 3'600;
    seconds += take(rest, 'M', days_given) * 60;
    seconds += take(rest, 'S', days_given);
  }
  if (!rest.empty() || months_given == days_given) return error("not a duration");
  if (months_given) return make(Months{negative ? -months : months});
  return make(Duration{Decimal(negative ? -seconds : seconds)});
}

}  // namespace entente::oracle
