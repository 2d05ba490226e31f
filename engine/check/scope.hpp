// The variables in sight while an expression is checked, innermost last, and the slots they get in
// the frame of the running unit. A slot is free again when its variable goes out of sight. Private
// to engine/check.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/check/state.hpp"

namespace entente::engine::checking {

/// A variable, or the item of a filter or of `with` (then `item`, and the name is empty).
struct InSight {
  std::string name;
  std::uint32_t slot = 0;
  TypeId type = TypeId::any;
  bool item = false;
  bool used = false;
};

class Scope {
 public:
  std::uint32_t variable(std::string name, TypeId type) {
    return push(std::move(name), type, false);
  }
  std::uint32_t item(TypeId type) { return push({}, type, true); }
  /// A slot that no name reaches.
  std::uint32_t reserve() { return push("?", TypeId::any, false); }

  /// Forgets all but the first `count`; says whether any of those forgotten was used.
  bool shrink(std::size_t count) {
    bool used = false;
    for (auto i = count; i < in_sight_.size(); ++i) used = used || in_sight_[i].used;
    in_sight_.resize(count);
    return used;
  }

  [[nodiscard]] std::size_t size() const { return in_sight_.size(); }
  [[nodiscard]] std::uint32_t frame() const { return frame_; }
  [[nodiscard]] std::vector<InSight>& in_sight() { return in_sight_; }
  /// The frame of the next unit starts with the variables in sight now.
  void begin_unit() { frame_ = static_cast<std::uint32_t>(in_sight_.size()); }

 private:
  std::uint32_t push(std::string name, TypeId type, bool item) {
    const auto slot = static_cast<std::uint32_t>(in_sight_.size());
    in_sight_.push_back({std::move(name), slot, type, item, false});
    frame_ = std::max(frame_, slot + 1);
    return slot;
  }

  std::vector<InSight> in_sight_;  // the slot of each is its index
  std::uint32_t frame_ = 0;
};

}  // namespace entente::engine::checking
