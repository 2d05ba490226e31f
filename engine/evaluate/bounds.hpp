// An interval of exact ratios with the claim whether both its ends are reached.
#pragma once

#include "engine/model/ratio.hpp"

namespace entente::engine {

/// [low, high], both reached when exact. For credit 0 to 1, for scores 0 to 100.
struct Bounds {
  Ratio low = 0;
  Ratio high = 0;
  bool exact = true;  // else outer: never too narrow

  [[nodiscard]] bool is_point() const { return low == high; }
};

[[nodiscard]] Bounds point(Ratio value);
/// The smallest interval around both; exact when both are.
[[nodiscard]] Bounds hull(const Bounds& a, const Bounds& b);

}  // namespace entente::engine
