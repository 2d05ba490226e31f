#include "cli/completion.hpp"

#include <fmt/format.h>

#include <memory>
#include <ostream>

#include "cli/commands.hpp"

// All three know where they are by the leading words that name commands: the path, which is empty
// for the program itself and ` list rules` for a command below a command.
namespace entente::cli {
namespace {

/// Calls `use` with every command and its path, the program first.
template <class Use>
void each_command(const Command& command, const std::string& path, Use use) {
  use(command, path);
  for (const Command& below : command.commands) each_command(below, path + ' ' + below.name, use);
}

bool takes_file(const Option& option) {
  const std::string& what = option.is_positional() ? option.name : option.value;
  return what == "FACTS" || what == "RULES" || what.find("FILE") != std::string::npos ||
         what.find("FOLDER") != std::string::npos;
}

bool takes_value(const Option& option) { return !option.is_positional() && !option.is_flag(); }

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += between;
    text += word;
  }
  return text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size())
    text.replace(at, from.size(), to);
  return text;
}

/// Patterns of `case`: every path but the program's own.
std::string path_patterns(const Command& program) {
  std::vector<std::string> paths;
  each_command(program, "", [&](const Command&, const std::string& path) {
    if (!path.empty()) paths.push_back('\'' + path + '\'');
  });
  return joined(paths, " | ");
}

/// Words that can stand next without a dash: commands, or the choices of a positional option.
std::string plain_words(const Command& command) {
  std::vector<std::string> words;
  for (const Command& below : command.commands) words.push_back(below.name);
  for (const Option& option : command.options) {
    if (option.is_positional())
      words.insert(words.end(), option.choices.begin(), option.choices.end());
  }
  return joined(words, " ");
}

std::string bash_words(const Command& command, const std::string& path) {
  std::vector<std::string> options;
  for (const Option& option : command.options) {
    if (!option.is_positional()) options.push_back(option.name);
  }
  options.emplace_back("--help");
  if (path.empty()) options.emplace_back("--version");
  return fmt::format("    '{}') words='{}' options='{}' ;;\n", path, plain_words(command),
                     joined(options, " "));
}

/// What follows an option with a value: a file, a choice, or nothing that could be known.
std::string bash_values(const Command& command, const std::string& path) {
  std::string text;
  for (const Option& option : command.options) {
    if (!takes_value(option)) continue;
    text += fmt::format("    '{} {}') ", path, option.name);
    if (takes_file(option)) {
      text += "return ;;\n";
    } else if (option.choices.empty()) {
      text += "compopt +o default 2>/dev/null; return ;;\n";
    } else {
      text += fmt::format("_entente_choose '{}'; return ;;\n", joined(option.choices, " "));
    }
  }
  return text;
}

/// Within single quotes and a specification of `_arguments`, where a colon ends a part.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "'\\''";
      continue;
    }
    if (c == ':' || c == '[' || c == ']' || c == '\\') result += '\\';
    result += c;
  }
  return result;
}

std::string zsh_action(const Option& option) {
  if (takes_file(option)) return "_files";
  return option.choices.empty() ? "" : "(" + joined(option.choices, " ") + ")";
}

std::string zsh_option(const Option& option) {
  const bool many = std::holds_alternative<std::vector<std::string>*>(option.target);
  if (option.is_positional())
    return fmt::format("'{}:{}:{}'", many ? "*" : "", zsh_text(option.about), zsh_action(option));
  return fmt::format("'{}{}[{}]{}'", many ? "*" : "", option.name, zsh_text(option.about),
                     option.is_flag() ? "" : ":value:" + zsh_action(option));
}

std::string zsh_words(const Command& command, const std::string& path) {
  std::string text = fmt::format("  '{}')\n", path);
  if (!command.commands.empty()) {
    text += "    commands=(";
    for (const Command& below : command.commands)
      text += fmt::format("\n      '{}:{}'", below.name, zsh_text(below.about));
    text += ")\n    [[ $words[CURRENT] == -* ]] || { _describe command commands; return }\n";
  }
  text += "    _arguments";
  for (const Option& option : command.options) text += " \\\n      " + zsh_option(option);
  text += " \\\n      '--help[Print what there is to say]'";
  if (path.empty()) text += " \\\n      '--version[Print the version]'";
  return text + " ;;\n";
}

std::string fish_text(std::string_view text) {
  return '\'' + replaced(replaced(std::string(text), "\\", "\\\\"), "'", "\\'") + '\'';
}

