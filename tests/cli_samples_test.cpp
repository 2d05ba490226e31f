// Each sample is a test: its report is the expected.txt beside it, and its result is valid.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/run_program.hpp"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> sample_names() {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(samples_folder())) {
    if (fs::exists(entry.path() / "facts.yaml") || fs::exists(entry.path() / "facts.json"))
      names.push_back(entry.path().filename().string());
  }
  std::ranges::sort(names);
  return names;
}

/// The command that judges a sample from inside its folder, with the rules that lie there.
std::vector<std::string> assess(const fs::path& folder) {
  std::vector<std::string> arguments{
      "assess", fs::exists(folder / "facts.yaml") ? "facts.yaml" : "facts.json"};
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".rules") continue;
    arguments.insert(arguments.end(), {"--rules", entry.path().filename().string()});
  }
  return arguments;
}

class Samples : public testing::TestWithParam<std::string> {
 protected:
  fs::path folder_ = samples_folder() / GetParam();
  Ran run(std::vector<std::string> more) {
    std::vector<std::string> arguments = assess(folder_);
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments, {.folder = folder_});
  }
};

TEST_P(Samples, PrintsWhatIsExpected) {
  const Ran ran = run({});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.err, "");
  EXPECT_TRUE(matches_golden(folder_ / "expected.txt", ran.out));
}

TEST_P(Samples, SameBytesOnASecondRun) {
  const Ran first = run({"--format", "json"});
  EXPECT_EQ(first.code, 0) << first.err;
  EXPECT_EQ(first.out, run({"--format", "json"}).out);
}

TEST_P(Samples, EveryFormatAndDepthOfProofWorks) {
  for (const char* depth : {"none", "failed", "all"}) {
    for (const char* format : {"text", "json", "markdown"}) {
      const Ran ran = run({"--format", format, "--explain", depth, "--bounds", "fast"});
      EXPECT_EQ(ran.code, 0) << format << ' ' << depth << '\n' << ran.err;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, Samples, testing::ValuesIn(sample_names()),
                         [](const auto& each) { return each.param; });

}  // namespace
}  // namespace entente::tests
