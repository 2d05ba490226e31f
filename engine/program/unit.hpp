// A compiled expression by its root: what checks, measures, templates and the parts of a clause are
// made of.
#pragma once

#include <cstdint>

namespace entente::engine {

enum class NodeId : std::uint32_t { none = ~0U };

/// An expression that starts with an empty frame: a check's condition, a measure, a template's
/// value.
struct Unit {
  NodeId root = NodeId::none;
  std::uint32_t frame_size = 0;
};

}  // namespace entente::engine
