#include "engine/evaluate/reads.hpp"

namespace entente::engine {

void Reads::visit(NodeId id) {
  const auto& node = program_[id];
  if (node.op == Op::fact) {
    facts_.insert(static_cast<FactId>(node.a));
  } else if (node.op == Op::field) {
    fields_.insert(&program_.vocabulary[static_cast<RecordId>(node.c)].fields[node.b]);
  } else if (node.op == Op::member || node.op == Op::member_or) {
    add_fields_named(program_.names[node.b]);
  } else if (node.op == Op::rule_is) {
    add(program_.rules[node.a]);
  }
}

/// The record is not known before it runs: a field of this name in any of them.
void Reads::add_fields_named(const std::string& name) {
  for (const auto& record : program_.vocabulary.records) {
    if (const auto field = record.field(name)) fields_.insert(&record.fields[*field]);
  }
}

}  // namespace entente::engine
