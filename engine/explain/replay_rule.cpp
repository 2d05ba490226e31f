#include "engine/explain/replay_rule.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include "engine/explain/replay_values.hpp"

namespace entente::engine::replay {
namespace {

const Bounds anything{0, 1, false};

/// How many checks are met, not met and in fault; those that drop out are not counted.
struct Tally {
  std::uint32_t met = 0;
  std::uint32_t not_met = 0;
  std::uint32_t fault = 0;
  friend auto operator<=>(const Tally&, const Tally&) = default;
};

std::set<Tally> tallies(std::span<const OutcomeSet> checks) {
  std::set<Tally> all{{}};
  for (const OutcomeSet check : checks) {
    std::set<Tally> next;
    for (const Tally& so_far : all) {
      const auto add = [&](Outcome outcome, const Tally& with) {
        if (has(check, outcome)) next.insert(with);
      };
      add(Outcome::met, {so_far.met + 1, so_far.not_met, so_far.fault});
      add(Outcome::not_met, {so_far.met, so_far.not_met + 1, so_far.fault});
      add(Outcome::fault, {so_far.met, so_far.not_met, so_far.fault + 1});
      add(Outcome::not_applicable, so_far);
    }
    all = std::move(next);
  }
  return all;
}

Outcome outcome_of(const Tally& tally, std::uint32_t needed) {
  const auto judged = tally.met + tally.not_met + tally.fault;
  if (judged == 0) return Outcome::not_applicable;
  const bool all = needed == 0;
  const auto wanted = all ? judged : needed;
  if (tally.met >= wanted) return Outcome::met;
  return tally.met + tally.fault < wanted ? Outcome::not_met : Outcome::fault;
}

Ways by_share_of_checks(std::span<const OutcomeSet> checks, std::uint32_t needed) {
  Ways ways;
  for (const Tally& tally : tallies(checks)) {
    const auto outcome = outcome_of(tally, needed);
    if (outcome == Outcome::not_applicable) {
      ways.add(outcome);
      continue;
    }
    const Ratio judged = tally.met + tally.not_met + tally.fault;
    const Bounds share{tally.met / judged, (tally.met + tally.fault) / judged, true};
    const bool short_of_it = outcome == Outcome::not_met;
    if (short_of_it && share.low > 0) {
      ways.add(Outcome::partly_met, share);
    } else if (short_of_it && share.high > 0) {
      ways.add(Outcome::fault, share);
    } else {
      ways.add(outcome, share);
    }
  }
  return ways;
}

}  // namespace

void Ways::add(Outcome outcome) { possible = static_cast<OutcomeSet>(possible | only(outcome)); }
void Ways::add(Outcome outcome, const Bounds& share) {
  add(outcome);
  credit = credit ? hull(*credit, share) : share;
}

OutcomeSet ways_of_check(const Value& condition) {
  const KindSet can = as_truth(condition);
  OutcomeSet ways = 0;
  if (can.has(kinds::true_)) ways |= only(Outcome::met);
  if (can.has(kinds::false_ | kinds::none)) ways |= only(Outcome::not_met);
  if (can.has(kinds::nothing)) ways |= only(Outcome::not_applicable);
  if (can.has(kinds::error)) ways |= only(Outcome::fault);
  return ways;
}

OutcomeSet ways_of_gate(const Value& condition) {
  const OutcomeSet ways = ways_of_check(condition);
  if (!has(ways, Outcome::not_applicable)) return ways;
  return static_cast<OutcomeSet>((ways & ~only(Outcome::not_applicable)) | only(Outcome::not_met));
}

CreditWays ways_of_amount(const Value& amount, const Ratio& whole) {
  CreditWays ways;
  const KindSet can = amount.is_unknown() ? amount.unknown().can_be : kinds_of(amount);
  ways.nothing = can.has(kinds::none | kinds::nothing);
  ways.fault = can.has(kinds::any - kinds::number - kinds::none - kinds::nothing);
  if (!can.has(kinds::number)) return ways;
  Interval numbers;
  if (amount.is_unknown()) numbers = amount.unknown().interval;
  if (!amount.is_unknown()) numbers.low = numbers.high = amount.number();
  const auto share = [&](const Number& number) { return Ratio(to_ratio(number) / whole); };
  const bool low_inside = numbers.low && share(*numbers.low) >= 0;
  const bool high_inside = numbers.high && share(*numbers.high) <= 1;
  const bool outside =
      (numbers.low && share(*numbers.low) > 1) || (numbers.high && share(*numbers.high) < 0);
  ways.fault = ways.fault || !low_inside || !high_inside;
  if (outside) return ways;
  ways.share = Bounds{low_inside ? share(*numbers.low) : Ratio(0),
                      high_inside ? share(*numbers.high) : Ratio(1), true};
  ways.share->exact = !(low_inside && numbers.low_open) && !(high_inside && numbers.high_open);
  return ways;
}

namespace {

/// Else it may be reported as in fault or as unknown, which depends on more than is counted here.
bool is_settled_or_open(OutcomeSet possible) {
  return is_single(possible) || !has(possible, Outcome::fault);
}

/// Without checks the amount says what the rule turns out.
void add_amount(const Bounds& share, Ways& ways) {
  if (share.high == 1) ways.add(Outcome::met, {1, 1, true});
  if (share.low == 0) ways.add(Outcome::not_met, {0, 0, true});
  if (share.low < share.high || (share.low > 0 && share.high < 1))
    ways.add(Outcome::partly_met, share);
}

/// `credit EXPRESSION`: the amount is the credit, whatever the checks turn out.
Ways by_amount(const std::set<Tally>& tallies, const RuleProgram& rule, const CreditWays& amount) {
  Ways ways;
  const auto add_what_is_no_share = [&] {
    if (amount.nothing) ways.add(Outcome::not_applicable);
    if (amount.fault) ways.add(Outcome::fault, anything);
  };
  if (rule.checks.empty()) {
    add_what_is_no_share();
    if (amount.share) add_amount(*amount.share, ways);
    return ways;
  }
  for (const Tally& tally : tallies) {
    const auto outcome = outcome_of(tally, rule.needed);
    if (outcome == Outcome::not_applicable) {
      ways.add(outcome);
      continue;
    }
    add_what_is_no_share();
    if (!amount.share) continue;
    if (outcome != Outcome::not_met) {
      ways.add(outcome, *amount.share);
      continue;
    }
    if (amount.share->low == 0) ways.add(outcome, {0, 0, true});
    if (amount.share->high > 0) ways.add(Outcome::partly_met, *amount.share);
  }
  return ways;
}

/// `credit SHARE when …`: the most that a clause gives which holds; none while one is open.
std::optional<Ratio> best_clause(std::span<const CreditWays> credits) {
  Ratio best = 0;
  if (credits.empty()) return std::nullopt;
  for (const CreditWays& clause : credits) {
    if (clause.condition == only(Outcome::not_met)) continue;
    const bool settled =
        clause.condition == only(Outcome::met) && !clause.fault &&
        (clause.nothing ? !clause.share : clause.share && clause.share->is_point());
    if (!settled) return std::nullopt;
    if (clause.share) best = std::max(best, clause.share->low);
  }
  return best;
}

}  // namespace

Ways ways_of_checks(const RuleProgram& rule, std::span<const OutcomeSet> checks,
                    std::span<const CreditWays> credits) {
  using grammar::CreditForm;
  const auto form = rule.credits.empty() ? CreditForm::at_least_when : rule.credits.front().form;
  if (form == CreditForm::share_of_checks) return by_share_of_checks(checks, rule.needed);
  const auto all = tallies(checks);
  if (form == CreditForm::expression) {
    CreditWays amount{only(Outcome::met), anything, true, true};  // when it was not recorded
    if (!credits.empty()) amount = credits.front();
    Ways ways = by_amount(all, rule, amount);
    ways.exact = !credits.empty() && is_settled_or_open(ways.possible);
    return ways;
  }
  const auto best = rule.credits.empty() ? Ratio(0) : best_clause(credits);
  Ways ways;
  for (const Tally& tally : all) {
    const auto outcome = outcome_of(tally, rule.needed);
    if (outcome == Outcome::not_applicable) {
      ways.add(outcome);
    } else if (outcome != Outcome::not_met) {
      ways.add(outcome, outcome == Outcome::met ? Bounds{1, 1, true} : anything);
    } else if (best) {
      ways.add(*best == 0 ? outcome : Outcome::partly_met, {*best, *best, true});
    } else {
      for (const auto perhaps : {Outcome::not_met, Outcome::partly_met, Outcome::fault})
        ways.add(perhaps, anything);
      ways.exact = false;
    }
  }
  ways.exact = ways.exact && (rule.credits.empty() || is_settled_or_open(ways.possible));
  return ways;
}

// ---------------------------------------------------------------- for each

namespace {

class Items {
 public:
  explicit Items(const RuleJudgement& judgement) : items_(judgement.items) {}

