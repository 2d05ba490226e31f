// Rules and facts as text in, pages about what they come to out. A text that cannot be read, or a
// target that is not there, throws std::runtime_error, which fails the test.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/evaluate/step_recorder.hpp"
#include "engine/explain/page.hpp"
#include "tests/support/judged.hpp"

namespace entente::tests {

/// Judged with everything recorded.
class Explained {
 public:
  Explained(std::string_view rules, std::string_view facts);

  engine::FoundTarget find(std::string_view text);
  engine::Page page(std::string_view text);
  /// `a: yes settles it: met; …`
  std::string decided_by(std::string_view text);

  engine::Evaluation& evaluation() { return evaluation_; }
  const engine::Program& program() { return loaded_.program(); }

 private:
  LoadedText loaded_;
  engine::FactBase facts_;
  engine::Evaluation evaluation_;
  engine::Arena arena_;
  std::optional<engine::StepRecorder> recorder_;
  std::optional<engine::ProofSources> from_;
};

}  // namespace entente::tests
