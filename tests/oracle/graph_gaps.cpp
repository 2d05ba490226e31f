// What is missing in a graph, and the ways to supply it.
#include <algorithm>

#include "tests/oracle/naive_relations.hpp"

namespace entente::oracle {
namespace {

using Ways = std::vector<std::function<void(Graph&)>>;

template <class Put>
Ways booleans(Put put) {
  return {[put](Graph& graph) { put(graph) = true; }, [put](Graph& graph) { put(graph) = false; }};
}
template <class Put>
Ways numbers(Put put) {
  Ways ways;
  for (Term value = first_number; value < first_number + 3; ++value)
    ways.emplace_back([put, value](Graph& graph) { put(graph) = value; });
  return ways;
}
template <class Put>
Ways references(Put put, std::size_t nodes, bool or_none) {
  Ways ways;
  for (std::size_t node = 0; node < nodes; ++node)
    ways.emplace_back([put, node](Graph& graph) { put(graph) = static_cast<Term>(node); });
  if (or_none) ways.emplace_back([put](Graph& graph) { put(graph) = null_term; });
  return ways;
}

/// No link more, or one of a few.
Ways more_links(std::size_t nodes) {
  const auto close = [](Graph& graph) { graph.links_missing = graph.links_open = false; };
  Ways ways{close};
  for (std::size_t from = 0; from < nodes; ++from)
    for (std::size_t to = 0; to <= nodes; ++to)
      for (const bool on : {true, false}) {
        const auto target = to == nodes ? null_term : static_cast<Term>(to);
        const auto width = first_number + static_cast<Term>((from + to) % 3);
        ways.emplace_back([=](Graph& graph) {
          close(graph);
          graph.links.push_back({static_cast<Term>(from), target, on, width});
        });
      }
  return ways;
}

Ways more_nodes() {
  const auto close = [](Graph& graph) { graph.nodes_open = false; };
  Ways ways{close};
  for (const bool ok : {true, false})
    ways.emplace_back([=](Graph& graph) {
      close(graph);
      graph.nodes.push_back({"Z", ok, first_number + (ok ? 0 : 2)});
    });
  return ways;
}

}  // namespace

std::vector<GraphGap> gaps_of(const Graph& graph) {
  std::vector<GraphGap> gaps;
  const auto nodes = graph.nodes.size();
  for (std::size_t i = 0; i < nodes; ++i) {
    const auto path = "nodes[" + graph.nodes[i].name + "].";
    if (!graph.nodes[i].ok)
      gaps.push_back({path + "ok", booleans([i](Graph & g) -> auto& { return g.nodes[i].ok; })});
    if (!graph.nodes[i].size)
      gaps.push_back({path + "size", numbers([i](Graph & g) -> auto& { return g.nodes[i].size; })});
  }
  for (std::size_t i = 0; i < graph.links.size(); ++i) {
    const auto path = "links[" + std::to_string(i + 1) + "].";
    const auto& link = graph.links[i];
    if (!link.from)
      gaps.push_back(
          {path + "from", references(
                              [i](Graph & g) -> auto& { return g.links[i].from; }, nodes, false)});
    if (!link.to)
      gaps.push_back(
          {path + "to", references(
                            [i](Graph & g) -> auto& { return g.links[i].to; }, nodes, true)});
    if (!link.on)
      gaps.push_back({path + "on", booleans([i](Graph & g) -> auto& { return g.links[i].on; })});
    if (!link.width)
      gaps.push_back(
          {path + "width", numbers([i](Graph & g) -> auto& { return g.links[i].width; })});
  }
  if (!graph.flag) gaps.push_back({"flag", booleans([](Graph & g) -> auto& { return g.flag; })});
  if (graph.links_missing) gaps.push_back({"links", more_links(nodes)});
  if (graph.links_open) gaps.push_back({"links[*]", more_links(nodes)});
  if (graph.nodes_open) gaps.push_back({"nodes[*]", more_nodes()});
  return gaps;
}

Completions completions_of(const Graph& graph, const std::vector<GraphGap>& gaps, std::size_t most,
                           std::size_t drawn, RelationRandom& random) {
  Completions result;
  std::size_t all = 1;
  for (const auto& gap : gaps) all = std::min(all * gap.ways.size(), most + 1);
  result.all = all <= most;
  for (std::size_t i = 0; i < (result.all ? all : drawn); ++i) {
    auto one = graph;
    auto rest = i;
    for (const auto& gap : gaps) {
      gap.ways[result.all ? rest % gap.ways.size() : random() % gap.ways.size()](one);
      rest /= gap.ways.size();
    }
    result.graphs.push_back(std::move(one));
  }
  return result;
}

std::optional<Graph> filled_but(const Graph& graph, const std::vector<GraphGap>& gaps,
                                const std::set<std::string>& left, RelationRandom& random) {
  auto one = graph;
  bool filled = false;
  for (const auto& gap : gaps) {
    if (left.contains(gap.path) || random() % 5 == 0) continue;
    gap.ways[random() % gap.ways.size()](one);
    filled = true;
  }
  return filled ? std::optional(std::move(one)) : std::nullopt;
}

}  // namespace entente::oracle
