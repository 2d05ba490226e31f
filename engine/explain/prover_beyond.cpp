// A proof beyond one expression: where it asks a rule, on into the checks of that rule; where it
// asks a relation, on into the clause from which the tuple follows, and so on down to the facts.
#include <array>

#include "engine/evaluate/relations/clause_matcher.hpp"
#include "engine/explain/prover.hpp"
#include "engine/explain/source_text.hpp"
#include "engine/result.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t items_on_a_page = 50;

bool agrees(std::span<const TermId> tuple, std::span<const TermId> asked) {
  for (std::size_t i = 0; i < tuple.size(); ++i)
    if (tuple[i] != asked[i] && tuple[i] != any_term && asked[i] != any_term) return false;
  return true;
}

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
  if (depth < limit()) add_judged(proof, index, Shown::deciding, depth);
  return proof;
}

void Prover::add_judged(Explanation& proof, std::uint32_t index, Shown shown, std::size_t depth) {
  const RuleProgram& rule = from_.program.rules[index];
  const RuleJudgement& judged = from_.evaluation->rules[index];
  if (!judged.per_item) {
    if (judged.items.empty()) return;
    add_gates(proof, judged.items.front(), depth);
    return add_checks(proof, rule, judged.items.front(), shown, depth);
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

std::string Prover::name_of(std::uint32_t relation, std::span<const TermId> tuple) const {
  const RelationProgram& about = from_.program.relations[relation];
  const DerivedRelations& derived = from_.recorder->relations(relation);
  std::string name = about.name + '(';
  for (std::size_t i = 0; i < tuple.size(); ++i) {
    if (i > 0) name += ", ";
    name += tuple[i] == any_term ? "?"
                                 : item_in_words(derived.terms[about.columns[i]][tuple[i]],
                                                 from_.program.vocabulary, from_.facts);
  }
  return name + ')';
}

/// The tuples that answer `relation(…)`: the first sure one, or the possible ones.
void Prover::add_tuples(Explanation& proof, const Trace& trace, std::size_t depth) {
  if (!trace.value.is_true() && !trace.value.is_unknown()) return;
  const Node& node = from_.program[trace.node];
  const DerivedRelations& derived = from_.recorder->relations(node.a);
  const Extension& extension = derived.extensions[node.a];
  const RelationProgram& relation = from_.program.relations[node.a];
  std::array<TermId, most_columns> asked{};
  std::size_t given = 0;
  for (std::uint32_t i = 0; i < node.count; ++i) {
    if (from_.program.operands[node.b + i] == static_cast<std::uint32_t>(NodeId::none)) continue;
    if (given >= trace.children.size()) return;  // not all of them were kept
    const auto term = derived.terms[relation.columns[i]].find(trace.children[given++].value);
    asked[i] = term.value_or(any_term);
  }
  const std::span<const TermId> pattern(asked.data(), node.count);
  const std::uint32_t sure = extension.sure.size();
  const bool holds = trace.value.is_true();
  const std::uint32_t end = holds ? sure : sure + extension.possible.size();
  for (std::uint32_t row = holds ? 0 : sure; row < end; ++row) {
    if (node.count > 0 && !agrees(extension.tuple(row), pattern)) continue;
    if (proof.because.size() >= items_shown) {
      ++proof.more;
    } else if (room_for_more(proof)) {
      proof.because.push_back(tuple(node.a, row, depth + 1));
    }
    if (holds) return;
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
  Explanation proof;
  proof.text = name_of(relation, extension.tuple(row));
  proof.value.kind = PlainValue::Kind::boolean;
  proof.value.boolean = true;
  if (!extension.is_sure(row)) {
    proof.value.kind = PlainValue::Kind::unknown;
    for (const PathId path : all.waits[extension.waits[row - extension.sure.size()]])
      proof.value.missing.push_back(from_.facts[from_.facts.outermost(path)].text);
  }
  const auto clause = extension.derivation(row).clause;
  const ClauseProgram& about = from_.program.clauses[clause];
  proof.at = from_.sources.place(about.span);
  if (depth >= limit()) return proof;
  const DerivationSteps steps = from_.recorder->derivation(relation, row);
  for (std::size_t i = 0; i < about.atoms.size(); ++i)
    if (room_for_more(proof))
      proof.because.push_back(this->derived(about.atoms[i].relation, steps.rows[i], depth + 1));
  for (std::size_t i = 0; i < about.items.size(); ++i) {
    Explanation item;
    const auto& list = about.lists[about.items[i].list];
    item.text = about.slots[about.items[i].slot].name + " in " + text_of(list.unit.root);
    item.value = shown(steps.items[i]);
    if (steps.items[i].is(Kind::record) && steps.items[i].record().path != PathId::none)
      add_fact(item, steps.items[i].record().path);
    proof.because.push_back(std::move(item));
  }
  const std::size_t items = proof.because.size();
  for (const auto* traces : {&steps.arguments, &steps.conditions}) {
    for (const Trace& step : *traces)
      if (!is_literal(step) && !is_variable(step)) add(proof, step, depth);
  }
  drop_told_items(proof, items - about.items.size(), items);
  return proof;
}

}  // namespace entente::engine
