#include "engine/explain/why_not_replay.hpp"

#include <algorithm>

namespace entente::engine {
namespace {

constexpr std::size_t most_left_out = 200;

Truth recorded(const Trace& t) {
  if (t.value.is_true()) return Truth::yes;
  return t.value.is_false() ? Truth::no : Truth::open;
}

Truth counted(const std::vector<Truth>& parts, std::size_t needed) {
  const auto holding = static_cast<std::size_t>(std::ranges::count(parts, Truth::yes));
  const auto failing = static_cast<std::size_t>(std::ranges::count(parts, Truth::no));
  return engine::counted(holding, failing, parts.size(), needed);
}

constexpr OutcomeSet judged_by_checks =
    any_of(Outcome::met, Outcome::partly_met, Outcome::not_met, Outcome::unknown);

/// A condition of an item, of `if`, of a case: holds or not, though it be none.
bool is_absent(const Trace& t) {
  return t.value.is_null(NullReason::none) || t.value.is_null(NullReason::nothing);
}

}  // namespace

std::optional<ChecksOfRule> checks_of_rule(const Program& program, const RuleJudgement& rule) {
  const RuleProgram& about = program.rules[rule.rule];
  if (about.for_each || !about.credits.empty() || rule.items.size() != 1) return std::nullopt;
  const ItemJudgement& item = rule.items.front();
  if (item.may_not_count || !overlap(only(item.outcome), judged_by_checks)) return std::nullopt;
  ChecksOfRule found;
  for (std::uint32_t i = 0; i < item.checks.size(); ++i) {
    const CheckJudgement& check = item.checks[i];
    if (check.outcome == Outcome::not_applicable) continue;
    if (check.trace == nullptr || check.trace->node == NodeId::none) return std::nullopt;
    if (check.outcome == Outcome::met && !check.trace->value.is_true()) return std::nullopt;
    found.checks.emplace_back(i, check.trace.get());
  }
  found.needed = about.needed == 0 ? found.checks.size() : about.needed;
  return found.checks.empty() ? std::nullopt : std::optional(found);
}

void WhyNotReplay::suppose(const TracePlace& place, Truth truth) { supposed_[place] = truth; }
void WhyNotReplay::withdraw(const TracePlace& place) { supposed_.erase(place); }

bool WhyNotReplay::holds() const {
  std::size_t holding = 0;
  for (const auto& asked : answer_.checks) {
    TracePlace place{asked.check};
    Truth truth = asked.judged;
    const auto found = supposed_.find(place);
    if (asked.trace != nullptr) {
      truth = judge(*asked.trace, place);
      if (asked.is_case && truth == Truth::open && is_absent(*asked.trace)) truth = Truth::no;
      const bool as_judged = found == supposed_.end() && !supposed_below(place);
      if (as_judged && asked.judged == Truth::yes) truth = Truth::yes;
    } else if (found != supposed_.end()) {
      truth = found->second;
    }
    const bool holds = truth == truth_of(asked.wanted);
    if (asked.gate && !holds) return false;
    holding += holds && !asked.gate ? 1 : 0;
  }
  return holding >= answer_.needed;
}

Truth WhyNotReplay::judge(const Trace& t, TracePlace& place) const {
  if (const auto found = supposed_.find(place); found != supposed_.end()) return found->second;
  if (!supposed_below(place)) return recorded(t);
  switch (from_.program[t.node].op) {
    case Op::and_:
      return std::min(below(t, place, 0), below(t, place, 1));
    case Op::or_:
      return std::max(below(t, place, 0), below(t, place, 1));
    case Op::not_:
      return opposite(below(t, place, 0));
    case Op::measure:
    case Op::call:
      return below(t, place, t.children.size() - 1);
    case Op::if_: {
      Truth condition = below(t, place, 0);
      if (condition == Truth::open && is_absent(t.children[0])) condition = Truth::no;
      const Truth taken = t.children[0].value.is_true() ? Truth::yes : Truth::no;
      return condition == taken ? below(t, place, 1) : Truth::open;
    }
    case Op::every:
    case Op::every_two:
      return of_items(t, place, true);
    case Op::some:
    case Op::some_two:
      return of_items(t, place, false);
    case Op::every_must_met:
      return of_must_rules(t, place);
    case Op::rule_is:
      return of_rule(t, place);
    default:
      return recorded(t);
  }
}

Truth WhyNotReplay::below(const Trace& t, TracePlace& place, std::size_t child) const {
  place.push_back(static_cast<std::uint32_t>(child));
  const Truth truth = judge(t.children[child], place);
  place.pop_back();
  return truth;
}

Truth WhyNotReplay::of_items(const Trace& t, TracePlace& place, bool every) const {
  Truth whole = truth_of(every);
  const auto count = [&](Truth one) {
    whole = every ? std::min(whole, one) : std::max(whole, one);
  };
  for (std::size_t i = 0; i < t.children.size(); ++i) {
    if (!t.children[i].per_item) continue;
    const Truth item = below(t, place, i);
    count(item == Truth::open && is_absent(t.children[i]) ? Truth::no : item);
  }
  return whole;
}

Truth WhyNotReplay::of_must_rules(const Trace&, TracePlace& place) const {
  Truth all = Truth::yes;
  for (std::uint32_t i = 0; i < answer_.scorecard->rules.size(); ++i) {
    const auto index = answer_.scorecard->rules[i];
    if (!from_.program.rules[index].must) continue;
    const auto fine = static_cast<OutcomeSet>(only(Outcome::met) | outcomes::not_counting);
    if (within(evaluation_.rules[index].possible, fine)) continue;
    place.push_back(i);
    const auto found = supposed_.find(place);
    place.pop_back();
    all = std::min(all, found == supposed_.end() ? Truth::open : found->second);
  }
  return all;
}

Truth WhyNotReplay::of_rule(const Trace& t, TracePlace& place) const {
  const auto index = from_.program[t.node].a;
  const auto asked = checks_of_rule(from_.program, evaluation_.rules[index]);
  if (!asked) return recorded(t);
  std::vector<Truth> checks;
  for (const auto& [check, trace] : asked->checks) {
    place.push_back(check);
    checks.push_back(judge(*trace, place));
    place.pop_back();
  }
  return counted(checks, asked->needed);
}

bool WhyNotReplay::supposed_below(const TracePlace& place) const {
  const auto next = supposed_.upper_bound(place);
  return next != supposed_.end() && next->first.size() > place.size() &&
         std::equal(place.begin(), place.end(), next->first.begin());
}

bool stands(const WhyNot& open, const ReplayedAnswer& answer, const Evaluation& evaluation,
            const ProofSources& from) {
  WhyNotReplay replay(answer, evaluation, from);
  std::vector<const OpenCondition*> conditions;
  for (const auto* part : {&open.unmet, &open.waiting})
    for (const OpenCondition& condition : *part) conditions.push_back(&condition);
  for (const auto& [place, truth] : open.besides) replay.suppose(place, truth);
  const auto suppose = [&](const OpenCondition& condition) {
    for (const auto& place : condition.places) replay.suppose(place, truth_of(condition.wanted));
  };
  for (const OpenCondition* condition : conditions) suppose(*condition);
  if (!replay.holds()) return false;
  // What fewer of them would decide besides is not said: then it is left to the search.
  if (!open.besides.empty()) return true;
  for (std::size_t i = 0; i < std::min(conditions.size(), most_left_out); ++i) {
    for (const auto& place : conditions[i]->places) replay.withdraw(place);
    if (replay.holds()) return false;
    suppose(*conditions[i]);
  }
  return true;
}

}  // namespace entente::engine
