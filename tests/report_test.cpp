#include <gmock/gmock.h>

#include "cli/report/json.hpp"
#include "cli/report/layout.hpp"
#include "cli/report/markdown.hpp"
#include "cli/report/proof.hpp"
#include "cli/report/text.hpp"
#include "cli/report/wording.hpp"
#include "engine/model/duration_in_words.hpp"
#include "grammar/text_width.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/sample_result.hpp"
#include "tests/support/validate_result.hpp"

namespace entente::cli {
namespace {

using engine::Bounds;
using engine::Number;
using engine::Ratio;
using testing::Each;
using testing::HasSubstr;
using testing::Not;
using tests::matches_golden;
using tests::sample_result;

std::filesystem::path golden(std::string_view name) {
  return tests::tests_folder() / "golden/cli" / name;
}

std::vector<std::size_t> widths(std::string_view page) {
  std::vector<std::size_t> result;
  while (!page.empty()) {
    const std::size_t end = std::min(page.find('\n'), page.size());
    result.push_back(grammar::text_width(page.substr(0, end)));
    page.remove_prefix(std::min(end + 1, page.size()));
  }
  return result;
}

TEST(TextReport, ShowsEveryOutcomeAndWhatIsOpen) {
  EXPECT_TRUE(matches_golden(golden("report.txt"), text_report(sample_result(), {})));
}

TEST(TextReport, ProofsAreShownWhenAskedFor) {
  const std::string page = text_report(sample_result(), {.proofs = true});
  EXPECT_THAT(page, HasSubstr("count(common_values) >= enough: no"));
  EXPECT_THAT(page, HasSubstr("riverside.yaml:14:7"));
  EXPECT_THAT(page, HasSubstr("and 2 more"));
}

TEST(TextReport, StaysWithinEightyColumns) {
  EXPECT_THAT(widths(text_report(sample_result(), {.proofs = true})), Each(testing::Le(80)));
}

TEST(TextReport, HasNoEscapesUnlessColourIsWanted) {
  EXPECT_THAT(text_report(sample_result(), {}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(text_report(sample_result(), {.colour = true}), HasSubstr("\x1b[1m"));
}

TEST(TextReport, SaysThatNothingApplies) {
  engine::Result result = sample_result();
  result.score.reset();
  result.verdict = engine::ResultVerdict{"not assessable", {"not assessable"}, true};
  EXPECT_THAT(text_report(result, {}), HasSubstr("nothing that counts here has a weight"));
  for (engine::ResultRule& rule : result.rules) rule.fired = false;
  const std::string page = text_report(result, {});
  EXPECT_THAT(page, HasSubstr("Verdict  not assessable"));
  EXPECT_THAT(page, HasSubstr("nothing in this scorecard applies"));
}

TEST(TextReport, LongIdStandsOnALineOfItsOwn) {
  engine::Result result = sample_result();
  result.rules.front().id = "a." + std::string(200, 'x');
  EXPECT_THAT(text_report(result, {}), HasSubstr("\n      a.xxxx"));
}

TEST(TextReport, SectionsAreIndentedByHowDeepTheyLie) {
  engine::Result result = sample_result();
  engine::ResultSection inner = result.sections.front();
  inner.parent = inner.id;
  inner.id = "inner";
  inner.title = "Inner";
  inner.level = 1;
  engine::ResultSection innermost = inner;
  innermost.parent = inner.id;
  innermost.id = "innermost";
  innermost.title = "Innermost";
  innermost.level = 2;
  result.sections.insert(result.sections.end(), {inner, innermost});
  const std::string page = text_report(result, {});
  EXPECT_THAT(page, HasSubstr("\n    Inner "));
  EXPECT_THAT(page, HasSubstr("\n      Innermost "));
  EXPECT_THAT(markdown_report(result), HasSubstr("| &nbsp;&nbsp;&nbsp;&nbsp;Innermost |"));
}

TEST(TextReport, ControlsOfTheFactsAreShownNotSent) {
  engine::Result result = sample_result();
  result.partnership = "a\n  Verdict  ready\x1b[2J";
  result.scorecard_title = "\x1b]0;title\x07";
  result.rules.front().title = "x\x1b[31m";
  for (const std::string& page : {text_report(result, {}), markdown_report(result)}) {
    EXPECT_THAT(page, Not(HasSubstr("\x1b")));
    EXPECT_THAT(page, Not(HasSubstr("\x07")));
    EXPECT_THAT(page, Not(HasSubstr("\n  Verdict  ready␛")));
  }
}

TEST(MarkdownReport, SaysWhatWasNoticed) {
  engine::Result result = sample_result();
  result.diagnostics.push_back({grammar::Severity::lint, "W751", "a | b", "facts.yaml:1:2"});
  EXPECT_THAT(markdown_report(result), testing::AllOf(HasSubstr("## Noticed\n\n- "),
                                                      HasSubstr("- facts.yaml:1:2: a \\| b\n")));
}

TEST(MarkdownReport, IsAPageForABoard) {
  EXPECT_TRUE(matches_golden(golden("report.md"), markdown_report(sample_result())));
}

TEST(MarkdownReport, EscapesWhatComesFromOutside) {
  engine::Result result = sample_result();
  result.partnership = "<script>alert(1)</script> | *x*\n# y";
  const std::string page = markdown_report(result);
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, HasSubstr(R"(\| \*x\* \# y)"));
}

TEST(JsonReport, HasEveryKeyInItsPlace) {
  const std::string json = json_report(sample_result());
  EXPECT_TRUE(matches_golden(golden("report.json"), json));
  tests::collect_result(json);
}

TEST(JsonReport, NumbersAreRoundedHalfEvenToSixPlaces) {
  const auto low_of = [](const Ratio& low) {
    engine::Result result = sample_result();
    result.score = Bounds{low, 100, true};
    const std::string json = json_report(result);
    const std::size_t begin = json.find("\"score\": {\"low\": ") + 17;
    return json.substr(begin, json.find(',', begin) - begin);
  };
  EXPECT_EQ(low_of(Ratio(200, 3)), "66.666667");
  EXPECT_EQ(low_of(Ratio(70)), "70.0");
  EXPECT_EQ(low_of(Ratio(5, 10'000'000)), "0.0");
  EXPECT_EQ(low_of(Ratio(15, 10'000'000)), "0.000002");
  EXPECT_EQ(low_of(Ratio(61'500'000, 1'000'000)), "61.5");
}

TEST(JsonReport, NotAssessableHasNoScore) {
  engine::Result result = sample_result();
  result.score.reset();
  result.verdict = engine::ResultVerdict{"not assessable", {"not assessable"}, true};
  const std::string json = json_report(result);
  EXPECT_THAT(json, HasSubstr("\"score\": null"));
  EXPECT_THAT(json, HasSubstr("\"certain\": \"not assessable\""));
  tests::collect_result(json);
}

TEST(JsonWriter, EscapesTextsAndKeepsDigits) {
  JsonWriter out;
  out.object().key("a \"b\"").text("line\nbreak \\ é").key("n").number("1.10").end();
  EXPECT_EQ(std::move(out).finished(),
            "{\n  \"a \\\"b\\\"\": \"line\\nbreak \\\\ é\",\n  \"n\": 1.10\n}\n");
}

TEST(JsonWriter, LinesStayLines) {
  JsonWriter out;
  out.array().object(JsonWriter::Layout::line).key("a").array().number(1).number(2).end().end();
  out.object().end().end();
  EXPECT_EQ(std::move(out).finished(), "[\n  {\"a\": [1, 2]},\n  {}\n]\n");
}

TEST(Layout, WrapsAtEightyColumnsWithHangingIndent) {
  const std::string text = wrapped("  1  ", std::string(60, 'x') + " yyyyyyyyyyyyyyyyyyyy zz");
  EXPECT_EQ(text, "  1  " + std::string(60, 'x') + "\n     yyyyyyyyyyyyyyyyyyyy zz\n");
}

TEST(Layout, WidthCountsCharactersNotBytes) {
  EXPECT_EQ(padded("é✓", 4), "é✓  ");
  EXPECT_EQ(clipped("Größenordnung", 6), "Größe…");
  EXPECT_EQ(clipped("kurz", 6), "kurz");
}

struct EffortCase {
  std::string_view name, days, words;
};
class Effort : public testing::TestWithParam<EffortCase> {};
TEST_P(Effort, IsSaidInTheUnitThatFits) {
  EXPECT_EQ(effort_words(*Number::parse(GetParam().days)), GetParam().words);
}
INSTANTIATE_TEST_SUITE_P(Units, Effort,
                         testing::Values(EffortCase{"Minutes", "0.03125", "15 minutes"},
                                         EffortCase{"OneHour", "0.125", "1 hour"},
                                         EffortCase{"Hours", "0.5", "4 hours"},
                                         EffortCase{"OneDay", "1", "1 day"},
                                         EffortCase{"HalfDays", "1.5", "1.5 days"}),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(Wording, BarShowsSureAndPossible) {
  EXPECT_EQ(bar({50, 75, true}, 8), "████▒▒░░");
  EXPECT_EQ(bar({0, 0, true}, 4), "░░░░");
  EXPECT_EQ(bar({100, 100, true}, 4), "████");
  EXPECT_EQ(bar({Ratio(1, 10), Ratio(2, 10), true}, 4), "▒░░░");
}

TEST(Wording, ScoreJustBelowAWholeNumberDoesNotLookWhole) {
  const auto words = [](const Ratio& low, const Ratio& high) {
    return score_words(Bounds{low, high});
  };
  EXPECT_EQ(words(Ratio(200) / 3, Ratio(200) / 3), "66.67");
  EXPECT_EQ(words(Ratio(60), Ratio(70)), "60 to 70");
  EXPECT_EQ(words(Ratio(599999) / 10000, Ratio(1000001) / 10000), "59.9999 to 100.0001");
  EXPECT_EQ(words(Ratio(1) / 3000, Ratio(1) / 2), "0.0003 to 0.5");
}

TEST(Wording, MustRulesAreAskedForFirst) {
  const engine::Result result = sample_result();
  const auto asked = what_to_ask(result);
  ASSERT_EQ(asked.size(), 2);
  EXPECT_EQ(asked.front().missing->fact, "parties[Westbrook].champion");
}

TEST(Wording, AdviceIsForWhatIsNotMetMostToGainFirst) {
  const engine::Result result = sample_result();
  const auto advised = what_to_do(result);
  ASSERT_EQ(advised.size(), 2);
  EXPECT_EQ(advised.front().rule->id, "exit.agreed");
}

struct DurationCase {
  std::string_view name, iso, words;
};
class DurationInWords : public testing::TestWithParam<DurationCase> {};
TEST_P(DurationInWords, IsSaidAsPeopleSayIt) {
  EXPECT_EQ(engine::duration_in_words(GetParam().iso), GetParam().words);
}
INSTANTIATE_TEST_SUITE_P(
    Units, DurationInWords,
    testing::Values(DurationCase{"Days", "P5D", "5 days"}, DurationCase{"OneDay", "P1D", "1 day"},
                    DurationCase{"Months", "P6M", "6 months"},
                    DurationCase{"Several", "P1Y6M", "1 year 6 months"},
                    DurationCase{"Hours", "P2DT3H1M", "2 days 3 hours 1 minute"},
                    DurationCase{"Seconds", "PT1.5S", "1.5 seconds"},
                    DurationCase{"Negative", "-P1D", "minus 1 day"},
                    DurationCase{"Other", "Partners", "Partners"},
                    DurationCase{"ADate", "2026-11-01", "2026-11-01"}),
    [](const auto& each) { return std::string(each.param.name); });

TEST(PlainValue, IsSaidInWords) {
  using engine::PlainValue;
  PlainValue list;
  list.kind = PlainValue::Kind::list;
  for (const char* text : {"a", "b", "c", "d", "e", "f", "g"}) {
    list.items.emplace_back();
    list.items.back().kind = PlainValue::Kind::text;
    list.items.back().text = text;
  }
  EXPECT_EQ(engine::in_words(list), "[a, b, c, d, e and 2 more]");
  PlainValue number;
  number.kind = PlainValue::Kind::number;
  number.text = "4.999";
  EXPECT_EQ(engine::in_words(number), "4.999");
  number.text = "66.666666666666";
  EXPECT_EQ(engine::in_words(number), "66.666666…");
  EXPECT_EQ(engine::in_words(PlainValue{}), "none");
}

}  // namespace
}  // namespace entente::cli
