// Checked relations -> RelationProgram and ClauseProgram. A translation: arguments that are
// expressions get slots of their own, columns get their kind of term, clauses their orders of
// matching. Private to engine/program.
#pragma once

#include "engine/program/expression_compiler.hpp"

namespace entente::engine::compiling {

void add_relations(const CheckedRules& rules, ExpressionCompiler& expressions, Program& program);

}  // namespace entente::engine::compiling
