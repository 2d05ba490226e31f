#include "tests/fuzz/parse_property.hpp"

#include <algorithm>

#include "grammar/children.hpp"
#include "grammar/diagnostic_codes.hpp"
#include "grammar/parse.hpp"

namespace entente::tests {
namespace {

using grammar::Diagnostic;
using grammar::ExprId;
using grammar::Severity;
using grammar::Span;

bool lies_inside(Span span, std::string_view text) {
  return span.begin <= span.end && span.end <= text.size();
}

std::string broken_diagnostics(const std::vector<Diagnostic>& diagnostics,
                               const grammar::Sources& sources, std::string_view text) {
  const auto errors = std::count_if(diagnostics.begin(), diagnostics.end(), [](const auto& one) {
    return one.severity == Severity::error;
  });
  if (errors > 20) return "more than 20 errors";
  for (const auto& one : diagnostics) {
    if (!lies_inside(one.span, text)) return "a report outside the text: " + one.message;
    for (const auto& note : one.notes) {
      if (note.span && !lies_inside(*note.span, text)) return "a note outside the text";
    }
    if (grammar::find_code(one.code) == nullptr) return "an unregistered code: " + one.code;
    const auto names_a_type = [](std::string_view words) {
      return words.find("N5boost") != std::string_view::npos;
    };
    if (one.message.empty() || (names_a_type(one.message) && !names_a_type(text))) {
      return "a message that is not for people: " + one.message;
    }
    if (render(one, sources).empty()) return "nothing rendered";
  }
  return "";
}

std::string broken_tree(const grammar::Tree& tree, std::string_view text) {
  for (std::size_t at = 0; at < tree.expressions.size(); ++at) {
    if (!lies_inside(tree.expressions[at].span, text)) return "an expression outside the text";
    bool ordered = true;
    for_each_child(tree.expressions[at].node, [&](ExprId child) {
      ordered = ordered && static_cast<std::size_t>(child) < at;
    });
    if (!ordered) return "an expression that stands before its part";
  }
  return "";
}

}  // namespace

std::string broken_parse_property(std::string_view text) {
  grammar::Sources sources;
  const auto file = sources.add("input.rules", std::string(text));
  const auto rules = grammar::parse_rules(sources, file);
  const auto expression = grammar::parse_expression(sources, file);
  for (const auto* diagnostics : {&rules.diagnostics, &expression.diagnostics}) {
    if (auto broken = broken_diagnostics(*diagnostics, sources, text); !broken.empty()) {
      return broken;
    }
  }
  for (const auto* tree : {&rules.tree, &expression.tree}) {
    if (auto broken = broken_tree(*tree, text); !broken.empty()) return broken;
  }
  return "";
}

}  // namespace entente::tests
