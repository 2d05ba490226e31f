#include "cli/explained_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "cli/report/wording.hpp"
#include "engine/evaluate/derivations.hpp"
#include "engine/evaluate/step_recorder.hpp"

namespace entente::cli {
namespace {

constexpr std::size_t deepest = 1'000;
// Unless said:
constexpr std::size_t usual_levels = 64;
constexpr std::size_t verdict_levels = 4;  // as far as the rules it rests on

std::size_t levels(const std::string& depth, const engine::Target& target) {
  if (depth.empty())
    return std::holds_alternative<engine::VerdictTarget>(target) ? verdict_levels : usual_levels;
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

/// A proof that does not stand is a fault of the program: nothing of it is shown.
void refuse_fault(const engine::Page& page) {
  if (!page.fault) return;
  throw Failure(Exit::world,
                fmt::format("this is a fault of the program, please report it: the proof of `{}` "
                            "does not stand: {}: {}",
                            page.name, page.fault->where, page.fault->why));
}

}  // namespace

engine::Page explained_page(const JudgingOptions& judging, const ExplainOptions& options,
                            Console& console) {
  if (!engine::keeps_derivations)
    throw Failure(Exit::wrong_use, "this build keeps no derivations, so it can explain nothing");
  const Judged judged = judge(judging, engine::Recording::all, console);
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
  return page;
}

}  // namespace entente::cli
