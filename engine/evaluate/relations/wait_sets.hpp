// Sets of missing facts, each held once: what possible tuples wait for. Numbered, so that a union
// of two that were joined before is one lookup. Beyond a total size every new union is all that is
// missing: what waits for more than it need say is never wrong, only less helpful.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/model/arena.hpp"
#include "engine/model/fact_base.hpp"

namespace entente::engine {

enum class WaitId : std::uint32_t { none = 0 };

class WaitSets {
 public:
  WaitSets(const FactBase& facts, Arena& arena);

  /// `paths` sorted.
  [[nodiscard]] WaitId of(std::span<const PathId> paths);
  [[nodiscard]] WaitId joined(WaitId a, WaitId b);
  [[nodiscard]] std::span<const PathId> operator[](WaitId set) const {
    return sets_[static_cast<std::size_t>(set)];
  }
  /// Every path of the facts that is missing.
  [[nodiscard]] WaitId all();

 private:
  const FactBase& facts_;
  Arena& arena_;
  std::vector<std::span<const PathId>> sets_;  // the first is empty
  std::unordered_multimap<std::uint64_t, WaitId> by_hash_;
  std::unordered_map<std::uint64_t, WaitId> unions_;
  std::size_t total_ = 0;
  WaitId all_ = WaitId::none;
};

}  // namespace entente::engine
