// Expressions that stand alone, compiled one after another into one Program, so that a function
// which one of them makes can be called by another. Owns the program and the trees; holds no
// values.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/program/program.hpp"
#include "grammar/diagnostic.hpp"
#include "grammar/parse.hpp"

namespace entente::engine {

/// What becomes of an operation that can never succeed, such as `1 + "a"`.
enum class Typing {
  checked,  // an error diagnostic, before anything runs
  as_feel   // null when it runs
};

class ExpressionProgram {
 public:
  /// `sources` must outlive it.
  ExpressionProgram(const grammar::Sources& sources, Typing typing);
  ExpressionProgram(ExpressionProgram&&) noexcept;
  ~ExpressionProgram();

  /// Names are looked up among `variables`, which become slots 0, 1, … of the unit's frame; of two
  /// with one name the later counts. Nothing is compiled when an error is found.
  [[nodiscard]] Unit add(grammar::ParsedExpression expression,
                         const std::vector<std::string>& variables,
                         std::vector<grammar::Diagnostic>& diagnostics);
  /// A type as written after `instance of`.
  [[nodiscard]] TypeId type(const grammar::TypeSyntax& syntax,
                            std::vector<grammar::Diagnostic>& diagnostics);

  [[nodiscard]] const Program& program() const;
  /// Gives the program away; nothing can be added any more.
  [[nodiscard]] Program take() &&;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace entente::engine
