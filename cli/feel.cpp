// `entente feel`: evaluate one expression.
#include <fmt/format.h>

#include <ostream>

#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/program/compile.hpp"

namespace entente::cli {
namespace {

struct FeelOptions {
  std::string expression;
  std::string context;
  std::string today;
};

using Variables = std::vector<std::string>;

/// An expression and all that its value refers to.
struct Evaluated {
  engine::CompiledExpression compiled;
  engine::FactBase facts;
  engine::Arena arena;
  engine::Value value;
};

std::unique_ptr<Evaluated> evaluate(const std::string& name, const std::string& text,
                                    const Variables& variables,
                                    std::span<const engine::Value> values, engine::Date today,
                                    const Console& console) {
  grammar::Sources sources;
  const grammar::FileId file = sources.add(name, text);
  const auto parsed = grammar::parse_expression(sources, file);
  refuse_errors(console, parsed.diagnostics, sources);
  auto result = std::make_unique<Evaluated>();
  result->facts.today = today;
  result->compiled = engine::compile_expression(sources, parsed, variables);
  refuse_errors(console, result->compiled.diagnostics, sources);
  engine::ExpressionEvaluator evaluator(result->compiled.program, result->facts, result->arena);
  engine::Surroundings nothing;
  result->value = evaluator.evaluate(result->compiled.unit, values, nothing);
  for (const auto& [span, remark] : evaluator.remarks())
    console.err << fmt::format("note: {}: {}\n", sources.place(span), remark);
  return result;
}

std::string_view why_null(const engine::Value& value) {
  switch (value.null_reason()) {
    case engine::NullReason::none:
      return "none: known not to be there";
    case engine::NullReason::nothing:
      return "nothing: there was nothing to judge";
    case engine::NullReason::error:
      break;
  }
  return value.error_message().empty() ? "an error" : value.error_message();
}

Exit feel(const FeelOptions& options, Console& console) {
  const engine::Date today = options.today.empty() ? run_date() : required_date(options.today);
  Variables names;
  std::vector<engine::Value> values;
  std::unique_ptr<Evaluated> context;
  if (!options.context.empty()) {
    context = evaluate("--context", options.context, {}, {}, today, console);
    if (!context->value.is(engine::Kind::context))
      throw Failure(Exit::wrong_use, "`--context` is not an object, such as {\"x\": 1}");
    for (const engine::ContextField& field : context->value.context().fields) {
      names.emplace_back(field.name);
      values.push_back(field.value);
    }
  }
  const auto result = evaluate("expression", options.expression, names, values, today, console);
  if (result->value.is_null()) {
    console.out << "null\n";
    console.err << fmt::format("note: {}\n", why_null(result->value));
  } else {
    console.out << engine::to_text(result->value, result->compiled.program.vocabulary, true)
                << '\n';
  }
  return Exit::done;
}

}  // namespace

void add_feel(Command& program) {
  auto& command = program.command("feel", "Evaluate one expression");
  auto options = std::make_shared<FeelOptions>();
  command.argument("EXPRESSION", options->expression, "As in a rule, without facts");
  command.option("--context", "JSON", options->context,
                 "Values for its names: a JSON object; dates and durations as {d: 2026-11-01}");
  command.option("--today", "DATE", options->today, "What `today` is; without it the run's date");
  command.notes =
      "Examples:\n"
      "  entente feel 'sum(for x in [1, 2, 3] return x * x)'\n"
      "  entente feel 'due before today' --context '{due: 2026-10-01}'";
  command.run = [options](Console& console) { return feel(*options, console); };
}

}  // namespace entente::cli
