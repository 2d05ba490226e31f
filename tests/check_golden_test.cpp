// Each tests/golden/check/NAME.rules with all its diagnostics in NAME.expected. A folder instead of
// a file is a set of files given together. One mistake has one report: a cascade shows up as a
// difference.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "engine/load_rules.hpp"
#include "grammar/diagnostic_codes.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"

namespace entente::engine {
namespace {

using std::filesystem::path;

path folder() { return tests::tests_folder() / "golden/check"; }

std::vector<path> rule_files(const path& where) {
  std::vector<path> files;
  for (const auto& entry : std::filesystem::directory_iterator(where))
    if (entry.path().extension() == ".rules") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

std::vector<std::string> case_names() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder()))
    if (entry.is_directory() || entry.path().extension() == ".rules")
      names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  return names;
}

/// The sources of one case, named as a user in that folder would.
struct Case {
  grammar::Sources sources;
  LoadedRules loaded;

  explicit Case(const std::string& name) {
    const auto whole = folder() / name;
    const auto files =
        is_directory(whole) ? rule_files(whole) : std::vector<path>{folder() / (name + ".rules")};
    std::vector<grammar::FileId> ids;
    for (const auto& file : files)
      ids.push_back(sources.add(file.filename().string(), tests::read_file(file)));
    loaded = load_rules(sources, ids);
  }

  [[nodiscard]] std::string report() const {
    std::string text;
    for (const auto& diagnostic : loaded.diagnostics) {
      if (!text.empty()) text += "\n";
      text += grammar::render(diagnostic, sources);
    }
    return text;
  }
};

class CheckGolden : public testing::TestWithParam<std::string> {};

TEST_P(CheckGolden, TellsEveryMistakeOnce) {
  const Case tried(GetParam());
  EXPECT_TRUE(tests::matches_golden(folder() / (GetParam() + ".expected"), tried.report()));
  EXPECT_EQ(tried.loaded.program.has_value(), !grammar::has_errors(tried.loaded.diagnostics));
}

INSTANTIATE_TEST_SUITE_P(Files, CheckGolden, testing::ValuesIn(case_names()),
                         [](const auto& tested) {
                           auto name = tested.param;
                           std::replace(name.begin(), name.end(), '-', '_');
                           return name;
                         });

TEST(CheckGolden, EveryCodeOfTheCheckerIsShown) {
  std::set<std::string> shown;
  for (const auto& name : case_names())
    for (const auto& diagnostic : Case(name).loaded.diagnostics) {
      EXPECT_NE(grammar::find_code(diagnostic.code), nullptr) << diagnostic.code;
      shown.insert(diagnostic.code);
    }
  for (const auto& code : grammar::all_codes()) {
    const bool ours = code.code[1] == '2' || code.code[1] == '3' || code.code[1] == '4' ||
                      code.code.starts_with("W70") || code.code.starts_with("W71");
    EXPECT_TRUE(!ours || shown.contains(std::string(code.code))) << code.code << " has no case";
  }
}

}  // namespace
}  // namespace entente::engine
