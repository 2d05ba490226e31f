// How a mistake is worded: `expected X, found Y`, what is meant by a sign of another language, and
// why a clause word was read as a name.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grammar/keywords.hpp"
#include "grammar/parse_state.hpp"
#include "grammar/suggest.hpp"

namespace entente::grammar {
namespace {

constexpr std::size_t longest_shown = 40;  // bytes of a token in a message

std::string clipped(std::string_view text) {
  if (text.size() <= longest_shown) return std::string(text);
  std::size_t end = longest_shown;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(text.substr(0, end)) + "…";
}

/// Operators of other languages, and what is meant.
std::string_view meant_by(std::string_view sign) {
  if (sign == "==" || sign == ":=") return "equality is `=`";
  if (sign == "<>") return "not equal is `!=`";
  if (sign == "=<") return "at most is `<=`";
  if (sign == "=>") return "at least is `>=`";
  if (sign == "&&") return "write `and`";
  if (sign == "||") return "write `or`";
  if (sign == "!") return "negation is `not(…)`";
  return {};
}

/// Signs and words after which a value must stand.
bool needs_value(Token token) {
  constexpr auto words = std::to_array<std::string_view>({"and", "or", "in", "between", "before",
                                                          "after", "within", "with", "satisfies",
                                                          "then", "else", "return", "if", "when"});
  constexpr auto signs = std::to_array<std::string_view>(
      {"=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "/", "**", "("});
  if (token.kind == TokenKind::word) return contains_word(words, token.text());
  return token.kind == TokenKind::sign && contains_word(signs, token.text());
}

/// `IS` and `Rule` are no words of the language; `is` and `rule` are.
std::string small_word(std::string_view text) {
  std::string small(text);
  for (char& sign : small) {
    if (sign >= 'A' && sign <= 'Z') sign = static_cast<char>(sign - 'A' + 'a');
  }
  const bool known = small != text && (is_reserved(small) || is_clause_word(small));
  return known ? fmt::format("words of the language are written small: `{}`", small) : "";
}

/// Signs that other notations put between clauses.
bool separates(Token token) {
  return token.is(";") || token.is(":") || token.is("{") || token.is("}");
}

std::string list_of(std::span<const std::string_view> words) {
  std::string text;
  for (const auto word : words) {
    text += text.empty() ? "" : word == words.back() ? " and " : ", ";
    text += fmt::format("`{}`", word);
  }
  return text;
}

bool is_closer(std::string_view which) {
  return which == "`)`" || which == "`]`" || which == "`}`";
}

}  // namespace

std::string described(Token token) {
  switch (token.kind) {
    case TokenKind::end:
      return "the end of the text";
    case TokenKind::text:
      return fmt::format("the text `{}`", clipped(token.text()));
    default:
      return fmt::format("`{}`", clipped(token.text()));
  }
}

void ParseState::report_expected(const char* where, const std::string& which) {
  const Token found = next_token(where, last());
  const Token before = [&] {
    const auto tokens = tokens_before(found.begin, 1);
    return tokens.empty() ? Token{} : tokens.front();
  }();
  Failure failure{found.begin, found.end, "E105", "", "", {}, false};
  std::string expected = which;
  if (which == "a value" && needs_value(before)) {
    expected += fmt::format(" after `{}`", before.text());
  }
  failure.message = fmt::format("expected {}, found {}", expected, described(found));
  if (in_template_) failure.code = "E119";
  if (which.find("title") != std::string::npos || which.ends_with(" id")) failure.code = "E116";
  word_expectation(failure, found, which);
  const bool next_line =
      before.end != nullptr && std::find(before.end, found.begin, '\n') != found.begin;
  const bool missing = is_closer(which) || begins_clause(found) || begins_card(found);
  if (before.end != nullptr && (found.kind == TokenKind::end || (next_line && missing))) {
    failure.begin = failure.end = before.end;
  }
  add_name_note(failure, found.begin);
  report(std::move(failure));
}

/// Finds that say more about the mistake than what was expected.
void ParseState::word_expectation(Failure& failure, Token found, const std::string& which) const {
  switch (found.kind) {
    case TokenKind::open_text:
      failure.code = "E106";
      failure.message = "this text is not closed";
      failure.label = "a text ends with `\"` on the same line";
      return;
    case TokenKind::bad_number:
      failure.code = "E109";
      failure.message = fmt::format("`{}` is not a number", clipped(found.text()));
      return;
    case TokenKind::bad_date:
      failure.code = "E109";
      failure.message = fmt::format("`{}` is not a date", clipped(found.text()));
      failure.label = "a date is written like 2026-03-01";
      return;
    case TokenKind::bad:
      if (found.is("“") || found.is("”") || found.is("„") || found.is("'") || found.is("’")) {
        failure.label = "a text stands between straight double quotes";
      }
      break;
    case TokenKind::word:
      if (which.find("name") != std::string::npos && is_reserved(found.text())) {
        failure.code = "E118";
        failure.message =
            fmt::format("expected {}, found the reserved word `{}`", which, found.text());
      }
      return;
    default:
      break;
  }
  if (const auto meant = meant_by(found.text()); !meant.empty()) {
    failure.code = "E110";
    failure.message = fmt::format("`{}` is no operator of this language", found.text());
    failure.label = meant;
  }
}

// ---------------------------------------------------------------- names where a value was meant

std::vector<Token> ParseState::tokens_before(const char* where, std::size_t count) const {
  std::vector<Token> tokens;
  for (const char* at = card_begin_ < where ? card_begin_ : first();;) {
    const Token token = next_token(at, last());
    if (token.kind == TokenKind::end || token.begin >= where) break;
    tokens.push_back(token);
    if (tokens.size() > count) tokens.erase(tokens.begin());
    at = token.end;
  }
  return tokens;
}

std::optional<ParseState::ReadAsName> ParseState::read_as_name(const char* where) const {
  const auto tokens = tokens_before(where, 3);
  for (std::size_t back = 1; back <= 2 && back + 1 <= tokens.size(); ++back) {
    const Token word = tokens[tokens.size() - back];
    const Token before = tokens[tokens.size() - back - 1];
    const bool is_clause = word.kind == TokenKind::word && is_clause_word(word.text());
    if (is_clause && (needs_value(before) || before.is(","))) return ReadAsName{word, before};
  }
  return std::nullopt;
}

void ParseState::add_name_note(Failure& failure, const char* where) const {
  const auto name = read_as_name(where);
  if (!name) return;
  failure.notes.push_back(
      {fmt::format("`{}` was read as a name because `{}` needs {}", name->word.text(),
                   name->before.text(), name->before.is(",") ? "another one" : "a value"),
       std::nullopt});
}

// ---------------------------------------------------------------- words that begin nothing

Failure ParseState::unknown_clause(const char* at) const {
  const Token found = next_token(at, last());
  Failure failure{found.begin, found.end, "E105", "", "", {}, false};
  failure.message = fmt::format("expected a clause of {} or the next card, found {}", card_->name,
                                described(found));
  word_expectation(failure, found, "a clause");
  add_name_note(failure, found.begin);
  if (separates(found)) failure.label = "no sign stands between clauses";
  if (found.kind != TokenKind::word) return failure;
  const bool first_word = begins_line(found.begin);
  failure.label = did_you_mean(found.text(), card_->clauses);
  const auto card = did_you_mean(found.text(), built_card_words);
  const bool heading = next_token(found.end, last()).kind != TokenKind::text;
  if (first_word && !card.empty() && (failure.label.empty() || heading)) {
    failure.code = "E112";
    failure.message = fmt::format("`{}` begins no card", found.text());
    failure.label = card;
    failure.ends_card = true;
    return failure;
  }
  if (auto small = small_word(found.text()); !small.empty()) {
    failure.label = std::move(small);
    return failure;
  }
  if (failure.notes.empty() && !card_->any_word) {
    failure.code = "E117";
    failure.message = fmt::format("`{}` is not a clause of {}", clipped(found.text()), card_->name);
    if (failure.label.empty()) {
      failure.notes.push_back(
          {fmt::format("{} has {}", card_->name, list_of(card_->clauses)), std::nullopt});
    }
  }
  return failure;
}

Failure ParseState::unknown_card(const char* at) const {
  const Token found = next_token(at, last());
  Failure failure{found.begin, found.end, "E112", "", "", {}, true};
  failure.message = fmt::format("expected a card, found {}", described(found));
  word_expectation(failure, found, "a card");
  if (found.kind == TokenKind::word) failure.label = did_you_mean(found.text(), card_words);
  if (failure.label.empty()) {
    failure.notes.push_back(
        {fmt::format("a card begins with {}", list_of(built_card_words)), std::nullopt});
  }
  return failure;
}

}  // namespace entente::grammar
