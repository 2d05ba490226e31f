// The value that stands at a path inside the facts.
#pragma once

#include "engine/model/fact_base.hpp"

namespace entente::engine {

/// Where something around the path is missing, that unknown; a null where the path is not held.
[[nodiscard]] Value fact_value(const FactBase& facts, const Vocabulary& vocabulary, PathId path);

}  // namespace entente::engine
