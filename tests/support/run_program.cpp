#include "tests/support/run_program.hpp"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

#include "tests/support/paths.hpp"
#include "tests/support/validate_result.hpp"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;

/// Files for the three streams of one run.
class Streams {
 public:
  explicit Streams(const std::string& input) {
    std::string pattern = (fs::path(testing::TempDir()) / "entente-run-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    std::ofstream(folder_ / "in", std::ios::binary) << input;
  }
  Streams(const Streams&) = delete;
  Streams& operator=(const Streams&) = delete;
  ~Streams() { fs::remove_all(folder_); }

  /// In the child: the files become its streams.
  void take_over() const {
    const auto open = [&](const char* name, const char* mode, FILE* stream) {
      if (std::freopen((folder_ / name).c_str(), mode, stream) == nullptr) ::_exit(125);
    };
    open("in", "r", stdin);
    open("out", "w", stdout);
    open("err", "w", stderr);
  }
  [[nodiscard]] std::string text(const char* name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  fs::path folder_;
};

int exit_code(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

Ran run_command(std::vector<std::string> command, const RunIn& in) {
  const Streams streams(in.input);
  std::vector<char*> arguments;
  for (std::string& argument : command) arguments.push_back(argument.data());
  arguments.push_back(nullptr);
  const pid_t child = ::fork();
  if (child == 0) {
    streams.take_over();
    if (!in.folder.empty() && ::chdir(in.folder.c_str()) != 0) ::_exit(126);
    ::setenv("ENTENTE", program().c_str(), 1);
    ::unsetenv("NO_COLOR");
    ::execv(arguments.front(), arguments.data());
    ::_exit(127);
  }
  Ran ran;
  ran.code = exit_code(child);
  ran.out = streams.text("out");
  ran.err = streams.text("err");
  collect_result(ran.out);
  return ran;
}

}  // namespace

Ran run_program(const std::vector<std::string>& arguments, const RunIn& in) {
  std::vector<std::string> command{program().string()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  return run_command(std::move(command), in);
}

Ran run_shell(const std::string& script, const RunIn& in) {
  return run_command({"/bin/bash", "-c", script}, in);
}

}  // namespace entente::tests
