#include "engine/evaluate/score_cells.hpp"

#include <algorithm>

namespace entente::engine {

std::vector<ScoreCell> cut(const Bounds& bounds, std::vector<Ratio> cuts) {
  std::sort(cuts.begin(), cuts.end());
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::vector<ScoreCell> cells;
  ScoreCell rest{bounds.low, bounds.high, false, false};
  for (const auto& at : cuts) {
    if (at < bounds.low || at > bounds.high) continue;
    if (at > bounds.low) cells.push_back({rest.low, at, rest.low_open, true});
    cells.push_back({at, at, false, false});
    rest.low = at;
    rest.low_open = true;
  }
  if (!rest.low_open || rest.low < rest.high) cells.push_back(rest);
  return cells;
}

}  // namespace entente::engine
