// What stands between operators: literals, names, parentheses, lists, contexts and ranges, with
// what follows them closely: `.field`, `[filter]`, `(arguments)`, `ago`. `(` and `[` are
// left-factored, so nothing is read twice.
#include <fmt/format.h>

#include "grammar/expression.hpp"
#include "grammar/suggest.hpp"

namespace entente::grammar {
namespace {

// ---------------------------------------------------------------- tokens that are operands

void require_readable(Token token) {
  if (token.kind == TokenKind::bad_number) {
    throw Failure{token.begin, token.end, "E109", fmt::format("`{}` is not a number", token.text()),
                  "",          {},        false};
  }
  if (token.kind == TokenKind::bad_date) {
    throw Failure{token.begin,
                  token.end,
                  "E109",
                  fmt::format("`{}` is not a date", token.text()),
                  "a date is written like 2026-03-01",
                  {},
                  false};
  }
  if (token.kind == TokenKind::date) require_calendar_day(token);
}

/// `3`, `50%`, `90 days`.
ExprNode number_node(Token token, const ParseState& state, Position& after) {
  const Token next = next_token(token.end, state.last());
  if (next.is("%")) {
    after = next.end;
    return NumberLiteral{std::string(token.text()), true};
  }
  if (const auto unit = unit_of(next.text()); next.kind == TokenKind::word && !unit.empty()) {
    after = next.end;
    return UnitLiteral{std::string(token.text()), std::string(unit)};
  }
  return NumberLiteral{std::string(token.text()), false};
}

ExprNode text_node(Token token, ParseState& state, bool at) {
  TextLiteral literal;
  Position unused = nullptr;
  read_text(token, state, literal, unused);
  if (at) return TemporalLiteral{std::move(literal.text), true};
  return TextValue{std::move(literal.text)};
}

/// The literals that are words; today() is FEEL's way to say `today`.
bool word_node(Token token, const ParseState& state, ExprNode& node, Position& after) {
  if (token.is("yes") || token.is("true")) return node = BooleanLiteral{true}, true;
  if (token.is("no") || token.is("false")) return node = BooleanLiteral{false}, true;
  if (token.is("null")) return node = NullLiteral{}, true;
  if (token.is("none")) return node = NoneLiteral{}, true;
  if (token.is("item")) return node = ItemLiteral{}, true;
  if (!token.is("today")) return false;
  node = TodayLiteral{};
  const Token open = next_token(token.end, state.last());
  const Token close = next_token(open.end, state.last());
  if (open.is("(") && close.is(")")) after = close.end;
  return true;
}

bool read_literal(Token token, ParseState& state, ExprId& value, Position& after) {
  require_readable(token);
  const Token next = next_token(token.end, state.last());
  ExprNode node;
  if (token.kind == TokenKind::number) {
    node = number_node(token, state, after);
  } else if (token.kind == TokenKind::date) {
    node = TemporalLiteral{std::string(token.text()), false};
  } else if (token.kind == TokenKind::text || token.kind == TokenKind::open_text) {
    node = text_node(token, state, false);
  } else if (token.is("@") && next.kind == TokenKind::text) {
    after = next.end;
    node = text_node(next, state, true);
  } else if (!word_node(token, state, node, after)) {
    return false;
  }
  value = state.add(std::move(node));
  return true;
}

/// `list contains` before `(`; the end of its last word, or null.
Position multiword_end(Token token, const ParseState& state, std::string_view function) {
  for (;;) {
    const auto blank = function.find(' ');
    if (!token.is(function.substr(0, blank))) return nullptr;
    if (blank == std::string_view::npos) break;
    function.remove_prefix(blank + 1);
    token = next_token(token.end, state.last());
  }
  return next_token(token.end, state.last()).is("(") ? token.end : nullptr;
}

/// `string lenght` before `(`: so near to a function of several words that no other is meant. The
/// end of its last word, or null.
Position misspelt_end(Token token, const ParseState& state, std::string& name) {
  constexpr std::size_t longest = 40;
  for (int words = 1; words <= 4 && token.kind == TokenKind::word; ++words) {
    if (words > 1 && (is_reserved(token.text()) || is_clause_word(token.text()))) return nullptr;
    name += words > 1 ? " " : "";
    name += token.text();
    if (name.size() > longest) return nullptr;
    const Token next = next_token(token.end, state.last());
    if (words > 1 && next.is("(")) return nearest(name, multiword_functions) ? token.end : nullptr;
    token = next;
  }
  return nullptr;
}

/// Reserved words that are built-in functions before `(`.
bool reserved_function(Token token, const ParseState& state) {
  const bool known = token.is("not") || token.is("is") || token.is("before") || token.is("after");
  const Token next = next_token(token.end, state.last());
  if (known && next.is("(")) return true;
  if (!token.is("not")) return false;
  throw Failure{next.begin,
                next.end,
                "E120",
                fmt::format("expected `(` after `not`, found {}", described(next)),
                "negation is `not(…)`",
                {},
                false};
}

bool read_operand_name(Token token, ParseState& state, ExprId& value, Position& after) {
  if (token.kind != TokenKind::word) return false;
  const bool two_words = next_token(token.end, state.last()).kind == TokenKind::word;
  for (const auto function : multiword_functions) {
    if (!two_words) break;
    if (const Position end = multiword_end(token, state, function)) {
      after = end;
      value = state.add(Name{std::string(function)});
      return true;
    }
  }
  if (is_reserved(token.text()) && !reserved_function(token, state)) return false;
  std::string misspelt;
  if (const Position end = two_words ? misspelt_end(token, state, misspelt) : nullptr) {
    after = end;
    value = state.add(Name{std::move(misspelt)});  // not a function, as check() will say
    return true;
  }
  value = state.add(Name{std::string(token.text())});
  return true;
}

/// Any word after a dot; FEEL has three fields of two words.
bool read_field(Token token, ParseState& state, Identifier& value, Position& after) {
  if (!read_word(token, state, value, after)) return false;
  const Token next = next_token(token.end, state.last());
  const bool included = (token.is("start") || token.is("end")) && next.is("included");
  if (included || (token.is("time") && next.is("offset"))) {
    value.text = fmt::format("{} {}", token.text(), next.text());
    value.span = state.span(token.begin, next.end);
    after = next.end;
  }
  return true;
}

/// `start position:` of a named argument: up to four words and a colon.
bool read_argument_name(Token token, ParseState& state, Identifier& value, Position& after) {
  const Position begin = token.begin;
  for (int words = 0; words < 4 && token.kind == TokenKind::word; ++words) {
    if (words > 0) value.text += ' ';
    value.text += token.text();
    value.span = state.span(begin, token.end);
    token = next_token(token.end, state.last());
  }
  after = token.end;
  return !value.text.empty() && token.is(":");
}

/// `total cost`, `a+b`: FEEL's names go on over blanks and signs; as a key they end with a colon.
bool read_long_name(Token token, ParseState& state, Identifier& value, Position& after) {
  constexpr auto signs = std::to_array<std::string_view>({".", "/", "-", "+", "*", "**"});
  const Position begin = token.begin;
  Identifier name;
  Position end = begin;
  for (; !token.is(":"); end = token.end, token = next_token(end, state.last())) {
    const bool fits = token.kind == TokenKind::word || token.kind == TokenKind::number ||
                      contains_word(signs, token.text());
    if (!fits) return false;
    if (!name.text.empty() && token.begin != end) name.text += ' ';
    name.text += token.text();
  }
  name.span = state.span(begin, end);
  value = std::move(name);
  after = end;
  return true;
}

bool read_key(Token token, ParseState& state, Identifier& value, Position& after) {
  if (token.kind == TokenKind::word && read_long_name(token, state, value, after)) return true;
  if (token.kind != TokenKind::text) return read_word(token, state, value, after);
  TextLiteral literal;
  read_text(token, state, literal, after);
  value = {std::move(literal.text), literal.span};
  return true;
}

/// How a range ends: closed by `]`, open by `)` or `[`.
bool read_range_end(Token token, ParseState&, bool& closed, Position&) {
  closed = token.is("]");
  return closed || token.is(")") || token.is("[");
}

/// A filter holds a value; `[` before anything else is the open end of a range, `[1..5[`.
bool value_follows(Token bracket, ParseState& state) {
  const Token token = next_token(bracket.end, state.last());
  constexpr auto words =
      std::to_array<std::string_view>({"and", "or", "between", "in", "instance", "within", "then",
                                       "else", "return", "satisfies", "with", "when"});
  constexpr auto signs = std::to_array<std::string_view>({"(", "[", "{", "-", "@"});
  if (token.kind == TokenKind::word) return !contains_word(words, token.text());
  if (token.kind == TokenKind::sign) return contains_word(signs, token.text());
  return token.kind != TokenKind::end;
}

// ---------------------------------------------------------------- nodes

constexpr auto path = [](ExprId base, Identifier field) -> ExprNode {
  return Path{base, std::move(field)};
};
constexpr auto filter = [](ExprId base, ExprId predicate) -> ExprNode {
  return Filter{base, predicate};
};
constexpr auto ago = [](ExprId duration) -> ExprNode { return Ago{duration}; };

template <bool low_closed>
constexpr auto range_of = [](ExprId low, ExprId high, bool high_closed) -> ExprNode {
  return RangeLiteral{low, high, low_closed, high_closed};
};
constexpr auto list = [](ExprId first, std::vector<ExprId> rest) -> ExprNode {
  rest.insert(rest.begin(), first);
  return ListLiteral{std::move(rest)};
};
constexpr auto context_of = [](std::vector<ContextEntry> entries) -> ExprNode {
  return ContextLiteral{std::move(entries)};
};
constexpr auto empty_list = []() -> ExprNode { return ListLiteral{}; };
constexpr auto empty_context = []() -> ExprNode { return ContextLiteral{}; };
constexpr auto no_arguments = [](const auto& context) {
  x3::_val(context) = std::vector<Argument>{};
};

/// A name is called by its name, anything else as an expression.
constexpr auto call = [](const auto& context) {
  auto& state = state_of(context);
  const ExprId called = x3::_val(context);
  Call node;
  if (const auto* name = std::get_if<Name>(&state.tree()[called].node)) {
    node.function = {name->text, state.tree()[called].span};
  } else {
    node.callee = called;
  }
  node.arguments = std::move(x3::_attr(context));
  x3::_val(context) = state.add(std::move(node));
};
constexpr auto parenthesised = [](const auto& context) {
  state_of(context).set_parenthesised(x3::_val(context));
};
constexpr auto argument_of = [](const auto& context) {
  auto& parts = x3::_attr(context);
  auto& argument = x3::_val(context);
  if (auto& name = boost::fusion::at_c<0>(parts)) argument.name = std::move(*name);
  argument.value = boost::fusion::at_c<1>(parts);
};
constexpr auto entry_of = [](const auto& context) {
  auto& parts = x3::_attr(context);
  x3::_val(context) = {std::move(boost::fusion::at_c<0>(parts)), boost::fusion::at_c<1>(parts)};
};

// ---------------------------------------------------------------- rules

const x3::rule<struct PrimaryTag, ExprId> primary{"a value"};
const x3::rule<struct ParenthesisTag, ExprId> parenthesis{"a value"};
const x3::rule<struct BracketTag, ExprId> bracket{"a value"};
const x3::rule<struct BraceTag, ExprId> brace{"a value"};
const x3::rule<struct OpenRangeTag, ExprId> open_range{"a value"};
const x3::rule<struct ArgumentsTag, std::vector<Argument>> arguments{"arguments"};
const x3::rule<struct ArgumentTag, Argument> argument{"an argument"};
const x3::rule<struct EntryTag, ContextEntry> entry{"an entry of a context"};

const auto range_end = token<bool>("`]` or `)`", read_range_end);
const auto field = token<Identifier>("the name of a field", read_field);
const auto argument_name = token<Identifier>("the name of an argument", read_argument_name);

const auto postfix = ("."_t > field)[fold(path)] |
                     (&Lookahead(value_follows) >> "["_t > expression > "]"_t)[fold(filter)] |
                     arguments[call];
const auto operand_def = primary[keep] >> *extended[postfix] >> -extended["ago"_t[fold(ago)]];

const auto primary_def =
    spanned[token<ExprId>("a value", read_literal)[keep] | form[keep] |
            token<ExprId>("a value", read_operand_name)[keep] | parenthesis[keep] | bracket[keep] |
            brace[keep] | open_range[keep]];

// Of a range: from its dots to its closing bracket.
const auto up_to = ".."_t > guarded[sum] > range_end;
const auto parenthesis_def = "("_t >
                             ((unary_test[keep] > ")"_t) |
                              (expression[keep] >>
                               (")"_t[parenthesised] | named("`)`", up_to[fold(range_of<false>)]) |
                                (x3::eps > ")"_t))) |
                              (x3::eps > expression[keep]));
const auto bracket_def = "["_t >
                         ("]"_t[make(empty_list)] |
                          (expression[keep] >> (up_to[fold(range_of<true>)] |
                                                (*(","_t > expression) > "]"_t)[fold(list)])) |
                          (x3::eps > expression[keep]));
const auto brace_def = "{"_t > named("a key or `}`", "}"_t[make(empty_context)] |
                                                         (entry % ","_t > "}"_t)[make(context_of)]);
const auto open_range_def =
    ("]"_t >> guarded[sum] >> ".."_t >> guarded[sum] >> range_end)[make(range_of<false>)];

const auto arguments_def = "("_t > named("a value or `)`",
                                         ")"_t[no_arguments] | (argument % ","_t > ")"_t)[keep]);
const auto argument_def = (-argument_name >> expression)[argument_of];
const auto entry_def = (token<Identifier>("a key", read_key) > ":"_t > expression)[entry_of];

}  // namespace

BOOST_SPIRIT_DEFINE(operand, primary, parenthesis, bracket, brace, open_range, arguments, argument,
                    entry)
BOOST_SPIRIT_INSTANTIATE(OperandRule, Position, Context)

}  // namespace entente::grammar
