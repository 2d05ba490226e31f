// Diagnostics as JSON, schema `entente.check/1`: severity, code, message, place and notes of each.
#pragma once

#include <string>
#include <vector>

#include "cli/report/json_writer.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::cli {

[[nodiscard]] std::string diagnostics_json(const std::vector<grammar::Diagnostic>& diagnostics,
                                           const grammar::Sources& sources);

/// The list alone, as a JSON array.
void write_diagnostics(JsonWriter& out, const std::vector<grammar::Diagnostic>& diagnostics,
                       const grammar::Sources& sources);

/// "error", "lint" or "note".
[[nodiscard]] std::string_view severity_name(grammar::Severity severity);

}  // namespace entente::cli
