#include "engine/evaluate/rule_steps.hpp"

#include <memory>
#include <utility>

#include "engine/evaluate/findings.hpp"
#include "engine/evaluate/judge_all.hpp"

namespace entente::engine {
namespace {

void keep(RuleSteps::Part&& part, ItemJudgement& item) {
  using Is = RuleSteps::Part::Kind;
  auto trace = std::make_shared<Trace>(std::move(part.trace));
  switch (part.kind) {
    case Is::list:
      return;
    case Is::applies:
      item.applies = std::move(trace);
      return;
    case Is::due:
      item.due = std::move(trace);
      return;
    case Is::check:
      item.checks[part.index].trace = std::move(trace);
      return;
    case Is::credit:
      item.credits[part.index].condition = std::move(trace);
      return;
    case Is::amount:
      item.credits[part.index].amount = std::move(trace);
      return;
  }
}

bool fails(const ItemJudgement& item) {
  return item.outcome != Outcome::met && item.outcome != Outcome::not_applicable;
}

}  // namespace

std::vector<RuleSteps::Part> steps_of_item(const RuleProgram& rule, const ItemJudgement& item,
                                           const RecordExpression& record) {
  using Is = RuleSteps::Part::Kind;
  std::vector<RuleSteps::Part> parts;
  const Value both[2] = {item.item, item.second};
  const std::span<const Value> locals(both, rule.for_each_two ? 2U : rule.for_each ? 1U : 0U);
  const auto add = [&](Is kind, std::uint32_t index, const Unit& unit) {
    if (unit.root != NodeId::none) parts.push_back({kind, index, record(unit, locals)});
  };
  const auto gate = [&](Is kind, const Unit& unit) {
    add(kind, 0, unit);
    return unit.root == NodeId::none || find_condition(parts.back().trace.value).yes;
  };
  if (!gate(Is::applies, rule.applies) || !gate(Is::due, rule.due)) return parts;
  for (std::uint32_t i = 0; i < item.checks.size(); ++i)
    add(Is::check, i, rule.checks[i].condition);
  for (std::uint32_t i = 0; i < item.credits.size(); ++i) {
    add(Is::credit, i, rule.credits[i].condition);
    add(Is::amount, i, rule.credits[i].amount);
  }
  return parts;
}

void record_rules(const Program& program, ExpressionEvaluator& evaluator, Recording which,
                  std::vector<JudgedRule>& rules) {
  JudgedRules environment(rules);
  const auto record = [&](const Unit& unit, std::span<const Value> locals) {
    Trace trace;
    (void)evaluator.evaluate(unit, locals, environment, &trace);
    return trace;
  };
  for (const auto index : program.rule_order) {
    for (auto& item : rules[index].judgement.items) {
      if (which == Recording::failed && !fails(item)) continue;
      auto parts = steps_of_item(program.rules[index], item, record);
      if (evaluator.budget().exhausted()) return;
      for (auto& part : parts) keep(std::move(part), item);
    }
  }
}

}  // namespace entente::engine
