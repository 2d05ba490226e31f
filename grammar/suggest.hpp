// "Did you mean": the known word nearest to one that is not known.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace entente::grammar {

/// The nearest of `known` by edit distance (a swap of neighbours counts one), ties by order of
/// letters; none when the distance is above a third of the longer word (at least 1, at most 3).
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<const std::string> known);

/// ``did you mean `x`?`` or an empty text.
[[nodiscard]] std::string did_you_mean(std::string_view word, std::span<const std::string> known);

/// ``; did you mean `x`?`` for the end of a message, or an empty text.
[[nodiscard]] std::string suggestion(std::string_view word, std::span<const std::string> known);

/// The same over words of the language.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<const std::string_view> known);
[[nodiscard]] std::string did_you_mean(std::string_view word,
                                       std::span<const std::string_view> known);

}  // namespace entente::grammar
