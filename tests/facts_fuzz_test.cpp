#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "tests/fuzz/facts_property.hpp"
#include "tests/fuzz/mutation.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

constexpr int inputs = 20000;
constexpr std::uint64_t seed = 20261101;

std::vector<std::string> texts_of(const std::string& extension) {
  std::vector<std::filesystem::path> files;
  for (const auto& folder : {tests_folder() / "golden/facts", tests_folder() / "fuzz/seeds"})
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
      if (entry.path().extension() == extension) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  std::vector<std::string> texts;
  for (const auto& file : files) texts.push_back(read_file(file));
  return texts;
}

const std::vector<std::string> words = {"facts",
                                        "evidence",
                                        "unknown",
                                        "open lists",
                                        "as of",
                                        "today",
                                        "scales",
                                        "parties",
                                        "commitments",
                                        "exit_terms",
                                        "questions",
                                        "name",
                                        "number",
                                        "by",
                                        "with",
                                        "feedback",
                                        "values",
                                        "reason",
                                        "withheld",
                                        "null",
                                        "~",
                                        "yes",
                                        "2026-11-01",
                                        "P3M",
                                        "3 months",
                                        "1e400",
                                        "0.1",
                                        "-1",
                                        "[",
                                        "]",
                                        "{",
                                        "}",
                                        ": ",
                                        "\n- ",
                                        "\n  - {",
                                        ", ",
                                        "\"",
                                        "'",
                                        "|",
                                        ">-",
                                        "? ",
                                        "&a",
                                        "*a",
                                        "!!str",
                                        "---\n",
                                        "...\n",
                                        "%YAML 1.2\n",
                                        "#",
                                        "\t",
                                        "\r\n",
                                        "\\u0000",
                                        "\\ud800",
                                        "\xC3\xBC",
                                        "\xEF\xBB\xBF",
                                        "Westbrook",
                                        "[Westbrook]",
                                        "parties[*]",
                                        "[2]",
                                        "<<: ",
                                        "\xFF",
                                        "1234567890123456789012345678901234567890",
                                        "999999999-12-31"};

void expect_no_break(const std::string& extension,
                     const std::function<std::string(std::string_view)>& property) {
  const auto texts = texts_of(extension);
  ASSERT_FALSE(texts.empty());
  Mutator mutator(texts, words, seed);
  for (int count = 0; count < inputs; ++count) {
    const auto text = mutator.next();
    ASSERT_EQ(property(text), "") << "input " << count << ":\n" << text;
  }
}

TEST(FactsFuzz, WrongYamlNeitherCrashesNorMisleads) {
  expect_no_break(".yaml", broken_yaml_property);
}
TEST(FactsFuzz, WrongJsonNeitherCrashesNorMisleads) {
  expect_no_break(".json", broken_json_property);
}

TEST(FactsFuzz, DeepAndLongInputsAreRefusedQuickly) {
  for (const std::string piece :
       {"[",     "{",  "{\"a\":", "- ",    "? ",  ": ",   "a: ",         "&a ", "!a ",
        "| ",    "\"", "'",       "a:\n ", "-\n", "{a: ", "[[],",        "#",   "%",
        "---\n", "a",  "\\",      "\t",    "1",   "*a ",  "{\"facts\":["}) {
    std::string text;
    for (int level = 0; level < 20000; ++level) text += piece;
    EXPECT_EQ(broken_yaml_property(text), "") << piece;
    EXPECT_EQ(broken_json_property(text), "") << piece;
  }
}

TEST(FactsFuzz, LongPathsAreRefused) {
  std::string path = "exit_terms";
  for (int step = 0; step < 20000; ++step) path += ".written";
  EXPECT_EQ(broken_yaml_property("unknown: [{fact: " + path + "}]\n"), "");
}

TEST(FactsFuzz, ManyMistakesAreReportedQuickly) {
  std::string text = "facts:\n";
  for (int fact = 0; fact < 5000; ++fact)
    text += "  managment_model" + std::to_string(fact) + ": x\n";
  EXPECT_EQ(broken_yaml_property(text), "");
  text = "facts:\n  parties:\n";
  for (int party = 0; party < 5000; ++party) text += "  - {name: p" + std::to_string(party) + "}\n";
  text += "  commitments:\n";
  for (int party = 0; party < 5000; ++party) text += "  - {by: q" + std::to_string(party) + "}\n";
  EXPECT_EQ(broken_yaml_property(text), "");
}

}  // namespace
}  // namespace entente::tests
