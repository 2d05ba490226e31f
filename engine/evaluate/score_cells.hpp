// Cuts the interval in which a score lies at the constants it is compared with: into points and the
// stretches between them, in each of which every such comparison has one answer.
#pragma once

#include <vector>

#include "engine/evaluate/bounds.hpp"

namespace entente::engine {

/// A point, or a stretch whose ends belong to it unless open.
struct ScoreCell {
  Ratio low;
  Ratio high;
  bool low_open = false;
  bool high_open = false;

  [[nodiscard]] bool is_point() const { return low == high; }
};

/// In ascending order; cuts outside the bounds are of no account.
[[nodiscard]] std::vector<ScoreCell> cut(const Bounds& bounds, std::vector<Ratio> cuts);

}  // namespace entente::engine
