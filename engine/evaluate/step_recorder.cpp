#include "engine/evaluate/step_recorder.hpp"

#include <algorithm>

#include "engine/evaluate/judge_rule.hpp"
#include "engine/evaluate/list_view.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {

/// Rules as they were judged; what only verdicts ask is not there.
class StepRecorder::Finished : public Environment {
 public:
  explicit Finished(const Evaluation& evaluation) {
    for (const auto& rule : evaluation.rules) {
      missing_.push_back(rule.missing);
      std::ranges::sort(missing_.back());
      measured_.push_back(seen_by_rules(rule.measured, rule.measured_unknown));
    }
  }
  RuleSeen rule(std::uint32_t index) override {
    RuleSeen seen = measured_[index];
    if (!is_single(seen.possible)) seen.missing = missing_[index];
    return seen;
  }

 private:
  std::vector<RuleSeen> measured_;
  std::vector<std::vector<PathId>> missing_;
};

StepRecorder::StepRecorder(const Program& program, const FactBase& facts,
                           const Evaluation& evaluation)
    : program_(program),
      facts_(facts),
      evaluation_(evaluation),
      evaluator_(program, facts, arena_),
      environment_(std::make_unique<Finished>(evaluation)) {}

StepRecorder::~StepRecorder() = default;

Trace StepRecorder::expression(const Unit& unit, std::span<const Value> locals) {
  Trace trace;
  (void)evaluator_.evaluate(unit, locals, *environment_, &trace);
  return trace;
}

// ---------------------------------------------------------------- rules

std::vector<RuleSteps> StepRecorder::rule(std::uint32_t index) {
  const auto& rule = program_.rules[index];
  const auto record = [this](const Unit& unit, std::span<const Value> locals) {
    return expression(unit, locals);
  };
  std::vector<RuleSteps> all;
  if (rule.for_each)
    all.push_back({nullptr, {{RuleSteps::Part::Kind::list, 0, expression(rule.list)}}});
  for (const auto& item : evaluation_.rules[index].items)
    all.push_back({rule.for_each ? &item : nullptr, steps_of_item(rule, item, record)});
  return all;
}

// ---------------------------------------------------------------- relations

const std::shared_ptr<const DerivedRelations>& StepRecorder::derived(std::uint32_t relation) {
  const auto& judged = evaluation_.relations;
  if (judged && judged->with_derivations && judged->extensions[relation].evaluated) return judged;
  (void)evaluator_.holds(relation, {}, *environment_);
  own_ = evaluator_.relations();
  return own_;
}

Value StepRecorder::holds(std::uint32_t relation, std::span<const Value> items) {
  return evaluator_.holds(relation, items, *environment_);
}

std::vector<NearMiss> StepRecorder::misses(std::uint32_t relation,
                                           std::span<const std::optional<Value>> items) {
  const auto evaluate = [this](const Unit& unit, std::span<const Value> locals) {
    return evaluator_.evaluate(unit, locals, *environment_);
  };
  const Runtime runtime{arena_, program_.vocabulary, facts_.today, facts_.now};
  return near_misses(program_, relations(relation), runtime, evaluate, relation, items);
}

namespace {

/// Retraces one match: binds the variables of a clause in the order in which it was matched.
class Match {
 public:
  Match(const Program& program, const DerivedRelations& derived, const Runtime& runtime,
        std::uint32_t clause)
      : derived_(derived),
        runtime_(runtime),
        clause_(program.clauses[clause]),
        locals_(clause_.variables),
        bound_(clause_.slots.size()) {}

  void bind(std::span<const std::uint32_t> slots, std::span<const TermId> tuple) {
    for (std::size_t i = 0; i < slots.size(); ++i)
      if (slots[i] != ClauseSlot::none && is_known(tuple[i]))
        bind(slots[i], derived_.terms[clause_.slots[slots[i]].kind][tuple[i]]);
  }
  /// The item of a list at a place; a null where the place cannot be told.
  Value item(const ItemProgram& item, const Value& list, std::uint32_t place) {
    if (bound_[item.slot]) return locals_[item.slot];
    const ListView items = list.is_null() ? ListView() : view(runtime_, list);
    Value value;
    if (place == Derivation::tail) {
      value = items.tail_item;
    } else if (place < items.items.size()) {
      value = items.items[place].value;
    }
    bind(item.slot, value);
    return value;
  }
  [[nodiscard]] std::span<const Value> locals() {
    for (std::uint32_t i = 0; i < clause_.variables; ++i)
      if (!bound_[i])
        locals_[i] =
            unknown_of_type(runtime_.vocabulary, clause_.slots[i].type, {}, runtime_.arena);
    return locals_;
  }

 private:
  void bind(std::uint32_t slot, const Value& value) {
    if (bound_[slot]) return;
    bound_[slot] = true;
    if (slot < clause_.variables) locals_[slot] = value;
  }

  const DerivedRelations& derived_;
  const Runtime& runtime_;
  const ClauseProgram& clause_;
  std::vector<Value> locals_;
  std::vector<bool> bound_;  // slots
};

}  // namespace

DerivationSteps StepRecorder::derivation(std::uint32_t relation, std::uint32_t row) {
  const auto& derived = relations(relation);
  const auto& extension = derived.extensions[relation];
  const auto made = extension.derivation(row);
  const auto& clause = program_.clauses[made.clause];
  DerivationSteps steps;
  steps.clause = made.clause;
  steps.rows = made.parents.first(clause.atoms.size());
  const Runtime runtime{arena_, program_.vocabulary, facts_.today, facts_.now};
  Match match(program_, derived, runtime, made.clause);
  match.bind(clause.head, extension.tuple(row));
  for (std::size_t i = 0; i < clause.atoms.size(); ++i) {
    const auto& atom = clause.atoms[i];
    match.bind(atom.slots, derived.extensions[atom.relation].tuple(steps.rows[i]));
  }
  for (std::size_t i = 0; i < clause.items.size(); ++i) {
    const auto& item = clause.items[i];
    const auto list =
        evaluator_.evaluate(clause.lists[item.list].unit, match.locals(), *environment_);
    steps.items.push_back(match.item(item, list, made.parents[clause.atoms.size() + i]));
  }
  const auto locals = match.locals();
  steps.locals.assign(locals.begin(), locals.end());
  for (const auto& argument : clause.arguments)
    steps.arguments.push_back(expression(argument.value, steps.locals));
  for (const auto& condition : clause.conditions)
    steps.conditions.push_back(expression(condition.unit, steps.locals));
  return steps;
}

}  // namespace entente::engine
