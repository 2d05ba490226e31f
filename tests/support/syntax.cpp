#include "tests/support/syntax.hpp"

#include "grammar/ast_print.hpp"

namespace entente::tests {

std::string ParsedText::underlined(const grammar::Diagnostic& diagnostic) const {
  return std::string(sources.text(diagnostic.span));
}

std::string ParsedText::rendered() const {
  std::string text;
  for (const auto& diagnostic : file.diagnostics) text += render(diagnostic, sources);
  return text;
}

ParsedText parse_text(std::string_view text, std::string_view name) {
  ParsedText parsed;
  const auto file = parsed.sources.add(std::string(name), std::string(text));
  parsed.file = grammar::parse_rules(parsed.sources, file);
  return parsed;
}

std::string printed_expression(std::string_view text) {
  grammar::Sources sources;
  const auto file = sources.add("expression", std::string(text));
  const auto parsed = grammar::parse_expression(sources, file);
  if (!parsed.diagnostics.empty()) return render_short(parsed.diagnostics.front(), sources);
  return grammar::print(parsed.tree, parsed.root);
}

}  // namespace entente::tests
