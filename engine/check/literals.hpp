// Literals of the tree -> values. No names, no facts, no `today`: what stands in the text is all
// there is. Used by the checker (ranges, parameters, expected scores) and by the compiler
// (constants).
#pragma once

#include <compare>
#include <optional>

#include "engine/model/value.hpp"
#include "grammar/ast.hpp"

namespace entente::engine {

/// The value of a literal, a sign before a number or duration, or a list of these; `50%` is 0.5,
/// `none` and `null` are none. Empty when the expression is not constant or cannot be read
/// (`@"2026-13-01"`).
[[nodiscard]] std::optional<Value> literal_value(const grammar::Tree& tree, grammar::ExprId id,
                                                 Arena& arena);

/// A literal number; `50%` is 0.5.
[[nodiscard]] std::optional<Number> literal_number(const grammar::Tree& tree, grammar::ExprId id);

/// The order of two numbers, dates, durations of one kind or texts; empty when they have none.
[[nodiscard]] std::optional<std::strong_ordering> order_of(const Value& first, const Value& second);

}  // namespace entente::engine
