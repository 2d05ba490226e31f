#include "grammar/text_width.hpp"

#include <algorithm>
#include <array>

namespace entente::grammar {
namespace {

struct Stretch {
  char32_t first;
  char32_t last;
};

constexpr std::array wide{
    Stretch{0x1100, 0x115F},   Stretch{0x231A, 0x231B},   Stretch{0x2E80, 0x303E},
    Stretch{0x3041, 0x33FF},   Stretch{0x3400, 0x4DBF},   Stretch{0x4E00, 0xA4CF},
    Stretch{0xA960, 0xA97F},   Stretch{0xAC00, 0xD7A3},   Stretch{0xF900, 0xFAFF},
    Stretch{0xFE30, 0xFE6F},   Stretch{0xFF00, 0xFF60},   Stretch{0xFFE0, 0xFFE6},
    Stretch{0x1F300, 0x1F64F}, Stretch{0x1F680, 0x1F6FF}, Stretch{0x1F900, 0x1FAFF},
    Stretch{0x20000, 0x3FFFD}};

constexpr std::array combining{
    Stretch{0x0300, 0x036F}, Stretch{0x0483, 0x0489}, Stretch{0x0591, 0x05BD},
    Stretch{0x0610, 0x061A}, Stretch{0x064B, 0x065F}, Stretch{0x0900, 0x0902},
    Stretch{0x0E31, 0x0E31}, Stretch{0x0E34, 0x0E3A}, Stretch{0x1AB0, 0x1AFF},
    Stretch{0x1DC0, 0x1DFF}, Stretch{0x200B, 0x200F}, Stretch{0x20D0, 0x20FF},
    Stretch{0xFE00, 0xFE0F}, Stretch{0xFE20, 0xFE2F}};

template <std::size_t count>
bool within(const std::array<Stretch, count>& stretches, char32_t code) {
  const auto after = std::upper_bound(
      stretches.begin(), stretches.end(), code,
      [](char32_t value, const Stretch& stretch) { return value < stretch.first; });
  return after != stretches.begin() && code <= std::prev(after)->last;
}

std::size_t columns_of(char32_t code) {
  if (code < 0x300) return 1;
  if (within(combining, code)) return 0;
  return within(wide, code) ? 2 : 1;
}

constexpr std::string_view replacement = "\uFFFD";

/// What is shown instead of a sign that steers; empty for every other one.
std::string picture_of(char32_t code) {
  if (code == '\n' || code == '\t' || code == '\r') return " ";
  if (code < 0x20) return {'\xE2', '\x90', static_cast<char>(0x80 + code)};
  if (code == 0x7F) return "\u2421";
  const bool steers = (code >= 0x80 && code < 0xA0) || code == 0x2028 || code == 0x2029 ||
                      (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return steers ? std::string(replacement) : std::string();
}

/// How many bytes the lead byte announces; 0 for a byte that leads nothing.
std::size_t announced(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// Overlong forms, surrogates and codes beyond Unicode are not characters.
bool permitted(char32_t code, std::size_t length) {
  if (length == 3 && code < 0x800) return false;
  if (length == 4 && code < 0x10000) return false;
  return code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
}

}  // namespace

DecodedCharacter decode(std::string_view text, std::size_t at) {
  const DecodedCharacter broken{0xFFFD, at + 1, false};
  const auto lead = static_cast<unsigned char>(text[at]);
  const auto length = announced(lead);
  if (length == 1) return {lead, at + 1, true};
  if (length == 0 || at + length > text.size()) return broken;
  char32_t code = lead & (0xFFU >> (length + 1));
  for (std::size_t step = 1; step < length; ++step) {
    const auto byte = static_cast<unsigned char>(text[at + step]);
    if ((byte & 0xC0U) != 0x80U) return broken;
    code = (code << 6U) | (byte & 0x3FU);
  }
  return permitted(code, length) ? DecodedCharacter{code, at + length, true} : broken;
}

std::string printable(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode(text, at);
    if (const auto picture = picture_of(character.code); !picture.empty() || !character.valid) {
      shown += character.valid ? picture : replacement;
    } else {
      shown += text.substr(at, character.next - at);
    }
    at = character.next;
  }
  return shown;
}

std::size_t next_character(std::string_view text, std::size_t at) { return decode(text, at).next; }

std::size_t text_width(std::string_view text) {
  std::size_t columns = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto character = decode(text, at);
    columns += columns_of(character.code);
    at = character.next;
  }
  return columns;
}

std::size_t advance(std::string_view text, std::size_t at, std::size_t columns) {
  std::size_t used = 0;
  while (at < text.size()) {
    const auto character = decode(text, at);
    used += columns_of(character.code);
    if (used > columns) break;
    at = character.next;
  }
  return at;
}

std::size_t retreat(std::string_view text, std::size_t at, std::size_t columns) {
  std::size_t used = 0;
  while (at > 0) {
    std::size_t before = at - 1;
    while (before > 0 && at - before < 4 && !decode(text, before).valid) --before;
    if (decode(text, before).next != at) before = at - 1;
    used += text_width(text.substr(before, at - before));
    if (used > columns) break;
    at = before;
  }
  return at;
}

}  // namespace entente::grammar
