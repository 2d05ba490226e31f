// Every built-in with every wrong argument: null with a reason, whatever the function. By name it
// gives what it gives by place. Read off the table of built-ins, so a new one is tried at once.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/program/builtins.hpp"
#include "tests/support/expressions.hpp"

namespace entente {
namespace {

using engine::BuiltinSignature;
using engine::Takes;

/// An expression of each kind of value.
constexpr std::pair<std::string_view, Takes> kinds[] = {{"2", Takes::number},
                                                        {"\"a\"", Takes::text},
                                                        {"true", Takes::boolean},
                                                        {"@\"2026-11-01\"", Takes::date},
                                                        {"@\"2026-11-01T10:00:00\"", Takes::date},
                                                        {"@\"10:00:00\"", Takes::anything},
                                                        {"@\"PT2H\"", Takes::duration},
                                                        {"@\"P2M\"", Takes::duration},
                                                        {"[]", Takes::list},
                                                        {"[2, 3]", Takes::list},
                                                        {"{a: 1}", Takes::context},
                                                        {"(function(x, y) true)", Takes::function},
                                                        {"[1..5]", Takes::range}};

std::string fitting(Takes takes) {
  switch (takes) {
    case Takes::numbers:
    case Takes::list:
      return "[2, 3]";
    case Takes::amount:
    case Takes::point:
    case Takes::anything:
      return "2";
    case Takes::range:
      return "[1..5]";
    case Takes::moment:
      return fitting(Takes::date);
    case Takes::period:
      return fitting(Takes::duration);
    default:
      break;
  }
  for (const auto& [text, kind] : kinds)
    if (kind == takes) return std::string(text);
  return "2";
}

/// Whether the function may take a value of this kind there after all.
bool may_take(Takes takes, Takes kind) {
  if (takes == kind || takes == Takes::anything || takes == Takes::list) return true;
  const bool is_time = kind == Takes::anything;
  if (takes == Takes::moment) return kind == Takes::text || kind == Takes::date || is_time;
  if (takes == Takes::numeral) return kind == Takes::text || kind == Takes::number;
  if (takes == Takes::period) return kind == Takes::text || kind == Takes::duration;
  if (takes == Takes::amount) return kind == Takes::number || kind == Takes::duration;
  if (takes == Takes::numbers) return kind == Takes::number || kind == Takes::list;
  return takes == Takes::point;
}

bool another_row_takes(const BuiltinSignature& row, std::size_t place, Takes kind) {
  for (const BuiltinSignature* other : engine::find_builtin(row.name))
    if (other != &row && other->parameters.size() > place && may_take(other->takes(place), kind))
      return true;
  return false;
}

std::string call(const BuiltinSignature& row, std::size_t place, std::string_view argument) {
  std::string text = std::string(row.name) + "(";
  for (std::size_t i = 0; i < row.parameters.size(); ++i) {
    if (i > 0) text += ", ";
    text += i == place ? std::string(argument) : fitting(row.takes(i));
  }
  return text + ")";
}

std::string call_by_name(const BuiltinSignature& row) {
  std::string arguments;
  for (std::size_t i = row.parameters.size(); i-- > 0;) {
    if (!arguments.empty()) arguments += ", ";
    arguments += std::string(row.parameters[i].name) + ": " + fitting(row.takes(i));
  }
  return std::string(row.name) + "(" + arguments + ")";
}

constexpr std::size_t nowhere = ~std::size_t{0};

TEST(EveryBuiltin, GivesNullWithAReasonForAWrongKind) {
  std::size_t tried = 0;
  for (const BuiltinSignature& row : engine::builtin_signatures()) {
    for (std::size_t place = 0; place < row.parameters.size(); ++place) {
      for (const auto& [text, kind] : kinds) {
        if (may_take(row.takes(place), kind) || another_row_takes(row, place, kind)) continue;
        const std::string expression = call(row, place, text);
        const auto came = tests::evaluate_text(expression);
        EXPECT_EQ(came.problem, "") << expression;
        EXPECT_TRUE(came.value.is_null(engine::NullReason::error))
            << expression << " gives " << came.text();
        EXPECT_FALSE(came.value.error_message().empty()) << expression;
        ++tried;
      }
    }
  }
  EXPECT_GT(tried, 900U);
}

TEST(EveryBuiltin, GivesNullForANullWhereOneValueIsTaken) {
  for (const BuiltinSignature& row : engine::builtin_signatures()) {
    for (std::size_t place = 0; place < row.least; ++place) {
      if (row.takes(place) == Takes::anything) continue;
      const bool delimiter = row.name == "string join" && place == 1;
      if (delimiter) continue;
      const std::string expression = call(row, place, "null");
      EXPECT_TRUE(tests::evaluate_text(expression).value.is_null()) << expression;
    }
  }
}

TEST(EveryBuiltin, GivesNullForAWrongNumberOfArguments) {
  for (const BuiltinSignature& row : engine::builtin_signatures()) {
    const auto rows = engine::find_builtin(row.name);
    std::size_t least = row.least;
    std::size_t most = row.parameters.size();
    bool variadic = false;
    for (const BuiltinSignature* each : rows) {
      least = std::min<std::size_t>(least, each->least);
      most = std::max(most, each->parameters.size());
      variadic = variadic || each->variadic;
    }
    std::string many;
    for (std::size_t i = 0; i <= most; ++i) many += i == 0 ? "2" : ", 2";
    const std::string name(row.name);
    if (name == "total of" || name.ends_with(" of")) continue;  // forms with one operand
    if (least > 0) {
      const auto none = tests::evaluate_text(name + "()");
      EXPECT_TRUE(none.value.is_null(engine::NullReason::error)) << name;
      EXPECT_THAT(std::string(none.value.error_message()), testing::HasSubstr(name));
    }
    if (!variadic) {
      EXPECT_TRUE(tests::evaluate_text(name + "(" + many + ")").value.is_null()) << name;
    }
  }
}

TEST(EveryBuiltin, TakesItsArgumentsByNameInAnyOrder) {
  for (const BuiltinSignature& row : engine::builtin_signatures()) {
    if (row.parameters.empty() || row.name.ends_with(" of")) continue;
    const auto by_place = tests::evaluate_text(call(row, nowhere, ""));
    const auto by_name = tests::evaluate_text(call_by_name(row));
    EXPECT_EQ(by_name.problem, "") << call_by_name(row);
    EXPECT_EQ(by_name.text(), by_place.text()) << call_by_name(row);
    const auto wrong = tests::evaluate_text(std::string(row.name) + "(nobody: 2)");
    EXPECT_TRUE(wrong.value.is_null()) << row.name;
  }
}

TEST(EveryBuiltin, TakesAListOfOneForItsItem) {
  for (const BuiltinSignature& row : engine::builtin_signatures()) {
    if (row.parameters.empty() || row.name.ends_with(" of")) continue;
    for (std::size_t place = 0; place < row.parameters.size(); ++place) {
      const Takes takes = row.takes(place);
      const bool one = takes != Takes::anything && takes != Takes::list &&
                       takes != Takes::numbers && takes != Takes::point;
      if (!one || another_row_takes(row, place, Takes::list)) continue;
      const auto plain = tests::evaluate_text(call(row, nowhere, ""));
      const auto listed = tests::evaluate_text(call(row, place, "[" + fitting(takes) + "]"));
      EXPECT_EQ(listed.text(), plain.text()) << call(row, place, "[" + fitting(takes) + "]");
    }
  }
}

}  // namespace
}  // namespace entente