  [[nodiscard]] Ways ways() const {
    Ways ways;
    ways.exact = std::ranges::none_of(items_, unclear);
    const auto add = [&](Outcome outcome, bool can_be) {
      if (can_be) ways.add(outcome);
    };
    const auto can_be = [](Outcome outcome) {
      return [outcome](const Item& item) { return has(item.possible, outcome); };
    };
    const auto out_or = [](Outcome outcome) {
      return [outcome](const Item& item) { return may_leave(item) || has(item.possible, outcome); };
    };
    const auto absent_or = [](Outcome outcome) {
      return
          [outcome](const Item& item) { return item.may_not_count || has(item.possible, outcome); };
    };
    const bool out = std::ranges::all_of(items_, may_leave);
    add(Outcome::met, std::ranges::all_of(items_, out_or(Outcome::met)) &&
                          std::ranges::any_of(items_, can_be(Outcome::met)));
    add(Outcome::not_met, std::ranges::all_of(items_, without_credit) &&
                              std::ranges::any_of(items_, can_be(Outcome::not_met)));
    add(Outcome::partly_met, partly());
    add(Outcome::fault,
        std::ranges::any_of(items_, can_be(Outcome::fault)) && !settled_short_of_met());
    const bool gone = std::ranges::all_of(
        items_, [](const Item& item) { return may_be_absent(item) && !unclear(item); });
    add(Outcome::not_applicable,
        out &&
            (gone || std::ranges::any_of(items_, can_be(Outcome::not_applicable)) || !ways.exact));
    add(Outcome::not_due, std::ranges::all_of(items_, absent_or(Outcome::not_due)) &&
                              std::ranges::any_of(items_, can_be(Outcome::not_due)));
    ways.credit = mean();
    return ways;
  }

