// Private to grammar/: where words, numbers, texts and signs of a rule file begin and end.
// The X3 parsers of lexis.hpp stand on it, and so do the messages and the recovery after an error,
// which look at the text without a grammar. Never fails: what is no token is a `bad` one.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace entente::grammar {

enum class TokenKind {
  end,
  word,
  number,
  date,
  text,
  sign,
  open_text,   // a text without its closing quote; ends with the line
  bad_number,  // 12abc, 1.2.3
  bad_date,    // 2026-1-1
  bad          // a sign that the language does not have
};

struct Token {
  TokenKind kind = TokenKind::end;
  const char* begin = nullptr;
  const char* end = nullptr;

  [[nodiscard]] std::string_view text() const {
    return {begin, static_cast<std::size_t>(end - begin)};
  }
  [[nodiscard]] bool is(std::string_view wanted) const { return text() == wanted; }
};

/// The first byte that is neither blank nor inside a comment.
[[nodiscard]] const char* skip_blanks(const char* at, const char* last);
/// The token that begins exactly at `at`.
[[nodiscard]] Token scan(const char* at, const char* last);
/// The token after blanks and comments.
[[nodiscard]] inline Token next_token(const char* at, const char* last) {
  return scan(skip_blanks(at, last), last);
}
/// The end of a run of letters, digits and `_`; `at` itself when none stands there.
[[nodiscard]] const char* word_run(const char* at, const char* last);
/// Is a digit, a letter or `_` of ASCII, or part of a longer character.
[[nodiscard]] bool begins_word(const char* at, const char* last);

/// The text between the quotes with its escapes undone; `offsets`, when given, gets for each byte
/// of the result (and its end) the distance from `token.begin`. Returns the place of a broken
/// escape.
[[nodiscard]] const char* unescape(Token token, std::string& text,
                                   std::vector<std::uint32_t>* offsets = nullptr);

/// Where a comment begins that has no end.
[[nodiscard]] std::optional<std::size_t> find_open_comment(std::string_view text);

/// Adds the words between two places, ids with their dots also as a whole, and the texts.
void add_words(const char* at, const char* last, std::set<std::string, std::less<>>& words);

}  // namespace entente::grammar
