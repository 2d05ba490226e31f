#include "grammar/parse_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "grammar/children.hpp"
#include "grammar/keywords.hpp"

namespace entente::grammar {
namespace {

constexpr CardKind no_card{"", "a card", {}, false};

}  // namespace

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

void ParseState::end_card(const char* at) {
  auto& cards = tree_.damage.cards;
  const Span card = span(card_begin_, at);
  if (cards.empty() || cards.back().begin != card.begin) return;
  cards.back() = card;
  const bool no_head = !tree_.head || tree_.head->id.text.empty();
  if (card_->word == "pack" || (no_head && !is_card_word(card_->word))) tree_.damage.head = true;
}

void ParseState::begin_card(const char* at, const CardKind& kind) {
  end_card(at);
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

}  // namespace entente::grammar
