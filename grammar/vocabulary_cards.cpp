// Records, facts and defines.
#include <fmt/format.h>

#include "grammar/cards.hpp"

namespace entente::grammar {
namespace {

constexpr auto asked_clauses = std::to_array<std::string_view>({"ask", "good", "effort"});
constexpr CardKind record_kind{"record", "a record", {}, true};
constexpr CardKind fact_kind{"fact", "a fact", asked_clauses, false};
constexpr CardKind define_kind{"define", "a define", {}, false};

/// `key`, `ask`, `good` and `effort` begin something in a record and so name no field.
bool read_field_name(Token token, ParseState& state, Identifier& value, Position& after) {
  const bool taken = token.is("key") || token.is("ask") || token.is("good") || token.is("effort");
  if (!taken) return read_name(token, state, value, after);
  throw Failure{
      token.begin, token.end,
      "E118",      fmt::format("expected the name of a field, found `{}`", token.text()),
      "",          {{"`key`, `ask`, `good` and `effort` cannot name a field", std::nullopt}},
      false};
}

/// `key` before the name of a field.
bool key_follows(Token token, ParseState& state) {
  return token.is("key") && next_token(token.end, state.last()).kind == TokenKind::word;
}

bool word_follows(Token token, ParseState&) { return token.kind == TokenKind::word; }

/// `ask`, `good for` and `effort 3 days`; what else these words begin would be a field.
bool clause_follows(Token token, ParseState& state) {
  const Token next = next_token(token.end, state.last());
  if (token.is("good")) return next.is("for");
  return token.is("ask") || (token.is("effort") && next.kind != TokenKind::word);
}

/// The clauses of a field belong to the last one, those of a fact to the card.
template <typename Owner>
void set_ask(ParseState& state, Owner& owner, bool each, Identifier of, TextLiteral question) {
  if (owner.ask) state.report_twice("ask", state.clause_span(), owner.ask->question.span);
  owner.ask = Ask{each, std::move(of), std::move(question)};
}
void set_amount(ParseState& state, std::optional<Amount>& slot, std::string_view clause,
                Amount read) {
  if (slot) state.report_twice(clause, state.clause_span(), slot->span);
  slot = std::move(read);
}

Field& last_field(ParseState& state) {
  auto& fields = state.tree().records.back().fields;
  if (!fields.empty()) return fields.back();
  throw Failure{state.here - 1,
                state.here,
                "E117",
                "this clause belongs to a field",
                "a field stands before it",
                {},
                false};
}
FactCard& last_fact(ParseState& state) { return state.tree().facts.back(); }

template <auto owner>
auto asked_clause() {
  return ("ask"_t > x3::matches["each"_t >> &Lookahead(word_follows)] > name("whom to ask") >
          text("the question in double quotes"))[act(
             [](ParseState& state, bool each, Identifier of, TextLiteral question) {
               set_ask(state, owner(state), each, std::move(of), std::move(question));
             })] |
         ("good"_t > "for"_t > amount())[act([](ParseState& state, Amount read) {
           set_amount(state, owner(state).good_for, "good for", std::move(read));
         })] |
         ("effort"_t > amount())[act([](ParseState& state, Amount read) {
           set_amount(state, owner(state).effort, "effort", std::move(read));
         })];
}

// ---------------------------------------------------------------- records

void add_record(Tree& tree) { tree.records.emplace_back(); }

constexpr auto new_record = [](ParseState& state, Identifier called) {
  auto& card = state.tree().records.back();
  card.name = std::move(called);
  card.span = state.card_span();
};
constexpr auto record_title = [](ParseState& state, TextLiteral title) {
  auto& card = state.tree().records.back();
  card.title = std::move(title);
  card.span = state.card_span();
};
constexpr auto add_field = [](ParseState& state, bool key, Identifier called, TypeSyntax type) {
  auto& field = state.tree().records.back().fields.emplace_back();
  field.name = std::move(called);
  field.key = key;
  field.type = std::move(type);
};
constexpr auto finish_record = [](ParseState& state) {
  if (state.tree().records.back().fields.empty()) state.report_missing("at least one field");
};

const auto record_field =
    (x3::matches[Lookahead(key_follows) >> "key"_t] >>
     token<Identifier>("the name of a field", read_field_name) > declared_type)[act(add_field)];
const auto record_clause =
    resuming[(Lookahead(clause_follows) >> asked_clause<last_field>()) |
             (!Lookahead([](Token token, ParseState&) { return is_reserved(token.text()); }) >>
              record_field) |
             Lookahead(more_of_card)];
const auto record_heading =
    resuming[(x3::eps > name("the record's name"))[act(new_record)] >
             text("the record's title in double quotes")[act(record_title)]];
const auto record_card_def = card_of(record_kind, add_record) > record_heading > *record_clause >
                             x3::eps[act(finish_record)];

// ---------------------------------------------------------------- facts

void add_fact(Tree& tree) { tree.facts.emplace_back(); }

constexpr auto new_fact = [](ParseState& state, Identifier called,
                             boost::optional<TextLiteral> title) {
  auto& card = state.tree().facts.back();
  card.name = std::move(called);
  if (title) card.title = std::move(*title);
  card.span = state.card_span();
};
constexpr auto fact_type = [](ParseState& state, TypeSyntax type) {
  state.tree().facts.back().type = std::move(type);
};

const auto fact_heading = resuming[((x3::eps > name("the fact's name")) >> -text())[act(new_fact)] >
                                   declared_type[act(fact_type)]];
const auto fact_clause = resuming[asked_clause<last_fact>() | Lookahead(more_of_card)];
const auto fact_card_def = card_of(fact_kind, add_fact) > fact_heading > *fact_clause;

// ---------------------------------------------------------------- defines

void add_define(Tree& tree) { tree.defines.emplace_back(); }

constexpr auto new_define = [](ParseState& state, Identifier called,
                               boost::optional<std::vector<Identifier>> parameters) {
  auto& card = state.tree().defines.back();
  card.name = std::move(called);
  if (parameters) card.parameters = std::move(*parameters);
  card.span = state.card_span();
};
constexpr auto define_body = [](ParseState& state, ExprId body) {
  state.tree().defines.back().body = body;
};

const auto define_heading =
    resuming[((x3::eps > name("the name that is defined")) >> -parameter_names())[act(new_define)] >
             "="_t > expression[act(define_body)]];
const auto define_clause = resuming[Lookahead(more_of_card)];
const auto define_card_def = card_of(define_kind, add_define) > define_heading > *define_clause;

}  // namespace

BOOST_SPIRIT_DEFINE(record_card, fact_card, define_card)
BOOST_SPIRIT_INSTANTIATE(RecordCardRule, Position, Context)
BOOST_SPIRIT_INSTANTIATE(FactCardRule, Position, Context)
BOOST_SPIRIT_INSTANTIATE(DefineCardRule, Position, Context)

}  // namespace entente::grammar
