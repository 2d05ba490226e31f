// Functions of numbers; rounding keeps the bounds of an unknown.
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

/// The scales a decimal of 34 digits knows.
std::optional<int> scale_of(Arguments args) {
  if (args.size() < 2) return 0;
  const auto whole = cut_number(args[1]);
  if (!whole || *whole < -6111 || *whole > 6176) return std::nullopt;
  return static_cast<int>(*whole);
}

/// Rounding keeps order, so the rounded ends bound every rounded value.
std::optional<Value> rounded_unknown(const Bench& bench, Arguments args, Rounding rounding) {
  const auto scale = scale_of(args);
  if (!args[0].is_unknown() || !scale || kinds_of(args[0]) != kinds::number) return std::nullopt;
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
  return make_unknown(shape, bench.arena);
}

std::optional<Value> size_of_unknown(const Bench& bench, const Value& value) {
  if (!value.is_unknown() || kinds_of(value) != kinds::number) return std::nullopt;
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
  return make_unknown(shape, bench.arena);
}

Value size_of(const Bench& bench, const Value& value) {
  switch (value.kind()) {
    case Kind::number:
      return Value::number(value.number().abs(), bench.arena);
    case Kind::days_duration:
      return value.days_duration().nanoseconds < 0 ? negate(bench, value) : value;
    case Kind::months_duration:
      return value.months_duration().months < 0 ? negate(bench, value) : value;
    default:
      return bench.error("`abs` asks for a number or a duration");
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

}  // namespace

Value number_function(const Bench& bench, Builtin builtin, Arguments args) {
  const auto rounding = rounding_of(builtin);
  if (rounding) {
    if (const auto bounded = rounded_unknown(bench, args, *rounding)) return *bounded;
  }
  if (builtin == B::abs) {
    if (const auto bounded = size_of_unknown(bench, args[0])) return *bounded;
  }
  if (const auto answer = strict(bench, builtin, args)) return *answer;
  if (builtin == B::abs) return size_of(bench, args[0]);
  if (!args[0].is(Kind::number)) return bench.error("a number was expected");
  std::optional<Number> result;
  if (rounding) {
    const auto scale = scale_of(args);
    if (!scale) return bench.error("the number of decimals is not a whole number that fits");
    result = args[0].number().round(*scale, *rounding);
  } else if (builtin == B::odd || builtin == B::even) {
    const auto rest = modulo(args[0].number(), 2);
    if (!args[0].number().is_integer() || !rest)
      return bench.error("only whole numbers are odd or even");
    return Value::boolean((rest->sign() == 0) == (builtin == B::even));
  } else {
    bench.arena.spend(dear_function);
    result = compute(builtin, args);
  }
  if (result) return Value::number(*result, bench.arena);
  return bench.error("the function has no value there");
}

}  // namespace entente::engine
