// The values that stand for all a missing fact can be: every value of a finite type; for a number
// or date that is only ever compared with constants, each of these, one between neighbours, one
// beyond each end. Reads what is asked and all that it rests on; not the other facts.
#pragma once

#include <optional>
#include <vector>

#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/evaluate/fact_reads.hpp"

namespace entente::engine {

/// Of numbers and dates that are compared with these `cuts` alone: each of these, one between
/// neighbours, one beyond each end, as far as the type allows. None when a cut is of another kind.
[[nodiscard]] std::optional<std::vector<Value>> values_around(const std::vector<Value>& cuts,
                                                              const Type& type, Arena& arena);

/// What the values of a fact have to tell apart.
struct DomainScope {
  std::vector<std::uint32_t> rules;
  std::optional<std::uint32_t> scorecard;  // its rules and verdicts
  std::optional<std::uint32_t> relation;
  Unit expression;  // root none: no expression
};

class FactDomains {
 public:
  /// `evaluator` judges the constants; it and all else but the scope must outlive this.
  FactDomains(const Program& program, const FactBase& facts, ExpressionEvaluator& evaluator,
              Arena& arena, const DomainScope& scope);

  /// None when no finite set of values stands for the fact.
  [[nodiscard]] std::optional<std::vector<Value>> of(PathId path);

 private:
  void walk(const DomainScope& scope);
  [[nodiscard]] bool reads(NodeId node, const Declaration& declaration) const;
  [[nodiscard]] std::optional<std::vector<Value>> cuts(PathId path);
  bool add_cuts(NodeId read, std::vector<Value>& cuts);
  bool add_cuts_of(NodeId use, NodeId read, std::vector<Value>& cuts);
  bool add_test(NodeId test, std::vector<Value>& cuts);
  bool add_constant(NodeId node, std::vector<Value>& cuts);
  bool add_within(const Node& within, std::vector<Value>& cuts);

  const Program& program_;
  const FactBase& facts_;
  ExpressionEvaluator& evaluator_;
  Arena& arena_;
  FactReads reads_;
  std::vector<NodeId> nodes_;                 // that what is asked rests on
  std::vector<std::vector<NodeId>> parents_;  // of each node of the program, among these
  std::vector<bool> is_root_;                 // whose value is used for itself
};

}  // namespace entente::engine
