// Measures of a network by their definitions: every path is walked, every party taken out. Slow and
// plain on purpose; shares nothing with engine/evaluate.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "engine/model/ratio.hpp"

namespace entente::oracle {

using NaiveArcs = std::set<std::pair<std::size_t, std::size_t>>;

class NaiveNetwork {
 public:
  using Share = std::optional<engine::Number>;  // none: there are too few parties

  NaiveNetwork(std::size_t parties, NaiveArcs arcs);

  [[nodiscard]] Share density() const;
  [[nodiscard]] Share directed_density() const;
  [[nodiscard]] engine::Number degree(std::size_t party) const;
  [[nodiscard]] Share degree_centralisation() const;
  [[nodiscard]] Share betweenness(std::size_t party) const;
  [[nodiscard]] Share betweenness_centralisation() const;
  /// Sorted, each sorted.
  [[nodiscard]] std::vector<std::vector<std::size_t>> components() const;
  [[nodiscard]] std::vector<std::size_t> cut_points() const;

 private:
  using Path = std::vector<std::size_t>;

  [[nodiscard]] bool tied(std::size_t a, std::size_t b) const;
  [[nodiscard]] std::int64_t ties_of(std::size_t party) const;
  [[nodiscard]] std::vector<Path> shortest(std::size_t from, std::size_t to) const;
  void walk(Path& path, std::size_t to, std::vector<Path>& all) const;
  [[nodiscard]] engine::Ratio exact_betweenness(std::size_t party) const;

  std::size_t parties_;
  NaiveArcs arcs_;
};

}  // namespace entente::oracle
