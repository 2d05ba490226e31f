// Inferences: the cases in the order they are tried, the last one `otherwise`.
#include "grammar/cards.hpp"

namespace entente::grammar {
namespace {

constexpr auto clauses = std::to_array<std::string_view>({"case", "otherwise"});
constexpr CardKind kind{"infer", "an infer", clauses, false};

void add_infer(Tree& tree) { tree.infers.emplace_back(); }
InferCard& infer_of(ParseState& state) { return state.tree().infers.back(); }

constexpr auto set_name = [](ParseState& state, Identifier called,
                             boost::optional<std::vector<Identifier>> parameters) {
  auto& card = infer_of(state);
  card.name = std::move(called);
  if (parameters) card.parameters = std::move(*parameters);
  card.span = state.card_span();
};
constexpr auto set_title = [](ParseState& state, TextLiteral read) {
  infer_of(state).title = std::move(read);
  infer_of(state).span = state.card_span();
};
constexpr auto add_case = [](ParseState& state, ExprId value, ExprId condition) {
  infer_of(state).cases.push_back({value, condition, state.clause_span()});
};
constexpr auto add_otherwise = [](ParseState& state, ExprId value) {
  infer_of(state).cases.push_back({value, ExprId::none, state.clause_span()});
};

const auto heading =
    resuming[((x3::eps > name("the name that is inferred")) >> -parameter_names())[act(set_name)] >
             text("the title in double quotes")[act(set_title)]];
const auto clause =
    resuming[("case"_t > expression > "when"_t > expression)[act(add_case)] |
             ("otherwise"_t > expression)[act(add_otherwise)] | Lookahead(more_of_card)];
const auto infer_card_def = card_of(kind, add_infer) > heading > *clause;

}  // namespace

BOOST_SPIRIT_DEFINE(infer_card)
BOOST_SPIRIT_INSTANTIATE(InferCardRule, Position, Context)

}  // namespace entente::grammar
