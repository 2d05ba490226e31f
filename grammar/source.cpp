#include "grammar/source.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "grammar/text_width.hpp"

namespace entente::grammar {
namespace {

/// A code point has one byte that does not continue another.
bool begins_character(char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }

std::uint32_t characters(std::string_view text) {
  return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), begins_character));
}

constexpr std::size_t block = 1024;  // bytes

}  // namespace

Span join(Span first, Span second) {
  assert(first.file == second.file);
  return {first.file, std::min(first.begin, second.begin), std::max(first.end, second.end)};
}

Source::Source(std::string name, std::string text, std::uint32_t first_line)
    : name_(std::move(name)), text_(std::move(text)), first_line_(first_line), line_starts_{0} {
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (text_[at] == '\n') line_starts_.push_back(static_cast<std::uint32_t>(at + 1));
  }
  std::uint32_t before = 0;
  for (std::size_t at = 0; at <= text_.size(); at += block) {
    block_starts_.push_back(before);
    before += characters(this->text().substr(at, block));
  }
}

std::uint32_t Source::characters_before(std::uint32_t offset) const {
  const std::size_t begin = offset / block * block;
  return block_starts_[offset / block] + characters(text().substr(begin, offset - begin));
}

Location Source::locate(std::uint32_t offset) const {
  offset = std::min(offset, static_cast<std::uint32_t>(text_.size()));
  const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  const auto start = *std::prev(after);
  const auto line = static_cast<std::uint32_t>(after - line_starts_.begin());
  return {line + first_line_ - 1, characters_before(offset) - characters_before(start) + 1};
}

std::string_view Source::line(std::uint32_t number) const {
  if (number < first_line_ || number - first_line_ >= line_starts_.size()) return {};
  const auto start = line_starts_[number - first_line_];
  auto text = std::string_view(text_).substr(start);
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::uint32_t Source::offset(Location location) const {
  if (location.line < first_line_) return 0;
  if (location.line - first_line_ >= line_starts_.size())
    return static_cast<std::uint32_t>(text_.size());
  const auto start = line_starts_[location.line - first_line_];
  const auto text = line(location.line);
  std::uint32_t column = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (begins_character(text[at]) && ++column == location.column) {
      return start + static_cast<std::uint32_t>(at);
    }
  }
  return location.column == 0 ? start : start + static_cast<std::uint32_t>(text.size());
}

FileId Sources::add(std::string name, std::string text, std::uint32_t first_line) {
  files_.push_back(std::make_unique<Source>(printable(name), std::move(text), first_line));
  return static_cast<FileId>(files_.size() - 1);
}

const Source& Sources::operator[](FileId file) const {
  return *files_.at(static_cast<std::size_t>(file));
}

std::string_view Sources::text(Span span) const {
  const auto text = (*this)[span.file].text();
  const auto begin = std::min<std::size_t>(span.begin, text.size());
  return text.substr(begin, std::max(span.begin, span.end) - span.begin);
}

std::string Sources::place(Span span) const {
  const auto& source = (*this)[span.file];
  const auto location = source.locate(span.begin);
  return source.name() + ":" + std::to_string(location.line) + ":" +
         std::to_string(location.column);
}

}  // namespace entente::grammar
