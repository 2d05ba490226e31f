#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "grammar/keywords.hpp"
#include "tests/fuzz/mutation.hpp"
#include "tests/fuzz/parse_property.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

constexpr int inputs = 20000;
constexpr std::uint64_t seed = 20261101;

std::vector<std::string> rule_texts() {
  std::vector<std::filesystem::path> files;
  for (const auto& folder : {tests_folder() / "golden", rules_folder()}) {
    if (!std::filesystem::exists(folder)) continue;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
      if (entry.path().extension() == ".rules") files.push_back(entry.path());
    }
  }
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& file : files) texts.push_back(read_file(file));
  return texts;
}

std::vector<std::string> words() {
  std::vector<std::string> words = {
      "\"", "\"x\"",  "3 days", "50%", "2026-11-01", "{",        "}",
      "..", "]1..2[", "==",     "/*",  "//",         "@\"P1D\"", "\\u00e9"};
  words.insert(words.end(), grammar::card_words.begin(), grammar::card_words.end());
  words.insert(words.end(), grammar::clause_words.begin(), grammar::clause_words.end());
  words.insert(words.end(), grammar::other_reserved_words.begin(),
               grammar::other_reserved_words.end());
  words.insert(words.end(), grammar::multiword_functions.begin(),
               grammar::multiword_functions.end());
  return words;
}

TEST(ParseFuzz, WrongInputsNeitherCrashNorMislead) {
  const auto texts = rule_texts();
  ASSERT_FALSE(texts.empty());
  Mutator mutator(texts, words(), seed);
  for (int count = 0; count < inputs; ++count) {
    const auto text = mutator.next();
    ASSERT_EQ(broken_parse_property(text), "") << "input " << count << ":\n" << text;
  }
}

TEST(ParseFuzz, SmallestInputs) {
  EXPECT_EQ(broken_parse_property(""), "");
  for (int byte = 0; byte < 256; ++byte) {
    EXPECT_EQ(broken_parse_property(std::string(1, static_cast<char>(byte))), "") << byte;
  }
}

// Found by libFuzzer: the parser stood still at the word `bands`.
TEST(ParseFuzz, BandsOfAScorecardAreLeftBehind) {
  for (const auto* text : {"scorecard s \"S\"\nbands zones x", "scorecard s \"S\"\nbands a.b band",
                           "scorecard s \"S\"\nbands", "scorecard s \"S\"\nbands zones",
                           "scorecard s \"S\"\nbands bands \"b\" band"}) {
    EXPECT_EQ(broken_parse_property(text), "") << text;
  }
}

TEST(ParseFuzz, DeepAndLongInputsAreRefusedQuickly) {
  for (const auto* piece : {"(",          "[",         "{a:",         "-",      "not(",
                            "if a then ", "a[",        "a.b(",        "a in (", "every x in ",
                            "share of ",  "total of ", "function() ", "a + ",   "a and ",
                            "\"{",        "list of ",  "a between ",  "]",      "1 within ",
                            "{ {a: ",     "a ago ",    "at least ",   "(< ",    "in (< "}) {
    std::string text = "rule r \"R\" check \"x\" ";
    for (int level = 0; level < 20000; ++level) text += piece;
    EXPECT_EQ(broken_parse_property(text), "") << piece;
  }
  std::string types = "fact f ";
  for (int level = 0; level < 20000; ++level) types += "list of ";
  EXPECT_EQ(broken_parse_property(types), "");
  std::string generic = "define f = x instance of ";
  for (int level = 0; level < 20000; ++level) generic += "list<";
  EXPECT_EQ(broken_parse_property(generic), "");
}

}  // namespace
}  // namespace entente::tests
