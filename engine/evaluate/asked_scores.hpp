// Which scores the verdicts of a scorecard ask, and the numbers they compare them with.
// Reads conditions as written: through `and`, `or`, `not`, `if`; a score inside arithmetic is
// asked, not cut.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/model/ratio.hpp"

namespace entente::engine {

/// A section, or none for the total.
using ScoreKey = std::optional<std::uint32_t>;

/// The cuts of each score asked; empty when it is compared with nothing that is known.
using AskedScores = std::map<ScoreKey, std::vector<Ratio>>;

[[nodiscard]] AskedScores find_asked_scores(const Program& program,
                                            const ScorecardProgram& scorecard,
                                            ExpressionEvaluator& evaluator,
                                            Environment& environment);

}  // namespace entente::engine
