// Rule texts spoilt at random go through parser, checker and compiler: none crashes, none hangs, no
// diagnostic has a code that is not registered or lies outside the text.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "engine/load_rules.hpp"
#include "grammar/diagnostic_codes.hpp"
#include "grammar/keywords.hpp"
#include "tests/fuzz/mutation.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

constexpr int inputs = 20000;
constexpr std::uint64_t seed = 20261102;

std::vector<std::string> rule_texts() {
  std::vector<std::filesystem::path> files;
  for (const auto& folder : {tests_folder() / "golden/check", rules_folder()})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
      if (entry.path().extension() == ".rules") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& file : files) texts.push_back(read_file(file));
  return texts;
}

std::vector<std::string> words() {
  std::vector<std::string> words{"parties",  "staff", "p",     "score", "item",
                                 "3 months", "50%",   "\"x\"", "none",  "[",
                                 "]",        "(",     ")",     ".name", "= 1",
                                 "and",      "true",  "today", "count", "rule a is met"};
  words.insert(words.end(), grammar::clause_words.begin(), grammar::clause_words.end());
  return words;
}

/// Empty when all is well.
std::string broken(const std::string& text) {
  grammar::Sources sources;
  const std::vector files{sources.add("f.rules", text)};
  const auto loaded = engine::load_rules(sources, files);
  for (const auto& diagnostic : loaded.diagnostics) {
    if (!diagnostic.code.empty() && grammar::find_code(diagnostic.code) == nullptr)
      return "not registered: " + diagnostic.code;
    if (diagnostic.span.end > text.size() || diagnostic.span.begin > diagnostic.span.end)
      return "outside the text: " + diagnostic.message;
    if (grammar::render(diagnostic, sources).empty()) return "not shown: " + diagnostic.message;
  }
  return loaded.program.has_value() == grammar::has_errors(loaded.diagnostics) ? "program" : "";
}

TEST(CheckFuzz, SpoiltRulesAreToldAndNothingElse) {
  Mutator mutator(rule_texts(), words(), seed);
  for (int count = 0; count < inputs; ++count) {
    const auto text = mutator.next(2000);
    ASSERT_EQ(broken(text), "") << "input " << count << ":\n" << text;
  }
}

}  // namespace
}  // namespace entente::tests
