// What was judged of a rule, told again with every step kept. It comes after all judging, so that
// what is kept changes no outcome. Words nothing; see engine/explain.
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "engine/evaluate/judge_rule.hpp"

namespace entente::engine {

/// What was judged of a rule for one item, in order; an absent clause has no trace.
struct RuleSteps {
  struct Part {
    enum class Kind : std::uint8_t { list, applies, due, check, credit, amount } kind = Kind::check;
    std::uint32_t index = 0;  // of a check or a credit
    Trace trace;
  };
  const ItemJudgement* item = nullptr;  // null: of the rule as a whole
  std::vector<Part> parts;
};

/// Judges an expression with every step kept; the locals fill the first slots of its frame.
using RecordExpression = std::function<Trace(const Unit&, std::span<const Value>)>;

/// In the order judged, and no further: not past a gate that surely does not hold, no credit that
/// was not asked for.
[[nodiscard]] std::vector<RuleSteps::Part> steps_of_item(const RuleProgram& rule,
                                                         const ItemJudgement& item,
                                                         const RecordExpression& record);

/// Keeps the steps of every item of the rules, or of those that fail; once the evaluator's budget
/// is exhausted, of no more.
void record_rules(const Program& program, ExpressionEvaluator& evaluator, Recording which,
                  std::vector<JudgedRule>& rules);

}  // namespace entente::engine
