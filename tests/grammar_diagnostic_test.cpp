#include "grammar/diagnostic.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "grammar/diagnostic_codes.hpp"
#include "grammar/suggest.hpp"
#include "grammar/text_width.hpp"

namespace entente::grammar {
namespace {

Diagnostic at(Span span, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = "E105";
  diagnostic.span = span;
  diagnostic.message = std::move(message);
  return diagnostic;
}

TEST(Source, LocatesByLineAndCharacter) {
  const Source source("a.rules", "one\nzwölf fünf\r\n\nend");
  EXPECT_EQ(source.locate(0).line, 1U);
  EXPECT_EQ(source.locate(4).line, 2U);
  EXPECT_EQ(source.locate(11).column, 7U);  // the f of fünf: ö is one character of two bytes
  EXPECT_EQ(source.locate(1000).line, 4U);
  EXPECT_EQ(source.line(2), "zwölf fünf");
  EXPECT_EQ(source.line(3), "");
  EXPECT_EQ(source.line(9), "");
  EXPECT_EQ(source.offset({2, 7}), 11U);
  EXPECT_EQ(source.offset({1, 99}), 3U);
  EXPECT_EQ(source.offset({99, 1}), source.text().size());
}

TEST(Source, LocatesInLongLines) {
  std::string text = "first\n";
  for (int i = 0; i < 2'000; ++i) text += "aö";
  const Source source("a.json", text);
  for (const std::uint32_t pairs : {0U, 1U, 339U, 340U, 341U, 1'000U, 1'999U}) {
    EXPECT_EQ(source.locate(6 + 3 * pairs).column, 2 * pairs + 1) << pairs;
    EXPECT_EQ(source.locate(7 + 3 * pairs).column, 2 * pairs + 2) << pairs;
  }
  EXPECT_EQ(source.locate(6 + 6'000).column, 4'001U);
}

TEST(Diagnostic, RendersPlaceLineAndCarets) {
  Sources sources;
  const auto file = sources.add("acme.rules", "rule a\n  check \"x\" conflict_proces\n");
  auto diagnostic = at({file, 19, 34}, "`conflict_proces` is not a fact");
  diagnostic.label = "did you mean `conflict_process`?";
  diagnostic.notes.push_back({"declared in", Span{file, 0, 4}});
  EXPECT_EQ(render(diagnostic, sources),
            "error[E105]: `conflict_proces` is not a fact\n"
            " --> acme.rules:2:13\n"
            "  |\n"
            "2 |   check \"x\" conflict_proces\n"
            "  |             ^^^^^^^^^^^^^^^ did you mean `conflict_process`?\n"
            "  = declared in acme.rules:1\n");
  EXPECT_EQ(render_short(diagnostic, sources),
            "acme.rules:2:13: error[E105]: `conflict_proces` is not a fact "
            "(did you mean `conflict_process`?)");
}

TEST(Diagnostic, KeepsTabsAndWidthUnderWideSigns) {
  Sources sources;
  const auto file = sources.add("a.rules", "\t\"合作\" x\n");
  const auto text = render(at({file, 10, 11}, "m"), sources);
  EXPECT_NE(text.find("1 | \t\"合作\" x\n  | \t       ^\n"), std::string::npos) << text;
}

TEST(Diagnostic, ClipsLongLinesAroundThePlace) {
  Sources sources;
  const auto file = sources.add("a.rules", std::string(300, 'a') + "B" + std::string(300, 'c'));
  const auto text = render(at({file, 300, 301}, "m"), sources);
  EXPECT_NE(text.find("| …aaa"), std::string::npos) << text;
  EXPECT_NE(text.find("aBc"), std::string::npos) << text;
  EXPECT_NE(text.find("c…\n"), std::string::npos) << text;
  const auto letter = text.find('B') - text.find("| …") - std::string("…").size();
  const auto caret = text.rfind('^') - text.rfind("| ") - 1;
  EXPECT_EQ(letter, caret);
}

TEST(Diagnostic, ShowsOneCaretAtTheEndOfTheText) {
  Sources sources;
  const auto file = sources.add("a.rules", "rule");
  EXPECT_NE(render(at({file, 4, 4}, "m"), sources).find("1 | rule\n  |     ^\n"),
            std::string::npos);
}

TEST(Diagnostic, SettleOrdersDropsEqualOnesAndKeepsTheBudget) {
  Sources sources;
  const auto file = sources.add("a.rules", std::string(100, ' '));
  std::vector<Diagnostic> diagnostics;
  for (std::uint32_t place = 30; place > 0; --place)
    diagnostics.push_back(at({file, place, place}, "m"));
  diagnostics.push_back(at({file, 7, 7}, "m"));
  settle(diagnostics);
  ASSERT_EQ(diagnostics.size(), 20U);
  EXPECT_EQ(diagnostics.front().span.begin, 1U);
  EXPECT_EQ(diagnostics.back().notes.at(0).text, "10 more errors in this file");
}

TEST(Suggest, FindsTheNearestWordWithinASmallDistance) {
  const std::vector<std::string> known = {"conflict_process", "parties", "started", "due"};
  EXPECT_EQ(nearest("conflict_proces", known), "conflict_process");
  EXPECT_EQ(nearest("patries", known), "parties");
  EXPECT_EQ(nearest("xyz", known), std::nullopt);
  EXPECT_EQ(did_you_mean("strated", known), "did you mean `started`?");
  EXPECT_EQ(did_you_mean("budget", known), "");
  EXPECT_EQ(suggestion("strated", known), "; did you mean `started`?");
  EXPECT_EQ(suggestion("budget", known), "");
}

TEST(Printable, ShowsWhatWouldSteerATerminal) {
  EXPECT_EQ(printable("plain é ✓ 漢"), "plain é ✓ 漢");
  EXPECT_EQ(printable("a\nb\tc"), "a b c");
  EXPECT_EQ(printable("\x1b[31mred\x07\x7f"), "␛[31mred␇␡");
  EXPECT_EQ(printable("\u009b2J \u202eabc\u2066"), "�2J �abc�");
  EXPECT_EQ(printable("broken \xff"), "broken �");
}

TEST(Render, SendsNoControlsOfTheFileToTheTerminal) {
  Sources sources;
  const auto file = sources.add("a.yaml", "x:\t\x1b[2J here");
  Diagnostic diagnostic;
  diagnostic.code = "E999";
  diagnostic.message = "`\x1b[2J` is wrong";
  diagnostic.span = {file, 8, 12};
  EXPECT_EQ(render(diagnostic, sources),
            "error[E999]: `␛[2J` is wrong\n"
            " --> a.yaml:1:9\n"
            "  |\n"
            "1 | x:\t␛[2J here\n"
            "  |   \t     ^^^^\n");
}

TEST(DiagnosticCodes, AreUniqueAndCanBeFound) {
  std::set<std::string_view> seen;
  for (const auto& entry : all_codes()) {
    EXPECT_TRUE(seen.insert(entry.code).second) << entry.code;
    EXPECT_FALSE(entry.title.empty()) << entry.code;
    EXPECT_FALSE(entry.explanation.empty()) << entry.code;
    EXPECT_FALSE(entry.wrong.empty()) << entry.code;
    EXPECT_FALSE(entry.mended.empty()) << entry.code;
    EXPECT_EQ(find_code(entry.code), &entry);
    EXPECT_EQ(entry.code.front() == 'W', entry.severity == Severity::lint) << entry.code;
  }
  EXPECT_EQ(find_code("E999"), nullptr);
}

}  // namespace
}  // namespace entente::grammar
