// Operators on known values; what a null does to each of them.
#include "tests/oracle/naive_expression.hpp"

namespace entente::oracle {
namespace {

using Op = grammar::BinaryOp;

Value truth(std::optional<bool> value) {
  return value ? boolean(*value) : error("these can't be compared");
}

bool holds(Op op, int ordered) {
  switch (op) {
    case Op::less:
    case Op::before:
      return ordered < 0;
    case Op::less_equal:
      return ordered <= 0;
    case Op::greater:
    case Op::after:
      return ordered > 0;
    default:
      return ordered >= 0;
  }
}

/// A date stands at its midnight; of where it comes to the date is kept.
std::optional<Value> shifted(const Value& from, const Value& by, int sign) {
  if (const auto* date = from.as<Date>()) {
    const auto moved = shifted(make(moment_at(*date, {})), by, sign);
    return moved ? std::optional(make(date_of(*moved->as<DateTime>()))) : std::nullopt;
  }
  const auto* moment = from.as<DateTime>();
  if (const auto* months = by.as<Months>()) {
    if (moment == nullptr) return std::nullopt;
    const Date date = add_months(date_of(*moment), sign * months->count);
    return make(moment_at(date, time_of(*moment)));
  }
  const auto* duration = by.as<Duration>();
  if (duration == nullptr) return std::nullopt;
  const long long seconds = sign * duration->seconds.whole().convert_to<long long>();
  if (moment != nullptr) return make(DateTime{moment->seconds + seconds});
  const auto* time = from.as<Time>();
  if (time == nullptr) return std::nullopt;
  return make(time_of(DateTime{time->seconds + seconds}));
}

Value add(const Value& a, const Value& b) {
  if (a.as<Decimal>() && b.as<Decimal>()) return number(*a.as<Decimal>() + *b.as<Decimal>());
  if (a.as<std::string>() && b.as<std::string>()) {
    return text(*a.as<std::string>() + *b.as<std::string>());
  }
  if (a.as<Duration>() && b.as<Duration>()) {
    return make(Duration{a.as<Duration>()->seconds + b.as<Duration>()->seconds});
  }
  if (a.as<Months>() && b.as<Months>()) {
    return make(Months{a.as<Months>()->count + b.as<Months>()->count});
  }
  if (const auto moved = shifted(a, b, 1)) return *moved;
  if (const auto moved = shifted(b, a, 1)) return *moved;
  return error("these can't be added");
}

Value subtract(const Value& a, const Value& b) {
  if (a.as<Decimal>() && b.as<Decimal>()) return number(*a.as<Decimal>() - *b.as<Decimal>());
  if (a.as<Duration>() && b.as<Duration>()) {
    return make(Duration{a.as<Duration>()->seconds - b.as<Duration>()->seconds});
  }
  if (a.as<Months>() && b.as<Months>()) {
    return make(Months{a.as<Months>()->count - b.as<Months>()->count});
  }
  if (a.as<Date>() && b.as<Date>()) {
    return make(Duration{Decimal((a.as<Date>()->days - b.as<Date>()->days) * 86'400)});
  }
  if (a.as<Time>() && b.as<Time>()) {
    return make(Duration{Decimal(a.as<Time>()->seconds - b.as<Time>()->seconds)});
  }
  if (a.as<DateTime>() && b.as<DateTime>()) {
    return make(Duration{Decimal(a.as<DateTime>()->seconds - b.as<DateTime>()->seconds)});
  }
  if (const auto moved = shifted(a, b, -1)) return *moved;
  return error("these can't be subtracted");
}

/// Months count whole ones: the rest is dropped towards 0.
Value months_from(const Decimal& exact) {
  return make(Months{exact.whole().convert_to<long long>()});
}

Value multiply(const Value& a, const Value& b) {
  const auto* factor = b.as<Decimal>();
  if (factor == nullptr) return a.as<Decimal>() ? multiply(b, a) : error("can't be multiplied");
  if (a.as<Decimal>()) return number(*a.as<Decimal>() * *factor);
  if (a.as<Duration>()) return make(Duration{a.as<Duration>()->seconds * *factor});
  if (a.as<Months>()) return months_from(Decimal(a.as<Months>()->count) * *factor);
  return error("can't be multiplied");
}

Value quotient(const Decimal& a, const Decimal& b) {
  const auto result = divide(a, b);
  return result ? number(*result) : error("division by zero");
}

Value divided(const Value& a, const Value& b) {
  if (a.as<Duration>() && b.as<Duration>()) {
    return quotient(a.as<Duration>()->seconds, b.as<Duration>()->seconds);
  }
  if (a.as<Months>() && b.as<Months>()) {
    return quotient(Decimal(a.as<Months>()->count), Decimal(b.as<Months>()->count));
  }
  const auto* divisor = b.as<Decimal>();
  if (divisor == nullptr) return error("can't be divided");
  if (a.as<Decimal>()) return quotient(*a.as<Decimal>(), *divisor);
  if (divisor->is_zero()) return error("division by zero");
  if (a.as<Duration>()) return make(Duration{divide(a.as<Duration>()->seconds, *divisor).value()});
  if (a.as<Months>()) return months_from(divide(Decimal(a.as<Months>()->count), *divisor).value());
  return error("can't be divided");
}

Value raised(const Value& a, const Value& b) {
  if (!a.as<Decimal>() || !b.as<Decimal>()) return error("no numbers");
  const auto result = power(*a.as<Decimal>(), *b.as<Decimal>());
  return result ? number(*result) : error("no such power");
}

Value compare(Op op, const Value& a, const Value& b) {
  const auto ordered = order(a, b);
  return ordered ? boolean(holds(op, *ordered)) : error("these have no order");
}

/// `deciding` settles it whatever the others are.
Value combine(const std::vector<Value>& values, bool deciding) {
  std::vector<Value> rest;
  for (const Value& value : values) {
    if (value.is(deciding)) return boolean(deciding);
    if (value.as<bool>() == nullptr)
      rest.push_back(value.is_null() ? value : error("no truth value"));
  }
  return gravest_null(rest).value_or(boolean(!deciding));
}

}  // namespace

Value all_of(const std::vector<Value>& values) { return combine(values, false); }
Value any_of(const std::vector<Value>& values) { return combine(values, true); }

Value negation(const Value& value) {
  if (value.is_null()) return value;
  return value.as<bool>() ? boolean(!*value.as<bool>()) : error("no truth value");
}

Value in_range(const Value& value, const Range& range) {
  std::vector<Value> parts;
  if (range.low) {
    parts.push_back(apply(range.low_closed ? Op::greater_equal : Op::greater, value, *range.low));
  }
  if (range.high) {
    parts.push_back(apply(range.high_closed ? Op::less_equal : Op::less, value, *range.high));
  }
  return all_of(parts);
}

Value apply(Op op, const Value& a, const Value& b) {
  if (op == Op::and_) return all_of({a, b});
  if (op == Op::or_) return any_of({a, b});
  if (op == Op::equal) return truth(equal(a, b));
  if (op == Op::not_equal) return negation(truth(equal(a, b)));
  if (const auto null = gravest_null({a, b})) return *null;
  switch (op) {
    case Op::add:
      return add(a, b);
    case Op::subtract:
      return subtract(a, b);
    case Op::multiply:
      return multiply(a, b);
    case Op::divide:
      return divided(a, b);
    case Op::power:
      return raised(a, b);
    default:
      return compare(op, a, b);
  }
}

}  // namespace entente::oracle
