// Measures of the networks that relations make.
#include "engine/evaluate/interpreter.hpp"

namespace entente::engine {

/// A proof says what the measure is of: how many ties there are of how many, surely and perhaps; of
/// a degree, with whom.
Value Interpreter::network(const Node& node, Trace* trace) {
  const auto measure = static_cast<Builtin>(node.a);
  const auto list = static_cast<FactId>(program_[static_cast<NodeId>(node.d)].a);
  if (const auto& broken = relations_->extension(node.b).broken) end_by(*broken);
  const bool of_party = static_cast<NodeId>(node.c) != NodeId::none;
  const Value party = of_party ? single_item(runtime_, eval(node.c, trace)) : Value();
  if (trace != nullptr && !budget_.can_trace(1)) {
    ++trace->left_out;
  } else if (trace != nullptr) {
    Trace ties;
    ties.node = static_cast<NodeId>(node.d);
    ties.value = measure == Builtin::degree && party.is(Kind::record)
                     ? networks_->tied_to(node.b, list, party)
                     : networks_->ties(measure, node.b, list);
    trace->children.push_back(std::move(ties));
  }
  return of_party ? networks_->measure(measure, node.b, list, party)
                  : networks_->measure(measure, node.b, list);
}

}  // namespace entente::engine
