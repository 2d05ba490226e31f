// Forms that begin with a word of their own. Their last part reaches as far right as it can.
#include "grammar/expression.hpp"

namespace entente::grammar {
namespace {

// ---------------------------------------------------------------- tokens of several words

template <std::size_t size>
bool follow(Token token, const ParseState& state, const std::string_view (&words)[size],
            Position& after) {
  for (const auto word : words) {
    if (!token.is(word)) return false;
    after = token.end;
    token = next_token(token.end, state.last());
  }
  return true;
}

bool read_every_must(Token token, ParseState& state, ExprId& value, Position& after) {
  constexpr std::string_view words[] = {"every", "must", "rule", "is", "met"};
  if (!follow(token, state, words, after)) return false;
  value = state.add(EveryMustRuleIsMet{});
  return true;
}

bool read_quantifier(Token token, ParseState&, Quantifier& value, Position&) {
  value = token.is("some") ? Quantifier::some : Quantifier::every;
  return token.is("some") || token.is("every");
}

/// `at least`, `at most`; but `at least 2 checks` is a clause of a rule, not a value.
bool read_limit(Token token, ParseState& state, CountLimit& value, Position& after) {
  const Token second = next_token(token.end, state.last());
  value = second.is("most") ? CountLimit::at_most : CountLimit::at_least;
  if (!token.is("at") || !(second.is("least") || second.is("most"))) return false;
  after = second.end;
  const Token amount = next_token(second.end, state.last());
  const Token noun = next_token(amount.end, state.last());
  const bool clause = amount.kind == TokenKind::number && (noun.is("checks") || noun.is("check"));
  return !clause || next_token(noun.end, state.last()).is("in");
}

/// `total of`, `intersection of`, `union of`.
bool read_aggregate(Token token, ParseState& state, Identifier& value, Position& after) {
  const Token of = next_token(token.end, state.last());
  const bool known = token.is("total") || token.is("intersection") || token.is("union");
  if (!known || !of.is("of")) return false;
  value = {std::string(token.text()) + " of", state.span(token.begin, of.end)};
  after = of.end;
  return true;
}

/// `two a, b`, and not a variable that is called `two`.
bool two_variables(Token token, ParseState& state) {
  const Token next = next_token(token.end, state.last());
  return token.is("two") && next.kind == TokenKind::word && !next.is("in");
}

/// `for each p in …` is a clause of a rule, unless the variable is called `each`.
bool clause_follows(Token token, ParseState& state) {
  const Token next = next_token(token.end, state.last());
  return token.is("each") && next.kind == TokenKind::word && !next.is("in");
}

/// Parameters of a function may be called `item`, as in FEEL.
/// A name, or `item`, which FEEL takes for one.
bool read_variable(Token token, ParseState& state, Identifier& value, Position& after) {
  return token.is("item") ? read_word(token, state, value, after)
                          : read_name(token, state, value, after);
}

bool text_follows(Token token, ParseState&) { return token.kind == TokenKind::text; }

// ---------------------------------------------------------------- nodes

constexpr auto if_then = [](ExprId condition, ExprId then, ExprId otherwise) -> ExprNode {
  return If{condition, then, otherwise};
};
constexpr auto for_return = [](std::vector<Iterator> iterators, ExprId body) -> ExprNode {
  return For{std::move(iterators), body};
};
constexpr auto quantified = [](Quantifier quantifier, std::vector<Iterator> iterators,
                               ExprId condition) -> ExprNode {
  return Quantified{quantifier, std::move(iterators), condition};
};
struct FunctionParameter {
  Identifier name;
  std::optional<TypeSyntax> type;
};
constexpr auto parameter_of = [](const auto& context) {
  auto& parts = x3::_attr(context);
  auto& made = x3::_val(context);
  made.name = std::move(boost::fusion::at_c<0>(parts));
  if (auto& type = boost::fusion::at_c<1>(parts)) made.type = std::move(*type);
};
constexpr auto function_of = [](std::vector<FunctionParameter> parameters,
                                ExprId body) -> ExprNode {
  FunctionLiteral function;
  function.body = body;
  for (auto& parameter : parameters) {
    function.parameters.push_back(std::move(parameter.name));
    function.types.push_back(std::move(parameter.type));
  }
  return function;
};
constexpr auto constant = [](ExprId body) -> ExprNode { return FunctionLiteral{{}, body, {}}; };
constexpr auto share_of = [](ExprId list, ExprId condition) -> ExprNode {
  return ShareOf{list, condition};
};
constexpr auto score_of = [](Identifier section) -> ExprNode {
  return ScoreOf{std::move(section), false};
};
constexpr auto band_of = [](Identifier section) -> ExprNode {
  return ScoreOf{std::move(section), true};
};
constexpr auto rule_is = [](Identifier rule, RuleOutcome outcome) -> ExprNode {
  return RuleIs{std::move(rule), outcome};
};
constexpr auto aggregate_of = [](Identifier function, ExprId list) -> ExprNode {
  Call call;
  call.function = std::move(function);
  call.arguments.emplace_back().value = list;
  return call;
};

/// `of L with C`, or `x in L satisfies C` with a variable.
struct Counting {
  std::optional<Identifier> variable;
  ExprId list = ExprId::none;
  ExprId condition = ExprId::none;
};
constexpr auto counted = [](CountLimit limit, ExprId amount, Counting counting) -> ExprNode {
  return Counted{limit, amount, std::move(counting.variable), counting.list, counting.condition};
};
constexpr auto counting_list = [](const auto& context) {
  auto& parts = x3::_attr(context);
  x3::_val(context) = {std::nullopt, boost::fusion::at_c<0>(parts), boost::fusion::at_c<1>(parts)};
};
constexpr auto counting_variable = [](const auto& context) {
  auto& parts = x3::_attr(context);
  x3::_val(context) = {std::move(boost::fusion::at_c<0>(parts)), boost::fusion::at_c<1>(parts),
                       boost::fusion::at_c<2>(parts)};
};

/// The list of pairs, or of neighbours when ordered by a field.
struct Pairs {
  ExprId list = ExprId::none;
  std::optional<Identifier> by;
};
constexpr auto all_pairs = [](const auto& context) { x3::_val(context).list = x3::_attr(context); };
constexpr auto neighbours = [](const auto& context) {
  auto& parts = x3::_attr(context);
  x3::_val(context) = {boost::fusion::at_c<0>(parts), std::move(boost::fusion::at_c<1>(parts))};
};
constexpr auto every_two = [](Quantifier quantifier, Identifier first, Identifier second,
                              Pairs pairs, ExprId condition) -> ExprNode {
  const bool in_a_row = pairs.by.has_value();
  return EveryTwo{quantifier, std::move(first),    std::move(second), in_a_row,
                  pairs.list, std::move(pairs.by), condition};
};
constexpr auto iterator_of = [](const auto& context) {
  auto& parts = x3::_attr(context);
  const auto end = boost::fusion::at_c<2>(parts);
  x3::_val(context) = {std::move(boost::fusion::at_c<0>(parts)), boost::fusion::at_c<1>(parts),
                       end ? *end : ExprId::none};
};

// ---------------------------------------------------------------- rules

const x3::rule<struct IteratorsTag, std::vector<Iterator>> iterators{"a variable name"};
const x3::rule<struct IteratorTag, Iterator> iterator{"a variable name"};
const x3::rule<struct CountingTag, Counting> counting{"`of` or a variable name"};
const x3::rule<struct PairsTag, Pairs> pairs{"a list"};
const x3::rule<struct FunctionParameterTag, FunctionParameter> function_parameter{
    "a parameter name"};

const auto variable = name("a variable name");
const auto limit = token<CountLimit>("`at least` or `at most`", read_limit);
const auto quantifier = token<Quantifier>("`every` or `some`", read_quantifier);
const auto aggregate = token<Identifier>("`total of`", read_aggregate);
const auto every_must = token<ExprId>("`every must rule is met`", read_every_must);

const auto iterators_def = iterator % ","_t;
const auto iterator_def = (token<Identifier>("a variable name", read_variable) > "in"_t >
                           expression > -(".."_t > expression))[iterator_of];
const auto counting_def =
    ("of"_t > expression > "with"_t > expression)[counting_list] |
    (variable > "in"_t > expression > "satisfies"_t > expression)[counting_variable];
const auto pairs_def =
    ("a"_t >> "row"_t >> "of"_t > expression > "by"_t > word("a field name"))[neighbours] |
    expression[all_pairs];

const auto function_parameter_def =
    (token<Identifier>("a parameter name", read_variable) > -(":"_t > feel_type))[parameter_of];
const auto functions =
    ("function"_t >> "("_t >> ")"_t > expression)[make(constant)] |
    ("function"_t > "("_t > function_parameter % ","_t > ")"_t > expression)[make(function_of)];
const auto quantifiers = every_must[keep] |
                         (quantifier >> Lookahead(two_variables) >> "two"_t > variable > ","_t >
                          variable > "in"_t > pairs > "satisfies"_t > expression)[make(every_two)] |
                         (quantifier > iterators > "satisfies"_t > expression)[make(quantified)];
const auto asked_of_others =
    ("rule"_t >> id("a rule id") >> !Lookahead(text_follows) > "is"_t > outcome())[make(rule_is)] |
    ("score"_t >> "of"_t > id("a section name"))[make(score_of)] |
    ("band"_t >> "of"_t > id("a section name"))[make(band_of)];

const auto form_def =
    ("if"_t > expression > "then"_t > expression > "else"_t > expression)[make(if_then)] |
    ("for"_t >> !Lookahead(clause_follows) > iterators > "return"_t >
     expression)[make(for_return)] |
    quantifiers | functions |
    ("share"_t >> "of"_t > expression > "with"_t > expression)[make(share_of)] |
    (limit > guarded[sum] > counting)[make(counted)] |
    (aggregate > guarded[unary])[make(aggregate_of)] | asked_of_others;

}  // namespace

BOOST_SPIRIT_DEFINE(form, iterators, iterator, counting, pairs, function_parameter)
BOOST_SPIRIT_INSTANTIATE(FormRule, Position, Context)

}  // namespace entente::grammar
