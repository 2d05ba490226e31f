// Whether answers really bring about what is asked: the facts are taken to have these values, and
// all is judged again, a bounded number of times. Knows which values of a fact have to be told
// apart; judges with the engine, and finds no answers itself.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/evaluate/deciding_answers.hpp"
#include "engine/evaluate/supposed_facts.hpp"
#include "engine/explain/condition_tree.hpp"
#include "engine/explain/explanation.hpp"

namespace entente::engine {

/// Whether what is asked holds, as all is judged over these facts.
using Holds = std::function<bool(const JudgedAll&, const FactBase&, ExpressionEvaluator&)>;

/// Whether a relation has such a tuple, an absent item being anything. Open: it is not known, or
/// the relation came to nothing. Adds what possible ones wait for.
[[nodiscard]] Truth there_is(const DerivedRelations& derived, std::uint32_t relation,
                             std::span<const std::optional<Value>> items, const Program& program,
                             std::vector<PathId>* missing = nullptr);
/// The same, of what was just judged.
[[nodiscard]] Truth there_is_now(const JudgedAll& all, ExpressionEvaluator& evaluator,
                                 std::uint32_t relation,
                                 std::span<const std::optional<Value>> items,
                                 const Program& program);

class AnswerTrial {
 public:
  /// `from` must outlive it.
  AnswerTrial(const ProofSources& from, const Evaluation& evaluation);

  /// From here on: whether `asked` holds, which rests on what is in `scope`.
  void ask(Holds asked, DomainScope scope);
  /// Answers that are given in each trial beside those tried.
  void give_beside(SupposedFacts::Supposition answers) { beside_ = std::move(answers); }

  /// Open: no more can be tried.
  [[nodiscard]] Truth brings_about(const SupposedFacts::Supposition& answers);
  [[nodiscard]] bool is_used_up() const { return left_ == 0 || budget_.exhausted(); }
  /// Values of a fact that what is asked may tell apart; empty where no finite set of them does.
  [[nodiscard]] std::vector<Value> values_of(PathId fact);

 private:
  const ProofSources& from_;
  Budget budget_;
  Arena arena_;
  ExpressionEvaluator constants_;
  Holds asked_;
  DomainScope scope_;
  std::optional<FactDomains> domains_;
  SupposedFacts::Supposition beside_;
  std::uint64_t left_;
};

}  // namespace entente::engine
