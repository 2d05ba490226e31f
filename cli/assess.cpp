// `entente assess`: judge one partnership and report.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/judging.hpp"
#include "cli/report/json.hpp"
#include "cli/report/markdown.hpp"
#include "cli/report/text.hpp"
#include "cli/threshold.hpp"

namespace entente::cli {
namespace {

struct AssessOptions {
  JudgingOptions judging;
  ThresholdOptions threshold;
  std::string format = "text";
  std::string output;
  std::string explain;
};

/// What is recorded: for people nothing unless asked, in JSON everything unless told otherwise.
engine::Recording recording(const AssessOptions& options) {
  if (options.explain == "none") return engine::Recording::none;
  if (options.explain == "failed") return engine::Recording::failed;
  if (options.explain == "all") return engine::Recording::all;
  return options.format == "json" ? engine::Recording::all : engine::Recording::none;
}

std::string written(const engine::Result& result, const AssessOptions& options, bool colour) {
  if (options.format == "json") return json_report(result);
  if (options.format == "markdown") return markdown_report(result);
  return text_report(result, {.colour = colour, .proofs = !options.explain.empty()});
}

Exit assess(const AssessOptions& options, Console& console) {
  const Judged judged = judge(options.judging, recording(options), console);
  const engine::Result result = judged.result();
  const Exit exit = reached(options.threshold, result);
  const bool to_file = !options.output.empty();
  const std::string text = written(result, options, console.colours.out && !to_file);
  if (to_file) {
    write_output(options.output, text);
  } else {
    console.out << text;
  }
  return exit;
}

}  // namespace

void add_assess(CLI::App& app, Command& chosen) {
  auto* command = app.add_subcommand("assess", "Judge one partnership by its facts");
  auto options = std::make_shared<AssessOptions>();
  add_judging_options(*command, options->judging);
  command->add_option("--format", options->format, "How to report")
      ->check(CLI::IsMember({"text", "json", "markdown"}))
      ->capture_default_str();
  command->add_option("--output", options->output, "Write there, whole or not at all")
      ->type_name("FILE");
  add_threshold_options(*command, options->threshold);
  command->add_option("--explain", options->explain, "Which checks to prove: text none, json all")
      ->check(CLI::IsMember({"none", "failed", "all"}));
  command->footer(
      "Exit codes: 0 done, and the threshold asked for is reached; 1 below it; 2 wrong use or\n"
      "input; 3 undecided, more facts can tip it; 5 writing failed.\n\n"
      "Example:\n"
      "  entente assess riverside.yaml --rules acme.rules --fail-under 60 --format json");
  command->callback([options, &chosen] {
    chosen = [options](Console& console) { return assess(*options, console); };
  });
}

}  // namespace entente::cli
