// Values that stand in the facts, found again: by their path, or in other facts.
#pragma once

#include <span>
#include <vector>

#include "engine/model/fact_base.hpp"

namespace entente::engine {

/// Where something around the path is missing, that unknown; a null where the path is not held.
[[nodiscard]] Value fact_value(const FactBase& facts, const Vocabulary& vocabulary, PathId path);

/// Records as they are in these facts; all else as it is.
[[nodiscard]] std::vector<Value> as_in(const FactBase& facts, const Vocabulary& vocabulary,
                                       std::span<const Value> values);

}  // namespace entente::engine
