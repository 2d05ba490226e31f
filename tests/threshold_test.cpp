#include "cli/threshold.hpp"

#include <gtest/gtest.h>

#include "tests/support/sample_result.hpp"

namespace entente::cli {
namespace {

using engine::Bounds;
using tests::sample_result;

struct ThresholdCase {
  std::string name;
  std::string fail_under;
  std::string expect;
  Exit exit;
};

/// The sample scores 61.5 to 78.07; "ready with conditions" and "not ready" are possible.
class Threshold : public testing::TestWithParam<ThresholdCase> {};

TEST_P(Threshold, AnswersByExitCode) {
  EXPECT_EQ(reached({GetParam().fail_under, GetParam().expect}, sample_result()), GetParam().exit);
}

INSTANTIATE_TEST_SUITE_P(
    Sample, Threshold,
    testing::Values(ThresholdCase{"NothingAsked", "", "", Exit::done},
                    ThresholdCase{"LowEndReachesIt", "61.5", "", Exit::done},
                    ThresholdCase{"InsideTheBounds", "61.500001", "", Exit::undecided},
                    ThresholdCase{"AtTheHighEnd", "78", "", Exit::undecided},
                    ThresholdCase{"OutOfReach", "78.1", "", Exit::below},
                    ThresholdCase{"VerdictPossible", "", "not ready", Exit::undecided},
                    ThresholdCase{"VerdictOutOfReach", "", "ready", Exit::below},
                    ThresholdCase{"NotAssessableOutOfReach", "", "not assessable", Exit::below},
                    ThresholdCase{"WorseOfTwo", "60", "ready", Exit::below},
                    ThresholdCase{"UndecidedOfTwo", "60", "not ready", Exit::undecided}),
    [](const auto& each) { return each.param.name; });

TEST(ThresholdOf, CertainVerdictIsReached) {
  engine::Result result = sample_result();
  result.verdict = engine::ResultVerdict{"not ready", {"not ready"}, true};
  EXPECT_EQ(reached({"", "not ready"}, result), Exit::done);
}

TEST(ThresholdOf, NothingAppliesReachesNoScore) {
  engine::Result result = sample_result();
  result.score.reset();
  result.verdict = engine::ResultVerdict{"not assessable", {"not assessable"}, true};
  EXPECT_EQ(reached({"0", ""}, result), Exit::below);
  EXPECT_EQ(reached({"", "not assessable"}, result), Exit::done);
}

TEST(ThresholdOf, MayBeNotAssessableIsUndecidedAtBest) {
  engine::Result result = sample_result();
  result.score = Bounds{90, 100, true};
  result.verdict = engine::ResultVerdict{std::nullopt, {"ready", "not assessable"}, true};
  EXPECT_EQ(reached({"60", ""}, result), Exit::undecided);
}

TEST(ThresholdOf, UnknownVerdictAndNoNumberAreWrongUse) {
  EXPECT_THROW((void)reached({"", "redy"}, sample_result()), Failure);
  EXPECT_THROW((void)reached({"high", ""}, sample_result()), Failure);
}

}  // namespace
}  // namespace entente::cli
