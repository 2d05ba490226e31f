// One scalar of a fact file -> a value of its declared type. Private to engine/facts.
#pragma once

#include <optional>

#include "engine/facts/document.hpp"
#include "engine/facts/reports.hpp"
#include "engine/model/value.hpp"

namespace entente::engine {

/// None after a report. Null, lists, records and references are not for here.
[[nodiscard]] std::optional<Value> read_scalar(const DocumentNode& node,
                                               const Vocabulary& vocabulary, TypeId type,
                                               const Declaration* declaration, Arena& arena,
                                               Reports& reports);

/// A date written in any part of a fact file; none after a report.
[[nodiscard]] std::optional<Date> read_date(const DocumentNode& node, Reports& reports);

/// The key of a record as text, numbers in their shortest form; none when it can't be one of this
/// type.
[[nodiscard]] std::optional<std::string> read_key(const DocumentNode& node, const Type& type);

/// ``, found `last spring` `` and the like, to end a message.
[[nodiscard]] std::string found_text(const DocumentNode& node);

/// `90 days`, `3 months`, P3M: a duration as people and FEEL write it; none when the text is
/// neither.
[[nodiscard]] std::optional<Value> parse_duration(std::string_view text, Arena& arena);

}  // namespace entente::engine
