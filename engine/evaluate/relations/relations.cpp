#include "engine/evaluate/relations/relations.hpp"

#include <fmt/format.h>

#include "engine/evaluate/interpreter.hpp"
#include "engine/evaluate/relations/derive_stratum.hpp"

namespace entente::engine {
namespace {

/// Some value of this kind, of which nothing is known; it waits for nothing of its own.
Value any_of(const TermKind& kind, const Vocabulary& vocabulary, Arena& arena) {
  return unknown_of_type(vocabulary, kind.type, {}, arena);
}

}  // namespace

/// What is asked for: in the columns given a term, or `any_term` for an item that is not known.
struct Relations::Asked {
  std::array<TermId, most_columns> terms{};
  std::size_t count = 0;
  ColumnSet given = 0;
  Missing missing;
  Missing faults;     // what those items wait for that may be errors
  bool known = true;  // every item that is given

  explicit Asked(Arena& arena) : missing(arena), faults(arena) {}
  [[nodiscard]] std::span<const TermId> tuple() const { return {terms.data(), count}; }
  [[nodiscard]] bool whole() const { return given + 1 == ColumnSet{1} << count; }
};

Relations::Relations(const Program& program, const FactBase& facts, Interpreter& interpreter,
                     Budget& budget)
    : program_(program),
      interpreter_(interpreter),
      budget_(budget),
      derived_(std::make_shared<DerivedRelations>(program, facts, interpreter.runtime().arena)),
      shared_(derived_),
      setting_{program, interpreter, budget, *derived_, {}},
      running_(program.strata.size()) {
  for (const auto& kind : program.term_kinds)
    setting_.unknown_terms.push_back(any_of(kind, program.vocabulary, interpreter.runtime().arena));
  for (const auto& relation : program.relations) {
    auto& indexes = indexes_.emplace_back();
    for (const auto columns : relation.indexes) {
      indexes.sure.emplace_back(columns);
      indexes.possible.emplace_back(columns);
    }
  }
}

void Relations::leave_derivations_out() {
  derived_->with_derivations = false;
  for (auto& extension : derived_->extensions) extension.leave_derivations_out();
}

// ---------------------------------------------------------------- evaluating

const Extension& Relations::extension(std::uint32_t relation) {
  auto& extension = derived_->extensions[relation];
  if (!extension.evaluated) evaluate(program_.relations[relation].stratum);
  return extension;
}

void Relations::evaluate(std::uint32_t index) {
  if (running_[index]) return;
  running_[index] = true;
  const auto& stratum = program_.strata[index];
  for (const auto relation : stratum)
    for (const auto clause : program_.relations[relation].clauses)
      for (const auto& atom : program_.clauses[clause].atoms) (void)extension(atom.relation);
  auto why = broken_below(stratum);
  if (!why) why = derive(stratum);
  for (const auto relation : stratum) {
    derived_->extensions[relation].evaluated = true;
    derived_->extensions[relation].broken = why;
  }
}

/// On an account of its own: whoever asks first does not pay. The error when it goes over.
std::optional<Value> Relations::derive(const Stratum& stratum) {
  const auto& runtime = interpreter_.runtime();
  const auto& limits = budget_.limits();
  try {
    const Budget::Expression account(budget_);
    const Arena::Charge charge(runtime.arena, &budget_);
    derive_stratum(setting_, stratum, indexes_);
  } catch (const OverBudget& over) {
    const Arena::Charge uncharged(runtime.arena, nullptr);
    return runtime.error(over.what());
  }
  const Arena::Charge uncharged(runtime.arena, nullptr);
  const auto& name = program_.relations[stratum.front()].name;
  if (derived_->tuples > limits.tuples)
    return runtime.error(fmt::format("relation `{}` grows beyond {} tuples", name, limits.tuples));
  if (derived_->matches > limits.matches)
    return runtime.error(
        fmt::format("relation `{}` takes more than {} steps", name, limits.matches));
  if (budget_.exhausted()) return runtime.error(budget_.why_exhausted());
  return std::nullopt;
}

std::optional<Value> Relations::broken_below(const Stratum& stratum) const {
  for (const auto relation : stratum)
    for (const auto clause : program_.relations[relation].clauses)
      for (const auto& atom : program_.clauses[clause].atoms)
        if (derived_->extensions[atom.relation].broken)
          return derived_->extensions[atom.relation].broken;
  return std::nullopt;
}

// ---------------------------------------------------------------- asking

Value Relations::holds(std::uint32_t relation, std::span<const Value> items, ColumnSet given) {
  const auto& extension = this->extension(relation);
  if (extension.broken) return *extension.broken;
  const auto& columns = program_.relations[relation].columns;
  Asked asked(interpreter_.runtime().arena);
  asked.count = columns.size();
  asked.given = given;
  bool null = false;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if ((given >> i & 1U) == 0) continue;
    if (items[i].is_null(NullReason::error)) return items[i];
    null = null || items[i].is_null();
    asked.known = asked.known && !items[i].is_unknown();
    asked.missing.add(items[i]);
    if (kinds_of(items[i]).has(kinds::error)) asked.faults.add(items[i]);
    if (!items[i].is_unknown())
      asked.terms[i] = derived_->terms[columns[i]].find(items[i]).value_or(unmet_term);
  }
  if (null) return no(asked);
  if (asked.known && among_sure(relation, asked)) return Value::boolean(true);
  return among_possible(extension, asked);
}

bool Relations::among_sure(std::uint32_t relation, const Asked& asked) {
  const auto& sure = derived_->extensions[relation].sure;
  if (asked.whole()) return sure.find(asked.terms.data()) != TupleTable::none;
  if (asked.given == 0) return sure.size() > 0;
  auto& index = asked_.try_emplace({relation, asked.given}, TupleIndex(asked.given)).first->second;
  index.follow(sure);
  return index.first(asked.terms.data()) != TupleIndex::none;
}

/// It waits for what those possible tuples wait for that it may be. Where the items are not known
/// and a sure tuple may be the one, they are all it waits for.
Value Relations::among_possible(const Extension& extension, const Asked& asked) {
  auto& sets = derived_->waits;
  WaitId waits{};
  bool may_be = false;
  const auto take = [&](std::uint32_t row) {
    may_be = true;
    waits = sets.joined(waits, extension.waits[row]);
  };
  const auto agrees_with = [&](std::span<const TermId> tuple) {
    budget_.spend(1);
    return may_be_same(tuple, asked.tuple());
  };
  if (asked.known && asked.whole()) {
    const auto exact = extension.possible.find(asked.terms.data());
    if (exact != TupleTable::none) take(exact);
    for (const auto row : extension.loose)
      if (agrees_with(extension.possible[row])) take(row);
  } else {
    for (std::uint32_t row = 0; row < extension.sure.size() && !asked.known && !may_be; ++row)
      may_be = agrees_with(extension.sure[row]);
    const bool sure = may_be;
    for (std::uint32_t row = 0; row < extension.possible.size() && !sure; ++row)
      if (agrees_with(extension.possible[row])) take(row);
  }
  if (!may_be) return no(asked);
  Missing missing = asked.missing;
  missing.add_set(sets[waits]);
  const auto faults = asked.faults.any() ? kinds::error : KindSet();
  return settle(interpreter_.runtime(), kinds::boolean | faults, missing);
}

/// Unless an item turns out to be an error.
Value Relations::no(const Asked& asked) const {
  if (!asked.faults.any()) return Value::boolean(false);
  Missing missing = asked.faults;
  return settle(interpreter_.runtime(), kinds::false_ | kinds::error, missing);
}

}  // namespace entente::engine
