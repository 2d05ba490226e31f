#include "engine/program/dependency_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <queue>

namespace entente::engine {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;

Graph make_graph(std::size_t count, std::span<const Need> needs) {
  std::vector<Need> sorted(needs.begin(), needs.end());
  std::sort(sorted.begin(), sorted.end(), [](const Need& a, const Need& b) {
    return a.from != b.from ? a.from < b.from : a.to < b.to;
  });
  Graph graph(count);
  for (const auto& need : sorted) boost::add_edge(need.from, need.to, graph);
  return graph;
}

constexpr auto unseen = ~0U;

/// Who each was reached from. Components have no members in common, so one serves all searches.
using Trail = std::vector<std::uint32_t>;

std::vector<std::uint32_t> walk_back(const Trail& trail, std::uint32_t last, std::uint32_t start) {
  std::vector<std::uint32_t> circle;
  for (auto step = last; step != start; step = trail[step]) circle.push_back(step);
  circle.push_back(start);
  std::reverse(circle.begin(), circle.end());
  return circle;
}

/// Breadth first inside one component, from `start` back to it; empty when there is no way.
std::vector<std::uint32_t> shortest_circle(const Graph& graph,
                                           const std::vector<std::size_t>& component,
                                           std::uint32_t start, Trail& trail) {
  std::queue<std::uint32_t> open;
  open.push(start);
  while (!open.empty()) {
    const auto at = open.front();
    open.pop();
    for (auto [edge, end] = boost::out_edges(at, graph); edge != end; ++edge) {
      const auto next = static_cast<std::uint32_t>(boost::target(*edge, graph));
      if (next == start) return walk_back(trail, at, start);
      if (component[next] != component[start] || trail[next] != unseen) continue;
      trail[next] = at;
      open.push(next);
    }
  }
  return {};
}

}  // namespace

NeedOrder order_by_need(std::size_t count, std::span<const Need> needs) {
  const auto graph = make_graph(count, needs);
  std::vector<std::size_t> component(count);
  const auto components = boost::strong_components(
      graph,
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  NeedOrder result;
  result.order.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) result.order[i] = i;
  // Components are numbered from those that need nothing.
  std::stable_sort(result.order.begin(), result.order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return component[a] < component[b]; });
  std::vector<bool> looked_at(components);
  Trail trail(count, unseen);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (looked_at[component[i]]) continue;
    looked_at[component[i]] = true;
    if (auto circle = shortest_circle(graph, component, i, trail); !circle.empty())
      result.circles.push_back(std::move(circle));
  }
  return result;
}

}  // namespace entente::engine
