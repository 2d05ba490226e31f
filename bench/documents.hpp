// The partnerships that are judged: samples as text, as JSON, and with half of what they say left
// out. A broken sample ends the run with what is wrong with it.
#pragma once

#include <string>

#include "cli/rule_set.hpp"
#include "engine/facts/document.hpp"
#include "engine/model/fact_base.hpp"

namespace entente::bench {

/// The shipped pack without its tests, loaded once.
[[nodiscard]] const cli::RuleSet& shipped_rules();

/// `samples/riverside/facts.yaml` as written.
[[nodiscard]] const std::string& riverside_yaml();

/// The same document as JSON.
[[nodiscard]] const std::string& riverside_json();

/// That JSON without every second fact, keys of records apart.
[[nodiscard]] const std::string& riverside_half_json();

/// From text to facts, as every command does it.
[[nodiscard]] engine::FactBase read(const std::string& text, const engine::Vocabulary& vocabulary);

}  // namespace entente::bench
