// Goals (this part has to hold, that one must not) are worked off in turn; where there is a choice
// the cheapest way is tried first, and undone when it leads nowhere. A change that only some values
// of a quantity bring about rules the other values out, and with them decides further conditions.
#include "engine/explain/enough_changes.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace entente::engine {
namespace {

constexpr std::size_t most_goals = 300'000;
constexpr std::size_t most_chosen = 32;          // values tried for one set of changes
constexpr std::size_t most_spared_from = 2'000;  // larger sets are not tried for what can be spared

constexpr std::size_t no_quantity = ~std::size_t{0};

/// What it takes for a part to hold, or not to: how many conditions of which sort.
struct Cost {
  bool impossible = false;
  std::size_t as_written = 0;
  std::size_t unmet = 0;
  std::size_t waiting = 0;

  [[nodiscard]] auto key() const { return std::tuple(impossible, as_written, unmet, waiting); }
  void add(const Cost& other) {
    impossible = impossible || other.impossible;
    as_written += other.as_written;
    unmet += other.unmet;
    waiting += other.waiting;
  }
};

class Search {
 public:
  Search(const ConditionTree& tree, std::span<const ChangeableCondition> conditions,
         std::span<const Quantity> quantities, const BringsAbout& brings_about)
      : tree_(tree),
        conditions_(conditions),
        quantities_(quantities),
        brings_about_(brings_about),
        state_(tree),
        supposed_(conditions.size()),
        forced_(conditions.size()),
        judged_(conditions.size(), Truth::open),
        quantity_of_(conditions.size(), no_quantity),
        place_in_(conditions.size()) {
    for (std::size_t i = 0; i < conditions.size(); ++i) {
      const auto& parts = tree.parts_of(i);
      if (!parts.empty()) judged_[i] = tree.judged(parts.front());
      shared_ = shared_ || parts.size() > 1;
    }
    for (std::size_t q = 0; q < quantities.size(); ++q) {
      const auto& asking = quantities[q].conditions;
      for (std::size_t i = 0; i < asking.size(); ++i) {
        quantity_of_[asking[i]] = q;
        place_in_[asking[i]] = i;
      }
      shared_ = shared_ || asking.size() > 1;
      shows_all_ = shows_all_ && !quantities[q].relative;
      allowed_.emplace_back(quantities[q].answers.size(), true);
    }
    for (std::size_t part = 0; part < tree.size(); ++part) {
      shows_all_ = shows_all_ && tree[part].kind != ConditionPart::Kind::chosen;
      costs_[0].push_back(cost_of(part, false));
      costs_[1].push_back(cost_of(part, true));
    }
  }

  EnoughChanges run() {
    EnoughChanges result;
    goals_.push_back({tree_.root(), true});
    result.found = pursue(0);
    result.given_up = goals_tried_ > most_goals;
    if (!result.found) {
      result.given_up = result.given_up || !shows_all_;
      if (shows_all_) result.clash = clash_;
      result.clash_over = clash_over_;
      result.refuted = !refuted_.empty();
      result.changes = std::move(refuted_);
      if (!result.refuted && result.given_up) add_surely(tree_.root(), true, result.changes);
      return result;
    }
    if (shared_) spare();
    result.untried = untried_;
    result.chosen = narrowest();
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
      if (supposed_[i])
        result.changes.push_back({i, *supposed_[i], waits(i, *supposed_[i]), false});
      if (!supposed_[i] && forced_[i] && *forced_[i] != judged_[i])
        result.consequences.push_back({i, *forced_[i], changed_beside(i)});
    }
    for (Change& change : result.changes)
      change.any_answer = change.waits && any_answer_does(change) &&
                          each_value_does(quantity_of_[change.condition]);
    return result;
  }

 private:
  struct Goal {
    std::size_t part = 0;
    bool holds = true;
  };

  // ------------------------------------------------------------------ costs

  [[nodiscard]] bool waits(std::size_t condition, bool wanted) const {
    return wanted ? conditions_[condition].may_hold_yet : conditions_[condition].may_fail_yet;
  }

  [[nodiscard]] bool is_ruled_out(std::size_t condition, bool wanted) const {
    if (conditions_[condition].fixed) return judged_[condition] != truth_of(wanted);
    return wanted && conditions_[condition].never_holds;
  }

