// Relations: the types of their columns and the clauses that derive their tuples. `for` and `when`
// belong to the `derive` before them.
#include <fmt/format.h>

#include "grammar/cards.hpp"

namespace entente::grammar {
namespace {

constexpr auto clauses = std::to_array<std::string_view>({"derive", "for", "when"});
constexpr CardKind kind{"relation", "a relation", clauses, false};

void add_relation(Tree& tree) { tree.relations.emplace_back(); }
RelationCard& relation_of(ParseState& state) { return state.tree().relations.back(); }

constexpr auto set_name = [](ParseState& state, Identifier called,
                             std::vector<TypeSyntax> columns) {
  relation_of(state).name = std::move(called);
  relation_of(state).columns = std::move(columns);
  relation_of(state).span = state.card_span();
};
constexpr auto set_title = [](ParseState& state, TextLiteral read) {
  relation_of(state).title = std::move(read);
  relation_of(state).span = state.card_span();
};
constexpr auto add_derive = [](ParseState& state, Identifier relation,
                               std::vector<ExprId> arguments) {
  auto& derive = relation_of(state).clauses.emplace_back();
  derive.relation = std::move(relation);
  derive.arguments = std::move(arguments);
  derive.span = state.clause_span();
};

Derive& last_derive(ParseState& state, std::string_view clause) {
  if (!relation_of(state).clauses.empty()) return relation_of(state).clauses.back();
  const Position begin = state.clause_begin();
  throw Failure{begin,
                word_run(begin, state.last()),
                "E117",
                fmt::format("`{}` belongs to a `derive`", clause),
                "a `derive` stands before it",
                {},
                false};
}

constexpr auto set_generators = [](ParseState& state, std::vector<Generator> read) {
  auto& derive = last_derive(state, "for");
  if (!derive.generators.empty())
    state.report_twice("for", state.clause_span(), derive.generators.front().variables[0].span);
  derive.generators = std::move(read);
};
constexpr auto set_condition = [](ParseState& state, ExprId read) {
  auto& derive = last_derive(state, "when");
  if (derive.condition != ExprId::none)
    state.report_twice("when", state.clause_span(), state.span_of(derive.condition));
  derive.condition = read;
};
constexpr auto finish = [](ParseState& state) {
  if (relation_of(state).clauses.empty()) state.report_missing("at least one `derive`");
};
constexpr auto generator_of = [](const auto& context) {
  auto& parts = x3::_attr(context);
  x3::_val(context) = {std::move(boost::fusion::at_c<0>(parts)), boost::fusion::at_c<1>(parts)};
};

const x3::rule<struct GeneratorTag, Generator> generator{"a variable name"};
const auto generator_def = (name("a variable name") % ","_t > "in"_t > expression)[generator_of];

const auto columns = "("_t > base_type % ","_t > ")"_t;
const auto heading = resuming[(x3::eps > name("the relation's name") > columns)[act(set_name)] >
                              text("the relation's title in double quotes")[act(set_title)]];
const auto clause = resuming[("derive"_t > name("the relation's name") > "("_t >
                              expression % ","_t > ")"_t)[act(add_derive)] |
                             ("for"_t > generator % ","_t)[act(set_generators)] |
                             ("when"_t > expression)[act(set_condition)] | Lookahead(more_of_card)];
const auto relation_card_def =
    card_of(kind, add_relation) > heading > *clause > x3::eps[act(finish)];

}  // namespace

BOOST_SPIRIT_DEFINE(relation_card, generator)
BOOST_SPIRIT_INSTANTIATE(RelationCardRule, Position, Context)

}  // namespace entente::grammar
