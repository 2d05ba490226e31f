// docs/language.md holds what it shows: its rule files check, its tests pass, its expressions have
// the values that stand beside them.
#include <gtest/gtest.h>

#include <regex>
#include <sstream>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/evaluate/run_tests.hpp"
#include "engine/load_rules.hpp"
#include "engine/program/compile.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

struct Manual {
  std::string core;                // the `rules` blocks of part 1, as one file
  std::vector<std::string> files;  // each `rules` block of part 2
  std::vector<std::pair<std::string, std::string>> expressions;
};

Manual read_manual() {
  Manual manual;
  std::istringstream lines(read_file(source_folder() / "docs/language.md"));
  const std::regex row(R"(\| `([^`]+)` \| `([^`]+)` \|)");
  bool reference = false;
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    std::smatch found;
    if (line.starts_with("# Part 2")) reference = true;
    if (line == "```rules") {
      inside = true;
      if (reference) manual.files.emplace_back();
    } else if (line.starts_with("```")) {
      inside = false;
    } else if (inside) {
      (reference ? manual.files.back() : manual.core) += line + "\n";
    } else if (reference && std::regex_match(line, found, row)) {
      manual.expressions.emplace_back(found[1], found[2]);
    }
  }
  return manual;
}

std::string render_all(const std::vector<grammar::Diagnostic>& diagnostics,
                       const grammar::Sources& sources) {
  std::string text;
  for (const auto& diagnostic : diagnostics) text += grammar::render(diagnostic, sources);
  return text;
}

engine::Value evaluate_text(const std::string& text, engine::Arena& arena) {
  grammar::Sources sources;
  const auto parsed = grammar::parse_expression(sources, sources.add("expression", text));
  EXPECT_TRUE(parsed.diagnostics.empty()) << render_all(parsed.diagnostics, sources);
  const auto compiled = engine::compile_expression(sources, parsed, {});
  EXPECT_TRUE(compiled.diagnostics.empty()) << render_all(compiled.diagnostics, sources);
  engine::FactBase facts;
  engine::Environment environment;
  engine::ExpressionEvaluator evaluator(compiled.program, facts, arena);
  const auto value = evaluator.evaluate(compiled.unit, {}, environment);
  // Only what is true leaves this function: nothing in it points into the program.
  return engine::Value::boolean(value.is_true());
}

TEST(LanguageManual, EveryExpressionHasTheValueBesideIt) {
  const auto manual = read_manual();
  ASSERT_GE(manual.expressions.size(), 35U);
  for (const auto& [expression, value] : manual.expressions) {
    engine::Arena arena;
    EXPECT_TRUE(evaluate_text("(" + expression + ") = (" + value + ")", arena).is_true())
        << expression << " is not " << value;
  }
}

TEST(LanguageManual, TheCoreIsAFileThatChecksAndPassesItsTests) {
  const auto manual = read_manual();
  grammar::Sources sources;
  const std::vector files{sources.add("core.rules", manual.core)};
  const auto loaded = engine::load_rules(sources, files);
  EXPECT_EQ(render_all(loaded.diagnostics, sources), "");
  ASSERT_TRUE(loaded.program);
  const auto results = engine::run_tests(*loaded.program);
  ASSERT_EQ(results.size(), 1U);
  EXPECT_EQ(render_all(results.front().diagnostics, sources), "");
  for (const auto& expectation : results.front().expectations)
    EXPECT_TRUE(expectation.passed)
        << "expected " << expectation.expected << ", came " << expectation.came;
}

TEST(LanguageManual, EveryFileOfTheReferenceChecksOverTheCore) {
  const auto manual = read_manual();
  ASSERT_GE(manual.files.size(), 2U);
  for (const auto& text : manual.files) {
    grammar::Sources sources;
    const std::vector files{sources.add("core.rules", manual.core),
                            sources.add("reference.rules", text)};
    const auto loaded = engine::load_rules(sources, files);
    EXPECT_FALSE(grammar::has_errors(loaded.diagnostics))
        << render_all(loaded.diagnostics, sources);
  }
}

}  // namespace
}  // namespace entente::tests
