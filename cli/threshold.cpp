#include "cli/threshold.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grammar/suggest.hpp"

namespace entente::cli {
namespace {

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

bool may_be_not_assessable(const engine::Result& result) {
  return result.verdict && contains(result.verdict->possible, engine::not_assessable);
}

Exit score_reached(const std::string& text, const engine::Result& result) {
  const auto number = engine::Number::parse(text);
  if (!number) throw Failure(Exit::wrong_use, fmt::format("`--fail-under {}`: not a number", text));
  if (!result.score) return Exit::below;
  const engine::Ratio threshold = engine::to_ratio(*number);
  if (result.score->high < threshold) return Exit::below;
  if (result.score->low < threshold || may_be_not_assessable(result)) return Exit::undecided;
  return Exit::done;
}

void require_verdict(const std::string& verdict, const engine::Result& result) {
  std::vector<std::string> known;
  for (const engine::ResultCondition& condition : result.conditions)
    known.push_back(condition.verdict);
  known.emplace_back(engine::not_assessable);
  if (contains(known, verdict)) return;
  throw Failure(Exit::wrong_use,
                fmt::format("`{}` is not a verdict of the scorecard `{}`{}", verdict,
                            result.scorecard, grammar::suggestion(verdict, known)));
}

Exit verdict_reached(const std::string& verdict, const engine::Result& result) {
  require_verdict(verdict, result);
  if (!result.verdict || !contains(result.verdict->possible, verdict)) return Exit::below;
  return result.verdict->certain == verdict ? Exit::done : Exit::undecided;
}

}  // namespace

void add_threshold_options(Command& command, ThresholdOptions& options) {
  command.option("--fail-under", "N", options.fail_under,
                 "Exit 1 below this score, 3 if undecided");
  command.option("--expect", "VERDICT", options.expect,
                 "Exit 1 unless this verdict is certain, 3 if possible");
}

Exit reached(const ThresholdOptions& options, const engine::Result& result) {
  std::vector<Exit> exits{Exit::done};
  if (!options.fail_under.empty()) exits.push_back(score_reached(options.fail_under, result));
  if (!options.expect.empty()) exits.push_back(verdict_reached(options.expect, result));
  for (const Exit worse : {Exit::below, Exit::undecided}) {
    if (std::ranges::find(exits, worse) != exits.end()) return worse;
  }
  return Exit::done;
}

}  // namespace entente::cli
