#include "engine/explain/answer_trial.hpp"

#include <algorithm>

#include "engine/evaluate/case_analysis.hpp"
#include "engine/evaluate/missing_paths.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"

namespace entente::engine {
namespace {

std::uint64_t matches_of(const Evaluation& evaluation) {
  return evaluation.relations ? evaluation.relations->matches : 0;
}

}  // namespace

Truth there_is(const DerivedRelations& derived, std::uint32_t relation,
               std::span<const std::optional<Value>> items, const Program& program,
               std::vector<PathId>* missing) {
  const Extension& extension = derived.extensions[relation];
  if (extension.broken) return Truth::open;
  const auto asked = derived.pattern(program.relations[relation], items);
  const std::uint32_t sure = extension.sure.size();
  Truth best = Truth::no;
  for (std::uint32_t row = 0; row < sure + extension.possible.size(); ++row) {
    if (!may_be_same(extension.tuple(row), asked)) continue;
    if (row < sure) return Truth::yes;
    best = Truth::open;
    if (missing != nullptr) add_missing(*missing, derived.waits[extension.waits[row - sure]]);
  }
  return best;
}

Truth there_is_now(const JudgedAll& all, ExpressionEvaluator& evaluator, std::uint32_t relation,
                   std::span<const std::optional<Value>> items, const Program& program) {
  JudgedRules rules(all.rules);
  (void)evaluator.holds(relation, {}, rules);
  const auto relations = evaluator.relations();
  return relations ? there_is(*relations, relation, items, program) : Truth::open;
}

AnswerTrial::AnswerTrial(const ProofSources& from, const Evaluation& evaluation)
    : from_(from),
      budget_(trial_limits),
      constants_(from.program, from.facts, arena_, budget_),
      left_(std::min<std::uint64_t>(case_budget, match_budget / (matches_of(evaluation) + 1))) {}

void AnswerTrial::ask(Holds asked, DomainScope scope) {
  asked_ = std::move(asked);
  scope_ = std::move(scope);
  domains_.reset();
  beside_.clear();
}

Truth AnswerTrial::brings_about(const SupposedFacts::Supposition& answers) {
  if (is_used_up()) return Truth::open;
  --left_;
  SupposedFacts::Supposition all = answers;
  all.insert(beside_.begin(), beside_.end());
  std::vector<PathId> paths;
  for (const auto& [path, value] : all) paths.push_back(path);
  SupposedFacts supposed(from_.program.vocabulary, from_.facts, paths);
  supposed.suppose(all);
  const Settled if_it_holds = [&](const JudgedAll& judged, const FactBase& facts,
                                  ExpressionEvaluator& evaluator) -> std::optional<std::string> {
    if (!asked_(judged, facts, evaluator)) return std::nullopt;
    return "it holds";
  };
  if (settled_over(supposed.facts(), if_it_holds, from_.program, budget_)) return Truth::yes;
  return budget_.exhausted() ? Truth::open : Truth::no;
}

std::vector<Value> AnswerTrial::values_of(PathId fact) {
  if (from_.facts[fact].declaration == nullptr) return {};
  if (!domains_) domains_.emplace(from_.program, from_.facts, constants_, arena_, scope_);
  return domains_->of(fact).value_or(std::vector<Value>());
}

}  // namespace entente::engine
