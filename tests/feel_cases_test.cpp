// `entente feel --cases`: what it prints, what it refuses, and the bars on the open conformance
// cases where they are at hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "tests/support/paths.hpp"
#include "tests/support/run_program.hpp"

namespace entente::tests {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

Ran run_cases(const std::string& lines) {
  return run_program({"feel", "--cases", "-"}, {.input = lines});
}

/// A case with one expression, called `d`.
std::string one_case(const std::string& name, const std::string& feel, const std::string& expected,
                     const std::string& stage = "S1-core", const std::string& flags = "",
                     const std::string& null_only = "false", const std::string& type = "null") {
  return R"({"suite": "own", "case": ")" + name + R"(", "stage": ")" + stage + R"(", "flags": [)" +
         flags + R"(], "null_only": )" + null_only +
         R"(, "inputs": {"x": {"t": "number", "v": "2"}}, "input_types": {"x": "number"},)" +
         R"( "expressions": [{"name": "d", "feel": ")" + feel + R"(", "type": )" + type +
         R"(}], "expected": {"d": )" + expected + "}}\n";
}
const std::string four = R"({"t": "number", "v": "4"})";
const std::string nothing = R"({"t": "null"})";

TEST(FeelCases, OneLineAStageThenAllThenEachFailure) {
  const Ran ran = run_cases(
      one_case("right", "2 + x", four) + one_case("near", "4.000000009", four) +
      one_case("far", "4.00000002", four) +
      one_case("null", "1 / 0", nothing, "S2-temporal", "", "true") +
      one_case("not null", "x", nothing, "S2-temporal", "", "true") +
      one_case("zone", "5", four, "S3-zones-and-long-years") +
      one_case("flagged", "a b", four, "S1-core", R"("names_with_spaces")") +
      one_case("function", "(function(a) a)(4)", four, "S1-core", R"("function_literal")"));
  EXPECT_EQ(ran.code, 1) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("S1-core value 3/4, null 0/0\n"
                                  "S2-temporal value 0/0, null 1/2\n"
                                  "S3-zones-and-long-years value 0/1, null 0/0\n"
                                  "names_with_spaces value 0/1, null 0/0\n"
                                  "all value 3/4, null 1/2\n"
                                  "FAIL own/far: expected 4, got 4.00000002\n"
                                  "FAIL own/not null: expected null, got 2\n"
                                  "FAIL own/zone: expected 4, got 5\n"
                                  "FAIL own/flagged: expected 4, got null ("));
}

TEST(FeelCases, WhatFailsOutsideTheProfileDoesNotCount) {
  const Ran ran =
      run_cases(one_case("right", "2 + x", four) + one_case("pattern", "5", four, "S4-regex"));
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "S1-core value 1/1, null 0/0\n"
            "S4-regex value 0/1, null 0/0\n"
            "all value 1/1, null 0/0\n"
            "FAIL own/pattern: expected 4, got 5\n");
}

TEST(FeelCases, ValuesTakeTheirDeclaredType) {
  const Ran ran =
      run_cases(one_case("single", "[4]", four, "S1-core", "", "false", R"("number")") +
                one_case("other", "[4]", nothing, "S1-core", "", "true", R"("string")") +
                one_case("listed", "4", R"({"t": "list", "v": [)" + four + "]}", "S1-core", "",
                         "false", R"("list<number>")") +
                one_case("midnight", R"(date(\"2026-11-01\"))",
                         R"({"t": "date and time", "v": "2026-11-01T00:00:00Z"})", "S2-temporal",
                         "", "false", R"("date and time")"));
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

TEST(FeelCases, LaterExpressionsCallTheFunctionsOfEarlierOnes) {
  const Ran ran = run_cases(
      R"({"suite": "own", "case": "f", "stage": "S1-core", "flags": [], "null_only": false,)"
      R"( "inputs": {"factor": {"t": "number", "v": "3"}},)"
      R"( "expressions": [{"name": "f", "feel": "function(a: number) a * factor"},)"
      R"~( {"name": "d", "feel": "f(a: 4)"}],)~"
      R"( "expected": {"d": {"t": "number", "v": "12"}}})");
  EXPECT_EQ(ran.code, 0) << ran.out << ran.err;
}

struct Malformed {
  std::string name;
  std::string line;
  std::string place;
  std::string message;
};
class MalformedCases : public testing::TestWithParam<Malformed> {};

TEST_P(MalformedCases, AreRefusedWithTheirPlace) {
  const Ran ran = run_cases(one_case("right", "2 + x", four) + GetParam().line);
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("standard input:2:" + GetParam().place));
  EXPECT_THAT(ran.err, HasSubstr(GetParam().message));
}
INSTANTIATE_TEST_SUITE_P(
    FeelCases, MalformedCases,
    testing::Values(
        Malformed{"NotJson", "{\"suite\": \"own\",", "1", "is never closed"},
        Malformed{"NoObject", "[1]\n", "1", "a case is an object"},
        Malformed{"NoSuite", "{\"case\": \"a\"}\n", "1", "a case needs `suite` here, a text"},
        Malformed{"FlagsNoList", one_case("a", "1", four, "S1-core", "", "true]"), "", "E504"},
        Malformed{"UnknownExpected",
                  R"({"suite": "own", "case": "a", "stage": "S1", "flags": [], "null_only": false,)"
                  R"( "inputs": {}, "expressions": [], "expected": {"d": {"t": "null"}}})",
                  "125", "no expression is called `d`"},
        Malformed{"UnknownType", one_case("a", "1", R"({"t": "money", "v": "4"})"), "",
                  "`4` is no value of the type `money`"},
        Malformed{"NoNumber", one_case("a", "1", R"({"t": "number", "v": "four"})"), "",
                  "`four` is no value of the type `number`"},
        Malformed{"NoType", one_case("a", "1", R"({"v": "4"})"), "",
                  R"(a value is written {"t": type, "v": value})"},
        Malformed{"NoTruth", one_case("a", "1", four, "S1-core", "", "\"maybe\""), "",
                  "`null_only` is true or false"}),
    [](const auto& each) { return each.param.name; });

