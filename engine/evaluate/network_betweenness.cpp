// Betweenness by Brandes's algorithm, which sums fractions with many different denominators. Sums
// are kept to 77 digits: no rounding reaches the 34 of a number, and what is 0.5 comes out as 0.5.
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <ios>

#include "engine/evaluate/network_measures.hpp"

namespace entente::engine {
namespace {

namespace multiprecision = boost::multiprecision;

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using Wide = multiprecision::number<
    multiprecision::cpp_bin_float<256, multiprecision::backends::digit_base_2>,
    multiprecision::et_off>;

struct Centralities {
  std::vector<Wide> betweenness;  // normalised
  Wide centralisation;
};

Centralities measure(std::uint32_t parties, std::span<const Arc> ties) {
  Graph graph(parties);
  for (const auto& [from, to] : ties) boost::add_edge(from, to, graph);
  const auto index = boost::get(boost::vertex_index, graph);
  const auto map = [&](auto& values) {
    return boost::make_iterator_property_map(values.begin(), index);
  };
  std::vector<Wide> betweenness(parties);
  std::vector<Wide> dependency(parties);
  std::vector<Wide> ways(parties);  // counted as Wide, for they can be more than an integer holds
  std::vector<std::size_t> distance(parties);
  std::vector<std::vector<Graph::edge_descriptor>> incoming(parties);
  boost::brandes_betweenness_centrality(graph, map(betweenness), boost::dummy_property_map(),
                                        map(incoming), map(distance), map(dependency), map(ways),
                                        index);
  boost::relative_betweenness_centrality(graph, map(betweenness));
  auto centralisation = boost::central_point_dominance(graph, map(betweenness));
  return {std::move(betweenness), std::move(centralisation)};
}

/// Rounded to 34 digits.
Number nearest_number(const Wide& wide) {
  return Number::parse(wide.str(33, std::ios_base::scientific)).value();
}

}  // namespace

std::vector<Number> Network::betweenness() const {
  std::vector<Number> numbers;
  if (parties_ < 3) return numbers;
  for (const Wide& each : measure(parties_, ties_).betweenness)
    numbers.push_back(nearest_number(each));
  return numbers;
}

std::optional<Number> Network::betweenness_centralisation() const {
  if (parties_ < 3) return std::nullopt;
  return nearest_number(measure(parties_, ties_).centralisation);
}

}  // namespace entente::engine
