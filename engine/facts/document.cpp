#include "engine/facts/document.hpp"

#include <algorithm>

#include "engine/facts/read_facts.hpp"

namespace entente::engine {
namespace {

constexpr std::string_view blanks = " \t\r\n\xEF\xBB\xBF";  // and the mark at a file's head

/// By its name, or by how it begins.
ReadDocument read_yaml_or_json(const grammar::Sources& sources, grammar::FileId file) {
  const std::string_view name = sources[file].name();
  if (name.ends_with(".yaml") || name.ends_with(".yml")) return read_yaml(sources, file);
  if (name.ends_with(".json")) return read_json(sources, file);
  const auto text = sources[file].text();
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos || text[first] != '{') return read_yaml(sources, file);
  auto json = read_json(sources, file);
  if (!grammar::has_errors(json.diagnostics)) return json;
  auto yaml = read_yaml(sources, file);
  const auto second = text.find_first_not_of(blanks, first + 1);
  const bool meant_as_json = second != std::string_view::npos && text[second] == '"';
  return grammar::has_errors(yaml.diagnostics) && meant_as_json ? json : yaml;
}

}  // namespace

const DocumentNode* DocumentNode::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const DocumentEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

ReadDocument read_document(const grammar::Sources& sources, grammar::FileId file) {
  ReadDocument read = read_yaml_or_json(sources, file);
  grammar::settle(read.diagnostics);
  return read;
}

}  // namespace entente::engine
