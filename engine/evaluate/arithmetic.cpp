// + - * / ** over numbers, texts, dates, times and durations.
#include <fmt/format.h>

#include "engine/evaluate/interval.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

using Result = std::optional<Value>;

Result number(const Runtime& runtime, const std::optional<Number>& result) {
  if (!result) return std::nullopt;
  return Value::number(*result, runtime.arena);
}

Result numbers(const Runtime& runtime, Op op, const Number& a, const Number& b) {
  switch (op) {
    case Op::add:
      return number(runtime, add(a, b));
    case Op::subtract:
      return number(runtime, subtract(a, b));
    case Op::multiply:
      return number(runtime, multiply(a, b));
    case Op::divide:
      return number(runtime, divide(a, b));
    default:
      runtime.arena.spend(dear_function);
      if (a.sign() < 0 && !b.is_integer())
        return runtime.error("a negative number has no such power");
      if (a.sign() == 0 && b.sign() < 0) return runtime.error("a division by 0");
      return number(runtime, power(a, b));
  }
}

Value join_texts(const Runtime& runtime, std::string_view a, std::string_view b) {
  const std::string_view parts[] = {a, b};
  return Value::text(runtime.arena.text(parts), runtime.arena);
}

bool is_duration(const Value& value) {
  return value.is(Kind::days_duration) || value.is(Kind::months_duration);
}

/// Nanoseconds or months; none when a duration can't be so long.
Result duration_of(const Runtime& runtime, Kind kind, Int128 amount) {
  if (kind == Kind::days_duration) {
    const auto duration = days_duration(amount);
    if (!duration) return std::nullopt;
    return Value::days_duration(*duration, runtime.arena);
  }
  const auto months = static_cast<std::int64_t>(amount);
  if (months != amount || months == INT64_MIN) return std::nullopt;
  return Value::months_duration({months});
}

Int128 amount_of(const Value& duration) {
  return duration.is(Kind::days_duration) ? duration.days_duration().nanoseconds
                                          : duration.months_duration().months;
}

DateTime midnight(Date date) { return {date, {}}; }

/// A date counts as its midnight in UTC.
DateTime as_moment(const Value& value) {
  return value.is(Kind::date) ? DateTime{value.date(), {0, 0}} : value.date_time();
}

Result shift_date(Date date, const Value& duration, int direction) {
  if (duration.is(Kind::months_duration)) {
    const auto moved = add_months(date, direction * duration.months_duration().months);
    if (!moved) return std::nullopt;
    return Value::date(*moved);
  }
  const auto moved = add_duration(midnight(date), {direction * amount_of(duration)});
  if (!moved) return std::nullopt;
  return Value::date(moved->date);
}

Result shift_moment(const Runtime& runtime, const DateTime& moment, const Value& duration,
                    int direction) {
  if (duration.is(Kind::months_duration)) {
    const auto date = add_months(moment.date, direction * duration.months_duration().months);
    if (!date) return std::nullopt;
    return Value::date_time({*date, moment.time}, runtime.arena);
  }
  const auto moved = add_duration(moment, {direction * amount_of(duration)});
  if (!moved) return std::nullopt;
  return Value::date_time(*moved, runtime.arena);
}

Result shift_time(const Runtime& runtime, const Time& time, const Value& duration, int direction) {
  if (!duration.is(Kind::days_duration)) return std::nullopt;
  const auto part = static_cast<std::int64_t>(amount_of(duration) % nanoseconds_a_day);
  std::int64_t moved = time.nanoseconds + direction * part;
  moved = (moved % nanoseconds_a_day + nanoseconds_a_day) % nanoseconds_a_day;
  return Value::time({moved, time.offset, time.zone}, runtime.arena);
}

Result shifted(const Runtime& runtime, const Value& point, const Value& duration, int direction) {
  switch (point.kind()) {
    case Kind::date:
      return shift_date(point.date(), duration, direction);
    case Kind::date_time:
      return shift_moment(runtime, point.date_time(), duration, direction);
    case Kind::time:
      return shift_time(runtime, point.time(), duration, direction);
    default:
      return std::nullopt;
  }
}

Result durations(const Runtime& runtime, Op op, const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  const Int128 second = op == Op::add ? amount_of(b) : -amount_of(b);
  return duration_of(runtime, a.kind(), amount_of(a) + second);
}

