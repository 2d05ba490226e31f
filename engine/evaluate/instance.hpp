// `x instance of T`.
#pragma once

#include "engine/evaluate/list_view.hpp"

namespace entente::engine {

[[nodiscard]] Value is_instance(const Bench& bench, const Value& value, TypeId type);

}  // namespace entente::engine
