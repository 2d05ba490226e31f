// The commands: each declares its options and, when it is the one chosen, says what to run.
#pragma once

#include <functional>
#include <string>

#include "cli/console.hpp"

namespace CLI {
class App;
}

namespace entente::cli {

using Command = std::function<Exit(Console&)>;

/// The command of this name; null when there is none.
[[nodiscard]] CLI::App* find_command(CLI::App& app, const std::string& name);

void add_assess(CLI::App& app, Command& chosen);
void add_explain(CLI::App& app, Command& chosen);
void add_check(CLI::App& app, Command& chosen);
void add_test(CLI::App& app, Command& chosen);
void add_list(CLI::App& app, Command& chosen);
void add_show(CLI::App& app, Command& chosen);
void add_feel(CLI::App& app, Command& chosen);
void add_init(CLI::App& app, Command& chosen);
void add_help(CLI::App& app, Command& chosen);

}  // namespace entente::cli
