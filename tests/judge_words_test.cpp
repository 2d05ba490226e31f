// What a rule says: `because` and `advise` with their expressions filled in.
#include <gtest/gtest.h>

#include <vector>

#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

constexpr std::string_view vocabulary = R"(
record thing "A thing"
  key name text
  ok    yes or no
fact a yes or no
fact n number
fact m number or none
fact words list of text
fact things list of thing
)";

struct Case {
  std::string_view name;
  std::string_view clauses;
  std::string_view facts;
  std::string_view said;  // because, then each advice, item by item, with ` / ` between
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

std::string said(const engine::RuleJudgement& rule) {
  std::string all;
  const auto add = [&](const std::string& text) { all += (all.empty() ? "" : " / ") + text; };
  for (const auto& item : rule.items) {
    if (item.because) add(*item.because);
    for (const auto& advice : item.advice) add(advice);
  }
  return all;
}

class JudgeWords : public testing::TestWithParam<Case> {};

TEST_P(JudgeWords, Say) {
  LoadedText text(
      std::string(vocabulary).append("rule r \"R\" section s ").append(GetParam().clauses));
  const auto facts = text.read(fact_file(GetParam().facts));
  const auto evaluation = engine::evaluate(text.program(), facts);
  EXPECT_EQ(said(evaluation.rules.front()), GetParam().said);
}

const std::vector<Case> cases{
    {"BecauseWhenMet", R"(check "c" a because "it is so" advise "do it")", "a: yes", "it is so"},
    {"BecauseAndAdviseWhenNotMet", R"(check "c" a because "seen" advise "do it")", "a: no",
     "seen / do it"},
    {"AdviseWhenUnknown", R"(check "c" a because "seen" advise "do it")", "", "do it"},
    {"NothingWhenItDoesNotApply", R"(applies when a check "c" n > 1 because "seen" advise "do it")",
     "a: no", ""},
    {"NoAdviceForAFault", R"(check "c" 1 / n > 0 advise "do it")", "n: 0", ""},
    {"OneWithAnUnknownIsNotSaid", R"(check "c" a because "{n}" advise "do {n}" advise "do it")",
     "a: no", "do it"},
    {"NumbersToTwoDecimals", R"(check "c" a because "{n / 3} and {n}")", "a: yes, n: 2",
     "0.67 and 2"},
    {"ListsWithCommas", R"(check "c" a because "{count(words)}: {words}")", "a: yes, words: [x, y]",
     "2: x, y"},
    {"RecordsByTheirKey", R"(check "c" a because "{things}")",
     "a: yes, things: [{name: A}, {name: B}]", "A, B"},
    {"BracesAreDoubled", R"(check "c" a because "{{n}}")", "a: yes", "{n}"},
    {"EachItemIsAdvised", R"(for each t in things check "c" t.ok advise "ask {t.name}")",
     "things: [{name: A, ok: no}, {name: B, ok: yes}, {name: C}]", "ask A / ask C"},
};
std::string name_of(const testing::TestParamInfo<Case>& one) { return std::string(one.param.name); }
INSTANTIATE_TEST_SUITE_P(All, JudgeWords, testing::ValuesIn(cases), name_of);

}  // namespace
}  // namespace entente::tests
