// Judges single expressions once more after an evaluation, with every step kept: the value of a
// definition or an inference for some arguments, how a tuple of a relation came about. Rules answer
// as they were judged. The program, the facts and the evaluation must outlive it; it must outlive
// the traces it gives. Words nothing; see engine/explain.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/evaluate/evaluation.hpp"
#include "engine/evaluate/relations/near_misses.hpp"
#include "engine/evaluate/rule_steps.hpp"

namespace entente::engine {

/// The derivation of one tuple told again: what each part of its clause was matched with.
struct DerivationSteps {
  std::uint32_t clause = 0;             // index of Program::clauses
  std::span<const std::uint32_t> rows;  // of the relation of each atom
  std::vector<Value> items;             // of each `for`; a null where it cannot be told
  std::vector<Value> locals;            // its variables
  std::vector<Trace> arguments;         // as ClauseProgram::arguments
  std::vector<Trace> conditions;        // as ClauseProgram::conditions
};

class StepRecorder {
 public:
  StepRecorder(const Program& program, const FactBase& facts, const Evaluation& evaluation);
  StepRecorder(const StepRecorder&) = delete;
  StepRecorder& operator=(const StepRecorder&) = delete;
  ~StepRecorder();

  /// `locals` fill the first slots of the frame.
  [[nodiscard]] Trace expression(const Unit& unit, std::span<const Value> locals = {});
  /// The list of `for each` first, then each item as far as it was judged.
  [[nodiscard]] std::vector<RuleSteps> rule(std::uint32_t rule);

  /// Those of the evaluation where it asked for this relation; else it is derived now. A row below
  /// belongs to these.
  [[nodiscard]] const std::shared_ptr<const DerivedRelations>& derived(std::uint32_t relation);
  [[nodiscard]] const DerivedRelations& relations(std::uint32_t relation) {
    return *derived(relation);
  }
  /// Whether these items are a tuple of it: yes, no or unknown.
  [[nodiscard]] Value holds(std::uint32_t relation, std::span<const Value> items);
  /// Why no clause derives such a tuple; an absent item is anything.
  [[nodiscard]] std::vector<NearMiss> misses(std::uint32_t relation,
                                             std::span<const std::optional<Value>> items);
  [[nodiscard]] DerivationSteps derivation(std::uint32_t relation, std::uint32_t row);

 private:
  class Finished;

  const Program& program_;
  const FactBase& facts_;
  const Evaluation& evaluation_;
  Arena arena_;
  ExpressionEvaluator evaluator_;
  std::unique_ptr<Finished> environment_;
  std::shared_ptr<const DerivedRelations> own_;
};

}  // namespace entente::engine
