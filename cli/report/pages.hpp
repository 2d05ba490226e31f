// One thing explained on a page: a rule, a fact, a verdict. For people who have to act on it.
#pragma once

#include <string>

#include "engine/result.hpp"

namespace entente::cli {

/// Why a rule has its outcome, what is missing for it, what to do.
[[nodiscard]] std::string rule_page(const engine::Result& result, const engine::ResultRule& rule,
                                    const engine::ProofSources& from);

/// What is known at a path, on what evidence, until when, and which rules read it.
[[nodiscard]] std::string fact_page(engine::PathId path, const engine::Result& result,
                                    const engine::ProofSources& from);

/// Why a verdict is certain, possible or out of reach.
[[nodiscard]] std::string verdict_page(const engine::Result& result,
                                       const engine::ResultCondition& condition);

}  // namespace entente::cli