  [[nodiscard]] bool is_possible(std::size_t condition, bool wanted) const {
    if (is_ruled_out(condition, wanted)) return false;
    const std::size_t q = quantity_of_[condition];
    return q == no_quantity || std::ranges::any_of(quantities_[q].answers, [&](const auto& row) {
             return row[place_in_[condition]] == truth_of(wanted);
           });
  }

  [[nodiscard]] Cost cost_of_condition(std::size_t condition, bool wanted) const {
    Cost cost;
    cost.impossible = !is_possible(condition, wanted);
    cost.as_written = conditions_[condition].as_written ? 1 : 0;
    ++(waits(condition, wanted) ? cost.waiting : cost.unmet);
    return cost;
  }

  /// Of parts so many as it takes, the cheapest.
  [[nodiscard]] Cost cost_of_some(const ConditionPart& part, bool holds) const {
    std::vector<Cost> each;
    for (const auto below : part.parts) each.push_back(costs_[holds ? 1 : 0][below]);
    const std::size_t all = each.size();
    const std::size_t count = holds ? part.needed : all + 1 - std::min(part.needed, all + 1);
    Cost cost;
    cost.impossible = count > all;
    std::ranges::stable_sort(each, {}, &Cost::key);
    for (std::size_t i = 0; i < std::min(count, all); ++i) cost.add(each[i]);
    return cost;
  }

  [[nodiscard]] Cost cost_of(std::size_t number, bool holds) const {
    const ConditionPart& part = tree_[number];
    if (tree_.judged(number) == truth_of(holds)) return {};
    switch (part.kind) {
      case ConditionPart::Kind::given:
        return {true, 0, 0, 0};
      case ConditionPart::Kind::condition:
        return cost_of_condition(part.condition, holds);
      case ConditionPart::Kind::some_of:
        return as_a_whole(part, holds) ? cost_of_condition(part.condition, holds)
                                       : cost_of_some(part, holds);
      case ConditionPart::Kind::opposite:
        return costs_[holds ? 0 : 1][part.parts[0]];
      case ConditionPart::Kind::chosen: {
        Cost cost = costs_[1][part.parts[0]];
        cost.add(costs_[holds ? 1 : 0][part.parts[1]]);
        return cost;
      }
    }
    return {};
  }

  static bool as_a_whole(const ConditionPart& part, bool holds) {
    return part.condition != no_condition && part.holds_by_parts != holds;
  }

  // ------------------------------------------------------------------ goals

  [[nodiscard]] bool reached(const Goal& goal) const {
    return state_.truth(goal.part) == truth_of(goal.holds);
  }

  /// Works off the goals from this one on; leaves things as they were where it can't. `asked_at`:
  /// so much was changed when the root was asked again last.
  bool pursue(std::size_t next, std::size_t asked_at = ~std::size_t{0}) {
    const std::size_t undo = trail_.size();
    const std::size_t goals = goals_.size();
    const auto give_up = [&] {
      undo_to(undo);
      goals_.resize(goals);
      return false;
    };
    for (;; ++next) {
      if (++goals_tried_ > most_goals) return give_up();
      if (next == goals_.size()) {
        if (state_.answer() == Truth::yes) return is_enough(next) ? true : give_up();
        if (asked_at == trail_.size()) return give_up();
        asked_at = trail_.size();
        goals_.push_back({tree_.root(), true});
      }
      const Goal goal = goals_[next];
      if (reached(goal)) continue;
      const ConditionPart& part = tree_[goal.part];
      switch (part.kind) {
        case ConditionPart::Kind::given:
          return give_up();
        case ConditionPart::Kind::condition:
          if (!change(part.condition, goal.holds)) return give_up();
          break;
        case ConditionPart::Kind::opposite:
          goals_.push_back({part.parts[0], !goal.holds});
          break;
        case ConditionPart::Kind::chosen:
          goals_.push_back({part.parts[0], true});
          goals_.push_back({part.parts[1], goal.holds});
          break;
        case ConditionPart::Kind::some_of:
          if (as_a_whole(part, goal.holds)) {
            if (!change(part.condition, goal.holds)) return give_up();
          } else if (takes_all(part, goal.holds)) {
            for (const auto below : part.parts) goals_.push_back({below, goal.holds});
          } else {
            return choose(part, goal, next, asked_at) ? true : give_up();
          }
          break;
      }
    }
  }

