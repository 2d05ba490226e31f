#include "engine/check/walk.hpp"

#include <algorithm>

namespace entente::engine::checking {
namespace {

using grammar::ExprId;

struct Children {
  std::vector<ExprId> found;

  void add(std::initializer_list<ExprId> ids) { found.insert(found.end(), ids.begin(), ids.end()); }
  void add(const std::vector<grammar::Iterator>& iterators) {
    for (const auto& each : iterators) add({each.domain, each.range_end});
  }

  void operator()(const grammar::Path& node) { add({node.base}); }
  void operator()(const grammar::Filter& node) { add({node.base, node.predicate}); }
  void operator()(const grammar::Call& node) {
    add({node.callee});
    for (const auto& each : node.arguments) add({each.value});
  }
  void operator()(const grammar::ListLiteral& node) {
    found.insert(found.end(), node.items.begin(), node.items.end());
  }
  void operator()(const grammar::ContextLiteral& node) {
    for (const auto& each : node.entries) add({each.value});
  }
  void operator()(const grammar::RangeLiteral& node) { add({node.low, node.high}); }
  void operator()(const grammar::Negate& node) { add({node.operand}); }
  void operator()(const grammar::Binary& node) { add({node.left, node.right}); }
  void operator()(const grammar::Between& node) { add({node.value, node.low, node.high}); }
  void operator()(const grammar::In& node) {
    add({node.value});
    found.insert(found.end(), node.tests.begin(), node.tests.end());
  }
  void operator()(const grammar::UnaryTest& node) { add({node.operand}); }
  void operator()(const grammar::InstanceOf& node) { add({node.value}); }
  void operator()(const grammar::If& node) { add({node.condition, node.then, node.otherwise}); }
  void operator()(const grammar::For& node) {
    add(node.iterators);
    add({node.body});
  }
  void operator()(const grammar::Quantified& node) {
    add(node.iterators);
    add({node.condition});
  }
  void operator()(const grammar::FunctionLiteral& node) { add({node.body}); }
  void operator()(const grammar::IsNone& node) { add({node.value}); }
  void operator()(const grammar::IsKnown& node) { add({node.value}); }
  void operator()(const grammar::Ago& node) { add({node.duration}); }
  void operator()(const grammar::Within& node) { add({node.value, node.duration, node.anchor_value}); }
  void operator()(const grammar::ShareOf& node) { add({node.list, node.condition}); }
  void operator()(const grammar::Counted& node) { add({node.amount, node.list, node.condition}); }
  void operator()(const grammar::EveryTwo& node) { add({node.list, node.condition}); }
  template <class Leaf>
  void operator()(const Leaf&) {}
};

}  // namespace

std::vector<ExprId> children(const grammar::Expr& expr) {
  Children visitor;
  std::visit(visitor, expr.node);
  std::erase(visitor.found, ExprId::none);
  return std::move(visitor.found);
}

}  // namespace entente::engine::checking
