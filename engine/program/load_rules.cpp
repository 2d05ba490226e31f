#include "engine/program/load_rules.hpp"

#include "engine/program/compile.hpp"

namespace entente::engine {
namespace {

/// Beside syntax errors only mistakes of type are told: a card that could not be read makes its
/// names look unknown and other things look unused.
bool stands_beside_syntax_errors(const grammar::Diagnostic& diagnostic) {
  return diagnostic.severity == grammar::Severity::error && diagnostic.code.starts_with("E3");
}

}  // namespace

LoadedRules load_rules(const grammar::Sources& sources, std::span<const grammar::FileId> files) {
  LoadedRules loaded;
  std::vector<const grammar::Tree*> trees;
  for (const auto file : files) {
    auto parsed = grammar::parse_rules(sources, file);
    for (auto& diagnostic : parsed.diagnostics) loaded.diagnostics.push_back(std::move(diagnostic));
    loaded.trees.push_back(std::make_unique<const grammar::Tree>(std::move(parsed.tree)));
    trees.push_back(loaded.trees.back().get());
  }
  const bool syntax_errors = grammar::has_errors(loaded.diagnostics);
  auto outcome = check(sources, trees);
  loaded.checked = std::move(outcome.rules);
  for (auto& diagnostic : outcome.diagnostics)
    if (!syntax_errors || stands_beside_syntax_errors(diagnostic))
      loaded.diagnostics.push_back(std::move(diagnostic));
  if (!grammar::has_errors(loaded.diagnostics)) loaded.program = compile(loaded.checked);
  grammar::settle(loaded.diagnostics);
  return loaded;
}

}  // namespace entente::engine
