#include "engine/program/compile.hpp"
#include "engine/program/expression_program.hpp"

namespace entente::engine {

CompiledExpression compile_expression(const grammar::Sources& sources,
                                      const grammar::ParsedExpression& expression,
                                      const std::vector<std::string>& variables, Typing typing) {
  ExpressionProgram program(sources, typing);
  CompiledExpression result;
  result.unit = program.add(expression, variables, result.diagnostics);
  result.program = std::move(program).take();
  return result;
}

}  // namespace entente::engine
