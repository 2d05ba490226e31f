// One generated expression over one generated fact base: the engine's answer while facts are
// missing against the naive evaluator's under every completion. Counts what it sees into a
// PromiseTally; violations are test failures. Generates nothing itself.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/load_rules.hpp"
#include "tests/oracle/generator.hpp"

namespace entente::tests {

struct PromiseTally {
  std::size_t pairs = 0;
  std::size_t drawn = 0;    // pairs too wide to try every completion: some were drawn
  std::size_t refused = 0;  // expressions that the checker found to be mistakes
  std::size_t completions = 0;
  std::size_t complete = 0;  // complete fact bases that the engine judged too

  std::size_t definite = 0;
  std::size_t unknown = 0;
  std::size_t tried = 0;      // unknown, and every completion tried
  std::size_t decidable = 0;  // of these: all completions give one answer
  std::size_t tight = 0;      // said to be, of those tried
  std::size_t reached = 0;    // every member of B was reached
  std::size_t numeric = 0;    // unknown numbers in which no missing fact is read twice
  std::size_t exact = 0;      // of these: said to be tight
  std::size_t members = 0;    // of S
  std::size_t telling = 0;    // can change the answer

  std::size_t final_broken = 0;
  std::size_t blame_broken = 0;
  std::size_t bounds_broken = 0;    // an answer outside B
  std::size_t complete_broken = 0;  // nothing missing, and yet not the naive answer

  /// How often each operator and built-in had an argument in which something was unknown.
  std::map<std::string, std::size_t> met;

  [[nodiscard]] std::size_t violations() const {
    return final_broken + blame_broken + bounds_broken + complete_broken;
  }
  void add(const PromiseTally& other);
};

/// An expression, compiled for the engine and parsed for the oracle.
class PromiseSubject {
 public:
  explicit PromiseSubject(const oracle::GeneratedExpression& expression);
  PromiseSubject(const PromiseSubject&) = delete;
  PromiseSubject& operator=(const PromiseSubject&) = delete;

  [[nodiscard]] bool usable() const { return loaded_.program.has_value(); }
  /// Something in it is compared or joined with itself: the checker says so, and no author keeps
  /// it.
  [[nodiscard]] bool has_same_sides() const;
  /// Why it is not usable.
  [[nodiscard]] std::string refusal() const;
  [[nodiscard]] const oracle::GeneratedExpression& expression() const { return expression_; }
  [[nodiscard]] const engine::Program& program() const { return *loaded_.program; }
  /// The operators and built-ins it is made of, as PromiseTally::met names them.
  [[nodiscard]] std::set<std::string> operators() const;
  [[nodiscard]] oracle::Value naive(const oracle::Environment& facts) const;
  [[nodiscard]] engine::FactBase read(const std::string& json) const;

 private:
  const oracle::GeneratedExpression& expression_;
  grammar::Sources sources_;
  engine::LoadedRules loaded_;
  grammar::ParsedExpression parsed_;
};

void try_promises(const PromiseSubject& subject, oracle::GeneratedFacts facts,
                  oracle::Random& random, PromiseTally& tally);

}  // namespace entente::tests
