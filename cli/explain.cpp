// `entente explain`: why, or why not, down to facts with their place, source and date.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/judging.hpp"
#include "cli/report/page.hpp"
#include "cli/report/wording.hpp"
#include "engine/evaluate/derivations.hpp"
#include "engine/evaluate/step_recorder.hpp"

namespace entente::cli {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::size_t verdict_levels = 4;  // unless said: as far as the rules it rests on

struct ExplainOptions {
  JudgingOptions judging;
  std::string target;
  std::string depth;
  std::string format = "text";
};

std::size_t levels(const std::string& depth, const engine::Target& target) {
  if (depth.empty())
    return std::holds_alternative<engine::VerdictTarget>(target) ? verdict_levels : deepest;
  std::size_t number = 0;
  const char* end = depth.data() + depth.size();
  const auto [stop, error] = std::from_chars(depth.data(), end, number);
  if (error != std::errc() || stop != end || number < 1 || number > deepest)
    throw Failure(Exit::wrong_use,
                  fmt::format("`--depth` takes a number from 1 to {}, not `{}`", deepest, depth));
  return number;
}

/// Missing facts in the order in which `assess` asks for them.
void rank(std::vector<engine::ResultMissing>& missing, const engine::Result& result) {
  std::vector<engine::ResultMissing> ranked;
  for (const Asked& asked : what_to_ask(result)) {
    const auto found =
        std::ranges::find(missing, asked.missing->fact, &engine::ResultMissing::fact);
    if (found != missing.end()) ranked.push_back(*found);
  }
  if (ranked.size() == missing.size()) missing = std::move(ranked);
}

std::string written(const engine::Page& page, const std::string& format) {
  if (format == "json") return page_json(page);
  if (format == "markdown") return page_markdown(page);
  if (format == "dot") return page_dot(page);
  return page_text(page);
}

/// A proof that does not stand is a fault of the program: nothing of it is shown.
void refuse_fault(const engine::Page& page) {
  if (!page.fault) return;
  throw Failure(Exit::world,
                fmt::format("this is a fault of the program, please report it: the proof of `{}` "
                            "does not stand: {}: {}",
                            page.name, page.fault->where, page.fault->why));
}

Exit explain(const ExplainOptions& options, Console& console) {
  if (!engine::keeps_derivations)
    throw Failure(Exit::wrong_use, "this build keeps no derivations, so it can explain nothing");
  const Judged judged = judge(options.judging, engine::Recording::all, console);
  engine::Arena arena;
  const engine::FoundTarget found =
      engine::find_target(options.target, judged.program(), judged.scorecard, *judged.facts, arena);
  if (!found.target) throw Failure(Exit::wrong_use, found.why);
  engine::StepRecorder recorder(judged.program(), *judged.facts, judged.evaluation);
  engine::ProofSources from = judged.proofs();
  from.evaluation = &judged.evaluation;
  from.recorder = &recorder;
  from.scorecard = judged.scorecard;
  from.depth = levels(options.depth, *found.target);
  engine::Page page = engine::make_page(*found.target, from);
  refuse_fault(page);
  if (const auto question = engine::open_question(*found.target, from))
    page.decided_by = engine::in_words(what_decides(judged, *question, arena), from);
  rank(page.waits_for, judged.result());
  console.out << written(page, options.format);
  return Exit::done;
}

}  // namespace

void add_explain(Command& program) {
  auto& command =
      program.command("explain", "Why something is what it is, and what would change it");
  auto options = std::make_shared<ExplainOptions>();
  add_judging_options(command, options->judging);
  command.argument("TARGET", options->target,
                   "A rule, RULE/CHECK, fact, definition, inference, relation, section or verdict "
                   "by its name; score; verdict");
  command.option("--depth", "N", options->depth, "How many levels of the proof to show");
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
  command.run = [options](Console& console) { return explain(*options, console); };
}

}  // namespace entente::cli
