// Visits the expressions a node rests on, those of the measures, functions and relations it uses
// included unless they are left out, each once. Reads the program only; for questions such as which
// facts a rule reads or which scores a verdict asks.
#pragma once

#include <functional>
#include <vector>

#include "engine/program/program.hpp"

namespace entente::engine {

/// Whether what a node names (a measure, a function, a relation) belongs to what is under it.
enum class Definitions : std::uint8_t { followed, left_out };

/// The nodes directly under one node, in the order judged; none for those left out.
[[nodiscard]] std::vector<NodeId> children(const Program& program, NodeId node,
                                           Definitions definitions = Definitions::followed);

/// Whether it reads what neither constants nor variables say: facts, tuples, other rules, scores.
[[nodiscard]] bool reads_beyond_variables(Op op);

/// Walks from any number of roots; a node reached twice is visited once.
class NodeWalk {
 public:
  using Visit = std::function<void(NodeId)>;

  NodeWalk(const Program& program, Visit visit, Definitions definitions = Definitions::followed);
  void from(NodeId root);
  void from(const Unit& unit) { from(unit.root); }

 private:
  const Program& program_;
  Visit visit_;
  Definitions definitions_;
  std::vector<bool> seen_;
};

/// Every unit of a rule: list, applies, due, checks, credits; templates are not among them.
void walk_rule(const RuleProgram& rule, NodeWalk& walk);
/// Every unit of a clause: lists, arguments, conditions.
void walk_clause(const ClauseProgram& clause, NodeWalk& walk);

/// Every unit that the tuples of a relation rest on, those of the relations it follows from too.
void walk_relation(const Program& program, std::uint32_t relation, NodeWalk& walk);

}  // namespace entente::engine
