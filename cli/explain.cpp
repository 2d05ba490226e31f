// `entente explain`: why, or why not, down to facts with their place, source and date.
#include <ostream>

#include "cli/commands.hpp"
#include "cli/explained_page.hpp"
#include "cli/report/page.hpp"

namespace entente::cli {
namespace {

struct ExplainCommand {
  JudgingOptions judging;
  ExplainOptions explaining;
  std::string format = "text";
};

std::string written(const engine::Page& page, const std::string& format) {
  if (format == "json") return page_json(page);
  if (format == "markdown") return page_markdown(page);
  if (format == "dot") return page_dot(page);
  return page_text(page);
}

}  // namespace

void add_explain(Command& program) {
  auto& command =
      program.command("explain", "Why something is what it is, and what would change it");
  auto options = std::make_shared<ExplainCommand>();
  add_judging_options(command, options->judging);
  command.argument("TARGET", options->explaining.target,
                   "A rule, RULE/CHECK, fact, definition, inference, relation, section or verdict "
                   "by its name; score; verdict");
  command.option("--depth", "N", options->explaining.depth, "How many levels of the proof to show");
  command.choice("--format", {"text", "json", "markdown", "dot"}, options->format,
                 "How to print; dot is a graph for Graphviz to draw");
  command.notes =
      "Examples:\n"
      "  entente explain riverside.yaml feedback.coverage\n"
      "  entente explain riverside.yaml 'values.shared/values in common'\n"
      "  entente explain riverside.yaml 'parties[Westbrook].values'\n"
      "  entente explain eel.yaml 'relies_on(Eel Trust, Weir Company)' --rules watershed.rules\n"
      "  entente explain riverside.yaml score\n"
      "  entente explain riverside.yaml 'not ready'\n"
      "  entente explain riverside.yaml values.shared --format dot | dot -Tpng > why.png";
  command.run = [options](Console& console) {
    console.out << written(explained_page(options->judging, options->explaining, console),
                           options->format);
    return Exit::done;
  };
}

}  // namespace entente::cli
