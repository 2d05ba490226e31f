// One compact, stable text form of the tree, for tests and for looking at what was parsed.
// An expression is one line of prefix form: `(and (<= due today) list contains(steps, p))`; a card
// is its heading and one clause a line. Not the language itself: it cannot be parsed back.
#pragma once

#include <string>
#include <string_view>

#include "grammar/ast.hpp"

namespace entente::grammar {

/// `-` for an absent expression, `(missing)` for a repaired one.
[[nodiscard]] std::string print(const Tree& tree, ExprId expression);
[[nodiscard]] std::string print(const Tree& tree, const TypeSyntax& type);
[[nodiscard]] std::string print(const Tree& tree, const Template& text);
/// All cards: the head, then records, facts, defines, rules, scorecards, tests, each kind in the
/// order of the file.
[[nodiscard]] std::string print(const Tree& tree);

/// A text in double quotes with escapes, as it could stand in a rule file.
[[nodiscard]] std::string quoted(std::string_view text);
/// `not met`, `partly met`, …: as written in rules.
[[nodiscard]] std::string_view outcome_name(RuleOutcome outcome);
/// `and`, `<=`, …: as written in rules.
[[nodiscard]] std::string_view operator_name(BinaryOp op);

}  // namespace entente::grammar
