// Who needs whom: an order in which each comes after what it needs, and the circles if there are
// any. Knows numbers only; Boost.Graph stays in the .cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace entente::engine {

/// `from` needs `to`.
struct Need {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

struct NeedOrder {
  std::vector<std::uint32_t> order;  // each after those it needs; in a circle as numbered
  /// A shortest circle through the lowest member of each strongly connected component, as its
  /// members in order: each needs the next, the last needs the first. Sorted by that member.
  std::vector<std::vector<std::uint32_t>> circles;
};

/// `count` things, numbered from 0. Depends on nothing but the numbers.
[[nodiscard]] NeedOrder order_by_need(std::size_t count, std::span<const Need> needs);

}  // namespace entente::engine
