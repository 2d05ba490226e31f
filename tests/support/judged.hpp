// Rules and facts as text in, one line about each rule or scorecard out: for tables of cases.
// A text that cannot be read throws std::runtime_error with its diagnostics, which fails the test.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "engine/evaluate/judge_all.hpp"
#include "engine/load_rules.hpp"
#include "grammar/source.hpp"

namespace entente::tests {

/// A program from the text of one rule file; the head of the pack is put before it.
class LoadedText {
 public:
  explicit LoadedText(std::string_view rules);

  [[nodiscard]] const engine::Program& program() const { return *loaded_.program; }
  /// Reads a fact file in YAML or JSON, on 2026-11-01 unless it says another day.
  [[nodiscard]] engine::FactBase read(std::string_view facts) const;
  [[nodiscard]] const grammar::Sources& sources() const { return sources_; }

 private:
  grammar::Sources sources_;
  engine::LoadedRules loaded_;
};

/// Everything that can be explained is recorded.
[[nodiscard]] engine::EvaluateOptions all_recorded();

/// As evaluate(), for facts that are a case of those of which `supplied` was said.
[[nodiscard]] engine::Evaluation evaluate_as_case(const engine::Program& program,
                                                  const engine::FactBase& facts,
                                                  const engine::AsSupplied& supplied);

/// `met 1`, `unknown 0..1 may not count; missing a, b`, `not met 0 assumed`, `not applicable
/// (empty)`.
[[nodiscard]] std::string line_of(const engine::RuleJudgement& rule, const engine::FactBase& facts);
/// `50..100 exact; ready | not ready outer; missing a`.
[[nodiscard]] std::string line_of(const engine::ScorecardJudgement& card,
                                  const engine::Program& program, const engine::FactBase& facts);
/// `0.5`, `0..1`: rounded to three places.
[[nodiscard]] std::string text_of(const engine::Bounds& bounds);

/// A fact file from the inside of `facts: {…}`; what stands after a line break is the rest of the
/// file.
[[nodiscard]] std::string fact_file(std::string_view facts);

}  // namespace entente::tests
