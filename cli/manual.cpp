#include "cli/manual.hpp"

#include <fmt/format.h>

#include <ostream>

#include "cli/commands.hpp"
#include "grammar/version.hpp"

namespace entente::cli {
namespace {

/// Running text: a backslash, a hyphen and a dot or quote that begins a line would mean something.
std::string escaped(std::string_view text) {
  std::string result;
  bool begins_line = true;
  for (const char c : text) {
    if (begins_line && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
    begins_line = c == '\n';
  }
  return result;
}

std::string bold(std::string_view text) { return fmt::format("\\fB{}\\fR", escaped(text)); }

std::string italic(std::string_view text) { return fmt::format("\\fI{}\\fR", escaped(text)); }

std::string value_of(const Option& option) {
  if (option.choices.empty()) return italic(option.value);
  std::string choices;
  for (const std::string& choice : option.choices)
    choices += (choices.empty() ? "" : "|") + bold(choice);
  return choices;
}

std::string heading_of(const Option& option) {
  if (option.is_positional()) return italic(option.name);
  return option.is_flag() ? bold(option.name) : bold(option.name) + ' ' + value_of(option);
}

/// `entente assess [OPTION...] FACTS`
std::string usage(const std::string& path, const Command& command) {
  std::string text = bold(path);
  std::string positional;
  bool has_options = false;
  for (const Option& option : command.options) {
    has_options = has_options || !option.is_positional();
    if (!option.is_positional()) continue;
    const bool many = std::holds_alternative<std::vector<std::string>*>(option.target);
    const std::string name = italic(option.name) + (many ? "..." : "");
    positional += option.required ? ' ' + name : " [" + name + ']';
  }
  return text + (has_options ? " [" + italic("OPTION") + "...]" : "") + positional;
}

std::string described(const std::string& path, const Command& command) {
  std::string text;
  if (command.run) {
    text = fmt::format(".SS {}\n{}.\n", usage(path, command), escaped(command.about));
    for (const Option& option : command.options)
      text += fmt::format(".TP\n{}\n{}.\n", heading_of(option), escaped(option.about));
    if (!command.notes.empty()) text += fmt::format(".PP\n.nf\n{}\n.fi\n", escaped(command.notes));
  }
  for (const Command& below : command.commands) text += described(path + ' ' + below.name, below);
  return text;
}

constexpr std::string_view ending = R"(.SH EXIT STATUS
.TP
.B 0
Done; where a threshold was asked for, it is reached.
.TP
.B 1
Below the threshold or the verdict asked for; a lint, with \fBcheck \-\-strict\fR; a test that fails.
.TP
.B 2
Wrong use or wrong input: nothing was judged.
.TP
.B 3
Undecided: the threshold lies inside the bounds.
.TP
.B 5
The world failed: a file or standard output could not be written.
.SH ENVIRONMENT
.TP
.B NO_COLOR
When set, nothing is printed in colour; neither is it where \fBTERM\fR is \fBdumb\fR or where output is no terminal.
)";

}  // namespace

std::string manual_page(const Command& program) {
  std::string text =
      fmt::format(".TH ENTENTE 1 \"\" \"entente {}\" \"User Commands\"\n", version());
  text += fmt::format(".SH NAME\n{} \\- {}\n", program.name, escaped(program.about));
  text += fmt::format(".SH SYNOPSIS\n{} {} [{}...]\n", bold(program.name), italic("COMMAND"),
                      italic("ARGUMENT"));
  text += fmt::format(".br\n{}\n", bold(program.name + " --help"));
  text += fmt::format(".br\n{}\n", bold(program.name + " --version"));
  text += ".SH COMMANDS\nEach takes \\fB\\-\\-help\\fR.\n";
  return text + described(program.name, program) + std::string(ending);
}

void add_manual(Command& program) {
  auto& command = program.command("manual", "This manual as a page for man");
  command.notes = "Example:\n  entente manual | man -l -";
  command.run = [&program](Console& console) {
    console.out << manual_page(program);
    return Exit::done;
  };
}

}  // namespace entente::cli
