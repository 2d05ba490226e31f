// From what a rule can turn out for each item to what it can turn out as a whole.
// Pure: knows no lists and no facts, only standings and whether there may be fewer or more items.
#pragma once

#include <span>

#include "engine/evaluate/credit.hpp"

namespace entente::engine {

struct ItemStanding {
  const Standing* standing = nullptr;
  bool may_be_absent = false;
  bool may_be_many = false;  // stands for any number of items: the rest of an open list
};

/// Met when met for all that count; credit the mean of theirs. Parts are those of the items; what
/// makes an item perhaps absent, and the tail of an open list, the caller adds.
[[nodiscard]] Standing judge_items(std::span<const ItemStanding> items);

}  // namespace entente::engine
