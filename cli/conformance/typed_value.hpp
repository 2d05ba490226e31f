// The values of conformance cases, {"t": "date", "v": "2026-11-01"}: read and compared.
// Numbers are equal within 1e-8, as in the kit's own runner; all else exactly.
#pragma once

#include <optional>
#include <string>

#include "engine/evaluate/expression_session.hpp"
#include "engine/facts/document.hpp"

namespace entente::cli {

/// A value with its type in words; `declared` says what an untyped text stands for. None after a
/// report.
[[nodiscard]] std::optional<engine::Value> read_typed_value(
    const engine::DocumentNode& node, const std::string& declared, engine::Arena& arena,
    std::vector<grammar::Diagnostic>& diagnostics);

/// Whether a case that expects `expected` is content with `came`.
[[nodiscard]] bool matches(const engine::Value& expected, const engine::Value& came);

}  // namespace entente::cli
