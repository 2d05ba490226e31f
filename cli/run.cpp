#include "cli/run.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <new>
#include <ostream>
#include <vector>

#include "cli/commands.hpp"
#include "grammar/suggest.hpp"
#include "grammar/version.hpp"

namespace entente::cli {
namespace {

constexpr std::string_view about =
    "Judges the readiness and the health of partnerships by written rules.";

/// `--fail-under "$LIMIT"` with nothing in it is a mistake, never an option that was not given.
void refuse_empty_values(CLI::App& command) {
  for (CLI::Option* option : command.get_options()) {
    if (option->get_items_expected_max() == 0) continue;
    option->check([](const std::string& value) {
      return std::string(value.empty() ? "a value is needed, and this one is empty" : "");
    });
  }
  for (CLI::App* each : command.get_subcommands({})) refuse_empty_values(*each);
}

void add_commands(CLI::App& app, Command& chosen) {
  app.set_version_flag("--version", "entente " + std::string(version()));
  app.footer(
      "Example:\n  entente assess partnership.yaml\n\nentente COMMAND "
      "--help says more.");
  app.require_subcommand(0, 1);
  add_assess(app, chosen);
  add_explain(app, chosen);
  add_check(app, chosen);
  add_test(app, chosen);
  add_list(app, chosen);
  add_show(app, chosen);
  add_help(app, chosen);
  add_feel(app, chosen);
  add_init(app, chosen);
  refuse_empty_values(app);
}

void say_error(const Console& console, std::string_view message) {
  const bool colour = console.colours.err;
  console.err << fmt::format("{}error:{} {}\n", colour ? "\x1b[1;31m" : "", colour ? "\x1b[0m" : "",
                             message);
}

/// A word where a command should stand, or none where `list` needs one more.
void refuse_unknown_command(CLI::App& app, std::span<const std::string> arguments) {
  std::vector<std::string> known;
  for (const CLI::App* command : app.get_subcommands({})) known.push_back(command->get_name());
  const bool at_top = app.get_parent() == nullptr;
  if (known.empty() || (at_top && arguments.empty())) return;
  if (arguments.empty()) {
    throw Failure(Exit::wrong_use,
                  fmt::format("`{}` needs one of: {}", app.get_name(), fmt::join(known, ", ")));
  }
  const std::string& word = arguments.front();
  if (word.starts_with('-')) return;
  if (CLI::App* command = find_command(app, word))
    return refuse_unknown_command(*command, arguments.subspan(1));
  const std::string what = at_top ? "a command" : fmt::format("one of: {}", fmt::join(known, ", "));
  throw Failure(Exit::wrong_use,
                fmt::format("`{}` is not {}{}", word, what, grammar::suggestion(word, known)));
}

Exit run_command(std::span<const std::string> arguments, Console& console) {
  CLI::App app{std::string(about), "entente"};
  Command chosen;
  add_commands(app, chosen);
  refuse_unknown_command(app, arguments);
  std::vector<std::string> reversed(arguments.rbegin(),
                                    arguments.rend());  // as CLI11 wants them
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::Success& asked_for_help) {
    app.exit(asked_for_help, console.out, console.err);
    return Exit::done;
  } catch (const CLI::ParseError& error) {
    throw Failure(Exit::wrong_use, error.what());
  }
  if (chosen) return chosen(console);
  console.err << app.help();
  return Exit::wrong_use;
}

Exit guarded(std::span<const std::string> arguments, Console& console) {
  try {
    return run_command(arguments, console);
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

CLI::App* find_command(CLI::App& app, const std::string& name) {
  for (CLI::App* command : app.get_subcommands({})) {
    if (command->get_name() == name) return command;
  }
  return nullptr;
}

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
