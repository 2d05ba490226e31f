// What a step asks of rules, scores and relations: compared with what the evaluation came to.
#include "engine/evaluate/coverage.hpp"
#include "engine/evaluate/missing_paths.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"
#include "engine/explain/replay_children.hpp"

namespace entente::engine::replay {

TraceReplay::Step TraceReplay::asked_of_environment(const Node& node, const Trace& trace) const {
  if (node.op == Op::rule_is) return rule_is(node, trace);
  const ScorecardJudgement* card = sources_.scorecard;
  if (card == nullptr) return Step::beyond;
  switch (node.op) {
    case Op::score:
      return score(trace, card->score);
    case Op::score_of: {
      const auto found = std::ranges::find(card->sections, node.a, &SectionJudgement::section);
      return score(trace, found == card->sections.end() ? std::nullopt : found->score);
    }
    case Op::coverage:
      return must_be(trace, Value::number(to_number(share_known(card->coverage)), arena_));
    case Op::every_must_met:
      return every_must_met(trace);
    default:
      return Step::beyond;
  }
}

TraceReplay::Step TraceReplay::score(const Trace& trace,
                                     const std::optional<Bounds>& bounds) const {
  if (!bounds) return trace.value.is_null(NullReason::nothing) ? Step::follows : Step::beyond;
  const Value low = Value::number(to_number(bounds->low), arena_);
  const Value high = Value::number(to_number(bounds->high), arena_);
  if (!trace.value.is_unknown()) {
    (void)must_be(trace, low);
    return must_be(trace, high);
  }
  const Interval& said = trace.value.unknown().interval;
  if (said.low != low.number() || said.high != high.number())
    fail(trace, "the score lies from " + words(low) + " to " + words(high));
  return Step::follows;
}

/// As other rules see it: measured, whatever was assumed of it.
TraceReplay::Step TraceReplay::rule_is(const Node& node, const Trace& trace) const {
  const RuleJudgement& rule = sources_.evaluation.rules[node.a];
  const auto asked = static_cast<Outcome>(node.aux);
  const bool unknown = rule.assumed || rule.outcome == Outcome::unknown;
  if (asked == Outcome::unknown) return must_be(trace, Value::boolean(unknown));
  if (rule.assumed) {
    // What was possible before it was assumed is not kept.
    if (trace.value.is_true()) fail(trace, "the rule is unknown, and only assumed to be so");
    return Step::beyond;
  }
  if (rule.possible == only(asked)) return must_be(trace, Value::boolean(true));
  const bool perhaps_in_fault = has(rule.possible, Outcome::fault);
  const bool may_be = has(rule.possible, asked) || perhaps_in_fault;
  if (!may_be) return must_be(trace, Value::boolean(false));
  const bool open = trace.value.is_unknown() && trace.value.unknown().can_be == kinds::boolean;
  if (!open) fail(trace, "the rule may be so or not");
  const std::vector<PathId> nothing;  // lifts a fault
  const auto& waited_for = is_single(rule.possible) ? nothing : rule.missing;
  if (as_reported(facts_, trace.value.unknown().missing) != waited_for)
    fail(trace, "it waits for other facts than the rule does");
  return Step::follows;
}

/// No if one that surely counts is surely not met; else open while one is; else yes.
TraceReplay::Step TraceReplay::every_must_met(const Trace& trace) const {
  bool open = false;
  for (const auto index : sources_.scorecard->rules) {
    if (!program_.rules[index].must) continue;
    const RuleJudgement& rule = sources_.evaluation.rules[index];
    const auto harmful =
        static_cast<OutcomeSet>(rule.possible & ~only(Outcome::met) & ~outcomes::not_counting);
    if (harmful == 0) continue;
    const bool surely =
        rule.counts && !rule.may_not_count && engine::within(rule.possible, outcomes::short_of_met);
    if (surely) return must_be(trace, Value::boolean(false));
    open = true;
  }
  if (!open) return must_be(trace, Value::boolean(true));
  const bool is_open = trace.value.is_unknown() && trace.value.unknown().can_be == kinds::boolean;
  if (!is_open) fail(trace, "a rule that must be met is open");
  return Step::follows;
}

// ---------------------------------------------------------------- relations

namespace {

constexpr std::uint32_t most_rows = 20'000;  // looked through for one step

}  // namespace

/// Whether there is such a tuple, and what those wait for that may be it.
TraceReplay::Step TraceReplay::relation(const Node& node, const Trace& trace, Children& children) {
  const DerivedRelations* derived = this->derived(node.a);
  std::vector<TermId> asked(node.count, any_term);
  Claim result{kinds::false_, {}};
  Waits faults;  // of items that may be errors
  bool null = false;
  bool all_known = true;
  std::optional<Value> error;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    const auto operand = program_.operands[node.b + i];
    if (operand == no_node) continue;
    const Value& item = children.take(operand);
    if (item.is_null(NullReason::error) && !error) error = item;
    null = null || item.is_null();
    all_known = all_known && !item.is_unknown();
    result.waits.add(item);
    if (item.is_unknown() && kinds_of(item).has(kinds::error)) {
      result.can = result.can | kinds::error;
      faults.add(item);
    }
    if (derived == nullptr || item.is_unknown()) continue;
    const auto& terms = derived->terms[program_.relations[node.a].columns[i]];
    asked[i] = terms.find(item).value_or(unmet_term);
  }
  if (derived == nullptr) return Step::beyond;
  const Extension& extension = derived->extensions[node.a];
  if (extension.broken) return must_be(trace, *extension.broken);
  if (error) return must_be(trace, *error);
  const Claim no{result.can, faults};
  if (null) return must_be(trace, no);
  const bool whole = std::ranges::find(asked, any_term) == asked.end();
  bool among_sure = whole && extension.sure.find(asked.data()) != TupleTable::none;
  for (std::uint32_t row = 0; row < extension.sure.size() && !whole && !among_sure; ++row)
    among_sure = may_be_same(extension.sure[row], asked);
  if (among_sure && all_known) return must_be(trace, Value::boolean(true));
  if (extension.possible.size() > most_rows) return Step::beyond;
  bool may_be = among_sure;
  for (std::uint32_t row = 0; row < extension.possible.size() && !among_sure; ++row) {
    if (!may_be_same(extension.possible[row], asked)) continue;
    may_be = true;
    result.waits.add(derived->waits[extension.waits[row]]);
  }
  if (!may_be) return must_be(trace, no);
  result.can = result.can | kinds::boolean;
  return must_be(trace, result);
}

}  // namespace entente::engine::replay
