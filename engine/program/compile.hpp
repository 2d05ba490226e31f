// Checked rules -> Program. Never fails on rules that check() passed.
#pragma once

#include "engine/check/check.hpp"
#include "engine/program/expression_program.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {

[[nodiscard]] Program compile(const CheckedRules& rules);

/// One expression on its own (`entente feel`, the value of a test's `given`, `--set`): names are
/// looked up among `variables`, which become slots 0, 1, … of the unit's frame; anything else is an
/// error diagnostic.
struct CompiledExpression {
  Program program;
  Unit unit;
  std::vector<grammar::Diagnostic> diagnostics;
};
[[nodiscard]] CompiledExpression compile_expression(const grammar::Sources& sources,
                                                    const grammar::ParsedExpression& expression,
                                                    const std::vector<std::string>& variables,
                                                    Typing typing = Typing::as_feel);

}  // namespace entente::engine