  static bool takes_all(const ConditionPart& part, bool holds) {
    return holds ? part.needed == part.parts.size() : part.needed == 1;
  }

  /// One more of the parts; should that not do, the root is asked again at the end.
  bool choose(const ConditionPart& part, const Goal& goal, std::size_t next, std::size_t asked_at) {
    std::vector<std::size_t> ways;
    const auto& costs = costs_[goal.holds ? 1 : 0];
    for (const auto below : part.parts)
      if (!reached({below, goal.holds}) && !costs[below].impossible) ways.push_back(below);
    std::ranges::stable_sort(ways, {}, [&](std::size_t way) { return costs[way].key(); });
    const std::size_t goals = goals_.size();
    for (const auto way : ways) {
      goals_.push_back({way, goal.holds});
      if (pursue(next + 1, asked_at)) return true;
      goals_.resize(goals);
      if (goals_tried_ > most_goals) break;
    }
    return false;
  }

  // ------------------------------------------------------------------ changes

  struct Undo {
    enum class What : std::uint8_t { supposed, forced, allowed } what = What::supposed;
    std::size_t index = 0;
    std::optional<Truth> forced;
    std::vector<bool> allowed;
  };

  /// False: it can't be, beside what is changed already.
  bool change(std::size_t condition, bool wanted) {
    if (supposed_[condition]) {
      if (*supposed_[condition] == wanted) return true;
      note_clash({{condition, true}, {condition, false}}, nullptr);
      return false;
    }
    if (is_ruled_out(condition, wanted)) {
      note_clash({{condition, wanted}}, nullptr);
      return false;
    }
    const std::size_t q = quantity_of_[condition];
    if (q == no_quantity) {
      suppose(condition, wanted);
      return true;
    }
    std::vector<bool> left = allowed_[q];
    for (std::size_t v = 0; v < left.size(); ++v)
      left[v] = left[v] && quantities_[q].answers[v][place_in_[condition]] == truth_of(wanted);
    if (std::ranges::none_of(left, std::identity())) {
      note_clash(clash_over(q, {condition, wanted}), quantities_[q].step);
      return false;
    }
    suppose(condition, wanted);
    allow(q, std::move(left));
    return true;
  }

  /// Conditions of a quantity that no value brings about: what is changed, and as far as that is
  /// not enough what has to stay.
  [[nodiscard]] std::vector<Change> clash_over(std::size_t q, const Change& last) const {
    const Quantity& quantity = quantities_[q];
    std::vector<bool> left(quantity.answers.size(), true);
    std::vector<Change> clash;
    const auto add = [&](const Change& change) {
      bool rules_out = false;
      for (std::size_t v = 0; v < left.size(); ++v) {
        const bool fits =
            quantity.answers[v][place_in_[change.condition]] == truth_of(change.wanted);
        rules_out = rules_out || (left[v] && !fits);
        left[v] = left[v] && fits;
      }
      if (rules_out) clash.push_back(change);
    };
    for (const auto other : quantity.conditions)
      if (supposed_[other]) add({other, *supposed_[other]});
    add(last);
    for (const auto other : quantity.conditions)
      if (!supposed_[other] && other != last.condition && judged_[other] != Truth::open &&
          std::ranges::any_of(left, std::identity()))
        add({other, judged_[other] == Truth::yes});
    const bool clashes = std::ranges::none_of(left, std::identity());
    return clashes ? clash : std::vector<Change>();
  }

  /// A condition that is changed, of the same quantity.
  [[nodiscard]] std::size_t changed_beside(std::size_t condition) const {
    for (const auto other : quantities_[quantity_of_[condition]].conditions)
      if (supposed_[other]) return other;
    return no_condition;
  }

  void note_clash(std::vector<Change> clash, const Trace* over) {
    if (!clash_.empty() || clash.empty()) return;
    clash_ = std::move(clash);
    clash_over_ = over;
  }

