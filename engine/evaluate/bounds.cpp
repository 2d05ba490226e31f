#include "engine/evaluate/bounds.hpp"

#include <algorithm>
#include <utility>

namespace entente::engine {

Bounds point(Ratio value) {
  Bounds bounds;
  bounds.high = value;
  bounds.low = std::move(value);
  return bounds;
}

Bounds hull(const Bounds& a, const Bounds& b) {
  return {std::min(a.low, b.low), std::max(a.high, b.high), a.exact && b.exact};
}

}  // namespace entente::engine
