// Expressions that stand alone: a whole file, and those in the braces of a template.
#include <fmt/format.h>

#include "grammar/cards.hpp"
#include "grammar/entry.hpp"
#include "grammar/parse.hpp"
#include "grammar/plain_text.hpp"

namespace entente::grammar {
namespace {

/// An expression up to `}`; leaves `at` after it. None when it was not one; that has been reported.
ExprId parse_hole(ParseState& state, Position& at) {
  ExprId value = ExprId::none;
  const auto hole = x3::with<StateTag>(std::ref(state))[x3::eps > expression > "}"_t];
  try {
    x3::phrase_parse(at, state.last(), hole, BlankParser{}, value, x3::skip_flag::dont_post_skip);
    return value;
  } catch (const x3::expectation_failure<Position>& failure) {
    state.report_expected(failure.where(), failure.which());
  } catch (const Failure& failure) {
    state.report(failure);
  }
  at = state.last();
  return ExprId::none;
}

/// `{{` and `}}` are braces themselves.
bool doubled(Position at, Position last) { return at + 1 != last && at[0] == at[1]; }

void cut(ParseState& state, Template& result) {
  TemplatePiece piece;
  for (Position at = state.first(); at != state.last();) {
    const bool brace = *at == '{' || *at == '}';
    if (brace && doubled(at, state.last())) {
      piece.text += *at;
      at += 2;
    } else if (*at == '{') {
      ++at;
      piece.value = parse_hole(state, at);
      result.pieces.push_back(std::move(piece));
      piece = {};
    } else if (*at == '}') {
      state.report({at,
                    at + 1,
                    "E119",
                    "expected `{` before it, found `}`",
                    "`}}` stands for a brace",
                    {},
                    false});
      at = state.last();
    } else {
      piece.text += *at++;
    }
  }
  if (!piece.text.empty() || result.pieces.empty()) result.pieces.push_back(std::move(piece));
}

}  // namespace

bool read_template(Token token, ParseState& state, Template& value, Position& after) {
  TextLiteral literal;
  if (!read_text(token, state, literal, after)) return false;
  std::string text;
  std::vector<std::uint32_t> offsets;
  if (unescape(token, text, &offsets) != nullptr) return false;
  for (auto& offset : offsets) offset += literal.span.begin;
  ParseState inside(text, state.file(), state.tree(), state.diagnostics(), &offsets);
  inside.begin_template();
  cut(inside, value);
  value.span = literal.span;
  return true;
}

bool has_fault(const Sources& sources, FileId file, Damage& damage,
               std::vector<Diagnostic>& diagnostics) {
  const auto text = sources[file].text();
  const auto fault = find_fault(text);
  const auto comment =
      fault.kind == TextFault::Kind::none ? find_open_comment(text) : std::optional<std::size_t>();
  if (fault.kind == TextFault::Kind::none && !comment) return false;
  const auto place = static_cast<std::uint32_t>(comment.value_or(fault.place));
  Diagnostic report;
  report.span = {file, place, place + (comment ? 2 : 1)};
  switch (fault.kind) {
    case TextFault::Kind::none:
      report.code = "E108";
      report.message = "this comment is not closed";
      report.label = "a comment ends with `*/`";
      break;
    case TextFault::Kind::too_large:
      report.code = "E103";
      report.message = "the file is larger than 16 MiB";
      break;
    case TextFault::Kind::not_utf8:
      report.code = "E101";
      report.message = "the file is not UTF-8";
      report.label = "this byte belongs to no character";
      break;
    case TextFault::Kind::control_sign:
      report.code = "E102";
      report.message = "the file holds a control sign that is not text";
      break;
  }
  diagnostics.push_back(std::move(report));
  damage.head = true;
  add_words(text.data(), text.data() + text.size(), damage.words);
  if (comment) add_words(text.data() + place + 2, text.data() + text.size(), damage.words);
  return true;
}

namespace {

/// Reads a whole file with one rule; false when it cannot be read, which has been reported.
template <typename Rule, typename Value>
bool read_whole(const Sources& sources, FileId file, Tree& tree,
                std::vector<Diagnostic>& diagnostics, const Rule& rule, const char* end,
                Value& value) {
  tree.file = file;
  if (has_fault(sources, file, tree.damage, diagnostics)) return false;
  ParseState state(sources[file].text(), file, tree, diagnostics);
  const auto whole = x3::with<StateTag>(std::ref(state))[x3::eps > rule > named(end, x3::eoi)];
  Position at = state.first();
  try {
    x3::phrase_parse(at, state.last(), whole, BlankParser{}, value);
  } catch (const x3::expectation_failure<Position>& failure) {
    state.report_expected(failure.where(), failure.which());
  } catch (const Failure& failure) {
    state.report(failure);
  }
  return diagnostics.empty();
}

}  // namespace

ParsedExpression parse_expression(const Sources& sources, FileId file) {
  ParsedExpression parsed;
  const bool whole = read_whole(sources, file, parsed.tree, parsed.diagnostics, expression,
                                "an operator or the end", parsed.root);
  if (!whole) parsed.root = ExprId::none;
  return parsed;
}

ParsedType parse_type(const Sources& sources, FileId file) {
  ParsedType parsed;
  Tree tree;
  read_whole(sources, file, tree, parsed.diagnostics, feel_type, "the end of the type",
             parsed.type);
  return parsed;
}

}  // namespace entente::grammar
