// How one rule was judged, for people who write rules: every condition with its value in the order
// judged, and nothing else.
#pragma once

#include <string>
#include <vector>

#include "engine/evaluate/step_recorder.hpp"
#include "engine/explain/explanation.hpp"

namespace entente::cli {

/// One line each: place, two blanks a level, text, value. Of a rule that is judged for each item
/// the list first, then each item under its heading.
[[nodiscard]] std::string run_trace(const std::vector<engine::RuleSteps>& steps,
                                    const engine::RuleProgram& rule,
                                    const engine::ProofSources& from);

}  // namespace entente::cli
