#include "engine/explain/answer_trial.hpp"

#include <algorithm>

#include "engine/evaluate/case_analysis.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"

namespace entente::engine {
namespace {

std::uint64_t matches_of(const Evaluation& evaluation) {
  return evaluation.relations ? evaluation.relations->matches : 0;
}

}  // namespace

AnswerTrial::AnswerTrial(const ProofSources& from, const Evaluation& evaluation)
    : from_(from),
      budget_(trial_limits),
      left_(std::min<std::uint64_t>(case_budget, match_budget / (matches_of(evaluation) + 1))) {}

std::optional<bool> AnswerTrial::brings_about(const SupposedFacts::Supposition& answers) {
  if (!asked_ || left_ == 0) return std::nullopt;
  --left_;
  std::vector<PathId> paths;
  for (const auto& [path, value] : answers) paths.push_back(path);
  SupposedFacts supposed(from_.program.vocabulary, from_.facts, paths);
  supposed.suppose(answers);
  const auto settled = settled_over(supposed.facts(), asked_, from_.program, budget_);
  if (budget_.exhausted()) return std::nullopt;
  return settled == brought_about;
}

}  // namespace entente::engine
