// `entente assess`: judge one partnership and report.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/judging.hpp"
#include "cli/report/json.hpp"
#include "cli/report/markdown.hpp"
#include "cli/report/run_trace.hpp"
#include "cli/report/text.hpp"
#include "cli/threshold.hpp"
#include "grammar/suggest.hpp"

namespace entente::cli {
namespace {

struct AssessOptions {
  JudgingOptions judging;
  ThresholdOptions threshold;
  std::string format = "text";
  std::string output;
  std::string explain;
  std::string trace;
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

/// How one rule was judged, in place of the result.
std::string traced(const std::string& id, const Judged& judged) {
  const engine::Program& program = judged.program();
  const auto rule = program.rule(id);
  if (!rule) {
    std::vector<std::string> known;
    for (const engine::RuleProgram& each : program.rules) known.push_back(each.id);
    throw Failure(Exit::wrong_use,
                  fmt::format("there is no rule `{}`{}", id, grammar::suggestion(id, known)));
  }
  engine::StepRecorder recorder(program, *judged.facts, judged.evaluation);
  return run_trace(recorder.rule(*rule), program.rules[*rule], judged.proofs());
}

Exit assess(const AssessOptions& options, Console& console) {
  if (!options.trace.empty() && (options.format != "text" || !options.explain.empty()))
    throw Failure(Exit::wrong_use,
                  "`--trace` prints text alone: it goes with neither `--format` nor `--explain`");
  refuse_as_output(options.output, options.judging);
  const Judged judged = judge(options.judging, recording(options), console);
  const engine::Result result = judged.result();
  const Exit exit = reached(options.threshold, result);
  const bool to_file = !options.output.empty() && options.output != "-";
  const std::string text = options.trace.empty()
                               ? written(result, options, console.colours.out && !to_file)
                               : traced(options.trace, judged);
  if (to_file) {
    write_output(options.output, text);
  } else {
    console.out << text;
  }
  return exit;
}

}  // namespace

void add_assess(Command& program) {
  auto& command = program.command("assess", "Judge one partnership by its facts");
  auto options = std::make_shared<AssessOptions>();
  add_judging_options(command, options->judging);
  command.choice("--format", {"text", "json", "markdown"}, options->format, "How to report");
  command.option("--output", "FILE", options->output,
                 "Write there, whole or not at all; - is standard output");
  add_threshold_options(command, options->threshold);
  command.choice("--explain", {"none", "failed", "all"}, options->explain,
                 "Which checks to prove: text none, json all");
  command.option("--trace", "RULE", options->trace,
                 "Print how this rule was judged, each condition with its value, and no result");
  command.notes =
      "Exit codes: 0 done, and the threshold asked for is reached; 1 below it; 2 wrong use or\n"
      "input; 3 undecided, more facts can tip it; 5 writing failed.\n\n"
      "Example:\n"
      "  entente assess riverside.yaml --rules acme.rules --fail-under 60 --format json";
  command.run = [options](Console& console) { return assess(*options, console); };
}

}  // namespace entente::cli
