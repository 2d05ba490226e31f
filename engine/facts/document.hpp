// A YAML or JSON document as a plain tree in which every node knows its place. Numbers stay text,
// so that nothing passes through binary floating point. Depth at most 200, sizes bounded.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "grammar/diagnostic.hpp"
#include "grammar/source.hpp"

namespace entente::engine {

struct DocumentNode;
struct DocumentEntry;

struct DocumentNode {
  enum class Kind { null, scalar, list, map } kind = Kind::null;
  bool blank = false;   // null: nothing is written there, not even `null`
  std::string text;     // scalar
  bool quoted = false;  // scalar: written in quotes, so never null, number or truth value by itself
  std::vector<DocumentNode> items;
  std::vector<DocumentEntry> entries;  // in the order written
  grammar::Span span;

  [[nodiscard]] const DocumentNode* find(std::string_view key) const;
};

struct DocumentEntry {
  std::string key;
  grammar::Span key_span;
  DocumentNode value;
};

struct ReadDocument {
  DocumentNode root;
  std::vector<grammar::Diagnostic>
      diagnostics;  // duplicate keys, malformed text, depth, size, UTF-8
};

[[nodiscard]] ReadDocument read_yaml(const grammar::Sources& sources, grammar::FileId file);
[[nodiscard]] ReadDocument read_json(const grammar::Sources& sources, grammar::FileId file);

}  // namespace entente::engine
