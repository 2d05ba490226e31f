// `entente help CODE`: a diagnostic explained. `entente help COMMAND` works as well.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/parse_arguments.hpp"
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

/// A word that has the shape of a code: `E201`.
bool is_code(std::string_view word) {
  return word.size() > 1 && word.find_first_not_of("0123456789", 1) == std::string_view::npos;
}

Exit help(const std::vector<std::string>& topic, const Command& program, Console& console) {
  if (topic.size() != 1 || !is_code(topic.front())) {
    console.out << help_text(program, topic);
    return Exit::done;
  }
  if (const grammar::DiagnosticCode* code = grammar::find_code(upper(topic.front()))) {
    console.out << code_page(*code);
    return Exit::done;
  }
  throw Failure(Exit::wrong_use, fmt::format("there is no diagnostic `{}`", topic.front()));
}

}  // namespace

void add_help(Command& program) {
  auto& command = program.command("help", "A diagnostic explained, with its mend");
  auto topic = std::make_shared<std::vector<std::string>>();
  command.optional_arguments("CODE", *topic, "A code such as E201, or a command");
  command.notes = "Example:\n  entente help E201";
  command.run = [topic, &program](Console& console) { return help(*topic, program, console); };
}

}  // namespace entente::cli
