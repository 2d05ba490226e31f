// Measures of the networks that relations make.
#include "engine/evaluate/interpreter.hpp"

namespace entente::engine {

/// A proof says how many ties there are, surely and perhaps, of how many.
Value Interpreter::network(const Node& node, Trace* trace) {
  const auto measure = static_cast<Builtin>(node.a);
  const auto list = static_cast<FactId>(program_[static_cast<NodeId>(node.d)].a);
  if (const auto& broken = relations_->extension(node.b).broken) end_by(*broken);
  if (trace != nullptr && budget_.can_trace(1)) {
    Trace ties;
    ties.node = static_cast<NodeId>(node.d);
    ties.value = networks_->ties(node.b, list);
    trace->children.push_back(std::move(ties));
  }
  if (static_cast<NodeId>(node.c) == NodeId::none) return networks_->measure(measure, node.b, list);
  const Value party = single_item(eval(node.c, trace));
  return networks_->measure(measure, node.b, list, party);
}

}  // namespace entente::engine
