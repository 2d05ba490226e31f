#include "cli/report/layout.hpp"

#include <fmt/format.h>

#include "grammar/text_width.hpp"

namespace entente::cli {

using grammar::printable;
using grammar::text_width;

namespace {

constexpr std::size_t deepest_indent = page_width / 2;  // room is left for the text itself

}  // namespace

std::string padded(std::string_view text, std::size_t columns) {
  std::string result = printable(text);
  const std::size_t width = text_width(result);
  if (width < columns) result.append(columns - width, ' ');
  return result;
}

std::string right_aligned(std::string_view text, std::size_t columns) {
  const std::string shown = printable(text);
  const std::size_t width = text_width(shown);
  return std::string(width < columns ? columns - width : 0, ' ') + shown;
}

std::string clipped(std::string_view text, std::size_t columns) {
  std::string shown = printable(text);
  if (text_width(shown) <= columns) return shown;
  return shown.substr(0, grammar::advance(shown, 0, columns > 0 ? columns - 1 : 0)) + "…";
}

std::string wrapped(std::string_view first, std::string_view unset, std::size_t columns) {
  const std::string shown = printable(unset);
  std::string_view text = shown;
  std::string page = printable(first);
  const std::size_t indent = std::min(text_width(page), deepest_indent);
  std::size_t column = text_width(page);
  bool line_is_empty = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const std::size_t width = text_width(word);
    if (!line_is_empty && column + 1 + width > columns) {
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
  const std::string begin = printable(left);
  const std::string end = printable(right);
  const std::size_t used = text_width(begin) + text_width(end);
  if (used + 1 > page_width) return fmt::format("{}\n{}\n", begin, right_aligned(end, page_width));
  return fmt::format("{}{}{}\n", begin, std::string(page_width - used, ' '), end);
}

std::string Style::in(std::string_view code, std::string_view text) const {
  return on_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, printable(text)) : printable(text);
}

}  // namespace entente::cli
