// Every operator on every pair of kinds, and on sizes and signs that matter.
#include <gtest/gtest.h>

#include "tests/support/expressions.hpp"

namespace entente {
namespace {

using engine::Kind;
using engine::NullReason;

/// A value of each kind, and the letter that stands for the kind below.
struct Sample {
  char letter;
  const char* text;
};
constexpr Sample samples[] = {{'n', "2"},
                              {'s', "\"a\""},
                              {'b', "true"},
                              {'D', "@\"2026-11-01\""},
                              {'T', "@\"10:00:00\""},
                              {'M', "@\"2026-11-01T10:00:00\""},
                              {'d', "@\"P2DT1H\""},
                              {'y', "@\"P1Y2M\""},
                              {'l', "[2]"},
                              {'c', "{a: 1}"},
                              {'r', "[1..5]"},
                              {'f', "(function(x) x)"},
                              {'0', "null"}};

/// The letter of a result; `.` is an error, which must say why.
char letter_of(const tests::Evaluated& result) {
  const engine::Value& value = result.value;
  switch (value.kind()) {
    case Kind::number:
      return 'n';
    case Kind::text:
      return 's';
    case Kind::boolean:
      return 'b';
    case Kind::date:
      return 'D';
    case Kind::time:
      return 'T';
    case Kind::date_time:
      return 'M';
    case Kind::days_duration:
      return 'd';
    case Kind::months_duration:
      return 'y';
    case Kind::null:
      if (!value.is_null(NullReason::error)) return '0';
      return value.error_message().empty() ? '?' : '.';
    default:
      return '!';
  }
}

/// A row for each left kind, a letter for each right kind, both in the order above.
void expect_table(const std::string& op, const std::vector<std::string>& rows) {
  ASSERT_EQ(rows.size(), std::size(samples));
  for (std::size_t left = 0; left < rows.size(); ++left) {
    std::string row;
    for (const Sample& right : samples) {
      const auto expression = std::string(samples[left].text) + " " + op + " " + right.text;
      row += letter_of(tests::evaluate_text(expression));
    }
    EXPECT_EQ(row, rows[left]) << samples[left].letter << ' ' << op;
  }
}

TEST(EveryPairOfKinds, Added) {
  //                nsbDTMdylcrf0
  expect_table("+", {"n...........0",  //
                     ".s..........0",  //
                     "............0",  //
                     "......DD....0",  //
                     "......T.....0",  //
                     "......MM....0",  //
                     "...DTMd.....0",  //
                     "...D.M.y....0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "0000000000000"});
}

TEST(EveryPairOfKinds, Subtracted) {
  //                nsbDTMdylcrf0
  expect_table("-", {"n...........0",  //
                     "............0",  //
                     "............0",  //
                     "...d..DD....0",  //
                     "....d.T.....0",  //
                     ".....dMM....0",  //
                     "......d.....0",  //
                     ".......y....0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "0000000000000"});
}

TEST(EveryPairOfKinds, Multiplied) {
  //                nsbDTMdylcrf0
  expect_table("*", {"n.....dy....0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "d...........0",  //
                     "y...........0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "0000000000000"});
}

TEST(EveryPairOfKinds, Divided) {
  //                nsbDTMdylcrf0
  expect_table("/", {"n...........0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "d.....n.....0",  //
                     "y......n....0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "............0",  //
                     "0000000000000"});
}

TEST(EveryPairOfKinds, RaisedToAPower) {
  expect_table("**",
               {"n...........0", "............0", "............0", "............0", "............0",
                "............0", "............0", "............0", "............0", "............0",
                "............0", "............0", "0000000000000"});
}

TEST(EveryPairOfKinds, ComparedForOrder) {
  for (const std::string op : {"<", "<=", ">", ">="}) {
    //               nsbDTMdylcrf0
    expect_table(op, {"b...........0",  //
                      ".b..........0",  //
                      "............0",  //
                      "...b........0",  //
                      "....b.......0",  //
                      ".....b......0",  //
                      "......b.....0",  //
                      ".......b....0",  //
                      "............0",  //
                      "............0",  //
                      "............0",  //
                      "............0",  //
                      "0000000000000"});
  }
}

TEST(EveryPairOfKinds, ComparedForEquality) {
  for (const std::string op : {"=", "!="}) {
    //               nsbDTMdylcrf0
    expect_table(op, {"b...........b",  //
                      ".b..........b",  //
                      "..b.........b",  //
                      "...b........b",  //
                      "....b.......b",  //
                      ".....b......b",  //
                      "......b.....b",  //
                      ".......b....b",  //
                      "........b...b",  //
                      ".........b..b",  //
                      "..........b.b",  //
                      "...........bb",  //
                      "bbbbbbbbbbbbb"});
  }
}

/// What stands before `and`, `or` counts as not known unless it is yes or no.
TEST(EveryPairOfKinds, JoinedByAndAndOr) {
  for (const Sample& sample : samples) {
    if (sample.letter == 'b') continue;
    const char null = sample.letter == '0' ? '0' : '.';
    const std::string text = sample.text;
    EXPECT_EQ(letter_of(tests::evaluate_text(text + " and true")), null) << text;
    EXPECT_EQ(letter_of(tests::evaluate_text("true and " + text)), null) << text;
    EXPECT_EQ(tests::evaluate_text(text + " and false").text(), "no") << text;
    EXPECT_EQ(tests::evaluate_text("false and " + text).text(), "no") << text;
    EXPECT_EQ(letter_of(tests::evaluate_text(text + " or false")), null) << text;
    EXPECT_EQ(letter_of(tests::evaluate_text("false or " + text)), null) << text;
    EXPECT_EQ(tests::evaluate_text(text + " or true").text(), "yes") << text;
    EXPECT_EQ(tests::evaluate_text("true or " + text).text(), "yes") << text;
    EXPECT_EQ(letter_of(tests::evaluate_text("not(" + text + ")")), null) << text;
  }
}

TEST(EveryKind, Negated) {
  for (const auto& [letter, text] : samples) {
    const bool has_opposite = letter == 'n' || letter == 'd' || letter == 'y';
    EXPECT_EQ(letter_of(tests::evaluate_text("-" + std::string(text))),
              has_opposite || letter == '0' ? letter : '.')
        << text;
  }
}

TEST(EveryKind, BetweenAndInARange) {
  for (const auto& [letter, text] : samples) {
    const std::string value = text;
    const bool ordered = std::string("nsDTMdy").find(letter) != std::string::npos;
    const auto between = tests::evaluate_text(value + " between " + value + " and " + value);
    EXPECT_EQ(letter_of(between), ordered ? 'b' : (letter == '0' ? '0' : '.')) << value;
    if (ordered) {
      EXPECT_EQ(tests::evaluate_text(value + " in [" + value + ".." + value + "]").text(), "yes");
      EXPECT_EQ(tests::evaluate_text(value + " in (" + value + ".." + value + "]").text(), "no");
      EXPECT_EQ(tests::evaluate_text(value + " in [" + value + ".." + value + ")").text(), "no");
      EXPECT_EQ(tests::evaluate_text(value + " in <= " + value).text(), "yes");
      EXPECT_EQ(tests::evaluate_text(value + " in > " + value).text(), "no");
      EXPECT_EQ(tests::evaluate_text(value + " in (> " + value + ", " + value + ")").text(), "yes");
    }
    if (letter != '0' && letter != 'f') {  // each lambda is a function of its own
      EXPECT_EQ(tests::evaluate_text(value + " in [" + value + "]").text(), "yes") << value;
      EXPECT_EQ(tests::evaluate_text(value + " in [\"other\", false]").text(), "no") << value;
    }
  }
}

TEST(EveryKind, InstanceOfEveryType) {
  constexpr std::pair<const char*, char> types[] = {{"number", 'n'},
                                                    {"string", 's'},
                                                    {"boolean", 'b'},
                                                    {"date", 'D'},
                                                    {"time", 'T'},
                                                    {"date and time", 'M'},
                                                    {"days and time duration", 'd'},
                                                    {"years and months duration", 'y'},
                                                    {"list<Any>", 'l'},
                                                    {"context", 'c'},
                                                    {"range<Any>", 'r'},
                                                    {"function<Any> -> Any", 'f'},
                                                    {"Null", '0'}};
  for (const auto& [letter, text] : samples) {
    for (const auto& [type, instance] : types) {
      EXPECT_EQ(tests::evaluate_text(std::string(text) + " instance of " + type).text(),
                letter == instance ? "yes" : "no")
          << text << " instance of " << type;
    }
    EXPECT_EQ(tests::evaluate_text(std::string(text) + " instance of Any").text(),
              letter == '0' ? "no" : "yes");
  }
}

}  // namespace
}  // namespace entente
