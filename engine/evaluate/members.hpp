// What stands behind a dot or in brackets: fields, entries, properties of dates and durations,
// items.
#pragma once

#include "engine/evaluate/list_view.hpp"

namespace entente::engine {

/// `base.name`; of a list the list of its items' members.
[[nodiscard]] Value member_of(const Runtime& runtime, const Value& base, std::string_view name);
/// The field of a record or the entry of a context; null when the value has none of that name.
[[nodiscard]] const Value* own_member(const Vocabulary& vocabulary, const Value& value,
                                      std::string_view name);
/// `.year`, `.weekday`, `.hours`, `.start` of a known value that is no record, context or list.
[[nodiscard]] Value property(const Runtime& runtime, const Value& base, std::string_view name);
[[nodiscard]] Value property_of_unknown(const Runtime& runtime, const Unknown& base,
                                        std::string_view name);
/// `list[position]`: from 1, from the end when negative.
[[nodiscard]] Value item_of(const Runtime& runtime, const Value& base, const Value& position);

}  // namespace entente::engine
