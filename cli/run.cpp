#include "cli/run.hpp"

#include <fmt/format.h>

#include <new>
#include <ostream>
#include <vector>

#include "cli/commands.hpp"
#include "cli/parse_arguments.hpp"
#include "grammar/text_width.hpp"

namespace entente::cli {
namespace {

void add_commands(Command& program) {
  program.notes =
      "Example:\n  entente assess partnership.yaml\n\nentente COMMAND --help says more.";
  add_assess(program);
  add_explain(program);
  add_graph(program);
  add_check(program);
  add_test(program);
  add_list(program);
  add_show(program);
  add_help(program);
  add_feel(program);
  add_init(program);
  add_completion(program);
  add_manual(program);
}

void say_error(const Console& console, std::string_view message) {
  const bool colour = console.colours.err;
  console.err << fmt::format("{}error:{} {}\n", colour ? "\x1b[1;31m" : "", colour ? "\x1b[0m" : "",
                             grammar::printable(message));
}

Exit guarded(std::span<const std::string> arguments, Console& console) {
  Command program{"entente",
                  "Judges the readiness and the health of partnerships by written rules."};
  try {
    add_commands(program);
    return run_arguments(program, arguments, console);
  } catch (const Failure& failure) {
    const std::string_view message = failure.what();
    if (!message.empty()) say_error(console, message);
    return failure.code();
  } catch (const std::bad_alloc&) {
    say_error(console, "there is not enough memory");
    return Exit::world;
  } catch (const std::exception& fault) {
    say_error(console,
              fmt::format("this is a fault of the program, please report it: {}", fault.what()));
    return Exit::world;
  }
}

}  // namespace

int run(std::span<const std::string> arguments, std::istream& in, std::ostream& out,
        std::ostream& err, Colours colours) {
  Console console{in, out, err, colours};
  Exit exit = guarded(arguments, console);
  out.flush();
  if (!out) {
    say_error(console, "cannot write to standard output");
    exit = Exit::world;
  }
  return static_cast<int>(exit);
}

}  // namespace entente::cli
