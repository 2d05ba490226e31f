// `entente check`: every error and lint of rule files.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/report/diagnostics_json.hpp"
#include "cli/rule_set.hpp"
#include "engine/evaluate/settled_lints.hpp"

namespace entente::cli {
namespace {

struct CheckOptions {
  std::vector<std::string> rules;
  std::string format = "text";
  bool strict = false;
};

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count == 0 ? "no" : std::to_string(count), what,
                     count == 1 ? "" : "s");
}

Exit check(const CheckOptions& options, Console& console) {
  const auto rules = load_rule_set(options.rules, Tests::wanted, console);
  if (rules->loaded.program) {
    engine::find_settled(*rules->loaded.program, rules->loaded.diagnostics);
    grammar::settle(rules->loaded.diagnostics);
  }
  const auto diagnostics = rules->diagnostics();
  const auto of = [&](grammar::Severity severity) {
    return static_cast<std::size_t>(
        std::ranges::count(diagnostics, severity, &grammar::Diagnostic::severity));
  };
  const std::size_t errors = of(grammar::Severity::error);
  const std::size_t lints = of(grammar::Severity::lint);
  if (options.format == "json") {
    console.out << diagnostics_json(diagnostics, rules->sources);
  } else {
    report(console, diagnostics, rules->sources);
    const std::size_t files = rules->named == 0 ? rules->files.size() : rules->named;
    console.out << fmt::format("{}: {}, {}\n", counted(files, "file"), counted(errors, "error"),
                               counted(lints, "lint"));
  }
  if (errors > 0) return Exit::wrong_use;
  return lints > 0 && options.strict ? Exit::below : Exit::done;
}

}  // namespace

void add_check(Command& program) {
  auto& command = program.command("check", "Every error and lint of rule files");
  auto options = std::make_shared<CheckOptions>();
  command.optional_arguments("RULES", options->rules,
                             "Rule files or folders; without any the shipped pack");
  command.flag("--strict", options->strict, "Exit 1 when there is a lint");
  command.choice("--format", {"text", "json"}, options->format, "How to report");
  command.notes =
      "Exit codes: 0 no errors; 1 lints, with --strict; 2 errors.\n\n"
      "Example:\n"
      "  entente check acme.rules --strict";
  command.run = [options](Console& console) { return check(*options, console); };
}

}  // namespace entente::cli
