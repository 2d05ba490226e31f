// Completions as the shells themselves answer them, and the manual page against what --help says.
#include <gmock/gmock.h>

#include <set>
#include <sstream>

#include "tests/support/paths.hpp"
#include "tests/support/run_program.hpp"

namespace entente::tests {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

bool has_shell(const std::string& name) {
  return run_shell("command -v " + name + " >/dev/null").code == 0;
}

std::string bash_answer(const std::string& words) {
  return run_shell("source <(\"$ENTENTE\" completion bash); COMP_WORDS=(entente " + words +
                   "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _entente; echo \"${COMPREPLY[*]}\"")
      .out;
}

std::string fish_answer(const std::string& words) {
  return run_shell(
             "fish --no-config -c 'source ('$ENTENTE' completion fish | psub); complete -C "
             "\"entente " +
             words + "\"'")
      .out;
}

/// The line once zsh, in a terminal of its own, has completed it; it has to end in `last`.
std::string zsh_answer(const std::string& line, const std::string& last) {
  return run_shell(R"(folder=$(mktemp -d); "$ENTENTE" completion zsh >"$folder/_entente"
timeout 60 zsh -f -c '
  zmodload zsh/zpty
  zpty shell zsh -f -i
  zpty -w shell "PS1= fpath=($1 \$fpath); autoload -U compinit; compinit -u -D; echo rea""dy"
  zpty -r shell answer "*ready*"
  zpty -n -w shell "$2"$'"'\\t'"'
  zpty -r shell answer "*$3*" && print -r -- "$answer"' zsh "$folder" ')" +
                   line + "' '" + last + R"('
rm -r "$folder")")
      .out;
}

TEST(Completion, BashKnowsCommandsOptionsAndChoices) {
  EXPECT_EQ(bash_answer("ass"), "assess\n");
  EXPECT_EQ(bash_answer("list ''"), "rules inferences relations facts packs\n");
  EXPECT_EQ(bash_answer("assess facts.yaml --fo"), "--format\n");
  EXPECT_EQ(bash_answer("list facts --format json"), "json json-schema\n");
  EXPECT_EQ(bash_answer("completion f"), "fish\n");
  EXPECT_EQ(bash_answer("assess ''"), "\n") << "files are left to the shell";
  EXPECT_THAT(bash_answer("assess --"), AllOf(HasSubstr("--set"), Not(HasSubstr("--effective"))));
}

TEST(Completion, FishKnowsCommandsOptionsAndChoices) {
  if (!has_shell("fish")) GTEST_SKIP() << "fish is not installed";
  EXPECT_THAT(fish_answer("ass"), HasSubstr("assess\tJudge one partnership"));
  EXPECT_THAT(fish_answer("list "), HasSubstr("packs\t"));
  EXPECT_THAT(fish_answer("assess facts.yaml --fo"), HasSubstr("--format\t"));
  EXPECT_THAT(fish_answer("list facts --format "), HasSubstr("json-schema"));
  EXPECT_EQ(fish_answer("completion f"), "fish\n");
}

TEST(Completion, ZshKnowsCommandsOptionsAndChoices) {
  if (!has_shell("zsh")) GTEST_SKIP() << "zsh is not installed";
  EXPECT_THAT(zsh_answer("entente ass", "assess"), HasSubstr("entente assess"));
  EXPECT_THAT(zsh_answer("entente assess x --fo", "format"), HasSubstr("--format"));
  EXPECT_THAT(zsh_answer("entente list facts --format json-", "schema"), HasSubstr("json-schema"));
  EXPECT_THAT(zsh_answer("entente completion f", "fish"), HasSubstr("completion fish"));
}

/// The first words of the lines that --help indents by two blanks and that begin with `prefix`;
/// the examples, which stand last, left out.
std::set<std::string> words_of_help(const std::string& text, const std::string& prefix) {
  std::istringstream lines(text.substr(0, text.rfind("Example")));
  std::set<std::string> words;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("  " + prefix) || line.starts_with("   ")) continue;
    words.insert(line.substr(2, line.find(' ', 2) - 2));
  }
  return words;
}

/// As the page writes it: `\fB\-\-today\fR`.
std::string bold(const std::string& text) {
  std::string result = "\\fB";
  for (const char c : text) result += c == '-' ? "\\-" : std::string(1, c);
  return result + "\\fR";
}

/// Every option of a command, and all that is below it; how many commands that were.
int expect_described(const std::string& page, std::vector<std::string> command) {
  command.emplace_back("--help");
  const std::string help = run_program(command).out;
  command.pop_back();
  int count = 1;
  for (const std::string& option : words_of_help(help, "--")) {
    if (option == "--version") continue;
    EXPECT_THAT(page, HasSubstr(bold(option))) << help;
  }
  const std::size_t below = help.find("Subcommands:");
  if (below == std::string::npos) return count;
  for (const std::string& name : words_of_help(help.substr(below), "")) {
    command.push_back(name);
    const std::string path = command.size() == 1 ? name : command.front() + ' ' + name;
    EXPECT_THAT(page, HasSubstr("\\fBentente " + path));
    count += expect_described(page, command);
    command.pop_back();
  }
  return count;
}

TEST(Manual, HasEveryCommandAndOptionThatHelpShows) {
  EXPECT_GE(expect_described(run_program({"manual"}).out, {}), 15);
}

}  // namespace
}  // namespace entente::tests
