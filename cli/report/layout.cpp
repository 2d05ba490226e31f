#include "cli/report/layout.hpp"

#include <fmt/format.h>

#include "grammar/text_width.hpp"

namespace entente::cli {

using grammar::text_width;

std::string padded(std::string_view text, std::size_t columns) {
  const std::size_t width = text_width(text);
  std::string result(text);
  if (width < columns) result.append(columns - width, ' ');
  return result;
}

std::string right_aligned(std::string_view text, std::size_t columns) {
  const std::size_t width = text_width(text);
  std::string result(width < columns ? columns - width : 0, ' ');
  return result.append(text);
}

std::string clipped(std::string_view text, std::size_t columns) {
  if (text_width(text) <= columns) return std::string(text);
  const std::size_t end = grammar::advance(text, 0, columns - 1);
  return std::string(text.substr(0, end)) + "…";
}

std::string wrapped(std::string_view first, std::string_view text) {
  const std::size_t indent = text_width(first);
  std::string page(first);
  std::size_t column = indent;
  bool line_is_empty = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const std::size_t width = text_width(word);
    if (!line_is_empty && column + 1 + width > page_width) {
      page.append("\n").append(indent, ' ');
      column = indent;
      line_is_empty = true;
    }
    if (!line_is_empty) page += ' ';
    column += width + (line_is_empty ? 0 : 1);
    page += word;
    line_is_empty = false;
  }
  return page + '\n';
}

std::string spread(std::string_view left, std::string_view right) {
  const std::size_t used = text_width(left) + text_width(right);
  if (used + 1 > page_width) return fmt::format("{}\n{}\n", left, right_aligned(right, page_width));
  return fmt::format("{}{}{}\n", left, std::string(page_width - used, ' '), right);
}

std::string Style::in(std::string_view code, std::string_view text) const {
  return on_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

}  // namespace entente::cli
