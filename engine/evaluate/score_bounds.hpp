// The weighted share over members of which it may be unknown what they give and whether they count:
// the least and the greatest of sum(weight * credit) / sum(weight) over every choice.
// Members are taken to be independent of one another; knows nothing of rules and sections.
#pragma once

#include <optional>
#include <span>

#include "engine/evaluate/bounds.hpp"

namespace entente::engine {

struct ShareMember {
  Ratio weight = 1;  // of 0: leaves the share alone
  Bounds credit;
  bool may_not_count = false;
};

struct WeightedShare {
  std::optional<Bounds>
      share;  // over the choices in which something counts; none: nothing can count
  bool may_not_count = false;  // in some choice nothing counts
};

[[nodiscard]] WeightedShare weighted_share(std::span<const ShareMember> members);

}  // namespace entente::engine
