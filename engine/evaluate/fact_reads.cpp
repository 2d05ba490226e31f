#include "engine/evaluate/fact_reads.hpp"

#include "engine/program/builtins.hpp"

namespace entente::engine {
namespace {

/// Puts the items of lists elsewhere, or counts them, without a look at what they are.
bool passes_items_on(Builtin builtin) {
  switch (builtin) {
    case Builtin::count:
    case Builtin::append:
    case Builtin::concatenate:
    case Builtin::insert_before:
    case Builtin::remove:
    case Builtin::reverse:
    case Builtin::sublist:
    case Builtin::flatten:
    case Builtin::sort:
      return true;
    default:
      return false;
  }
}

bool reads_by_computed_name(Builtin builtin) {
  return builtin == Builtin::get_value || builtin == Builtin::get_entries ||
         builtin == Builtin::context_put || builtin == Builtin::context_merge;
}

}  // namespace

FactReads::FactReads(const Program& program)
    : program_(program), walk_(program, [this](NodeId node) { visit(node); }) {}

void FactReads::add_relation(std::uint32_t relation) {
  walk_relation(program_, relation, walk_);
  add_columns();
}

/// Of all relations: whichever of them the clauses of one join.
void FactReads::add_columns() {
  for (const auto& relation : program_.relations)
    for (const TypeId type : relation.types) add_whole(type, false);
}

void FactReads::visit(NodeId id) {
  const auto& node = program_[id];
  switch (node.op) {
    case Op::fact:
      facts_.insert(static_cast<FactId>(node.a));
      break;
    case Op::field:
      by_name_.insert(&program_.vocabulary[static_cast<RecordId>(node.c)].fields[node.b]);
      break;
    case Op::member:
    case Op::member_or:
      add_fields_named(program_.names[node.b]);
      break;
    case Op::rule_is:
      add(program_.rules[node.a]);
      break;
    case Op::relation:
      add_columns();
      break;
    case Op::equal:
    case Op::not_equal:
    case Op::in:
      for (const auto operand : children(program_, id)) add_operand(operand, false);
      break;
    case Op::builtin: {
      const auto builtin = static_cast<Builtin>(node.a);
      if (passes_items_on(builtin)) break;
      for (const auto operand : children(program_, id))
        add_operand(operand, reads_by_computed_name(builtin));
      break;
    }
    default:
      break;
  }
}

/// The record is not known before it runs: a field of this name in any of them.
void FactReads::add_fields_named(const std::string& name) {
  for (const auto& record : program_.vocabulary.records)
    if (const auto field = record.field(name)) by_name_.insert(&record.fields[*field]);
}

void FactReads::add_operand(NodeId operand, bool keyed_too) {
  const Op op = program_[operand].op;
  if (op == Op::constant || op == Op::closure) return;
  if (op != Op::range && op != Op::unary_test)
    return add_whole(program_.types[static_cast<std::size_t>(operand)], keyed_too);
  for (const auto part : children(program_, operand)) add_operand(part, keyed_too);
}

void FactReads::add_whole(TypeId id, bool keyed_too) {
  const Type& type = program_.vocabulary[id];
  switch (type.kind) {
    case TypeKind::any:
      of_any_type_ = true;
      break;
    case TypeKind::list:
      add_whole(type.element, keyed_too);
      break;
    case TypeKind::record:
      if (type.record == RecordId::none) {
        of_any_type_ = true;
      } else {
        add_record(type.record, keyed_too);
      }
      break;
    case TypeKind::context:
      if (type.entries.empty()) of_any_type_ = true;
      for (const auto& entry : type.entries) add_whole(entry.type, keyed_too);
      break;
    default:
      break;
  }
}

/// Of a record with a key only that is compared, and it is always known.
void FactReads::add_record(RecordId id, bool keyed_too) {
  const RecordType& record = program_.vocabulary[id];
  if (record.key && !keyed_too) return;
  for (const auto& field : record.fields) {
    if (in_wholes_.insert(&field).second) add_whole(field.type, false);
  }
}

}  // namespace entente::engine
