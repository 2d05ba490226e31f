// The operators on values, unknown included: arithmetic, order, equality, logic.
// An unknown operand gives what every completion can give; a known null gives that null.
#pragma once

#include "engine/evaluate/unknown.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {

/// Steps that a power, a root, an exponential or a logarithm counts as.
inline constexpr std::uint64_t dear_function = 100;

/// Op::add, subtract, multiply, divide, power.
[[nodiscard]] Value arithmetic(const Runtime& runtime, Op op, const Value& a, const Value& b);
[[nodiscard]] Value negate(const Runtime& runtime, const Value& a);

/// Op::less, less_equal, greater, greater_equal.
[[nodiscard]] Value order(const Runtime& runtime, Op op, const Value& a, const Value& b);

/// FEEL's `=`: definite against every null; an error null when the two are of different kinds.
[[nodiscard]] Value equal(const Runtime& runtime, const Value& a, const Value& b);
/// As `equal`, but what is of different kinds is just not equal: for items of lists.
[[nodiscard]] Value same(const Runtime& runtime, const Value& a, const Value& b);
/// Known to be the same thing, whatever is missing.
[[nodiscard]] bool identical(const Runtime& runtime, const Value& a, const Value& b);

/// Of known values of one ordered kind: -1, 0, 1; none for other values.
[[nodiscard]] std::optional<int> known_order(const Value& a, const Value& b);

[[nodiscard]] Value both(const Runtime& runtime, const Value& a, const Value& b);
[[nodiscard]] Value either(const Runtime& runtime, const Value& a, const Value& b);
[[nodiscard]] Value opposite(const Runtime& runtime, const Value& a);

/// true, false, none, nothing and error as they are; every other kind is an error.
[[nodiscard]] KindSet truth(const Value& value);
[[nodiscard]] KindSet both(KindSet a, KindSet b);
[[nodiscard]] KindSet either(KindSet a, KindSet b);
[[nodiscard]] KindSet opposite(KindSet a);
/// As a condition that holds or not: none and nothing do not hold.
[[nodiscard]] KindSet as_condition(KindSet truth);

/// How the ends of `a` and `b`, read of different facts, make both answers certain to be possible.
[[nodiscard]] bool both_answers_reached(const Value& a, const Value& b, bool equality,
                                        Missing& missing);

}  // namespace entente::engine
