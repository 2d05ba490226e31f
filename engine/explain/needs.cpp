#include "engine/explain/needs.hpp"

#include <algorithm>
#include <tuple>

#include "engine/evaluate/node_walk.hpp"

namespace entente::engine {
namespace {

class Mapper {
 public:
  explicit Mapper(const Program& program) : program_(program) {}

  NeedsMap run() {
    add_points(PointKind::scorecard, program_.scorecards.size());
    add_points(PointKind::rule, program_.rules.size());
    add_points(PointKind::measure, program_.measures.size());
    add_points(PointKind::function, program_.functions.size());
    add_points(PointKind::relation, program_.relations.size());
    add_points(PointKind::fact, program_.vocabulary.facts.size());
    for (std::uint32_t i = 0; i < map_.points.size(); ++i) add_needs(i);
    return std::move(map_);
  }

 private:
  void add_points(PointKind kind, std::size_t count) {
    for (std::uint32_t i = 0; i < count; ++i)
      if (kind != PointKind::function || !program_.functions[i].name.empty())
        map_.points.push_back({kind, i});
  }

  void add_needs(std::uint32_t reader) {
    std::vector<Point> read;
    NodeWalk walk(
        program_, [&](NodeId id) { add_read(program_[id], read); }, Definitions::left_out);
    walk_from(map_.points[reader], walk);
    if (map_.points[reader].kind == PointKind::relation) {
      for (const auto clause : program_.relations[map_.points[reader].index].clauses)
        for (const auto& atom : program_.clauses[clause].atoms)
          read.push_back({PointKind::relation, atom.relation});
    }
    std::ranges::sort(read);
    read.erase(std::unique(read.begin(), read.end()), read.end());
    for (const Point& point : read) map_.needs.push_back({reader, map_.at(point)});
  }

  void walk_from(const Point& reader, NodeWalk& walk) const {
    switch (reader.kind) {
      case PointKind::scorecard:
        for (const auto& verdict : program_.scorecards[reader.index].verdicts)
          walk.from(verdict.condition);
        break;
      case PointKind::rule:
        walk_rule(program_.rules[reader.index], walk);
        break;
      case PointKind::measure:
        walk.from(program_.measures[reader.index].body);
        break;
      case PointKind::function:
        walk.from(program_.functions[reader.index].body);
        break;
      case PointKind::relation:
        for (const auto clause : program_.relations[reader.index].clauses)
          walk_clause(program_.clauses[clause], walk);
        break;
      case PointKind::fact:
        break;
    }
  }

  void add_read(const Node& node, std::vector<Point>& read) const {
    switch (node.op) {
      case Op::rule_is:
        read.push_back({PointKind::rule, node.a});
        break;
      case Op::measure:
        read.push_back({PointKind::measure, node.a});
        break;
      case Op::call:
      case Op::closure:
        if (!program_.functions[node.a].name.empty()) read.push_back({PointKind::function, node.a});
        break;
      case Op::relation:
        read.push_back({PointKind::relation, node.a});
        break;
      case Op::network:
        read.push_back({PointKind::relation, node.b});
        break;
      case Op::fact:
        read.push_back({PointKind::fact, node.a});
        break;
      default:
        break;
    }
  }

  const Program& program_;
  NeedsMap map_;
};

/// All that can be reached by `steps`, sorted by where they start.
Chosen reached(std::size_t count, std::span<const Need> steps,
               std::span<const std::uint32_t> roots) {
  Chosen chosen(count);
  std::vector<std::uint32_t> open(roots.begin(), roots.end());
  while (!open.empty()) {
    const auto at = open.back();
    open.pop_back();
    if (chosen[at]) continue;
    chosen[at] = true;
    const auto first = std::ranges::lower_bound(steps, at, {}, &Need::from);
    for (auto step = first; step != steps.end() && step->from == at; ++step)
      open.push_back(step->to);
  }
  return chosen;
}

}  // namespace

std::uint32_t NeedsMap::at(Point point) const {
  return static_cast<std::uint32_t>(std::ranges::lower_bound(points, point) - points.begin());
}

NeedsMap needs_map(const Program& program) { return Mapper(program).run(); }

Chosen all_below(const NeedsMap& map, std::span<const std::uint32_t> roots) {
  return reached(map.points.size(), map.needs, roots);
}

Chosen all_above(const NeedsMap& map, std::span<const std::uint32_t> roots) {
  std::vector<Need> needed_by;
  for (const Need& need : map.needs) needed_by.push_back({need.to, need.from});
  std::ranges::sort(needed_by, {}, &Need::from);
  return reached(map.points.size(), needed_by, roots);
}

}  // namespace entente::engine
