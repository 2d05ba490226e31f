#include "engine/evaluate/score_bounds.hpp"

#include <algorithm>
#include <vector>

// Of members that need not count, a lower end takes those whose credit lies below the share of the
// others, lowest first: each one taken lowers the share, and the first that does not lower it ends
// the search, because all after it lie higher. Where no member counts for sure, one must: the
// lowest alone.
namespace entente::engine {
namespace {

struct Sums {
  Ratio credits = 0;
  Ratio weights = 0;

  void add(const ShareMember& member, const Ratio& credit) {
    credits += member.weight * credit;
    weights += member.weight;
  }
};

using End = Ratio Bounds::*;

/// Whether a credit moves the share further towards the end sought.
bool beyond(End end, const Ratio& credit, const Ratio& share) {
  return end == &Bounds::low ? credit < share : credit > share;
}

Ratio extreme(std::vector<const ShareMember*> optional, Sums sums, End end) {
  std::sort(optional.begin(), optional.end(), [end](const ShareMember* a, const ShareMember* b) {
    return beyond(end, a->credit.*end, b->credit.*end);
  });
  for (const auto* member : optional) {
    const auto& credit = member->credit.*end;
    if (sums.weights != 0 && !beyond(end, credit, Ratio(sums.credits / sums.weights))) break;
    sums.add(*member, credit);
  }
  return sums.credits / sums.weights;
}

}  // namespace

WeightedShare weighted_share(std::span<const ShareMember> members) {
  std::vector<const ShareMember*> optional;
  Sums low;
  Sums high;
  bool exact = true;
  for (const auto& member : members) {
    if (member.weight == 0) continue;
    exact = exact && member.credit.exact;
    if (member.may_not_count) {
      optional.push_back(&member);
    } else {
      low.add(member, member.credit.low);
      high.add(member, member.credit.high);
    }
  }
  if (low.weights == 0 && optional.empty()) return {std::nullopt, true};
  const bool may_not_count = low.weights == 0;
  return {Bounds{extreme(optional, std::move(low), &Bounds::low),
                 extreme(optional, std::move(high), &Bounds::high), exact},
          may_not_count};
}

}  // namespace entente::engine
