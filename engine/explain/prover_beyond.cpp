// A proof beyond one expression: where it asks a rule, on into the checks of that rule; where it
// asks a relation, on into the clause from which the tuple follows, and so on down to the facts.
#include <fmt/format.h>

#include "engine/evaluate/operators.hpp"
#include "engine/evaluate/relations/clause_matcher.hpp"
#include "engine/explain/condition_form.hpp"
#include "engine/explain/prover.hpp"
#include "engine/explain/source_text.hpp"
#include "engine/result.hpp"

namespace entente::engine {
namespace {

PlainValue in_word(std::string_view word) {
  PlainValue value;
  value.kind = PlainValue::Kind::other;
  value.text = word;
  return value;
}

Explanation named(std::string text, Outcome outcome) {
  Explanation proof;
  proof.text = std::move(text);
  proof.value = in_word(outcome_name(outcome));
  proof.outcome = outcome;
  return proof;
}

Explanation holds_or_not(std::string text, bool holds) {
  Explanation proof;
  proof.text = std::move(text);
  proof.value.kind = PlainValue::Kind::boolean;
  proof.value.boolean = holds;
  return proof;
}

/// A variable that is not bound yet stands in two places.
bool names_one_twice(const AtomProgram& atom, std::span<const std::optional<Value>> asked) {
  for (std::size_t i = 0; i < asked.size(); ++i)
    if (!asked[i] && atom.slots[i] != ClauseSlot::none &&
        std::ranges::count(atom.slots, atom.slots[i]) > 1)
      return true;
  return false;
}

/// Of one that an open list may still hold.
bool of_new_record(std::span<const std::optional<Value>> asked) {
  return std::ranges::any_of(asked, [](const auto& item) { return item && item->is_unknown(); });
}

bool short_of_met(Outcome outcome) {
  return outcome != Outcome::met && outcome != Outcome::not_applicable &&
         outcome != Outcome::not_due;
}

/// Whether a part is a reason for the whole: what is met, or does not count, for what is met; else
/// what falls short of it.
bool part_decides(Outcome whole, Outcome part) {
  if (whole == Outcome::unknown) return part == Outcome::unknown;
  return short_of_met(whole) == short_of_met(part);
}

/// An item of a list of which a field is shown below needs no line of its own.
void drop_told_items(Explanation& proof, std::size_t first, std::size_t last) {
  const auto is_told = [&](const Explanation& item) {
    return !item.fact.empty() && std::ranges::any_of(proof.because, [&](const Explanation& other) {
      return other.fact.size() > item.fact.size() && other.fact.starts_with(item.fact);
    });
  };
  for (std::size_t i = last; i-- > first;) {
    if (is_told(proof.because[i]))
      proof.because.erase(proof.because.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

void Prover::add_beyond(Explanation& proof, const Trace& trace, std::size_t depth) {
  const Node& node = from_.program[trace.node];
  if (node.op == Op::rule_is && room_for_more(proof))
    proof.because.push_back(rule(node.a, depth + 1));
  if (node.op == Op::every_must_met) add_must_rules(proof, trace.value, depth);
  if (node.op == Op::relation && from_.recorder != nullptr) add_tuples(proof, trace, depth);
  if (node.op == Op::network && from_.recorder != nullptr) add_ties(proof, trace, depth);
}

// ---------------------------------------------------------------- rules

Explanation Prover::rule(std::uint32_t index, std::size_t depth) {
  ++nodes_;
  used_.rules.insert(index);
  const RuleProgram& rule = from_.program.rules[index];
  const RuleJudgement& judged = from_.evaluation->rules[index];
  Explanation proof = named(rule.title + " (" + rule.id + ')', judged.outcome);
  proof.at = from_.sources.place(rule.span);
  if (judged.outcome == Outcome::fault) proof.note = judged.fault;
  if (judged.assumed) proof.note = "assumed: it is unknown, and says what it then counts as";
  if (depth >= limit()) return proof;
  if (told_rules_.contains(index)) {
    proof.told_above = true;
    return proof;
  }
  add_judged(proof, index, Shown::deciding, depth);
  const bool is_shown = depth + 1 < from_.depth;
  if (is_shown && !proof.because.empty() && proof.more == 0) told_rules_.insert(index);
  return proof;
}

void Prover::add_judged(Explanation& proof, std::uint32_t index, Shown shown, std::size_t depth) {
  const RuleProgram& rule = from_.program.rules[index];
  const RuleJudgement& judged = from_.evaluation->rules[index];
  if (!judged.per_item) {
    if (judged.items.empty()) return;
    add_gates(proof, judged.items.front(), depth);
    add_checks(proof, rule, judged.items.front(), shown, depth);
    return add_credits(proof, judged.items.front(), shown, depth);
  }
  const std::size_t most = shown == Shown::all ? items_on_a_page : items_shown;
  for (const ItemJudgement& item : judged.items) {
    if (shown == Shown::deciding && !part_decides(judged.outcome, item.outcome)) continue;
    if (proof.because.size() >= most) {
      ++proof.more;
      continue;
    }
    if (!room_for_more(proof)) continue;
    Explanation made = named(item_name(rule, item, from_), item.outcome);
    if (item.because) made.note = *item.because;
    if (!item.fault.empty()) made.note = item.fault;
    if (depth + 1 < limit()) {
      add_gates(made, item, depth + 1);
      add_checks(made, rule, item, shown, depth + 1);
      add_credits(made, item, shown, depth + 1);
    }
    proof.because.push_back(std::move(made));
  }
}

/// The conditions on which it depends whether it counts, where it does not surely do.
void Prover::add_gates(Explanation& proof, const ItemJudgement& item, std::size_t depth) {
  const bool counts = !item.may_not_count && item.outcome != Outcome::not_due &&
                      item.outcome != Outcome::not_applicable;
  if (counts) return;
  for (const auto& gate : {item.applies, item.due}) {
    if (gate && gate->node != NodeId::none) add(proof, *gate, depth);
  }
}

void Prover::add_checks(Explanation& proof, const RuleProgram& rule, const ItemJudgement& item,
                        Shown shown, std::size_t depth) {
  for (std::size_t i = 0; i < std::min(rule.checks.size(), item.checks.size()); ++i) {
    if (shown == Shown::deciding && !part_decides(item.outcome, item.checks[i].outcome)) continue;
    if (room_for_more(proof))
      proof.because.push_back(check(rule.checks[i], item.checks[i], depth + 1));
  }
}

Explanation Prover::check(const CheckProgram& check, const CheckJudgement& judged,
                          std::size_t depth) {
  Explanation proof = named(check.label, judged.outcome);
  proof.note = judged.fault;
  if (judged.trace && judged.trace->node != NodeId::none && depth < limit())
    proof.because.push_back(trace(*judged.trace, depth + 1));
  return proof;
}

/// Where they made the outcome: without checks, and where the checks alone would not be enough.
void Prover::add_credits(Explanation& proof, const ItemJudgement& item, Shown shown,
                         std::size_t depth) {
  const bool decide = item.checks.empty() || item.outcome == Outcome::partly_met;
  if (shown == Shown::deciding && !decide) return;
  for (const CreditJudgement& judged : item.credits)
    if (judged.amount && judged.amount->node != NodeId::none && room_for_more(proof))
      proof.because.push_back(credit(judged, depth + 1));
}

Explanation Prover::credit(const CreditJudgement& judged, std::size_t depth) {
  const Trace& amount = *judged.amount;
  const bool conditional = judged.condition && judged.condition->node != NodeId::none;
  Explanation proof = trace(conditional ? *judged.condition : amount, depth);
  proof.text =
      "credit " + source_text(from_, amount.node) + (conditional ? " when " + proof.text : "");
  if (conditional && !is_literal(amount)) add(proof, amount, depth);
  return proof;
}

/// `every must rule is met`: those that are not, or are not known to be.
void Prover::add_must_rules(Explanation& proof, const Value& all_met, std::size_t depth) {
  if (all_met.is_true()) return;
  for (const auto index : from_.evaluation->scorecards[from_.scorecard].rules) {
    const Outcome outcome = from_.evaluation->rules[index].outcome;
    if (!from_.program.rules[index].must || !short_of_met(outcome)) continue;
    if (all_met.is_false() && outcome == Outcome::unknown) continue;
    if (room_for_more(proof)) proof.because.push_back(rule(index, depth + 1));
  }
}

// ---------------------------------------------------------------- relations

/// `d in dependencies`, and which one.
Explanation Prover::item_of_clause(const ClauseProgram& clause, std::size_t at,
                                   const Value& value) const {
  Explanation item;
  item.text = text_of_item(clause, at);
  item.value = shown(value);
  if (value.is(Kind::record) && value.record().path != PathId::none)
    add_fact(item, value.record().path);
  return item;
}

std::string Prover::text_of_item(const ClauseProgram& clause, std::size_t at) const {
  const ItemProgram& item = clause.items[at];
  return clause.slots[item.slot].name + " in " +
         source_text(from_, clause.lists[item.list].unit.root);
}

std::string Prover::name_of(std::uint32_t relation, std::span<const TermId> tuple) const {
  const RelationProgram& about = from_.program.relations[relation];
  const DerivedRelations& derived = from_.recorder->relations(relation);
  std::string name = about.name + '(';
  for (std::size_t i = 0; i < tuple.size(); ++i) {
    if (i > 0) name += ", ";
    name += is_known(tuple[i]) ? argument_in_words(derived.terms[about.columns[i]][tuple[i]], from_)
                               : "?";
  }
  return name + ')';
}

/// The tuples that answer `relation(…)`: the first sure one, or the possible ones.
void Prover::add_tuples(Explanation& proof, const Trace& trace, std::size_t depth) {
  if (trace.value.is_false()) return add_misses(proof, trace, depth);
  if (!trace.value.is_true() && !trace.value.is_unknown()) return;
  const Node& node = from_.program[trace.node];
  const DerivedRelations& derived = from_.recorder->relations(node.a);
  const Extension& extension = derived.extensions[node.a];
  const auto items = items_asked(trace, from_.program);
  if (!items) return;
  const auto pattern = derived.pattern(from_.program.relations[node.a], *items);
  const std::uint32_t sure = extension.sure.size();
  const bool holds = trace.value.is_true();
  const std::uint32_t end = holds ? sure : sure + extension.possible.size();
  for (std::uint32_t row = holds ? 0 : sure; row < end; ++row) {
    if (!may_be_same(extension.tuple(row), pattern)) continue;
    if (proof.because.size() >= items_shown) {
      ++proof.more;
    } else if (room_for_more(proof)) {
      proof.because.push_back(tuple(node.a, row, depth + 1));
    }
    if (holds) return;
  }
}

/// The tuples that make the network; of a party those that it is in. Possible ones, which leave a
/// measure open, first.
void Prover::add_ties(Explanation& proof, const Trace& trace, std::size_t depth) {
  const Node& node = from_.program[trace.node];
  const DerivedRelations& derived = from_.recorder->relations(node.b);
  const Extension& extension = derived.extensions[node.b];
  const auto kind = from_.program.relations[node.b].columns.front();
  const bool of_party = static_cast<NodeId>(node.c) != NodeId::none;
  TermId party = any_term;
  if (of_party && trace.children.front().value.is(Kind::record))
    party = derived.terms[kind].find(trace.children.front().value).value_or(unmet_term);
  const std::uint32_t sure = extension.sure.size();
  const std::uint32_t rows = sure + extension.possible.size();
  for (std::uint32_t i = 0; i < rows; ++i) {
    const std::uint32_t row = i < rows - sure ? sure + i : i - (rows - sure);
    const auto ends = extension.tuple(row);
    if (!may_be_same(ends[0], party) && !may_be_same(ends[1], party)) continue;
    if (proof.because.size() > ties_shown) {
      ++proof.more;
    } else if (room_for_more(proof)) {
      proof.because.push_back(tuple(node.b, row, depth + 1));
    }
  }
}

Explanation Prover::tuple(std::uint32_t relation, std::uint32_t row, std::size_t depth) {
  used_.roots.insert({relation, row});
  return derived(relation, row, depth);
}

Explanation Prover::derived(std::uint32_t relation, std::uint32_t row, std::size_t depth) {
  ++nodes_;
  used_.tuples.insert({relation, row});
  const DerivedRelations& all = from_.recorder->relations(relation);
  const Extension& extension = all.extensions[relation];
  Explanation proof = holds_or_not(name_of(relation, extension.tuple(row)), true);
  if (!extension.is_sure(row)) {
    proof.value.kind = PlainValue::Kind::unknown;
    for (const PathId path : all.waits[extension.waits[row - extension.sure.size()]])
      proof.value.missing.push_back(from_.facts[from_.facts.outermost(path)].text);
  }
  const auto clause = extension.derivation(row).clause;
  const ClauseProgram& about = from_.program.clauses[clause];
  proof.at = from_.sources.place(about.span);
  if (depth >= limit()) return proof;
  if (told_.contains({relation, row})) {
    proof.told_above = true;
    return proof;
  }
  const DerivationSteps steps = from_.recorder->derivation(relation, row);
  for (std::size_t i = 0; i < about.atoms.size(); ++i)
    if (room_for_more(proof))
      proof.because.push_back(this->derived(about.atoms[i].relation, steps.rows[i], depth + 1));
  for (std::size_t i = 0; i < about.items.size(); ++i) {
    proof.because.push_back(item_of_clause(about, i, steps.items[i]));
  }
  const std::size_t items = proof.because.size();
  for (const auto* traces : {&steps.arguments, &steps.conditions}) {
    for (const Trace& step : *traces)
      if (!is_literal(step) && !is_variable(step)) add(proof, step, depth);
  }
  drop_told_items(proof, items - about.items.size(), items);
  const bool is_shown = depth + 1 < from_.depth;
  if (is_shown && !proof.because.empty() && proof.more == 0) told_.insert({relation, row});
  return proof;
}

// ---------------------------------------------------------------- no tuple

/// Of what a rule asked: no tuple agrees with what is given.
void Prover::add_misses(Explanation& proof, const Trace& trace, std::size_t depth) {
  if (const auto items = items_asked(trace, from_.program))
    add_misses(proof, from_.program[trace.node].a, *items, depth);
}

void Prover::add_misses(Explanation& proof, std::uint32_t relation,
                        std::span<const std::optional<Value>> items, std::size_t depth) {
  const auto asked = tuple_in_words(relation, items, from_);
  if (missed_.contains(asked)) {  // or it rests on itself
    proof.told_above = true;
    return;
  }
  if (depth + 1 < from_.depth) missed_.insert(asked);
  for (const NearMiss& each : from_.recorder->misses(relation, items)) {
    if (!room_for_more(proof)) continue;
    used_.misses.push_back({relation, {items.begin(), items.end()}, each});
    proof.because.push_back(miss(each, items, depth + 1));
  }
}

Explanation Prover::miss(const NearMiss& miss, std::span<const std::optional<Value>> asked,
                         std::size_t depth) {
  ++nodes_;
  const ClauseProgram& clause = from_.program.clauses[miss.clause];
  Explanation proof = holds_or_not(source_text(from_.sources, clause.span), false);
  proof.at = from_.sources.place(clause.span);
  if (depth >= limit()) return proof;
  const DerivedRelations& derived = from_.recorder->relations(clause.relation);
  for (std::size_t i = 0; i < clause.atoms.size(); ++i) {
    if (!miss.rows[i]) continue;
    const auto relation = clause.atoms[i].relation;
    const Extension& extension = derived.extensions[relation];
    used_.roots.insert({relation, *miss.rows[i]});
    proof.because.push_back(holds_or_not(name_of(relation, extension.tuple(*miss.rows[i])), true));
    if (!extension.is_sure(*miss.rows[i]))
      proof.because.back().value.kind = PlainValue::Kind::unknown;
  }
  for (std::size_t i = 0; i < clause.items.size(); ++i) {
    if (!miss.items[i]) continue;
    proof.because.push_back(item_of_clause(clause, i, *miss.items[i]));
    if (miss.perhaps[i]) proof.because.back().note = "not known whether it is in the list";
  }
  if (miss.atom) {
    const AtomProgram& atom = clause.atoms[*miss.atom];
    const bool twice = names_one_twice(atom, miss.asked);  // then `_` would not say what is asked
    proof.because.push_back(holds_or_not(twice ? source_text(from_.sources, atom.span)
                                               : tuple_in_words(atom.relation, miss.asked, from_),
                                         false));
    if (depth + 1 < limit() && !twice && !of_new_record(miss.asked))
      add_misses(proof.because.back(), atom.relation, miss.asked, depth + 1);
  }
  if (miss.item)
    proof.because.push_back(holds_or_not("a fitting " + text_of_item(clause, *miss.item), false));
  const auto add_step = [&](const Trace& step) {
    used_.steps.push_back({step, miss.locals});
    add(proof, step, depth);
  };
  const auto step_of = [&](const Unit& unit) {
    return from_.recorder->expression(unit, miss.locals);
  };
  // What a slot is asked to be by the tuple, or by what was matched.
  const auto wanted_of = [&](std::uint32_t slot) -> std::string {
    const auto place = std::ranges::find(clause.head, slot) - clause.head.begin();
    if (const auto at = static_cast<std::size_t>(place); at < asked.size() && asked[at])
      return argument_in_words(*asked[at], from_);
    for (std::size_t i = 0; i < clause.atoms.size(); ++i) {
      const AtomProgram& atom = clause.atoms[i];
      const auto column = std::ranges::find(atom.slots, slot) - atom.slots.begin();
      if (!miss.rows[i] || column == std::ssize(atom.slots)) continue;
      const auto tuple = derived.extensions[atom.relation].tuple(*miss.rows[i]);
      const TermId term = tuple[static_cast<std::size_t>(column)];
      if (is_known(term))
        return argument_in_words(derived.terms[clause.slots[slot].kind][term], from_);
    }
    return {};
  };
  if (miss.column) {
    const auto slot = clause.head[*miss.column];
    proof.because.push_back(
        holds_or_not(fmt::format("{} is {} and {}", clause.slots[slot].name, wanted_of(slot),
                                 argument_in_words(*asked[*miss.column], from_)),
                     false));
  }
  // `n + 1 is 4: no`, and below it what it is.
  const auto add_argument = [&](std::uint32_t argument) {
    const Trace step = step_of(clause.arguments[argument].value);
    const auto wanted = wanted_of(clause.arguments[argument].slot);
    if (step.value.is_null(NullReason::error) || wanted.empty()) return add_step(step);
    used_.steps.push_back({step, miss.locals});
    Explanation unfit = holds_or_not(source_text(from_, step.node) + " is " + wanted, false);
    if (!is_literal(step)) add(unfit, step, depth + 1);
    proof.because.push_back(std::move(unfit));
  };
  for (const auto argument : miss.unfit) add_argument(argument);
  if (miss.argument) add_argument(*miss.argument);
  // What may hold did not decide it.
  for (const auto condition : miss.unmet) {
    const Trace step = step_of(clause.conditions[condition].unit);
    if (!as_condition(truth(step.value)).has(kinds::true_)) add_step(step);
  }
  return proof;
}

}  // namespace entente::engine
