// `entente feel`: evaluates one expression, or runs conformance cases.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>
#include <string_view>
#include <vector>

#include "cli/clock.hpp"
#include "cli/commands.hpp"
#include "cli/feel_cases.hpp"
#include "cli/null_reason.hpp"
#include "engine/evaluate/expression_session.hpp"
#include "grammar/keywords.hpp"

namespace entente::cli {
namespace {

struct FeelOptions {
  std::string expression;
  std::string context;
  std::string cases;
  std::string today;
};

using engine::ExpressionSession;
using engine::Value;

Value evaluate(ExpressionSession& session, const std::string& source, const std::string& text,
               const Console& console) {
  const Value value = session.evaluate(source, text);
  refuse_errors(console, session.diagnostics(), session.sources());
  return value;
}

void define_context(ExpressionSession& session, const std::string& text, const Console& console) {
  const Value context = evaluate(session, "--context", text, console);
  if (!context.is(engine::Kind::context))
    throw Failure(Exit::wrong_use, "`--context` is not an object, such as {\"x\": 1}");
  for (const engine::ContextField& field : context.context().fields) {
    if (grammar::is_reserved(field.name))
      throw Failure(
          Exit::wrong_use,
          fmt::format("`{}` in `--context` is a word of the language, which no name can be"
                      "{}",
                      field.name, field.name == "today" ? "; give `--today`" : ""));
    session.define(std::string(field.name), field.value);
  }
}

/// Errors within a list or a context, as a null on its own says why it is one.
void add_reasons(const Value& value, std::vector<std::string_view>& reasons) {
  if (value.is_null(engine::NullReason::error)) {
    if (std::ranges::find(reasons, why_null(value)) == reasons.end())
      reasons.push_back(why_null(value));
  } else if (value.is(engine::Kind::list)) {
    for (const engine::ListItem& item : value.list().items) add_reasons(item.value, reasons);
  } else if (value.is(engine::Kind::context)) {
    for (const engine::ContextField& field : value.context().fields)
      add_reasons(field.value, reasons);
  }
}

Exit feel(const FeelOptions& options, Console& console) {
  engine::DateTime now = run_moment();
  if (!options.today.empty()) now.date = required_date(options.today);
  if (!options.cases.empty()) {
    if (!options.expression.empty() || !options.context.empty())
      throw Failure(Exit::wrong_use, "`--cases` stands without an expression and a context");
    return feel_cases(options.cases, now, console);
  }
  if (options.expression.empty())
    throw Failure(Exit::wrong_use, "an expression is needed, or `--cases FILE`");
  ExpressionSession session(now, engine::Typing::checked);
  if (!options.context.empty()) define_context(session, options.context, console);
  const Value value = evaluate(session, "expression", options.expression, console);
  for (const auto& [span, remark] : session.remarks())
    console.err << fmt::format("note: {}: {}\n", session.sources().place(span), remark);
  if (value.is_null()) {
    console.out << "null\n";
    console.err << fmt::format("note: {}\n", why_null(value));
  } else {
    console.out << engine::to_text(value, session.vocabulary(), true) << '\n';
    std::vector<std::string_view> reasons;
    add_reasons(value, reasons);
    constexpr std::size_t shown = 5;
    reasons.resize(std::min(reasons.size(), shown));
    for (const std::string_view why : reasons) console.err << fmt::format("note: {}\n", why);
  }
  return Exit::done;
}

}  // namespace

void add_feel(Command& program) {
  auto& command = program.command("feel", "Evaluate one expression, or run conformance cases");
  auto options = std::make_shared<FeelOptions>();
  command.optional_expression("EXPRESSION", options->expression, "As in a rule, without facts");
  command.option("--context", "JSON", options->context,
                 "Values for its names: a JSON object; dates and durations as {d: 2026-11-01}");
  command.option("--cases", "FILE", options->cases,
                 "Run the conformance cases of a file, one JSON object a line; - reads standard "
                 "input");
  command.option("--today", "DATE", options->today, "What `today` is; without it the run's date");
  command.notes =
      "Examples:\n"
      "  entente feel 'sum(for x in [1, 2, 3] return x * x)'\n"
      "  entente feel 'due before today' --context '{due: 2026-10-01}'\n"
      "  entente feel --cases cases.ndjson";
  command.run = [options](Console& console) { return feel(*options, console); };
}

}  // namespace entente::cli
