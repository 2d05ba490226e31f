// Whether answers really bring about what is asked: the facts are taken to have these values, and
// all is judged again, a bounded number of times. Judges with the engine; finds no answers itself.
#pragma once

#include <cstdint>
#include <optional>

#include "engine/evaluate/deciding_answers.hpp"
#include "engine/evaluate/supposed_facts.hpp"
#include "engine/explain/explanation.hpp"

namespace entente::engine {

/// That it holds, in a Settled.
inline constexpr std::string_view brought_about = "yes";

class AnswerTrial {
 public:
  /// `from` must outlive it.
  AnswerTrial(const ProofSources& from, const Evaluation& evaluation);

  /// From here on: whether `asked` comes to `brought_about`.
  void ask(Settled asked) { asked_ = std::move(asked); }
  /// None: it was not tried, since too many were, or nothing is asked.
  [[nodiscard]] std::optional<bool> brings_about(const SupposedFacts::Supposition& answers);

 private:
  const ProofSources& from_;
  Budget budget_;
  Settled asked_;
  std::uint64_t left_;
};

}  // namespace entente::engine
