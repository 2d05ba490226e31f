// What a command works with: the three streams, whether they show colour, and how it gives up.
#pragma once

#include <iosfwd>
#include <stdexcept>
#include <string>
#include <vector>

#include "grammar/diagnostic.hpp"

namespace entente::cli {

/// The exit codes of every command.
enum class Exit : int {
  done = 0,
  below = 1,      // the threshold asked for is not reached
  wrong_use = 2,  // wrong use or wrong input: nothing was judged
  undecided = 3,  // the threshold lies inside the bounds
  world = 5       // disk or stream failed
};

struct Colours {
  bool out = false;
  bool err = false;
};

struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  Colours colours;
};

/// Ends a command. An empty message says that everything has been said already.
class Failure : public std::runtime_error {
 public:
  Failure(Exit code, const std::string& message) : std::runtime_error(message), code_(code) {}
  [[nodiscard]] Exit code() const { return code_; }

 private:
  Exit code_;
};

/// Prints diagnostics on the error stream.
void report(const Console& console, const std::vector<grammar::Diagnostic>& diagnostics,
            const grammar::Sources& sources);

/// Prints them and gives up with exit code 2 when one of them is an error.
void refuse_errors(const Console& console, const std::vector<grammar::Diagnostic>& diagnostics,
                   const grammar::Sources& sources);

}  // namespace entente::cli
