#include "engine/facts/reports.hpp"

#include <algorithm>
#include <iterator>

#include "grammar/suggest.hpp"

namespace entente::engine {
namespace {

grammar::Diagnostic make(grammar::Severity severity, std::string code, grammar::Span span,
                         std::string message, std::string label) {
  grammar::Diagnostic diagnostic;
  diagnostic.severity = severity;
  diagnostic.code = std::move(code);
  diagnostic.span = span;
  diagnostic.message = std::move(message);
  diagnostic.label = std::move(label);
  return diagnostic;
}

}  // namespace

grammar::Diagnostic& Reports::error(std::string code, grammar::Span span, std::string message,
                                    std::string label) {
  failed_ = true;
  diagnostics_.push_back(
      make(grammar::Severity::error, std::move(code), span, std::move(message), std::move(label)));
  return diagnostics_.back();
}

grammar::Diagnostic& Reports::lint(std::string code, grammar::Span span, std::string message,
                                   std::string label) {
  diagnostics_.push_back(
      make(grammar::Severity::lint, std::move(code), span, std::move(message), std::move(label)));
  return diagnostics_.back();
}

std::string Reports::did_you_mean(std::string_view word, std::span<const std::string> known) const {
  return many() ? std::string() : grammar::did_you_mean(word, known);
}

void add_declared(grammar::Diagnostic& diagnostic, const Vocabulary& vocabulary, TypeId type,
                  const Declaration* declaration) {
  if (declaration == nullptr || declaration->span.begin == declaration->span.end) return;
  diagnostic.notes.push_back(
      {"`" + declaration->name + "` is declared as " + vocabulary.describe(type) + " in",
       declaration->span});
}

std::vector<std::string> names_of(const std::vector<Declaration>& declarations) {
  std::vector<std::string> names;
  std::transform(declarations.begin(), declarations.end(), std::back_inserter(names),
                 [](const Declaration& declaration) { return declaration.name; });
  return names;
}

}  // namespace entente::engine