  void suppose(std::size_t condition, bool wanted) {
    trail_.push_back({Undo::What::supposed, condition, {}, {}});
    supposed_[condition] = wanted;
    state_.suppose(condition, truth_of(wanted));
  }

  /// Rules values out; conditions on which all that are left agree are decided by that.
  void allow(std::size_t q, std::vector<bool> left) {
    trail_.push_back({Undo::What::allowed, q, {}, std::exchange(allowed_[q], std::move(left))});
    const Quantity& quantity = quantities_[q];
    for (std::size_t i = 0; i < quantity.conditions.size(); ++i) {
      const auto condition = quantity.conditions[i];
      if (supposed_[condition]) continue;
      std::optional<Truth> all;
      bool agree = true;
      for (std::size_t v = 0; v < quantity.answers.size() && agree; ++v) {
        if (!allowed_[q][v]) continue;
        agree = !all || *all == quantity.answers[v][i];
        all = quantity.answers[v][i];
      }
      if (!agree || forced_[condition] == all) continue;
      trail_.push_back({Undo::What::forced, condition, forced_[condition], {}});
      forced_[condition] = all;
      state_.suppose(condition, all);
    }
  }

  void undo_to(std::size_t length) {
    while (trail_.size() > length) {
      Undo& last = trail_.back();
      switch (last.what) {
        case Undo::What::supposed:
          supposed_[last.index].reset();
          state_.suppose(last.index, forced_[last.index]);
          break;
        case Undo::What::forced:
          forced_[last.index] = last.forced;
          state_.suppose(last.index, last.forced);
          break;
        case Undo::What::allowed:
          allowed_[last.index] = std::move(last.allowed);
          break;
      }
      trail_.pop_back();
    }
  }

  // ------------------------------------------------------------------ enough

  /// The answer is yes. Values must bring the changes about that leave it so.
  bool is_enough(std::size_t next) {
    if (values_bear_it_out()) return true;
    const auto q = disturbing_quantity();
    if (!q) return false;
    return with_each_value(*q, [&] {
      goals_.push_back({tree_.root(), true});
      return pursue(next);
    });
  }

  [[nodiscard]] bool is_changed(const Quantity& quantity) const {
    return std::ranges::any_of(quantity.conditions, [&](std::size_t condition) {
      return supposed_[condition].has_value();
    });
  }

  /// A quantity of which each value left changes something that was judged otherwise.
  [[nodiscard]] std::optional<std::size_t> disturbing_quantity() const {
    for (std::size_t q = 0; q < quantities_.size(); ++q) {
      const Quantity& quantity = quantities_[q];
      if (!is_changed(quantity)) continue;
      bool undisturbed = false;
      for (std::size_t v = 0; v < quantity.answers.size() && !undisturbed; ++v)
        undisturbed = allowed_[q][v] && leaves_the_rest(q, v);
      if (!undisturbed) return q;
    }
    return std::nullopt;
  }
  [[nodiscard]] bool leaves_the_rest(std::size_t q, std::size_t value) const {
    const Quantity& quantity = quantities_[q];
    for (std::size_t i = 0; i < quantity.conditions.size(); ++i) {
      const auto condition = quantity.conditions[i];
      if (supposed_[condition] || forced_[condition] || judged_[condition] == Truth::open) continue;
      if (quantity.answers[value][i] != judged_[condition]) return false;
    }
    return true;
  }

  bool values_bear_it_out() {
    if (state_.answer() != Truth::yes || ++goals_tried_ > most_goals) return false;
    const auto q = disturbing_quantity();
    return q ? with_each_value(*q, [&] { return values_bear_it_out(); }) : is_brought_about();
  }

  /// By values that leave the rest as it is; so too where not every change is of a quantity, and
  /// where no more can be tried, which is no refutation.
  bool is_brought_about() {
    const Truth tried = brings_about_ ? try_values(brings_about_) : Truth::yes;
    untried_ = tried == Truth::open;
    if (tried != Truth::no) return true;
    if (refuted_.empty()) refuted_ = changes();
    return false;
  }

