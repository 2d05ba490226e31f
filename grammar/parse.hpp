// The only door to the parser: text in, tree plus diagnostics out.
// A tree with errors still holds every card that could be read. Depth is bounded at 200; every
// diagnostic of a file is reported in order, at most one a place. X3 is behind this header.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/ast.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::grammar {

struct ParsedFile {
  Tree tree;
  std::vector<Diagnostic> diagnostics;
};

/// Reads a whole rule file.
[[nodiscard]] ParsedFile parse_rules(const Sources& sources, FileId file);

struct ParsedExpression {
  Tree tree;  // holds nothing but expressions
  ExprId root = ExprId::none;
  std::vector<Diagnostic> diagnostics;
};

/// Reads a file that is one expression (`entente feel`, `--set`).
[[nodiscard]] ParsedExpression parse_expression(const Sources& sources, FileId file);

struct ParsedType {
  TypeSyntax type;
  std::vector<Diagnostic> diagnostics;
};

/// Reads a text that is one type as FEEL writes it: `list<number>`, `date and time`.
[[nodiscard]] ParsedType parse_type(const Sources& sources, FileId file);

/// A fact path as in files and tests: `parties[Westbrook].values`, `meetings[2].on`, `a["Northern
/// Hub"].b`.
struct PathStep {
  enum class Kind { field, key, position, any } kind = Kind::field;
  std::string text;            // field name or key
  std::uint32_t position = 0;  // from 1
};
/// Empty on a malformed path.
[[nodiscard]] std::vector<PathStep> parse_path(std::string_view path);

}  // namespace entente::grammar
