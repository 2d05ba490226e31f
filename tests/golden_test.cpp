#include "tests/support/golden.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

using testing::HasSubstr;

/// Each test has a file of its own, for they run side by side.
class Golden : public testing::Test {
 protected:
  void SetUp() override { unsetenv("UPDATE_GOLDEN"); }
  void TearDown() override { std::filesystem::remove(file_); }

  testing::AssertionResult compare(std::string_view expected, std::string_view actual) {
    std::ofstream(file_, std::ios::binary) << expected;
    return matches_golden(file_, actual);
  }

  std::filesystem::path file_ =
      std::filesystem::path(testing::TempDir()) /
      (std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) + ".expected");
};

TEST_F(Golden, SameBytesMatch) { EXPECT_TRUE(compare("a\nb\n", "a\nb\n")); }

TEST_F(Golden, MismatchShowsLineAndTextToPaste) {
  const auto result = compare("a\nb\nc\n", "a\nx\nc\n");
  ASSERT_FALSE(result);
  EXPECT_THAT(result.message(), HasSubstr(".expected:2: differs"));
  EXPECT_THAT(result.message(), HasSubstr("expected: b\n  actual:   x\n"));
  EXPECT_THAT(result.message(), HasSubstr("----\na\nx\nc\n----\n"));
}

TEST_F(Golden, MissingTailDiffers) {
  EXPECT_FALSE(compare("a\nb\n", "a\n"));
  EXPECT_FALSE(compare("a\n", "a\nb\n"));
}

TEST_F(Golden, AbsentFileFails) { EXPECT_FALSE(matches_golden(file_, "")); }

TEST_F(Golden, UpdateRewritesTheFile) {
  setenv("UPDATE_GOLDEN", "1", 1);
  EXPECT_TRUE(compare("old\n", "new\n"));
  EXPECT_EQ(read_file(file_), "new\n");
}

}  // namespace
}  // namespace entente::tests
