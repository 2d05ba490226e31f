// From what a rule can turn out for each item to what it can turn out as a whole.
// Pure: knows no lists and no facts, only standings and whether there may be fewer or more items.
#pragma once

#include <span>

#include "engine/evaluate/credit.hpp"

namespace entente::engine {

struct ItemStanding {
  const Standing* standing = nullptr;
  bool may_be_absent = false;
};

struct ItemList {
  std::span<const ItemStanding> items;
  bool open = false;              // there may be more, which can turn out anything
  bool may_be_due_later = false;  // the rule has a `due`: more items may be not due
};

/// Met when met for all that count; credit the mean of theirs. Parts are those of the items; what
/// makes an item perhaps absent, and the tail of an open list, the caller adds.
[[nodiscard]] Standing judge_items(const ItemList& list);

}  // namespace entente::engine
