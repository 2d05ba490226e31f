// Which facts and fields expressions name, through the definitions and rules they ask too. Reads
// the program only; knows no values.
#pragma once

#include <set>
#include <unordered_set>

#include "engine/evaluate/node_walk.hpp"

namespace entente::engine {

class Reads {
 public:
  explicit Reads(const Program& program)
      : program_(program), walk_(program, [this](NodeId node) { visit(node); }) {}
  Reads(const Reads&) = delete;
  Reads& operator=(const Reads&) = delete;

  void add(const RuleProgram& rule) { walk_rule(rule, walk_); }
  void add(const Unit& condition) { walk_.from(condition); }
  [[nodiscard]] const std::set<FactId>& facts() const { return facts_; }
  /// `declaration` is one of the program's.
  [[nodiscard]] bool field(const Declaration& declaration) const {
    return fields_.contains(&declaration);
  }

 private:
  void visit(NodeId id);
  void add_fields_named(const std::string& name);

  const Program& program_;
  NodeWalk walk_;
  std::set<FactId> facts_;
  std::unordered_set<const Declaration*> fields_;
};

}  // namespace entente::engine
