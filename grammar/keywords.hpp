// Every word that means something to the language, once: lexis, recovery and suggestions read it.
// Reserved words name nothing but what stands after a dot; all others (clause words, the names of
// built-in functions) are free as names.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace entente::grammar {

/// Words that begin a card.
inline constexpr auto card_words = std::to_array<std::string_view>(
    {"bands", "define", "exception", "fact", "group", "infer", "language", "pack", "record",
     "relation", "rule", "scale", "scorecard", "tailoring", "test"});

/// Card words whose cards are read by this version.
inline constexpr auto built_card_words =
    std::to_array<std::string_view>({"define", "fact", "infer", "language", "pack", "record",
                                     "relation", "rule", "scorecard", "test"});

/// Operator words, closing words and the other words that no fact or variable may be called.
inline constexpr auto other_reserved_words = std::to_array<std::string_view>(
    {"after", "ago",      "and",  "before",  "between",   "else",   "every",     "false",
     "for",   "function", "if",   "in",      "instance",  "is",     "item",      "no",
     "none",  "not",      "null", "or",      "otherwise", "return", "satisfies", "some",
     "then",  "today",    "true", "unknown", "when",      "with",   "within",    "yes"});

/// Words that clauses begin with or are made of, as far as they are not reserved.
inline constexpr auto clause_words = std::to_array<std::string_view>(
    {"advise",  "any",    "applies",   "ask",     "at",     "because", "cannot",  "case",  "check",
     "combine", "credit", "derive",    "due",     "effort", "expect",  "given",   "good",  "hidden",
     "key",     "least",  "parameter", "section", "source", "uses",    "verdict", "weight"});

/// Built-in functions of more than one word; they are functions only before `(`. Longer ones first
/// where one begins like another.
inline constexpr auto multiword_functions =
    std::to_array<std::string_view>({"betweenness centralisation",
                                     "context merge",
                                     "context put",
                                     "cut points",
                                     "date and time",
                                     "day of week",
                                     "day of year",
                                     "degree centralisation",
                                     "directed density",
                                     "distinct values",
                                     "ends with",
                                     "finished by",
                                     "get entries",
                                     "get value",
                                     "index of",
                                     "insert before",
                                     "list contains",
                                     "list replace",
                                     "lower case",
                                     "met by",
                                     "month of year",
                                     "overlapped after by",
                                     "overlapped before by",
                                     "overlapped by",
                                     "overlaps after",
                                     "overlaps before",
                                     "round down",
                                     "round half down",
                                     "round half up",
                                     "round up",
                                     "started by",
                                     "starts with",
                                     "string join",
                                     "string length",
                                     "substring after",
                                     "substring before",
                                     "upper case",
                                     "week of year",
                                     "years and months duration"});

/// Units of durations, as written (singular) and with an `s`.
inline constexpr auto unit_words =
    std::to_array<std::string_view>({"day", "hour", "minute", "month", "second", "week", "year"});

template <std::size_t count>
[[nodiscard]] constexpr bool contains_word(const std::array<std::string_view, count>& words,
                                           std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

[[nodiscard]] constexpr bool is_card_word(std::string_view word) {
  return contains_word(card_words, word);
}
[[nodiscard]] constexpr bool is_reserved(std::string_view word) {
  return is_card_word(word) || contains_word(other_reserved_words, word);
}
[[nodiscard]] constexpr bool is_clause_word(std::string_view word) {
  return contains_word(clause_words, word);
}
/// The unit in the singular, or empty.
[[nodiscard]] constexpr std::string_view unit_of(std::string_view word) {
  if (contains_word(unit_words, word)) return word;
  if (!word.empty() && word.back() == 's') {
    word.remove_suffix(1);
    if (contains_word(unit_words, word)) return word;
  }
  return {};
}

}  // namespace entente::grammar
