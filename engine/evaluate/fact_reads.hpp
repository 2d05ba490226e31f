// Which facts and fields expressions read: by name, or as parts of a record that is compared or
// looked into as a whole. Reads the program only. Not which of them are known: see coverage.hpp.
#pragma once

#include <set>
#include <string>
#include <unordered_set>

#include "engine/evaluate/node_walk.hpp"

namespace entente::engine {

class FactReads {
 public:
  explicit FactReads(const Program& program);
  FactReads(const FactReads&) = delete;
  FactReads& operator=(const FactReads&) = delete;

  void add(const RuleProgram& rule) { walk_rule(rule, walk_); }
  void add(const Unit& unit) { walk_.from(unit); }
  void add_relation(std::uint32_t relation);

  [[nodiscard]] const std::set<FactId>& facts() const { return facts_; }
  /// The fields of these records, by name or as a part of them.
  [[nodiscard]] bool field(const Declaration& field) const {
    return by_name_.contains(&field) || in_wholes_.contains(&field);
  }
  /// As a part of its record, or perhaps so: of some values it is not known what they are.
  [[nodiscard]] bool field_in_whole(const Declaration& field) const {
    return of_any_type_ || in_wholes_.contains(&field);
  }

 private:
  void visit(NodeId node);
  void add_columns();
  void add_fields_named(const std::string& name);
  void add_operand(NodeId operand, bool keyed_too);
  void add_whole(TypeId type, bool keyed_too);
  void add_record(RecordId record, bool keyed_too);

  const Program& program_;
  NodeWalk walk_;
  std::set<FactId> facts_;
  std::unordered_set<const Declaration*> by_name_;
  std::unordered_set<const Declaration*> in_wholes_;
  bool of_any_type_ = false;
};

}  // namespace entente::engine