/// Whether both are written with an offset or both without: only then is their distance known.
bool comparable(const Time& a, const Time& b) { return has_offset(a) == has_offset(b); }

Value distance(const Runtime& runtime, const Time& a, const Time& b) {
  const std::int64_t offsets = std::int64_t{offset_of(a)} - offset_of(b);
  return Value::days_duration({a.nanoseconds - b.nanoseconds - offsets * nanoseconds_a_second},
                              runtime.arena);
}

Result distance(const Runtime& runtime, const Value& a, const Value& b) {
  if (a.is(Kind::time) && b.is(Kind::time)) {
    if (!comparable(a.time(), b.time())) return std::nullopt;
    return distance(runtime, a.time(), b.time());
  }
  const bool points =
      (a.is(Kind::date) || a.is(Kind::date_time)) && (b.is(Kind::date) || b.is(Kind::date_time));
  if (!points) return std::nullopt;
  if (!comparable(as_moment(a).time, as_moment(b).time)) return std::nullopt;
  return Value::days_duration(difference(as_moment(a), as_moment(b)), runtime.arena);
}

Result scaled(const Runtime& runtime, Op op, const Value& duration, const Number& factor) {
  const Number amount = *Number::of(amount_of(duration));
  const auto exact = op == Op::multiply ? multiply(amount, factor) : divide(amount, factor);
  const auto rounded = exact ? exact->round(0, Rounding::down) : std::nullopt;
  const auto whole = rounded ? rounded->to_int128() : std::nullopt;
  return whole ? duration_of(runtime, duration.kind(), *whole) : std::nullopt;
}

