// `x instance of T`, and a value where a type is declared: a parameter of a lambda, a case's
// result.
#pragma once

#include "engine/evaluate/list_view.hpp"

namespace entente::engine {

[[nodiscard]] Value is_instance(const Runtime& runtime, const Value& value, TypeId type);

/// The value as one of this type: itself when it is one or null, the only item of a list, a list of
/// the value, midnight in UTC of a date where a date and time is declared; else an error null.
[[nodiscard]] Value as_declared(const Runtime& runtime, const Value& value, TypeId type);

}  // namespace entente::engine
