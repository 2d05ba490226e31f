// The text of a `because` or `advise` with its {expressions} filled in for a manager to read: lists
// with commas, records by their key, numbers to two decimals.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/evaluate/evaluate_expression.hpp"

namespace entente::engine {

/// None when a value in it is unknown or an error: then it is not said.
[[nodiscard]] std::optional<std::string> fill_template(const TemplateProgram& text,
                                                       std::span<const Value> locals,
                                                       const Program& program,
                                                       ExpressionEvaluator& evaluator,
                                                       Environment& environment);

/// One value as it stands in such a text; none when it holds an unknown or is an error.
[[nodiscard]] std::optional<std::string> spoken(const Value& value, const Vocabulary& vocabulary);

}  // namespace entente::engine
