// before, after, meets, overlaps, … of points and ranges; a point counts as a range of one.
#include <algorithm>
#include <string>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

using B = Builtin;

/// A range or a point, by its ends.
struct Span {
  Value low;
  Value high;
  bool low_in = true;
  bool high_in = true;
  bool no_low = false;
  bool no_high = false;
};

Span span_of(const Value& value) {
  if (!value.is(Kind::range)) return {value, value};
  const RangeData& range = value.range();
  return {range.low,         range.high,          range.low_closed,
          range.high_closed, range.low.is_null(), range.high.is_null()};
}

/// Compares the ends of two spans; an end that is not there lies beyond all that are.
class Ends {
 public:
  Ends(const Runtime& runtime, const Span& a, const Span& b) : runtime_(runtime), a_(a), b_(b) {}

  [[nodiscard]] bool comparable() const {
    const Value& left = a_.no_low ? a_.high : a_.low;
    const Value& right = b_.no_low ? b_.high : b_.low;
    return left.is_unknown() || right.is_unknown() || known_order(left, right).has_value();
  }
  [[nodiscard]] Value high_to_low(Op op) const {
    return a_.no_high || b_.no_low ? beyond(op, 1) : compare(op, a_.high, b_.low);
  }
  [[nodiscard]] Value lows(Op op) const {
    if (a_.no_low || b_.no_low)
      return beyond(op, a_.no_low && b_.no_low ? 0 : (a_.no_low ? -1 : 1));
    return compare(op, a_.low, b_.low);
  }
  [[nodiscard]] Value highs(Op op) const {
    if (a_.no_high || b_.no_high)
      return beyond(op, a_.no_high && b_.no_high ? 0 : (a_.no_high ? 1 : -1));
    return compare(op, a_.high, b_.high);
  }
  [[nodiscard]] Value both(const Value& a, const Value& b) const {
    return engine::both(runtime_, a, b);
  }
  [[nodiscard]] Value opposite(const Value& a) const { return engine::opposite(runtime_, a); }

 private:
  static Value beyond(Op op, int sign) {
    return order(op, Value::integer(sign), Value::integer(0)).value_or(Value::boolean(false));
  }
  static std::optional<Value> order(Op op, const Value& x, const Value& y) {
    const auto sign = known_order(x, y);
    if (!sign) return std::nullopt;
    switch (op) {
      case Op::less:
        return Value::boolean(*sign < 0);
      case Op::less_equal:
        return Value::boolean(*sign <= 0);
      case Op::greater:
        return Value::boolean(*sign > 0);
      case Op::greater_equal:
        return Value::boolean(*sign >= 0);
      default:
        return Value::boolean(*sign == 0);
    }
  }
  [[nodiscard]] Value compare(Op op, const Value& x, const Value& y) const {
    if (const auto known = order(op, x, y)) return *known;
    return op == Op::equal ? equal(runtime_, x, y) : engine::order(runtime_, op, x, y);
  }

  const Runtime& runtime_;
  const Span& a_;
  const Span& b_;
};

Value before(const Runtime& runtime, const Span& a, const Span& b) {
  return Ends(runtime, a, b).high_to_low(a.high_in && b.low_in ? Op::less : Op::less_equal);
}

Value overlap(const Runtime& runtime, const Span& a, const Span& b) {
  const Ends ends(runtime, a, b);
  return ends.both(ends.opposite(before(runtime, a, b)), ends.opposite(before(runtime, b, a)));
}

Value meets(const Runtime& runtime, const Span& a, const Span& b) {
  if (!a.high_in || !b.low_in) return Value::boolean(false);
  return Ends(runtime, a, b).high_to_low(Op::equal);
}

Value overlaps_before(const Runtime& runtime, const Span& a, const Span& b) {
  const Ends ends(runtime, a, b);
  const Value starts = ends.lows(a.low_in && !b.low_in ? Op::less_equal : Op::less);
  const Value stops = ends.highs(!a.high_in || b.high_in ? Op::less_equal : Op::less);
  return ends.both(ends.both(starts, stops), ends.opposite(before(runtime, a, b)));
}

