#include "cli/judging.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <iterator>

#include "cli/clock.hpp"
#include "cli/files.hpp"
#include "cli/set_fact.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"
#include "engine/facts/read_facts.hpp"
#include "grammar/suggest.hpp"

namespace entente::cli {
namespace {

/// The one scorecard of the first pack that has any, used packs before those that use them. Of
/// several none is the first: the order of cards carries no meaning.
std::uint32_t only_scorecard(const engine::Program& program) {
  std::vector<std::string> equals;
  for (const engine::ScorecardProgram& card : program.scorecards) {
    if (card.pack == program.scorecards.front().pack) equals.push_back(card.id);
  }
  if (equals.size() == 1) return 0;
  std::ranges::sort(equals);
  throw Failure(Exit::wrong_use,
                fmt::format("these rules have several scorecards; choose one by `--scorecard`: {}",
                            fmt::join(equals, ", ")));
}

std::uint32_t chosen_scorecard(const engine::Program& program, const std::string& id) {
  if (program.scorecards.empty())
    throw Failure(Exit::wrong_use, "these rules have no scorecard to judge by");
  if (id.empty()) return only_scorecard(program);
  if (const auto index = program.scorecard(id)) return *index;
  std::vector<std::string> known;
  for (const engine::ScorecardProgram& card : program.scorecards) known.push_back(card.id);
  throw Failure(Exit::wrong_use,
                fmt::format("there is no scorecard `{}`{}", id, grammar::suggestion(id, known)));
}

/// Facts that were meant for other rules.
void note_default_rules(std::vector<grammar::Diagnostic>& diagnostics) {
  const auto is_unknown_name = [](const grammar::Diagnostic& diagnostic) {
    return diagnostic.code == "E511" || diagnostic.code == "E512";
  };
  const auto first = std::ranges::find_if(diagnostics, is_unknown_name);
  if (first == diagnostics.end()) return;
  first->notes.push_back(
      {fmt::format("the rules are those of the pack `{}`; `--rules` names others", default_pack),
       std::nullopt});
}

engine::ReadFacts read(const JudgingOptions& options, RuleSet& rules, const Console& console) {
  const std::string name = options.facts == "-" ? "standard input" : options.facts;
  const grammar::FileId file = rules.sources.add(name, read_input(options.facts, console));
  engine::ReadDocument document = engine::read_document(rules.sources, file);
  refuse_errors(console, document.diagnostics, rules.sources);
  engine::ReadFactsOptions reading;
  reading.run_date = run_date();
  if (!options.today.empty()) reading.today = required_date(options.today);
  set_facts(document.root, options.set, reading, *rules.loaded.program, rules.sources, console);
  engine::ReadFacts read =
      engine::read_facts(document.root, rules.loaded.program->vocabulary, reading);
  read.diagnostics.insert(read.diagnostics.begin(), document.diagnostics.begin(),
                          document.diagnostics.end());
  grammar::settle(read.diagnostics);
  if (options.rules.empty()) note_default_rules(read.diagnostics);
  refuse_errors(console, read.diagnostics, rules.sources);
  if (!read.facts) throw Failure(Exit::wrong_use, "the facts cannot be used");
  return read;
}

}  // namespace

void refuse_as_output(const std::string& output, const JudgingOptions& options) {
  namespace fs = std::filesystem;
  if (output.empty() || output == "-") return;
  std::error_code error;
  std::vector<fs::path> inputs{options.facts};
  for (const std::string& rules : options.rules) {
    if (!fs::is_directory(rules, error)) {
      inputs.emplace_back(rules);
      continue;
    }
    const auto files = rule_files(rules);
    inputs.insert(inputs.end(), files.begin(), files.end());
  }
  for (const fs::path& input : inputs)
    if (fs::is_regular_file(input, error) && fs::equivalent(output, input, error))
      throw Failure(Exit::wrong_use,
                    fmt::format("`--output {}` would overwrite what is read", output));
}

void add_input_options(Command& command, JudgingOptions& options) {
  command.repeated_option("--rules", "FILE-or-FOLDER", options.rules,
                          "Rule file or folder, may be repeated; without it the shipped pack");
  command.option("--today", "DATE", options.today,
                 "The day to judge for; beats the one in the facts");
  command.repeated_option("--set", "'PATH=VALUE'", options.set,
                          "A fact to judge by instead, may be repeated");
}

void add_judging_options(Command& command, JudgingOptions& options) {
  command.argument("FACTS", options.facts,
                   "Facts of one partnership, YAML or JSON; - reads standard input");
  add_input_options(command, options);
  command.option("--scorecard", "ID", options.scorecard,
                 "Which scorecard, where the rules have several");
  command.choice("--bounds", {"fast", "tight"}, options.bounds,
                 "fast, or tight: facts that are read twice are tried case by case");
}

Judged judge(const JudgingOptions& options, engine::Recording recording, const Console& console) {
  Judged judged;
  judged.rules = require_rule_set(options.rules, Tests::left_out, console);
  judged.scorecard = chosen_scorecard(judged.program(), options.scorecard);
  engine::ReadFacts read_facts = read(options, *judged.rules, console);
  judged.facts = std::move(read_facts.facts);
  // A rule that no scorecard asks judges nothing: whoever wrote it thinks that it does.
  std::ranges::copy_if(judged.rules->loaded.diagnostics, std::back_inserter(judged.noticed),
                       [](const grammar::Diagnostic& each) { return each.code == "W708"; });
  std::ranges::move(read_facts.diagnostics, std::back_inserter(judged.noticed));
  engine::EvaluateOptions evaluating;
  evaluating.record = recording;
  evaluating.tight = options.bounds == "tight";
  judged.evaluation = engine::evaluate(judged.program(), *judged.facts, evaluating);
  return judged;
}

std::vector<engine::DecidingAnswer> what_decides(const Judged& judged,
                                                 const engine::OpenQuestion& question,
                                                 engine::Arena& arena) {
  const auto& relations = judged.evaluation.relations;
  return engine::deciding_answers(judged.program(), *judged.facts, question,
                                  relations ? relations->matches : 0, arena);
}

}  // namespace entente::cli
