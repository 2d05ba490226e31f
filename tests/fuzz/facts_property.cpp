#include "tests/fuzz/facts_property.hpp"

#include <algorithm>

#include "engine/facts/read_facts.hpp"
#include "grammar/diagnostic_codes.hpp"
#include "grammar/parse.hpp"
#include "tests/support/facts.hpp"

namespace entente::tests {
namespace {

using engine::DocumentNode;
using engine::FactBase;
using grammar::Span;

const engine::Vocabulary& vocabulary() {
  static const engine::Vocabulary sample = sample_vocabulary();
  return sample;
}

bool lies_in(Span inner, Span outer) {
  return inner.begin <= inner.end && inner.begin >= outer.begin && inner.end <= outer.end;
}

std::string broken_diagnostics(const std::vector<grammar::Diagnostic>& diagnostics,
                               const grammar::Sources& sources, Span whole) {
  for (const auto& one : diagnostics) {
    if (!lies_in(one.span, whole)) return "a report outside the text: " + one.message;
    for (const auto& note : one.notes)
      if (note.span && !lies_in(*note.span, whole)) return "a note outside the text";
    if (grammar::find_code(one.code) == nullptr) return "an unregistered code: " + one.code;
    if (one.message.empty()) return "a message that says nothing";
    if (grammar::render(one, sources).empty()) return "nothing rendered";
  }
  return "";
}

std::string broken_tree(const DocumentNode& node, Span around) {
  if (!lies_in(node.span, around)) return "a node outside what it stands in";
  for (const auto& item : node.items)
    if (auto broken = broken_tree(item, node.span); !broken.empty()) return broken;
  for (const auto& entry : node.entries) {
    if (!lies_in(entry.key_span, node.span)) return "a key outside its map";
    if (auto broken = broken_tree(entry.value, node.span); !broken.empty()) return broken;
  }
  return "";
}

std::string broken_facts(const FactBase& facts) {
  for (std::size_t i = 0; i < facts.path_count(); ++i) {
    const auto& info = facts[engine::PathId(i)];
    if (grammar::parse_path(info.text).empty()) return "an unreadable path: " + info.text;
    if (facts.find(info.text) != engine::PathId(i)) return "two paths are called " + info.text;
    const auto outermost = facts.outermost(engine::PathId(i));
    if (info.missing && !facts[outermost].missing) return "a missing path in a known one";
  }
  for (std::size_t i = 0; i < vocabulary().facts.size(); ++i) {
    const auto fact = engine::FactId(i);
    if (facts[fact].is_unknown() && !facts[engine::PathId(i)].missing)
      return "unknown without a reason: " + facts[engine::PathId(i)].text;
    static_cast<void>(value_text(facts[fact], facts, vocabulary()));
  }
  return "";
}

std::string broken_property(std::string_view text, bool json) {
  grammar::Sources sources;
  const auto file = sources.add("facts", std::string(text));
  const Span whole{file, 0, static_cast<std::uint32_t>(text.size())};
  const auto document = json ? engine::read_json(sources, file) : engine::read_yaml(sources, file);
  if (auto broken = broken_diagnostics(document.diagnostics, sources, whole); !broken.empty())
    return broken;
  if (grammar::has_errors(document.diagnostics)) return "";
  if (auto broken = broken_tree(document.root, whole); !broken.empty()) return broken;
  engine::ReadFactsOptions options;
  options.run_date = *engine::make_date(2026, 11, 1);
  const auto read = engine::read_facts(document.root, vocabulary(), options);
  if (auto broken = broken_diagnostics(read.diagnostics, sources, whole); !broken.empty())
    return broken;
  if (read.facts.has_value() == grammar::has_errors(read.diagnostics))
    return "facts in spite of an error, or neither";
  return read.facts ? broken_facts(*read.facts) : "";
}

}  // namespace

std::string broken_yaml_property(std::string_view text) { return broken_property(text, false); }
std::string broken_json_property(std::string_view text) { return broken_property(text, true); }

}  // namespace entente::tests
