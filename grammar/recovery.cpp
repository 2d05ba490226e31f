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

/// When nothing of a clause could be read, what stands before it perhaps goes on there; so it does
/// before the field of a record that begins within a line. But a word that begins the line begins a
/// clause that is misspelt. A clause word before the cut was read as a name: nobody declared it.
void ParseState::note_damage(const char* where, const char* next) {
  const Token found = next_token(where, last());
  const bool own_line = found.kind == TokenKind::word && begins_line(found.begin);
  const bool nothing_read = found.begin == clause_begin_ && !own_line;
  const bool within_line = card_->any_word && !begins_line(clause_begin_);
  if (clause_begin_ != card_begin_ && (nothing_read || within_line)) {
    const auto before = tokens_before(clause_begin_, 2);
    if (!before.empty()) tree_.damage.cuts.insert(span(before.back().end, before.back().end).begin);
    for (const Token token : before)
      if (is_clause_word(token.text())) tree_.damage.words.emplace(token.text());
  }
  if (const auto name = read_as_name(found.begin)) tree_.damage.words.emplace(name->word.text());
  add_words(clause_begin_, next, tree_.damage.words);
  auto& cards = tree_.damage.cards;
  const Span card = span(card_begin_, next);
  if (cards.empty() || cards.back().begin != card.begin) cards.push_back(card);
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
