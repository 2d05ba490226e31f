#include <algorithm>
#include <map>
#include <tuple>

#include "engine/evaluate/credit.hpp"

// What checks can say together is found by counting: every way the unknown ones can turn out comes
// down to how many are met, not met and in fault, and different ways with the same counts are kept
// once.
namespace entente::engine {
namespace {

struct Tally {
  std::uint32_t met = 0;
  std::uint32_t not_met = 0;
  std::uint32_t fault = 0;

  friend auto operator<=>(const Tally&, const Tally&) = default;
  [[nodiscard]] std::uint32_t judged() const { return met + not_met + fault; }
};

std::vector<Tally> ways(const ConditionFinding& check) {
  std::vector<Tally> result;
  if (check.yes) result.push_back({1, 0, 0});
  if (check.no) result.push_back({0, 1, 0});
  if (check.fault) result.push_back({0, 0, 1});
  if (check.nothing) result.push_back({0, 0, 0});
  return result;
}

Tally plus(const Tally& a, const Tally& b) {
  return {a.met + b.met, a.not_met + b.not_met, a.fault + b.fault};
}

/// Every tally of the checks but `left_out`.
std::vector<Tally> tallies(std::span<const ConditionFinding> checks, std::size_t left_out) {
  std::vector<Tally> result{{}};
  for (std::size_t i = 0; i < checks.size(); ++i) {
    if (i == left_out) continue;
    std::vector<Tally> next;
    for (const auto& way : ways(checks[i])) {
      for (const auto& tally : result) next.push_back(plus(tally, way));
    }
    std::sort(next.begin(), next.end());
    next.erase(std::unique(next.begin(), next.end()), next.end());
    result = std::move(next);
  }
  return result;
}

Outcome outcome(const Tally& tally, std::uint32_t needed) {
  if (tally.judged() == 0) return Outcome::not_applicable;  // all dropped out
  if (needed == 0) {
    if (tally.not_met > 0) return Outcome::not_met;
    return tally.fault > 0 ? Outcome::fault : Outcome::met;
  }
  if (tally.met >= needed) return Outcome::met;
  return tally.met + tally.fault < needed ? Outcome::not_met : Outcome::fault;
}

Bounds share(const Tally& tally) {
  const Ratio judged = tally.judged();
  if (judged == 0) return {};
  return {tally.met / judged, (tally.met + tally.fault) / judged, true};
}

/// Whether some way of the others leaves it to check `index`.
bool decides(std::span<const ConditionFinding> checks, std::size_t index, std::uint32_t needed,
             bool by_share) {
  const auto own = ways(checks[index]);
  if (own.size() < 2) return false;
  if (by_share) return true;
  for (const auto& others : tallies(checks, index)) {
    const auto first = outcome(plus(others, own.front()), needed);
    for (const auto& way : own) {
      if (outcome(plus(others, way), needed) != first) return true;
    }
  }
  return false;
}

/// Checks that can turn out the same ways matter alike.
std::uint32_t ways_of(const ConditionFinding& check) {
  return (check.yes ? 1U : 0U) | (check.no ? 2U : 0U) | (check.fault ? 4U : 0U) |
         (check.nothing ? 8U : 0U);
}

std::vector<bool> which_matter(std::span<const ConditionFinding> checks, std::uint32_t needed,
                               bool by_share) {
  std::vector<bool> matters;
  std::map<std::uint32_t, bool> tried;
  for (std::size_t i = 0; i < checks.size(); ++i) {
    const auto [known, is_new] = tried.try_emplace(ways_of(checks[i]), false);
    if (is_new) known->second = decides(checks, i, needed, by_share);
    matters.push_back(known->second);
  }
  return matters;
}

}  // namespace

std::uint64_t steps_of_checks(std::span<const ConditionFinding> checks) {
  const auto open = static_cast<std::uint64_t>(
      std::count_if(checks.begin(), checks.end(),
                    [](const ConditionFinding& check) { return !check.certain(); }));
  return checks.size() + open * open * open * open / 4;
}

ChecksStanding judge_checks(std::span<const ConditionFinding> checks, std::uint32_t needed,
                            bool by_share) {
  ChecksStanding standing;
  for (const auto& tally : tallies(checks, checks.size())) {
    standing.ways.push_back({outcome(tally, needed), share(tally)});
    standing.possible =
        static_cast<OutcomeSet>(standing.possible | only(standing.ways.back().outcome));
  }
  standing.matters = which_matter(checks, needed, by_share);
  for (std::size_t i = 0; i < checks.size(); ++i) {
    if (!checks[i].certainly_fault()) continue;
    standing.in_fault = true;
    if (standing.why.empty()) standing.why = checks[i].why;
  }
  return standing;
}

}  // namespace entente::engine
