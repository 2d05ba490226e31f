// JSON Schema in tests: a validator that is not ours (python3-jsonschema) has the last word.
#pragma once

#include <string>
#include <vector>

#include "engine/facts/document.hpp"

namespace entente::tests {

/// What the validator says of these JSON documents; empty when all of them are valid. A schema that
/// is no schema, or a validator that can't be run, is said too.
[[nodiscard]] std::string schema_mistakes(const std::string& schema,
                                          const std::vector<std::string>& documents);

/// A fact file as JSON, plain YAML scalars as the core schema of YAML 1.2 reads them.
[[nodiscard]] std::string as_json(const engine::DocumentNode& node);

}  // namespace entente::tests
