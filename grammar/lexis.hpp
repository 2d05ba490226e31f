// Private to grammar/: the X3 vocabulary that all grammar .cpp files share.
// Tokens (words, signs, names, texts, numbers), the directives `spanned`, `guarded`, `named`,
// `resuming`, and the semantic actions `make`, `fold`, `act`. X3 is included here and nowhere else.
#pragma once

#include <boost/fusion/include/at_c.hpp>
#include <boost/fusion/include/is_sequence.hpp>
#include <boost/fusion/include/size.hpp>
#include <boost/spirit/home/x3.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "grammar/keywords.hpp"
#include "grammar/parse_state.hpp"

namespace entente::grammar {

namespace x3 = boost::spirit::x3;

using Position = const char*;
struct StateTag;

struct BlankParser : x3::parser<BlankParser> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;

  template <typename Context, typename Rule, typename Attribute>
  bool parse(Position& first, const Position& last, const Context&, Rule&, Attribute&) const {
    const Position after = skip_blanks(first, last);
    const bool moved = after != first;
    first = after;
    return moved;
  }
};

using Context = x3::context<StateTag, std::reference_wrapper<ParseState>,
                            x3::phrase_parse_context<BlankParser>::type>;

template <typename AnyContext>
ParseState& state_of(const AnyContext& context) {
  return x3::get<StateTag>(context).get();
}

// ---------------------------------------------------------------- tokens

/// What a token is, and its readable name, come from `Reader`:
///   using Value = …; std::string name() const; bool read(Token, ParseState&, Value&, Position&
///   after) const;
template <typename Reader>
struct TokenParser : x3::parser<TokenParser<Reader>> {
  using attribute_type = typename Reader::Value;
  static constexpr bool has_attribute = !std::is_same_v<attribute_type, x3::unused_type>;
  Reader reader;

  constexpr explicit TokenParser(Reader made) : reader(made) {}

  template <typename AnyContext, typename Rule, typename Attribute>
  bool parse(Position& first, const Position&, const AnyContext& context, Rule&,
             Attribute& attribute) const {
    const Token token = state_of(context).token_at(first);
    if constexpr (has_attribute) {
      attribute_type value{};
      Position after = token.end;
      if (!reader.read(token, state_of(context), value, after)) return false;
      first = after;
      x3::traits::move_to(std::move(value), attribute);
    } else {
      if (!reader.read(token)) return false;
      first = token.end;
    }
    return true;
  }
};

/// A word of the language or a sign, exactly.
struct ExactToken {
  using Value = x3::unused_type;
  std::string_view text;

  [[nodiscard]] std::string name() const { return "`" + std::string(text) + "`"; }
  [[nodiscard]] bool read(Token token) const { return token.is(text); }
};

inline TokenParser<ExactToken> operator""_t(const char* text, std::size_t size) {
  return TokenParser<ExactToken>(ExactToken{{text, size}});
}

/// Reads by a function; the name is for messages.
template <typename Result>
struct FunctionToken {
  using Value = Result;
  using Read = bool (*)(Token, ParseState&, Result&, Position& after);
  const char* called;
  Read function;

  [[nodiscard]] std::string name() const { return called; }
  [[nodiscard]] bool read(Token token, ParseState& state, Result& value, Position& after) const {
    return function(token, state, value, after);
  }
};

template <typename Result>
constexpr TokenParser<FunctionToken<Result>> token(const char* called,
                                                   typename FunctionToken<Result>::Read read) {
  return TokenParser<FunctionToken<Result>>({called, read});
}

/// Looks ahead only: succeeds where the function says yes, and reads nothing.
struct Lookahead : x3::parser<Lookahead> {
  using attribute_type = x3::unused_type;
  static constexpr bool has_attribute = false;
  using Test = bool (*)(Token, ParseState&);
  Test test;

  constexpr explicit Lookahead(Test function) : test(function) {}

  template <typename AnyContext, typename Rule, typename Attribute>
  bool parse(Position& first, const Position&, const AnyContext& context, Rule&, Attribute&) const {
    auto& state = state_of(context);
    return test(state.token_at(first), state);
  }
};

// ---------------------------------------------------------------- directives

/// Sets the span of the node that the enclosing rule made.
template <typename Subject>
struct Spanned : x3::unary_parser<Subject, Spanned<Subject>> {
  using x3::unary_parser<Subject, Spanned<Subject>>::unary_parser;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;