  /// The values that bring it about, where others that were tried do not; else none.
  std::vector<Chosen> narrowest() {
    std::vector<Chosen> found;
    bool narrow = false;
    if (!brings_about_) return found;
    (void)try_values([&](const std::vector<Chosen>& chosen) {
      const Truth tried = brings_about_(chosen);
      narrow = narrow || tried == Truth::no;
      if (tried == Truth::yes && found.empty()) found = chosen;
      return truth_of(narrow && !found.empty());
    });
    return narrow ? found : std::vector<Chosen>();
  }

  /// Each value of a quantity brings it about, beside those of the others that do.
  bool each_value_does(std::size_t q) {
    if (!brings_about_ || q == no_quantity) return true;
    std::vector<Chosen> chosen;
    const Truth found = try_values([&](const std::vector<Chosen>& values) {
      const Truth tried = brings_about_(values);
      if (tried == Truth::yes) chosen = values;
      return tried;
    });
    if (found != Truth::yes) return false;
    const auto own = std::ranges::find(chosen, q, &Chosen::quantity);
    if (own == chosen.end()) return true;
    for (own->value = 0; own->value < quantities_[q].answers.size(); ++own->value)
      if (brings_about_(chosen) != Truth::yes) return false;
    return true;
  }

  /// Tries values, in turn, until one is `enough`; so too where not every change is of a quantity.
  template <class Enough>
  Truth try_values(Enough&& enough) {
    for (std::size_t i = 0; i < conditions_.size(); ++i)
      if (supposed_[i] && quantity_of_[i] == no_quantity) return Truth::yes;
    std::vector<Chosen> chosen;
    std::vector<std::vector<std::size_t>> ways;  // of each chosen one: the values that do
    for (std::size_t q = 0; q < quantities_.size(); ++q) {
      if (!is_changed(quantities_[q])) continue;
      auto& values = ways.emplace_back();
      for (std::size_t v = 0; v < allowed_[q].size(); ++v)
        if (allowed_[q][v] && leaves_the_rest(q, v)) values.push_back(v);
      chosen.push_back({q, values.front()});
    }
    if (chosen.empty()) return Truth::yes;
    Truth best = Truth::no;
    std::vector<std::size_t> at(ways.size());
    for (std::size_t tried = 0; tried < most_chosen; ++tried) {
      for (std::size_t i = 0; i < ways.size(); ++i) chosen[i].value = ways[i][at[i]];
      best = std::max(best, enough(chosen));
      if (best == Truth::yes) break;
      std::size_t next = 0;
      while (next < ways.size() && ++at[next] == ways[next].size()) at[next++] = 0;
      if (next == ways.size()) break;
    }
    return best;
  }

  template <class Then>
  bool with_each_value(std::size_t q, Then&& then) {
    const std::vector<bool> before = allowed_[q];
    if (std::ranges::count(before, true) < 2) return false;
    const std::size_t undo = trail_.size();
    for (std::size_t v = 0; v < before.size(); ++v) {
      if (!before[v]) continue;
      std::vector<bool> only(before.size());
      only[v] = true;
      allow(q, std::move(only));
      if (then()) return true;
      undo_to(undo);
    }
    return false;
  }

  // ------------------------------------------------------------------ none to spare

  [[nodiscard]] std::vector<Change> changes() const {
    std::vector<Change> all;
    for (std::size_t i = 0; i < conditions_.size(); ++i)
      if (supposed_[i]) all.push_back({i, *supposed_[i], waits(i, *supposed_[i]), false});
    return all;
  }

  /// What no way leaves as it is.
  void add_surely(std::size_t number, bool holds, std::vector<Change>& all) const {
    const ConditionPart& part = tree_[number];
    if (tree_.judged(number) == truth_of(holds)) return;
    const bool whole = part.kind == ConditionPart::Kind::condition || as_a_whole(part, holds);
    if (whole && std::ranges::find(all, part.condition, &Change::condition) == all.end())
      all.push_back({part.condition, holds, waits(part.condition, holds), false});
    if (part.kind == ConditionPart::Kind::opposite) add_surely(part.parts[0], !holds, all);
    if (whole || part.kind != ConditionPart::Kind::some_of) return;
    std::vector<std::size_t> ways;
    std::size_t needed = holds ? part.needed : part.parts.size() + 1 - part.needed;
    for (const auto below : part.parts) {
      const bool reached = tree_.judged(below) == truth_of(holds);
      if (reached && needed > 0) --needed;
      const bool impossible = shows_all_ && costs_[holds ? 1 : 0][below].impossible;
      if (!reached && !impossible) ways.push_back(below);
    }
    if (ways.size() != needed) return;
    for (const auto way : ways) add_surely(way, holds, all);
  }

