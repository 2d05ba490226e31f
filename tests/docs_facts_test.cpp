// docs/facts.md holds what it shows: its files are read, its mistakes are told as it says.
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "engine/load_rules.hpp"
#include "tests/support/facts.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

struct Block {
  std::string mark;  // after the three backticks
  std::string text;
};

std::vector<Block> blocks_of(const std::string& page) {
  std::vector<Block> blocks;
  std::istringstream lines(page);
  bool inside = false;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("```")) {
      if (inside) blocks.back().text += line + "\n";
      continue;
    }
    inside = !inside;
    if (inside) blocks.push_back({line.substr(3), ""});
  }
  return blocks;
}

/// The page's own declarations, and its fact files read by them.
class FactsPage : public testing::Test {
 protected:
  void SetUp() override {
    blocks_ = blocks_of(read_file(source_folder() / "docs/facts.md"));
    ASSERT_GE(blocks_.size(), 6U);
    ASSERT_EQ(blocks_[0].mark, "rules");
    const std::vector<grammar::FileId> files = {sources_.add("example.rules", blocks_[0].text)};
    rules_ = engine::load_rules(sources_, files);
    ASSERT_FALSE(grammar::has_errors(rules_.diagnostics));
  }

  std::string told_about(const Block& block) {
    const auto file = sources_.add("facts.yaml", block.text);
    auto document = engine::read_document(sources_, file);
    auto diagnostics = std::move(document.diagnostics);
    if (!grammar::has_errors(diagnostics))
      diagnostics = engine::read_facts(document.root, rules_.checked.vocabulary, {}).diagnostics;
    std::string text;
    for (const auto& diagnostic : diagnostics) text += grammar::render(diagnostic, sources_);
    return text;
  }

  std::vector<Block> blocks_;
  grammar::Sources sources_;
  engine::LoadedRules rules_;
};

TEST_F(FactsPage, FilesAreReadWithoutAMistake) {
  for (const auto& block : blocks_) {
    if (block.mark != "yaml" && block.mark != "json") continue;
    EXPECT_EQ(told_about(block), "") << block.text;
  }
}

TEST_F(FactsPage, MistakesAreToldAsThePageSays) {
  int wrong = 0;
  for (std::size_t i = 0; i + 1 < blocks_.size(); ++i) {
    if (blocks_[i].mark != "yaml wrong") continue;
    EXPECT_EQ(told_about(blocks_[i]), blocks_[i + 1].text);
    ++wrong;
  }
  EXPECT_GE(wrong, 1);
}

}  // namespace
}  // namespace entente::tests