  template <typename AnyContext, typename Rule, typename Attribute>
  bool parse(Position& first, const Position& last, const AnyContext& context, Rule& node,
             Attribute& attribute) const {
    const Position begin = state_of(context).token_at(first).begin;
    if (!this->subject.parse(first, last, context, node, attribute)) return false;
    state_of(context).place(node, begin, first);
    return true;
  }
};

/// The same for a node made around the one before it: from where that begins.
template <typename Subject>
struct Extended : x3::unary_parser<Subject, Extended<Subject>> {
  using x3::unary_parser<Subject, Extended<Subject>>::unary_parser;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;

  template <typename AnyContext, typename Rule, typename Attribute>
  bool parse(Position& first, const Position& last, const AnyContext& context, Rule& node,
             Attribute& attribute) const {
    auto& state = state_of(context);
    const ExprId before = node;
    if (!this->subject.parse(first, last, context, node, attribute)) return false;
    state.extend(node, before, first);
    return true;
  }
};

/// Counts how deep the parser is inside itself.
template <typename Subject>
struct Guarded : x3::unary_parser<Subject, Guarded<Subject>> {
  using x3::unary_parser<Subject, Guarded<Subject>>::unary_parser;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;

  template <typename AnyContext, typename Rule, typename Attribute>
  bool parse(Position& first, const Position& last, const AnyContext& context, Rule& rule,
             Attribute& attribute) const {
    struct Level {
      ParseState& state;
      Level(ParseState& entered, Position at) : state(entered) { state.enter(at); }
      Level(const Level&) = delete;
      Level& operator=(const Level&) = delete;
      ~Level() { state.leave(); }
    };
    const Level level(state_of(context), first);
    return this->subject.parse(first, last, context, rule, attribute);
  }
};

/// Gives what it holds a name for messages.
template <typename Subject>
struct Named : x3::unary_parser<Subject, Named<Subject>> {
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;
  const char* called;
  Named(const Subject& inside, const char* name)
      : x3::unary_parser<Subject, Named<Subject>>(inside), called(name) {}

  template <typename AnyContext, typename Rule, typename Attribute>
  bool parse(Position& first, const Position& last, const AnyContext& context, Rule& rule,
             Attribute& attribute) const {
    return this->subject.parse(first, last, context, rule, attribute);
  }
};

/// Notes where a clause begins; an error inside is reported and reading goes on after it, so that
/// whatever repeats clauses just goes on.
template <typename Subject>
struct Resuming : x3::unary_parser<Subject, Resuming<Subject>> {
  using x3::unary_parser<Subject, Resuming<Subject>>::unary_parser;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;

  template <typename AnyContext, typename Rule, typename Attribute>
  bool parse(Position& first, const Position& last, const AnyContext& context, Rule& rule,
             Attribute& attribute) const {
    auto& state = state_of(context);
    state.begin_clause(state.token_at(first).begin);
    try {
      return this->subject.parse(first, last, context, rule, attribute);
    } catch (const x3::expectation_failure<Position>& failure) {
      state.report_expected(failure.where(), failure.which());
      first = state.resume(failure.where(), false);
      state.note_damage(failure.where(), first);
    } catch (const Failure& failure) {
      state.report(failure);
      first = state.resume(failure.begin, failure.ends_card);
      state.note_damage(failure.begin, first);
    }
    return true;
  }
};

template <template <typename> typename Directive>
struct DirectiveMaker {
  template <typename Subject>
  auto operator[](const Subject& subject) const {
    return Directive<typename x3::extension::as_parser<Subject>::value_type>(
        x3::as_parser(subject));
  }
};
inline constexpr DirectiveMaker<Spanned> spanned{};
inline constexpr DirectiveMaker<Extended> extended{};
inline constexpr DirectiveMaker<Guarded> guarded{};
inline constexpr DirectiveMaker<Resuming> resuming{};

template <typename Subject>
auto named(const char* name, const Subject& subject) {
  return Named<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject),
                                                                       name);
}

// ---------------------------------------------------------------- actions

/// Calls `function` with the parts of an attribute: those of a sequence one by one.
template <typename Function, typename Attribute, typename... Before>
decltype(auto) spread(const Function& function, Attribute& attribute, Before&... before) {
  if constexpr (std::is_same_v<std::remove_const_t<Attribute>, x3::unused_type>) {
    return function(before...);
  } else if constexpr (boost::fusion::traits::is_sequence<Attribute>::value) {
    constexpr auto parts =
        static_cast<std::size_t>(boost::fusion::result_of::size<Attribute>::value);
    return [&]<std::size_t... at>(std::index_sequence<at...>)->decltype(auto) {
      return function(before...,
                      std::move(boost::fusion::at_c<static_cast<int>(at)>(attribute))...);
    }
    (std::make_index_sequence<parts>{});
  } else {
    return function(before..., std::move(attribute));
  }
}

