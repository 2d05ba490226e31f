#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "cli/run.hpp"

namespace {

/// Colour is for terminals, unless the user wants none anywhere (no-color.org).
bool shows_colour(int stream) {
  const char* refused = std::getenv("NO_COLOR");
  const char* terminal = std::getenv("TERM");
  if (refused != nullptr && *refused != '\0') return false;
  if (terminal != nullptr && std::string(terminal) == "dumb") return false;
  return isatty(stream) != 0;
}

/// A stream that the caller closed must not become the next file that is opened: what is printed
/// would go into it. Written to, it fails.
void keep_closed_streams_apart() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(stream, F_GETFD) == -1)
      (void)::open(stream == STDIN_FILENO ? "/dev/null" : "/dev/full", O_RDWR);
  }
}

}  // namespace

int main(int argc, char** argv) {
  keep_closed_streams_apart();
  // A file that grows beyond the caller's limit is one that can't be written, no reason to die.
  (void)std::signal(SIGXFSZ, SIG_IGN);
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return entente::cli::run(arguments, std::cin, std::cout, std::cerr,
                           {shows_colour(STDOUT_FILENO), shows_colour(STDERR_FILENO)});
}
