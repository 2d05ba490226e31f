#include "engine/evaluate/unsure_network.hpp"

#include <algorithm>
#include <iterator>

#include "engine/evaluate/interval.hpp"

namespace entente::engine {
namespace {

/// Steps that trying every way may take in all.
constexpr std::uint64_t most_steps = 500'000;

using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

void sort_once(Pairs& pairs) {
  std::ranges::sort(pairs);
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

Pairs ties_of(const std::vector<Arc>& arcs) {
  Pairs pairs;
  for (const auto& [from, to] : arcs)
    if (from != to) pairs.emplace_back(std::minmax(from, to));
  sort_once(pairs);
  return pairs;
}

void add(std::vector<Arc>& arcs, const Pairs& pairs) {
  for (const auto& [from, to] : pairs) arcs.push_back({from, to});
}

Interval between(const Number& low, const Number& high) {
  Interval interval;
  interval.low = low;
  interval.high = high;
  return interval;
}

void widen(std::optional<Interval>& around, const Number& number) {
  around = around ? hull(*around, only(number)) : only(number);
}

}  // namespace

UnsureNetwork::UnsureNetwork(UnsureTies ties, Budget& budget)
    : known_(std::move(ties)), budget_(budget), sure_(ties_of(known_.sure)) {
  const auto possible = ties_of(known_.possible);
  std::ranges::set_difference(possible, sure_, std::back_inserter(unsure_));
}

bool UnsureNetwork::is_tied(std::uint32_t a, std::uint32_t b) const {
  return std::ranges::binary_search(sure_, Pairs::value_type(std::minmax(a, b)));
}

bool UnsureNetwork::may_be_tied(std::uint32_t a, std::uint32_t b) const {
  if (a == b || is_tied(a, b)) return false;
  return known_.any_tie ||
         std::ranges::binary_search(unsure_, Pairs::value_type(std::minmax(a, b)));
}

UnsureNetwork::Count UnsureNetwork::count_arcs() const {
  const auto pairs_of = [](const std::vector<Arc>& arcs) {
    Pairs pairs;
    for (const auto& [from, to] : arcs)
      if (from != to) pairs.emplace_back(from, to);
    sort_once(pairs);
    return pairs;
  };
  const auto sure = pairs_of(known_.sure);
  Pairs unsure;
  std::ranges::set_difference(pairs_of(known_.possible), sure, std::back_inserter(unsure));
  return {sure.size(), unsure.size()};
}

Network UnsureNetwork::network(std::uint32_t parties, bool with_unsure) const {
  auto arcs = known_.sure;
  if (with_unsure) arcs.insert(arcs.end(), known_.possible.begin(), known_.possible.end());
  budget_.spend(parties + arcs.size());
  return {parties, arcs};
}

// ---------------------------------------------------------------- monotone in the ties

MeasureRange UnsureNetwork::density() const { return share(&Network::density); }
MeasureRange UnsureNetwork::directed_density() const { return share(&Network::directed_density); }

/// Every party more makes it less; as long as there is a tie it is never 0.
MeasureRange UnsureNetwork::share(std::optional<Number> (Network::*measure)() const) const {
  if (known_.least < 2 && !known_.more_parties) return {std::nullopt, true};
  const auto parties = std::max(known_.least, std::uint32_t{2});
  const auto low = (network(parties, false).*measure)().value_or(0);
  const auto high = may_grow() ? Number(1) : (network(parties, true).*measure)().value_or(0);
  Interval interval = between(low, high);
  if (known_.more_parties) {
    interval.low = 0;
    interval.low_open = !sure_.empty();
  }
  return {interval, known_.least < 2};
}

MeasureRange UnsureNetwork::degree(std::uint32_t party) const {
  budget_.spend((sure_.size() + unsure_.size()) / 16);
  const auto count = [&](const Pairs& pairs) {
    return Number(std::ranges::count_if(
        pairs, [&](const auto& tie) { return tie.first == party || tie.second == party; }));
  };
  const auto sure = count(sure_);
  Interval interval = between(sure, add(sure, count(unsure_)).value_or(sure));
  const bool reaches =
      party == other ? known_.others_tied : known_.may_reach_others[party] || known_.any_tie;
  if (reaches) interval.high = known_.least == 0 ? 0 : known_.least - 1;
  if (reaches && known_.more_parties) interval.high.reset();
  return {interval, false};
}

UnsureNetwork::Components UnsureNetwork::components() const {
  Components result;
  result.of_sure_ties = network(known_.parties, false).components();
  const auto apart = static_cast<std::uint32_t>(result.of_sure_ties.size());
  const auto together =
      static_cast<std::uint32_t>(network(known_.parties, true).components().size());
  const auto others = known_.least - known_.parties;
  result.decided = !may_grow() && apart == together;
  result.least = may_grow() ? std::min(known_.least, 1U) : together + others;
  if (!known_.more_parties) result.most = apart + others;
  return result;
}

// ---------------------------------------------------------------- every way tried

/// False when there are too many ways.
bool UnsureNetwork::try_each(std::uint64_t cost, const std::function<void(const Network&)>& visit) {
  if (may_grow() || unsure_.size() > most_tried) return false;
  const auto ways = std::uint64_t{1} << unsure_.size();
  if (ways > 1 && ways * cost > most_steps) return false;
  budget_.spend(ways * cost);
  for (std::uint64_t way = 0; way < ways; ++way) {
    std::vector<Arc> arcs;
    add(arcs, sure_);
    for (std::size_t i = 0; i < unsure_.size(); ++i)
      if ((way >> i & 1U) != 0) arcs.push_back({unsure_[i].first, unsure_[i].second});
    visit(Network(std::max(known_.least, std::uint32_t{3}), arcs));
  }
  return true;
}

void UnsureNetwork::try_degrees() {
  if (degrees_tried_) return;
  std::uint64_t ways = 0;
  std::vector<std::uint64_t> cut(known_.parties);
  const auto cost = known_.least + sure_.size() + unsure_.size();
  const bool all = try_each(cost, [&](const Network& network) {
    ++ways;
    widen(degree_centralisation_, *network.degree_centralisation());
    for (const auto party : network.cut_points()) ++cut[party];
  });
  degrees_tried_ = true;  // not before: what goes over the budget does so each time it is asked
  if (!all) return;
  cut_points_ = CutPoints();
  for (std::uint32_t party = 0; party < known_.parties; ++party) {
    if (cut[party] == ways) cut_points_->sure.push_back(party);
    if (cut[party] > 0) cut_points_->possible.push_back(party);
  }
}

void UnsureNetwork::try_betweenness() {
  if (betweenness_tried_) return;
  const std::uint64_t parties = std::max(known_.least, std::uint32_t{3});
  (void)try_each(parties * (parties + sure_.size() + unsure_.size()), [&](const Network& network) {
    widen(betweenness_centralisation_, *network.betweenness_centralisation());
    const auto numbers = network.betweenness();
    if (betweenness_.empty())
      std::ranges::transform(numbers, std::back_inserter(betweenness_), only);
    for (std::size_t i = 0; i < numbers.size(); ++i)
      betweenness_[i] = hull(betweenness_[i], only(numbers[i]));
  });
  betweenness_tried_ = true;
}

/// Parties that come without ties change it in no simple way, but for a network without any.
MeasureRange UnsureNetwork::centralisation(const std::optional<Interval>& tried) const {
  if (known_.least < 3 && !known_.more_parties) return {std::nullopt, true};
  const bool tieless = !may_grow() && sure_.empty() && unsure_.empty();
  const bool decided = tried && (!known_.more_parties || tieless);
  return {decided ? *tried : between(0, 1), known_.least < 3};
}

MeasureRange UnsureNetwork::degree_centralisation() {
  try_degrees();
  return centralisation(degree_centralisation_);
}

MeasureRange UnsureNetwork::betweenness_centralisation() {
  try_betweenness();
  return centralisation(betweenness_centralisation_);
}

/// Every party more makes it less, unless it was 0.
MeasureRange UnsureNetwork::betweenness(std::uint32_t party) {
  if (known_.least < 3 && !known_.more_parties) return {std::nullopt, true};
  try_betweenness();
  Interval interval = between(0, 1);
  if (!betweenness_.empty()) {
    interval = party == other ? only(0) : betweenness_[party];
    if (known_.more_parties) {
      interval.low_open = interval.low->sign() > 0;
      interval.low = 0;
    }
  }
  return {interval, known_.least < 3};
}

UnsureNetwork::CutPoints UnsureNetwork::cut_points() {
  try_degrees();
  if (cut_points_) return *cut_points_;
  CutPoints result;
  result.others = known_.others_tied;
  for (std::uint32_t party = 0; party < known_.parties; ++party) {
    const auto most = degree(party).number->high;
    if (!most || *most > Number(1)) result.possible.push_back(party);
  }
  return result;
}

}  // namespace entente::engine
