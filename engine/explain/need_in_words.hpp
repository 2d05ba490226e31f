// What it would take for a condition to come out as wanted, in words that a person can act on: made
// from its form and the recorded values of its operands. Judges nothing; private to engine/explain.
#pragma once

#include <map>
#include <string>

#include "engine/evaluate/bounds.hpp"
#include "engine/explain/explanation.hpp"

namespace entente::engine {

/// Words for the variables of a running unit.
using Named = std::map<std::uint32_t, std::string>;

/// "1 more in `common_values` (2 of 3)", "`champion` of Westbrook: name one", "`written` to be
/// yes", "`given_on` of Westbrook: a date on or after 2026-08-03 (now 2026-06-01)".
/// `named`: what variables of a function stand for, by slot.
[[nodiscard]] std::string need_in_words(const Trace& condition, bool wanted,
                                        const ProofSources& from, const Named& named);
/// The same of one that only has to be known, whatever it turns out to be.
[[nodiscard]] std::string known_in_words(const Trace& condition, const ProofSources& from,
                                         const Named& named);
/// What it would take for a credit of 100 %, by its amount where that was recorded.
[[nodiscard]] std::string credit_in_words(const Trace* amount, const Bounds& now,
                                          const ProofSources& from);
/// What a need calls the value of a step: `champion` of Westbrook.
[[nodiscard]] std::string subject_in_words(const Trace& step, const ProofSources& from,
                                           const Named& named);

/// The path of the one fact whose value the condition asks about; none: of several, or of what is
/// made of facts.
[[nodiscard]] PathId fact_asked(const Trace& condition, const ProofSources& from);

}  // namespace entente::engine
