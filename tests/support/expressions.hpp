// Compiles and evaluates one expression of the rule language for tests, over variables with given
// values.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/program/compile.hpp"

namespace entente::tests {

/// What one evaluation needs and makes; the value lives as long as this.
struct Evaluated {
  std::unique_ptr<engine::Arena> arena = std::make_unique<engine::Arena>();
  engine::CompiledExpression compiled;
  engine::Value value;
  std::vector<std::string> remarks;
  std::string problem;  // what the parser or the compiler found; empty when nothing

  /// As `entente feel` would show it; an error with its message.
  [[nodiscard]] std::string text() const;
};

using Variables = std::vector<std::pair<std::string, engine::Value>>;

[[nodiscard]] Evaluated evaluate_text(const std::string& expression,
                                      const Variables& variables = {},
                                      engine::Budget::Limits limits = {});

}  // namespace entente::tests
