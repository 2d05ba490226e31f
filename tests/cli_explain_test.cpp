// `entente explain` and `assess --trace` on the samples: what they print, by golden files. The
// golden pictures were drawn by dot and looked at.
#include <gmock/gmock.h>

#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/run_program.hpp"

namespace entente::tests {
namespace {

using testing::HasSubstr;

Ran run_in(const std::string& sample, std::vector<std::string> arguments) {
  if (sample == "watershed") arguments.insert(arguments.end(), {"--rules", "watershed.rules"});
  return run_program(arguments, {.folder = samples_folder() / sample});
}

Ran explain(const std::string& sample, const std::string& target,
            const std::vector<std::string>& more = {}) {
  std::vector<std::string> arguments{"explain", "facts.yaml", target};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_in(sample, arguments);
}

struct ExplainCase {
  std::string name;
  std::string sample;
  std::string target;
  std::vector<std::string> more = {};
};
class Explain : public testing::TestWithParam<ExplainCase> {};
TEST_P(Explain, IsAPageToActOn) {
  const auto& [name, sample, target, more] = GetParam();
  const Ran ran = explain(sample, target, more);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(
      matches_golden(tests_folder() / "golden/cli" / ("explain-" + name + ".txt"), ran.out));
}
INSTANTIATE_TEST_SUITE_P(
    Samples, Explain,
    testing::Values(
        ExplainCase{"rule", "riverside", "values.shared"},
        ExplainCase{"rule_for_each", "riverside", "feedback.coverage"},
        ExplainCase{"rule_not_due", "riverside", "evaluation.ongoing"},
        ExplainCase{"rule_unknown", "riverside", "conflict.process"},
        ExplainCase{"check", "riverside", "conflict.process/someone to turn to"},
        ExplainCase{"fact", "riverside", "parties[Westbrook].values"},
        ExplainCase{"fact_stale", "riverside", "parties[Westbrook].hours_given"},
        ExplainCase{"definition", "riverside", "common_values"},
        ExplainCase{"section", "riverside", "momentum"}, ExplainCase{"score", "riverside", "score"},
        ExplainCase{"verdict", "riverside", "ready"},
        ExplainCase{"verdict_open", "watershed", "verdict"},
        ExplainCase{"rule_relation", "watershed", "network.circles"},
        ExplainCase{"inference", "watershed", "position(County Survey)"},
        ExplainCase{"inference_shallow", "watershed", "resilience", {"--depth", "2"}},
        ExplainCase{"tuple", "watershed", "relies_on(Eel Trust, County Survey)"},
        ExplainCase{"tuple_absent", "watershed", "relies_on(Millbrook College, Eel Trust)"},
        ExplainCase{"relation", "watershed", "needs"},
        ExplainCase{"json", "riverside", "conflict.process", {"--format", "json"}},
        ExplainCase{"markdown", "riverside", "champion.named", {"--format", "markdown"}},
        ExplainCase{"dot", "watershed", "relies_on(Eel Trust, County Survey)", {"--format", "dot"}},
        ExplainCase{"dot_score", "watershed", "score", {"--format", "dot"}}),
    [](const auto& each) { return each.param.name; });

class EveryTarget : public testing::TestWithParam<const char*> {};
TEST_P(EveryTarget, HasEveryFormat) {
  for (const char* format : {"text", "json", "markdown", "dot"}) {
    const Ran ran = explain("watershed", GetParam(), {"--format", format});
    EXPECT_EQ(ran.code, 0) << format << ' ' << ran.err;
    EXPECT_NE(ran.out, "");
  }
}
INSTANTIATE_TEST_SUITE_P(Of, EveryTarget,
                         testing::Values("network.circles", "network.resilience/sound", "parties",
                                         "resilience", "position(Eel Trust)",
                                         "relying_on(County Survey)", "relies_on", "needs(_, _)",
                                         "network", "score", "verdict", "brittle"));

struct Mistake {
  std::string name;
  std::vector<std::string> arguments;
  std::string message;
};
class ExplainMistakes : public testing::TestWithParam<Mistake> {};
TEST_P(ExplainMistakes, AreWrongUse) {
  std::vector<std::string> arguments{"explain", "facts.yaml"};
  const auto& more = GetParam().arguments;
  arguments.insert(arguments.end(), more.begin(), more.end());
  const Ran ran = run_in("riverside", arguments);
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr(GetParam().message));
}
INSTANTIATE_TEST_SUITE_P(
    Of, ExplainMistakes,
    testing::Values(Mistake{"Rule", {"values.shred"}, "did you mean `values.shared`?"},
                    Mistake{"Depth", {"values.shared", "--depth", "0"}, "a number from 1 to 1000"},
                    Mistake{"DepthWord", {"values.shared", "--depth", "deep"}, "not `deep`"}),
    [](const auto& each) { return each.param.name; });

TEST(Trace, IsThatOfOneRuleAndNothingElse) {
  const Ran ran = run_in("riverside", {"assess", "facts.yaml", "--trace", "feedback.coverage"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_TRUE(matches_golden(tests_folder() / "golden/cli/trace.txt", ran.out));
}

TEST(Trace, OfNoRuleIsWrongUse) {
  const Ran ran = run_in("riverside", {"assess", "facts.yaml", "--trace", "feedback.coverge"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("did you mean `feedback.coverage`?"));
}

}  // namespace
}  // namespace entente::tests
