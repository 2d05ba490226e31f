#include "grammar/plain_text.hpp"

#include "grammar/text_width.hpp"

namespace entente::grammar {
namespace {

constexpr std::size_t largest_file = 16U << 20U;

bool is_control(unsigned char byte) {
  return (byte < 0x20 && (byte < '\t' || byte > '\r')) || byte == 0x7F;
}

}  // namespace

TextFault find_fault(std::string_view text) {
  if (text.size() > largest_file) return {TextFault::Kind::too_large, 0};
  for (std::size_t at = 0; at < text.size();) {
    if (is_control(static_cast<unsigned char>(text[at])))
      return {TextFault::Kind::control_sign, at};
    const auto character = decode(text, at);
    if (!character.valid) return {TextFault::Kind::not_utf8, at};
    at = character.next;
  }
  return {};
}

}  // namespace entente::grammar
