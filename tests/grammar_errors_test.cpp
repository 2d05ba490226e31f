#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "grammar/diagnostic_codes.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/syntax.hpp"

namespace entente::grammar {
namespace {

/// One mistake: exactly one report, what it underlines and what it says.
struct Mistake {
  std::string_view text;
  std::string_view code;
  std::string_view underlined;
  std::string_view message;
  std::string_view help = "";  // the label or the first note
};
void PrintTo(const Mistake& mistake, std::ostream* out) { *out << mistake.text; }

class Mistakes : public testing::TestWithParam<Mistake> {};

TEST_P(Mistakes, AreReportedOnceWithPlaceAndHelp) {
  const auto& mistake = GetParam();
  const auto parsed = tests::parse_text(mistake.text);
  ASSERT_EQ(parsed.file.diagnostics.size(), 1U) << parsed.rendered();
  const auto& found = parsed.file.diagnostics.front();
  EXPECT_EQ(found.code, mistake.code) << parsed.rendered();
  EXPECT_EQ(parsed.underlined(found), mistake.underlined) << parsed.rendered();
  EXPECT_EQ(found.message, mistake.message);
  const auto help = !found.label.empty()  ? found.label
                    : found.notes.empty() ? std::string()
                                          : found.notes.front().text;
  EXPECT_EQ(help, mistake.help);
  EXPECT_NE(find_code(found.code), nullptr);
}

INSTANTIATE_TEST_SUITE_P(
    ForgottenOperands, Mistakes,
    testing::Values(
        Mistake{"rule size \"Size\" check \"staff\" staff >= weight 2", "E105", "2",
                "expected a clause of a rule or the next card, found `2`",
                "`weight` was read as a name because `>=` needs a value"},
        Mistake{"rule size \"Size\" check \"staff\" staff > section basis weight 2", "E105",
                "basis", "expected a clause of a rule or the next card, found `basis`",
                "`section` was read as a name because `>` needs a value"},
        Mistake{"rule size \"Size\" check \"staff\" staff or because \"small\"", "E105",
                "\"small\"",
                "expected a clause of a rule or the next card, found the text `\"small\"`",
                "`because` was read as a name because `or` needs a value"},
        Mistake{"rule size \"Size\" check \"staff\" staff + check \"cash\" cash", "E105",
                "\"cash\"",
                "expected a clause of a rule or the next card, found the text `\"cash\"`",
                "`check` was read as a name because `+` needs a value"},
        Mistake{"rule size \"Size\" check \"staff\" staff < for each p in parties", "E105", "for",
                "expected a value after `<`, found `for`"},
        Mistake{"rule size \"Size\" check \"s\" a > rule cash \"Cash\" check \"c\" b", "E105",
                "rule", "expected a value after `>`, found `rule`"},
        Mistake{"rule size \"Size\" check \"staff\" staff <= due when planned", "E105", "when",
                "expected a clause of a rule or the next card, found `when`",
                "`due` was read as a name because `<=` needs a value"},
        Mistake{"rule size \"Size\" check \"s\" a or any check check \"c\" b", "E105", "check",
                "expected the check's label in double quotes, found `check`",
                "`any` was read as a name because `or` needs a value"},
        Mistake{"rule size \"Size\" check \"s\" a > credit by share of checks", "E105", "by",
                "expected a clause of a rule or the next card, found `by`",
                "`credit` was read as a name because `>` needs a value"},
        Mistake{"rule size \"Size\" check \"s\" a = unknown counts as met", "E105", "unknown",
                "expected a value after `=`, found `unknown`"},
        Mistake{"rule size \"Size\" check \"s\" a and parameter least = 3", "E105", "least",
                "expected a clause of a rule or the next card, found `least`",
                "`parameter` was read as a name because `and` needs a value"},
        Mistake{"rule size \"Size\" check \"s\" a or at least 3 checks check \"c\" b", "E105",
                "least", "expected a clause of a rule or the next card, found `least`",
                "`at` was read as a name because `or` needs a value"},
        Mistake{"define enough = fact staff number", "E105", "fact",
                "expected a value after `=`, found `fact`"},
        Mistake{"scorecard s \"S\" verdict \"a\" when score > verdict \"b\" otherwise", "E105",
                "\"b\"",
                "expected a clause of a scorecard or the next card, found the text `\"b\"`",
                "`verdict` was read as a name because `>` needs a value"},
        Mistake{"define enough = ", "E105", "",
                "expected a value after `=`, found the end of the "
                "text"}));

INSTANTIATE_TEST_SUITE_P(
    Operators, Mistakes,
    testing::Values(
        Mistake{"define x = a == b", "E110", "==", "`==` is no operator of this language",
                "equality is `=`"},
        Mistake{"define x = a && b", "E110", "&&", "`&&` is no operator of this language",
                "write `and`"},
        Mistake{"define x = !a", "E110", "!", "`!` is no operator of this language",
                "negation is `not(…)`"},
        Mistake{"define x = not a", "E120", "a", "expected `(` after `not`, found `a`",
                "negation is `not(…)`"},
        Mistake{"define x = a not b", "E105", "b",
                "expected `in`, `between`, `within`, `before` or `after` after `not`, found `b`"},
        Mistake{"define x = a is \"b\"", "E121", "\"b\"",
                "expected `none`, `not none`, `known` or `not known` after `is`, found the text "
                "`\"b\"`",
                "equality is `=`"},
        Mistake{"define x = a is unknown", "E121", "unknown",
                "expected `none`, `not none`, `known` or `not known` after `is`, found `unknown`",
                "write `is not known`"},
        Mistake{"define x = share of visits with hours > 2 >= 80%", "E111",
                ">=", "a comparison cannot be compared again", "put the first part in parentheses"},
        Mistake{"define x = a < b < c", "E111", "<", "a comparison cannot be compared again",
                "put the first part in parentheses"},
        Mistake{"define x = (a + b", "E105", "", "expected `)`, found the end of the text"},
        Mistake{"define x = [1, 2\ndefine y = 3", "E105", "", "expected `]`, found `define`"},
        Mistake{"define x = [1 2]", "E105", "2", "expected `]`, found `2`"},
        Mistake{"define x = f(a b)", "E105", "b", "expected `)`, found `b`"},
        Mistake{"define x = {a 1}", "E105", "1", "expected `:`, found `1`"},
        Mistake{"define x = if a then b", "E105", "", "expected `else`, found the end of the text"},
        Mistake{"define x = for v in l satisfies v", "E105", "satisfies",
                "expected `return`, found `satisfies`"},
        Mistake{"define x = some today in l satisfies a", "E118", "today",
                "expected a variable name, found the reserved word `today`"},
        Mistake{"define x = a.", "E105", "",
                "expected the name of a field, found the end of the "
                "text"}));

INSTANTIATE_TEST_SUITE_P(
    Tokens, Mistakes,
    testing::Values(
        Mistake{"fact a \"A text", "E106", "\"A text", "this text is not closed",
                "a text ends with `\"` on the same line"},
        Mistake{"fact a \"A \\q\" text", "E107", "\\q", "`\\q` is no escape",
                "a backslash itself is `\\\\`"},
        Mistake{"fact a \"\\ud83d\" text", "E107", "\\u",
                "`\\ud83d` is half of a character: the other half is missing"},
        Mistake{"fact a \"\\u12\" text", "E107", "\\u", "`\\u` takes 4 hexadecimal digits"},
        Mistake{"fact a \"\\U110000\" text", "E107", "\\U", "`\\U110000` is no character"},
        Mistake{"define x = 12abc", "E109", "12abc", "`12abc` is not a number"},
        Mistake{"define x = 1.2.3", "E109", "1.2.3", "`1.2.3` is not a number"},
        Mistake{"define x = 2026-1-1", "E109", "2026-1-1", "`2026-1-1` is not a date",
                "a date is written like 2026-03-01"},
        Mistake{"define x = 2026-02-30", "E109", "2026-02-30", "there is no day `2026-02-30`"},
        Mistake{"fact a “A” text", "E105", "“", "expected a type, found `“`",
                "a text stands between straight double quotes"},
        Mistake{"fact a text /* to do", "E108", "/*", "this comment is not closed",
                "a comment ends with `*/`"},
        Mistake{"fact a \xFF text", "E101", "\xFF", "the file is not UTF-8",
                "this byte belongs to no character"},
        Mistake{std::string_view("fact a \0text", 12), "E102", std::string_view("\0", 1),
                "the file holds a control sign that is not text"}));

INSTANTIATE_TEST_SUITE_P(
    Cards, Mistakes,
    testing::Values(
        Mistake{"rules a \"A\" check \"x\" b", "E112", "rules", "expected a card, found `rules`",
                "did you mean `rule`?"},
        Mistake{"rule a check \"x\" b", "E116", "check",
                "expected the rule's title in double quotes, found `check`"},
        Mistake{"rule \"A\" check \"x\" b", "E116", "\"A\"",
                "expected the rule's id, found the text `\"A\"`"},
        Mistake{"rule a \"A\" section s, weight 3 check \"x\" b", "E105", "3",
                "expected a clause of a rule or the next card, found `3`",
                "`weight` was read as a name because `,` needs another one"},
        Mistake{"rule a \"A\" check \"x\" b IS NONE", "E105", "IS",
                "expected a clause of a rule or the next card, found `IS`",
                "words of the language are written small: `is`"},
        Mistake{"rule a \"A\" check \"x\" b;", "E105", ";",
                "expected a clause of a rule or the next card, found `;`",
                "no sign stands between clauses"},
        Mistake{"record a \"A\"", "E116", "record", "a record needs at least one field"},
        Mistake{"test \"t\" today 2026-11-01", "E116", "test",
                "a test needs at least one `expect`"},
        Mistake{"record a \"A\" good number", "E118", "good",
                "expected the name of a field, found `good`",
                "`key`, `ask`, `good` and `effort` cannot name a field"},
        Mistake{"record a \"A\" effort text", "E118", "effort",
                "expected the name of a field, found `effort`",
                "`key`, `ask`, `good` and `effort` cannot name a field"},
        Mistake{"fact today date", "E118", "today",
                "expected the fact's name, found the reserved word `today`"},
        Mistake{"fact a number, 1", "E105", "",
                "expected `to`, `or more` or `or less`, found the end of the text"},
        Mistake{"fact a text good for 3", "E105", "3",
                "expected a number and its unit, such as `3 days`, found `3`"},
        Mistake{"rule a \"A\" check \"x\" b weight 2 weight 3", "E115", "weight 3",
                "`weight` stands twice in this card", "the first one is in"},
        Mistake{"rule a \"A\" check \"x\" b applies when c applies when d", "E115",
                "applies when d", "`applies when` stands twice in this card",
                "the first one is in"},
        Mistake{"rule a \"A\" check b", "E105", "b",
                "expected the check's label in double quotes, found `b`"},
        Mistake{"rule a \"A\"\n  becuase \"t\"", "E117", "becuase",
                "`becuase` is not a clause of a rule", "did you mean `because`?"},
        Mistake{"rule a \"A\" check \"x\" b\n  verdict \"t\" otherwise", "E117", "verdict",
                "`verdict` is not a clause of a rule",
                "a rule has `section`, `weight`, `parameter`, `for`, `applies`, `due`, `check`, "
                "`any`, `at`, `credit`, `because`, `advise`, `source`, `unknown` and `cannot`"},
        Mistake{"rule a \"A\" check \"x\" b because \"{c d}\"", "E119", "d",
                "expected `}`, found `d`"},
        Mistake{"rule a \"A\" check \"x\" b because \"{c\"", "E119", "",
                "expected `}`, found the end of the text"},
        Mistake{"test \"t\" expect rule r for \"A\" and \"B\" is met", "E105", "and",
                "expected `is`, found `and`", "a pair is named as in reports: `for \"A and B\"`"},
        Mistake{"rule a \"A\" check \"x\" b because \"{}\"", "E119", "}",
                "expected a value, found `}`"},
        Mistake{"rule a \"A\" check \"x\" b advise \"{?} c\"", "E119", "?",
                "expected a value, found `?`"},
        Mistake{"rule a \"A\" check \"x\" b because \"{c} and {\"", "E119", "",
                "expected a value, found the end of the text"},
        Mistake{"rule a \"A\" check \"x\" b because \"{c}} d\"", "E119", "}",
                "expected `{` before it, found `}`", "`}}` stands for a brace"},
        Mistake{"rule a \"A\" check \"x\" b unknown counts as fault", "E105", "fault",
                "expected `met`, `not met` or `not applicable`, found `fault`"},
        Mistake{"scorecard s \"S\" weight 3", "E117", "weight", "`weight` belongs to a section",
                "a `section` stands before it"},
        Mistake{"language 2", "E122", "2", "language 2 is not known to this version"},
        Mistake{"pack p \"P\"", "E105", "\"P\"",
                "expected a version such as `1.0`, found the text `\"P\"`"},
        Mistake{"group g \"G\" item a \"A\"", "E113", "group",
                "`group` cards are not built in this version"},
        Mistake{"scorecard s \"S\" combine by lowest", "E114", "lowest",
                "`combine by lowest` is not built in this version"}));

TEST(MistakesOfTheDesign, EachLineIsOneErrorButTheLegalOne) {
  const auto shared = tests::shared_folder();
  if (!shared || !std::filesystem::exists(*shared / "design/hard-errors.txt")) {
    GTEST_SKIP() << "no design/hard-errors.txt beside the repository";
  }
  std::istringstream lines(tests::read_file(*shared / "design/hard-errors.txt"));
  int count = 0;
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    ++count;
    const bool legal = line.find("# legal") != std::string::npos;
    const auto parsed = tests::parse_text(line.substr(0, line.find(" #")));
    EXPECT_EQ(parsed.file.diagnostics.size(), legal ? 0U : 1U) << line << "\n" << parsed.rendered();
  }
  EXPECT_GE(count, 20);
}

TEST(DiagnosticCodes, ExamplesOfSyntaxErrorsAreTrue) {
  for (const auto& entry : all_codes()) {
    if (!entry.code.starts_with("E1")) continue;
    if (entry.code == "E103" || entry.code == "E104") continue;  // too large to be shown whole
    const auto wrong = tests::parse_text(entry.wrong);
    ASSERT_EQ(wrong.file.diagnostics.size(), 1U) << entry.code << wrong.rendered();
    EXPECT_EQ(wrong.file.diagnostics.front().code, entry.code) << wrong.rendered();
    EXPECT_EQ(tests::parse_text(entry.mended).rendered(), "") << entry.code;
  }
}

TEST(ManyMistakes, AreCutAtTwentyAFile) {
  std::string text;
  for (int at = 0; at < 500; ++at) text += "rule a \"A\"\n  check \"x\" b ==\n";
  const auto parsed = tests::parse_text(text);
  EXPECT_EQ(parsed.file.diagnostics.size(), 20U);
}

}  // namespace
}  // namespace entente::grammar
