// Values of the oracle: one variant that owns everything it holds, copied freely. Completely known:
// there is no unknown here. Shares no code with engine/model. Comparisons and calendar arithmetic
// that both the operators and the built-ins need stand here too.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/ast.hpp"
#include "tests/oracle/naive_decimal.hpp"

namespace entente::oracle {

struct Value;
struct Entry;
struct Scope;

enum class Reason { none, nothing, error };
struct Null {
  Reason reason = Reason::none;
  std::string why;  // of an error
};
/// Days since 1970-01-01.
struct Date {
  long long days = 0;
};
struct Duration {
  Decimal seconds;
};
struct Months {
  long long count = 0;
};
/// Seconds since midnight; whole ones, and no offset.
struct Time {
  long long seconds = 0;
};
/// Seconds since 1970-01-01T00:00:00, where it stands; whole ones, and no offset.
struct DateTime {
  long long seconds = 0;
};
struct List {
  std::vector<Value> items;
};
/// A record or a context; entries in the order written.
struct Record {
  std::string type;  // empty: a context
  std::vector<Entry> entries;

  [[nodiscard]] const Value* find(std::string_view name) const;
};
/// An absent end is a null pointer.
struct Range {
  std::shared_ptr<const Value> low;
  std::shared_ptr<const Value> high;
  bool low_closed = true;
  bool high_closed = true;
};
struct Function {
  const grammar::FunctionLiteral* literal = nullptr;
  std::shared_ptr<const Scope> scope;
};

struct Value {
  std::variant<Null, bool, Decimal, std::string, Date, Duration, Months, Time, DateTime, List,
               Record, Range, Function>
      form;
  bool in_file = true;  // false: put there by a completion; what `is known` asks

  template <class T>
  [[nodiscard]] const T* as() const {
    return std::get_if<T>(&form);
  }
  [[nodiscard]] bool is_null() const { return as<Null>() != nullptr; }
  [[nodiscard]] bool is_null(Reason reason) const {
    return is_null() && as<Null>()->reason == reason;
  }
  [[nodiscard]] bool is(bool truth) const { return as<bool>() != nullptr && *as<bool>() == truth; }
};

struct Entry {
  std::string name;
  Value value;
};

template <class T>
[[nodiscard]] Value make(T form) {
  Value value;
  value.form = std::move(form);
  return value;
}
[[nodiscard]] Value null(Reason reason);
[[nodiscard]] Value error(std::string why);
[[nodiscard]] Value boolean(bool truth);
[[nodiscard]] Value number(Decimal value);
[[nodiscard]] Value text(std::string value);
[[nodiscard]] Value list(std::vector<Value> items);

/// The gravest null among them (error before nothing before none); none when there is no null.
[[nodiscard]] std::optional<Value> gravest_null(const std::vector<Value>& values);

/// FEEL's `=`: definite against null; none when the two can't be compared.
[[nodiscard]] std::optional<bool> equal(const Value& a, const Value& b);
/// Below 0, 0 or above 0; none when the two have no order. Neither is null.
[[nodiscard]] std::optional<int> order(const Value& a, const Value& b);

/// For messages; numbers to the last digit, nulls with their reason.
[[nodiscard]] std::string show(const Value& value);

// The calendar, counted day by day from tables rather than by formula.
struct Civil {
  long long year = 1970;
  int month = 1;
  int day = 1;
};
[[nodiscard]] Civil civil(Date date);
[[nodiscard]] int days_in_month(long long year, int month);
/// None for a day that is not in the calendar.
[[nodiscard]] std::optional<Date> make_date(long long year, long long month, long long day);
/// Clamped to the month's last day.
[[nodiscard]] Date add_months(Date date, long long months);
[[nodiscard]] std::optional<Date> read_date(std::string_view text);
[[nodiscard]] std::string show(Date date);
[[nodiscard]] Date date_of(DateTime moment);
[[nodiscard]] Time time_of(DateTime moment);
[[nodiscard]] DateTime moment_at(Date date, Time time);
/// None outside of a day.
[[nodiscard]] std::optional<Time> make_time(long long hour, long long minute, long long second);
/// `10:30:00`
[[nodiscard]] std::optional<Time> read_time(std::string_view text);
[[nodiscard]] std::string show(Time time);
/// `2026-11-01T10:30:00`
[[nodiscard]] std::optional<DateTime> read_date_time(std::string_view text);
[[nodiscard]] std::string show(DateTime moment);
/// `P1Y2M`, `P3DT4H`: a Duration or Months; an error null for anything else.
[[nodiscard]] Value read_duration(std::string_view text);

}  // namespace entente::oracle
