#include "cli/command.hpp"

#include <utility>

namespace entente::cli {

Command& Command::command(std::string its_name, std::string its_about) {
  return commands.emplace_back(Command{std::move(its_name), std::move(its_about)});
}

const Command* Command::find(const std::string& its_name) const {
  for (const Command& each : commands) {
    if (each.name == its_name) return &each;
  }
  return nullptr;
}

void Command::argument(std::string its_name, std::string& target, std::string its_about) {
  optional_argument(std::move(its_name), target, std::move(its_about));
  options.back().required = true;
}

void Command::optional_argument(std::string its_name, std::string& target, std::string its_about) {
  options.push_back({std::move(its_name), {}, std::move(its_about), &target});
}

void Command::optional_expression(std::string its_name, std::string& target,
                                  std::string its_about) {
  optional_argument(std::move(its_name), target, std::move(its_about));
  options.back().may_start_with_minus = true;
}

void Command::optional_arguments(std::string its_name, std::vector<std::string>& target,
                                 std::string its_about) {
  options.push_back({std::move(its_name), {}, std::move(its_about), &target});
}

void Command::flag(std::string its_name, bool& target, std::string its_about) {
  options.push_back({std::move(its_name), {}, std::move(its_about), &target});
}

void Command::option(std::string its_name, std::string value, std::string& target,
                     std::string its_about) {
  options.push_back({std::move(its_name), std::move(value), std::move(its_about), &target});
}

void Command::repeated_option(std::string its_name, std::string value,
                              std::vector<std::string>& target, std::string its_about) {
  options.push_back({std::move(its_name), std::move(value), std::move(its_about), &target});
}

void Command::choice(std::string its_name, std::vector<std::string> choices, std::string& target,
                     std::string its_about) {
  options.push_back({std::move(its_name), {}, std::move(its_about), &target, std::move(choices)});
}

}  // namespace entente::cli
