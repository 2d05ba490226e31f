// `entente test`: run the tests that stand in rule files.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/report/diagnostics_json.hpp"
#include "cli/report/layout.hpp"
#include "cli/rule_set.hpp"
#include "engine/evaluate/run_tests.hpp"
#include "engine/explain/source_text.hpp"

namespace entente::cli {
namespace {

struct TestOptions {
  std::vector<std::string> rules;
  std::string format = "text";
};

/// The tests of the files that were named; of all files when none was.
std::vector<engine::TestResult> run_named(const RuleSet& rules) {
  const auto end = rules.files.begin() + static_cast<std::ptrdiff_t>(rules.named);
  std::vector<engine::TestResult> results;
  const engine::Program& program = *rules.loaded.program;
  for (std::uint32_t i = 0; i < program.tests.size(); ++i) {
    const bool named = std::find(rules.files.begin(), end, program.tests[i].span.file) != end;
    if (named || rules.named == 0) results.push_back(engine::run_test(program, i));
  }
  return results;
}

std::string expected(const engine::ExpectationResult& expectation, const RuleSet& rules) {
  if (!expectation.expected.empty()) return expectation.expected;
  constexpr std::string_view clause = "expect ";
  return engine::source_text(rules.sources, expectation.span).substr(clause.size());
}

std::string failures(const engine::TestResult& result, const RuleSet& rules, bool colour) {
  std::string text;
  for (const grammar::Diagnostic& diagnostic : result.diagnostics)
    text += grammar::render(diagnostic, rules.sources, colour);
  for (const engine::ExpectationResult& expectation : result.expectations) {
    if (expectation.passed) continue;
    text += wrapped("      expected ", expected(expectation, rules));
    text += wrapped("      came     ", expectation.came);
    text += fmt::format("      at       {}\n", rules.sources.place(expectation.span));
  }
  return text;
}

std::string text_of(const std::vector<engine::TestResult>& results, const RuleSet& rules,
                    bool colour) {
  const Style style(colour);
  std::string text;
  for (const engine::TestResult& result : results) {
    const std::string mark = result.passed() ? style.good("ok  ") : style.bad("FAIL");
    text += fmt::format("{}  {}\n", mark, rules.loaded.program->tests[result.test].name);
    if (!result.passed()) text += failures(result, rules, colour);
  }
  return text;
}

std::string summary(std::size_t count, std::size_t failed) {
  return fmt::format("{} test{}, {} failed\n", count, count == 1 ? "" : "s",
                     failed == 0 ? "none" : std::to_string(failed));
}

void write_expectation(JsonWriter& out, const engine::ExpectationResult& expectation,
                       const RuleSet& rules) {
  out.object().key("expected").text(expected(expectation, rules));
  out.key("passed").boolean(expectation.passed).key("came");
  if (expectation.passed) {
    out.null();
  } else {
    out.text(expectation.came);
  }
  out.key("at").text(rules.sources.place(expectation.span)).end();
}

std::string json_of(const std::vector<engine::TestResult>& results, const RuleSet& rules) {
  JsonWriter out;
  out.object().key("schema").text("entente.tests/1").key("tests").array();
  for (const engine::TestResult& result : results) {
    const engine::TestProgram& test = rules.loaded.program->tests[result.test];
    out.object().key("name").text(test.name).key("pack").text(test.pack);
    out.key("passed").boolean(result.passed()).key("at").text(rules.sources.place(test.span));
    out.key("expectations").array();
    for (const auto& expectation : result.expectations) write_expectation(out, expectation, rules);
    out.end().key("diagnostics");
    write_diagnostics(out, result.diagnostics, rules.sources);
    out.end();
  }
  out.end().end();
  return std::move(out).finished();
}

Exit test(const TestOptions& options, Console& console) {
  const auto rules = require_rule_set(options.rules, Tests::wanted, console);
  const auto results = run_named(*rules);
  const auto failed =
      static_cast<std::size_t>(std::ranges::count(results, false, &engine::TestResult::passed));
  if (options.format == "json") {
    console.out << json_of(results, *rules);
  } else {
    console.out << text_of(results, *rules, console.colours.out) << summary(results.size(), failed);
  }
  return failed == 0 ? Exit::done : Exit::below;
}

}  // namespace

void add_test(Command& program) {
  auto& command = program.command("test", "Run the tests in rule files");
  auto options = std::make_shared<TestOptions>();
  command.optional_arguments("RULES", options->rules,
                             "Rule files or folders; without any the shipped pack");
  command.choice("--format", {"text", "json"}, options->format, "How to report");
  command.notes =
      "Exit codes: 0 all pass; 1 one fails; 2 the rules have errors.\n\n"
      "Example:\n"
      "  entente test acme.rules";
  command.run = [options](Console& console) { return test(*options, console); };
}

}  // namespace entente::cli
