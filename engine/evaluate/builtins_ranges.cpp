// before, after, meets, overlaps, … of points and ranges; a point counts as a range of one.
#include <algorithm>
#include <string>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

using B = Builtin;

/// How an end lies to another: -1, 0, 1; none when they can't be compared.
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

/// Compares the ends of two spans; remembers when that can't be done.
class Ends {
 public:
  Ends(const Span& a, const Span& b) : a_(a), b_(b) {}

  [[nodiscard]] bool comparable() const {
    const Value& left = a_.no_low ? a_.high : a_.low;
    const Value& right = b_.no_low ? b_.high : b_.low;
    return known_order(left, right).has_value();
  }
  [[nodiscard]] int high_to_low() const {
    return a_.no_high || b_.no_low ? 1 : order(a_.high, b_.low);
  }
  [[nodiscard]] int low_to_high() const {
    return a_.no_low || b_.no_high ? -1 : order(a_.low, b_.high);
  }
  [[nodiscard]] int lows() const {
    if (a_.no_low || b_.no_low) return a_.no_low && b_.no_low ? 0 : (a_.no_low ? -1 : 1);
    return order(a_.low, b_.low);
  }
  [[nodiscard]] int highs() const {
    if (a_.no_high || b_.no_high) return a_.no_high && b_.no_high ? 0 : (a_.no_high ? 1 : -1);
    return order(a_.high, b_.high);
  }

 private:
  static int order(const Value& x, const Value& y) { return known_order(x, y).value_or(0); }

  const Span& a_;
  const Span& b_;
};

bool before(const Span& a, const Span& b) {
  const int order = Ends(a, b).high_to_low();
  return order < 0 || (order == 0 && (!a.high_in || !b.low_in));
}

bool meets(const Span& a, const Span& b) {
  return a.high_in && b.low_in && Ends(a, b).high_to_low() == 0;
}

bool overlaps_before(const Span& a, const Span& b) {
  const Ends ends(a, b);
  const bool starts_before = ends.lows() < 0 || (ends.lows() == 0 && a.low_in && !b.low_in);
  const bool ends_before = ends.highs() < 0 || (ends.highs() == 0 && (!a.high_in || b.high_in));
  return starts_before && ends_before && !before(a, b);
}

bool finishes(const Span& a, const Span& b) {
  const Ends ends(a, b);
  const bool later = ends.lows() > 0 || (ends.lows() == 0 && (!a.low_in || b.low_in));
  return a.high_in == b.high_in && ends.highs() == 0 && later;
}

bool starts(const Span& a, const Span& b) {
  const Ends ends(a, b);
  const bool earlier = ends.highs() < 0 || (ends.highs() == 0 && (!a.high_in || b.high_in));
  return a.low_in == b.low_in && ends.lows() == 0 && earlier;
}

bool includes(const Span& a, const Span& b) {
  const Ends ends(a, b);
  const bool from_start = ends.lows() < 0 || (ends.lows() == 0 && (a.low_in || !b.low_in));
  const bool to_end = ends.highs() > 0 || (ends.highs() == 0 && (a.high_in || !b.high_in));
  return from_start && to_end;
}

bool coincides(const Span& a, const Span& b) {
  const Ends ends(a, b);
  return ends.lows() == 0 && ends.highs() == 0 && a.low_in == b.low_in && a.high_in == b.high_in;
}

bool holds(Builtin builtin, const Span& a, const Span& b) {
  switch (builtin) {
    case B::before:
      return before(a, b);
    case B::after:
      return before(b, a);
    case B::meets:
      return meets(a, b);
    case B::met_by:
      return meets(b, a);
    case B::overlaps:
      return !before(a, b) && !before(b, a);
    case B::overlaps_before:
      return overlaps_before(a, b);
    case B::overlaps_after:
      return overlaps_before(b, a);
    case B::finishes:
      return finishes(a, b);
    case B::finished_by:
      return finishes(b, a);
    case B::includes:
      return includes(a, b);
    case B::during:
      return includes(b, a);
    case B::starts:
      return starts(a, b);
    case B::started_by:
      return starts(b, a);
    default:
      return coincides(a, b);
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
std::optional<Value> temporal(const Bench& bench, std::string_view text) {
  if (const auto date = parse_date(text)) return Value::date(*date);
  if (const auto moment = parse_date_time(text)) return Value::date_time(*moment, bench.arena);
  if (const auto time = parse_time(text)) return Value::time(*time, bench.arena);
  if (const auto days = parse_days_duration(text)) return Value::days_duration(*days, bench.arena);
  if (const auto months = parse_months_duration(text)) return Value::months_duration(*months);
  return std::nullopt;
}

/// `date("…")` and its like.
std::optional<Value> made_by_function(const Bench& bench, std::string_view text) {
  for (const Builtin function : {B::date, B::time, B::date_and_time, B::duration}) {
    const std::string opening = std::string(name_of(function)) + '(';
    if (!text.starts_with(opening) || text.back() != ')') continue;
    const auto inner =
        unquoted(trimmed(text.substr(opening.size(), text.size() - opening.size() - 1)));
    if (!inner) return std::nullopt;
    const Value argument[] = {Value::text(*inner, bench.arena)};
    return conversion(bench, function, argument);
  }
  return std::nullopt;
}

/// A literal as it may stand in the text of a range.
std::optional<Value> literal(const Bench& bench, std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  if (const auto number = Number::parse(text)) return Value::number(*number, bench.arena);
  if (const auto quoted = unquoted(text))
    return Value::text(bench.arena.text(*quoted), bench.arena);
  if (text.front() != '@') return made_by_function(bench, text);
  const auto quoted = unquoted(text.substr(1));
  return quoted ? temporal(bench, *quoted) : std::nullopt;
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

Value range_function(const Bench& bench, Builtin builtin, Arguments args) {
  if (const auto answer = strict(bench, builtin, args)) return *answer;
  if (!takes_together(builtin, args))
    return bench.error("points and ranges of another order were expected");
  for (const Value& each : args) {
    if (each.is(Kind::range) && each.range().form == RangeForm::not_equal)
      return bench.error("a range that leaves out one value has no ends to compare");
  }
  const Span a = span_of(args[0]);
  const Span b = span_of(args[1]);
  if (!Ends(a, b).comparable()) return bench.error("points and ranges of one kind were expected");
  return Value::boolean(holds(builtin, a, b));
}

Value range_from_text(const Bench& bench, std::string_view text) {
  text = trimmed(text);
  const std::size_t dots = text.find("..");
  constexpr std::string_view openers = "[(]";
  constexpr std::string_view closers = "])[";
  const bool framed = text.size() > 4 && dots != std::string_view::npos &&
                      openers.find(text.front()) != std::string_view::npos &&
                      closers.find(text.back()) != std::string_view::npos;
  if (!framed) return bench.error("that is no range");
  const auto low = literal(bench, text.substr(1, dots - 1));
  const auto high = literal(bench, text.substr(dots + 2, text.size() - dots - 3));
  if (!low || !high) return bench.error("that is no range");
  const auto order = known_order(*low, *high);
  if (!order || *order > 0) return bench.error("the ends of the range are not in order");
  RangeData range{*low, *high, text.front() == '[', text.back() == ']'};
  return Value::range(range, bench.arena);
}

}  // namespace entente::engine
