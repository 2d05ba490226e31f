// Types as written: those of facts and fields, and FEEL's own after `instance of`.
#include <fmt/format.h>

#include "grammar/expression.hpp"

namespace entente::grammar {
namespace {

/// Names of types that have several words.
constexpr auto multiword_types = std::to_array<std::string_view>(
    {"date and time", "days and time duration", "years and months duration", "yes or no"});

Position multiword_end(Token token, const ParseState& state, std::string_view type) {
  for (;;) {
    const auto blank = type.find(' ');
    if (!token.is(type.substr(0, blank))) return nullptr;
    if (blank == std::string_view::npos) return token.end;
    type.remove_prefix(blank + 1);
    token = next_token(token.end, state.last());
  }
}

bool read_type_name(Token token, ParseState& state, Identifier& value, Position& after) {
  for (const auto type : multiword_types) {
    if (const Position end = multiword_end(token, state, type)) {
      value = {std::string(type), state.span(token.begin, end)};
      after = end;
      return true;
    }
  }
  const bool null = token.is("null") || token.is("function");
  return null ? read_word(token, state, value, after) : read_name(token, state, value, after);
}

/// `yess or no`: after the name of a type there is only `or none`.
bool forbid_other_than_none(Token token, ParseState& state) {
  const Token next = next_token(token.end, state.last());
  if (!token.is("or") || !next.is("no")) return true;
  throw Failure{token.begin,
                next.end,
                "E105",
                "expected `or none`, found `or no`",
                "did you mean the type `yes or no`?",
                {},
                false};
}

/// `on scale S`, `answers … on scale S` are known, but not read yet.
bool forbid_unbuilt(Token token, ParseState& state) {
  const Token next = next_token(token.end, state.last());
  const bool scale = token.is("on") && next.is("scale");
  const bool answers = token.is("answers") && (next.is("on") || next.is("about"));
  if (!scale && !answers) return true;
  throw Failure{
      token.begin, next.end,
      "E114",      fmt::format("`{} {}` is not built in this version", token.text(), next.text()),
      "",          {},
      false};
}

bool size_follows(Token token, ParseState& state) {
  return token.is(",") && next_token(token.end, state.last()).kind == TokenKind::number;
}

constexpr auto type_of = [](auto form) {
  return [form](const auto& context) { x3::_val(context).form = spread(form, x3::_attr(context)); };
};
constexpr auto named_type = [](Identifier name) { return NamedType{std::move(name)}; };
constexpr auto choice_type = [](std::vector<TextLiteral> choices) {
  return ChoiceType{std::move(choices)};
};
constexpr auto list_type = [](TypeSyntax element, boost::optional<Identifier> listed_in,
                              boost::optional<Identifier> least) {
  ListType list;
  list.element.push_back(std::move(element));
  if (listed_in) list.listed_in = std::move(*listed_in);
  if (least) list.least_size = std::move(*least);
  return list;
};
constexpr auto generic_type = [](Identifier name, std::vector<TypeSyntax> arguments) {
  return GenericType{std::move(name), {}, std::move(arguments)};
};
constexpr auto function_type = [](Identifier name, boost::optional<std::vector<TypeSyntax>> some,
                                  TypeSyntax result) {
  GenericType type{std::move(name), {}, some ? std::move(*some) : std::vector<TypeSyntax>{}};
  type.arguments.push_back(std::move(result));
  return type;
};

constexpr auto plain_function_type = [](Identifier name, TypeSyntax result) {
  GenericType type{std::move(name), {}, {}};
  type.arguments.push_back(std::move(result));
  return type;
};

struct ContextPart {
  Identifier key;
  TypeSyntax type;
};
constexpr auto context_type = [](Identifier name, std::vector<ContextPart> parts) {
  GenericType type{std::move(name), {}, {}};
  for (auto& part : parts) {
    type.keys.push_back(std::move(part.key));
    type.arguments.push_back(std::move(part.type));
  }
  return type;
};
constexpr auto part_of = [](const auto& context) {
  auto& parts = x3::_attr(context);
  x3::_val(context) = {std::move(boost::fusion::at_c<0>(parts)),
                       std::move(boost::fusion::at_c<1>(parts))};
};

template <const std::string_view& wanted>
bool read_exactly(Token token, ParseState& state, Identifier& value, Position& after) {
  return token.is(wanted) && read_word(token, state, value, after);
}
constexpr std::string_view context_word = "context";
constexpr std::string_view function_word = "function";

constexpr auto set_range = [](const auto& context) {
  x3::_val(context).range = x3::_attr(context);
};
constexpr auto set_none = [](const auto& context) { x3::_val(context).or_none = true; };
constexpr auto set_low = [](const auto& context) { x3::_val(context).low = x3::_attr(context); };
constexpr auto set_high = [](const auto& context) { x3::_val(context).high = x3::_attr(context); };
constexpr auto low_is_high = [](const auto& context) {
  auto& bounds = x3::_val(context);
  std::swap(bounds.low, bounds.high);
};

/// Sets the span of a type or range from what was read.
template <typename Subject>
struct Located : x3::unary_parser<Subject, Located<Subject>> {
  using x3::unary_parser<Subject, Located<Subject>>::unary_parser;
  static constexpr bool is_pass_through_unary = true;
  static constexpr bool handles_container = Subject::handles_container;

