// `entente help CODE`: a diagnostic explained. `entente help COMMAND` works as well.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/report/layout.hpp"
#include "grammar/diagnostic_codes.hpp"
#include "grammar/text_width.hpp"

namespace entente::cli {
namespace {

std::string upper(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return text;
}

std::string example(std::string_view heading, std::string_view text) {
  if (text.empty()) return {};
  std::string result = fmt::format("\n{}\n\n", heading);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    result += fmt::format("  {}\n", grammar::printable(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

std::string code_page(const grammar::DiagnosticCode& code) {
  return wrapped(fmt::format("{}  ", code.code), code.title) + '\n' +
         wrapped("", code.explanation) + example("The mistake:", code.wrong) +
         example("Put right:", code.mended);
}

Exit help(const std::string& topic, CLI::App& app, Console& console) {
  if (topic.empty()) {
    console.out << app.help();
    return Exit::done;
  }
  if (CLI::App* command = find_command(app, topic)) {
    console.out << command->help();
    return Exit::done;
  }
  if (const grammar::DiagnosticCode* code = grammar::find_code(upper(topic))) {
    console.out << code_page(*code);
    return Exit::done;
  }
  throw Failure(Exit::wrong_use, fmt::format("`{}` is neither a diagnostic nor a command", topic));
}

}  // namespace

void add_help(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("help", "A diagnostic explained, with its mend");
  auto topic = std::make_shared<std::string>();
  command->add_option("CODE", *topic, "A code such as E201, or a command");
  command->footer("Example:\n  entente help E201");
  command->callback([topic, &app, &chosen] {
    chosen = [topic, &app](Console& console) { return help(*topic, app, console); };
  });
}

}  // namespace entente::cli
