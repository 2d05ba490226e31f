// The README and the guide print what they show: each `$` line of a console block is run, and what
// stands under it is compared. UPDATE_GOLDEN=1 writes back what was printed.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/support/paths.hpp"
#include "tests/support/run_program.hpp"

namespace entente::tests {
namespace {

/// What a console shows for one command; `code` is the exit code of the command before, then of
/// this.
std::string shown(const std::string& command, int& code) {
  if (command == "echo $?") return std::to_string(code) + "\n";
  std::string script = command;
  if (script.starts_with("entente ")) script = "\"$ENTENTE\"" + script.substr(7);
  const Ran ran = run_shell(script, {.folder = source_folder()});
  code = ran.code;
  return ran.out + ran.err;
}

/// The whole text with every console block as it is printed today.
std::string printed_today(const std::string& manual) {
  std::istringstream lines(manual);
  std::string result;
  bool console = false;
  int code = 0;
  for (std::string line; std::getline(lines, line);) {
    const bool fence = line.starts_with("```");
    if (fence) console = line == "```console";
    if (console && !fence && !line.starts_with("$ ")) continue;
    result += line + "\n";
    if (console && line.starts_with("$ ")) result += shown(line.substr(2), code);
  }
  return result;
}

class Manual : public testing::TestWithParam<const char*> {};
TEST_P(Manual, PrintsWhatItShows) {
  const auto file = source_folder() / GetParam();
  const std::string manual = read_file(file);
  const std::string today = printed_today(manual);
  if (const char* update = std::getenv("UPDATE_GOLDEN"); update && *update == '1') {
    std::ofstream(file) << today;
    return;
  }
  EXPECT_EQ(manual, today);
}
INSTANTIATE_TEST_SUITE_P(Of, Manual, testing::Values("README.md", "docs/guide.md"),
                         [](const auto& each) {
                           const bool readme = std::string_view(each.param) == "README.md";
                           return std::string(readme ? "Readme" : "Guide");
                         });

}  // namespace
}  // namespace entente::tests
