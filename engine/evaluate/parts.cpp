#include "engine/evaluate/parts.hpp"

#include <algorithm>
#include <vector>

namespace entente::engine {

bool independent(std::span<const Part> parts) {
  std::vector<PathId> all;
  for (const auto& part : parts) {
    if (!part.tight) return false;
    all.insert(all.end(), part.missing.begin(), part.missing.end());
  }
  std::sort(all.begin(), all.end());
  return std::adjacent_find(all.begin(), all.end()) == all.end();
}

}  // namespace entente::engine
