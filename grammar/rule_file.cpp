// A file is a row of cards. Cards that the language has and this version does not are one error
// each and left out; after any error reading goes on at the next card.
#include <fmt/format.h>

#include "grammar/cards.hpp"
#include "grammar/entry.hpp"
#include "grammar/parse.hpp"

namespace entente::grammar {
namespace {

constexpr CardKind unbuilt_kind{"", "this card", {}, false};

/// At a card word whose cards are not read; at any other word no card begins.
bool forbid_rest(Token token, ParseState& state) {
  if (token.kind == TokenKind::end) return false;
  state.begin_card(token.begin, unbuilt_kind);
  if (!is_card_word(token.text())) throw state.unknown_card(token.begin);
  throw Failure{token.begin, token.end,
                "E113",      fmt::format("`{}` cards are not built in this version", token.text()),
                "",          {},
                true};
}

const x3::rule<struct FileTag> rule_file{"a rule file"};

const auto card =
    resuming[head_card | record_card | fact_card | define_card | infer_card | relation_card |
             rule_card | scorecard_card | test_card | Lookahead(forbid_rest)];
const auto rule_file_def = *card;

}  // namespace

BOOST_SPIRIT_DEFINE(rule_file)

void fail_unbuilt(Token token, std::string_view what) {
  throw Failure{
      token.begin, token.end, "E114", fmt::format("{} is not built in this version", what),
      "",          {},        false};
}

ParsedFile parse_rules(const Sources& sources, FileId file) {
  ParsedFile parsed;
  parsed.tree.file = file;
  if (has_fault(sources, file, parsed.tree.damage, parsed.diagnostics)) return parsed;
  ParseState state(sources[file].text(), file, parsed.tree, parsed.diagnostics);
  Position at = state.first();
  x3::phrase_parse(at, state.last(), x3::with<StateTag>(std::ref(state))[rule_file], BlankParser{});
  state.end_card(state.last());
  settle(parsed.diagnostics);
  return parsed;
}

}  // namespace entente::grammar
