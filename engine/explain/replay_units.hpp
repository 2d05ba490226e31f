// Units of clauses, which are not recorded with what they derive: each is judged with every step
// kept, and then replayed like any other proof. Private to engine/explain.
#pragma once

#include "engine/evaluate/list_view.hpp"
#include "engine/explain/replay_trace.hpp"

namespace entente::engine::replay {

class UnitReplay {
 public:
  UnitReplay(const ReplaySources& sources, ProofReplay& result);

  /// Its value for these variables. Throws Broken.
  Value judged(const Unit& unit, const Frame& locals);
  /// The items of a list, judged likewise.
  ListView items(const Unit& list, const Frame& locals);
  /// What was judged then says nothing.
  [[nodiscard]] bool exhausted() { return evaluator_.budget().exhausted(); }
  [[nodiscard]] Arena& arena() { return arena_; }

 private:
  /// The rules as the evaluation judged them.
  class JudgedRules final : public Environment {
   public:
    explicit JudgedRules(const Evaluation& evaluation) : evaluation_(evaluation) {}
    RuleSeen rule(std::uint32_t index) override;

   private:
    const Evaluation& evaluation_;
  };

  TraceReplay replay_;
  JudgedRules rules_;
  Arena arena_;
  ExpressionEvaluator evaluator_;
  Runtime runtime_;
};

}  // namespace entente::engine::replay
