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
/// The keys beside a `null`: which facts are missing, or which null it is.
void write_absence(JsonWriter& out, const engine::PlainValue& value);

void write_bounds(JsonWriter& out, const engine::Bounds& bounds);
void write_missing(JsonWriter& out, const engine::ResultMissing& missing);
void write_action(JsonWriter& out, const engine::ResultAction& action);
/// As every number is printed: rounded half even to six places.
[[nodiscard]] std::string json_decimal(const engine::Ratio& ratio);

}  // namespace entente::cli
