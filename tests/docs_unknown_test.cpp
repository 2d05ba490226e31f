// docs/unknown.md holds what it shows: every example comes to what stands beside it, and the table
// of built-ins is that of the engine.
#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <sstream>

#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/facts/read_facts.hpp"
#include "engine/load_rules.hpp"
#include "engine/program/builtins.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

constexpr const char* facts_text =
    R"({"partnership": "manual", "today": "2026-11-01", "open lists": ["xs"], "facts": {"xs": [1, 5],
        "allies": [{"name": "A", "helps": "B"}, {"name": "B"}, {"name": "C", "helps": null}]}})";

struct Row {
  std::string function;  // empty: an operator
  std::string expression;
  std::string behaviour;
  std::string result;
};

struct Manual {
  std::string facts;  // as declared
  std::vector<Row> rows;
};

Manual read_manual() {
  const std::regex operation(R"(\| `([^`]+)` \| ([a-z ]+) \| `([^`]+)` \|)");
  const std::regex function(R"(\| ([a-z ]+) \| `([^`]+)` \| ([a-z ]+) \| `([^`]+)` \|)");
  Manual manual;
  bool inside = false;
  std::istringstream lines(read_file(source_folder() / "docs/unknown.md"));
  for (std::string line; std::getline(lines, line);) {
    std::smatch cells;
    if (line.starts_with("```")) {
      inside = line == "```rules";
    } else if (inside) {
      manual.facts += line + "\n";
    } else if (std::regex_match(line, cells, operation)) {
      manual.rows.push_back({"", cells[1], cells[2], cells[3]});
    } else if (std::regex_match(line, cells, function)) {
      manual.rows.push_back({cells[1], cells[2], cells[3], cells[4]});
    }
  }
  return manual;
}

/// As people read it: the texts that it can be, too.
std::string shown(const engine::Value& value, const engine::Vocabulary& vocabulary) {
  if (!value.is_unknown() || value.unknown().choices.empty())
    return to_text(value, vocabulary, true);
  std::string texts;
  for (const auto& choice : value.unknown().choices)
    texts.append(texts.empty() ? "" : ", ").append(to_text(choice, vocabulary, true));
  return "unknown (" + texts + ")";
}

std::string judged(const Manual& manual, const std::string& expression) {
  grammar::Sources sources;
  const std::string rules = "language 1\npack manual 1.0 \"The manual\"\n" + manual.facts +
                            "define answer = " + expression;
  const std::vector files{sources.add("manual.rules", rules)};
  const auto loaded = engine::load_rules(sources, files);
  if (!loaded.program) return render(loaded.diagnostics.front(), sources);
  const auto document = engine::read_document(sources, sources.add("facts.json", facts_text));
  const auto read = engine::read_facts(document.root, loaded.program->vocabulary, {});
  if (!read.facts) return render(read.diagnostics.front(), sources);
  engine::Arena arena;
  engine::Environment environment;
  engine::ExpressionEvaluator evaluator(*loaded.program, *read.facts, arena);
  const auto value = evaluator.evaluate(loaded.program->measures.front().body, {}, environment);
  return shown(value, loaded.program->vocabulary);
}

TEST(UnknownManual, EveryExampleComesToWhatStandsBesideIt) {
  const Manual manual = read_manual();
  ASSERT_GE(manual.rows.size(), 120U);
  for (const Row& row : manual.rows)
    EXPECT_EQ(judged(manual, row.expression), row.result) << row.expression;
}

TEST(UnknownManual, TheTableIsThatOfTheEngine) {
  std::map<std::string, std::string> table;
  for (const Row& row : read_manual().rows) {
    if (row.function.empty()) continue;
    EXPECT_NE(row.expression.find(row.function), std::string::npos) << row.function;
    table[row.function] = row.behaviour;
  }
  std::map<std::string, std::string> engine;
  for (const auto& signature : engine::builtin_signatures())
    if (!signature.parameters.empty())
      engine[std::string(signature.name)] = in_words(signature.on_unknown);
  EXPECT_EQ(table, engine);
}

}  // namespace
}  // namespace entente::tests
