// Expressions and whole assessments spoilt at random: none crashes, none runs away, and what is
// recorded for proofs changes no answer.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "engine/program/builtins.hpp"
#include "grammar/keywords.hpp"
#include "tests/fuzz/evaluate_property.hpp"
#include "tests/fuzz/mutation.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

constexpr int inputs = 20000;
constexpr std::uint64_t seed = 20261103;

std::vector<std::string> seeds(const std::string& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry :
       std::filesystem::directory_iterator(tests_folder() / "fuzz/seeds" / folder))
    files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& file : files) texts.push_back(read_file(file));
  return texts;
}

std::vector<std::string> words() {
  std::vector<std::string> words{"n", "t",  "d",  "x",    "y",       "u",   "l",   "c",
                                 "(", ")",  "[",  "]",    "{",       "}",   ",",   "+",
                                 "*", "-",  "/",  "**",   "=",       "<",   "..",  "in",
                                 "1", "99", "0",  "null", "partial", "and", "or",  "not",
                                 "a", "1e", "9e", "\"\"", "item",    "for", "@\"", "P1D"};
  for (const auto& signature : engine::builtin_signatures())
    words.push_back(std::string(signature.name) + "(");
  words.insert(words.end(), grammar::other_reserved_words.begin(),
               grammar::other_reserved_words.end());
  return words;
}

/// Each line of the seeds is an expression.
std::vector<std::string> expressions() {
  std::vector<std::string> lines;
  for (const std::string& text : seeds("expressions")) {
    for (std::size_t begin = 0; begin < text.size();) {
      const auto end = std::min(text.find('\n', begin), text.size());
      if (end > begin) lines.push_back(text.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return lines;
}

TEST(EvaluateFuzz, ExpressionsOfTheSeedsAreSound) {
  const auto lines = expressions();
  ASSERT_GT(lines.size(), 50U);
  for (const auto& line : lines) EXPECT_EQ(broken_expression_property(line), "") << line;
}

TEST(EvaluateFuzz, SpoiltExpressionsAreBounded) {
  Mutator mutator(expressions(), words(), seed);
  for (int count = 0; count < inputs; ++count) {
    const auto text = mutator.next(400);
    ASSERT_EQ(broken_expression_property(text), "") << "input " << count << ":\n" << text;
  }
}

TEST(EvaluateFuzz, AssessmentsOfTheSeedsAreSound) {
  const auto texts = seeds("assessments");
  ASSERT_FALSE(texts.empty());
  for (const auto& text : texts) {
    EXPECT_TRUE(is_assessment(text)) << text;
    EXPECT_EQ(broken_judging_property(text), "") << text;
  }
}

TEST(EvaluateFuzz, SpoiltAssessmentsAreBounded) {
  Mutator mutator(seeds("assessments"), words(), seed);
  for (int count = 0; count < inputs / 4; ++count) {
    const auto text = mutator.next(6000);
    ASSERT_EQ(broken_judging_property(text), "") << "input " << count << ":\n" << text;
  }
}

}  // namespace
}  // namespace entente::tests
