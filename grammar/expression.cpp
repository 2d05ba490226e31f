// The ladder of operators, weakest first. Before an operator the grammar may try (`>>`), after one
// it insists (`>`): that is where `expected a value after …` comes from. Comparisons do not chain.
#include "grammar/expression.hpp"

#include <array>

namespace entente::grammar {
namespace {

struct OperatorText {
  std::string_view text;
  BinaryOp op;
};

constexpr std::array or_words{OperatorText{"or", BinaryOp::or_}};
constexpr std::array and_words{OperatorText{"and", BinaryOp::and_}};
constexpr std::array sum_signs{OperatorText{"+", BinaryOp::add},
                               OperatorText{"-", BinaryOp::subtract}};
constexpr std::array product_signs{OperatorText{"*", BinaryOp::multiply},
                                   OperatorText{"/", BinaryOp::divide}};
constexpr std::array power_signs{OperatorText{"**", BinaryOp::power}};
constexpr std::array comparisons{
    OperatorText{"=", BinaryOp::equal},       OperatorText{"!=", BinaryOp::not_equal},
    OperatorText{"<", BinaryOp::less},        OperatorText{"<=", BinaryOp::less_equal},
    OperatorText{">", BinaryOp::greater},     OperatorText{">=", BinaryOp::greater_equal},
    OperatorText{"before", BinaryOp::before}, OperatorText{"after", BinaryOp::after}};
constexpr std::array test_signs{
    OperatorText{"=", BinaryOp::equal},   OperatorText{"!=", BinaryOp::not_equal},
    OperatorText{"<", BinaryOp::less},    OperatorText{"<=", BinaryOp::less_equal},
    OperatorText{">", BinaryOp::greater}, OperatorText{">=", BinaryOp::greater_equal}};
constexpr std::array order_words{OperatorText{"before", BinaryOp::before},
                                 OperatorText{"after", BinaryOp::after}};

template <const auto& table>
bool read_operator(Token token, ParseState& state, Operator& value, Position&) {
  for (const auto& entry : table) {
    if (!token.is(entry.text)) continue;
    value = {entry.op, state.span(token.begin, token.end)};
    return true;
  }
  return false;
}

template <const auto& table>
auto operator_in() {
  return token<Operator>("an operator", read_operator<table>);
}

bool is_comparison(Token token, ParseState& state) {
  constexpr auto words = std::to_array<std::string_view>(
      {"=", "!=", "<", "<=", ">", ">=", "before", "after", "between", "in", "within", "is"});
  if (token.is("not")) token = next_token(token.end, state.last());
  return contains_word(words, token.text());
}

/// After a comparison there is none; says how the share that was meant is written.
bool forbid_chain(Token found, ParseState& state) {
  if (!is_comparison(found, state)) return true;
  throw Failure{found.begin,
                found.end,
                "E111",
                "a comparison cannot be compared again",
                "put the first part in parentheses",
                {{"a value between two others is `x between a and b`; `with` and `satisfies` reach "
                  "as far right as they can, so write `(share of … with …) >= 80%`",
                  std::nullopt}},
                false};
}

bool not_known_after_is(Token found, ParseState&) {
  Failure failure{found.begin, found.end, "E121", "", "", {}, false};
  failure.message =
      "expected `none`, `not none`, `known` or `not known` after `is`, found " + described(found);
  const bool value = found.kind != TokenKind::sign && found.kind != TokenKind::end;
  if (value && !found.is("not")) failure.label = "equality is `=`";
  if (found.is("unknown")) failure.label = "write `is not known`";
  if (found.is("null")) failure.label = "write `= null`";
  throw failure;
}

/// After `in`: does this parenthesis hold tests, rather than being part of a longer value?
bool holds_tests(Token token, ParseState& state) {
  if (!token.is("(")) return false;
  int depth = 0;
  for (int budget = 10000; budget > 0 && token.kind != TokenKind::end; --budget) {
    if (token.is("(") || token.is("[")) ++depth;
    if (token.is(")") || token.is("]")) --depth;
    if (token.is("..") && depth == 1) return false;
    token = next_token(token.end, state.last());
    if (depth <= 0) break;
  }
  constexpr auto more = std::to_array<std::string_view>({".", "[", "+", "-", "*", "/", "**"});
  return !contains_word(more, token.text());
}

constexpr auto binary = [](ExprId left, const Operator& op, ExprId right) -> ExprNode {
  return Binary{op.op, left, right, op.span, false};
};
constexpr auto between = [](ExprId value, bool negated, ExprId low, ExprId high) -> ExprNode {
  return Between{value, low, high, negated};
};
constexpr auto in_tests = [](ExprId value, bool negated, std::vector<ExprId> tests) -> ExprNode {
  return In{value, std::move(tests), negated};
};
constexpr auto instance_of = [](ExprId value, TypeSyntax type) -> ExprNode {
  return InstanceOf{value, std::move(type)};
};
constexpr auto is_none = [](ExprId value, bool negated) -> ExprNode {
  return IsNone{value, negated};
};
constexpr auto is_known = [](ExprId value, bool negated) -> ExprNode {
  return IsKnown{value, negated};
};

struct Anchor {
  WithinAnchor kind = WithinAnchor::today;
  ExprId value = ExprId::none;
};
constexpr auto within = [](ExprId value, bool negated, ExprId duration,
                           const Anchor& anchor) -> ExprNode {
  return Within{value, duration, anchor.kind, anchor.value, negated};
};

/// `x not before y` is not(x before y).
constexpr auto not_in_order = [](const auto& context) {
  auto& state = state_of(context);
  auto& parts = x3::_attr(context);
  const ExprId left = x3::_val(context);
  const Operator op = boost::fusion::at_c<0>(parts);
  const ExprId compared = state.add(binary(left, op, boost::fusion::at_c<1>(parts)));
  state.extend(compared, left, x3::_where(context).begin());
  Call call;
  call.function = {"not", op.span};
  call.arguments.emplace_back().value = compared;
  x3::_val(context) = state.add(std::move(call));
};

/// `< 5` is the range of what is less.
constexpr auto test_of = [](const Operator& op, ExprId operand) -> ExprNode {
  const bool closed = op.op == BinaryOp::less_equal || op.op == BinaryOp::greater_equal;
  switch (op.op) {
    case BinaryOp::less:
    case BinaryOp::less_equal:
      return RangeLiteral{ExprId::none, operand, false, closed};
    case BinaryOp::greater:
    case BinaryOp::greater_equal:
      return RangeLiteral{operand, ExprId::none, closed, false};
    default:
      return UnaryTest{op.op, operand};
  }
};

template <WithinAnchor kind>
constexpr auto anchor_at = [](const auto& context) {
  x3::_val(context) = Anchor{kind, x3::_attr(context)};
};

const x3::rule<struct ConjunctionTag, ExprId> conjunction{"a value"};
const x3::rule<struct ComparisonTag, ExprId> comparison{"a value"};
const x3::rule<struct ProductTag, ExprId> product{"a value"};
const x3::rule<struct PowerTag, ExprId> power{"a value"};
const x3::rule<struct TestsTag, std::vector<ExprId>> tests{"a value"};
const x3::rule<struct TestTag, ExprId> test{"a value"};
const x3::rule<struct AnchorTag, Anchor> anchor{"`after`, `before` or `of`"};

const auto negated = x3::matches["not"_t];
const auto sign_of_sum = operator_in<sum_signs>();
const auto after_not =
    named("`in`, `between`, `within`, `before` or `after` after `not`", !x3::eps);

// Each way in which the grammar comes back to itself passes a guard: here, at a sign, at an open
// range, at `at least` and at `total of`.
const auto expression_def =
    guarded[conjunction[keep] >> *extended[(operator_in<or_words>() > conjunction)[fold(binary)]]];
const auto conjunction_def =
    comparison[keep] >> *extended[(operator_in<and_words>() > comparison)[fold(binary)]];

const auto comparison_tail =
    (operator_in<comparisons>() > sum)[fold(binary)] | (negated >> "in"_t > tests)[fold(in_tests)] |
    (negated >> "between"_t > sum > "and"_t > sum)[fold(between)] |
    (negated >> "within"_t > sum > anchor)[fold(within)] |
    ("not"_t >> operator_in<order_words>() > sum)[not_in_order] | ("not"_t > after_not) |
    ("instance"_t > "of"_t > feel_type)[fold(instance_of)] |
    ("is"_t >> negated >> "none"_t)[fold(is_none)] |
    ("is"_t >> negated >> "known"_t)[fold(is_known)] | ("is"_t > Lookahead(not_known_after_is));

const auto comparison_def = sum[keep] >> -(extended[comparison_tail] >> Lookahead(forbid_chain));

const auto anchor_def = ("after"_t > sum)[anchor_at<WithinAnchor::after>] |
                        ("before"_t > sum)[anchor_at<WithinAnchor::before>] |
                        ("of"_t > sum)[anchor_at<WithinAnchor::of>] | x3::eps;

const auto tests_def = (Lookahead(holds_tests) >> "("_t > test % ","_t > ")"_t)[keep] |
                       x3::repeat(1)[unary_test][keep] | x3::repeat(1)[sum][keep];
const auto test_def = unary_test[keep] | expression[keep];
const auto unary_test_def = spanned[(operator_in<test_signs>() > guarded[sum])[make(test_of)]];

const auto sum_def = product[keep] >> *extended[(sign_of_sum > product)[fold(binary)]];
const auto product_def =
    power[keep] >> *extended[(operator_in<product_signs>() > power)[fold(binary)]];
const auto power_def = unary[keep] >> *extended[(operator_in<power_signs>() > unary)[fold(binary)]];
const auto negation = [](ExprId value) -> ExprNode { return Negate{value}; };
const auto unary_def = spanned[("-"_t > guarded[unary])[make(negation)]] | operand[keep];

}  // namespace

BOOST_SPIRIT_DEFINE(expression, conjunction, comparison, anchor, tests, test, unary_test, sum,
                    product, power, unary)

BOOST_SPIRIT_INSTANTIATE(ExpressionRule, Position, Context)
BOOST_SPIRIT_INSTANTIATE(SumRule, Position, Context)
BOOST_SPIRIT_INSTANTIATE(UnaryRule, Position, Context)
BOOST_SPIRIT_INSTANTIATE(UnaryTestRule, Position, Context)

}  // namespace entente::grammar
