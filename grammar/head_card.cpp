// The head of a file: `language`, `pack`, `uses`; and parameters, which rules have as well.
#include <fmt/format.h>

#include "grammar/cards.hpp"

namespace entente::grammar {
namespace {

constexpr auto pack_clauses = std::to_array<std::string_view>({"uses", "parameter"});
constexpr CardKind language_kind{"language", "the language", {}, false};
constexpr CardKind pack_kind{"pack", "a pack", pack_clauses, false};
constexpr std::string_view language_version = "1";

void add_head(Tree& tree) {
  if (!tree.head) tree.head.emplace();
}
PackHead& head_of(ParseState& state) { return *state.tree().head; }

/// `1`, `1.0`, `1.x`: digits, letters and dots without blanks.
bool read_version(Token token, ParseState& state, Identifier& value, Position& after) {
  if (token.kind != TokenKind::number && token.kind != TokenKind::bad_number) return false;
  Position end = token.end;
  while (end != state.last() && *end == '.' && word_run(end + 1, state.last()) != end + 1) {
    end = word_run(end + 1, state.last());
  }
  value = {std::string(token.begin, end), state.span(token.begin, end)};
  after = end;
  return true;
}

bool read_move(Token token, ParseState&, MayOnly& value, Position&) {
  constexpr std::array moves{
      std::pair{"raised", MayOnly::raised}, std::pair{"lowered", MayOnly::lowered},
      std::pair{"lengthened", MayOnly::lengthened}, std::pair{"shortened", MayOnly::shortened}};
  for (const auto& [word, move] : moves) {
    if (token.is(word)) return value = move, true;
  }
  return false;
}

bool read_strictness(Token token, ParseState& state, Strictness& value, Position& after) {
  const Token is = next_token(token.end, state.last());
  const Token stricter = next_token(is.end, state.last());
  value = token.is("more") ? Strictness::more : Strictness::less;
  after = stricter.end;
  return (token.is("more") || token.is("less")) && is.is("is") && stricter.is("stricter");
}

constexpr auto set_language = [](ParseState& state, Identifier version) {
  auto& head = head_of(state);
  if (head.language) state.report_twice("language", version.span, head.language->span);
  if (version.text != language_version) {
    state.report_at(version.span, "E122",
                    fmt::format("language {} is not known to this version", version.text));
  }
  head.language = std::move(version);
};
constexpr auto set_pack = [](ParseState& state, Identifier pack, Identifier version,
                             boost::optional<TextLiteral> title) {
  auto& head = head_of(state);
  if (!head.id.text.empty()) state.report_twice("pack", pack.span, head.id.span);
  if (version.text.ends_with(".x")) {
    state.report_at(
        version.span, "E121",
        fmt::format("`{}` is a pattern, which only `uses` takes: a pack has one version",
                    version.text));
  }
  head.id = std::move(pack);
  head.version = std::move(version);
  if (title) head.title = std::move(*title);
  head.span = state.card_span();
};
constexpr auto add_uses = [](ParseState& state, Identifier pack, Identifier version) {
  head_of(state).uses.push_back({std::move(pack), std::move(version)});
};
constexpr auto add_parameter = [](ParseState& state, Parameter read) {
  head_of(state).parameters.push_back(std::move(read));
};

constexpr auto set_value = [](const auto& context) {
  auto& read = x3::_val(context);
  auto& parts = x3::_attr(context);
  read.name = std::move(boost::fusion::at_c<0>(parts));
  read.value = boost::fusion::at_c<1>(parts);
  read.span = join(read.name.span, state_of(context).span_of(read.value));
};
/// Takes the part after the last comma into the span; reports it when there was one of its kind.
void add_part(ParseState& state, Parameter& read, Position end, bool twice, std::string_view part) {
  const Token comma = next_token(state.first() + read.span.end, state.last());
  const Span place = state.span(next_token(comma.end, state.last()).begin, end);
  read.span = join(read.span, place);
  if (twice)
    state.report_at(place, "E115",
                    fmt::format("{} is said twice for parameter `{}`", part, read.name.text));
}
constexpr auto set_range = [](const auto& context) {
  auto& read = x3::_val(context);
  const bool twice = read.low != ExprId::none || read.high != ExprId::none;
  add_part(state_of(context), read, x3::_where(context).begin(), twice, "the range");
  read.low = x3::_attr(context).low;
  read.high = x3::_attr(context).high;
};
constexpr auto set_move = [](const auto& context) {
  auto& read = x3::_val(context);
  add_part(state_of(context), read, x3::_where(context).begin(), read.may_only != MayOnly::any,
           "`may only be …`");
  read.may_only = x3::_attr(context);
};
constexpr auto set_strictness = [](const auto& context) {
  auto& read = x3::_val(context);
  add_part(state_of(context), read, x3::_where(context).begin(),
           read.stricter != Strictness::undeclared, "`… is stricter`");
  read.stricter = x3::_attr(context);
};

const auto version = token<Identifier>("a version such as `1.0`", read_version);

const auto language_heading = resuming[(
    x3::eps > token<Identifier>("the number of the language", read_version))[act(set_language)]];
const auto pack_heading =
    resuming[(x3::eps > id("the id of the pack") > version > -text("the title"))[act(set_pack)]];
const auto pack_clause =
    resuming[("uses"_t > id("the id of a pack") > version)[act(add_uses)] |
             ("parameter"_t > parameter)[act(add_parameter)] | Lookahead(more_of_card)];

const auto head_card_def = (card_of(language_kind, add_head) > language_heading) |
                           (card_of(pack_kind, add_head) > pack_heading > *pack_clause);

const auto move = "may"_t > "only"_t > "be"_t >
                  token<MayOnly>("`raised`, `lowered`, `lengthened` or `shortened`", read_move);
const auto strictness = token<Strictness>("`more is stricter`", read_strictness);
const auto parameter_def =
    (name("the name of the parameter") > "="_t > sum)[set_value] >>
    *(","_t > named("a range, `may only be …`, `more is stricter` or `less is stricter`",
                    move[set_move] | strictness[set_strictness] | range[set_range]));

}  // namespace

BOOST_SPIRIT_DEFINE(head_card, parameter)
BOOST_SPIRIT_INSTANTIATE(HeadCardRule, Position, Context)
BOOST_SPIRIT_INSTANTIATE(ParameterRule, Position, Context)

}  // namespace entente::grammar
