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
namespace entente::engine {
namespace {

class Items {
 public:
  explicit Items(const ItemList& list) : list_(list) {}

  [[nodiscard]] Standing judge() const {
    Standing whole;
    for (const auto& item : list_.items) whole.join(*item.standing);
    const auto parts_in_fault = whole.in_fault;
    whole.possible = 0;
    whole.credit.reset();
    add_credit(whole);
    if (met()) whole.add(Outcome::met);
    if (not_met()) whole.add(Outcome::not_met);
    if (partly_met()) whole.add(Outcome::partly_met);
    if (fault()) whole.add(Outcome::fault);
    if (not_applicable()) whole.add(Outcome::not_applicable);
    if (not_due()) whole.add(Outcome::not_due);
    whole.in_fault = parts_in_fault && has(whole.possible, Outcome::fault);
    return whole;
  }

 private:
  using Item = ItemStanding;

  template <class Holds>
  [[nodiscard]] bool all(Holds holds) const {
    return std::all_of(list_.items.begin(), list_.items.end(), holds);
  }
  template <class Holds>
  [[nodiscard]] bool some(Holds holds) const {
    return std::any_of(list_.items.begin(), list_.items.end(), holds);
  }

  static bool can(const Item& item, OutcomeSet outcomes) {
    return overlap(item.standing->possible, outcomes);
  }
  static bool can(const Item& item, Outcome outcome) { return can(item, only(outcome)); }
  static bool may_leave(const Item& item) {
    return item.may_be_absent || !item.standing->surely_counts();
  }
  static bool may_have_credit(const Item& item) {
    return item.standing->credit && item.standing->credit->high > 0;
  }
  static bool may_have_none(const Item& item) {
    return may_leave(item) || (item.standing->credit && item.standing->credit->low == 0);
  }

  void add_credit(Standing& whole) const {
    std::vector<ShareMember> members;
    for (const auto& item : list_.items) {
      if (!item.standing->credit) continue;
      members.push_back({1, *item.standing->credit, may_leave(item)});
    }
    const auto mean = weighted_share(members);
    whole.credit = mean.share;
    whole.may_not_count = mean.may_not_count && (mean.share || list_.open);
    if (list_.open) whole.credit = Bounds{0, 1, false};
  }

  [[nodiscard]] bool met() const {
    return all([](const Item& item) { return may_leave(item) || can(item, Outcome::met); }) &&
           (list_.open || some([](const Item& item) { return can(item, Outcome::met); }));
  }
  [[nodiscard]] bool not_met() const {
    return all(may_have_none) &&
           (list_.open || some([](const Item& item) { return can(item, Outcome::not_met); }));
  }
  [[nodiscard]] bool partly_met() const {
    if (list_.open) return true;
    const auto with_credit = std::count_if(list_.items.begin(), list_.items.end(), may_have_credit);
    return some([&](const Item& item) {
      if (can(item, Outcome::partly_met)) return true;
      const auto others = with_credit - (may_have_credit(item) ? 1 : 0);
      return can(item, Outcome::not_met) && others > 0;
    });
  }
  /// Whether items other than `but` make the whole partly met in every case.
  [[nodiscard]] bool settled_without(const Item* but) const {
    bool short_of_met = false;
    bool credit = false;
    for (const auto& item : list_.items) {
      if (&item == but || may_leave(item)) continue;
      short_of_met = short_of_met || within(item.standing->possible, outcomes::short_of_met);
      credit = credit || item.standing->credit->low > 0;
    }
    return short_of_met && credit;
  }
  [[nodiscard]] bool fault() const {
    if (list_.open && !settled_without(nullptr)) return true;
    return some(
        [&](const Item& item) { return can(item, Outcome::fault) && !settled_without(&item); });
  }
  [[nodiscard]] bool not_applicable() const {
    if (!all(may_leave)) return false;
    const bool empty = all([](const Item& item) { return item.may_be_absent; });
    return empty || list_.open ||
           some([](const Item& item) { return can(item, Outcome::not_applicable); });
  }
  [[nodiscard]] bool not_due() const {
    const bool out =
        all([](const Item& item) { return item.may_be_absent || can(item, Outcome::not_due); });
    return out && ((list_.open && list_.may_be_due_later) ||
                   some([](const Item& item) { return can(item, Outcome::not_due); }));
  }

  const ItemList& list_;
};

}  // namespace

Standing judge_items(const ItemList& list) { return Items(list).judge(); }

}  // namespace entente::engine
