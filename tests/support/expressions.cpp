#include "tests/support/expressions.hpp"

#include "grammar/parse.hpp"

namespace entente::tests {

std::string Evaluated::text() const {
  if (!problem.empty()) return problem;
  if (!value.is_null(engine::NullReason::error))
    return to_text(value, compiled.program.vocabulary, true);
  const auto message = value.error_message();
  return message.empty() ? "error" : "error: " + std::string(message);
}

Evaluated evaluate_text(const std::string& expression, const Variables& variables,
                        engine::Budget::Limits limits) {
  Evaluated result;
  grammar::Sources sources;
  const auto file = sources.add("expression", expression);
  const auto parsed = grammar::parse_expression(sources, file);
  for (const auto& diagnostic : parsed.diagnostics) {
    if (diagnostic.severity == grammar::Severity::error)
      result.problem += render_short(diagnostic, sources);
  }
  if (!result.problem.empty()) return result;
  std::vector<std::string> names;
  std::vector<engine::Value> values;
  for (const auto& [name, value] : variables) {
    names.push_back(name);
    values.push_back(value);
  }
  result.compiled = engine::compile_expression(sources, parsed, names);
  for (const auto& diagnostic : result.compiled.diagnostics)
    result.problem += render_short(diagnostic, sources);
  if (!result.problem.empty()) return result;
  engine::FactBase facts;
  facts.today = *engine::parse_date("2026-11-01");
  engine::Environment environment;
  engine::Budget budget(limits);
  engine::ExpressionEvaluator evaluator(result.compiled.program, facts, *result.arena, budget);
  result.value = evaluator.evaluate(result.compiled.unit, values, environment);
  for (const auto& [place, remark] : evaluator.remarks()) result.remarks.push_back(remark);
  return result;
}

}  // namespace entente::tests
