// Scorecards: sections, how they combine, verdicts. The card's own clauses stand before the first
// section; `in`, `weight` and `combine by` after a section belong to it.
#include <fmt/format.h>

#include "grammar/cards.hpp"

namespace entente::grammar {
namespace {

constexpr auto clauses =
    std::to_array<std::string_view>({"combine", "section", "in", "weight", "verdict"});
constexpr CardKind kind{"scorecard", "a scorecard", clauses, false};

void add_scorecard(Tree& tree) { tree.scorecards.emplace_back(); }
ScorecardCard& scorecard_of(ParseState& state) { return state.tree().scorecards.back(); }

constexpr auto set_id = [](ParseState& state, Identifier read, boost::optional<TextLiteral> title) {
  auto& card = scorecard_of(state);
  card.id = std::move(read);
  if (title) card.title = std::move(*title);
  card.span = state.card_span();
};
constexpr auto add_section = [](ParseState& state, Identifier read,
                                boost::optional<TextLiteral> title) {
  auto& section = scorecard_of(state).sections.emplace_back();
  section.id = std::move(read);
  if (title) section.title = std::move(*title);
  section.span = state.clause_span();
  state.in_section = true;
};

Section& last_section(ParseState& state, std::string_view clause) {
  if (state.in_section && !scorecard_of(state).sections.empty())
    return scorecard_of(state).sections.back();
  const Position begin = state.clause_begin();
  throw Failure{begin,
                word_run(begin, state.last()),
                "E117",
                fmt::format("`{}` belongs to a section", clause),
                "a `section` stands before it",
                {},
                false};
}

constexpr auto set_parent = [](ParseState& state, Identifier parent) {
  auto& section = last_section(state, "in");
  if (section.parent) state.report_twice("in", state.clause_span(), section.parent->span);
  section.parent = std::move(parent);
};
constexpr auto set_weight = [](ParseState& state, Weight read) {
  auto& weight = last_section(state, "weight").weight;
  read.span = state.clause_span();
  if (read.must) {
    state.report_at(read.span, "E121", "a section cannot be `must`: that is for rules");
  }
  const bool same = weight && ((!read.digits.empty() && !weight->digits.empty()) ||
                               (read.locked && weight->locked));
  if (same) state.report_twice("weight", read.span, weight->span);
  if (weight && read.digits.empty()) read.digits = weight->digits;
  read.locked = read.locked || (weight && weight->locked);
  weight = std::move(read);
};
constexpr auto set_combine = [](ParseState& state) {
  bool& combine = state.in_section && !scorecard_of(state).sections.empty()
                      ? scorecard_of(state).sections.back().combine_by_weighted_share
                      : scorecard_of(state).combine_by_weighted_share;
  if (combine) {
    state.report_at(state.clause_span(), "E115", "`combine by` stands twice under this heading");
  }
  combine = true;
};

void add_verdict(ParseState& state, TextLiteral called, ExprId condition) {
  scorecard_of(state).verdicts.push_back({std::move(called), condition, state.clause_span()});
  state.in_section = false;
}
constexpr auto verdict_when = [](ParseState& state, TextLiteral called, ExprId condition) {
  add_verdict(state, std::move(called), condition);
};
constexpr auto verdict_otherwise = [](ParseState& state, TextLiteral called) {
  add_verdict(state, std::move(called), ExprId::none);
};

/// Other roll-ups, scores of their own and bands come with a later version.
bool forbid_unbuilt(Token token, ParseState& state) {
  const Token next = next_token(token.end, state.last());
  if (token.is("score")) fail_unbuilt(token, "a `score` of its own");
  if (token.is("no") && next.is("total")) fail_unbuilt(token, "`no total`");
  const Token after = next_token(next.end, state.last());
  const bool use_of_bands = token.is("bands") && next.kind == TokenKind::word &&
                            !after.is("band") && after.kind != TokenKind::text;
  if (use_of_bands) fail_unbuilt(token, "`bands` of a section");
  return false;
}
bool forbid_other_combinations(Token token, ParseState&) {
  if (token.is("mean") || token.is("lowest") || token.is("sum")) {
    fail_unbuilt(token, fmt::format("`combine by {}`", token.text()));
  }
  return true;
}

const auto heading = resuming[(x3::eps > id("the scorecard's id") > -text())[act(set_id)]];
const auto verdict = (x3::eps >> "verdict"_t >> text() >> "otherwise"_t)[act(verdict_otherwise)] |
                     ("verdict"_t > text("the verdict in double quotes") >
                      named("`when` or `otherwise`", "when"_t) > expression)[act(verdict_when)];
const auto clause = resuming[("section"_t > id("a section name") > -text())[act(add_section)] |
                             ("in"_t > id("a section name"))[act(set_parent)] |
                             ("weight"_t > weight_value())[act(set_weight)] |
                             ("combine"_t > "by"_t > Lookahead(forbid_other_combinations) >
                              "weighted"_t > "share"_t)[act(set_combine)] |
                             verdict | Lookahead(forbid_unbuilt) | Lookahead(more_of_card)];
const auto scorecard_card_def = card_of(kind, add_scorecard) > heading > *clause;

}  // namespace

BOOST_SPIRIT_DEFINE(scorecard_card)
BOOST_SPIRIT_INSTANTIATE(ScorecardCardRule, Position, Context)

}  // namespace entente::grammar
