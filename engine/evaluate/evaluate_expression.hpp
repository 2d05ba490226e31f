// Evaluates the expressions of a Program over a FactBase: every result is a value, unknown
// included. Knows nothing of rules, credit or scorecards; what expressions ask of them comes
// through Environment. Never throws on any facts: a Budget ends what runs away with an error null
// that says which limit was met.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/model/fact_base.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {

/// The value of each sub-expression as it was judged, for explanations. Children in the order
/// judged; those that belong to one item of a list (filter, for, every, …) name it in `item`.
struct Trace {
  NodeId node = NodeId::none;
  Value value;
  PathId fact = PathId::none;  // set when the value was read at this path
  Value item;                  // null unless judged for one item
  bool per_item = false;
  std::vector<Trace> children;
  std::uint32_t left_out = 0;  // children that were judged and for which the budget had no room
};

/// What a rule's outcome can be, as seen by `rule ID is OUTCOME`. Judged in this order: `is
/// unknown` is yes or no by `unknown` alone; one possible outcome decides it, but a fault decides
/// only `is fault` (yes): asked of a fault every other outcome is unknown; an outcome that is not
/// possible is no; all else is unknown(missing), not tight. `missing` may be empty: no fact lifts a
/// fault, and such an unknown spreads like any other, adding nothing to S.
struct RuleSeen {
  std::uint8_t possible = 0;        // bit per grammar::RuleOutcome; exactly one: it is certain
  std::span<const PathId> missing;  // what it waits for when several are possible
  bool unknown = false;             // the outcome reported is `unknown`
};

/// Answers of the judging around an expression. The default of each is "not there" (an error null).
class Environment {
 public:
  virtual ~Environment() = default;
  virtual RuleSeen rule(std::uint32_t index);
  virtual Value score();
  virtual Value score_of(std::uint32_t section);
  virtual Value coverage();
  virtual Value every_must_met();
};

class Interpreter;
struct DerivedRelations;

class ExpressionEvaluator {
 public:
  /// The budget outlives the evaluator; without one it has its own, with the usual limits.
  ExpressionEvaluator(const Program& program, const FactBase& facts, Arena& arena, Budget& budget);
  ExpressionEvaluator(const Program& program, const FactBase& facts, Arena& arena);
  ExpressionEvaluator(ExpressionEvaluator&&) noexcept;
  ~ExpressionEvaluator();

  /// `locals` fill the first slots of the frame. With `trace` every sub-expression is recorded
  /// there.
  [[nodiscard]] Value evaluate(const Unit& unit, std::span<const Value> locals,
                               Environment& environment, Trace* trace = nullptr);
  [[nodiscard]] Budget& budget() { return *budget_; }
  /// Whether these items are a tuple of a relation: yes, no or unknown.
  [[nodiscard]] Value holds(std::uint32_t relation, std::span<const Value> items,
                            Environment& environment);
  /// From here on relations do not keep how their tuples came about: nothing will be explained.
  void leave_derivations_out();
  /// What relations came to, as far as they were asked for; null when there are none.
  [[nodiscard]] std::shared_ptr<const DerivedRelations> relations() const;
  /// Diagnostics worth showing (e.g. an item dropped from a filter because its condition is an
  /// error), each once per place, five of a place and 200 in all at most.
  [[nodiscard]] const std::vector<std::pair<grammar::Span, std::string>>& remarks() const;

 private:
  std::unique_ptr<Budget> own_budget_;
  Budget* budget_;
  std::unique_ptr<Interpreter> interpreter_;
};

}  // namespace entente::engine
