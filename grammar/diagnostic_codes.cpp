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
    {"E122", Severity::error, "a version of the language that is not known",
     "A file says in its head which version of the language it is written in. This program reads "
     "version 1.",
     "language 2", "language 1"},
    // ------------------------------------------------------------------ E2xx names
    //
    // ------------------------------------------------------------------ E3xx types
    //
    // ------------------------------------------------------------------ E4xx rules and the like
    //
    // ------------------------------------------------------------------ E5xx facts
    {"E501", Severity::error, "the fact file is not plain text",
     "A fact file is text in UTF-8 without control signs. Save it as UTF-8; the place is that "
     "of the first byte that does not belong.",
     "", ""},
    {"E502", Severity::error, "the fact file is too large or nested too deeply",
     "A fact file has at most 16 MiB and a million values, nested at most 200 deep. For many "
     "partnerships use one line of JSON for each.",
     "", ""},
    {"E503", Severity::error, "the file is not valid YAML",
     "Lines that belong together are indented alike, with blanks. A text that begins with one "
     "of [ ] { } & * ! | > % @ ` \" ' or that holds a colon and a blank needs quotes.",
     "source: signed: clause 4", "source: \"signed: clause 4\""},
    {"E504", Severity::error, "the file is not valid JSON",
     "JSON has double quotes around every key and text, commas between values and none after "
     "the last. The message says what was expected.",
     "{\"staff\": 12,}", "{\"staff\": 12}"},
    {"E505", Severity::error, "a key is given twice",
     "One map holds a key once. Keep the value that is right.", "staff: 12\nstaff: 14",
     "staff: 14"},
    {"E506", Severity::error, "a form of YAML that fact files do not have",
     "Fact files have no anchors, aliases, tags or second documents, and keys are texts. A "
     "text that begins with & * or ! needs quotes.",
     "champion: *jo", "champion: \"*jo\""},
    {"E510", Severity::error, "the fact file has another shape",
     "At the top of a fact file stand `partnership`, `today`, `facts`, `as of`, `evidence`, "
     "`unknown` and `open lists`; the facts stand under `facts`.",
     "fact:\n  staff: 12", "facts:\n  staff: 12"},
    {"E511", Severity::error, "not a fact of these rules",
     "Each key under `facts` is the name of a fact that a rule file declares. `entente list "
     "facts` shows them.",
     "facts:\n  partis: []", "facts:\n  parties: []"},
    {"E512", Severity::error, "not a field of this record",
     "A record holds the fields that its card declares, under their names.",
     "{name: Westbrook, staf: 12}", "{name: Westbrook, staff: 12}"},
    {"E513", Severity::error, "a value of another type",
     "The value is read as the declared type: text, number, yes or no, a date such as "
     "2026-11-01, a duration such as `3 months` or P3M, a list, or a record with its fields.",
     "started: last spring", "started: 2026-04-01"},
    {"E514", Severity::error, "a number outside its range",
     "The declaration of the fact says between which bounds the number lies.", "staff: -3",
     "staff: 3"},
    {"E515", Severity::error, "not one of the declared choices",
     "The fact is one of a few texts, spelt as they are declared.",
     "management_model: Colaborative", "management_model: collaborative"},
    {"E516", Severity::error, "a list that is too short",
     "The declaration says how many items the list has at least. If there may be more than "
     "those in the file, name the list under `open lists`.",
     "", ""},
    {"E517", Severity::error, "a record without its key",
     "A record with a key is found by it, so the key may not be left out.", "{staff: 12}",
     "{name: Westbrook, staff: 12}"},
    {"E518", Severity::error, "a key that two records share",
     "Two records of one list have the same key, so a reference could mean either. Keep one, "
     "or tell them apart.",
     "", ""},
    {"E519", Severity::error, "a reference to nothing",
     "The value is the key of a record elsewhere in the file, and no record has it. A list "
     "that may hold more than the file says is named under `open lists`.",
     "by: Westbrok", "by: Westbrook"},
    {"E520", Severity::error, "a path that cannot be read",
     "A path is names and dots, [key] for a record with a key, [2] for the second item "
     "otherwise, [*] for what an open list may still hold. A key with other signs than "
     "letters, digits, blanks, - and _ stands in double quotes.",
     "{fact: \"parties[Westbrook\"}", "{fact: \"parties[Westbrook]\"}"},
    {"E521", Severity::error, "a path that names nothing",
     "`evidence`, `unknown` and `open lists` name facts, their fields and their items as they "
     "stand in the file.",
     "{fact: partes, on: 2026-05-04}", "{fact: parties, on: 2026-05-04}"},
    {"E522", Severity::error, "an entry that cannot be read",
     "An entry of `evidence` has `fact`, `on`, `source` and `by`; one of `unknown` has `fact`,"
     " `reason` (not supplied, don't know or withheld) and `note`; one of `open lists` is a "
     "path.",
     "{facts: staff, on: 2026-05-04}", "{fact: staff, on: 2026-05-04}"},
    {"E523", Severity::error, "a part of fact files that this version does not build",
     "The language has it, this version of the program does not yet. Nothing is judged, so "
     "that no result rests on half of a file.",
     "", ""},
    // ------------------------------------------------------------------ E6xx evaluation, limits
    //
    // ------------------------------------------------------------------ W7xx lints
    {"W751", Severity::lint, "a fact with a value is said to be unknown",
     "An entry under `unknown` holds against a value in the same file: the fact counts as unknown. "
     "Delete the value or the entry.",
     "", ""},
    {"W752", Severity::lint, "the word none as a text",
     "A text is taken as it stands, so `none` is a text of four letters. What is known not to be "
     "is "
     "written null.",
     "champion: none", "champion: null"},
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
