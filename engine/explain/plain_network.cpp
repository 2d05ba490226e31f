#include "engine/explain/plain_network.hpp"

#include <algorithm>
#include <numeric>

namespace entente::engine::replay {
namespace {

/// Sum of what each falls short of the largest.
Ratio shortfall(const std::vector<Ratio>& numbers) {
  const Ratio largest = *std::ranges::max_element(numbers);
  return std::accumulate(
      numbers.begin(), numbers.end(), Ratio(0),
      [&](const Ratio& sum, const Ratio& number) { return sum + (largest - number); });
}

Ratio whole(std::size_t count) { return {static_cast<std::int64_t>(count)}; }

/// The shortest ways from one party.
struct Ways {
  std::vector<std::size_t> length;  // to each; 0: there is none, but for the party itself
  std::vector<Ratio> count;
};

}  // namespace

PlainNetwork::PlainNetwork(std::size_t parties, const Arcs& arcs)
    : parties_(parties), tied_(parties) {
  for (const auto& [from, to] : arcs) {
    if (from == to) continue;
    ++arcs_;
    ties_ += tied_[from].insert(to).second ? 1 : 0;
    tied_[to].insert(from);
  }
}

std::optional<Ratio> PlainNetwork::number(Builtin measure, std::size_t party) const {
  const std::size_t others = parties_ - 1;
  switch (measure) {
    case Builtin::degree:
      return whole(tied_[party].size());
    case Builtin::density:
      if (parties_ < 2) return std::nullopt;
      return whole(ties_) / whole(pairs());
    case Builtin::directed_density:
      if (parties_ < 2) return std::nullopt;
      return whole(arcs_) / whole(2 * pairs());
    case Builtin::degree_centralisation: {
      if (parties_ < 3) return std::nullopt;
      std::vector<Ratio> degrees;
      for (const auto& others_of : tied_) degrees.push_back(whole(others_of.size()));
      return shortfall(degrees) / whole(others * (others - 1));
    }
    case Builtin::betweenness:
      if (parties_ < 3) return std::nullopt;
      return betweenness()[party];
    default:  // betweenness centralisation
      if (parties_ < 3) return std::nullopt;
      return shortfall(betweenness()) / whole(others);
  }
}

std::vector<Ratio> PlainNetwork::betweenness() const {
  std::vector<Ways> from(parties_);
  for (std::size_t start = 0; start < parties_; ++start) {
    auto& [length, count] = from[start];
    length.resize(parties_);
    count.resize(parties_);
    count[start] = 1;
    Parties reached{start};
    for (std::size_t at = 0; at < reached.size(); ++at) {
      const auto party = reached[at];
      for (const auto next : tied_[party]) {
        if (next != start && length[next] == 0) {
          length[next] = length[party] + 1;
          reached.push_back(next);
        }
        if (next != start && length[next] == length[party] + 1) count[next] += count[party];
      }
    }
  }
  std::vector<Ratio> all(parties_);
  const Ratio pairs_of_others = whole((parties_ - 1) * (parties_ - 2)) / 2;
  for (std::size_t a = 0; a < parties_; ++a) {
    for (std::size_t b = a + 1; b < parties_; ++b) {
      const auto length = from[a].length[b];
      for (std::size_t party = 0; party < parties_ && length > 1; ++party) {
        const auto there = from[a].length[party];
        const bool between = party != a && party != b && there > 0 && there < length &&
                             there + from[b].length[party] == length;
        if (between) all[party] += from[a].count[party] * from[b].count[party] / from[a].count[b];
      }
    }
  }
  for (Ratio& each : all) each /= pairs_of_others;
  return all;
}

std::vector<PlainNetwork::Parties> PlainNetwork::components_without(std::size_t left_out) const {
  std::vector<Parties> all;
  std::vector<bool> seen(parties_);
  for (std::size_t first = 0; first < parties_; ++first) {
    if (seen[first] || first == left_out) continue;
    seen[first] = true;
    Parties together{first};
    for (std::size_t at = 0; at < together.size(); ++at) {
      for (const auto next : tied_[together[at]]) {
        if (seen[next] || next == left_out) continue;
        seen[next] = true;
        together.push_back(next);
      }
    }
    std::ranges::sort(together);
    all.push_back(std::move(together));
  }
  return all;
}

PlainNetwork::Parties PlainNetwork::cut_points() const {
  Parties points;
  const auto whole = components().size();
  for (std::size_t party = 0; party < parties_; ++party)
    if (!tied_[party].empty() && components_without(party).size() > whole) points.push_back(party);
  return points;
}

}  // namespace entente::engine::replay
