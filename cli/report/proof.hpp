// A proof for people: one line for each expression and its value, its reasons indented below it,
// facts with their place, date and source.
#pragma once

#include <string>

#include "engine/explain/explanation.hpp"

namespace entente::cli {

[[nodiscard]] std::string proof_text(const engine::Explanation& proof, std::size_t indent);

/// `✗ values in common: not met`, `enough: 3  (acme.rules:18:14)`; `…` at its end: it goes on.
[[nodiscard]] std::string proof_line(const engine::Explanation& proof);

/// `riverside.yaml:14:7, 2026-03-01, "signed agreement, clause 4", by J. Okafor`; may be empty.
[[nodiscard]] std::string provenance(const engine::Explanation& leaf);

}  // namespace entente::cli
