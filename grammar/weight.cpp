#include "grammar/parse_state.hpp"
#include "grammar/scan.hpp"

namespace entente::grammar {
namespace {

/// Reads one piece into the weight; false when the token is none, or one that is there already.
bool read_piece(Token token, Weight& weight) {
  if (token.kind == TokenKind::number && weight.digits.empty()) {
    weight.digits = token.text();
    return true;
  }
  bool* const flag = token.is("must")     ? &weight.must
                     : token.is("locked") ? &weight.locked
                                          : nullptr;
  if (flag == nullptr || *flag) return false;
  *flag = true;
  return true;
}

}  // namespace

bool read_weight(Token token, ParseState& state, Weight& value, const char*& after) {
  if (!read_piece(token, value)) return false;
  after = token.end;
  for (;;) {
    Token next = next_token(after, state.last());
    if (next.is(",")) next = next_token(next.end, state.last());
    if (!read_piece(next, value)) return true;
    after = next.end;
  }
}

}  // namespace entente::grammar
