// From the options of a command to a judged partnership: rules, facts, evaluation, result.
// Everything that the result and later explanations refer to is owned here.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/rule_set.hpp"
#include "engine/explain/page.hpp"
#include "engine/model/fact_base.hpp"
#include "engine/result.hpp"

namespace entente::cli {

struct JudgingOptions {
  std::string facts;
  std::vector<std::string> rules;
  std::string scorecard;
  std::string today;
  std::string bounds = "tight";
  std::vector<std::string> set;
};

/// Declares --rules, --today and --set.
void add_input_options(Command& command, JudgingOptions& options);

/// Declares these, FACTS, --scorecard and --bounds.
void add_judging_options(Command& command, JudgingOptions& options);

/// Gives up (exit 2) where the output would take the place of a file that is read.
void refuse_as_output(const std::string& output, const JudgingOptions& options);

struct Judged {
  std::unique_ptr<RuleSet> rules;
  std::optional<engine::FactBase> facts;
  engine::Evaluation evaluation;
  std::uint32_t scorecard = 0;
  std::vector<grammar::Diagnostic> noticed;  // lints of the facts; rules that nothing asks

  [[nodiscard]] const engine::Program& program() const { return *rules->loaded.program; }
  [[nodiscard]] engine::ProofSources proofs() const { return {program(), *facts, rules->sources}; }
  [[nodiscard]] engine::Result result() const {
    return engine::make_result(proofs(), evaluation, scorecard, noticed);
  }
};

/// Gives up with exit code 2 on any mistake in rules, facts or options.
[[nodiscard]] Judged judge(const JudgingOptions& options, engine::Recording recording,
                           const Console& console);

/// Judges anew with each answer that may decide the question. The values lie in `arena`.
[[nodiscard]] std::vector<engine::DecidingAnswer> what_decides(const Judged& judged,
                                                               const engine::OpenQuestion& question,
                                                               engine::Arena& arena);

}  // namespace entente::cli
