// Private to grammar/: one rule for each kind of card that is read, heading and clauses together.
// They fill the Tree of the ParseState, have no value of their own, and survive errors in their
// clauses; the heading is read even when its title is missing.
#pragma once

#include "grammar/expression.hpp"

namespace entente::grammar {

using HeadCardRule = x3::rule<struct HeadCardTag>;
using RecordCardRule = x3::rule<struct RecordCardTag>;
using FactCardRule = x3::rule<struct FactCardTag>;
using DefineCardRule = x3::rule<struct DefineCardTag>;
using InferCardRule = x3::rule<struct InferCardTag>;
using RelationCardRule = x3::rule<struct RelationCardTag>;
using RuleCardRule = x3::rule<struct RuleCardTag>;
using ScorecardCardRule = x3::rule<struct ScorecardCardTag>;
using TestCardRule = x3::rule<struct TestCardTag>;
using ParameterRule = x3::rule<struct ParameterTag, Parameter>;

/// `language 1` and `pack … uses … parameter …`.
inline const HeadCardRule head_card{"a pack"};
inline const RecordCardRule record_card{"a record"};
inline const FactCardRule fact_card{"a fact"};
inline const DefineCardRule define_card{"a define"};
inline const InferCardRule infer_card{"an infer"};
inline const RelationCardRule relation_card{"a relation"};
inline const RuleCardRule rule_card{"a rule"};
inline const ScorecardCardRule scorecard_card{"a scorecard"};
inline const TestCardRule test_card{"a test"};
/// What follows the word `parameter`.
inline const ParameterRule parameter{"a parameter"};

BOOST_SPIRIT_DECLARE(HeadCardRule, RecordCardRule, FactCardRule, DefineCardRule, InferCardRule,
                     RelationCardRule, RuleCardRule, ScorecardCardRule, TestCardRule, ParameterRule)

/// A text with {expressions} in it.
bool read_template(Token token, ParseState& state, Template& value, Position& after);
inline auto template_text() { return token<Template>("a text in double quotes", read_template); }

/// `3, must`, `40, locked`: a number, `must` and `locked`, each at most once.
bool read_weight(Token token, ParseState& state, Weight& value, Position& after);
inline auto weight_value() { return token<Weight>("a number, `must` or `locked`", read_weight); }

/// `(p, q)` after a name that is defined.
inline auto parameter_names() { return "("_t > name("the name of a parameter") % ","_t > ")"_t; }

/// Begins a card of a kind at its card word; `add` puts it into the tree, so that clauses find it
/// even when its heading is broken.
inline auto card_of(const CardKind& kind, void (*add)(Tree&)) {
  return TokenParser<ExactToken>(ExactToken{kind.word})[act([&kind, add](ParseState& state) {
    state.begin_card(state.here - kind.word.size(), kind);
    add(state.tree());
  })];
}

/// Stands last among the clauses: false before the next card, else the word here is an error.
inline bool more_of_card(Token token, ParseState& state) {
  if (token.kind == TokenKind::end || is_card_word(token.text())) return false;
  throw state.unknown_clause(token.begin);
}

/// For a form that the language has and this version does not.
[[noreturn]] void fail_unbuilt(Token token, std::string_view what);

}  // namespace entente::grammar