Result known(const Runtime& runtime, Op op, const Value& a, const Value& b) {
  if (a.is(Kind::number) && b.is(Kind::number)) return numbers(runtime, op, a.number(), b.number());
  switch (op) {
    case Op::add:
      if (a.is(Kind::text) && b.is(Kind::text)) return join_texts(runtime, a.text(), b.text());
      if (is_duration(a) && is_duration(b)) return durations(runtime, op, a, b);
      if (is_duration(b)) return shifted(runtime, a, b, 1);
      if (is_duration(a)) return shifted(runtime, b, a, 1);
      return std::nullopt;
    case Op::subtract:
      if (is_duration(a) && is_duration(b)) return durations(runtime, op, a, b);
      if (is_duration(b)) return shifted(runtime, a, b, -1);
      return distance(runtime, a, b);
    case Op::multiply:
      if (is_duration(a) && b.is(Kind::number)) return scaled(runtime, op, a, b.number());
      if (a.is(Kind::number) && is_duration(b)) return scaled(runtime, op, b, a.number());
      return std::nullopt;
    case Op::divide:
      if (is_duration(a) && b.is(Kind::number)) return scaled(runtime, op, a, b.number());
      if (is_duration(a) && a.kind() == b.kind())
        return number(runtime, divide(*Number::of(amount_of(a)), *Number::of(amount_of(b))));
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::string_view verb(Op op) {
  switch (op) {
    case Op::add:
      return "{} can't be added to {}";
    case Op::subtract:
      return "{1} can't be subtracted from {0}";
    case Op::multiply:
      return "{} can't be multiplied by {}";
    case Op::divide:
      return "{} can't be divided by {}";
    default:
      return "{} can't be raised to the power of {}";
  }
}

constexpr KindSet spans = kinds::days_duration | kinds::months_duration;
constexpr KindSet days = kinds::date | kinds::date_time;

/// The kind of `x op y` for two kinds that are not null; an operation that can fail adds `error`.
KindSet result_kind(Op op, KindSet x, KindSet y) {
  if (x == kinds::number && y == kinds::number) return kinds::number;
  switch (op) {
    case Op::add:
      if (x == kinds::text && y == kinds::text) return x;
      if (x.has(spans) && y == x) return x;
      if (x.has(days) && y.has(spans)) return x;
      if (y.has(days) && x.has(spans)) return y;
      if (x == kinds::time && y == kinds::days_duration) return x;
      if (y == kinds::time && x == kinds::days_duration) return y;
      return kinds::error;
    case Op::subtract:
      if (x.has(spans) && y == x) return x;
      if (x.has(days) && y.has(spans)) return x;
      if (x == kinds::time && y == kinds::days_duration) return x;
      if (x == kinds::date && y == kinds::date) return kinds::days_duration;
      if (x.has(days) && y.has(days)) return kinds::days_duration | kinds::error;
      if (x == kinds::time && y == kinds::time) return kinds::days_duration | kinds::error;
      return kinds::error;
    case Op::multiply:
      if (x.has(spans) && y == kinds::number) return x;
      return x == kinds::number && y.has(spans) ? y : kinds::error;
    case Op::divide:
      if (x.has(spans) && y == kinds::number) return x | kinds::error;
      return x.has(spans) && x == y ? kinds::number | kinds::error : kinds::error;
    default:
      return kinds::error;
  }
}

bool is_zero(const Value& value) {
  return value.is(Kind::number) ? value.number().sign() == 0
                                : is_duration(value) && amount_of(value) == 0;
}

Value impossible(const Runtime& runtime, Op op, const Value& a, const Value& b) {
  if (op == Op::divide && is_zero(b)) return runtime.error("a division by 0");
  const bool points = op == Op::subtract && !is_duration(a) && !is_duration(b);
  const KindSet result = result_kind(op, kinds_of(a), kinds_of(b)) - kinds::error;
  if (points && result == kinds::days_duration)
    return runtime.error("only one of the two has an offset from UTC");
  if (!result.empty() && !a.is_unknown() && !b.is_unknown())
    return runtime.error(fmt::format("the result is beyond what {} can hold", noun(result)));
  const std::string_view left = noun(kinds_of(a));
  const std::string_view right = noun(kinds_of(b));
  return runtime.error(fmt::format(fmt::runtime(verb(op)), left, right));
}

/// The exponent, when it is a whole number from 1 on.
std::optional<std::int64_t> whole_exponent(const Possible& b) {
  if (b.kinds != kinds::number || !is_point(b.interval)) return std::nullopt;
  const auto whole = b.interval.low->to_int64();
  return whole && *whole >= 1 ? whole : std::nullopt;
}

KindSet result_kinds(Op op, const Possible& a, const Possible& b) {
  KindSet result;
  for_each_kind(a.kinds, [&](KindSet x) {
    for_each_kind(b.kinds, [&](KindSet y) {
      const KindSet null = strongest_null(x, y);
      result = result | (null.empty() ? result_kind(op, x, y) : null);
    });
  });
  const bool by_zero = op == Op::divide && b.kinds.has(kinds::number) && holds(b.interval, 0);
  const bool nothing_else =
      by_zero && is_point(b.interval) && (b.kinds - kinds::null) == kinds::number;
  if (nothing_else) result = result & kinds::null;
  const bool may_have_none = op == Op::power && result.has(kinds::number) && !whole_exponent(b);
  if (by_zero || may_have_none) result = result | kinds::error;
  return result;
}

/// Odd powers keep order; even ones of the part below 0 turn it round.
Interval power_bounds(const Interval& base, std::int64_t exponent) {
  const Interval mirrored = negated(base);
  const bool below = base.high && base.high->sign() <= 0;
  const bool above = base.low && base.low->sign() >= 0;
  const bool even = exponent % 2 == 0;
  Interval from = even && below ? mirrored : base;
  if (even && !below && !above) {
    from = hull(base, mirrored);
    from.low = 0;
    from.low_open = false;
  }
  Interval result;
  if (from.low) result.low = power(*from.low, exponent);
  if (from.high) result.high = power(*from.high, exponent);
  return loosened(result);
}

/// Bounds of the number part. The quotient of two durations is any number.
Interval bounds(Op op, const Possible& a, const Possible& b) {
  if (a.kinds.has(spans)) return {};
  switch (op) {
    case Op::add:
      return sum(a.interval, b.interval);
    case Op::subtract:
      return difference(a.interval, b.interval);
    case Op::multiply:
      return product(a.interval, b.interval);
    case Op::divide:
      return quotient(a.interval, b.interval);
    default:
      break;
  }
  const auto exponent = whole_exponent(b);
  return exponent ? power_bounds(a.interval, *exponent) : Interval();
}

bool whole(const Value& value) {
  return value.is_unknown() ? value.unknown().reach == Reach::integers
                            : value.is(Kind::number) && value.number().is_integer();
}

/// Each number can be made by adding another to it, without a digit being rounded away.
bool continuous(const Value& value) {
  constexpr int few_digits = 15;
  if (value.is_unknown()) return value.unknown().reach == Reach::every;
  return !value.is(Kind::number) ||
         value.number().round(few_digits, Rounding::half_even) == value.number();
}

Reach reach_of(Op op, const Value& a, const Value& b) {
  const bool numbers = kinds_of(a).has(kinds::number) && kinds_of(b).has(kinds::number);
  if (!numbers || (op != Op::add && op != Op::subtract)) return Reach::ends;
  if (whole(a) && whole(b)) return Reach::integers;
  return continuous(a) && continuous(b) ? Reach::every : Reach::ends;
}

/// A power of any number in an interval that has its ends: the ends of the result are reached where
/// no digit was rounded away.
bool power_is_reached(const Value& base, const Interval& result) {
  if (!base.is_unknown() || base.unknown().reach != Reach::every) return false;
  const Interval& from = base.unknown().interval;
  const auto whole_end = [](const std::optional<Number>& end) { return !end || end->is_integer(); };
  return !from.low_open && !from.high_open && whole_end(result.low) && whole_end(result.high);
}

/// Times and divided by: tight only by a constant, and where no division by 0 can come.
bool keeps_tight(Op op, const Unknown& shape, const Value& a, const Value& b) {
  const KindSet result = shape.can_be;
  switch (op) {
    case Op::add:
    case Op::subtract:
      return !result.has(kinds::error);
    case Op::multiply:
      return !a.is_unknown() || !b.is_unknown();
    case Op::divide:
      return !b.is_unknown() && !result.has(kinds::error);
    case Op::power:
      return whole_exponent(possible(b)) && power_is_reached(a, shape.interval);
    default:
      return false;
  }
}

Value unknown_result(const Runtime& runtime, Op op, const Value& a, const Value& b) {
  const Possible left = possible(a);
  const Possible right = possible(b);
  KindSet result = result_kinds(op, left, right);
  if (op == Op::divide && is_zero(b)) result = result & kinds::null;
  if (result == kinds::error) {
    if (a.is_null()) return a;
    return b.is_null() ? b : impossible(runtime, op, a, b);
  }
  Missing missing(runtime.arena);
  missing.add(a);
  missing.add(b);
  Unknown shape;
  shape.can_be = result;
  if (result.has(kinds::number)) shape.interval = bounds(op, left, right);
  shape.reach = reach_of(op, a, b);
  shape.tight = missing.tight() && keeps_tight(op, shape, a, b);
  return settle(runtime, shape, missing);
}

}  // namespace

Value arithmetic(const Runtime& runtime, Op op, const Value& a, const Value& b) {
  if (a.is_unknown() || b.is_unknown()) return unknown_result(runtime, op, a, b);
  if (a.is_null() || b.is_null()) {
    const KindSet null = strongest_null(kinds_of(a), kinds_of(b));
    if (null == kinds::error) return a.is_null(NullReason::error) ? a : b;
    return null_of(null);
  }
  const Result result = known(runtime, op, a, b);
  return result ? *result : impossible(runtime, op, a, b);
}

Value negate(const Runtime& runtime, const Value& a) {
  switch (a.kind()) {
    case Kind::null:
      return a;
    case Kind::number:
      return Value::number(a.number().negate(), runtime.arena);
    case Kind::days_duration:
    case Kind::months_duration:
      return *duration_of(runtime, a.kind(), -amount_of(a));
    case Kind::unknown:
      break;
    default:
      return runtime.error(fmt::format("{} has no opposite", noun(kinds_of(a))));
  }
  const KindSet allowed = kinds::number | spans | kinds::null;
  const KindSet kinds = kinds_of(a);
  Missing missing(runtime.arena);
  missing.add(a);
  Unknown shape = a.unknown();
  shape.path = PathId::none;
  shape.type = TypeId::any;
  shape.choices = {};
  shape.interval = negated(shape.interval);
  shape.can_be = (kinds - allowed).empty() ? kinds : (kinds & allowed) | kinds::error;
  if (shape.can_be == kinds::error)
    return runtime.error(fmt::format("{} has no opposite", noun(kinds)));
  return settle(runtime, shape, missing);
}

}  // namespace entente::engine
