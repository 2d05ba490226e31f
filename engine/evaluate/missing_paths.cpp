#include "engine/evaluate/missing_paths.hpp"

#include <algorithm>

namespace entente::engine {

void add_missing(std::vector<PathId>& all, std::span<const PathId> more) {
  if (more.empty()) return;
  const auto middle = static_cast<std::ptrdiff_t>(all.size());
  all.insert(all.end(), more.begin(), more.end());
  std::inplace_merge(all.begin(), all.begin() + middle, all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

std::vector<PathId> join_missing(std::span<const Part> parts) {
  std::vector<PathId> all;
  for (const auto& part : parts) all.insert(all.end(), part.missing.begin(), part.missing.end());
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<PathId> as_reported(const FactBase& facts, std::span<const PathId> missing) {
  std::vector<PathId> shown;
  shown.reserve(missing.size());
  for (const auto path : missing) shown.push_back(facts.outermost(path));
  std::sort(shown.begin(), shown.end());
  shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
  std::sort(shown.begin(), shown.end(),
            [&](PathId a, PathId b) { return facts[a].text < facts[b].text; });
  return shown;
}

}  // namespace entente::engine
