// Functions of numbers; those that keep order keep the bounds of an unknown.
#include <algorithm>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/interval.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

using B = Builtin;

std::optional<Rounding> rounding_of(Builtin builtin) {
  switch (builtin) {
    case B::decimal:
      return Rounding::half_even;
    case B::floor:
      return Rounding::floor;
    case B::ceiling:
      return Rounding::ceiling;
    case B::round_up:
      return Rounding::up;
    case B::round_down:
      return Rounding::down;
    case B::round_half_up:
      return Rounding::half_up;
    case B::round_half_down:
      return Rounding::half_down;
    default:
      return std::nullopt;
  }
}

constexpr std::string_view no_scale = "the number of decimals is not a whole number that fits";

/// The scales a decimal of 34 digits knows.
std::optional<int> scale_of(Arguments args) {
  if (args.size() < 2) return 0;
  const auto whole = cut_number(args[1]);
  if (!whole || *whole < -6111 || *whole > 6176) return std::nullopt;
  return static_cast<int>(*whole);
}

/// A number or a null: which of them, and which number, is not known.
bool unknown_number(const Value& value) {
  return value.is_unknown() && kinds_of(value).has(kinds::number) &&
         (kinds_of(value) - kinds::number - kinds::null).empty();
}

/// Rounding keeps order, so the rounded ends bound every rounded value.
std::optional<Value> rounded_unknown(const Runtime& runtime, Arguments args, Rounding rounding) {
  const auto scale = scale_of(args);
  if (!scale || !unknown_number(args[0])) return std::nullopt;
  Unknown shape = args[0].unknown();
  const bool closed = !shape.interval.low_open && !shape.interval.high_open;
  shape.interval.low =
      shape.interval.low ? shape.interval.low->round(*scale, rounding) : std::nullopt;
  shape.interval.high =
      shape.interval.high ? shape.interval.high->round(*scale, rounding) : std::nullopt;
  shape.interval.low_open = false;
  shape.interval.high_open = false;
  shape.path = PathId::none;
  shape.type = TypeId::any;
  shape.tight = shape.tight && closed;
  shape.reach = Reach::ends;
  return make_unknown(shape, runtime.arena);
}

std::optional<Value> size_of_unknown(const Runtime& runtime, const Value& value) {
  if (!unknown_number(value)) return std::nullopt;
  Unknown shape = value.unknown();
  const Interval was = shape.interval;
  const Interval mirrored = negated(was);
  const bool below = was.high && was.high->sign() <= 0;
  const bool above = was.low && was.low->sign() >= 0;
  if (below) shape.interval = mirrored;
  if (!below && !above) {
    shape.interval = hull(was, mirrored);
    shape.interval.low = 0;
    shape.interval.low_open = false;
    shape.reach = shape.reach == Reach::ends ? Reach::ends : shape.reach;
    shape.tight = shape.tight && shape.reach != Reach::ends;
  }
  shape.path = PathId::none;
  shape.type = TypeId::any;
  return make_unknown(shape, runtime.arena);
}

Value size_of(const Runtime& runtime, const Value& value) {
  switch (value.kind()) {
    case Kind::number:
      return Value::number(value.number().abs(), runtime.arena);
    case Kind::days_duration:
      return value.days_duration().nanoseconds < 0 ? negate(runtime, value) : value;
    case Kind::months_duration:
      return value.months_duration().months < 0 ? negate(runtime, value) : value;
    default:
      return runtime.error("`abs` asks for a number or a duration");
  }
}

std::optional<Number> of_two(Builtin builtin, Arguments args) {
  if (builtin != B::modulo || !args[1].is(Kind::number)) return std::nullopt;
  return modulo(args[0].number(), args[1].number());
}

std::optional<Number> compute(Builtin builtin, Arguments args) {
  const Number number = args[0].number();
  switch (builtin) {
    case B::sqrt:
      return number.sqrt();
    case B::exp:
      return number.exp();
    case B::log:
      return number.log();
    default:
      return of_two(builtin, args);
  }
}

/// Of a function that never falls: what it makes of the ends.
Interval mapped(const Interval& interval, std::optional<Number> (Number::*function)() const) {
  Interval result;
  if (interval.low) result.low = ((*interval.low).*function)();
  if (interval.high) result.high = ((*interval.high).*function)();
  return loosened(result);
}

