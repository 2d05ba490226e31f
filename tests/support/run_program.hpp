// The real program in a process of its own: arguments and standard input in, output and exit code
// out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace entente::tests {

struct Ran {
  int code = 0;  // 128 + the signal when one ended it
  std::string out;
  std::string err;
};

struct RunIn {
  std::filesystem::path folder = {};  // empty: where the test runs
  std::string input = {};
};

/// JSON results on standard output are collected for validation.
[[nodiscard]] Ran run_program(const std::vector<std::string>& arguments, const RunIn& in = {});

/// As above through a shell, for pipes and redirections; `$ENTENTE` is the program.
[[nodiscard]] Ran run_shell(const std::string& script, const RunIn& in = {});

}  // namespace entente::tests
