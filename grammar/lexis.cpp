#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

#include "grammar/lexis.hpp"

namespace entente::grammar {
namespace {

Identifier identifier(Token token, const ParseState& state) {
  return {std::string(token.text()), state.span(token.begin, token.end)};
}

int digits(std::string_view text) {
  int value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

bool read_name(Token token, ParseState& state, Identifier& value, Position&) {
  if (token.kind != TokenKind::word || is_reserved(token.text())) return false;
  value = identifier(token, state);
  return true;
}

bool read_word(Token token, ParseState& state, Identifier& value, Position&) {
  if (token.kind != TokenKind::word) return false;
  value = identifier(token, state);
  return true;
}

bool read_id(Token token, ParseState& state, Identifier& value, Position& after) {
  if (token.kind != TokenKind::word || is_reserved(token.text())) return false;
  while (token.end != state.last() && *token.end == '.') {
    const Position part = word_run(token.end + 1, state.last());
    if (part == token.end + 1) break;
    token.end = part;
  }
  value = identifier(token, state);
  after = token.end;
  return true;
}

/// What is wrong with the escape at the start of this text.
std::string wrong_escape(std::string_view text) {
  const char letter = text[1];
  const std::size_t wanted = letter == 'u' ? 4 : letter == 'U' ? 6 : 0;
  if (wanted == 0) return fmt::format("`{}` is no escape", text.substr(0, 2));
  const auto digits = text.substr(2, wanted);
  if (digits.size() < wanted || digits.find_first_not_of("0123456789abcdefABCDEF") != digits.npos)
    return fmt::format("`\\{}` takes {} hexadecimal digits", letter, wanted);
  const bool is_half = std::stoul(std::string(digits), nullptr, 16) < 0x10000;
  return fmt::format("`\\{}{}` is {}", letter, digits,
                     is_half ? "half of a character: the other half is missing" : "no character");
}

bool read_text(Token token, ParseState& state, TextLiteral& value, Position&) {
  if (token.kind == TokenKind::open_text) {
    throw Failure{token.begin,
                  token.end,
                  "E106",
                  "this text is not closed",
                  "a text ends with `\"` on the same line",
                  {},
                  false};
  }
  if (token.kind != TokenKind::text) return false;
  if (const Position broken = unescape(token, value.text)) {
    throw Failure{broken,
                  broken + 2,
                  "E107",
                  wrong_escape({broken, token.end - 1}),
                  broken[1] == 'u' || broken[1] == 'U' ? "" : "a backslash itself is `\\\\`",
                  {},
                  false};
  }
  value.span = state.span(token.begin, token.end);
  return true;
}

bool read_number(Token token, ParseState& state, NumberLiteral& value, Position& after) {
  if (token.kind != TokenKind::number) return false;
  value.digits = token.text();
  const Token next = next_token(token.end, state.last());
  value.per_cent = next.is("%");
  if (value.per_cent) after = next.end;
  return true;
}

bool read_count(Token token, ParseState& state, Identifier& value, Position&) {
  const bool whole = token.text().find_first_not_of("0123456789") == std::string_view::npos;
  if (token.kind != TokenKind::number || !whole) return false;
  value = identifier(token, state);
  return true;
}

bool read_amount(Token token, ParseState& state, Amount& value, Position& after) {
  if (token.kind != TokenKind::number) return false;
  const Token unit = next_token(token.end, state.last());
  const auto singular = unit_of(unit.text());
  if (unit.kind != TokenKind::word || singular.empty()) return false;
  value = {std::string(token.text()), std::string(singular), state.span(token.begin, unit.end)};
  after = unit.end;
  return true;
}

void require_calendar_day(Token token) {
  const auto text = token.text();
  const std::chrono::year_month_day day{
      std::chrono::year(digits(text.substr(0, 4))),
      std::chrono::month(static_cast<unsigned>(digits(text.substr(5, 2)))),
      std::chrono::day(static_cast<unsigned>(digits(text.substr(8, 2))))};
  if (day.ok()) return;
  throw Failure{token.begin, token.end, "E109", fmt::format("there is no day `{}`", text),
                "",          {},        false};
}

bool read_date(Token token, ParseState& state, Identifier& value, Position&) {
  if (token.kind != TokenKind::date) return false;
  require_calendar_day(token);
  value = identifier(token, state);
  return true;
}

bool read_outcome(Token token, ParseState& state, RuleOutcome& value, Position& after) {
  struct Entry {
    std::string_view first, second;
    RuleOutcome outcome;
  };
  constexpr std::array entries{Entry{"met", "", RuleOutcome::met},
                               Entry{"partly", "met", RuleOutcome::partly_met},
                               Entry{"not", "met", RuleOutcome::not_met},
                               Entry{"unknown", "", RuleOutcome::unknown},
                               Entry{"not", "applicable", RuleOutcome::not_applicable},
                               Entry{"not", "due", RuleOutcome::not_due},
                               Entry{"fault", "", RuleOutcome::fault}};
  const Token second = next_token(token.end, state.last());
  for (const auto& entry : entries) {
    if (!token.is(entry.first)) continue;
    if (!entry.second.empty() && !second.is(entry.second)) continue;
    value = entry.outcome;
    if (!entry.second.empty()) after = second.end;
    return true;
  }
  return false;
}

}  // namespace entente::grammar
