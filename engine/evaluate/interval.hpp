// Arithmetic of number intervals. Sound for values that are themselves rounded to 34 digits:
// rounding keeps order, so the rounded result of two ends bounds every rounded result between them.
#pragma once

#include "engine/model/value.hpp"

namespace entente::engine {

[[nodiscard]] Interval only(const Number& number);
[[nodiscard]] Interval sum(const Interval& a, const Interval& b);
[[nodiscard]] Interval difference(const Interval& a, const Interval& b);
[[nodiscard]] Interval product(const Interval& a, const Interval& b);
/// Of divisors other than 0.
[[nodiscard]] Interval quotient(const Interval& a, const Interval& b);
[[nodiscard]] Interval negated(const Interval& a);
[[nodiscard]] Interval hull(const Interval& a, const Interval& b);

[[nodiscard]] bool is_point(const Interval& interval);
[[nodiscard]] bool holds(const Interval& interval, const Number& number);
[[nodiscard]] bool disjoint(const Interval& a, const Interval& b);
/// Some member of a is less than some member of b.
[[nodiscard]] bool may_be_less(const Interval& a, const Interval& b);
/// Some member of a is less than or equal to some member of b.
[[nodiscard]] bool may_be_at_most(const Interval& a, const Interval& b);

/// Widened by one unit of the last digit at each end that is not a whole number: for bounds that
/// are not found by the very operations that make the value.
[[nodiscard]] Interval loosened(const Interval& interval);

}  // namespace entente::engine
