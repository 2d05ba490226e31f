#include "engine/evaluate/interval.hpp"

namespace entente::engine {
namespace {

/// One end: a number or beyond all numbers on its side.
struct End {
  std::optional<Number> at;
  bool open = false;
  int infinite = 0;  // -1, 0, 1
};

End low_end(const Interval& i) { return {i.low, i.low_open, i.low ? 0 : -1}; }
End high_end(const Interval& i) { return {i.high, i.high_open, i.high ? 0 : 1}; }

int sign(const End& end) { return end.infinite != 0 ? end.infinite : end.at->sign(); }

End times(const End& a, const End& b) {
  if (sign(a) == 0 || sign(b) == 0) {
    const bool reached = (sign(a) == 0 && !a.open) || (sign(b) == 0 && !b.open);
    return {Number(0), !reached, 0};
  }
  const int infinite = sign(a) * sign(b);
  if (a.infinite != 0 || b.infinite != 0) return {std::nullopt, true, infinite};
  const auto result = multiply(*a.at, *b.at);
  if (!result) return {std::nullopt, true, infinite};
  return {result, a.open || b.open, 0};
}

bool below(const End& a, const End& b) {
  if (a.infinite != 0 || b.infinite != 0) return a.infinite < b.infinite;
  return *a.at < *b.at;
}

bool same(const End& a, const End& b) {
  if (a.infinite != 0 || b.infinite != 0) return a.infinite == b.infinite;
  return *a.at == *b.at;
}

Interval between(const End& low, const End& high) {
  return {low.infinite != 0 ? std::nullopt : low.at, high.infinite != 0 ? std::nullopt : high.at,
          low.infinite == 0 && low.open, high.infinite == 0 && high.open};
}

End lower(const End& a, const End& b) {
  if (same(a, b)) return a.open ? b : a;
  return below(a, b) ? a : b;
}

End higher(const End& a, const End& b) {
  if (same(a, b)) return a.open ? b : a;
  return below(a, b) ? b : a;
}

/// 1 / end, seen from the side of `positive` when the end is 0.
End reciprocal(const End& end, bool positive) {
  if (end.infinite != 0) return {Number(0), true, 0};
  if (end.at->sign() == 0) return {std::nullopt, true, positive ? 1 : -1};
  const auto result = divide(1, *end.at);
  if (!result) return {std::nullopt, true, positive ? 1 : -1};
  return {result, end.open, 0};
}

Number over(const Number& a, const Number& b) { return divide(a, b).value_or(Number(0)); }

/// Quotient of ends with exact division where both are numbers.
End divided(const End& a, const End& b, bool positive) {
  if (a.infinite == 0 && b.infinite == 0 && b.at->sign() != 0 && divide(*a.at, *b.at)) {
    const bool zero = a.at->sign() == 0;
    return {over(*a.at, *b.at), zero ? a.open : a.open || b.open, 0};
  }
  return times(a, reciprocal(b, positive));
}

Interval corners(const End& a, const End& b, const End& c, const End& d) {
  return between(lower(lower(a, b), lower(c, d)), higher(higher(a, b), higher(c, d)));
}

/// b lies on one side of 0.
Interval one_sided(const Interval& a, const Interval& b, bool positive) {
  return corners(
      divided(low_end(a), low_end(b), positive), divided(low_end(a), high_end(b), positive),
      divided(high_end(a), low_end(b), positive), divided(high_end(a), high_end(b), positive));
}

}  // namespace

Interval only(const Number& number) { return {number, number, false, false}; }

Interval sum(const Interval& a, const Interval& b) {
  Interval result;
  if (a.low && b.low) result.low = add(*a.low, *b.low);
  if (a.high && b.high) result.high = add(*a.high, *b.high);
  result.low_open = result.low && (a.low_open || b.low_open);
  result.high_open = result.high && (a.high_open || b.high_open);
  return result;
}

Interval negated(const Interval& a) {
  Interval result;
  if (a.high) result.low = a.high->negate();
  if (a.low) result.high = a.low->negate();
  result.low_open = a.high_open;
  result.high_open = a.low_open;
  return result;
}

Interval difference(const Interval& a, const Interval& b) { return sum(a, negated(b)); }

Interval product(const Interval& a, const Interval& b) {
  return corners(times(low_end(a), low_end(b)), times(low_end(a), high_end(b)),
                 times(high_end(a), low_end(b)), times(high_end(a), high_end(b)));
}

Interval quotient(const Interval& a, const Interval& b) {
  const bool below_zero = !b.low || b.low->sign() < 0;
  const bool above_zero = !b.high || b.high->sign() > 0;
  if (below_zero && above_zero) return {};
  if (!below_zero && !above_zero) return {};  // nothing but 0
  Interval side = b;
  if (above_zero && side.low->sign() == 0) side.low_open = true;
  if (below_zero && side.high->sign() == 0) side.high_open = true;
  return one_sided(a, side, above_zero);
}

Interval hull(const Interval& a, const Interval& b) {
  return between(lower(low_end(a), low_end(b)), higher(high_end(a), high_end(b)));
}

bool is_point(const Interval& interval) {
  return interval.low && interval.high && *interval.low == *interval.high;
}

bool may_be_at_most(const Interval& a, const Interval& b) {
  if (!a.low || !b.high) return true;
  if (*a.low == *b.high) return !a.low_open && !b.high_open;
  return *a.low < *b.high;
}

bool may_be_less(const Interval& a, const Interval& b) {
  return !a.low || !b.high || *a.low < *b.high;
}

bool disjoint(const Interval& a, const Interval& b) {
  return !may_be_at_most(a, b) || !may_be_at_most(b, a);
}

bool holds(const Interval& interval, const Number& number) {
  return !disjoint(interval, only(number));
}

Interval loosened(const Interval& interval) {
  Interval result = interval;
  if (result.low && !result.low->is_integer()) result.low = result.low->next(false);
  if (result.high && !result.high->is_integer()) result.high = result.high->next(true);
  return result;
}

}  // namespace entente::engine