Value finishes(const Runtime& runtime, const Span& a, const Span& b) {
  if (a.high_in != b.high_in) return Value::boolean(false);
  const Ends ends(runtime, a, b);
  const Value later = ends.lows(!a.low_in || b.low_in ? Op::greater_equal : Op::greater);
  return ends.both(ends.highs(Op::equal), later);
}

Value starts(const Runtime& runtime, const Span& a, const Span& b) {
  if (a.low_in != b.low_in) return Value::boolean(false);
  const Ends ends(runtime, a, b);
  const Value earlier = ends.highs(!a.high_in || b.high_in ? Op::less_equal : Op::less);
  return ends.both(ends.lows(Op::equal), earlier);
}

Value includes(const Runtime& runtime, const Span& a, const Span& b) {
  const Ends ends(runtime, a, b);
  const Value from_start = ends.lows(a.low_in || !b.low_in ? Op::less_equal : Op::less);
  const Value to_end = ends.highs(a.high_in || !b.high_in ? Op::greater_equal : Op::greater);
  return ends.both(from_start, to_end);
}

Value coincides(const Runtime& runtime, const Span& a, const Span& b) {
  if (a.low_in != b.low_in || a.high_in != b.high_in) return Value::boolean(false);
  const Ends ends(runtime, a, b);
  return ends.both(ends.lows(Op::equal), ends.highs(Op::equal));
}

Value holds(const Runtime& runtime, Builtin builtin, const Span& a, const Span& b) {
  switch (builtin) {
    case B::before:
      return before(runtime, a, b);
    case B::after:
      return before(runtime, b, a);
    case B::meets:
      return meets(runtime, a, b);
    case B::met_by:
      return meets(runtime, b, a);
    case B::overlaps:
      return overlap(runtime, a, b);
    case B::overlaps_before:
      return overlaps_before(runtime, a, b);
    case B::overlaps_after:
      return overlaps_before(runtime, b, a);
    case B::finishes:
      return finishes(runtime, a, b);
    case B::finished_by:
      return finishes(runtime, b, a);
    case B::includes:
      return includes(runtime, a, b);
    case B::during:
      return includes(runtime, b, a);
    case B::starts:
      return starts(runtime, a, b);
    case B::started_by:
      return starts(runtime, b, a);
    default:
      return coincides(runtime, a, b);
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The text in quotes; none when there are none.
std::optional<std::string_view> unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::nullopt;
  return text.substr(1, text.size() - 2);
}

/// `@"…"`: a date, a time or a duration.
std::optional<Value> temporal(const Runtime& runtime, std::string_view text) {
  if (const auto date = parse_date(text)) return Value::date(*date);
  if (const auto moment = parse_date_time(text)) return Value::date_time(*moment, runtime.arena);
  if (const auto time = parse_time(text)) return Value::time(*time, runtime.arena);
  if (const auto days = parse_days_duration(text))
    return Value::days_duration(*days, runtime.arena);
  if (const auto months = parse_months_duration(text)) return Value::months_duration(*months);
  return std::nullopt;
}

/// `date("…")` and its like.
std::optional<Value> made_by_function(const Runtime& runtime, std::string_view text) {
  for (const Builtin function : {B::date, B::time, B::date_and_time, B::duration}) {
    const std::string opening = std::string(signature_of(function).name) + '(';
    if (!text.starts_with(opening) || text.back() != ')') continue;
    const auto inner =
        unquoted(trimmed(text.substr(opening.size(), text.size() - opening.size() - 1)));
    if (!inner) return std::nullopt;
    const Value argument[] = {Value::text(*inner, runtime.arena)};
    return conversion(runtime, function, argument);
  }
  return std::nullopt;
}

/// A literal as it may stand in the text of a range.
std::optional<Value> literal(const Runtime& runtime, std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  if (const auto number = Number::parse(text)) return Value::number(*number, runtime.arena);
  if (const auto quoted = unquoted(text))
    return Value::text(runtime.arena.text(*quoted), runtime.arena);
  if (text.front() != '@') return made_by_function(runtime, text);
  const auto quoted = unquoted(text.substr(1));
  return quoted ? temporal(runtime, *quoted) : std::nullopt;
}

/// Whether the function is there for a point or a range in each place.
bool takes_together(Builtin builtin, Arguments args) {
  const auto takes = [](const Value& value) {
    return value.is(Kind::range) ? Takes::range : Takes::point;
  };
  return std::ranges::any_of(builtin_signatures(), [&](const BuiltinSignature& row) {
    return row.builtin == builtin && row.takes(0) == takes(args[0]) &&
           row.takes(1) == takes(args[1]);
  });
}

}  // namespace

