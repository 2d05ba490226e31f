// `entente explain`: why, or why not, down to facts with their place, source and date.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/judging.hpp"
#include "cli/report/pages.hpp"
#include "grammar/suggest.hpp"

namespace entente::cli {
namespace {

struct ExplainOptions {
  JudgingOptions judging;
  std::string target;
};

[[noreturn]] void no_such_target(const std::string& target, const Judged& judged,
                                 const engine::Result& result) {
  std::vector<std::string> known;
  for (const engine::RuleProgram& rule : judged.program().rules) known.push_back(rule.id);
  for (const engine::Declaration& fact : judged.program().vocabulary.facts)
    known.push_back(fact.name);
  for (const engine::ResultCondition& condition : result.conditions)
    known.push_back(condition.verdict);
  throw Failure(Exit::wrong_use, fmt::format("`{}` is no rule, fact or verdict here{}", target,
                                             grammar::suggestion(target, known)));
}

/// The path itself, or the nearest one around it that the facts hold: a missing record has no
/// fields.
std::optional<engine::PathId> nearest_path(const engine::FactBase& facts, std::string path) {
  while (!path.empty()) {
    if (const auto found = facts.find(path)) return found;
    const std::size_t step = path.find_last_of(".[");
    path.resize(step == std::string::npos ? 0 : step);
  }
  return std::nullopt;
}

std::string page_of(const std::string& target, const Judged& judged) {
  const engine::Result result = judged.result();
  const engine::ProofSources proofs = judged.proofs();
  const auto rule = std::ranges::find(result.rules, target, &engine::ResultRule::id);
  if (rule != result.rules.end()) return rule_page(result, *rule, proofs);
  if (const auto path = nearest_path(*judged.facts, target))
    return fact_page(*path, result, proofs);
  const auto verdict =
      std::ranges::find(result.conditions, target, &engine::ResultCondition::verdict);
  if (verdict != result.conditions.end()) return verdict_page(result, *verdict);
  no_such_target(target, judged, result);
}

}  // namespace

void add_explain(Command& program) {
  auto& command = program.command("explain", "Why a rule, a fact or a verdict is what it is");
  auto options = std::make_shared<ExplainOptions>();
  add_judging_options(command, options->judging);
  command.argument("RULE-or-FACT-or-VERDICT", options->target,
                   "The id of a rule, the path of a fact, or a verdict in full");
  command.notes =
      "Examples:\n"
      "  entente explain riverside.yaml feedback.coverage\n"
      "  entente explain riverside.yaml 'parties[Westbrook].values'\n"
      "  entente explain riverside.yaml 'not ready'";
  command.run = [options](Console& console) {
    const Judged judged = judge(options->judging, engine::Recording::all, console);
    console.out << page_of(options->target, judged);
    return Exit::done;
  };
}

}  // namespace entente::cli
