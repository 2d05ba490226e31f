#include "cli/conformance/feel_case.hpp"

#include <fmt/format.h>

namespace entente::cli {
namespace {

using engine::DocumentEntry;
using engine::DocumentNode;
using Kind = DocumentNode::Kind;

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::scalar:
      return "a text";
    case Kind::list:
      return "a list";
    case Kind::map:
      return "an object";
  }
  return {};
}

/// Takes the parts of a case out of its document; a part that is not as it should be is reported.
class CaseReader {
 public:
  explicit CaseReader(std::vector<grammar::Diagnostic>& diagnostics) : diagnostics_(diagnostics) {}

  void read(FeelCase& result) {
    const DocumentNode& root = result.document;
    if (root.kind != Kind::map) return report(root.span, "a case is an object");
    result.suite = text(root, "suite");
    result.id = text(root, "case");
    result.stage = text(root, "stage");
    for (const DocumentNode& flag : items(root, "flags")) result.flags.push_back(text(flag));
    result.null_only = truth(root, "null_only");
    const DocumentNode* types = root.find("input_types");
    for (const DocumentEntry& input : entries(root, "inputs"))
      result.inputs.push_back({input.key, &input.value, declared(types, input.key)});
    for (const DocumentNode& expression : items(root, "expressions"))
      result.expressions.push_back(
          {text(expression, "name"), text(expression, "feel"), declared(&expression, "type")});
    for (const DocumentEntry& each : entries(root, "expected"))
      result.expected.push_back({each.key, &each.value, type_of(result, each)});
  }

 private:
  void report(grammar::Span span, std::string message) {
    grammar::Diagnostic diagnostic;
    diagnostic.code = "E530";
    diagnostic.span = span;
    diagnostic.message = std::move(message);
    diagnostics_.push_back(std::move(diagnostic));
  }

  /// The part of this name and kind; null after a report.
  const DocumentNode* part(const DocumentNode& map, std::string_view key, Kind kind) {
    const DocumentNode* found = map.kind == Kind::map ? map.find(key) : nullptr;
    if (found == nullptr) {
      report(map.span, fmt::format("a case needs `{}` here, {}", key, name_of(kind)));
    } else if (found->kind != kind) {
      report(found->span,
             fmt::format("`{}` is {}, not {}", key, name_of(kind), name_of(found->kind)));
      return nullptr;
    }
    return found;
  }

  std::string text(const DocumentNode& node) {
    if (node.kind != Kind::scalar) report(node.span, "a text was expected here");
    return node.text;
  }
  std::string text(const DocumentNode& map, std::string_view key) {
    const DocumentNode* found = part(map, key, Kind::scalar);
    return found == nullptr ? std::string() : found->text;
  }
  bool truth(const DocumentNode& map, std::string_view key) {
    const std::string word = text(map, key);
    if (const DocumentNode* found = map.find(key);
        found != nullptr && word != "true" && word != "false" && found->kind == Kind::scalar)
      report(found->span, fmt::format("`{}` is true or false", key));
    return word == "true";
  }
  const std::vector<DocumentNode>& items(const DocumentNode& map, std::string_view key) {
    static const std::vector<DocumentNode> none;
    const DocumentNode* found = part(map, key, Kind::list);
    return found == nullptr ? none : found->items;
  }
  const std::vector<DocumentEntry>& entries(const DocumentNode& map, std::string_view key) {
    static const std::vector<DocumentEntry> none;
    const DocumentNode* found = part(map, key, Kind::map);
    return found == nullptr ? none : found->entries;
  }

  /// A type may be left out or null.
  std::string declared(const DocumentNode* map, std::string_view key) {
    const DocumentNode* found = map == nullptr ? nullptr : map->find(key);
    return found == nullptr || found->kind == Kind::null ? std::string() : text(*found);
  }

  std::string type_of(const FeelCase& result, const DocumentEntry& expected) {
    for (const FeelCase::Expression& expression : result.expressions)
      if (expression.name == expected.key) return expression.type;
    report(expected.key_span, fmt::format("no expression is called `{}`", expected.key));
    return {};
  }

  std::vector<grammar::Diagnostic>& diagnostics_;
};

}  // namespace

std::optional<FeelCase> read_case(const grammar::Sources& sources, grammar::FileId line,
                                  std::vector<grammar::Diagnostic>& diagnostics) {
  engine::ReadDocument read = engine::read_json(sources, line);
  const std::size_t before = diagnostics.size();
  diagnostics.insert(diagnostics.end(), read.diagnostics.begin(), read.diagnostics.end());
  if (diagnostics.size() > before) return std::nullopt;
  FeelCase result;
  result.document = std::move(read.root);
  CaseReader(diagnostics).read(result);
  if (diagnostics.size() > before) return std::nullopt;
  return result;
}

}  // namespace entente::cli
