// Definitions, those that others need first, so that their types are known where they are used.
#include "engine/check/expressions.hpp"
#include "engine/program/dependency_graph.hpp"
#include "grammar/children.hpp"

namespace entente::engine::checking {
namespace {

/// Every definition a body names, and perhaps more: a field of the same name counts too. Good
/// enough for an order; the dependencies themselves come from what the names turn out to mean.
void add_needs(const State& state, std::uint32_t define, std::vector<Need>& needs) {
  const auto& card = state.rules.defines[define];
  const auto& tree = state.tree(card.tree);
  std::vector<ExprId> open{card.card->body};
  while (!open.empty()) {
    const auto id = open.back();
    open.pop_back();
    if (id == ExprId::none) continue;
    const auto& expr = tree[id];
    grammar::for_each_child(expr.node, [&](ExprId child) { open.push_back(child); });
    const auto* name = std::get_if<grammar::Name>(&expr.node);
    const auto* call = std::get_if<grammar::Call>(&expr.node);
    if (name == nullptr && call == nullptr) continue;
    const auto symbol =
        state.symbols.names.find(name != nullptr ? name->text : call->function.text);
    if (symbol != state.symbols.names.end() && symbol->second.kind == Symbol::Kind::define)
      needs.push_back({define, symbol->second.index});
  }
}

void check_define(State& state, std::uint32_t index) {
  auto& define = state.rules.defines[index];
  Standing standing;
  standing.tree = define.tree;
  standing.pack = define.pack;
  ExpressionChecker checker(state, standing, state.define_reads[index]);
  std::map<std::string, Span> first;
  for (const auto& parameter : define.card->parameters) {
    const auto [known, added] = first.try_emplace(parameter.text, parameter.span);
    if (!added) state.duplicate("parameter", parameter, known->second);
    checker.bind(parameter, TypeId::any);
  }
  define.type = checker.check_unit(define.card->body);
  state.defines_typed[index] = true;
}

}  // namespace

void check_defines(State& state) {
  std::vector<Need> needs;
  const auto count = static_cast<std::uint32_t>(state.rules.defines.size());
  for (std::uint32_t i = 0; i < count; ++i) add_needs(state, i, needs);
  for (const auto index : order_by_need(count, needs).order) check_define(state, index);
}

}  // namespace entente::engine::checking
