// When two conditions are one and the same: the same expression over the same facts, constants and
// bound items, wherever they stand and however they are written. Gives each a name, made of ids and
// exact values, that serves to compare them and is not for people.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/program/program.hpp"

namespace entente::engine {

/// What the variables of a running unit stand for, by slot: identities.
using Bindings = std::map<std::uint32_t, std::string>;

class ConditionIdentity {
 public:
  explicit ConditionIdentity(const Program& program) : program_(program) {}

  [[nodiscard]] std::string of(NodeId expression, const Bindings& bound);
  /// Of an item that a variable is bound to.
  [[nodiscard]] std::string of(const Value& item) const;

 private:
  /// An expression with the variables it reads left open.
  struct Form {
    std::string text;
    std::vector<std::uint32_t> slots;  // in the order first read
  };
  void write(NodeId id, Form& form) const;
  [[nodiscard]] std::string own_ids(const Node& node, Form& form) const;

  const Program& program_;
  std::unordered_map<NodeId, Form> forms_;
};

}  // namespace entente::engine
