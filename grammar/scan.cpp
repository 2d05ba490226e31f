#include "grammar/scan.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "grammar/text_width.hpp"

namespace entente::grammar {
namespace {

bool is_digit(char sign) { return sign >= '0' && sign <= '9'; }
bool is_letter(char sign) { return (sign >= 'a' && sign <= 'z') || (sign >= 'A' && sign <= 'Z'); }

/// The letters beyond ASCII that FEEL lets names begin with.
bool is_letter(char32_t code) {
  struct Stretch {
    char32_t first, last;
  };
  constexpr std::array stretches{
      Stretch{0xC0, 0xD6},     Stretch{0xD8, 0xF6},     Stretch{0xF8, 0x37D},
      Stretch{0x37F, 0x1FFF},  Stretch{0x200C, 0x200D}, Stretch{0x2070, 0x218F},
      Stretch{0x2C00, 0x2FEF}, Stretch{0x3001, 0xD7FF}, Stretch{0xF900, 0xFDCF},
      Stretch{0xFDF0, 0xFEFE}, Stretch{0xFF00, 0xFFFD}, Stretch{0x10000, 0xEFFFF}};
  return code != 0x1680 && code != 0x180E &&
         std::any_of(stretches.begin(), stretches.end(), [code](const Stretch& stretch) {
           return code >= stretch.first && code <= stretch.last;
         });
}

bool is_blank(char32_t code) {
  return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xA0 ||
         code == 0x1680 || code == 0x180E || (code >= 0x2000 && code <= 0x200B) || code == 0x2028 ||
         code == 0x2029 || code == 0x202F || code == 0x205F || code == 0x3000 || code == 0xFEFF;
}

std::string_view view(const char* at, const char* last) {
  return {at, static_cast<std::size_t>(last - at)};
}

const char* skip_comment(const char* at, const char* last) {
  const auto rest = view(at, last);
  if (rest.starts_with("//")) return at + std::min(rest.find('\n'), rest.size());
  if (!rest.starts_with("/*")) return at;
  const auto close = rest.find("*/", 2);
  return close == std::string_view::npos ? last : at + close + 2;
}

const char* skip_blank(const char* at, const char* last) {
  while (at != last) {
    if (static_cast<unsigned char>(*at) < 0x80) {
      if (!is_blank(static_cast<char32_t>(*at))) break;
      ++at;
      continue;
    }
    const auto character = decode(view(at, last), 0);
    if (!character.valid || !is_blank(character.code)) break;
    at += character.next;
  }
  return at;
}

/// One character of a word, or `at` itself.
const char* word_character(const char* at, const char* last) {
  if (at == last) return at;
  if (static_cast<unsigned char>(*at) < 0x80) {
    return is_letter(*at) || is_digit(*at) || *at == '_' ? at + 1 : at;
  }
  const auto character = decode(view(at, last), 0);
  const bool joins = character.code == 0xB7 || character.code == 0x203F || character.code == 0x2040;
  return character.valid && (joins || is_letter(character.code)) ? at + character.next : at;
}

const char* digit_run(const char* at, const char* last) {
  return std::find_if_not(at, last, is_digit);
}

/// `2026-11-01`, whose parts may have fewer digits than they should; null when it is no date.
const char* date_shape(const char* at, const char* last) {
  const char* end = digit_run(at, last);
  if (end - at != 4) return nullptr;
  for (int part = 0; part < 2; ++part) {
    if (end == last || *end != '-') return nullptr;
    const char* next = digit_run(end + 1, last);
    if (next == end + 1 || next - end > 3) return nullptr;
    end = next;
  }
  return end;
}

Token scan_date(const char* at, const char* last, const char* end) {
  const char* run = word_run(end, last);
  while (run != last && run != end && (*run == ':' || *run == '-' || *run == '+')) {
    const char* next = word_run(run + 1, last);
    if (next == run + 1) break;
    run = next;
  }
  const bool whole = end - at == 10 && run == end;
  return {whole ? TokenKind::date : TokenKind::bad_date, at, run};
}

/// `e3`, `e-3` after the digits of a number, or `at` itself.
const char* exponent(const char* at, const char* last) {
  if (at == last || (*at != 'e' && *at != 'E')) return at;
  const char* digits = at + 1;
  if (digits != last && (*digits == '+' || *digits == '-')) ++digits;
  const char* end = digit_run(digits, last);
  return end == digits ? at : end;
}

const char* fraction(const char* at, const char* last) {
  if (at == last || *at != '.' || at + 1 == last || !is_digit(at[1])) return at;
  return digit_run(at + 1, last);
}

Token scan_number(const char* at, const char* last) {
  if (const char* date = date_shape(at, last)) return scan_date(at, last, date);
  const char* digits = digit_run(at, last);
  const char* end = exponent(fraction(digits, last), last);
  const char* run = word_run(end, last);
  if (*at != '.') {
    for (const char* more = fraction(run, last); more != run; more = fraction(run, last)) {
      run = word_run(more, last);
    }
  }
  return {run == end ? TokenKind::number : TokenKind::bad_number, at, run};
}

Token scan_text(const char* at, const char* last) {
  for (const char* sign = at + 1; sign != last && *sign != '\n' && *sign != '\r'; ++sign) {
    if (*sign == '"') return {TokenKind::text, at, sign + 1};
    if (*sign == '\\' && sign + 1 != last && sign[1] != '\n' && sign[1] != '\r') ++sign;
  }
  return {TokenKind::open_text, at,
          std::find_if(at, last, [](char sign) { return sign == '\n' || sign == '\r'; })};
}

Token scan_sign(const char* at, const char* last) {
  constexpr std::array<std::string_view, 13> pairs{"<=", ">=", "!=", "**", "..", "==", "&&",
                                                   "||", "<>", "=>", "=<", "->", ":="};
  constexpr std::string_view singles = "<>=+-*/%()[]{},.:;@";
  const auto rest = view(at, last);
  for (const auto pair : pairs) {
    if (rest.starts_with(pair)) return {TokenKind::sign, at, at + 2};
  }
  if (singles.find(*at) != std::string_view::npos) return {TokenKind::sign, at, at + 1};
  return {TokenKind::bad, at, at + next_character(rest, 0)};
}

void append_utf8(std::string& text, char32_t code) {
  const auto byte = [&text](char32_t bits) { text += static_cast<char>(bits); };
  if (code < 0x80) return byte(code);
  if (code < 0x800) {
    byte(0xC0U | (code >> 6U));
  } else if (code < 0x10000) {
    byte(0xE0U | (code >> 12U));
    byte(0x80U | ((code >> 6U) & 0x3FU));
  } else {
    byte(0xF0U | (code >> 18U));
    byte(0x80U | ((code >> 12U) & 0x3FU));
    byte(0x80U | ((code >> 6U) & 0x3FU));
  }
  byte(0x80U | (code & 0x3FU));
}

/// Reads `count` hexadecimal digits; false when they are not there.
bool hexadecimal(const char*& at, const char* last, int count, char32_t& code) {
  if (last - at < count) return false;
  code = 0;
  for (; count > 0; --count, ++at) {
    const char digit = *at;
    const char lower = static_cast<char>(digit | 0x20);
    const bool letter = lower >= 'a' && lower <= 'f';
    if (!is_digit(digit) && !letter) return false;
    code = code * 16 + static_cast<char32_t>(letter ? lower - 'a' + 10 : digit - '0');
  }
  return true;
}

/// `\uD83D\uDC0E`: the second half of a pair, when the first has been read.
bool second_half(const char*& at, const char* last, char32_t& code) {
  char32_t low = 0;
  if (last - at < 6 || at[0] != '\\' || at[1] != 'u') return false;
  const char* digits = at + 2;
  if (!hexadecimal(digits, last, 4, low) || low < 0xDC00 || low > 0xDFFF) return false;
  code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
  at = digits;
  return true;
}

/// The character of an escape whose letter stands at `at`; false for an escape that is none.
bool escape(const char*& at, const char* last, char32_t& code) {
  constexpr std::string_view letters = "\"\\/'bfnrt";
  constexpr std::string_view meanings = "\"\\/'\b\f\n\r\t";
  if (at == last) return false;
  const char letter = *at++;
  if (const auto known = letters.find(letter); known != std::string_view::npos) {
    code = static_cast<unsigned char>(meanings[known]);
    return true;
  }
  if (letter != 'u' && letter != 'U') return false;
  if (!hexadecimal(at, last, letter == 'u' ? 4 : 6, code)) return false;
  if (code >= 0xD800 && code <= 0xDBFF) return second_half(at, last, code);
  return code <= 0x10FFFF && (code < 0xDC00 || code > 0xDFFF);
}

}  // namespace

const char* skip_blanks(const char* at, const char* last) {
  for (;;) {
    const char* blank = skip_blank(at, last);
    const char* after = skip_comment(blank, last);
    if (after == blank) return after;
    at = after;
  }
}

const char* word_run(const char* at, const char* last) {
  for (const char* next = word_character(at, last); next != at; next = word_character(at, last)) {
    at = next;
  }
  return at;
}

bool begins_word(const char* at, const char* last) {
  return at != last && !is_digit(*at) && word_character(at, last) != at;
}

Token scan(const char* at, const char* last) {
  if (at == last) return {TokenKind::end, at, at};
  const bool point_number = *at == '.' && at + 1 != last && is_digit(at[1]);
  if (is_digit(*at) || point_number) return scan_number(at, last);
  if (*at == '"') return scan_text(at, last);
  const char* word = word_run(at, last);
  return word != at ? Token{TokenKind::word, at, word} : scan_sign(at, last);
}

const char* unescape(Token token, std::string& text, std::vector<std::uint32_t>* offsets) {
  const char* const last = token.end - 1;
  const auto note_offset = [&](const char* at) {
    if (offsets != nullptr) {
      offsets->resize(text.size() + 1, static_cast<std::uint32_t>(at - token.begin));
    }
  };
  text.clear();
  for (const char* at = token.begin + 1; at != last;) {
    note_offset(at);
    if (*at != '\\') {
      text += *at++;
      continue;
    }
    const char* const backslash = at++;
    char32_t code = 0;
    if (!escape(at, last, code)) return backslash;
    append_utf8(text, code);
    if (offsets != nullptr) {
      offsets->resize(text.size(), static_cast<std::uint32_t>(backslash - token.begin));
    }
  }
  note_offset(last);
  return nullptr;
}

std::optional<std::size_t> find_open_comment(std::string_view text) {
  const char* const last = text.data() + text.size();
  for (const char* at = text.data(); at != last;) {
    const char* blank = skip_blank(at, last);
    const char* after = skip_comment(blank, last);
    const auto comment = view(blank, after);
    if (comment.starts_with("/*") && (comment.size() < 4 || !comment.ends_with("*/"))) {
      return static_cast<std::size_t>(blank - text.data());
    }
    at = after != blank ? after : scan(blank, last).end;
  }
  return std::nullopt;
}

void add_words(const char* at, const char* last, std::set<std::string, std::less<>>& words) {
  for (Token token = next_token(at, last); token.kind != TokenKind::end;
       token = next_token(at, last)) {
    at = token.end;
    std::string text;
    if (token.kind == TokenKind::text && unescape(token, text) == nullptr) words.insert(text);
    if (token.kind != TokenKind::word) continue;
    words.emplace(token.text());
    while (at != last && *at == '.') {
      const char* const part = word_run(at + 1, last);
      if (part == at + 1) break;
      words.emplace(at + 1, part);
      at = part;
    }
    if (at != token.end) words.emplace(token.begin, at);
  }
}

}  // namespace entente::grammar
