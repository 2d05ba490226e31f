// Where reading goes on after an error: the only place where line ends mean something.
#include <algorithm>

#include "grammar/keywords.hpp"
#include "grammar/parse_state.hpp"
#include "grammar/suggest.hpp"

namespace entente::grammar {

bool ParseState::begins_line(const char* at) const {
  while (at != first() && (at[-1] == ' ' || at[-1] == '\t')) --at;
  return at == first() || at[-1] == '\n' || at[-1] == '\r';
}

/// A card word that begins a line, or one inside a line that is followed by what a heading has.
bool ParseState::begins_card(Token token) const {
  if (token.kind != TokenKind::word || !is_card_word(token.text())) return false;
  if (token.begin != first() && token.begin[-1] == '.') return false;
  Token next = next_token(token.end, last());
  const bool id = next.kind == TokenKind::word;
  const char* id_end = next.end;
  while (id && id_end != last() && *id_end == '.' && word_run(id_end + 1, last()) != id_end + 1) {
    id_end = word_run(id_end + 1, last());
  }
  const Token after_id = id ? next_token(id_end, last()) : next;
  if (token.is("bands") && id) {  // in a scorecard `bands zones` uses a card, and begins none
    const Token second = next_token(next.end, last());
    if (!second.is("band") && second.kind != TokenKind::text) return false;
  }
  if (begins_line(token.begin)) return !(token.is("rule") && after_id.is("is"));
  if (token.is("define")) return after_id.is("=") || after_id.is("(");
  return after_id.kind == TokenKind::text && (id || token.is("test"));
}

bool ParseState::begins_clause(Token token) const {
  if (token.kind != TokenKind::word || !begins_line(token.begin)) return false;
  if (card_->any_word) return !is_reserved(token.text());
  const auto& clauses = card_->clauses;
  return std::find(clauses.begin(), clauses.end(), token.text()) != clauses.end();
}

/// A card word put wrong: `rulle values.shared "…"` at the begin of a line.
bool ParseState::looks_like_card(Token token) const {
  if (token.kind != TokenKind::word || !begins_line(token.begin)) return false;
  Token next = next_token(token.end, last());
  while (next.kind == TokenKind::word || next.is(".")) next = next_token(next.end, last());
  return next.kind == TokenKind::text && nearest(token.text(), built_card_words);
}

const char* ParseState::resume_clause(const char* where) const {
  for (Token token = next_token(where, last());; token = next_token(token.end, last())) {
    if (token.kind == TokenKind::end || begins_card(token)) return token.begin;
    if (token.begin <= clause_begin_) continue;
    if (begins_clause(token) || looks_like_card(token)) return token.begin;
  }
}

const char* ParseState::resume_card(const char* where) const {
  for (Token token = next_token(where, last());; token = next_token(token.end, last())) {
    const bool moved = token.begin > card_begin_;
    if (token.kind == TokenKind::end || (moved && begins_card(token))) return token.begin;
  }
}

}  // namespace entente::grammar
