// Private to grammar/: what travels with the parser. No X3 here.
// It owns nothing but bookkeeping: nodes go to the Tree, reports to the list of diagnostics, both
// of the caller. Knows how an error is worded (`expected X, found Y`) and where reading goes on
// after one: at a card word, or at a clause word of the card that begins a line.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/ast.hpp"
#include "grammar/diagnostic.hpp"
#include "grammar/scan.hpp"

namespace entente::grammar {

/// Thrown by a parser that knows exactly what is wrong; caught where reading can go on.
struct Failure {
  const char* begin = nullptr;
  const char* end = nullptr;
  std::string code;
  std::string message;
  std::string label;
  std::vector<Note> notes;
  bool ends_card = false;  // go on at the next card, not at the next clause
};

/// A kind of card for messages and recovery: how it is called and the words its clauses begin with.
struct CardKind {
  std::string_view word;  // "rule"
  std::string_view name;  // "a rule"
  std::span<const std::string_view> clauses;
  bool any_word = false;  // any word that begins a line begins a clause: the fields of a record
};

class ParseState {
 public:
  /// `offsets` maps the bytes of `text` to the file's, when `text` was unescaped from it.
  ParseState(std::string_view text, FileId file, Tree& tree, std::vector<Diagnostic>& diagnostics,
             const std::vector<std::uint32_t>* offsets = nullptr);

  [[nodiscard]] const char* first() const { return text_.data(); }
  [[nodiscard]] const char* last() const { return text_.data() + text_.size(); }
  [[nodiscard]] Span span(const char* begin, const char* end) const;
  [[nodiscard]] Tree& tree() { return tree_; }
  [[nodiscard]] FileId file() const { return file_; }
  [[nodiscard]] std::vector<Diagnostic>& diagnostics() { return diagnostics_; }

  /// The token at or after a place. The grammar asks for the same one many times over, so the last
  /// answer is kept.
  [[nodiscard]] Token token_at(const char* at) {
    if (at != scanned_from_) {
      scanned_ = next_token(at, last());
      scanned_from_ = at;
    }
    return scanned_;
  }

  /// Nodes. Throws a Failure when the tree gets deeper than `deepest`.
  ExprId add(ExprNode node);
  void place(ExprId id, const char* begin, const char* end);
  /// The span of a node around `inner`: from where that begins.
  void extend(ExprId id, ExprId inner, const char* end);

  /// Notes that a binary node stood in parentheses.
  void set_parenthesised(ExprId id);

  /// Nesting of the parser itself, bounded like the tree.
  void enter(const char* at);
  void leave() { --depth_; }

  /// Cards and clauses, for spans, notes and recovery.
  void begin_card(const char* at, const CardKind& kind);
  /// Notes it in the tree when something in it could not be read.
  void end_card(const char* at);
  void begin_clause(const char* at) { clause_begin_ = at; }
  [[nodiscard]] const CardKind& card() const { return *card_; }
  [[nodiscard]] const char* card_begin() const { return card_begin_; }
  [[nodiscard]] const char* clause_begin() const { return clause_begin_; }
  [[nodiscard]] Span clause_span() const { return span(clause_begin_, here); }
  [[nodiscard]] Span card_span() const { return span(card_begin_, here); }
  [[nodiscard]] Span span_of(ExprId id) const { return tree_[id].span; }
  /// Has something been reported since the card began?
  [[nodiscard]] bool card_is_damaged() const { return diagnostics_.size() != reports_before_card_; }

  /// The text is that of a template: what is wrong in it is E119 where nothing more is known.
  void begin_template() { in_template_ = true; }

  /// Reports; at most one at a place.
  void report(Failure failure);
  void report_expected(const char* where, const std::string& which);
  void report_twice(std::string_view clause, Span second, Span before);
  void report_missing(std::string_view what);
  void report_at(Span place, std::string_view code, std::string message);

  /// Notes in the tree that after an error at `where` reading goes on at `next`.
  void note_damage(const char* where, const char* next);

  /// Where to go on after the report of an error at `where`.
  [[nodiscard]] const char* resume_clause(const char* where) const;
  [[nodiscard]] const char* resume_card(const char* where) const;
  /// After a Failure or an expectation that failed: the former or the latter of the two.
  [[nodiscard]] const char* resume(const char* where, bool ends_card) const {
    if (diagnostics_.size() >= most_reports) return last();
    return ends_card ? resume_card(where) : resume_clause(where);
  }

  /// The failures of words where no clause, or no card, begins.
  [[nodiscard]] Failure unknown_clause(const char* at) const;
  [[nodiscard]] Failure unknown_card(const char* at) const;

  /// The end of what an action belongs to; set before each action runs.
  const char* here = nullptr;
  Parameter parameter;      // the one being read
  bool in_section = false;  // clauses of a scorecard belong to its last section

  static constexpr std::uint32_t deepest = 200;
  static constexpr std::size_t most_reports = 100;  // reading stops there

 private:
  void require_depth(ExprId id, const char* end) const;
  [[nodiscard]] bool begins_line(const char* at) const;
  [[nodiscard]] bool begins_card(Token token) const;
  [[nodiscard]] bool begins_clause(Token token) const;
  [[nodiscard]] bool looks_like_card(Token token) const;
  [[nodiscard]] std::vector<Token> tokens_before(const char* where, std::size_t count) const;
  /// A clause word before `where` that was taken for a name, with what asked for a value.
  struct ReadAsName {
    Token word;
    Token before;
  };
  [[nodiscard]] std::optional<ReadAsName> read_as_name(const char* where) const;
  void add_name_note(Failure& failure, const char* where) const;
  void word_expectation(Failure& failure, Token found, const std::string& which) const;

  std::string_view text_;
  FileId file_;
  Tree& tree_;
  std::vector<Diagnostic>& diagnostics_;
  const std::vector<std::uint32_t>* offsets_;
  std::vector<std::uint32_t> depths_;  // of the nodes added here, by ExprId
  std::uint32_t depth_ = 0;
  const char* scanned_from_ = nullptr;
  Token scanned_;
  bool in_template_ = false;
  const char* card_begin_;
  const char* clause_begin_;
  const CardKind* card_;
  std::size_t reports_before_card_ = 0;
};

/// `` `due` ``, ``the text `"x"` ``, `the end of the file`: how a message names what it found.
[[nodiscard]] std::string described(Token token);

}  // namespace entente::grammar
