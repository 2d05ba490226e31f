// Single expressions over a list of 100 commitments: what one form costs, compiled once.
#include <benchmark/benchmark.h>

#include <stdexcept>

#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/program/compile.hpp"
#include "grammar/parse.hpp"

namespace entente::bench {
namespace {

engine::CompiledExpression compiled(const std::string& text,
                                    const std::vector<std::string>& variables) {
  grammar::Sources sources;
  const auto parsed = grammar::parse_expression(sources, sources.add("expression", text));
  auto result = engine::compile_expression(sources, parsed, variables);
  if (grammar::has_errors(parsed.diagnostics) || grammar::has_errors(result.diagnostics))
    throw std::runtime_error("not an expression: " + text);
  return result;
}

engine::FactBase facts_of_the_day() {
  engine::FactBase facts;
  facts.today = *engine::parse_date("2026-11-01");
  return facts;
}

/// Evaluates once, in a memory of its own, and gives it to `use`.
template <class Use>
void evaluate(const engine::CompiledExpression& expression, const engine::FactBase& facts,
              std::span<const engine::Value> locals, engine::Arena& arena, Use use) {
  engine::ExpressionEvaluator evaluator(expression.program, facts, arena);
  engine::Environment nothing;
  use(evaluator.evaluate(expression.unit, locals, nothing));
}

void expression(benchmark::State& state, const char* text) {
  const auto facts = facts_of_the_day();
  const auto list = compiled(
      "for i in 1..100 return {by: if modulo(i, 3) = 0 then \"Westbrook\" else \"Lantern Arts\", "
      "due: 2026-05-01 + duration(\"P\" + string(i * 3) + \"D\"), amount: i * 1.25}",
      {});
  const auto measured = compiled(text, {"commitments"});
  engine::Arena list_arena;
  engine::Arena arena;
  evaluate(list, facts, {}, list_arena, [&](const engine::Value& commitments) {
    for (auto _ : state) {
      evaluate(measured, facts, std::span(&commitments, 1), arena,
               [](const engine::Value& value) { benchmark::DoNotOptimize(value); });
      arena.reset();
    }
  });
}
BENCHMARK_CAPTURE(expression, arithmetic, "1.25 * 3 + 10 / 4 >= 6.1");
BENCHMARK_CAPTURE(expression, date, "2026-10-15 within 30 days and 2026-11-01 before today");
BENCHMARK_CAPTURE(expression, filter, "commitments[by = \"Westbrook\" and due < today]");
BENCHMARK_CAPTURE(expression, share, "(share of commitments with due < today) >= 80%");
BENCHMARK_CAPTURE(expression, every, "every c in commitments satisfies c.amount > 1");
BENCHMARK_CAPTURE(expression, every_two,
                  "every two a, b in commitments satisfies a.amount != b.amount");
BENCHMARK_CAPTURE(expression, map_and_sum, "sum(for c in commitments return c.amount * 2)");
BENCHMARK_CAPTURE(expression, sum_of_a_field, "sum(commitments.amount)");
BENCHMARK_CAPTURE(expression, distinct, "count(distinct values(commitments.by)) = 2");

}  // namespace
}  // namespace entente::bench