namespace {

/// The kind that an end is, or that both ends of a range are; none when it may be several.
KindSet kind_of_ends(const Value& value) {
  if (!value.is(Kind::range)) return kinds_of(value) - kinds::null;
  const Span span = span_of(value);
  KindSet ends;
  if (!span.no_low) ends = ends | kinds_of(span.low);
  if (!span.no_high) ends = ends | kinds_of(span.high);
  return ends;
}

/// Something in them is not known, but not whether they can be compared: then the ends may decide.
bool ends_may_decide(Arguments args) {
  constexpr KindSet ordered =
      kinds::number | kinds::text | kinds::date | kinds::days_duration | kinds::months_duration;
  const KindSet one = kind_of_ends(args[0]);
  const bool single = one.has(ordered) && (one.bits() & (one.bits() - 1)) == 0;
  return single && one == kind_of_ends(args[1]) && !args[0].is_null() && !args[1].is_null();
}

}  // namespace

Value range_function(const Runtime& runtime, Builtin builtin, Arguments args) {
  const bool decidable = ends_may_decide(args);
  if (!decidable) {
    if (const auto answer = strict(runtime, builtin, args)) return *answer;
  }
  if (!takes_together(builtin, args)) {
    Value error = runtime.error("points and ranges of another order were expected");
    for (const Value& arg : args)
      if (arg.is_unknown())
        error = or_null(runtime, error, kinds_of(arg) & kinds::null, arg.unknown());
    return error;
  }
  for (const Value& each : args) {
    if (each.is(Kind::range) && each.range().form == RangeForm::not_equal)
      return runtime.error("a range that leaves out one value has no ends to compare");
  }
  const Span a = span_of(args[0]);
  const Span b = span_of(args[1]);
  if (!Ends(runtime, a, b).comparable())
    return runtime.error("points and ranges of one kind were expected");
  Value answer = holds(runtime, builtin, a, b);
  for (const Value& each : args) {
    if (each.is_unknown())
      answer = or_null(runtime, answer, kinds_of(each) & kinds::null, each.unknown());
  }
  return answer;
}

Value range_from_text(const Runtime& runtime, std::string_view text) {
  text = trimmed(text);
  const std::size_t dots = text.find("..");
  constexpr std::string_view openers = "[(]";
  constexpr std::string_view closers = "])[";
  const bool framed = text.size() > 4 && dots != std::string_view::npos &&
                      openers.find(text.front()) != std::string_view::npos &&
                      closers.find(text.back()) != std::string_view::npos;
  if (!framed) return runtime.error("that is no range");
  const auto low = literal(runtime, text.substr(1, dots - 1));
  const auto high = literal(runtime, text.substr(dots + 2, text.size() - dots - 3));
  if (!low || !high) return runtime.error("that is no range");
  const auto order = known_order(*low, *high);
  if (!order || *order > 0) return runtime.error("the ends of the range are not in order");
  RangeData range{*low, *high, text.front() == '[', text.back() == ']'};
  return Value::range(range, runtime.arena);
}

}  // namespace entente::engine
