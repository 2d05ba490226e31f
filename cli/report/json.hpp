// A result as JSON, schema `entente.result/1` (docs/result.schema.json). Same result, same bytes.
#pragma once

#include <string>

#include "cli/report/json_writer.hpp"
#include "engine/result.hpp"

namespace entente::cli {

[[nodiscard]] std::string json_report(const engine::Result& result);

/// One proof as a JSON value.
void write_explanation(JsonWriter& out, const engine::Explanation& explanation);

/// A value as JSON: unknown and null are `null`, dates and durations are texts.
void write_value(JsonWriter& out, const engine::PlainValue& value);

}  // namespace entente::cli
