// Replays all that was recorded of an evaluation by the independent checker, and counts. A proof
// that is not accepted is a test failure, the first few with what they are about.
#pragma once

#include <string>
#include <string_view>

#include "engine/explain/proof_checker.hpp"

namespace entente::tests {

class Acceptance {
 public:
  /// Every rule, scorecard and tuple.
  void check(const std::string& about, const engine::Evaluation& evaluation,
             const engine::ProofSources& from);
  void add(const std::string& about, const engine::ProofReplay& replay);
  void print(std::string_view what) const;

  [[nodiscard]] int tuples() const { return tuples_; }
  /// Proofs that were replayed in full.
  [[nodiscard]] int complete() const { return complete_; }
  [[nodiscard]] int refused() const { return refused_; }

 private:
  int proofs_ = 0, complete_ = 0, refused_ = 0, tuples_ = 0;
  std::size_t checked_ = 0, beyond_ = 0;
};

}  // namespace entente::tests
