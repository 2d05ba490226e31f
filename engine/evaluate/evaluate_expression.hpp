// Evaluates the expressions of a Program over a FactBase: every result is a value, unknown
// included. Knows nothing of rules, credit or scorecards; what expressions ask of them comes
// through Surroundings. Never throws on any facts; a step budget ends runaway work with an error
// null that says so.
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
class Surroundings {
 public:
  virtual ~Surroundings() = default;
  virtual RuleSeen rule(std::uint32_t index);
  virtual Value score();
  virtual Value score_of(std::uint32_t section);
  virtual Value coverage();
  virtual Value every_must_met();
};

class Interpreter;

class ExpressionEvaluator {
 public:
  struct Limits {
    std::uint64_t steps = 50'000'000;  // nodes judged and list items made, in all
    std::uint32_t depth = 200;         // calls within calls
  };

  ExpressionEvaluator(const Program& program, const FactBase& facts, Arena& arena);
  ExpressionEvaluator(const Program& program, const FactBase& facts, Arena& arena, Limits limits);
  ExpressionEvaluator(ExpressionEvaluator&&) noexcept;
  ~ExpressionEvaluator();

  /// `locals` fill the first slots of the frame. With `trace` every sub-expression is recorded
  /// there.
  [[nodiscard]] Value evaluate(const Unit& unit, std::span<const Value> locals,
                               Surroundings& around, Trace* trace = nullptr);
  /// True once the step budget ran out.
  [[nodiscard]] bool exhausted() const;
  /// Diagnostics worth showing (e.g. an item dropped from a filter because its condition is an
  /// error), each once per place.
  [[nodiscard]] const std::vector<std::pair<grammar::Span, std::string>>& remarks() const;

 private:
  std::unique_ptr<Interpreter> interpreter_;
};

}  // namespace entente::engine
