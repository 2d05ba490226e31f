// The measures of a network by their definitions, for the replay of proofs: slow and plain, exact,
// apart from those that judge (see network_measures.hpp, which says what each is). Private to
// engine/explain.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/model/ratio.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine::replay {

class PlainNetwork {
 public:
  using Arcs = std::set<std::pair<std::size_t, std::size_t>>;
  using Parties = std::vector<std::size_t>;  // by number, sorted

  /// Parties are numbered from 0. An arc from one to itself ties nothing.
  PlainNetwork(std::size_t parties, const Arcs& arcs);

  [[nodiscard]] std::size_t pairs() const { return parties_ * (parties_ - 1) / 2; }
  [[nodiscard]] std::size_t ties() const { return ties_; }
  [[nodiscard]] std::size_t arcs() const { return arcs_; }
  [[nodiscard]] bool tied(std::size_t a, std::size_t b) const { return tied_[a].contains(b); }

  /// Of a measure that is a number; none where there are too few parties. `party` for those of one.
  [[nodiscard]] std::optional<Ratio> number(Builtin measure, std::size_t party) const;
  [[nodiscard]] std::vector<Parties> components() const { return components_without(parties_); }
  [[nodiscard]] Parties cut_points() const;

 private:
  [[nodiscard]] std::vector<Parties> components_without(std::size_t party) const;
  [[nodiscard]] std::vector<Ratio> betweenness() const;

  std::size_t parties_;
  std::size_t arcs_ = 0;
  std::size_t ties_ = 0;
  std::vector<std::set<std::size_t>> tied_;  // with whom each is
};

}  // namespace entente::engine::replay