/// Holds where every word of the path has been written, and no command below it.
std::string fish_condition(const Command& command, const std::string& path) {
  std::string condition;
  if (path.empty()) return "-n __fish_use_subcommand";
  for (std::size_t at = 0; at != std::string::npos;) {
    const std::size_t end = path.find(' ', at + 1);
    condition += condition.empty() ? "" : "; and ";
    condition +=
        "__fish_seen_subcommand_from" + path.substr(at, end == std::string::npos ? end : end - at);
    at = end;
  }
  if (!command.commands.empty())
    condition += "; and not __fish_seen_subcommand_from " + plain_words(command);
  return "-n '" + condition + '\'';
}

std::string fish_option(const Option& option) {
  std::string text = "-l " + option.name.substr(2);
  if (!option.is_flag()) text += takes_file(option) ? " -r -F" : " -x";
  if (!option.choices.empty()) text += " -a '" + joined(option.choices, " ") + '\'';
  return text + " -d " + fish_text(option.about);
}

std::string fish_words(const Command& command, const std::string& path) {
  const std::string begin = "complete -c entente " + fish_condition(command, path) + ' ';
  std::string text;
  for (const Command& below : command.commands)
    text += fmt::format("{}-f -a {} -d {}\n", begin, below.name, fish_text(below.about));
  bool files = false;
  for (const Option& option : command.options) {
    if (!option.is_positional()) text += begin + fish_option(option) + '\n';
    files = files || (option.is_positional() && takes_file(option));
  }
  if (files) return text;
  return text + begin + "-f" +
         (command.commands.empty() ? " -a '" + plain_words(command) + "'\n" : "\n");
}

constexpr std::string_view bash_script =
    R"(# bash completion for entente, as `entente completion bash` prints it
_entente_choose() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "${COMP_WORDS[COMP_CWORD]}")
}
_entente() {
  local path='' words='' options='' at
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "$path ${COMP_WORDS[at]}" in
    @PATHS@) path+=" ${COMP_WORDS[at]}" ;;
    *) break ;;
    esac
  done
  case "$path ${COMP_WORDS[COMP_CWORD - 1]}" in
@VALUES@  esac
  case "$path" in
@WORDS@  esac
  if [[ ${COMP_WORDS[COMP_CWORD]} == -* ]]; then
    _entente_choose "$options"
  elif [[ -n $words ]]; then
    _entente_choose "$words"
  fi
}
complete -o default -F _entente entente
)";

constexpr std::string_view zsh_script = R"(#compdef entente
# zsh completion for entente, as `entente completion zsh` prints it
_entente() {
  local at=2 command_path=
  local -a commands
  while (( at < CURRENT )); do
    case "$command_path $words[at]" in
      (@PATHS@) command_path+=" $words[at]"; (( at++ )) ;;
      (*) break ;;
    esac
  done
  words=("${(@)words[at - 1,-1]}")
  (( CURRENT -= at - 2 ))
  case $command_path in
@WORDS@  esac
}
if [[ $funcstack[1] == _entente ]]; then _entente "$@"; else compdef _entente entente; fi
)";

}  // namespace

std::string bash_completion(const Command& program) {
  std::string values;
  std::string words;
  each_command(program, "", [&](const Command& command, const std::string& path) {
    values += bash_values(command, path);
    words += bash_words(command, path);
  });
  std::string script(bash_script);
  script = replaced(std::move(script), "@PATHS@", path_patterns(program));
  return replaced(replaced(std::move(script), "@VALUES@", values), "@WORDS@", words);
}

std::string zsh_completion(const Command& program) {
  std::string words;
  each_command(program, "", [&](const Command& command, const std::string& path) {
    words += zsh_words(command, path);
  });
  return replaced(replaced(std::string(zsh_script), "@PATHS@", path_patterns(program)), "@WORDS@",
                  words);
}

std::string fish_completion(const Command& program) {
  std::string text = "# fish completion for entente, as `entente completion fish` prints it\n";
  each_command(program, "", [&](const Command& command, const std::string& path) {
    text += fish_words(command, path);
  });
  return text + "complete -c entente -l help -d 'Print what there is to say'\n";
}

void add_completion(Command& program) {
  auto& command = program.command("completion", "A script by which a shell completes words");
  auto shell = std::make_shared<std::string>();
  command.argument("SHELL", *shell, "bash, zsh or fish");
  command.options.back().choices = {"bash", "zsh", "fish"};
  command.notes = "Example:\n  source <(entente completion bash)";
  command.run = [shell, &program](Console& console) {
    if (*shell == "bash") console.out << bash_completion(program);
    if (*shell == "zsh") console.out << zsh_completion(program);
    if (*shell == "fish") console.out << fish_completion(program);
    return Exit::done;
  };
}

}  // namespace entente::cli
