// A command as data: its name, what it takes, what it runs, and the commands below it.
// Arguments are read by it (parse_arguments.hpp); help, the manual page and completions print it.
// It owns the commands below it. What options are written to must live until the command has run:
// `run` holds it.
#pragma once

#include <deque>
#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "cli/console.hpp"

namespace entente::cli {

struct Option {
  std::string name;   // `--today`; a positional one has no dashes: `FACTS`
  std::string value;  // what stands for its value: `DATE`; may be empty
  std::string about;
  std::variant<bool*, std::string*, std::vector<std::string>*> target;
  std::vector<std::string> choices = {};  // empty: any value
  bool required = false;
  bool may_start_with_minus = false;  // an expression: `-x` is no option

  [[nodiscard]] bool is_flag() const { return std::holds_alternative<bool*>(target); }
  [[nodiscard]] bool is_positional() const { return !name.starts_with('-'); }
};

struct Command {
  std::string name;
  std::string about;
  std::string notes = {};                  // exit codes, examples
  std::function<Exit(Console&)> run = {};  // empty: one of the commands below has to be named
  std::vector<Option> options = {};        // as help shows them
  std::deque<Command> commands = {};       // a deque: references stay good

  Command& command(std::string its_name, std::string its_about);
  [[nodiscard]] const Command* find(const std::string& its_name) const;

  /// Positional ones.
  void argument(std::string its_name, std::string& target, std::string its_about);
  void optional_argument(std::string its_name, std::string& target, std::string its_about);
  void optional_expression(std::string its_name, std::string& target, std::string its_about);
  void optional_arguments(std::string its_name, std::vector<std::string>& target,
                          std::string its_about);

  void flag(std::string its_name, bool& target, std::string its_about);
  void option(std::string its_name, std::string value, std::string& target, std::string its_about);
  /// May be repeated, one value each time.
  void repeated_option(std::string its_name, std::string value, std::vector<std::string>& target,
                       std::string its_about);
  /// What `target` holds now is the default.
  void choice(std::string its_name, std::vector<std::string> choices, std::string& target,
              std::string its_about);
};

}  // namespace entente::cli
