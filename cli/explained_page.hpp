// Judges a partnership and makes the page that explains one thing of it, with what single answers
// would settle. Owns nothing that outlives the call; prints nothing.
#pragma once

#include <string>

#include "cli/judging.hpp"
#include "engine/explain/page.hpp"

namespace entente::cli {

struct ExplainOptions {
  std::string target;  // what `entente explain` takes
  std::string depth;   // levels of the proof, 1 to 1,000; empty: as many as suit the target
};

/// Every proof on it was replayed. Gives up with exit code 2 on a target or depth that is none, and
/// with 5 when a proof does not stand.
[[nodiscard]] engine::Page explained_page(const JudgingOptions& judging,
                                          const ExplainOptions& options, Console& console);

}  // namespace entente::cli
