// The README prints what it shows: each `$` line of a console block is run, and what stands under
// it is compared. UPDATE_GOLDEN=1 writes what was printed back into the README.
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

/// The whole README with every console block as it is printed today.
std::string printed_today(const std::string& readme) {
  std::istringstream lines(readme);
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

TEST(Readme, PrintsWhatItShows) {
  const auto file = source_folder() / "README.md";
  const std::string readme = read_file(file);
  const std::string today = printed_today(readme);
  if (const char* update = std::getenv("UPDATE_GOLDEN"); update && *update == '1') {
    std::ofstream(file) << today;
    return;
  }
  EXPECT_EQ(readme, today);
}

}  // namespace
}  // namespace entente::tests
