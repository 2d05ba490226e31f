#include "engine/check/expressions.hpp"
#include "engine/program/compile.hpp"
#include "engine/program/expression_compiler.hpp"

namespace entente::engine {

CompiledExpression compile_expression(const grammar::Sources& sources,
                                      const grammar::ParsedExpression& expression,
                                      const std::vector<std::string>& variables) {
  CompiledExpression result;
  CheckedRules rules;
  rules.sources = &sources;
  rules.arena = std::make_shared<Arena>();
  checking::State state(sources, rules, result.diagnostics);
  state.quiet_types = true;
  rules.trees.push_back(&expression.tree);
  rules.packs.emplace_back().sees = {0};
  auto& meaning = rules.meanings.emplace_back();
  meaning.types.resize(expression.tree.expressions.size(), TypeId::any);
  meaning.names.resize(expression.tree.expressions.size());
  meaning.frames.resize(expression.tree.expressions.size(), 0);

  checking::Reads reads;
  checking::ExpressionChecker checker(state, {}, reads);
  for (const auto& variable : variables) checker.scope().variable(variable, TypeId::any);
  checker.check_unit(expression.root);
  std::erase_if(result.diagnostics, [](const grammar::Diagnostic& diagnostic) {
    return diagnostic.severity != grammar::Severity::error;
  });

  result.program.vocabulary = rules.vocabulary;
  result.program.arena = rules.arena;
  compiling::ExpressionCompiler compiler(rules, result.program);
  result.unit = compiler.unit(0, expression.root);
  result.program.vocabulary = std::move(rules.vocabulary);
  return result;
}

}  // namespace entente::engine
