// A proof for people: one line for each expression and its value, its reasons indented below it,
// facts with their place, date and source.
#pragma once

#include <string>

#include "engine/explain/explanation.hpp"

namespace entente::cli {

[[nodiscard]] std::string proof_text(const engine::Explanation& proof, std::size_t indent);

/// `riverside.yaml:14:7, 2026-03-01, "signed agreement, clause 4", by J. Okafor`; may be empty.
[[nodiscard]] std::string provenance(const engine::Explanation& leaf);

}  // namespace entente::cli
