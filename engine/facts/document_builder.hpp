// What the YAML and the JSON reader share: the check of the raw text, and a builder that makes the
// tree from events and keeps the limits. Private to engine/facts.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/facts/document.hpp"

namespace entente::engine {

constexpr std::size_t max_document_depth = 200;
constexpr std::size_t max_document_values = 1'000'000;

/// Thrown by whoever reads a document when it can't go on; the diagnostic is already recorded.
struct DocumentStop {};

class DocumentBuilder {
 public:
  DocumentBuilder(const grammar::Sources& sources, grammar::FileId file);

  /// Stops unless the text is UTF-8 of a bearable size without control signs. Gives it without the
  /// byte order mark that editors leave at its head.
  std::string_view checked_text();
  /// How many bytes `checked_text` left out at the head.
  [[nodiscard]] std::uint32_t text_offset() const { return offset_; }

  [[nodiscard]] grammar::Span span(std::size_t begin, std::size_t end) const;
  void report(std::string code, grammar::Span span, std::string message, std::string label = {});
  [[noreturn]] void stop(std::string code, grammar::Span span, std::string message,
                         std::string label = {});

  // Events, in the order of the text. Limits stop; a key given twice is reported and left out.
  void begin(DocumentNode::Kind kind, grammar::Span span);
  void key(std::string text, grammar::Span span);
  void leaf(DocumentNode node);
  void end(std::uint32_t text_end);
  /// The kind of the innermost map or list that is open; null when none is.
  [[nodiscard]] DocumentNode::Kind inside() const;
  /// In a map: the next event must be a key.
  [[nodiscard]] bool wants_key() const;
  [[nodiscard]] std::uint32_t last_end() const { return last_end_; }

  [[nodiscard]] ReadDocument take();

 private:
  void add(DocumentNode node);
  void count(grammar::Span span);
  void drop_duplicates(DocumentNode& map);

  const grammar::Sources& sources_;
  grammar::FileId file_;
  std::uint32_t offset_ = 0;
  std::size_t values_ = 0;
  std::uint32_t last_end_ = 0;
  std::vector<DocumentNode> open_;
  std::vector<bool> has_key_;  // beside open_: a key waits for its value
  ReadDocument result_;
};

}  // namespace entente::engine
