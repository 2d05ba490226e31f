#include "cli/parse_arguments.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "grammar/suggest.hpp"
#include "grammar/version.hpp"

namespace entente::cli {
namespace {

using Chosen = const Command*;

void add_option(CLI::App& app, const Option& option) {
  if (const auto* flag = std::get_if<bool*>(&option.target)) {
    app.add_flag(option.name, **flag, option.about);
    return;
  }
  CLI::Option* added = nullptr;
  if (const auto* text = std::get_if<std::string*>(&option.target)) {
    added = app.add_option(option.name, **text, option.about);
    if (!option.choices.empty()) added->check(CLI::IsMember(option.choices));
    if (!(*text)->empty()) added->capture_default_str();
  } else {
    added = app.add_option(option.name, *std::get<std::vector<std::string>*>(option.target),
                           option.about);
    if (!option.is_positional()) added->allow_extra_args(false);
  }
  // `--fail-under "$LIMIT"` with nothing in it is a mistake, never an option that was not given.
  added->check([](const std::string& value) {
    return std::string(value.empty() ? "a value is needed, and this one is empty" : "");
  });
  if (!option.value.empty()) added->type_name(option.value);
  added->required(option.required);
}

void add_contents(CLI::App& app, const Command& command, Chosen& chosen) {
  for (const Option& option : command.options) add_option(app, option);
  app.footer(command.notes);
  if (command.run) app.callback([&command, &chosen] { chosen = &command; });
  for (const Command& below : command.commands)
    add_contents(*app.add_subcommand(below.name, below.about), below, chosen);
}

/// The program may stand alone, which asks for help; a command that runs nothing may not.
std::unique_ptr<CLI::App> app_of(const Command& program, Chosen& chosen) {
  auto app = std::make_unique<CLI::App>(program.about, program.name);
  app->set_version_flag("--version", "entente " + std::string(version()));
  app->require_subcommand(0, 1);
  add_contents(*app, program, chosen);
  for (const Command& command : program.commands) {
    if (!command.run) app->get_subcommand(command.name)->require_subcommand(1);
  }
  return app;
}

/// A word where a command should stand, or none where `list` needs one more.
void refuse_unknown_command(const Command& command, std::span<const std::string> arguments) {
  if (command.commands.empty()) return;
  std::vector<std::string> known;
  for (const Command& below : command.commands) known.push_back(below.name);
  const std::string all = fmt::format("{}", fmt::join(known, ", "));
  if (arguments.empty())
    throw Failure(Exit::wrong_use, fmt::format("`{}` needs one of: {}", command.name, all));
  const std::string& word = arguments.front();
  if (word.starts_with('-')) return;
  if (const Command* below = command.find(word))
    return refuse_unknown_command(*below, arguments.subspan(1));
  const std::string hint = grammar::suggestion(word, known);
  throw Failure(Exit::wrong_use, fmt::format("`{}` is not a command of `{}`{}", word, command.name,
                                             hint.empty() ? ", which has " + all : hint));
}

/// `-h`, `--today`, `--today=2026-11-01`.
bool is_option(std::string_view word) {
  return word == "-h" ||
         (word.starts_with("--") && word.size() > 2 && word[2] >= 'a' && word[2] <= 'z');
}

/// An expression that starts with a minus is put behind `--`, where nothing is an option.
std::vector<std::string> with_expression_last(const Command& program,
                                              std::span<const std::string> arguments) {
  std::vector<std::string> words(arguments.begin(), arguments.end());
  const Command* command = words.empty() ? nullptr : program.find(words.front());
  const bool takes_one =
      command != nullptr && std::ranges::any_of(command->options, &Option::may_start_with_minus);
  if (!takes_one || std::ranges::find(words, "--") != words.end()) return words;
  const auto expression = std::ranges::find_if(words, [](const std::string& word) {
    return word.size() > 1 && word.starts_with('-') && !is_option(word);
  });
  if (expression == words.end()) return words;
  std::rotate(expression, expression + 1, words.end());
  words.insert(words.end() - 1, "--");
  return words;
}

}  // namespace

Exit run_arguments(const Command& program, std::span<const std::string> arguments,
                   Console& console) {
  if (!arguments.empty()) refuse_unknown_command(program, arguments);
  Chosen chosen = nullptr;
  const auto app = app_of(program, chosen);
  try {
    auto words = with_expression_last(program, arguments);
    std::ranges::reverse(words);  // as CLI11 wants them
    app->parse(std::move(words));
  } catch (const CLI::Success& asked_for_help) {
    app->exit(asked_for_help, console.out, console.err);
    return Exit::done;
  } catch (const CLI::ParseError& error) {
    throw Failure(Exit::wrong_use, error.what());
  }
  if (chosen != nullptr) return chosen->run(console);
  console.err << app->help();
  return Exit::wrong_use;
}

std::string help_text(const Command& program, std::span<const std::string> words) {
  if (!words.empty()) refuse_unknown_command(program, words);
  Chosen chosen = nullptr;
  const auto app = app_of(program, chosen);
  const CLI::App* named = app.get();
  std::string above;
  for (const std::string& word : words) {
    above += above.empty() ? named->get_name() : ' ' + named->get_name();
    named = named->get_subcommand(word);
  }
  return named->help(above);
}

}  // namespace entente::cli
