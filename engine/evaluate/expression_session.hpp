// Expressions one after another, each seeing the values that were named before it: what `entente
// feel` runs. Owns the texts, the program and every value it gives out. Reads no facts: names are
// only those that were given.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/program/expression_program.hpp"

namespace entente::engine {

class ExpressionSession {
 public:
  /// `now` is what now() gives; its date is today.
  ExpressionSession(const DateTime& now, Typing typing);
  ExpressionSession(const ExpressionSession&) = delete;
  ExpressionSession& operator=(const ExpressionSession&) = delete;

  /// Names a value for all expressions after it; a name given twice means the later value.
  void define(std::string name, const Value& value);
  /// The value of a text; an error null that says why when the text can't be read. `source` is what
  /// diagnostics call the text.
  [[nodiscard]] Value evaluate(std::string source, std::string text);
  /// The type a text such as `list<number>` stands for; none when it can't be read.
  [[nodiscard]] std::optional<TypeId> type(std::string source, std::string text);
  /// As as_declared() of instance.hpp.
  [[nodiscard]] Value as_declared(const Value& value, TypeId type);

  /// What was wrong with the texts so far.
  [[nodiscard]] const std::vector<grammar::Diagnostic>& diagnostics() const { return diagnostics_; }
  [[nodiscard]] const std::vector<std::pair<grammar::Span, std::string>>& remarks() const {
    return evaluator_.remarks();
  }
  [[nodiscard]] const grammar::Sources& sources() const { return sources_; }
  [[nodiscard]] const Vocabulary& vocabulary() const { return program_.program().vocabulary; }
  [[nodiscard]] Arena& arena() { return arena_; }

 private:
  [[nodiscard]] Value unreadable(std::size_t first);

  Typing typing_;
  grammar::Sources sources_;
  Arena arena_;
  FactBase facts_;
  ExpressionProgram program_;
  ExpressionEvaluator evaluator_;
  std::vector<std::string> names_;
  std::vector<Value> values_;
  std::vector<grammar::Diagnostic> diagnostics_;
};

}  // namespace entente::engine
