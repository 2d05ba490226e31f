#include "engine/program/dependency_graph.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <queue>

namespace entente::engine {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

std::vector<Need> in_order(std::span<const Need> needs) {
  std::vector<Need> sorted(needs.begin(), needs.end());
  std::sort(sorted.begin(), sorted.end(), [](const Need& a, const Need& b) {
    return a.from != b.from ? a.from < b.from : a.to < b.to;
  });
  return sorted;
}

Graph make_graph(std::size_t count, std::span<const Need> needs) {
  Graph graph(count);
  for (const auto& need : needs) boost::add_edge(need.from, need.to, graph);
  return graph;
}

constexpr auto unseen = ~0U;

/// How many needs lead from each member to a goal of its component. Components have no members in
/// common, so one vector serves all searches.
void measure(const Graph& graph, const std::vector<std::uint32_t>& component, std::uint32_t goal,
             std::vector<std::uint32_t>& distance) {
  std::queue<std::uint32_t> open;
  open.push(goal);
  distance[goal] = 0;
  while (!open.empty()) {
    const auto at = open.front();
    open.pop();
    for (auto [edge, end] = boost::in_edges(at, graph); edge != end; ++edge) {
      const auto next = static_cast<std::uint32_t>(boost::source(*edge, graph));
      if (component[next] != component[goal] || distance[next] != unseen) continue;
      distance[next] = distance[at] + 1;
      open.push(next);
    }
  }
}

/// From the start by way of its nearest need back to it.
std::vector<std::uint32_t> walk(const Graph& graph, const std::vector<std::uint32_t>& component,
                                std::uint32_t start, std::uint32_t first,
                                const std::vector<std::uint32_t>& distance) {
  std::vector<std::uint32_t> circle{start};
  for (auto at = first; at != start;) {
    circle.push_back(at);
    auto next = start;
    for (auto [edge, end] = boost::out_edges(at, graph); edge != end; ++edge) {
      const auto target = static_cast<std::uint32_t>(boost::target(*edge, graph));
      const bool nearer =
          component[target] == component[start] && distance[target] + 1 == distance[at];
      if (nearer && (next == start || target < next)) next = target;
    }
    at = next;
  }
  return circle;
}

}  // namespace

NeedOrder order_by_need(std::size_t count, std::span<const Need> needs) {
  const auto sorted = in_order(needs);
  const auto graph = make_graph(count, sorted);
  NeedOrder result;
  result.component.resize(count);
  const auto components = boost::strong_components(
      graph, boost::make_iterator_property_map(result.component.begin(),
                                               boost::get(boost::vertex_index, graph)));
  result.order.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) result.order[i] = i;
  const auto& component = result.component;
  std::stable_sort(result.order.begin(), result.order.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return component[a] < component[b]; });
  std::vector<std::uint32_t> start(components, unseen);  // of its circle
  std::vector<std::uint32_t> distance(count, unseen);
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    const auto& need = sorted[i];
    auto& begun = start[component[need.from]];
    if (need.may_recur || component[need.from] != component[need.to] || begun != unseen) continue;
    begun = need.from;
    measure(graph, component, need.from, distance);
    auto first = need.to;
    for (auto k = i; k < sorted.size() && sorted[k].from == need.from; ++k)
      if (!sorted[k].may_recur && distance[sorted[k].to] < distance[first]) first = sorted[k].to;
    result.circles.push_back(walk(graph, component, need.from, first, distance));
  }
  return result;
}

}  // namespace entente::engine
