// The text of one file and the collection that owns all files of a run.
// A Span names a stretch of text by file and byte offsets, so that a tree, a fact or a diagnostic
// carries 12 bytes instead of names and line numbers; Sources turns it back into file:line:column.
// Sources owns the texts and must outlive every Span that is rendered. It opens no file itself.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace entente::grammar {

enum class FileId : std::uint32_t {};

/// A half-open stretch [begin, end) of the bytes of one file.
struct Span {
  FileId file{};
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  friend auto operator<=>(const Span&, const Span&) = default;
};

/// The smallest span that covers both; both are in the same file.
[[nodiscard]] Span join(Span first, Span second);

/// Line and column count from 1; a column counts characters (code points), not bytes.
struct Location {
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

class Source {
 public:
  /// `first_line` is the number of its first line, when the text is a stretch of a file.
  Source(std::string name, std::string text, std::uint32_t first_line = 1);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::string_view text() const { return text_; }
  /// Where a byte offset lies; an offset past the end is the end.
  [[nodiscard]] Location locate(std::uint32_t offset) const;
  /// A line without its line break; empty when the text has no line of that number.
  [[nodiscard]] std::string_view line(std::uint32_t number) const;
  /// The offset of a place; past the end of a line it is the line's end.
  [[nodiscard]] std::uint32_t offset(Location location) const;

 private:
  [[nodiscard]] std::uint32_t characters_before(std::uint32_t offset) const;

  std::string name_;
  std::string text_;
  std::uint32_t first_line_;
  std::vector<std::uint32_t> line_starts_;
  std::vector<std::uint32_t> block_starts_;  // characters before each block; lines may be long
};

class Sources {
 public:
  /// Takes a file's text; `name` is what diagnostics show.
  FileId add(std::string name, std::string text, std::uint32_t first_line = 1);
  [[nodiscard]] const Source& operator[](FileId file) const;
  [[nodiscard]] std::string_view text(Span span) const;
  /// `file:line:column` of where the span begins.
  [[nodiscard]] std::string place(Span span) const;
  [[nodiscard]] std::size_t size() const { return files_.size(); }

 private:
  std::vector<std::unique_ptr<Source>> files_;
};

}  // namespace entente::grammar