  /// Whether these alone are enough; leaves them in place if so.
  bool enough_with(const std::vector<Change>& changes) {
    undo_to(0);
    for (const Change& each : changes)
      if (!change(each.condition, each.wanted)) return false;
    return state_.answer() == Truth::yes && values_bear_it_out();
  }

  /// Leaves out, from the last on, what is not needed beside the others. What could not be spared
  /// may be so once another is gone: a change can undo what a further one is there to mend.
  void spare() {
    std::vector<Change> kept = changes();
    if (kept.size() > most_spared_from) return;
    bool untried = untried_;
    for (bool spared = true; spared;)
      spared = spare_some(kept, false, untried) || spare_some(kept, true, untried);
    goals_tried_ = 0;
    (void)enough_with(kept);
    untried_ = untried;  // as it was when it was tried, if it was
  }
  bool spare_some(std::vector<Change>& kept, bool waiting, bool& untried) {
    const std::size_t before = kept.size();
    for (std::size_t i = before; i-- > 0;) {
      if (kept[i].waits != waiting) continue;
      auto others = kept;
      others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
      goals_tried_ = 0;
      if (!enough_with(others)) continue;
      kept = std::move(others);
      untried = untried_;
    }
    return kept.size() < before;
  }

  /// Whether the answer is yes whatever this turns out to be, the other changes as they are.
  bool any_answer_does(const Change& asked) {
    const std::vector<Change> all = changes();
    const std::size_t q = quantity_of_[asked.condition];
    const auto is_yes = [&] { return state_.answer() == Truth::yes; };
    bool any = true;
    undo_to(0);
    for (const Change& each : all) {
      const bool same_quantity = q != no_quantity && quantity_of_[each.condition] == q;
      if (each.condition != asked.condition && !same_quantity)
        (void)change(each.condition, each.wanted);
    }
    const std::size_t undo = trail_.size();
    if (q == no_quantity) {
      suppose(asked.condition, !asked.wanted);
      any = is_yes();
    } else {
      for (std::size_t v = 0; v < allowed_[q].size() && any; ++v) {
        std::vector<bool> only(allowed_[q].size());
        only[v] = true;
        allow(q, std::move(only));
        any = is_yes();
        undo_to(undo);
      }
    }
    undo_to(0);
    for (const Change& each : all) (void)change(each.condition, each.wanted);
    // What else was changed must leave the rest as it is: else the answer rests on which value it
    // has.
    return any && !disturbing_quantity();
  }

  const ConditionTree& tree_;
  std::span<const ChangeableCondition> conditions_;
  std::span<const Quantity> quantities_;
  const BringsAbout& brings_about_;
  Supposition state_;
  std::vector<std::optional<bool>> supposed_;  // the changes, by condition
  std::vector<std::optional<Truth>> forced_;   // by the values left
  std::vector<Truth> judged_;
  std::vector<std::size_t> quantity_of_;
  std::vector<std::size_t> place_in_;       // of each condition: among those of its quantity
  std::vector<std::vector<bool>> allowed_;  // values of each quantity that are left
  std::vector<Cost> costs_[2];              // of each part: not to hold, to hold
  std::vector<Goal> goals_;
  std::vector<Undo> trail_;
  std::vector<Change> clash_;
  const Trace* clash_over_ = nullptr;
  bool shows_all_ = true;        // no branch was not taken, and nothing compared with may change
  std::vector<Change> refuted_;  // the first set that would have been enough but for the values
  bool untried_ = false;         // the last set that was taken for enough
  std::size_t goals_tried_ = 0;
  bool shared_ = false;  // a condition at two places, or two over one quantity
};

}  // namespace

EnoughChanges enough_changes(const ConditionTree& tree,
                             std::span<const ChangeableCondition> conditions,
                             std::span<const Quantity> quantities,
                             const BringsAbout& brings_about) {
  return Search(tree, conditions, quantities, brings_about).run();
}

}  // namespace entente::engine
