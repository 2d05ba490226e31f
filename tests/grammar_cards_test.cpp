#include <gtest/gtest.h>

#include <algorithm>

#include "grammar/ast_print.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/syntax.hpp"

namespace entente::grammar {
namespace {

std::filesystem::path golden(std::string_view name) {
  return tests::tests_folder() / "golden/syntax" / name;
}

TEST(Cards, EveryClauseIsRead) {
  const auto parsed = tests::parse_text(tests::read_file(golden("every_clause.rules")));
  EXPECT_EQ(parsed.rendered(), "");
  EXPECT_TRUE(tests::matches_golden(golden("every_clause.expected"), print(parsed.file.tree)));
}

TEST(Cards, TenMistakesAreTenReportsAndTheGoodRulesAreRead) {
  const auto parsed =
      tests::parse_text(tests::read_file(golden("ten_mistakes.rules")), "ten_mistakes.rules");
  EXPECT_EQ(parsed.file.diagnostics.size(), 10U);
  EXPECT_TRUE(tests::matches_golden(golden("ten_mistakes.expected"), parsed.rendered()));
  const auto text = print(parsed.file.tree);
  EXPECT_NE(text.find("check \"some\" (>= count(visits) 1)"), std::string::npos) << text;
  EXPECT_NE(text.find("check \"long\" (>= (share of visits with (>= hours 2)) 80%)"),
            std::string::npos)
      << text;
}

TEST(Cards, UnbuiltOnesAreOneErrorEachAndTheRestIsRead) {
  const auto parsed = tests::parse_text(tests::read_file(golden("unbuilt.rules")), "unbuilt.rules");
  EXPECT_TRUE(tests::matches_golden(golden("unbuilt.expected"), parsed.rendered()));
  EXPECT_EQ(parsed.file.tree.rules.size(), 2U);
}

TEST(Cards, OrderOfClausesAndLinesCarriesNoMeaning) {
  const auto lines = tests::parse_text(
      "rule r \"R\"\n  weight 3\n  check \"a\"\n    x >=\n      3\n  section s\n");
  const auto flat = tests::parse_text("rule r \"R\" section s check \"a\" x >= 3 weight 3");
  EXPECT_EQ(lines.rendered() + flat.rendered(), "");
  EXPECT_EQ(print(lines.file.tree), print(flat.file.tree));
}

TEST(Cards, HeadingSpansReachFromTheCardWordToTheTitle) {
  const auto parsed = tests::parse_text("\n rule a.b  \"T\"  check \"x\" y\nfact f \"F\" text");
  const auto& tree = parsed.file.tree;
  EXPECT_EQ(parsed.sources.text(tree.rules.at(0).span), "rule a.b  \"T\"");
  EXPECT_EQ(parsed.sources.text(tree.rules.at(0).checks.at(0).span), "check \"x\" y");
  EXPECT_EQ(parsed.sources.text(tree.facts.at(0).span), "fact f \"F\"");
}

TEST(Cards, SpansInsideATemplatePointIntoTheFile) {
  const auto parsed =
      tests::parse_text(R"(rule r "R" check "x" y because "\u0041 {a.b} {c(\"d\")}")");
  const auto& because = parsed.file.tree.rules.at(0).because;
  ASSERT_TRUE(because.has_value());
  ASSERT_EQ(because->pieces.size(), 2U);
  EXPECT_EQ(because->pieces[0].text, "A ");
  const auto& tree = parsed.file.tree;
  EXPECT_EQ(parsed.sources.text(tree[because->pieces[0].value].span), "a.b");
  EXPECT_EQ(parsed.sources.text(tree[because->pieces[1].value].span), R"(c(\"d\"))");
}

TEST(Cards, HardCardsOfTheDesignAreRead) {
  const auto shared = tests::shared_folder();
  if (!shared || !std::filesystem::exists(*shared / "design/hard-cases.rules")) {
    GTEST_SKIP() << "no design/hard-cases.rules beside the repository";
  }
  const auto parsed = tests::parse_text(tests::read_file(*shared / "design/hard-cases.rules"));
  const auto& found = parsed.file.diagnostics;
  const bool only_unbuilt = std::all_of(found.begin(), found.end(), [](const Diagnostic& one) {
    return one.code == "E113" || one.code == "E114";
  });
  EXPECT_TRUE(only_unbuilt) << parsed.rendered();
  EXPECT_EQ(parsed.file.tree.rules.size(), 16U);
}

}  // namespace
}  // namespace entente::grammar
