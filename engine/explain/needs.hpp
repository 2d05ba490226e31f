// What rests on what, by name: scorecards, rules, definitions, relations and facts as the points of
// a graph,
// and who reads whom in its own text. Read off a program; judges nothing, draws nothing.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/program/dependency_graph.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {

enum class PointKind : std::uint8_t { scorecard, rule, measure, function, relation, fact };

/// One thing that has a name.
struct Point {
  PointKind kind = PointKind::fact;
  std::uint32_t index = 0;  // of the vector of Program that its kind says; of a fact its FactId
  friend auto operator<=>(const Point&, const Point&) = default;
};

struct NeedsMap {
  std::vector<Point> points;  // all there are, by kind, then by index
  std::vector<Need> needs;    // between indices of points; sorted, each once

  [[nodiscard]] std::uint32_t at(Point point) const;  // it must be there
};

/// What each reads for its outcome or value; what only stands in its texts is left out. Of a
/// scorecard: what its verdicts ask by name.
[[nodiscard]] NeedsMap needs_map(const Program& program);

/// A choice of points, one mark for each.
using Chosen = std::vector<bool>;

/// `roots` with all they rest on.
[[nodiscard]] Chosen all_below(const NeedsMap& map, std::span<const std::uint32_t> roots);
/// `roots` with all that rest on them.
[[nodiscard]] Chosen all_above(const NeedsMap& map, std::span<const std::uint32_t> roots);

}  // namespace entente::engine