TEST(FeelCases, AnEmptyFileOrNoneIsRefused) {
  EXPECT_EQ(run_cases("\n").code, 2);
  EXPECT_EQ(run_program({"feel", "--cases", "no-such-file"}).code, 2);
  EXPECT_EQ(run_program({"feel"}).code, 2);
  EXPECT_EQ(run_program({"feel", "1", "--cases", "-"}).code, 2);
}

// ---------------------------------------------------------------- the open cases

struct Line {
  std::string name;
  int values_passed = 0;
  int values = 0;
  int nulls_passed = 0;
  int nulls = 0;
};

/// The lines before the failures, and how many failures there are.
std::pair<std::vector<Line>, std::size_t> read_lines(const std::string& out) {
  const std::regex form(R"((\S+) value (\d+)/(\d+), null (\d+)/(\d+))");
  std::vector<Line> lines;
  std::size_t failures = 0;
  std::istringstream text(out);
  for (std::string line; std::getline(text, line);) {
    std::smatch found;
    if (line.starts_with("FAIL ")) {
      ++failures;
    } else if (std::regex_match(line, found, form)) {
      EXPECT_EQ(failures, 0U) << line;
      lines.push_back({found[1], std::stoi(found[2]), std::stoi(found[3]), std::stoi(found[4]),
                       std::stoi(found[5])});
    } else {
      ADD_FAILURE() << "a line of another form: " << line;
    }
  }
  return {lines, failures};
}

TEST(OpenConformanceCases, ReachTheBars) {
  const auto shared = shared_folder();
  const auto file = shared ? *shared / "data/feel/feel-cases-open.ndjson" : std::filesystem::path();
  if (!shared || !std::filesystem::exists(file))
    GTEST_SKIP() << "the conformance cases are not beside the project";
  const Ran ran = run_program({"feel", "--cases", file.string()});
  const auto [lines, failures] = read_lines(ran.out);
  ASSERT_GE(lines.size(), 3U) << ran.err;
  EXPECT_EQ(lines[0].name, "S1-core");
  EXPECT_EQ(lines[1].name, "S2-temporal");
  const Line& all = lines.back();
  EXPECT_EQ(all.name, "all");
  EXPECT_EQ(all.values + all.nulls, 2043);
  EXPECT_EQ(all.values, lines[0].values + lines[1].values);
  EXPECT_GE(all.values_passed * 1000, all.values * 995) << ran.out;
  EXPECT_GE(all.nulls_passed * 1000, all.nulls * 995) << ran.out;
  const bool whole = all.values_passed == all.values && all.nulls_passed == all.nulls;
  EXPECT_EQ(ran.code, whole ? 0 : 1) << ran.err;
  std::size_t failed = 0;
  for (auto line = lines.begin(); line != lines.end() - 1; ++line)
    failed += static_cast<std::size_t>(line->values - line->values_passed + line->nulls -
                                       line->nulls_passed);
  EXPECT_EQ(failed, failures);
}

}  // namespace
}  // namespace entente::tests
