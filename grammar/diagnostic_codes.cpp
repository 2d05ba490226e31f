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
     "fact staff \"Caf\xE9 staff\" number", "fact staff \"Café staff\" number"},
    {"E102", Severity::error, "the file holds a sign that is not text",
     "NUL and other control signs do not belong in a rule file. Files made by office programs hold "
     "them: save as plain text.",
     "fact staff \"Staff\a\" number", "fact staff \"Staff\" number"},
    {"E103", Severity::error, "the file is too large",
     "A rule file holds at most 16 MiB; divide it into several files of one pack. All rule files "
     "together hold at most 20,000 cards, fields, sections and clauses, tests apart.",
     "everything.rules, 20 MB",
     "foundation.rules and growth.rules, both beginning with pack ours 1.0"},
    {"E104", Severity::error, "nested too deeply",
     "Parentheses, lists, conditions, chains of operators and sections go at most 200 deep. Name a "
     "part with `define` and use the name.",
     "check \"all\"  ((((((… a …))))))", "define inner = …   check \"all\"  inner"},
    {"E105", Severity::error, "something else was expected here",
     "The text does not go on as the language asks. The message says what would fit and what was "
     "found. A word like `weight` is an ordinary name where a value must stand, so a forgotten "
     "value "
     "is often noticed one word later; the note says so.",
     "rule size \"Size\"  check \"size\"  staff >= weight 3",
     "rule size \"Size\"  check \"size\"  staff >= 5 weight 3"},
    {"E106", Severity::error, "a text is not closed",
     "A text stands between two straight double quotes on one line; a double quote inside is \\\".",
     "fact staff \"Staff number", "fact staff \"Staff\" number"},
    {"E107", Severity::error, "an escape that does not exist",
     "In a text a backslash begins an escape: \\\" \\\\ \\/ \\' \\b \\f \\n \\r \\t, or \\u and "
     "four "
     "hexadecimal digits, or \\U and six. A backslash itself is \\\\.",
     "fact plans \"C:\\plans\" text", "fact plans \"C:\\\\plans\" text"},
    {"E108", Severity::error, "a comment is not closed",
     "A comment that begins with /* ends with */. For one line // is enough.", "/* to be agreed",
     "/* to be agreed */"},
    {"E109", Severity::error, "a number or date that cannot be read",
     "A number is digits with at most one point; nothing is joined to it but `%`. A date is "
     "year-month-day with four, two and two digits, without blanks, and exists in the calendar.",
     "define late = due < 2026-2-30", "define late = due < 2026-02-28"},
    {"E110", Severity::error, "an operator of another language",
     "Equal is `=`, not equal is `!=`, and the words `and`, `or` and `not(…)` join conditions.",
     "define early = stage == \"pilot\"", "define early = stage = \"pilot\""},
    {"E111", Severity::error, "comparisons do not chain",
     "One comparison stands between two values. `with` and `satisfies` reach as far right as they "
     "can, "
     "so a share that is compared stands in parentheses. For a value between two others say "
     "`x between a and b`.",
     "define enough = share of visits with hours >= 2 >= 80%",
     "define enough = (share of visits with hours >= 2) >= 80%"},
    {"E112", Severity::error, "no card begins here",
     "A file is a row of cards. Each begins with its word: `pack`, `record`, `fact`, `define`, "
     "`infer`, `relation`, `rule`, `scorecard` or `test`.",
     "rules trust \"Trust\"  check \"earned\"  trusted",
     "rule trust \"Trust\"  check \"earned\"  trusted"},
    {"E113", Severity::error, "a card that this version does not build",
     "The language knows this kind of card, this version of the program does not yet. The card is "
     "left out and nothing is judged, so that no result rests on half of a pack.",
     "bands factor  band \"strength\" when score >= 4  band \"concern\" otherwise",
     "scorecard factor  verdict \"strength\" when score >= 80  verdict \"concern\" otherwise"},
    {"E114", Severity::error, "a clause or type that this version does not build",
     "The language knows this form, this version of the program does not yet. Nothing is judged, "
     "so "
     "that no result rests on half of a card.",
     "fact openness \"Openness\" on scale agreement", "fact openness \"Openness\" number, 1 to 5"},
    {"E115", Severity::error, "a clause stands twice",
     "This clause may stand once in a card (or under one heading of it). Join the two, or delete "
     "one.",
     "rule size \"Size\"  check \"size\"  staff > 5  weight 3  weight 5",
     "rule size \"Size\"  check \"size\"  staff > 5  weight 5"},
    {"E116", Severity::error, "a part of the card is missing",
     "A card needs its id and, for most kinds, a title in double quotes; some need a clause as "
     "well. "
     "The message says which.",
     "rule size  check \"size\"  staff > 5",
     "rule size \"Enough staff\"  check \"size\"  staff > 5"},
    {"E117", Severity::error, "not a clause of this card",
     "The word begins no clause of this kind of card, or belongs under another heading of it.",
     "rule size \"Size\"  check \"size\"  staff > 5  becuase \"too few\"",
     "rule size \"Size\"  check \"size\"  staff > 5  because \"too few\""},
    {"E118", Severity::error, "a reserved word as a name",
     "Operator words, card words and a few more (such as `today`, `item`, `none`) cannot name a "
     "fact, "
     "a parameter or a variable. After a dot every word is a name.",
     "fact today date", "fact first_day date"},
    {"E119", Severity::error, "a template that cannot be read",
     "In `because` and `advise` a value stands in braces: {expression}. A brace itself is {{.",
     "rule size \"Size\"  check \"size\"  staff > 5  because \"{staff of 5\"",
     "rule size \"Size\"  check \"size\"  staff > 5  because \"{staff} of 5\""},
    {"E120", Severity::error, "`not` without parentheses",
     "Negation is `not(…)`. Without parentheses `not` stands only before `in`, `between`, "
     "`within`, "
     "`before` and `after`, and in `is not`.",
     "define quiet = not conflict_open", "define quiet = not(conflict_open)"},
    {"E121", Severity::error, "a form that the clause does not have",
     "The clause was begun well, but goes on in a way that it does not have. The message says what "
     "would fit.",
     "define early = stage is \"pilot\"", "define early = stage = \"pilot\""},
    {"E122", Severity::error, "a version of the language that is not known",
     "A file says in its head which version of the language it is written in. This program reads "
     "version 1.",
     "language 2", "language 1"},
    // ------------------------------------------------------------------ E2xx names
    {"E201", Severity::error, "a file that belongs to no pack",
     "Every rule file begins with the pack it belongs to. Several files with the same head "
     "make one pack.",
     "rule trust \"Trust\" …",
     "language 1\npack ours 1.0 \"Our own rules\"\nrule trust \"Trust\" …"},
    {"E202", Severity::error, "files of one pack in two versions",
     "All files of a pack carry the same version in their heads. Two versions mean that files "
     "of different releases were mixed.",
     "pack ours 1.0   and in another file   pack ours 1.1", "pack ours 1.1   in both"},
    {"E203", Severity::error, "a pack that is used and not there",
     "`uses` names a pack and the versions that fit: `1.x` is any version that begins with 1, "
     "`1.2` is that version alone. The pack must be among the files given (shipped packs "
     "always are).",
     "uses partnerships 1.x", "uses partnership 1.x"},
    {"E204", Severity::error, "a name that is not known",
     "No fact, definition, parameter or variable that can be seen here has this name. Until it "
     "is put right nothing is scored. A suggestion is made only where a known name is a few "
     "letters away.",
     "check \"written down\" conflict_proces.documented",
     "check \"written down\" conflict_process.documented"},
    {"E205", Severity::error, "a name that is declared twice",
     "Facts, definitions and parameters of packs share one space of names; rules, records, "
     "scorecards, the fields of a record and the sections of a scorecard have one each. Both "
     "places are shown.",
     "fact started date   fact started text", "fact started date"},
    {"E206", Severity::error, "a type that is not known",
     "A type is text, number, yes or no, date, duration, `one of` some texts, `list of` a "
     "type, or the name of a record.",
     "fact started datum", "fact started date"},
    {"E207", Severity::error, "a field that the record does not have",
     "Fields are declared with the record. Where it is not known which record a value is, no "
     "record has such a field.",
     "p.joind within 3 months", "p.joined within 3 months"},
    {"E208", Severity::error, "a function that is not known",
     "Only built-in functions and definitions with parameters can be called.", "counts(parties)",
     "count(parties)"},
    {"E209", Severity::error, "a name that means something else",
     "Some words can't be given as names: `score` and `coverage` are asked in verdicts, `key`, "
     "`ask`, `good` and `effort` begin clauses of fields, built-in functions and types keep their "
     "names.",
     "fact coverage number", "fact insurance_coverage number"},
    {"E210", Severity::error, "a variable with the name of a fact",
     "A variable or parameter that hides a fact would make a rule mean something else than it "
     "says.",
     "for each parties in members", "for each p in members"},
    {"E212", Severity::error, "a rule that is not known",
     "`rule ID is …` and tests name a rule by its id, dots included.", "rule values.share is met",
     "rule values.shared is met"},
    {"E213", Severity::error, "a section that the scorecard does not have",
     "`score of`, `in` and tests name a section of the same scorecard.", "score of foundations",
     "score of foundation"},
    {"E214", Severity::error, "nobody to ask",
     "A question goes to `each` record of a kind, to `coordinator`, to `everyone`, or, for a "
     "field, to the party that another field of the record names.",
     "ask each partner \"…\"", "ask each party \"…\""},
    {"E215", Severity::error, "a name of a pack that is not used",
     "A pack sees its own names and those of the packs it uses.",
     "pack ours 1.0 \"Ours\"   check \"fair\"  a_fact_of_core",
     "pack ours 1.0 \"Ours\"   uses core 1.x   check \"fair\"  a_fact_of_core"},
    {"E216", Severity::error, "a pack that uses itself",
     "A pack is read after those it uses, so none can use itself by way of others. Move what "
     "both need into a pack of its own.",
     "pack a 1.0 \"A\" uses b 1.x   and   pack b 1.0 \"B\" uses a 1.x",
     "pack a 1.0 \"A\" uses both 1.x   and   pack b 1.0 \"B\" uses both 1.x"},
    {"E220", Severity::error, "a record that always holds another of its kind",
     "A record without a key is written out where it stands. One that must hold another of its "
     "kind could never be written to its end.",
     "record step \"A step\"  next step", "record step \"A step\"  next step or none"},
    {"E221", Severity::error, "`item` without an item",
     "`item` is what a filter `[…]` or `with` looks at.", "check \"large\" item.staff > 5",
     "check \"large\" every p in parties satisfies p.staff > 5"},
    {"E222", Severity::error, "a scorecard that is not known", "Tests name a scorecard by its id.",
     "expect readyness score = 80", "expect readiness score = 80"},
    {"E223", Severity::error, "a record with a key that two facts list",
     "A record with a key is written out in the list of one fact; everywhere else its key stands "
     "for it. A second list says in which fact the records stand.",
     "fact parties list of party   fact board list of party",
     "fact parties list of party   fact board list of party in parties"},
    {"E224", Severity::error, "a list that refers to no list of records",
     "`in` names the fact in whose list the records with a key are written out.",
     "fact board list of party in partys", "fact board list of party in parties"},
    {"E231", Severity::error, "a relation where a value is needed",
     "A relation is a set of tuples. Expressions ask whether items stand in it.",
     "check \"free\" not(relies_on)", "check \"free\" not(relies_on(p, p))"},
    {"E232", Severity::error, "a name that is neither declared nor bound",
     "In a clause of a relation a variable is bound by `for`, or by a relation that stands "
     "un-negated "
     "in `when`. What stands in `not(…)`, on one side of an `or` or inside another expression "
     "binds "
     "nothing.",
     "derive reaches(a, c) when reaches(a, b)",
     "derive reaches(a, c) when reaches(a, b) and linked(b, c)"},
    {"E233", Severity::error, "a variable that stands only once",
     "What only one relation of a clause names, or only its `for`, may be misspelt, so it is an "
     "error. Where anything will do, write `_`.",
     "derive busy(a) when relies_on(a, b)", "derive busy(a) when relies_on(a, _)"},
    {"E234", Severity::error, "a clause of another relation",
     "Each `derive` of a card derives tuples of the relation that the card declares.",
     "relation linked(party, party) \"…\" derive lined(a, b) …",
     "relation linked(party, party) \"…\" derive linked(a, b) …"},
    // ------------------------------------------------------------------ E3xx types
    {"E301", Severity::error, "an operator that can't take these values",
     "Numbers are added to numbers, durations to dates and to each other, texts to texts. "
     "Nothing is converted unseen.",
     "staff + name", "string(staff) + name"},
    {"E302", Severity::error, "values that can't be compared",
     "Both sides of a comparison are of one kind. Lists and records have no order.",
     "started >= 2024", "started >= 2024-01-01"},
    {"E303", Severity::error, "a condition that is never yes or no",
     "A check, `applies when`, `due when`, a filter and their like need yes or no.",
     "check \"staff\" staff", "check \"staff\" staff >= 3"},
    {"E304", Severity::error, "a list is needed",
     "Counting, filters, `for each` and their like go over a list.", "count(started)",
     "count(parties)"},
    {"E305", Severity::error, "a text that is not one of the choices",
     "The value is `one of` some declared texts; this one is not among them, so the comparison "
     "could never hold.",
     "stage = \"pilto\"", "stage = \"pilot\""},
    {"E306", Severity::error, "a wrong number of arguments",
     "The message says how many the function takes.", "contains(name)", "contains(name, \"Ltd\")"},
    {"E307", Severity::error, "an argument with a name that is not known",
     "Arguments are given by place or by name, not both in one call; a name is one of the "
     "function's parameters.",
     "substring(string: name, begin: 1)", "substring(string: name, start position: 1)"},
    {"E308", Severity::error, "an argument of another type",
     "The function or form needs a value of another kind; the message says which.",
     "upper case(staff)", "upper case(name)"},
    {"E309", Severity::error, "a score compared with a share, or a share with a number",
     "Scores go from 0 to 100 and are written without a per cent sign. `coverage` is a share "
     "and is written with one.",
     "score >= 80%", "score >= 80"},
    {"E310", Severity::error, "a value that can't be held",
     "The number has more than 34 digits or is too far from 0 or too near to it, or the date, time "
     "or duration does not exist.",
     "@\"2026-02-30\"", "@\"2026-02-28\""},
    {"E311", Severity::error, "a range that is empty or has no number for an end",
     "The low end of a range stands first; only numbers have a range.",
     "fact rating number, 5 to 1", "fact rating number, 1 to 5"},
    {"E312", Severity::error, "a parameter that can't be so",
     "A parameter is a constant. Its range is of the same kind and holds it; only a duration "
     "is lengthened or shortened.",
     "parameter enough = 7, 1 to 5", "parameter enough = 3, 1 to 5"},
    {"E313", Severity::error, "an amount in a unit that does not fit",
     "Efforts are said in minutes, hours or days of 8 hours, shelf lives in whole days, weeks, "
     "months or years.",
     "effort 2 months", "effort 40 days"},
    {"E315", Severity::error, "a key that can't be one",
     "A record has at most one key: a text or a number that is never none.", "key joined date",
     "key name text"},
    {"E317", Severity::error, "a value without such a part",
     "Dates, times, durations and ranges have parts: `.year`, `.days`, `.start`. Numbers and "
     "texts have none.",
     "started.decade", "started.year"},
    {"E318", Severity::error, "a measure of a network without a relation",
     "A measure of a network takes the name of a relation, as it is declared, and nothing that is "
     "worked out.",
     "density(dependencies) > 20%", "density(relies_on) > 20%"},
    {"E319", Severity::error, "a relation that makes no network",
     "A network is made of ties between things of one kind: the relation has two columns, both of "
     "one record, which has a key and stands in a fact that lists it.",
     "relation holds(party, text) \"…\" … density(holds)",
     "relation relies_on(party, party) \"…\" … density(relies_on)"},
    {"E320", Severity::error, "an operation that can never succeed",
     "Whatever the facts say, what is asked for here does not exist; the message says why. It "
     "would be an error in each assessment.",
     "budget / 0", "budget / months"},
    // ------------------------------------------------------------------ E4xx rules and the like
    {"E401", Severity::error, "a rule with nothing to judge by",
     "A rule needs a `check`, or a `credit` that is computed.",
     "rule trust \"Trust\" section growth",
     "rule trust \"Trust\" section growth check \"high\" trust >= 3"},
    {"E402", Severity::error, "a number of checks that can't be",
     "`at least N checks` asks for one check or more, and for no more than there are. A rule has "
     "at most 50.",
     "at least 3 checks   in a rule with two", "at least 2 checks"},
    {"E403", Severity::error, "two forms of credit in one rule",
     "A rule has one: `credit C when E` as often as wanted, `credit N points when E` as often "
     "as wanted, `credit by share of checks` once, or `credit E` once.",
     "credit 50% when a   credit 2 points when b", "credit 50% when a   credit 75% when b"},
    {"E404", Severity::error, "a credit outside 0 % to 100 %",
     "A credit is a share of the weight. `credit 50%`, not `credit 50`.", "credit 50 when a",
     "credit 50% when a"},
    {"E405", Severity::error, "more points than the weight of the rule",
     "Points are a part of the rule's weight.", "weight 3   credit 5 points when a",
     "weight 5   credit 3 points when a"},
    {"E406", Severity::error, "a weight that can't be",
     "A weight goes from 0 to 1,000,000; it says how much a rule or section counts beside its "
     "neighbours.",
     "weight 1e9", "weight 100"},
    {"E407", Severity::error, "verdicts or cases that do not end with `otherwise`",
     "Verdicts, and the cases of an `infer`, are tried from the top. The last one is `otherwise`, "
     "and nothing stands after it.",
     "verdict \"ready\" when score >= 80",
     "verdict \"ready\" when score >= 80   verdict \"not ready\" otherwise"},
    {"E408", Severity::error, "a verdict that stands twice",
     "Each verdict of a scorecard has a name of its own. Join the conditions with `or`.",
     "verdict \"ready\" when score >= 80   verdict \"ready\" when every must rule is met",
     "verdict \"ready\" when score >= 80 or every must rule is met"},
    {"E409", Severity::error, "a section that lies in itself",
     "Sections are nested by `in`; none can lie in itself by way of others.",
     "section a \"A\" in b weight 1   section b \"B\" in a weight 1",
     "section a \"A\" weight 1   section b \"B\" in a weight 1"},
    {"E410", Severity::error, "more than sections added to another pack's scorecard",
     "A pack that uses another adds sections to its scorecard by naming it again. Its title "
     "and its verdicts stay those of the pack that made it.",
     "scorecard readiness  section data \"Data\" weight 25  verdict \"safe\" otherwise",
     "scorecard readiness  section data \"Data\" weight 25"},
    {"E411", Severity::error, "a score outside a verdict",
     "`score`, `score of`, `coverage` and `every must rule is met` ask about what rules have "
     "yielded, so rules and definitions can't ask for them.",
     "check \"high\" score >= 50", "verdict \"ready\" when score >= 50"},
    {"E412", Severity::error, "a circle",
     "A definition or rule that needs itself, directly or by way of others, can't be judged. "
     "Every step of the circle is shown.",
     "define a = b + 1   define b = a + 1", "define a = 1   define b = a + 1"},
    {"E413", Severity::error, "a test that depends on today without saying it",
     "The rules it runs ask for `today`, so the test would turn out differently on another "
     "day.",
     "test \"fresh\" given … expect …", "test \"fresh\" today 2026-11-01 given … expect …"},
    {"E414", Severity::error, "a verdict that the scorecard does not have",
     "A test names verdicts as the scorecard does, or \"not assessable\".",
     "expect readiness verdict \"redy\"", "expect readiness verdict \"ready\""},
    {"E415", Severity::error, "a path that can't be read",
     "A path names a fact, then fields after dots, items in brackets by key or position.",
     "because parties[B", "because parties[B].feedback"},
    {"E416", Severity::error, "an expected score that is not a number",
     "Scores are expected between two constants, the lower first.",
     "expect readiness score between 65 and 40", "expect readiness score between 40 and 65"},
    {"E417", Severity::error, "a given value that does not fit the fact",
     "Values in tests are typed as the facts they stand for. A key is that of one record, and "
     "where "
     "a record is named by its key the test lists it.",
     "given started = \"2024-01-01\"", "given started = 2024-01-01"},
    {"E418", Severity::error, "an item of a rule that has none",
     "Only a rule with `for each` is judged for each item.",
     "expect rule values.shared for \"A\" is met", "expect rule values.shared is met"},
    {"E430", Severity::error, "a relation that needs the whole of itself",
     "`not(…)`, a count, a filter, a definition and a rule look at all of a relation, so it must "
     "be "
     "complete before they do: it may not depend on their answer. Every step of the circle is "
     "shown.",
     "derive wins(a) when goes(a, b) and not(wins(b))",
     "derive wins(a) when goes(a, b) and not(moves(b, _))"},
    // ------------------------------------------------------------------ E5xx facts
    {"E501", Severity::error, "the fact file is not plain text",
     "A fact file is text in UTF-8 without control signs. Save it as UTF-8; the place is that "
     "of the first byte that does not belong.",
     "partnership: Caf\\xE9   where the file is saved as Latin-1",
     "partnership: Café   saved as UTF-8"},
    {"E502", Severity::error, "the fact file is too large or nested too deeply",
     "A fact file has at most 16 MiB and a million values, nested at most 200 deep. For many "
     "partnerships use one line of JSON for each.",
     "all-partners.json, 40 MB", "one file, or one line of JSON, for each partnership"},
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
     "parties: [{name: Westbrook}]   where two or more are declared",
     "parties: [{name: Westbrook}, {name: Lantern Arts}]"},
    {"E517", Severity::error, "a record without its key",
     "A record with a key is found by it, so the key may not be left out.", "{staff: 12}",
     "{name: Westbrook, staff: 12}"},
    {"E518", Severity::error, "a key that two records share",
     "Two records of one list have the same key, so a reference could mean either. Keep one, "
     "or tell them apart.",
     "parties: [{name: Westbrook}, {name: Westbrook}]",
     "parties: [{name: Westbrook North}, {name: Westbrook South}]"},
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
     "scales: {agreement: 0 to 4}", "openness: 3   said in the coding of the rules"},
    {"E524", Severity::error, "a fact that is said twice to be unknown",
     "`unknown` names each fact once, with one reason.",
     "[{fact: trust, reason: withheld}, {fact: trust}]", "[{fact: trust, reason: withheld}]"},
    {"E530", Severity::error, "a conformance case has another shape",
     "`entente feel --cases` reads one JSON object a line: suite, case, stage, flags, null_only, "
     "inputs, expressions with name and feel, expected. Values are written with their type.",
     R"({"t": "number", "v": 12 apples})", R"({"t": "number", "v": "12"})"},
    // ------------------------------------------------------------------ E6xx evaluation, limits
    //
    // ------------------------------------------------------------------ W7xx lints
    {"W701", Severity::lint, "no version of the language",
     "The head should say the version of the rule language, so that a later program reads the "
     "file as it was meant. The newest is assumed.",
     "pack ours 1.0 \"Ours\"", "language 1\npack ours 1.0 \"Ours\""},
    {"W702", Severity::lint, "`and` and `or` mixed without parentheses",
     "`and` binds first, which readers often take otherwise.", "a or b and c", "a or (b and c)"},
    {"W703", Severity::lint, "a fact that nothing reads",
     "No rule, definition or verdict reads it; asking for it would be in vain.",
     "fact colour text   and no rule asks for it",
     "check \"a colour is agreed\"  colour is not none"},
    {"W704", Severity::lint, "a definition that nothing uses",
     "No rule, verdict or other definition names it.",
     "define late = due < today   and no rule asks for it", "check \"nothing is late\"  not(late)"},
    {"W705", Severity::lint, "a name that is a field and something else",
     "Inside a filter and after `with` a name is the item's field first. `item.due` says the "
     "field outright.",
     "commitments[due <= today]   where a fact is called due too",
     "commitments[item.due <= today]"},
    {"W706", Severity::lint, "`is known` or `is unknown` in a check",
     "They ask what the file says, not what is so: more facts can turn a yes into a no. "
     "In a check `is not none` is nearly always meant.",
     "check \"closed\" closed is known", "check \"closed\" closed is not none"},
    {"W707", Severity::lint, "a must rule that no verdict asks about",
     "`must` moves no score. It is there for a verdict to ask: `every must rule is met`.",
     "verdict \"ready\" when score >= 80",
     "verdict \"ready\" when score >= 80 and every must rule is met"},
    {"W708", Severity::lint, "a rule that counts nowhere",
     "No scorecard has the section that the rule names, or it names none. It is judged and "
     "reported but moves no score.",
     "section foundatoin", "section foundation"},
    {"W709", Severity::lint, "a section without rules",
     "No rule names it, nor a section inside it. It counts in no score.",
     "section legal \"Legal\" weight 5   and no rule is in it",
     "rule legal.nda \"…\" section legal"},
    {"W710", Severity::lint, "a weight of zero", "What has it moves no score.", "weight 0",
     "weight 1"},
    {"W711", Severity::lint, "a parameter that nothing uses",
     "The rule or pack declares it and no expression reads it, so setting it would change "
     "nothing.",
     "parameter window = 90 days   check \"lately\"  given_on within 90 days",
     "parameter window = 90 days   check \"lately\"  given_on within window"},
    {"W712", Severity::lint, "a relation that nothing asks",
     "No rule, definition, verdict or other relation asks it.",
     "relation linked(party, party) \"…\" derive linked(d.user, d.supplier) for d in dependencies",
     "… check \"linked\" linked(p, q)"},
    {"W713", Severity::lint, "two sides that are the same",
     "What is compared with itself, taken from itself, divided by itself, or joined with itself by "
     "`and` or `or`, asks nothing more of the facts. Most often one of the two names was meant to "
     "be another.",
     "started <= started", "started <= finished"},
    {"W714", Severity::lint, "an empty title",
     "Reports name a rule by its title, a check by its label, a verdict by its name: a text that "
     "says nothing leaves a line that says nothing.",
     "rule trust \"\"", "rule trust \"Promises are kept\""},
    {"W715", Severity::lint, "a variable of `for each` that nothing uses",
     "The rule says the same of every item, so one judgement would do; or another name was meant.",
     "for each p in parties   check \"trust\" lead.trust",
     "for each p in parties   check \"trust\" p.trust"},
    {"W721", Severity::lint, "a check that is always yes, or always no",
     "It comes to the same with nothing supplied, so no fact can change it: a share goes from 0 to "
     "100 %, a number has its range, a date its days.",
     "(share of parties with champion is not none) >= 80",
     "(share of parties with champion is not none) >= 80%"},
    {"W722", Severity::lint, "a verdict that is never reached",
     "One before it holds wherever it would, or its own condition holds for no score and no facts.",
     "verdict \"good\" when score >= 50   verdict \"best\" when score >= 75",
     "verdict \"best\" when score >= 75   verdict \"good\" when score >= 50"},
    {"W751", Severity::lint, "a fact with a value is said to be unknown",
     "An entry under `unknown` holds against a value in the same file: the fact counts as unknown. "
     "Delete the value or the entry.",
     "facts: {staff: 12}   unknown: [{fact: staff, reason: withheld}]",
     "unknown: [{fact: staff, reason: withheld}]"},
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
