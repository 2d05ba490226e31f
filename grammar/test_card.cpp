// Tests: `today`, `given`, `expect`.
#include "grammar/cards.hpp"

namespace entente::grammar {
namespace {

constexpr auto clauses = std::to_array<std::string_view>({"today", "given", "expect"});
constexpr CardKind kind{"test", "a test", clauses, false};

void add_test(Tree& tree) { tree.tests.emplace_back(); }
TestCard& test_of(ParseState& state) { return state.tree().tests.back(); }

/// `parties[B].feedback`: a path of facts as written, blanks inside brackets included.
bool read_fact_path(Token token, ParseState& state, Identifier& value, Position& after) {
  if (!read_id(token, state, value, after)) return false;
  const auto rest = [&] {
    return std::string_view(after, static_cast<std::size_t>(state.last() - after));
  };
  while (rest().starts_with('[') || rest().starts_with('.')) {
    if (rest().front() == '[') {
      const auto close = rest().find_first_of("]\n");
      if (close == std::string_view::npos || rest()[close] == '\n') break;
      after += close + 1;
    } else {
      const Position end = word_run(after + 1, state.last());
      if (end == after + 1) break;
      after = end;
    }
  }
  value = {std::string(token.begin, after), state.span(token.begin, after)};
  return true;
}

/// `readiness score` and `readiness verdict` at the begin of what is expected.
template <const std::string_view& noun>
bool read_scorecard(Token token, ParseState& state, Identifier& value, Position& after) {
  if (!read_id(token, state, value, after)) return false;
  const Token next = next_token(after, state.last());
  after = next.end;
  return next.is(noun);
}
constexpr std::string_view score_noun = "score";
constexpr std::string_view verdict_noun = "verdict";

/// After `is met` a longer condition may go on: then it is an expression like any other.
bool condition_goes_on(Token token, ParseState&) { return token.is("and") || token.is("or"); }

/// `for "A" and "B"`
bool forbid_second_item(Token token, ParseState&) {
  if (!token.is("and")) return true;
  throw Failure{token.begin,
                token.end,
                "E105",
                "expected `is`, found `and`",
                "a pair is named as in reports: `for \"A and B\"`",
                {},
                false};
}

constexpr auto set_name = [](ParseState& state, TextLiteral read) {
  test_of(state).name = std::move(read);
  test_of(state).span = state.card_span();
};
constexpr auto set_today = [](ParseState& state, Identifier read) {
  auto& today = test_of(state).today;
  if (today) state.report_twice("today", state.clause_span(), today->span);
  today = std::move(read);
};
constexpr auto add_given = [](ParseState& state, Identifier fact, ExprId value) {
  test_of(state).given.push_back({std::move(fact), value, state.clause_span()});
};

template <typename Form>
void add_expect(ParseState& state, Form form) {
  auto& expect = test_of(state).expects.emplace_back();
  expect.span = state.clause_span();
  expect.form = std::move(form);
}
constexpr auto expect_rule = [](ParseState& state, Identifier rule,
                                boost::optional<TextLiteral> item, RuleOutcome outcome,
                                boost::optional<std::vector<Identifier>> because) {
  ExpectRule form{std::move(rule), std::nullopt, outcome, {}};
  if (item) form.item = std::move(*item);
  if (because) form.because = std::move(*because);
  add_expect(state, std::move(form));
};
constexpr auto expect_between = [](ParseState& state, Identifier scorecard,
                                   boost::optional<Identifier> section, ExprId low, ExprId high) {
  ExpectScore form{std::move(scorecard), std::nullopt, low, high};
  if (section) form.section = std::move(*section);
  add_expect(state, std::move(form));
};
constexpr auto expect_score = [](ParseState& state, Identifier scorecard,
                                 boost::optional<Identifier> section, ExprId value) {
  expect_between(state, std::move(scorecard), std::move(section), value, value);
};
constexpr auto expect_verdict = [](ParseState& state, Identifier scorecard,
                                   std::vector<TextLiteral> possible) {
  add_expect(state, ExpectVerdict{std::move(scorecard), std::move(possible)});
};
constexpr auto expect_true = [](ParseState& state, ExprId condition) {
  add_expect(state, ExpectTrue{condition});
};
constexpr auto finish = [](ParseState& state) {
  if (test_of(state).expects.empty()) state.report_missing("at least one `expect`");
};

const auto fact_path = token<Identifier>("the path of a fact", read_fact_path);
const auto score_of_card = token<Identifier>("a scorecard", read_scorecard<score_noun>);
const auto verdict_of_card = token<Identifier>("a scorecard", read_scorecard<verdict_noun>);
const auto of_section = -("of"_t > id("a section name"));

const auto expected =
    ("rule"_t >> id("a rule id") >>
     -("for"_t > text("the item in double quotes") > Lookahead(forbid_second_item)) >> "is"_t >>
     outcome() >> !Lookahead(condition_goes_on) >>
     -("because"_t > fact_path % ","_t))[act(expect_rule)] |
    (score_of_card >> of_section >> "="_t > sum)[act(expect_score)] |
    (score_of_card > of_section > named("`between` or `=`", "between"_t) > sum > "and"_t >
     sum)[act(expect_between)] |
    (verdict_of_card > text("a verdict in double quotes") % "or"_t)[act(expect_verdict)] |
    (x3::eps > expression)[act(expect_true)];

const auto heading = resuming[(x3::eps > text("the test's title in double quotes"))[act(set_name)]];
const auto clause = resuming[("today"_t > date())[act(set_today)] |
                             ("given"_t > fact_path > "="_t > expression)[act(add_given)] |
                             ("expect"_t > expected) | Lookahead(more_of_card)];
const auto test_card_def = card_of(kind, add_test) > heading > *clause > x3::eps[act(finish)];

}  // namespace

BOOST_SPIRIT_DEFINE(test_card)
BOOST_SPIRIT_INSTANTIATE(TestCardRule, Position, Context)

}  // namespace entente::grammar
