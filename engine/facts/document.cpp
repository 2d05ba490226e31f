#include "engine/facts/document.hpp"

#include <algorithm>

#include "engine/facts/read_facts.hpp"

namespace entente::engine {

const DocumentNode* DocumentNode::find(std::string_view key) const {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const DocumentEntry& entry) { return entry.key == key; });
  return found == entries.end() ? nullptr : &found->value;
}

ReadDocument read_document(const grammar::Sources& sources, grammar::FileId file) {
  const auto text = sources[file].text();
  const auto first = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  const bool json = first != std::string_view::npos && text[first] == '{';
  return json ? read_json(sources, file) : read_yaml(sources, file);
}

}  // namespace entente::engine