  template <typename AnyContext, typename Rule, typename Attribute>
  bool parse(Position& first, const Position& last, const AnyContext& context, Rule& value,
             Attribute& attribute) const {
    const Position begin = skip_blanks(first, last);
    if (!this->subject.parse(first, last, context, value, attribute)) return false;
    value.span = state_of(context).span(begin, first);
    return true;
  }
};
constexpr DirectiveMaker<Located> located{};

const x3::rule<struct ContextPartTag, ContextPart> context_part{"a name and its type"};

const auto type_name = token<Identifier>("a type", read_type_name);
const auto context_name = token<Identifier>("`context`", read_exactly<context_word>);
const auto function_name = token<Identifier>("`function`", read_exactly<function_word>);
const auto listed_in = "in"_t > name("the name of a fact");
const auto least_size = Lookahead(size_follows) >> ","_t > count() > "or"_t > "more"_t;

const auto more_or_less = named("`more` or `less`", "more"_t | "less"_t[low_is_high]);
const auto range_def =
    located[sum[set_low] > named("`to`, `or more` or `or less`",
                                 ("to"_t > sum[set_high]) | ("or"_t > more_or_less))];

const auto base_type_def = guarded
    [located[Lookahead(forbid_unbuilt) >>
             (("list"_t >> "of"_t > base_type > -listed_in > -least_size)[type_of(list_type)] |
              ("one"_t >> "of"_t > (text() % (","_t >> !Lookahead([](Token token, ParseState&) {
                                                return token.kind != TokenKind::text;
                                              }))))[type_of(choice_type)] |
              type_name[type_of(named_type)])]];
const auto declared_type_def =
    located[base_type[keep] >> -((","_t > range)[set_range]) >> Lookahead(forbid_other_than_none) >>
            -(("or"_t > "none"_t)[set_none])];

const auto context_part_def = (word("a name") > ":"_t > feel_type)[part_of];
const auto feel_type_def =
    guarded[located[(context_name >> "<"_t > context_part % ","_t > ">"_t)[type_of(context_type)] |
                    (function_name >> "<>"_t > "->"_t > feel_type)[type_of(plain_function_type)] |
                    (function_name >> "<"_t > -(feel_type % ","_t) > ">"_t > "->"_t >
                     feel_type)[type_of(function_type)] |
                    (type_name >> "<"_t > feel_type % ","_t > ">"_t)[type_of(generic_type)] |
                    type_name[type_of(named_type)]]];

}  // namespace

BOOST_SPIRIT_DEFINE(range, base_type, declared_type, context_part, feel_type)
BOOST_SPIRIT_INSTANTIATE(RangeRule, Position, Context)
BOOST_SPIRIT_INSTANTIATE(BaseTypeRule, Position, Context)
BOOST_SPIRIT_INSTANTIATE(DeclaredTypeRule, Position, Context)
BOOST_SPIRIT_INSTANTIATE(FeelTypeRule, Position, Context)

}  // namespace entente::grammar
