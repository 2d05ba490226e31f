// Private to grammar/: the rules of expressions and types that more than one .cpp file needs.
// Each is defined and instantiated in one of them: the ladder of operators in expression.cpp, what
// stands between operators in operand.cpp and forms.cpp, types in types.cpp.
#pragma once

#include "grammar/lexis.hpp"

namespace entente::grammar {

using ExpressionRule = x3::rule<struct ExpressionTag, ExprId>;
using SumRule = x3::rule<struct SumTag, ExprId>;
using UnaryRule = x3::rule<struct UnaryTag, ExprId>;
using OperandRule = x3::rule<struct OperandTag, ExprId>;
using FormRule = x3::rule<struct FormTag, ExprId>;
using UnaryTestRule = x3::rule<struct UnaryTestTag, ExprId>;
using RangeRule = x3::rule<struct RangeTag, NumberRange>;
using BaseTypeRule = x3::rule<struct BaseTypeTag, TypeSyntax>;
using DeclaredTypeRule = x3::rule<struct DeclaredTypeTag, TypeSyntax>;
using FeelTypeRule = x3::rule<struct FeelTypeTag, TypeSyntax>;

/// Everything: `or` and what binds closer.
inline const ExpressionRule expression{"a value"};
/// `+ -` and what binds closer: stops before comparisons, `and` and `or`.
inline const SumRule sum{"a value"};
/// `-x` and what binds closer.
inline const UnaryRule unary{"a value"};
/// A literal, name, form or parenthesis with its `.field`, `[filter]`, `(arguments)` and `ago`.
inline const OperandRule operand{"a value"};
/// What begins with a word of its own: `if`, `for`, `every`, `share of`, `rule … is` and the like.
inline const FormRule form{"a value"};
/// `< 5`, `= 5`: a test that `in` makes.
inline const UnaryTestRule unary_test{"a value"};
/// `1 or more`, `0 to 5`.
inline const RangeRule range{"a range such as `1 to 5` or `1 or more`"};
/// A type without its range and `or none`.
inline const BaseTypeRule base_type{"a type"};
inline const DeclaredTypeRule declared_type{"a type"};
/// A type as FEEL writes it, after `instance of`.
inline const FeelTypeRule feel_type{"a type"};

BOOST_SPIRIT_DECLARE(ExpressionRule, SumRule, UnaryRule, OperandRule, FormRule, UnaryTestRule,
                     RangeRule, BaseTypeRule, DeclaredTypeRule, FeelTypeRule)

/// A binary operator and where it stands.
struct Operator {
  BinaryOp op = BinaryOp::and_;
  Span span;
};

}  // namespace entente::grammar
