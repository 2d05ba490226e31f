// UTF-8 by the character, and how many terminal columns a text takes.
// Used where carets must stand under what they mark. Takes any bytes: a broken sequence counts as
// one character a byte. Knows wide (East Asian, emoji) and combining characters; no locale is read.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::grammar {

/// One code point and the offset after it; an invalid byte is U+FFFD.
struct DecodedCharacter {
  char32_t code = 0;
  std::size_t next = 0;
  bool valid = true;
};
[[nodiscard]] DecodedCharacter decode(std::string_view text, std::size_t at);

/// The offset after the character at `at`.
[[nodiscard]] std::size_t next_character(std::string_view text, std::size_t at);

/// Columns: 2 for a wide character, 0 for a combining one, 1 for all others (a tab counts 1).
[[nodiscard]] std::size_t text_width(std::string_view text);

/// The offset that lies up to `columns` further right, or left, than `at`; on a character's begin.
[[nodiscard]] std::size_t advance(std::string_view text, std::size_t at, std::size_t columns);
[[nodiscard]] std::size_t retreat(std::string_view text, std::size_t at, std::size_t columns);

/// On one line, without signs that steer a terminal: a line break or tab becomes a blank, other
/// controls their picture (`␛`), what turns the direction of writing `�`.
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace entente::grammar
