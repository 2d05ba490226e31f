// The unknowns that a rule or a score rests on, kept to prove that bounds are reached.
// Knows nothing of what they are part of.
#pragma once

#include <span>

#include "engine/model/value.hpp"

namespace entente::engine {

/// An unknown that took part: exactness asks whether it is tight and shares no fact with another.
struct Part {
  std::span<const PathId>
      missing;         // sorted; empty when nothing can be supplied (a fault elsewhere)
  bool tight = false;  // see Unknown
};

/// Every part is tight and no missing fact stands in two of them.
[[nodiscard]] bool independent(std::span<const Part> parts);

}  // namespace entente::engine
