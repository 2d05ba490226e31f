// Rules: every clause, in any order. Which may stand twice is decided here; what they mean is not.
#include <fmt/format.h>

#include "grammar/cards.hpp"

namespace entente::grammar {
namespace {

constexpr auto clauses = std::to_array<std::string_view>(
    {"section", "weight", "parameter", "for", "applies", "due", "check", "any", "at", "credit",
     "because", "advise", "source", "unknown", "cannot"});
constexpr CardKind kind{"rule", "a rule", clauses, false};

void add_rule(Tree& tree) { tree.rules.emplace_back(); }
RuleCard& rule_of(ParseState& state) { return state.tree().rules.back(); }

/// `5 points`, but not a name `points` after some other value.
bool read_points(Token token, ParseState& state, ExprId& value, Position& after) {
  const Token points = next_token(token.end, state.last());
  const bool word = points.is("points") || points.is("point");
  if (token.kind != TokenKind::number || !word) return false;
  value = state.add(NumberLiteral{std::string(token.text()), false});
  state.place(value, token.begin, token.end);
  after = points.end;
  return true;
}

bool by_share_follows(Token token, ParseState& state) {
  const Token share = next_token(token.end, state.last());
  return token.is("by") && share.is("share") && next_token(share.end, state.last()).is("of");
}

/// Lists may not repeat a name.
constexpr auto set_sections = [](ParseState& state, std::vector<Identifier> sections) {
  auto& rule = rule_of(state);
  if (!rule.sections.empty()) {
    state.report_twice("section", state.clause_span(), rule.sections.front().span);
  }
  rule.sections = std::move(sections);
};

/// `weight 3` and `weight locked` may be two clauses.
constexpr auto set_weight = [](ParseState& state, Weight read) {
  auto& weight = rule_of(state).weight;
  read.span = state.clause_span();
  if (!weight) {
    weight = std::move(read);
    return;
  }
  const bool same = (!read.digits.empty() && !weight->digits.empty()) ||
                    (read.must && weight->must) || (read.locked && weight->locked);
  if (same) state.report_twice("weight", read.span, weight->span);
  if (!read.digits.empty()) weight->digits = std::move(read.digits);
  weight->must = weight->must || read.must;
  weight->locked = weight->locked || read.locked;
};

constexpr auto add_parameter = [](ParseState& state, Parameter read) {
  rule_of(state).parameters.push_back(std::move(read));
};

void set_for_each(ParseState& state, ForEach read) {
  auto& slot = rule_of(state).for_each;
  read.span = state.clause_span();
  if (slot) state.report_twice("for each", read.span, slot->span);
  slot = std::move(read);
}
constexpr auto for_each = [](ParseState& state, Identifier variable, ExprId list) {
  set_for_each(state, {std::move(variable), std::nullopt, list, {}});
};
constexpr auto for_each_two = [](ParseState& state, Identifier first, Identifier second,
                                 ExprId list) {
  set_for_each(state, {std::move(first), std::move(second), list, {}});
};

template <ExprId RuleCard::*slot, const char* const& clause>
constexpr auto set_condition = [](ParseState& state, ExprId read) {
  auto& place = rule_of(state).*slot;
  if (place != ExprId::none) {
    state.report_twice(clause, state.clause_span(), state.span_of(place));
  }
  place = read;
};
constexpr const char* applies_clause = "applies when";
constexpr const char* due_clause = "due when";

constexpr auto add_check = [](ParseState& state, TextLiteral label, ExprId condition) {
  rule_of(state).checks.push_back({std::move(label), condition, state.clause_span()});
};

void set_needed(ParseState& state, ChecksNeeded read) {
  auto& slot = rule_of(state).needed;
  read.span = state.clause_span();
  if (slot) state.report_twice("any check` or `at least … checks", read.span, slot->span);
  slot = std::move(read);
}
constexpr auto any_check = [](ParseState& state) { set_needed(state, {true, std::nullopt, {}}); };
constexpr auto at_least = [](ParseState& state, Identifier number) {
  set_needed(state, {false, std::move(number), {}});
};

void add_credit(ParseState& state, CreditForm form, ExprId amount, ExprId condition) {
  rule_of(state).credits.push_back({form, amount, condition, state.clause_span()});
}
constexpr auto credit_by_share = [](ParseState& state) {
  add_credit(state, CreditForm::share_of_checks, ExprId::none, ExprId::none);
};
constexpr auto credit_points = [](ParseState& state, ExprId points, ExprId condition) {
  add_credit(state, CreditForm::points_when, points, condition);
};
constexpr auto credit_of = [](ParseState& state, ExprId amount, boost::optional<ExprId> condition) {
  const auto form = condition ? CreditForm::at_least_when : CreditForm::expression;
  add_credit(state, form, amount, condition ? *condition : ExprId::none);
};

constexpr auto set_because = [](ParseState& state, Template read) {
  auto& slot = rule_of(state).because;
  if (slot) state.report_twice("because", state.clause_span(), slot->span);
  slot = std::move(read);
};
constexpr auto add_advice = [](ParseState& state, Template read, boost::optional<Amount> effort) {
  auto& advice = rule_of(state).advice.emplace_back();
  advice.text = std::move(read);
  if (effort) advice.effort = std::move(*effort);
};
constexpr auto add_source = [](ParseState& state, TextLiteral read) {
  rule_of(state).sources.push_back(std::move(read));
};
constexpr auto set_assumed = [](ParseState& state, RuleOutcome outcome) {
  auto& rule = rule_of(state);
  if (rule.unknown_counts_as) {
    state.report_at(state.clause_span(), "E115", "`unknown counts as` stands twice in this card");
  }
  rule.unknown_counts_as = outcome;
};
constexpr auto set_kept = [](ParseState& state) { rule_of(state).cannot_be_turned_off = true; };

/// Only these outcomes can be assumed.
bool read_assumed(Token token, ParseState& state, RuleOutcome& value, Position& after) {
  return read_outcome(token, state, value, after) &&
         (value == RuleOutcome::met || value == RuleOutcome::not_met ||
          value == RuleOutcome::not_applicable);
}

bool is_two(Token token, ParseState& state) {
  const Token next = next_token(token.end, state.last());
  return token.is("two") && next.kind == TokenKind::word && !next.is("in");
}

constexpr auto set_id = [](ParseState& state, Identifier read) {
  rule_of(state).id = std::move(read);
  rule_of(state).span = state.card_span();
};
constexpr auto set_title = [](ParseState& state, TextLiteral read) {
  rule_of(state).title = std::move(read);
  rule_of(state).span = state.card_span();
};

const auto variable = name("a variable name");
const auto assumed = token<RuleOutcome>("`met`, `not met` or `not applicable`", read_assumed);

const auto counting =
    ("section"_t > id("a section name") % ","_t)[act(set_sections)] |
    ("weight"_t > weight_value())[act(set_weight)] |
    ("parameter"_t > parameter)[act(add_parameter)] |
    ("for"_t >> "each"_t >> Lookahead(is_two) >> "two"_t > variable > ","_t > variable > "in"_t >
     expression)[act(for_each_two)] |
    ("for"_t > "each"_t > variable > "in"_t > expression)[act(for_each)] |
    ("applies"_t > "when"_t > expression)[act(set_condition<&RuleCard::applies, applies_clause>)] |
    ("due"_t > "when"_t > expression)[act(set_condition<&RuleCard::due, due_clause>)];

const auto judging =
    ("check"_t > text("the check's label in double quotes") > expression)[act(add_check)] |
    ("any"_t > "check"_t)[act(any_check)] |
    ("at"_t > "least"_t > count() > named("`checks`", "checks"_t | "check"_t))[act(at_least)] |
    ("credit"_t >> Lookahead(by_share_follows) > "by"_t > "share"_t > "of"_t >
     "checks"_t)[act(credit_by_share)] |
    ("credit"_t >> token<ExprId>("points", read_points) > "when"_t >
     expression)[act(credit_points)] |
    ("credit"_t > expression > -("when"_t > expression))[act(credit_of)] |
    ("unknown"_t > "counts"_t > "as"_t > assumed)[act(set_assumed)];

const auto saying = ("because"_t > template_text())[act(set_because)] |
                    ("advise"_t > template_text() > -("effort"_t > amount()))[act(add_advice)] |
                    ("source"_t > text())[act(add_source)] |
                    ("cannot"_t > "be"_t > "turned"_t > "off"_t)[act(set_kept)];

const auto heading = resuming[(x3::eps > id("the rule's id"))[act(set_id)] >
                              text("the rule's title in double quotes")[act(set_title)]];
const auto clause = resuming[counting | judging | saying | Lookahead(more_of_card)];
const auto rule_card_def = card_of(kind, add_rule) > heading > *clause;

}  // namespace

BOOST_SPIRIT_DEFINE(rule_card)
BOOST_SPIRIT_INSTANTIATE(RuleCardRule, Position, Context)

}  // namespace entente::grammar
