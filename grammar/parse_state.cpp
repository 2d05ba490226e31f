#include "grammar/parse_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grammar/children.hpp"
#include "grammar/keywords.hpp"
#include "grammar/suggest.hpp"

namespace entente::grammar {
namespace {

constexpr CardKind no_card{"", "a card", {}, false};
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

std::vector<std::string> strings(std::span<const std::string_view> words) {
  return {words.begin(), words.end()};
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

ParseState::ParseState(std::string_view text, FileId file, Tree& tree,
                       std::vector<Diagnostic>& diagnostics,
                       const std::vector<std::uint32_t>* offsets)
    : text_(text),
      file_(file),
      tree_(tree),
      diagnostics_(diagnostics),
      offsets_(offsets),
      card_begin_(text.data()),
      clause_begin_(text.data()),
      card_(&no_card) {}

Span ParseState::span(const char* begin, const char* end) const {
  const auto offset = [this](const char* at) {
    const auto distance = static_cast<std::uint32_t>(at - first());
    return offsets_ == nullptr ? distance : (*offsets_)[distance];
  };
  return {file_, offset(begin), offset(std::max(begin, end))};
}

ExprId ParseState::add(ExprNode node) {
  std::uint32_t deepest_child = 0;
  for_each_child(node, [&](ExprId child) {
    const auto index = static_cast<std::size_t>(child);
    if (index < depths_.size()) deepest_child = std::max(deepest_child, depths_[index]);
  });
  Expr expression;
  expression.node = std::move(node);
  const auto id = tree_.add(std::move(expression));
  depths_.resize(tree_.expressions.size());
  depths_.back() = deepest_child + 1;
  return id;
}

void ParseState::place(ExprId id, const char* begin, const char* end) {
  tree_.expressions[static_cast<std::size_t>(id)].span = span(begin, end);
  require_depth(id, end);
}

void ParseState::extend(ExprId id, ExprId inner, const char* end) {
  const auto begin = tree_[inner].span.begin;
  tree_.expressions[static_cast<std::size_t>(id)].span = {file_, begin, span(end, end).end};
  require_depth(id, end);
}

void ParseState::set_parenthesised(ExprId id) {
  auto& node = tree_.expressions[static_cast<std::size_t>(id)].node;
  if (auto* binary = std::get_if<Binary>(&node)) binary->parenthesised = true;
}

void ParseState::require_depth(ExprId id, const char* end) const {
  if (depths_[static_cast<std::size_t>(id)] <= deepest) return;
  throw Failure{end,
                end,
                "E104",
                fmt::format("this expression is more than {} levels deep", deepest),
                "name a part of it with `define`",
                {},
                false};
}

void ParseState::enter(const char* at) {
  if (++depth_ <= deepest) return;
  --depth_;
  const Token token = next_token(at, last());
  throw Failure{
      token.begin, token.end, "E104", fmt::format("nested more than {} levels deep", deepest),
      "",          {},        false};
}

void ParseState::begin_card(const char* at, const CardKind& kind) {
  card_begin_ = clause_begin_ = at;
  card_ = &kind;
  in_section = false;
  reports_before_card_ = diagnostics_.size();
}

void ParseState::report(Failure failure) {
  Diagnostic diagnostic;
  diagnostic.code = std::move(failure.code);
  diagnostic.span = span(failure.begin, failure.end);
  diagnostic.message = std::move(failure.message);
  diagnostic.label = std::move(failure.label);
  diagnostic.notes = std::move(failure.notes);
  const auto same_place = [&](const Diagnostic& other) {
    return other.span.begin == diagnostic.span.begin && other.severity == diagnostic.severity;
  };
  if (std::any_of(diagnostics_.begin(), diagnostics_.end(), same_place)) return;
  diagnostics_.push_back(std::move(diagnostic));
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

void ParseState::report_twice(std::string_view clause, Span second, Span before) {
  if (card_is_damaged()) return;
  Diagnostic diagnostic;
  diagnostic.code = "E115";
  diagnostic.span = second;
  diagnostic.message = fmt::format("`{}` stands twice in this card", clause);
  diagnostic.notes.push_back({"the first one is in", before});
  diagnostics_.push_back(std::move(diagnostic));
}

void ParseState::report_missing(std::string_view what) {
  if (card_is_damaged()) return;
  const Token token = next_token(card_begin_, last());
  report({token.begin,
          token.end,
          "E116",
          fmt::format("{} needs {}", card_->name, what),
          "",
          {},
          false});
}

void ParseState::report_at(Span place, std::string_view code, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.span = place;
  diagnostic.message = std::move(message);
  diagnostics_.push_back(std::move(diagnostic));
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

void ParseState::add_name_note(Failure& failure, const char* where) const {
  const auto tokens = tokens_before(where, 3);
  for (std::size_t back = 1; back <= 2 && back + 1 <= tokens.size(); ++back) {
    const Token name = tokens[tokens.size() - back];
    const Token before = tokens[tokens.size() - back - 1];
    const bool word = name.kind == TokenKind::word && is_clause_word(name.text());
    if (!word || !needs_value(before)) continue;
    failure.notes.push_back({fmt::format("`{}` was read as a name because `{}` needs a value",
                                         name.text(), before.text()),
                             std::nullopt});
    return;
  }
}

// ---------------------------------------------------------------- where to go on

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
  return next.kind == TokenKind::text && nearest(token.text(), strings(built_card_words));
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

// ---------------------------------------------------------------- words that begin nothing

Failure ParseState::unknown_clause(const char* at) const {
  const Token found = next_token(at, last());
  Failure failure{found.begin, found.end, "E105", "", "", {}, false};
  failure.message = fmt::format("expected a clause of {} or the next card, found {}", card_->name,
                                described(found));
  word_expectation(failure, found, "a clause");
  add_name_note(failure, found.begin);
  if (found.kind != TokenKind::word) return failure;
  const bool first_word = begins_line(found.begin);
  failure.label = did_you_mean(found.text(), strings(card_->clauses));
  const auto card = did_you_mean(found.text(), strings(built_card_words));
  const bool heading = next_token(found.end, last()).kind != TokenKind::text;
  if (first_word && !card.empty() && (failure.label.empty() || heading)) {
    failure.code = "E112";
    failure.message = fmt::format("`{}` begins no card", found.text());
    failure.label = card;
    failure.ends_card = true;
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
  if (found.kind == TokenKind::word)
    failure.label = did_you_mean(found.text(), strings(card_words));
  if (failure.label.empty()) {
    failure.notes.push_back(
        {fmt::format("a card begins with {}", list_of(built_card_words)), std::nullopt});
  }
  return failure;
}

}  // namespace entente::grammar
