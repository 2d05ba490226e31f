// docs/feel.md holds what it shows: values, reasons of nulls, what is refused before it runs.
#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "engine/evaluate/expression_session.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

using Row = std::pair<std::string, std::string>;

const engine::DateTime noon{*engine::parse_date("2026-11-01"), {12 * 3600'000'000'000, 0}};

/// The rows of all tables whose second cell has this form.
std::vector<Row> rows(const std::string& second) {
  const std::regex row("\\| `([^`]+)` \\| " + second + " \\|");
  std::vector<Row> found;
  std::istringstream lines(read_file(source_folder() / "docs/feel.md"));
  for (std::string line; std::getline(lines, line);) {
    std::smatch cells;
    if (std::regex_match(line, cells, row)) found.emplace_back(cells[1], cells[2]);
  }
  return found;
}

TEST(FeelManual, EveryExpressionHasTheValueBesideIt) {
  const auto table = rows("`([^`]+)`");
  ASSERT_GE(table.size(), 95U);
  for (const auto& [expression, value] : table) {
    engine::ExpressionSession session(noon, engine::Typing::as_feel);
    const auto same = session.evaluate("row", "(" + expression + ") = (" + value + ")");
    EXPECT_TRUE(same.is_true()) << expression << " is not " << value << ": "
                                << to_text(session.evaluate("row", expression),
                                           session.vocabulary(), true);
  }
}

TEST(FeelManual, EveryNullHasTheReasonBesideIt) {
  const auto table = rows("((?:[^`E]|`[^`]+` [a-z]).*)");
  ASSERT_GE(table.size(), 12U);
  for (const auto& [expression, reason] : table) {
    engine::ExpressionSession session(noon, engine::Typing::as_feel);
    const auto value = session.evaluate("row", expression);
    ASSERT_TRUE(value.is_null(engine::NullReason::error)) << expression;
    EXPECT_EQ(value.error_message(), reason) << expression;
  }
}

TEST(FeelManual, EveryMistakeIsFoundBeforeItRuns) {
  const auto table = rows("(E[0-9]{3})");
  ASSERT_GE(table.size(), 12U);
  for (const auto& [expression, code] : table) {
    engine::ExpressionSession session(noon, engine::Typing::checked);
    EXPECT_TRUE(session.evaluate("row", expression).is_null()) << expression;
    ASSERT_FALSE(session.diagnostics().empty()) << expression;
    EXPECT_EQ(session.diagnostics().front().code, code) << expression;
  }
}

}  // namespace
}  // namespace entente::tests
