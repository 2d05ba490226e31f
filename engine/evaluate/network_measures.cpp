#include "engine/evaluate/network_measures.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/biconnected_components.hpp>
#include <boost/graph/connected_components.hpp>
#include <iterator>

#include "engine/model/ratio.hpp"

namespace entente::engine {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;

Graph make_graph(std::uint32_t parties, std::span<const Arc> ties) {
  Graph graph(parties);
  for (const auto& [from, to] : ties) boost::add_edge(from, to, graph);
  return graph;
}

void sort_once(std::vector<Arc>& arcs) {
  const auto ends = [](const Arc& arc) { return std::pair(arc.from, arc.to); };
  std::ranges::sort(arcs, {}, ends);
  const auto same = [&](const Arc& a, const Arc& b) { return ends(a) == ends(b); };
  arcs.erase(std::unique(arcs.begin(), arcs.end(), same), arcs.end());
}

std::int64_t ordered_pairs(std::int64_t parties) { return parties * (parties - 1); }

}  // namespace

Network::Network(std::uint32_t parties, std::span<const Arc> arcs)
    : parties_(parties), degrees_(parties) {
  std::ranges::copy_if(arcs, std::back_inserter(ties_),
                       [](const Arc& arc) { return arc.from != arc.to; });
  sort_once(ties_);
  arcs_ = std::ssize(ties_);
  for (auto& [from, to] : ties_)
    if (from > to) std::swap(from, to);
  sort_once(ties_);
  for (const auto& [from, to] : ties_) {
    ++degrees_[from];
    ++degrees_[to];
  }
}

std::optional<Number> Network::density() const {
  if (parties_ < 2) return std::nullopt;
  return to_number(Ratio(2 * std::ssize(ties_), ordered_pairs(parties_)));
}

std::optional<Number> Network::directed_density() const {
  if (parties_ < 2) return std::nullopt;
  return to_number(Ratio(arcs_, ordered_pairs(parties_)));
}

std::optional<Number> Network::degree_centralisation() const {
  if (parties_ < 3) return std::nullopt;
  const auto largest = std::ranges::max(degrees_);
  const auto differences = std::int64_t{largest} * parties_ - 2 * std::ssize(ties_);
  return to_number(Ratio(differences, ordered_pairs(std::int64_t{parties_} - 1)));
}

std::vector<std::vector<std::uint32_t>> Network::components() const {
  const auto graph = make_graph(parties_, ties_);
  std::vector<std::size_t> component(parties_);
  const auto count = boost::connected_components(
      graph,
      boost::make_iterator_property_map(component.begin(), boost::get(boost::vertex_index, graph)));
  std::vector<std::vector<std::uint32_t>> together(count);
  for (std::uint32_t party = 0; party < parties_; ++party)
    together[component[party]].push_back(party);
  std::ranges::sort(together);
  return together;
}

std::vector<std::uint32_t> Network::cut_points() const {
  const auto graph = make_graph(parties_, ties_);
  std::vector<std::uint32_t> points;
  boost::articulation_points(graph, std::back_inserter(points));
  std::ranges::sort(points);
  return points;
}

}  // namespace entente::engine
