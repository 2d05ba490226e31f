#include "engine/evaluate/node_walk.hpp"

#include <utility>

namespace entente::engine {
namespace {

using Nodes = std::vector<NodeId>;

void add(std::uint32_t node, Nodes& under) {
  if (static_cast<NodeId>(node) != NodeId::none) under.push_back(static_cast<NodeId>(node));
}

/// Of every `step` operands those from `first` to before `last` are nodes.
void add_operands(const Program& program, const Node& node, Nodes& under, std::uint32_t step = 1,
                  std::uint32_t first = 0, std::uint32_t last = 1) {
  for (std::uint32_t i = 0; i + step <= node.count; i += step) {
    for (auto k = first; k < last; ++k) add(program.operands[node.b + i + k], under);
  }
}

void add_body(const Unit& body, Nodes& under) { add(static_cast<std::uint32_t>(body.root), under); }

/// What the tuples of a relation rest on, those of the relations it follows from included.
void add_clauses(const Program& program, const RelationProgram& relation, Nodes& under) {
  std::vector<bool> seen(program.relations.size());
  std::vector<const RelationProgram*> open{&relation};
  while (!open.empty()) {
    const auto& clauses = open.back()->clauses;
    open.pop_back();
    for (const auto index : clauses) {
      const auto& clause = program.clauses[index];
      for (const auto& list : clause.lists) add_body(list.unit, under);
      for (const auto& argument : clause.arguments) add_body(argument.value, under);
      for (const auto& condition : clause.conditions) add_body(condition.unit, under);
      for (const auto& atom : clause.atoms) {
        if (seen[atom.relation]) continue;
        seen[atom.relation] = true;
        open.push_back(&program.relations[atom.relation]);
      }
    }
  }
}

}  // namespace

bool reads_beyond_variables(Op op) {
  switch (op) {
    case Op::fact:
    case Op::relation:
    case Op::network:
    case Op::rule_is:
    case Op::score:
    case Op::score_of:
    case Op::coverage:
    case Op::every_must_met:
      return true;
    default:
      return false;
  }
}

std::vector<NodeId> children(const Program& program, NodeId id, Definitions definitions) {
  const auto& node = program[id];
  const bool follow = definitions == Definitions::followed;
  Nodes under;
  switch (node.op) {
    case Op::constant:
    case Op::fact:
    case Op::local:
    case Op::parameter:
    case Op::today:
    case Op::score:
    case Op::score_of:
    case Op::coverage:
    case Op::rule_is:
    case Op::every_must_met:
      break;
    case Op::measure:
      if (follow) add_body(program.measures[node.a].body, under);
      break;
    case Op::call:
      add_operands(program, node, under);
      if (follow) add_body(program.functions[node.a].body, under);
      break;
    case Op::relation:
      add_operands(program, node, under);
      if (follow) add_clauses(program, program.relations[node.a], under);
      break;
    case Op::network:
      add(node.c, under);
      add(node.d, under);
      if (follow) add_clauses(program, program.relations[node.b], under);
      break;
    case Op::closure:
      if (follow || program.functions[node.a].name.empty())
        add_body(program.functions[node.a].body, under);
      break;
    case Op::builtin:
    case Op::list:
    case Op::first_case:
      add_operands(program, node, under);
      break;
    case Op::context:
      add_operands(program, node, under, 3, 1, 2);
      break;
    case Op::invoke:
    case Op::in:
      add(node.a, under);
      add_operands(program, node, under);
      break;
    case Op::for_:
    case Op::some:
    case Op::every:
      add_operands(program, node, under, 3, 0, 2);
      add(node.a, under);
      break;
    case Op::member_or:
      add(node.c, under);
      break;
    case Op::if_:
    case Op::between:
    case Op::within:
      add(node.a, under);
      add(node.b, under);
      add(node.c, under);
      break;
    case Op::counted:
    case Op::every_two:
    case Op::some_two:
      add(node.a, under);
      add(node.b, under);
      add(node.d, under);
      break;
    case Op::field:
    case Op::member:
    case Op::negate:
    case Op::unary_test:
    case Op::not_:
    case Op::instance_of:
    case Op::is_none:
    case Op::is_known:
    case Op::ago:
      add(node.a, under);
      break;
    default:  // two operands
      add(node.a, under);
      add(node.b, under);
      break;
  }
  return under;
}

NodeWalk::NodeWalk(const Program& program, Visit visit, Definitions definitions)
    : program_(program),
      visit_(std::move(visit)),
      definitions_(definitions),
      seen_(program.nodes.size()) {}

void NodeWalk::from(NodeId root) {
  std::vector<NodeId> open{root};
  while (!open.empty()) {
    const auto node = open.back();
    open.pop_back();
    if (node == NodeId::none || seen_[static_cast<std::size_t>(node)]) continue;
    seen_[static_cast<std::size_t>(node)] = true;
    visit_(node);
    const auto under = children(program_, node, definitions_);
    open.insert(open.end(), under.rbegin(), under.rend());
  }
}

void walk_rule(const RuleProgram& rule, NodeWalk& walk) {
  walk.from(rule.list);
  walk.from(rule.applies);
  walk.from(rule.due);
  for (const auto& check : rule.checks) walk.from(check.condition);
  for (const auto& credit : rule.credits) {
    walk.from(credit.amount);
    walk.from(credit.condition);
  }
}

void walk_clause(const ClauseProgram& clause, NodeWalk& walk) {
  for (const auto& list : clause.lists) walk.from(list.unit);
  for (const auto& argument : clause.arguments) walk.from(argument.value);
  for (const auto& condition : clause.conditions) walk.from(condition.unit);
}

void walk_relation(const Program& program, std::uint32_t relation, NodeWalk& walk) {
  Nodes under;
  add_clauses(program, program.relations[relation], under);
  for (const auto node : under) walk.from(node);
}

}  // namespace entente::engine
