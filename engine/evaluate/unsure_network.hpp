// A network of which some is not known: ties that may be there, parties that may come. Of each
// measure what it can still be. Sound whatever the unsure ties come to, each by itself: where some
// hang together, not all of it need be reached. Knows numbered parties; nothing of relations, facts
// or values.
#pragma once

#include <functional>
#include <optional>
#include <utility>

#include "engine/evaluate/network_measures.hpp"
#include "engine/model/budget.hpp"
#include "engine/model/value.hpp"

namespace entente::engine {

struct UnsureTies {
  std::uint32_t parties = 0;           // numbered from 0, surely there
  std::uint32_t least = 0;             // so many there are at least
  bool more_parties = false;           // others may be there
  bool others_tied = false;            // and be tied
  bool any_tie = false;                // there may be a tie between any two
  std::vector<Arc> sure;               // only between those that are numbered
  std::vector<Arc> possible;           // as `sure`
  std::vector<bool> may_reach_others;  // of each party: it may be tied to one that has no number
};

/// What a number can be, and whether there may be none, as for a density of one party.
struct MeasureRange {
  std::optional<Interval> number;
  bool none = false;
};

class UnsureNetwork {
 public:
  /// A party that has no number.
  static constexpr std::uint32_t other = ~0U;
  /// With more unsure ties than this not every way is tried.
  static constexpr std::size_t most_tried = 10;

  UnsureNetwork(UnsureTies ties, Budget& budget);

  [[nodiscard]] const UnsureTies& known() const { return known_; }
  /// Whether the two are surely tied.
  [[nodiscard]] bool is_tied(std::uint32_t a, std::uint32_t b) const;
  /// Whether they may be, though not surely.
  [[nodiscard]] bool may_be_tied(std::uint32_t a, std::uint32_t b) const;
  struct Count {
    std::size_t sure = 0;
    std::size_t perhaps = 0;
  };
  /// Unordered pairs that are tied.
  [[nodiscard]] Count count_ties() const { return {sure_.size(), unsure_.size()}; }
  /// Ordered ones.
  [[nodiscard]] Count count_arcs() const;

  // The measures of Network.
  [[nodiscard]] MeasureRange density() const;
  [[nodiscard]] MeasureRange directed_density() const;
  [[nodiscard]] MeasureRange degree(std::uint32_t party) const;
  [[nodiscard]] MeasureRange degree_centralisation();
  [[nodiscard]] MeasureRange betweenness(std::uint32_t party);
  [[nodiscard]] MeasureRange betweenness_centralisation();

  struct Components {
    std::vector<std::vector<std::uint32_t>> of_sure_ties;
    bool decided = false;               // these are all of those that are numbered
    std::uint32_t least = 0;            // so many at least, those of parties without a number too
    std::optional<std::uint32_t> most;  // none: there is no end
  };
  [[nodiscard]] Components components() const;

  struct CutPoints {
    std::vector<std::uint32_t> sure;
    std::vector<std::uint32_t> possible;  // the sure ones among them
    bool others = false;                  // parties without a number may be some
  };
  [[nodiscard]] CutPoints cut_points();

 private:
  struct Tried;

  using Pairs = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // sorted, each once

  [[nodiscard]] bool may_grow() const { return known_.others_tied || known_.any_tie; }
  [[nodiscard]] Network network(std::uint32_t parties, bool with_unsure) const;
  [[nodiscard]] MeasureRange share(std::optional<Number> (Network::*measure)() const) const;
  bool try_each(std::uint64_t cost, const std::function<void(const Network&)>& visit);
  [[nodiscard]] MeasureRange centralisation(const std::optional<Interval>& tried) const;
  void try_degrees();
  void try_betweenness();

  UnsureTies known_;
  Budget& budget_;
  Pairs sure_;
  Pairs unsure_;

  // What trying each way gave; empty where there are too many.
  bool degrees_tried_ = false;
  std::optional<Interval> degree_centralisation_;
  std::optional<CutPoints> cut_points_;
  bool betweenness_tried_ = false;
  std::optional<Interval> betweenness_centralisation_;
  std::vector<Interval> betweenness_;
};

}  // namespace entente::engine
