#include "engine/evaluate/settled_lints.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/evaluate/evaluation.hpp"
#include "engine/evaluate/node_walk.hpp"
#include "engine/facts/read_facts.hpp"

namespace entente::engine {
namespace {

/// What a check comes to for every item; none when that is open.
std::optional<Outcome> settled(const RuleJudgement& rule, std::size_t check) {
  std::optional<Outcome> found;
  const auto agrees = [&](const ItemJudgement& item) {
    if (check >= item.checks.size()) return false;
    const Outcome outcome = item.checks[check].outcome;
    if (!found) found = outcome;
    return outcome == *found && has(any_of(Outcome::met, Outcome::not_met), outcome);
  };
  const bool all = std::ranges::all_of(rule.items, agrees) && (!rule.rest || agrees(*rule.rest));
  return all ? found : std::nullopt;
}

/// Another value of a parameter can open what this one settles, here or in a rule that is asked.
bool reads_a_parameter(const Program& program, NodeId root) {
  bool found = false;
  std::vector<std::uint32_t> asked;
  NodeWalk walk(program, [&](NodeId node) {
    found = found || program[node].op == Op::parameter;
    if (program[node].op == Op::rule_is) asked.push_back(program[node].a);
  });
  walk.from(root);
  while (!asked.empty()) {
    const std::uint32_t rule = asked.back();
    asked.pop_back();
    walk_rule(program.rules[rule], walk);
  }
  return found;
}

class Finder {
 public:
  Finder(const Program& program, const Evaluation& judged,
         std::vector<grammar::Diagnostic>& diagnostics)
      : program_(program), judged_(judged), diagnostics_(diagnostics) {}

  void run() {
    for (std::size_t i = 0; i < program_.rules.size(); ++i) checks(i);
    // These are measured without what `unknown counts as` assumes.
    const auto assumes = [](const RuleProgram& rule) { return rule.unknown_counts_as.has_value(); };
    if (std::ranges::any_of(program_.rules, assumes)) return;
    for (std::size_t i = 0; i < program_.scorecards.size(); ++i) verdicts(i);
  }

 private:
  void checks(std::size_t index) {
    const auto& written = program_.rules[index].checks;
    for (std::size_t i = 0; i < written.size(); ++i) {
      const auto outcome = settled(judged_.rules[index], i);
      const NodeId condition = written[i].condition.root;
      if (!outcome || reads_a_parameter(program_, condition)) continue;
      lint("W721", program_.origins[static_cast<std::size_t>(condition)],
           fmt::format("this check is always {}, whatever the facts",
                       outcome == Outcome::met ? "yes" : "no"));
    }
  }

  void verdicts(std::size_t index) {
    const auto& card = program_.scorecards[index];
    const auto& judged = judged_.scorecards[index];
    if (!judged.score) return;
    for (std::uint32_t i = 0; i < card.verdicts.size(); ++i) {
      const auto& verdict = card.verdicts[i];
      if (std::ranges::count(judged.verdicts, i) > 0) continue;
      const NodeId condition = verdict.condition.root;
      const bool otherwise = condition == NodeId::none;
      if (!otherwise && reads_a_parameter(program_, condition)) continue;
      lint("W722", otherwise ? card.span : program_.origins[static_cast<std::size_t>(condition)],
           fmt::format("verdict `\"{}\"` is never reached, whatever the facts", verdict.name));
    }
  }

  void lint(std::string code, grammar::Span span, std::string message) {
    auto& added = diagnostics_.emplace_back();
    added.severity = grammar::Severity::lint;
    added.code = std::move(code);
    added.span = span;
    added.message = std::move(message);
  }

  const Program& program_;
  const Evaluation& judged_;
  std::vector<grammar::Diagnostic>& diagnostics_;
};

}  // namespace

void find_settled(const Program& program, std::vector<grammar::Diagnostic>& diagnostics) {
  auto anything = read_given({}, program.vocabulary, {});
  if (!anything.facts) return;
  anything.facts->any_file = true;
  EvaluateOptions options;
  options.tight = false;
  Finder(program, evaluate(program, *anything.facts, options), diagnostics).run();
}

}  // namespace entente::engine
