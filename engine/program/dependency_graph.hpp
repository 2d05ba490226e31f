// Who needs whom: an order in which each comes after what it needs, the groups that need each
// other, and the circles that may not be. Knows numbers only; Boost.Graph stays in the .cpp.
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
  bool may_recur = false;  // circles of such needs alone may be
};

struct NeedOrder {
  std::vector<std::uint32_t> order;  // each after those it needs; in a circle as numbered
  /// Of each thing its strongly connected component, numbered from those that need no other.
  std::vector<std::uint32_t> component;
  /// Of each component in which a need may not recur: a shortest circle that begins with such a
  /// need of its lowest member that has one. As members in order: each needs the next, the last
  /// needs the first. Sorted by the first.
  std::vector<std::vector<std::uint32_t>> circles;
};

/// `count` things, numbered from 0. Depends on nothing but the numbers.
[[nodiscard]] NeedOrder order_by_need(std::size_t count, std::span<const Need> needs);

}  // namespace entente::engine
