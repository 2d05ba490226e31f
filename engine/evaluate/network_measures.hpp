// Measures of a network: how dense it is, how much hangs on one, what falls apart without whom.
// Knows numbered parties and the ties between them; nothing of relations, facts or unknowns.
// Boost.Graph stays in the .cpp files. Formulas:
// - Freeman, "Centrality in social networks: conceptual clarification", Social Networks 1, 1979
// - Brandes, "A faster algorithm for betweenness centrality", J. Mathematical Sociology 25, 2001
// - Hopcroft and Tarjan, "Algorithm 447: efficient algorithms for graph manipulation", CACM 1973
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "engine/model/number.hpp"

namespace entente::engine {

/// One party says, or does, something towards another.
struct Arc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

/// Two parties are tied when there is an arc between them, whichever way. Every measure is one of
/// ties, but for directed_density(). Results are the nearest numbers of 34 digits; none where there
/// are too few parties for the measure to mean anything.
class Network {
 public:
  /// `parties` of them, numbered from 0, which the arcs must keep to. An arc from a party to itself
  /// is left out, one that is given twice counts once.
  Network(std::uint32_t parties, std::span<const Arc> arcs);

  /// Ties by possible ties, 2 ties / (n(n-1)): 0 to 1. From two parties on.
  [[nodiscard]] std::optional<Number> density() const;
  /// Arcs by possible arcs, arcs / (n(n-1)): 0 to 1. From two parties on.
  [[nodiscard]] std::optional<Number> directed_density() const;

  /// With how many others a party is tied: 0 to n-1.
  [[nodiscard]] std::uint32_t degree(std::uint32_t party) const { return degrees_[party]; }
  /// Freeman's degree centralisation, sum of (largest - own degree) / ((n-1)(n-2)): 0 when all are
  /// tied alike, 1 when all hang on one. From three parties on.
  [[nodiscard]] std::optional<Number> degree_centralisation() const;

  /// Of each party: the part of shortest ways between two others that leads through it, its number
  /// 2 sum / ((n-1)(n-2)): 0 to 1. From three parties on; empty below.
  [[nodiscard]] std::vector<Number> betweenness() const;
  /// Freeman's betweenness centralisation, sum of (largest - own betweenness) / (n-1): 0 to 1. From
  /// three parties on.
  [[nodiscard]] std::optional<Number> betweenness_centralisation() const;

  /// The parties that hang together, each list sorted, by its first; who has no tie stands alone.
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> components() const;
  /// Articulation points: without one of them, some that hang together no longer do. Sorted.
  [[nodiscard]] std::vector<std::uint32_t> cut_points() const;

 private:
  std::uint32_t parties_;
  std::int64_t arcs_ = 0;  // each once
  std::vector<Arc> ties_;  // each once, `from` below `to`; sorted
  std::vector<std::uint32_t> degrees_;
};

}  // namespace entente::engine
