// Whether a file is text at all: UTF-8 of a bearable size, without signs that are not text. Rule
// files and fact files ask the same.
#pragma once

#include <cstddef>
#include <string_view>

namespace entente::grammar {

struct TextFault {
  enum class Kind { none, too_large, not_utf8, control_sign } kind = Kind::none;
  std::size_t place = 0;  // of the byte
};

/// More than 16 MiB are too much. Tabs and the signs that end a line or a page are text.
[[nodiscard]] TextFault find_fault(std::string_view text);

}  // namespace entente::grammar
