// Each file in golden/facts has a mistake, and beside it what is said about it.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include "tests/support/facts.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

std::filesystem::path folder() { return tests_folder() / "golden/facts"; }

std::vector<std::string> wrong_files() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder()))
    if (entry.path().extension() != ".expected") names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

class WrongFactFile : public testing::TestWithParam<std::string> {};

TEST_P(WrongFactFile, SaysWhatIsWrong) {
  const auto file = read_fact_file(read_file(folder() / GetParam()), GetParam());
  EXPECT_TRUE(matches_golden(folder() / (GetParam() + ".expected"), file.rendered()));
  EXPECT_EQ(file.read.facts.has_value(), !grammar::has_errors(file.read.diagnostics));
  EXPECT_FALSE(file.read.diagnostics.empty());
}

INSTANTIATE_TEST_SUITE_P(Golden, WrongFactFile, testing::ValuesIn(wrong_files()),
                         [](const testing::TestParamInfo<std::string>& tested) {
                           std::string name = tested.param;
                           const auto is_sign = [](char sign) {
                             return sign == '-' || sign == '.';
                           };
                           std::replace_if(name.begin(), name.end(), is_sign, '_');
                           return name;
                         });

}  // namespace
}  // namespace entente::tests
