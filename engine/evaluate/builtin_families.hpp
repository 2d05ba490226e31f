// The built-in functions by family; call_builtin() picks one. In all of them `args` has at least as
// many values as the table of built-ins asks for. Private to engine/evaluate.
#pragma once

#include "engine/evaluate/builtin_functions.hpp"

namespace entente::engine {

/// The answer when a built-in cannot go on: the strongest null among the arguments, or an unknown
/// when something is missing in them. None when all is known. Bit i of `nulls_are_values` excepts
/// argument i.
[[nodiscard]] std::optional<Value> strict(const Runtime& runtime, Builtin builtin, Arguments args,
                                          unsigned nulls_are_values = 0);

/// Surely of this kind and no null, known or not: then a known argument that no value of it goes
/// with decides.
[[nodiscard]] bool surely(const Value& value, KindSet kinds);

/// The same, but its numbers lie within these bounds; a known answer stays as it is.
[[nodiscard]] Value bounded(const Runtime& runtime, const Value& answer, const Interval& interval);
/// The same, but its texts are among these.
[[nodiscard]] Value one_of_texts(const Runtime& runtime, const Value& answer,
                                 std::span<const std::string_view> texts);

// aggregates: one list, or the values themselves
[[nodiscard]] Value count_of(const Runtime& runtime, Arguments args);
[[nodiscard]] Value sum_of(const Runtime& runtime, Arguments args, bool total);
[[nodiscard]] Value mean_of(const Runtime& runtime, Arguments args);
/// The least (sign -1) or the greatest (sign 1).
[[nodiscard]] Value extreme_of(const Runtime& runtime, Arguments args, int sign);
/// all (every) or any.
[[nodiscard]] Value all_or_any(const Runtime& runtime, Arguments args, bool every);
[[nodiscard]] Value statistic(const Runtime& runtime, Builtin builtin, Arguments args);
/// The list an aggregate is taken of.
[[nodiscard]] Value list_argument(const Runtime& runtime, Arguments args);

[[nodiscard]] Value contains_item(const Runtime& runtime, const Value& list, const Value& item);
[[nodiscard]] Value list_function(FunctionCaller& caller, Builtin builtin, Arguments args);
[[nodiscard]] Value set_function(const Runtime& runtime, Builtin builtin, Arguments args);

[[nodiscard]] Value number_function(const Runtime& runtime, Builtin builtin, Arguments args);
[[nodiscard]] Value text_function(const Runtime& runtime, Builtin builtin, Arguments args);
[[nodiscard]] Value pattern_function(const Runtime& runtime, Builtin builtin, Arguments args);
[[nodiscard]] Value conversion(const Runtime& runtime, Builtin builtin, Arguments args);
[[nodiscard]] Value calendar_function(const Runtime& runtime, Builtin builtin, Arguments args);
[[nodiscard]] Value range_function(const Runtime& runtime, Builtin builtin, Arguments args);
[[nodiscard]] Value context_function(const Runtime& runtime, Builtin builtin, Arguments args);
/// `range("[1..3]")`
[[nodiscard]] Value range_from_text(const Runtime& runtime, std::string_view text);

/// As FEEL's `string` writes it.
[[nodiscard]] std::string feel_text(const Value& value, const Vocabulary& vocabulary);
/// A number that is whole and fits; none for all else.
[[nodiscard]] std::optional<std::int64_t> whole_number(const Value& value);
/// A number with its decimals cut off, as positions and lengths are read; none for all else.
[[nodiscard]] std::optional<std::int64_t> cut_number(const Value& value);

}  // namespace entente::engine
