#include "engine/program/expression_program.hpp"

#include <deque>
#include <utility>

#include "engine/check/expressions.hpp"
#include "engine/program/expression_compiler.hpp"

namespace entente::engine {
namespace {

bool is_lint(const grammar::Diagnostic& diagnostic) {
  return diagnostic.severity != grammar::Severity::error;
}

}  // namespace

struct ExpressionProgram::Parts {
  Parts(const grammar::Sources& sources, Typing typing)
      : state(sources, rules, found), compiler(rules, program) {
    rules.sources = &sources;
    rules.arena = std::make_shared<Arena>();
    rules.packs.emplace_back().sees = {0};
    state.quiet_types = typing == Typing::as_feel;
    state.alone = true;
    program.arena = rules.arena;
  }

  /// Moves what was found to the caller; true when an error is among it.
  bool report(std::vector<grammar::Diagnostic>& diagnostics) {
    std::erase_if(found, is_lint);
    const bool wrong = !found.empty();
    diagnostics.insert(diagnostics.end(), std::make_move_iterator(found.begin()),
                       std::make_move_iterator(found.end()));
    found.clear();
    return wrong;
  }

  CheckedRules rules;
  Program program;
  std::vector<grammar::Diagnostic> found;
  std::deque<grammar::ParsedExpression> expressions;
  checking::State state;
  compiling::ExpressionCompiler compiler;
};

ExpressionProgram::ExpressionProgram(const grammar::Sources& sources, Typing typing)
    : parts_(std::make_unique<Parts>(sources, typing)) {}
ExpressionProgram::ExpressionProgram(ExpressionProgram&&) noexcept = default;
ExpressionProgram::~ExpressionProgram() = default;

Unit ExpressionProgram::add(grammar::ParsedExpression expression,
                            const std::vector<std::string>& variables,
                            std::vector<grammar::Diagnostic>& diagnostics) {
  if (expression.root == grammar::ExprId::none) return {};
  auto& rules = parts_->rules;
  const auto& kept = parts_->expressions.emplace_back(std::move(expression));
  const auto tree = static_cast<std::uint32_t>(rules.trees.size());
  rules.trees.push_back(&kept.tree);
  parts_->state.symbols.add_context_keys(kept.tree);
  auto& meaning = rules.meanings.emplace_back();
  meaning.types.resize(kept.tree.expressions.size(), TypeId::any);
  meaning.names.resize(kept.tree.expressions.size());
  meaning.frames.resize(kept.tree.expressions.size(), 0);

  checking::Reads reads;
  checking::ExpressionSite site;
  site.tree = tree;
  checking::ExpressionChecker checker(parts_->state, site, reads);
  for (const auto& variable : variables) checker.scope().variable(variable, TypeId::any);
  checker.check_unit(kept.root);
  parts_->program.vocabulary = rules.vocabulary;
  return parts_->report(diagnostics) ? Unit{} : parts_->compiler.unit(tree, kept.root);
}

TypeId ExpressionProgram::type(const grammar::TypeSyntax& syntax,
                               std::vector<grammar::Diagnostic>& diagnostics) {
  checking::Reads reads;
  const auto type = checking::ExpressionChecker(parts_->state, {}, reads).feel_type(syntax);
  parts_->program.vocabulary = parts_->rules.vocabulary;
  parts_->report(diagnostics);
  return type;
}

const Program& ExpressionProgram::program() const { return parts_->program; }

Program ExpressionProgram::take() && { return std::move(parts_->program); }

}  // namespace entente::engine
