#include "tests/support/judged.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/evaluate/case_analysis.hpp"
#include "engine/evaluate/missing_paths.hpp"
#include "engine/facts/read_facts.hpp"
#include "grammar/ast_print.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::tests {
namespace {

using namespace engine;

void refuse_errors(const std::vector<grammar::Diagnostic>& diagnostics,
                   const grammar::Sources& sources) {
  if (!grammar::has_errors(diagnostics)) return;
  std::string all;
  for (const auto& diagnostic : diagnostics) all += grammar::render(diagnostic, sources);
  throw std::runtime_error(all);
}

std::string missing_text(const std::vector<PathId>& missing, const FactBase& facts) {
  std::string text;
  for (const auto path : missing) text += (text.empty() ? "; missing " : ", ") + facts[path].text;
  return text;
}

}  // namespace

LoadedText::LoadedText(std::string_view rules) {
  std::string text("language 1\npack trial 1.0 \"A trial\"\n");
  const auto file = sources_.add("trial.rules", text.append(rules));
  loaded_ = load_rules(sources_, std::vector{file});
  refuse_errors(loaded_.diagnostics, sources_);
}

FactBase LoadedText::read(std::string_view facts) const {
  grammar::Sources sources;
  const auto file = sources.add("trial.yaml", std::string(facts));
  const auto document = read_document(sources, file);
  refuse_errors(document.diagnostics, sources);
  auto read = read_facts(document.root, program().vocabulary, {std::nullopt, {20'758}});
  refuse_errors(read.diagnostics, sources);
  return std::move(*read.facts);
}

EvaluateOptions all_recorded() {
  EvaluateOptions options;
  options.record = Recording::all;
  return options;
}

Evaluation evaluate_as_case(const Program& program, const FactBase& facts,
                            const AsSupplied& supplied) {
  Evaluation evaluation;
  evaluation.arena = std::make_unique<Arena>();
  ExpressionEvaluator evaluator(program, facts, *evaluation.arena);
  auto all = judge_all(program, facts, evaluator, *evaluation.arena, {true, &supplied});
  try_cases(program, facts, {}, 0, all);
  for (auto& rule : all.rules) evaluation.rules.push_back(std::move(rule.judgement));
  for (auto& scorecard : all.scorecards) {
    scorecard.judgement.missing = as_reported(facts, scorecard.missing);
    evaluation.scorecards.push_back(std::move(scorecard.judgement));
  }
  return evaluation;
}

std::string text_of(const Bounds& bounds) {
  const auto low = to_decimal_text(bounds.low, 3);
  return bounds.is_point() ? low : low + ".." + to_decimal_text(bounds.high, 3);
}

std::string line_of(const RuleJudgement& rule, const FactBase& facts) {
  std::string line(grammar::outcome_name(rule.outcome));
  if (rule.counts) line += " " + text_of(rule.credit);
  if (rule.may_not_count) line += " may not count";
  if (rule.assumed) line += " assumed";
  if (rule.empty_list) line += " (empty)";
  return line + missing_text(rule.missing, facts);
}

std::string line_of(const ScorecardJudgement& card, const Program& program, const FactBase& facts) {
  std::string line("not assessable");
  if (card.score) {
    line = text_of(*card.score) + (card.score->exact ? " exact; " : " outer; ");
    const auto& verdicts = program.scorecards[card.scorecard].verdicts;
    std::string names;
    for (const auto verdict : card.verdicts) {
      names += (names.empty() ? "" : " | ") + verdicts[verdict].name;
    }
    if (card.may_be_not_assessable)
      names += (names.empty() ? "" : " | ") + std::string("not assessable");
    line += names + (card.verdicts_exact ? " exact" : " outer");
  }
  return line + missing_text(card.missing, facts);
}

std::string fact_file(std::string_view facts) {
  const auto end = std::min(facts.find('\n'), facts.size());
  std::string file("today: 2026-11-01\nfacts: {");
  return file.append(facts.substr(0, end)).append("}").append(facts.substr(end)).append("\n");
}

}  // namespace entente::tests