 private:
  using Item = ItemJudgement;

  static bool may_leave(const Item& item) {
    return item.may_not_count || overlap(item.possible, outcomes::not_counting);
  }
  /// One that surely does not count waits for nothing but for whether it is there.
  static bool may_be_absent(const Item& item) {
    return item.may_not_count || (!counts(item) && !item.missing.empty());
  }
  /// Whether it may be absent, or only not count, was not recorded.
  static bool unclear(const Item& item) {
    return item.may_not_count &&
           !within(item.possible, any_of(Outcome::met, Outcome::partly_met, Outcome::not_met));
  }
  static bool counts(const Item& item) { return overlap(item.possible, outcomes::counting); }
  static bool without_credit(const Item& item) {
    return may_leave(item) || (counts(item) && item.credit.low == 0);
  }
  static bool with_credit(const Item& item) { return counts(item) && item.credit.high > 0; }

  [[nodiscard]] bool partly() const {
    const auto paying = std::ranges::count_if(items_, with_credit);
    return std::ranges::any_of(items_, [&](const Item& item) {
      if (has(item.possible, Outcome::partly_met)) return true;
      return has(item.possible, Outcome::not_met) && paying > (with_credit(item) ? 1 : 0);
    });
  }
  [[nodiscard]] bool settled_short_of_met() const {
    bool short_of_met = false;
    bool some_credit = false;  // in every case
    bool may_have_credit = false;
    for (const Item& item : items_) {
      may_have_credit = may_have_credit || with_credit(item);
      if (may_leave(item)) continue;
      some_credit = some_credit || item.credit.low > 0;
      short_of_met = short_of_met || within(item.possible, outcomes::short_of_met);
    }
    return short_of_met && (some_credit || !may_have_credit);
  }
  /// Of those that count; each that may leave does where that draws the mean to its end.
  [[nodiscard]] std::optional<Bounds> mean() const {
    const auto low = end_of_mean([](const Item& item) { return item.credit.low; }, std::less<>());
    const auto high =
        end_of_mean([](const Item& item) { return item.credit.high; }, std::greater<>());
    if (!low) return std::nullopt;
    return Bounds{*low, *high, true};
  }
  template <class End, class Before>
  [[nodiscard]] std::optional<Ratio> end_of_mean(End end, Before before) const {
    Ratio sum = 0;
    Ratio count = 0;
    std::vector<Ratio> others;
    for (const Item& item : items_) {
      if (!counts(item)) continue;
      if (may_leave(item)) {
        others.push_back(end(item));
      } else {
        sum += end(item);
        count += 1;
      }
    }
    std::ranges::sort(others, before);
    for (const Ratio& other : others) {
      if (count != 0 && !before(other, Ratio(sum / count))) break;
      sum += other;
      count += 1;
    }
    if (count == 0) return std::nullopt;
    return sum / count;
  }

  const std::vector<Item>& items_;
};

}  // namespace

Ways ways_of_items(const RuleJudgement& judgement) { return Items(judgement).ways(); }

std::optional<std::string> differs(const Ways& ways, OutcomeSet possible, Outcome outcome,
                                   const Bounds& credit) {
  const bool as_allowed = ways.exact ? possible == ways.possible : within(possible, ways.possible);
  if (!as_allowed || possible == 0) return "it can turn out otherwise than it says";
  const bool single = is_single(possible);
  const bool reported = single ? possible == only(outcome)
                               : outcome == Outcome::unknown ||
                                     (outcome == Outcome::fault && has(possible, Outcome::fault));
  if (!reported) return "the outcome does not follow";
  if (!ways.credit) return std::nullopt;
  const bool inside = ways.credit->low <= credit.low && credit.high <= ways.credit->high;
  const bool reached = !ways.exact || !ways.credit->exact ||
                       (ways.credit->low == credit.low && ways.credit->high == credit.high);
  if (overlap(possible, outcomes::counting) && (!inside || !reached))
    return "the credit does not follow";
  return std::nullopt;
}

}  // namespace entente::engine::replay
