// The children of one recorded step, taken in the order in which they must have been judged; each
// is replayed as it is taken. Private to engine/explain.
#pragma once

#include "engine/explain/replay_trace.hpp"

namespace entente::engine::replay {

constexpr auto no_node = static_cast<std::uint32_t>(NodeId::none);

class TraceReplay::Children {
 public:
  Children(TraceReplay& replay, const Trace& of, Frame& frame)
      : replay_(replay), of_(of), frame_(frame) {}

  /// The value of the next one, which is this expression.
  const Value& take(std::uint32_t node) { return take(node, frame_); }
  const Value& take(std::uint32_t node, Frame& frame) {
    const Trace& child = next(node);
    if (child.per_item) replay_.fail(of_, "a step belongs to an item, and none is judged here");
    replay_.check(child, frame);
    return child.value;
  }
  /// The same, judged for this item.
  const Value& take_for(std::uint32_t node, const Value& item) {
    const Trace& child = next(node);
    if (!child.per_item) replay_.fail(of_, "a step belongs to no item");
    if (!same(child.item, item))
      replay_.fail(of_, "an item is " + replay_.words(child.item) + ", not " + replay_.words(item));
    replay_.check(child, frame_);
    return child.value;
  }
  /// It is there, and says what no step of an expression does.
  const Trace& pass(std::uint32_t node) { return next(node); }
  /// The same for an item that is not known.
  void take_any(std::uint32_t node) { replay_.check(next(node), frame_); }
  [[nodiscard]] bool next_is_item() const {
    return at_ < of_.children.size() && of_.children[at_].per_item;
  }
  [[nodiscard]] bool done() const { return at_ == of_.children.size(); }
  void expect_done() const {
    if (!done()) replay_.fail(of_, "it has a step that does not belong to it");
  }

 private:
  const Trace& next(std::uint32_t node) {
    if (done()) replay_.fail(of_, "a step that it rests on is missing");
    const Trace& child = of_.children[at_++];
    if (child.node != static_cast<NodeId>(node))
      replay_.fail(of_, "a step stands where another belongs");
    return child;
  }

  TraceReplay& replay_;
  const Trace& of_;
  Frame& frame_;
  std::size_t at_ = 0;
};

}  // namespace entente::engine::replay
