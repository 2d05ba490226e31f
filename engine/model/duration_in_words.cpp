#include "engine/model/duration_in_words.hpp"

#include <fmt/format.h>

namespace entente::engine {
namespace {

std::string_view unit_of(char letter, bool of_day) {
  switch (letter) {
    case 'Y':
      return "year";
    case 'M':
      return of_day ? "minute" : "month";
    case 'D':
      return "day";
    case 'H':
      return "hour";
    case 'S':
      return "second";
    default:
      return {};
  }
}

}  // namespace

std::string duration_in_words(std::string_view iso) {
  const bool negative = iso.starts_with('-');
  std::string_view rest = iso.substr(negative ? 1 : 0);
  if (!rest.starts_with('P')) return std::string(iso);
  rest.remove_prefix(1);
  std::string words = negative ? "minus" : "";
  bool of_day = false;
  while (!rest.empty()) {
    if (rest.front() == 'T') {
      of_day = true;
      rest.remove_prefix(1);
      continue;
    }
    const std::size_t digits = rest.find_first_not_of("0123456789.");
    if (digits == std::string_view::npos || digits == 0) return std::string(iso);
    const std::string_view unit = unit_of(rest[digits], of_day);
    if (unit.empty()) return std::string(iso);
    const std::string_view count = rest.substr(0, digits);
    words +=
        fmt::format("{}{} {}{}", words.empty() ? "" : " ", count, unit, count == "1" ? "" : "s");
    rest.remove_prefix(digits + 1);
  }
  return words;
}

}  // namespace entente::engine
