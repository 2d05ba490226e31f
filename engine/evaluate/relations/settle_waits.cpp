// What possible tuples wait for, when they follow from each other. One that follows from another
// waits for all that waits for; tuples that follow from each other in a circle wait for the same.
// So: strongly connected components, and unions from the last ones up.
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <numeric>

#include "engine/evaluate/relations/derive_stratum.hpp"

namespace entente::engine {
namespace {

using Graph = boost::compressed_sparse_row_graph<boost::directedS>;

class Settler {
 public:
  Settler(MatchSetting& setting, const Stratum& stratum)
      : set_(setting), first_(setting.derived.extensions.size()) {
    for (const auto relation : stratum) {
      first_[relation] = waits_.size();
      const auto& own = setting.derived.extensions[relation].waits;
      waits_.insert(waits_.end(), own.begin(), own.end());
    }
  }

  void follow(const std::vector<Waiting>& waiting) {
    std::vector<std::pair<std::size_t, std::size_t>> edges;
    edges.reserve(waiting.size());
    for (const auto& each : waiting)
      edges.emplace_back(first_[each.relation] + each.row, first_[each.on_relation] + each.on_row);
    const Graph graph(boost::edges_are_unsorted_multi_pass, edges.begin(), edges.end(),
                      waits_.size());
    std::vector<std::size_t> component(waits_.size());
    const auto count = boost::strong_components(
        graph, boost::make_iterator_property_map(component.begin(),
                                                 boost::get(boost::vertex_index, graph)));
    join(graph, component, count);
  }

  void wait_for_all() { std::fill(waits_.begin(), waits_.end(), set_.derived.waits.all()); }

  void give(const Stratum& stratum) const {
    for (const auto relation : stratum) {
      auto& own = set_.derived.extensions[relation].waits;
      std::copy_n(waits_.begin() + static_cast<std::ptrdiff_t>(first_[relation]), own.size(),
                  own.begin());
    }
  }

 private:
  /// Components are numbered from those that wait on no other.
  void join(const Graph& graph, const std::vector<std::size_t>& component, std::size_t count) {
    std::vector<std::size_t> order(waits_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t row) { return component[row]; });
    auto& sets = set_.derived.waits;
    std::vector<WaitId> joined(count);
    for (const auto row : order) {
      auto& own = joined[component[row]];
      own = sets.joined(own, waits_[row]);
      for (auto [edge, end] = boost::out_edges(row, graph); edge != end; ++edge)
        own = sets.joined(own, joined[component[boost::target(*edge, graph)]]);
    }
    for (std::size_t row = 0; row < waits_.size(); ++row) waits_[row] = joined[component[row]];
  }

  MatchSetting& set_;
  std::vector<std::size_t> first_;  // by relation: of its rows
  std::vector<WaitId> waits_;       // of all possible tuples of the stratum
};

}  // namespace

void settle_waits(MatchSetting& setting, const Stratum& stratum,
                  const std::vector<Waiting>& waiting) {
  if (waiting.empty()) return;
  Settler settler(setting, stratum);
  if (waiting.size() < most_waiting)
    settler.follow(waiting);
  else
    settler.wait_for_all();
  settler.give(stratum);
}

}  // namespace entente::engine