/// The rest has the sign of the divisor and is less.
Interval rest_bounds(const Interval& divisor) {
  Interval result;
  if (divisor.low) result.low = std::min(*divisor.low, Number(0));
  if (divisor.high) result.high = std::max(*divisor.high, Number(0));
  return result;
}

Value without(KindSet kinds, const Runtime& runtime, const Value& answer) {
  if (!answer.is_unknown()) return answer;
  Unknown shape = answer.unknown();
  shape.can_be = shape.can_be - kinds;
  return make_unknown(shape, runtime.arena);
}

Value without_error(const Runtime& runtime, const Value& answer) {
  return without(kinds::error, runtime, answer);
}

/// Arguments are numbers, or null.
Value bounded_answer(const Runtime& runtime, Builtin builtin, Arguments args, const Value& answer) {
  const Interval of = possible(args[0]).interval;
  const bool faultless = std::ranges::none_of(
      args, [](const Value& value) { return kinds_of(value).has(kinds::error); });
  const bool positive =
      faultless && of.low && (of.low->sign() > 0 || (of.low->sign() == 0 && of.low_open));
  switch (builtin) {
    case B::sqrt: {
      Interval result = mapped(of, &Number::sqrt);
      if (!result.low) result.low = 0;
      const bool always = faultless && of.low && of.low->sign() >= 0;
      return bounded(runtime, always ? without_error(runtime, answer) : answer, result);
    }
    case B::exp: {
      Interval result = mapped(of, &Number::exp);
      if (!result.low) result.low = 0;
      const bool always = faultless && of.high && *of.high <= Number(1'000);
      return bounded(runtime, always ? without_error(runtime, answer) : answer, result);
    }
    case B::log:
      return bounded(runtime, positive ? without_error(runtime, answer) : answer,
                     mapped(of, &Number::log));
    case B::modulo: {
      const Interval divisor = possible(args[1]).interval;
      const bool always = faultless && !holds(divisor, 0);
      const bool never = is_point(divisor) && divisor.low->sign() == 0;
      const bool numbers = surely(args[0], kinds::number) && surely(args[1], kinds::number);
      if (never && numbers) return runtime.error("a division by 0");
      if (never) return without(kinds::number, runtime, answer);
      return bounded(runtime, always ? without_error(runtime, answer) : answer,
                     rest_bounds(divisor));
    }
    default:
      return answer;
  }
}

}  // namespace

Value number_function(const Runtime& runtime, Builtin builtin, Arguments args) {
  const auto rounding = rounding_of(builtin);
  if (rounding)
    if (const auto bounded = rounded_unknown(runtime, args, *rounding)) return *bounded;
  if (builtin == B::abs) {
    if (const auto bounded = size_of_unknown(runtime, args[0])) return *bounded;
  }
  if (const auto answer = strict(runtime, builtin, args)) {
    const bool sure = std::ranges::all_of(args, [](const Value& value) {
      return (kinds_of(value) - kinds::number - kinds::null).empty();
    });
    if (builtin == B::abs)
      return without(kinds::any - kinds::null - kinds_of(args[0]), runtime, *answer);
    return sure ? bounded_answer(runtime, builtin, args, *answer) : *answer;
  }
  if (builtin == B::abs) return size_of(runtime, args[0]);
  if (!args[0].is(Kind::number)) return runtime.error("a number was expected");
  std::optional<Number> result;
  if (rounding) {
    const auto scale = scale_of(args);
    if (!scale) return runtime.error(no_scale);
    result = args[0].number().round(*scale, *rounding);
  } else if (builtin == B::odd || builtin == B::even) {
    const auto rest = modulo(args[0].number(), 2);
    if (!args[0].number().is_integer() || !rest)
      return runtime.error("only whole numbers are odd or even");
    return Value::boolean((rest->sign() == 0) == (builtin == B::even));
  } else {
    runtime.arena.spend(dear_function);
    result = compute(builtin, args);
  }
  if (result) return Value::number(*result, runtime.arena);
  if (builtin == B::modulo && args[1].is(Kind::number) && args[1].number().sign() == 0)
    return runtime.error("a division by 0");
  return runtime.error(builtin == B::exp ? "the result is beyond what a number can hold"
                                         : "the function has no value there");
}

}  // namespace entente::engine
