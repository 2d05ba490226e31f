#include "tests/oracle/naive_network.hpp"

#include <algorithm>

namespace entente::oracle {

using engine::Number;
using engine::Ratio;

namespace {

std::int64_t whole(std::size_t count) { return static_cast<std::int64_t>(count); }

}  // namespace

NaiveNetwork::NaiveNetwork(std::size_t parties, NaiveArcs arcs)
    : parties_(parties), arcs_(std::move(arcs)) {
  std::erase_if(arcs_, [](const auto& arc) { return arc.first == arc.second; });
}

bool NaiveNetwork::tied(std::size_t a, std::size_t b) const {
  return arcs_.contains({a, b}) || arcs_.contains({b, a});
}

std::int64_t NaiveNetwork::ties_of(std::size_t party) const {
  std::int64_t count = 0;
  for (std::size_t other = 0; other < parties_; ++other) count += tied(party, other) ? 1 : 0;
  return count;
}

NaiveNetwork::Share NaiveNetwork::density() const {
  if (parties_ < 2) return std::nullopt;
  std::int64_t ends = 0;
  for (std::size_t party = 0; party < parties_; ++party) ends += ties_of(party);
  return to_number(Ratio(ends, whole(parties_) * (whole(parties_) - 1)));
}

NaiveNetwork::Share NaiveNetwork::directed_density() const {
  if (parties_ < 2) return std::nullopt;
  return to_number(Ratio(whole(arcs_.size()), whole(parties_) * (whole(parties_) - 1)));
}

Number NaiveNetwork::degree(std::size_t party) const { return ties_of(party); }

NaiveNetwork::Share NaiveNetwork::degree_centralisation() const {
  if (parties_ < 3) return std::nullopt;
  std::int64_t largest = 0;
  std::int64_t sum = 0;
  for (std::size_t party = 0; party < parties_; ++party)
    largest = std::max(largest, ties_of(party));
  for (std::size_t party = 0; party < parties_; ++party) sum += largest - ties_of(party);
  return to_number(Ratio(sum, (whole(parties_) - 1) * (whole(parties_) - 2)));
}

void NaiveNetwork::walk(Path& path, std::size_t to, std::vector<Path>& all) const {
  if (path.back() == to) {
    all.push_back(path);
    return;
  }
  for (std::size_t next = 0; next < parties_; ++next) {
    if (!tied(path.back(), next) || std::ranges::find(path, next) != path.end()) continue;
    path.push_back(next);
    walk(path, to, all);
    path.pop_back();
  }
}

std::vector<NaiveNetwork::Path> NaiveNetwork::shortest(std::size_t from, std::size_t to) const {
  std::vector<Path> all;
  Path path{from};
  walk(path, to, all);
  std::size_t least = parties_;
  for (const auto& each : all) least = std::min(least, each.size());
  std::erase_if(all, [&](const Path& each) { return each.size() > least; });
  return all;
}

Ratio NaiveNetwork::exact_betweenness(std::size_t party) const {
  Ratio sum;
  for (std::size_t from = 0; from < parties_; ++from)
    for (std::size_t to = from + 1; to < parties_; ++to) {
      if (from == party || to == party) continue;
      const auto paths = shortest(from, to);
      std::int64_t through = 0;
      for (const auto& path : paths)
        through += std::ranges::find(path, party) != path.end() ? 1 : 0;
      if (through > 0) sum += Ratio(through, whole(paths.size()));
    }
  return sum * Ratio(2, (whole(parties_) - 1) * (whole(parties_) - 2));
}

NaiveNetwork::Share NaiveNetwork::betweenness(std::size_t party) const {
  if (parties_ < 3) return std::nullopt;
  return to_number(exact_betweenness(party));
}

NaiveNetwork::Share NaiveNetwork::betweenness_centralisation() const {
  if (parties_ < 3) return std::nullopt;
  std::vector<Ratio> all;
  for (std::size_t party = 0; party < parties_; ++party) all.push_back(exact_betweenness(party));
  const auto largest = *std::ranges::max_element(all);
  Ratio sum;
  for (const auto& each : all) sum += largest - each;
  return to_number(sum / (whole(parties_) - 1));
}

std::vector<std::vector<std::size_t>> NaiveNetwork::components() const {
  std::vector<std::vector<std::size_t>> all;
  for (std::size_t party = 0; party < parties_; ++party) {
    std::vector<std::size_t> joined{party};
    std::vector<std::vector<std::size_t>> apart;
    for (auto& component : all) {
      const bool touches =
          std::ranges::any_of(component, [&](std::size_t each) { return tied(each, party); });
      if (touches)
        joined.insert(joined.end(), component.begin(), component.end());
      else
        apart.push_back(component);
    }
    std::ranges::sort(joined);
    apart.push_back(joined);
    all = std::move(apart);
  }
  std::ranges::sort(all);
  return all;
}

/// Without it there are more components, itself left out.
std::vector<std::size_t> NaiveNetwork::cut_points() const {
  std::vector<std::size_t> points;
  for (std::size_t party = 0; party < parties_; ++party) {
    auto rest = arcs_;
    std::erase_if(rest, [&](const auto& arc) { return arc.first == party || arc.second == party; });
    const auto without = NaiveNetwork(parties_, rest).components().size() - 1;
    if (without > components().size()) points.push_back(party);
  }
  return points;
}

}  // namespace entente::oracle
