// Definitions and inferences, those that others need first, so that their types are known where
// they are used.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/program/dependency_graph.hpp"
#include "grammar/children.hpp"

namespace entente::engine::checking {
namespace {

std::vector<ExprId> expressions_of(const CheckedDefine& define) {
  if (define.define != nullptr) return {define.define->body};
  std::vector<ExprId> all;
  for (const auto& one : define.infer->cases) {
    all.push_back(one.condition);
    all.push_back(one.value);
  }
  return all;
}

/// Every definition it names, and perhaps more: a field of the same name counts too. Good enough
/// for an order; the dependencies themselves come from what the names turn out to mean.
void add_needs(const State& state, std::uint32_t define, std::vector<Need>& needs) {
  const auto& card = state.rules.defines[define];
  const auto& tree = state.tree(card.tree);
  auto open = expressions_of(card);
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

/// The last case is `otherwise`, and no other; their number is counted in 16 bits.
void check_case_order(State& state, const grammar::InferCard& card) {
  constexpr std::size_t most_cases = 20'000;
  if (card.cases.size() > most_cases)
    state.error("E310", card.name.span, "an inference has at most 20,000 cases");
  const auto is_otherwise = [](const grammar::Case& one) { return one.condition == ExprId::none; };
  const auto& cases = card.cases;
  const auto first = std::find_if(cases.begin(), cases.end(), is_otherwise);
  if (first == cases.end()) {
    if (state.is_damaged(card.span)) return;
    state.error("E407", cases.empty() ? card.name.span : cases.back().span,
                "the last case of " + quoted(card.name.text) + " is not `otherwise`",
                "no case may hold: end with `otherwise …`");
  } else if (first + 1 != cases.end()) {
    auto& added =
        state.error("E407", (first + 1)->span, "what stands after `otherwise` is never tried");
    added.notes.push_back({"`otherwise` is in", first->span});
  }
}

/// One of the texts, when every case is one; else what is common to them.
TypeId check_cases(State& state, const grammar::InferCard& card, const grammar::Tree& tree,
                   ExpressionChecker& checker) {
  Type choice;
  choice.kind = TypeKind::choice;
  std::optional<TypeId> joined;
  bool texts = true;
  for (const auto& one : card.cases) {
    checker.check_condition(one.condition, "`case … when`");
    const auto type = checker.check_unit(one.value);
    joined = joined ? checker.types().join(*joined, type) : type;
    const auto* text = std::get_if<grammar::TextValue>(&tree[one.value].node);
    texts = texts && text != nullptr;
    if (text != nullptr && std::ranges::find(choice.choices, text->text) == choice.choices.end())
      choice.choices.push_back(text->text);
  }
  check_case_order(state, card);
  if (tree.is_damaged(card.span)) return TypeId::any;  // one that could not be read may be another
  return texts && joined ? state.rules.vocabulary.intern(choice) : joined.value_or(TypeId::any);
}

void check_define(State& state, std::uint32_t index) {
  auto& define = state.rules.defines[index];
  ExpressionSite site;
  site.tree = define.tree;
  site.pack = define.pack;
  ExpressionChecker checker(state, site, state.define_reads[index]);
  std::map<std::string, Span> first;
  for (const auto& parameter : define.parameters()) {
    const auto [known, added] = first.try_emplace(parameter.text, parameter.span);
    if (!added) state.duplicate("parameter", parameter, known->second);
    checker.bind(parameter, TypeId::any);
  }
  define.type = define.define != nullptr
                    ? checker.check_unit(define.define->body)
                    : check_cases(state, *define.infer, state.tree(define.tree), checker);
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
