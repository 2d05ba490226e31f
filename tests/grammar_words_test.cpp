#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

#include "grammar/ast_print.hpp"
#include "grammar/keywords.hpp"
#include "tests/support/syntax.hpp"

namespace entente::grammar {
namespace {

/// Every word that stands anywhere in the language: reserved words, clause words, words that forms
/// and built-in functions are made of, types, units.
std::set<std::string> all_words() {
  std::set<std::string> words = {
      "a",        "about",    "all",      "answers",      "as",      "band",
      "be",       "by",       "checks",   "combine",      "count",   "counts",
      "date",     "days",     "degree",   "density",      "each",    "everyone",
      "fault",    "from",     "instance", "intersection", "known",   "layer",
      "least",    "less",     "list",     "locked",       "may",     "mean",
      "met",      "mode",     "more",     "most",         "must",    "number",
      "of",       "off",      "on",       "one",          "only",    "outranks",
      "partly",   "points",   "raised",   "review",       "role",    "row",
      "score",    "set",      "share",    "shortened",    "step",    "stricter",
      "sum",      "text",     "the",      "time",         "to",      "total",
      "turn",     "two",      "union",    "until",        "version", "waive",
      "weighted", "coverage", "x",        "duration",     "month",   "months"};
  words.insert(card_words.begin(), card_words.end());
  words.insert(other_reserved_words.begin(), other_reserved_words.end());
  words.insert(clause_words.begin(), clause_words.end());
  for (const auto function : multiword_functions) {
    std::istringstream parts{std::string(function)};
    for (std::string word; parts >> word;) words.insert(word);
  }
  return words;
}

std::string errors_with(const std::string& text) { return tests::parse_text(text).rendered(); }

TEST(Words, FreeOnesNameFactsParametersAndVariables) {
  for (const auto& word : all_words()) {
    if (is_reserved(word)) continue;
    const std::string text =
        "fact " + word + " number\ndefine d(" + word + ") = " + word + " + 1\nrule r \"R\" " +
        "parameter " + word + " = 3 section " + word + " for each " + word + " in " + word +
        " applies when " + word + " = " + word + " check \"x\" " + word + " >= 3 and (" + word +
        ") or some " + word + " in " + word + "[" + word + "] satisfies " + word + "." + word +
        " in " + word + " credit " + word + " when " + word + " weight 3";
    EXPECT_EQ(errors_with(text), "") << word;
  }
}

TEST(Words, FreeOnesNameFieldsButForTheFourClausesOfFields) {
  const std::set<std::string> clauses = {"key", "ask", "good", "effort"};
  for (const auto& word : all_words()) {
    if (is_reserved(word)) continue;
    const auto errors =
        errors_with("record r \"R\" key " + word + " text " + word + "\n number, 1 or more " +
                    word + " yes or no or none " + word + " list of " + word);
    EXPECT_EQ(errors.empty(), !clauses.contains(word)) << word << "\n" << errors;
  }
}

TEST(Words, AllOfThemNameFieldsAfterADotAndKeys) {
  for (const auto& word : all_words()) {
    EXPECT_EQ(tests::printed_expression("x." + word + " = {" + word + ": 1}." + word),
              "(= x." + word + " {" + word + ": 1}." + word + ")");
  }
}

TEST(Words, ReservedOnesNameNothing) {
  for (const auto& word : all_words()) {
    if (!is_reserved(word)) continue;
    const auto parsed = tests::parse_text("fact " + word + " number");
    ASSERT_FALSE(parsed.file.diagnostics.empty()) << word;
    EXPECT_EQ(parsed.file.diagnostics.front().code, "E118") << word;
  }
}

TEST(Words, LettersOfAnyAlphabetAreLetters) {
  EXPECT_EQ(tests::printed_expression("größe + été_2 + 人数"), "(+ (+ größe été_2) 人数)");
}

}  // namespace
}  // namespace entente::grammar
