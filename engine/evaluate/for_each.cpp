#include "engine/evaluate/for_each.hpp"

#include <algorithm>
#include <vector>

#include "engine/evaluate/score_bounds.hpp"

// An outcome of the whole is possible when the items can turn out so that it follows; items are
// taken to be independent, so each question is a few quantifiers over them:
//   met             every item met or out of count, at least one met
//   not met         every item of credit 0 or out of count, at least one not met
//   partly met      one not met or partly met, and credit above 0 somewhere
//   fault           one in fault, unless others settle the rule in every case
//   not applicable, not due   every item out of count
// The rest of an open list is one such item that may stand for many.
namespace entente::engine {
namespace {

class Items {
 public:
  explicit Items(std::span<const ItemStanding> items) : items_(items) {}

  [[nodiscard]] Standing judge() const {
    Standing whole;
    for (const auto& item : items_) whole.join(*item.standing);
    const bool part_in_fault =
        some([](const Item& item) { return item.standing->in_fault && !item.may_be_absent; });
    whole.possible = 0;
    add_credit(whole);
    if (met()) whole.add(Outcome::met);
    if (not_met()) whole.add(Outcome::not_met);
    if (partly_met()) whole.add(Outcome::partly_met);
    if (fault()) whole.add(Outcome::fault);
    if (not_applicable()) whole.add(Outcome::not_applicable);
    if (not_due()) whole.add(Outcome::not_due);
    whole.in_fault = part_in_fault && has(whole.possible, Outcome::fault);
    return whole;
  }

 private:
  using Item = ItemStanding;

  template <class Holds>
  [[nodiscard]] bool all(Holds holds) const {
    return std::all_of(items_.begin(), items_.end(), holds);
  }
  template <class Holds>
  [[nodiscard]] bool some(Holds holds) const {
    return std::any_of(items_.begin(), items_.end(), holds);
  }
  [[nodiscard]] bool some_can(Outcome outcome) const {
    return some([&](const Item& item) { return can(item, outcome); });
  }

  static bool can(const Item& item, Outcome outcome) {
    return has(item.standing->possible, outcome);
  }
  static bool may_leave(const Item& item) {
    return item.may_be_absent || !item.standing->surely_counts();
  }
  static bool may_have_credit(const Item& item) {
    return item.standing->credit && item.standing->credit->high > 0;
  }
  static bool may_have_none(const Item& item) {
    return may_leave(item) || (item.standing->credit && item.standing->credit->low == 0);
  }

  /// Many items draw the mean as near to their own credit as they like.
  void add_credit(Standing& whole) const {
    std::vector<ShareMember> members;
    for (const auto& item : items_) {
      if (item.standing->credit) members.push_back({1, *item.standing->credit, may_leave(item)});
    }
    const auto mean = weighted_share(members);
    whole.credit = mean.share;
    whole.may_not_count = mean.share && mean.may_not_count;
    for (const auto& item : items_) {
      if (!item.may_be_many || !item.standing->credit) continue;
      const Bounds many{item.standing->credit->low, item.standing->credit->high, false};
      whole.credit = hull(*whole.credit, many);
    }
  }

  [[nodiscard]] bool met() const {
    const bool none_short =
        all([](const Item& item) { return may_leave(item) || can(item, Outcome::met); });
    return none_short && some_can(Outcome::met);
  }
  [[nodiscard]] bool not_met() const { return all(may_have_none) && some_can(Outcome::not_met); }
  [[nodiscard]] bool partly_met() const {
    const auto with_credit = std::count_if(items_.begin(), items_.end(), may_have_credit);
    return some([&](const Item& item) {
      if (can(item, Outcome::partly_met)) return true;
      const bool own = may_have_credit(item) && !item.may_be_many;
      return can(item, Outcome::not_met) && with_credit > (own ? 1 : 0);
    });
  }
  static bool surely_has_credit(const Item& item) {
    return !may_leave(item) && item.standing->credit->low > 0;
  }
  /// Whether some item surely falls short of met, and there is credit in every case or in none.
  [[nodiscard]] bool settled_short_of_met() const {
    const bool short_of_met = some([](const Item& item) {
      return !may_leave(item) && within(item.standing->possible, outcomes::short_of_met);
    });
    return short_of_met && (some(surely_has_credit) || !some(may_have_credit));
  }
  [[nodiscard]] bool fault() const { return some_can(Outcome::fault) && !settled_short_of_met(); }
  [[nodiscard]] bool not_applicable() const {
    const bool empty = all([](const Item& item) { return item.may_be_absent; });
    return all(may_leave) && (empty || some_can(Outcome::not_applicable));
  }
  [[nodiscard]] bool not_due() const {
    const bool none_else =
        all([](const Item& item) { return item.may_be_absent || can(item, Outcome::not_due); });
    return none_else && some_can(Outcome::not_due);
  }
  std::span<const ItemStanding> items_;
};

}  // namespace

Standing judge_items(std::span<const ItemStanding> items) { return Items(items).judge(); }

}  // namespace entente::engine
