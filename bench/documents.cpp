#include "bench/documents.hpp"

#include <boost/json.hpp>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <stdexcept>

#include "engine/facts/read_facts.hpp"

namespace entente::bench {
namespace {

using engine::DocumentEntry;
using engine::DocumentNode;
namespace json = boost::json;

void refuse_errors(const std::vector<grammar::Diagnostic>& diagnostics,
                   const grammar::Sources& sources) {
  if (!grammar::has_errors(diagnostics)) return;
  std::string all;
  for (const auto& diagnostic : diagnostics) all += grammar::render(diagnostic, sources);
  throw std::runtime_error(all);
}

DocumentNode document_of(const std::string& text) {
  grammar::Sources sources;
  auto document = engine::read_document(sources, sources.add("facts", text));
  refuse_errors(document.diagnostics, sources);
  return std::move(document.root);
}

bool is_json_number(const std::string& text) {
  json::error_code error;
  return json::parse(text, error).is_number() && !error;
}

json::value to_json(const DocumentNode& node) {
  switch (node.kind) {
    case DocumentNode::Kind::null:
      return nullptr;
    case DocumentNode::Kind::scalar:
      if (node.quoted) return json::string(node.text);
      if (node.text == "yes" || node.text == "no") return node.text == "yes";
      if (is_json_number(node.text)) return json::parse(node.text);
      return json::string(node.text);
    case DocumentNode::Kind::list: {
      json::array list;
      for (const DocumentNode& item : node.items) list.push_back(to_json(item));
      return list;
    }
    case DocumentNode::Kind::map: {
      json::object map;
      for (const DocumentEntry& entry : node.entries) map[entry.key] = to_json(entry.value);
      return map;
    }
  }
  return nullptr;
}

/// Leaves out every second fact and field, the order of the document being that of counting.
class Halving {
 public:
  explicit Halving(const engine::Vocabulary& vocabulary) {
    for (const engine::RecordType& record : vocabulary.records) {
      if (record.key) keys_.insert(record.fields[*record.key].name);
    }
  }

  void halve(DocumentNode& node) {
    for (DocumentNode& item : node.items) halve(item);
    std::erase_if(node.entries, [this](DocumentEntry& entry) {
      if (keys_.contains(entry.key)) return false;
      if (holds_entries(entry.value)) {
        halve(entry.value);
        return false;
      }
      return ++count_ % 2 == 0;
    });
  }

 private:
  static bool holds_entries(const DocumentNode& node) {
    return !node.entries.empty() || (!node.items.empty() && !node.items.front().entries.empty());
  }

  std::set<std::string> keys_;
  std::size_t count_ = 0;
};

std::string half_of(const std::string& text) {
  DocumentNode root = document_of(text);
  // Evidence and the like stay: they would speak of facts that are gone.
  std::erase_if(root.entries, [](const DocumentEntry& entry) {
    return entry.key != "partnership" && entry.key != "today" && entry.key != "facts";
  });
  for (DocumentEntry& entry : root.entries) {
    if (entry.key == "facts")
      Halving(shipped_rules().loaded.program->vocabulary).halve(entry.value);
  }
  return json::serialize(to_json(root));
}

std::string sample(const std::string& path) {
  std::ifstream in(std::string(ENTENTE_SAMPLES "/") + path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read samples/" + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

const cli::RuleSet& shipped_rules() {
  static const auto rules = [] {
    cli::Console console{std::cin, std::cout, std::cerr, {}};
    return cli::require_rule_set({}, cli::Tests::left_out, console);
  }();
  return *rules;
}

const std::string& riverside_yaml() {
  static const std::string text = sample("riverside/facts.yaml");
  return text;
}

const std::string& riverside_json() {
  static const std::string text = json::serialize(to_json(document_of(riverside_yaml())));
  return text;
}

const std::string& riverside_half_json() {
  static const std::string text = half_of(riverside_yaml());
  return text;
}

engine::FactBase read(const std::string& text, const engine::Vocabulary& vocabulary) {
  grammar::Sources sources;
  const auto document = engine::read_document(sources, sources.add("facts", text));
  refuse_errors(document.diagnostics, sources);
  auto read = engine::read_facts(document.root, vocabulary, {});
  refuse_errors(read.diagnostics, sources);
  return std::move(*read.facts);
}

}  // namespace entente::bench
