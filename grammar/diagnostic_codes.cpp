#include "grammar/diagnostic_codes.hpp"

#include <algorithm>
#include <array>

namespace entente::grammar {
namespace {

// One entry: code and severity, title, explanation, the mistake, the mistake mended.
constexpr auto codes = std::to_array<DiagnosticCode>({
    // ------------------------------------------------------------------ E1xx syntax
    {"E101", Severity::error, "the file is not UTF-8",
     "Rule files are text in UTF-8. Save the file as UTF-8 in your editor; the place is that of "
     "the "
     "first byte that does not belong.",
     "", ""},
    {"E102", Severity::error, "the file holds a sign that is not text",
     "NUL and other control signs do not belong in a rule file. Files made by office programs hold "
     "them: save as plain text.",
     "", ""},
    {"E103", Severity::error, "the file is too large",
     "A rule file holds at most 16 MiB. Divide it into several files of one pack.", "", ""},
    {"E104", Severity::error, "nested too deeply",
     "Parentheses, lists, conditions and chains of operators go at most 200 deep. Name a part with "
     "`define` and use the name.",
     "", ""},
    {"E105", Severity::error, "something else was expected here",
     "The text does not go on as the language asks. The message says what would fit and what was "
     "found. A word like `weight` is an ordinary name where a value must stand, so a forgotten "
     "value "
     "is often noticed one word later; the note says so.",
     "check \"size\"  staff >= weight 3", "check \"size\"  staff >= 5 weight 3"},
    {"E106", Severity::error, "a text is not closed",
     "A text stands between two straight double quotes on one line; a double quote inside is \\\".",
     "source \"Annual report", "source \"Annual report\""},
    {"E107", Severity::error, "an escape that does not exist",
     "In a text a backslash begins an escape: \\\" \\\\ \\/ \\' \\b \\f \\n \\r \\t, or \\u and "
     "four "
     "hexadecimal digits, or \\U and six. A backslash itself is \\\\.",
     "source \"C:\\plans\"", "source \"C:\\\\plans\""},
    {"E108", Severity::error, "a comment is not closed",
     "A comment that begins with /* ends with */. For one line // is enough.", "/* to be agreed",
     "/* to be agreed */"},
    {"E109", Severity::error, "a number or date that cannot be read",
     "A number is digits with at most one point; nothing is joined to it but `%`. A date is "
     "year-month-day with four, two and two digits, without blanks, and exists in the calendar.",
     "due <= 2026-2-30", "due <= 2026-02-28"},
    {"E110", Severity::error, "an operator of another language",
     "Equal is `=`, not equal is `!=`, and the words `and`, `or` and `not(…)` join conditions.",
     "check \"model\"  stage == \"pilot\"", "check \"model\"  stage = \"pilot\""},
    {"E111", Severity::error, "comparisons do not chain",
     "One comparison stands between two values. `with` and `satisfies` reach as far right as they "
     "can, "
     "so a share that is compared stands in parentheses. For a value between two others say "
     "`x between a and b`.",
     "share of visits with done >= 80%", "(share of visits with done) >= 80%"},
    {"E112", Severity::error, "no card begins here",
     "A file is a row of cards. Each begins with its word: `pack`, `record`, `fact`, `define`, "
     "`rule`, "
     "`scorecard` or `test`.",
     "rules trust \"Trust\"", "rule trust \"Trust\""},
    {"E113", Severity::error, "a card that this version does not build",
     "The language knows this kind of card, this version of the program does not yet. The card is "
     "left out and nothing is judged, so that no result rests on half of a pack.",
     "", ""},
    {"E114", Severity::error, "a clause or type that this version does not build",
     "The language knows this form, this version of the program does not yet. Nothing is judged, "
     "so "
     "that no result rests on half of a card.",
     "", ""},
    {"E115", Severity::error, "a clause stands twice",
     "This clause may stand once in a card (or under one heading of it). Join the two, or delete "
     "one.",
     "weight 3  weight 5", "weight 5"},
    {"E116", Severity::error, "a part of the card is missing",
     "A card needs its id and, for most kinds, a title in double quotes; some need a clause as "
     "well. "
     "The message says which.",
     "rule values.shared", "rule values.shared \"Partners share values\""},
    {"E117", Severity::error, "not a clause of this card",
     "The word begins no clause of this kind of card, or belongs under another heading of it.",
     "becuase \"too few\"", "because \"too few\""},
    {"E118", Severity::error, "a reserved word as a name",
     "Operator words, card words and a few more (such as `today`, `item`, `none`) cannot name a "
     "fact, "
     "a parameter or a variable. After a dot every word is a name.",
     "fact today date", "fact first_day date"},
    {"E119", Severity::error, "a template that cannot be read",
     "In `because` and `advise` a value stands in braces: {expression}. A brace itself is {{.",
     "advise \"Write to {p.name\"", "advise \"Write to {p.name}\""},
    {"E120", Severity::error, "`not` without parentheses",
     "Negation is `not(…)`. Without parentheses `not` stands only before `in`, `between`, "
     "`within`, "
     "`before` and `after`, and in `is not`.",
     "check \"none open\"  not conflict_open", "check \"none open\"  not(conflict_open)"},
    {"E121", Severity::error, "a form that the clause does not have",
     "The clause was begun well, but goes on in a way that it does not have. The message says what "
     "would fit.",
     "", ""},
    // ------------------------------------------------------------------ E2xx names
    //
    // ------------------------------------------------------------------ E3xx types
    //
    // ------------------------------------------------------------------ E4xx rules and the like
    //
    // ------------------------------------------------------------------ E5xx facts
    //
    // ------------------------------------------------------------------ E6xx evaluation, limits
    //
    // ------------------------------------------------------------------ W7xx lints
    //
});

static_assert(std::is_sorted(codes.begin(), codes.end(), [](const auto& left, const auto& right) {
  return left.code < right.code;
}));

}  // namespace

std::span<const DiagnosticCode> all_codes() { return codes; }

const DiagnosticCode* find_code(std::string_view code) {
  const auto found = std::lower_bound(
      codes.begin(), codes.end(), code,
      [](const DiagnosticCode& entry, std::string_view wanted) { return entry.code < wanted; });
  return found != codes.end() && found->code == code ? &*found : nullptr;
}

}  // namespace entente::grammar
