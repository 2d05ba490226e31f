#include "engine/evaluate/relations/wait_sets.hpp"

#include <algorithm>
#include <utility>

namespace entente::engine {
namespace {

constexpr std::size_t most_paths = 8'000'000;  // in all sets together

std::uint64_t hash_of(std::span<const PathId> paths) {
  std::uint64_t hash = paths.size();
  for (const auto path : paths)
    hash = (hash ^ static_cast<std::uint64_t>(path)) * 0x9E3779B97F4A7C15U;
  return hash;
}

}  // namespace

WaitSets::WaitSets(const FactBase& facts, Arena& arena) : facts_(facts), arena_(arena), sets_(1) {}

WaitId WaitSets::of(std::span<const PathId> paths) {
  if (paths.empty()) return WaitId::none;
  const auto hash = hash_of(paths);
  for (auto [at, end] = by_hash_.equal_range(hash); at != end; ++at)
    if (std::ranges::equal((*this)[at->second], paths)) return at->second;
  const auto id = static_cast<WaitId>(sets_.size());
  const auto kept = arena_.array<PathId>(paths.size());
  std::ranges::copy(paths, kept.begin());
  sets_.push_back(kept);
  by_hash_.emplace(hash, id);
  total_ += paths.size();
  return id;
}

WaitId WaitSets::joined(WaitId a, WaitId b) {
  if (a == b || b == WaitId::none) return a;
  if (a == WaitId::none) return b;
  if (a > b) std::swap(a, b);
  const auto pair = static_cast<std::uint64_t>(a) << 32U | static_cast<std::uint64_t>(b);
  const auto known = unions_.find(pair);
  if (known != unions_.end()) return known->second;
  WaitId result{};
  if (total_ > most_paths) {
    result = all();
  } else {
    std::vector<PathId> both;
    std::ranges::set_union((*this)[a], (*this)[b], std::back_inserter(both));
    result = of(both);
  }
  unions_.emplace(pair, result);
  return result;
}

WaitId WaitSets::all() {
  if (all_ != WaitId::none) return all_;
  std::vector<PathId> missing;
  for (std::size_t i = 0; i < facts_.path_count(); ++i)
    if (facts_[static_cast<PathId>(i)].missing) missing.push_back(static_cast<PathId>(i));
  all_ = of(missing);
  return all_;
}

}  // namespace entente::engine
