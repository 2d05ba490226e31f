#include "engine/evaluate/credit.hpp"

#include <algorithm>

namespace entente::engine {
namespace {

const Bounds none_of_it{0, 0, true};
const Bounds all_of_it{1, 1, true};
const Bounds anything{0, 1, false};

/// What clauses add to a rule that is not met.
struct Best {
  Ratio sure = 0;              // what surely holds gives at least this
  Ratio possible = 0;          // what may hold gives at most this
  Ratio in_fault = 0;          // what a fault leaves open gives at most this
  bool may_be_nothing = true;  // all of them can add nothing
  bool certainly_in_fault = false;
  bool exact = true;
  std::string_view why;
};

void add_fault(const CreditClause& clause, Best& best) {
  const auto& [condition, amount] = clause;
  const bool applies = condition.yes || condition.fault;
  if (amount.fault && applies) best.in_fault = 1;
  if (condition.fault && amount.share) {
    best.in_fault = std::max(best.in_fault, amount.share->high);
  }
  const bool amount_fails = amount.certainly_fault() && applies && !condition.may_not_hold();
  if (!condition.certainly_fault() && !amount_fails) return;
  best.certainly_in_fault = true;
  if (best.why.empty()) best.why = condition.why.empty() ? amount.why : condition.why;
}

void add_clause(const CreditClause& clause, Best& best) {
  const auto& [condition, amount] = clause;
  add_fault(clause, best);
  const bool adds_nothing =
      condition.may_not_hold() || amount.nothing || (amount.share && amount.share->low == 0);
  best.may_be_nothing = best.may_be_nothing && adds_nothing;
  if (!condition.yes || !amount.share) return;
  best.exact = best.exact && amount.share->exact;
  best.possible = std::max(best.possible, amount.share->high);
  const bool sure = !adds_nothing && !condition.fault && !amount.fault;
  if (sure) best.sure = std::max(best.sure, amount.share->low);
}

/// Not met, partly met or in fault, as the best clause says.
void add_short_of_met(const Best& best, Standing& standing) {
  const bool something = best.sure > 0;
  if (best.may_be_nothing) standing.add(Outcome::not_met, none_of_it);
  if (best.possible > 0) standing.add(Outcome::partly_met, {best.sure, best.possible, best.exact});
  if (best.in_fault == 0) return;
  const Bounds open{best.sure, std::max(best.possible, best.in_fault), false};
  standing.add(something ? Outcome::partly_met : Outcome::fault, open);
  standing.in_fault = standing.in_fault || (best.certainly_in_fault && !something);
  if (standing.why.empty()) standing.why = best.why;
}

bool matters(const CreditClause& clause, const Ratio& sure) {
  const auto& amount = clause.amount;
  return clause.condition.fault || amount.fault || (amount.share && amount.share->high > sure);
}

void add_parts(const CreditClause& clause, std::vector<Part>& parts) {
  if (clause.condition.part) parts.push_back(*clause.condition.part);
  if (clause.amount.part) parts.push_back(*clause.amount.part);
}

/// A rule that is not met by its checks, with the credit it has all the same.
void add_partly(const Bounds& share, Standing& standing) {
  if (share.low == 0) standing.add(Outcome::not_met, none_of_it);
  if (share.high > 0) standing.add(Outcome::partly_met, share);
}

/// Without checks the credit names the outcome.
void add_by_amount(const Bounds& share, Standing& standing) {
  if (share.high == 1) standing.add(Outcome::met, all_of_it);
  if (share.low == 0) standing.add(Outcome::not_met, none_of_it);
  const bool between = share.low < share.high || (share.low > 0 && share.high < 1);
  if (between) standing.add(Outcome::partly_met, share);
}

Standing start(const ChecksStanding& checks) {
  Standing standing;
  standing.possible = checks.possible & only(Outcome::not_applicable);
  standing.why = checks.why;
  return standing;
}

bool fault_stands(const ChecksStanding& checks) {
  return checks.in_fault && has(checks.possible, Outcome::fault);
}

}  // namespace

void Standing::add(Outcome outcome, const Bounds& share) {
  credit = credit ? hull(*credit, share) : share;
  add(outcome);
}

void Standing::join(const Standing& other) {
  if (other.credit) credit = credit ? hull(*credit, *other.credit) : *other.credit;
  possible = static_cast<OutcomeSet>(possible | other.possible);
  may_not_count = may_not_count || other.may_not_count;
  in_fault = in_fault || other.in_fault;
  parts.insert(parts.end(), other.parts.begin(), other.parts.end());
  if (why.empty()) why = other.why;
}

Outcome Standing::outcome() const {
  if (is_single(possible)) return single(possible);
  return in_fault ? Outcome::fault : Outcome::unknown;
}

void Standing::settle_exactness() {
  if (!credit) return;
  const bool settled = credit->is_point();
  const bool open_fault = has(possible, Outcome::fault);
  credit->exact = settled || (credit->exact && !open_fault && independent(parts));
}

Standing in_fault(std::string_view why) {
  Standing standing;
  standing.add(Outcome::fault, anything);
  standing.in_fault = true;
  standing.why = why;
  return standing;
}

Standing credit_at_least(const ChecksStanding& checks, std::span<const CreditClause> clauses) {
  auto standing = start(checks);
  if (has(checks.possible, Outcome::met)) standing.add(Outcome::met, all_of_it);
  if (has(checks.possible, Outcome::fault)) standing.add(Outcome::fault, anything);
  standing.in_fault = fault_stands(checks);
  if (!has(checks.possible, Outcome::not_met)) return standing;
  Best best;
  for (const auto& clause : clauses) add_clause(clause, best);
  add_short_of_met(best, standing);
  for (const auto& clause : clauses) {
    if (matters(clause, best.sure)) add_parts(clause, standing.parts);
  }
  return standing;
}

Standing credit_by_share(const ChecksStanding& checks) {
  auto standing = start(checks);
  for (const auto& [outcome, share] : checks.ways) {
    if (outcome == Outcome::not_applicable) continue;
    if (outcome != Outcome::not_met) {
      standing.add(outcome, share);
    } else if (share.low > 0) {
      standing.add(Outcome::partly_met, share);
    } else {
      standing.add(share.high == 0 ? Outcome::not_met : Outcome::fault, share);
    }
  }
  standing.in_fault = checks.in_fault && has(standing.possible, Outcome::fault);
  return standing;
}

Standing credit_of(const AmountFinding& amount, const ChecksStanding* checks) {
  Standing standing;
  if (checks != nullptr) standing = start(*checks);
  const bool may_drop_out = standing.possible != 0;
  if (may_drop_out && standing.possible == checks->possible) return standing;
  if (amount.nothing) standing.add(Outcome::not_applicable);
  if (amount.fault) standing.add(Outcome::fault, anything);
  standing.in_fault =
      (amount.certainly_fault() && !may_drop_out) || (checks != nullptr && fault_stands(*checks));
  if (standing.why.empty()) standing.why = amount.why;
  if (amount.part) standing.parts.push_back(*amount.part);
  if (!amount.share) return standing;
  if (checks == nullptr) {
    add_by_amount(*amount.share, standing);
    return standing;
  }
  if (has(checks->possible, Outcome::met)) standing.add(Outcome::met, *amount.share);
  if (has(checks->possible, Outcome::fault)) standing.add(Outcome::fault, *amount.share);
  if (has(checks->possible, Outcome::not_met)) add_partly(*amount.share, standing);
  return standing;
}

}  // namespace entente::engine
