// The expressions directly inside an expression, in the order they are written.
// One list for every walk over the tree that treats all kinds of nodes alike.
#pragma once

#include <type_traits>

#include "grammar/ast.hpp"

namespace entente::grammar {

namespace detail {

template <typename Visit>
struct ChildVisitor {
  Visit& visit;

  void one(ExprId id) const {
    if (id != ExprId::none) visit(id);
  }
  template <typename... Ids>
  void each(Ids... ids) const {
    (one(ids), ...);
  }
  void operator()(const Path& node) const { one(node.base); }
  void operator()(const Filter& node) const { each(node.base, node.predicate); }
  void operator()(const Call& node) const {
    one(node.callee);
    for (const auto& argument : node.arguments) one(argument.value);
  }
  void operator()(const ListLiteral& node) const {
    for (const auto item : node.items) one(item);
  }
  void operator()(const ContextLiteral& node) const {
    for (const auto& entry : node.entries) one(entry.value);
  }
  void operator()(const RangeLiteral& node) const { each(node.low, node.high); }
  void operator()(const Negate& node) const { one(node.operand); }
  void operator()(const Binary& node) const { each(node.left, node.right); }
  void operator()(const Between& node) const { each(node.value, node.low, node.high); }
  void operator()(const In& node) const {
    one(node.value);
    for (const auto test : node.tests) one(test);
  }
  void operator()(const UnaryTest& node) const { one(node.operand); }
  void operator()(const InstanceOf& node) const { one(node.value); }
  void operator()(const If& node) const { each(node.condition, node.then, node.otherwise); }
  void operator()(const For& node) const {
    for (const auto& iterator : node.iterators) each(iterator.domain, iterator.range_end);
    one(node.body);
  }
  void operator()(const Quantified& node) const {
    for (const auto& iterator : node.iterators) each(iterator.domain, iterator.range_end);
    one(node.condition);
  }
  void operator()(const FunctionLiteral& node) const { one(node.body); }
  void operator()(const IsNone& node) const { one(node.value); }
  void operator()(const IsKnown& node) const { one(node.value); }
  void operator()(const Ago& node) const { one(node.duration); }
  void operator()(const Within& node) const { each(node.value, node.duration, node.anchor_value); }
  void operator()(const ShareOf& node) const { each(node.list, node.condition); }
  void operator()(const Counted& node) const { each(node.amount, node.list, node.condition); }
  void operator()(const EveryTwo& node) const { each(node.list, node.condition); }

  template <typename Leaf>
  void operator()(const Leaf&) const {
    static_assert(std::is_same_v<Leaf, Missing> || std::is_same_v<Leaf, NumberLiteral> ||
                      std::is_same_v<Leaf, TextValue> || std::is_same_v<Leaf, BooleanLiteral> ||
                      std::is_same_v<Leaf, NullLiteral> || std::is_same_v<Leaf, NoneLiteral> ||
                      std::is_same_v<Leaf, TodayLiteral> || std::is_same_v<Leaf, ItemLiteral> ||
                      std::is_same_v<Leaf, TemporalLiteral> || std::is_same_v<Leaf, UnitLiteral> ||
                      std::is_same_v<Leaf, Name> || std::is_same_v<Leaf, RuleIs> ||
                      std::is_same_v<Leaf, ScoreOf> || std::is_same_v<Leaf, EveryMustRuleIsMet>,
                  "a node that is no leaf needs its children named above");
  }
};

}  // namespace detail

/// Calls `visit(ExprId)` for each child that is there.
template <typename Visit>
void for_each_child(const ExprNode& node, Visit visit) {
  std::visit(detail::ChildVisitor<Visit>{visit}, node);
}

}  // namespace entente::grammar