/// The enclosing rule's value becomes a new node.
template <typename Function>
auto make(Function function) {
  return [function](const auto& context) {
    x3::_val(context) = state_of(context).add(spread(function, x3::_attr(context)));
  };
}
/// The same; the function also gets the node so far, as its first argument.
template <typename Function>
auto fold(Function function) {
  return [function](const auto& context) {
    const ExprId before = x3::_val(context);
    x3::_val(context) = state_of(context).add(spread(function, x3::_attr(context), before));
  };
}
/// The function gets the state and the parts.
template <typename Function>
auto act(Function function) {
  return [function](const auto& context) {
    auto& state = state_of(context);
    state.here = x3::_where(context).begin();
    spread(function, x3::_attr(context), state);
  };
}
/// The enclosing rule's value is what was read.
inline constexpr auto keep = [](const auto& context) {
  x3::_val(context) = std::move(x3::_attr(context));
};

// ---------------------------------------------------------------- names, numbers, texts

bool read_name(Token token, ParseState& state, Identifier& value, Position& after);
bool read_word(Token token, ParseState& state, Identifier& value, Position& after);
bool read_id(Token token, ParseState& state, Identifier& value, Position& after);
bool read_text(Token token, ParseState& state, TextLiteral& value, Position& after);
bool read_number(Token token, ParseState& state, NumberLiteral& value, Position& after);
bool read_count(Token token, ParseState& state, Identifier& value, Position& after);
bool read_amount(Token token, ParseState& state, Amount& value, Position& after);
bool read_date(Token token, ParseState& state, Identifier& value, Position& after);
bool read_outcome(Token token, ParseState& state, RuleOutcome& value, Position& after);
/// Throws when the day is not in the calendar.
void require_calendar_day(Token token);

/// A word that is not reserved.
inline auto name(const char* called) { return token<Identifier>(called, read_name); }
/// Any word: what follows a dot, the key of a context.
inline auto word(const char* called) { return token<Identifier>(called, read_word); }
/// `values.shared`: words joined by dots, without blanks.
inline auto id(const char* called) { return token<Identifier>(called, read_id); }
inline auto text(const char* called = "a text in double quotes") {
  return token<TextLiteral>(called, read_text);
}
inline auto number(const char* called = "a number") {
  return token<NumberLiteral>(called, read_number);
}
inline auto count(const char* called = "a whole number") {
  return token<Identifier>(called, read_count);
}
inline auto amount() {
  return token<Amount>("a number and its unit, such as `3 days`", read_amount);
}
inline auto date() { return token<Identifier>("a date such as 2026-03-01", read_date); }
inline auto outcome() {
  return token<RuleOutcome>(
      "an outcome (`met`, `partly met`, `not met`, `unknown`, `not applicable`, `not due`, "
      "`fault`)",
      read_outcome);
}

}  // namespace entente::grammar

namespace boost::spirit::x3 {

template <typename Reader>
struct get_info<entente::grammar::TokenParser<Reader>> {
  using result_type = std::string;
  std::string operator()(const entente::grammar::TokenParser<Reader>& parser) const {
    return parser.reader.name();
  }
};
template <typename Subject>
struct get_info<entente::grammar::Named<Subject>> {
  using result_type = std::string;
  std::string operator()(const entente::grammar::Named<Subject>& parser) const {
    return parser.called;
  }
};
template <typename Subject>
struct get_info<entente::grammar::Guarded<Subject>> {
  using result_type = std::string;
  std::string operator()(const entente::grammar::Guarded<Subject>& parser) const {
    return what(parser.subject);
  }
};
template <typename Item, typename Separator>
struct get_info<list<Item, Separator>> {
  using result_type = std::string;
  std::string operator()(const list<Item, Separator>& parser) const { return what(parser.left); }
};
template <typename First, typename Second>
struct get_info<sequence<First, Second>> {
  using result_type = std::string;
  std::string operator()(const sequence<First, Second>& parser) const { return what(parser.left); }
};
template <typename Subject, typename Action>
struct get_info<action<Subject, Action>> {
  using result_type = std::string;
  std::string operator()(const action<Subject, Action>& parser) const {
    return what(parser.subject);
  }
};

}  // namespace boost::spirit::x3
