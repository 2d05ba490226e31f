// Relations over one partnership, as expressions ask them: is this tuple in, surely or perhaps.
// Strata are evaluated when they are first asked for, those they need before them. Owned by the
// interpreter, which evaluates the expressions of their clauses.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>

#include "engine/evaluate/relations/clause_matcher.hpp"

namespace entente::engine {

class Relations {
 public:
  Relations(const Program& program, const FactBase& facts, Interpreter& interpreter,
            Budget& budget);

  /// Whether a tuple has these items in the columns that are `given`: yes, no, or unknown with what
  /// the possible tuples wait for. A null is in no tuple; an error stays one, what may be one
  /// leaves that open; a relation that goes over the budget is one.
  [[nodiscard]] Value holds(std::uint32_t relation, std::span<const Value> items, ColumnSet given);
  /// Before the first is evaluated.
  void leave_derivations_out();
  /// Evaluates it if need be.
  const Extension& extension(std::uint32_t relation);
  /// What was evaluated so far.
  [[nodiscard]] const std::shared_ptr<const DerivedRelations>& derived() const { return shared_; }

 private:
  struct Asked;

  void evaluate(std::uint32_t stratum);
  [[nodiscard]] std::optional<Value> derive(const Stratum& stratum);
  [[nodiscard]] std::optional<Value> broken_below(const Stratum& stratum) const;
  [[nodiscard]] bool among_sure(std::uint32_t relation, const Asked& asked);
  [[nodiscard]] Value among_possible(const Extension& extension, const Asked& asked);
  [[nodiscard]] Value no(const Asked& asked) const;

  const Program& program_;
  Interpreter& interpreter_;
  Budget& budget_;
  std::shared_ptr<DerivedRelations> derived_;
  std::shared_ptr<const DerivedRelations> shared_;
  std::vector<RelationIndexes> indexes_;  // as Program::relations
  MatchSetting setting_;
  std::vector<bool> running_;                                        // strata
  std::map<std::pair<std::uint32_t, ColumnSet>, TupleIndex> asked_;  // by relation and columns
};

}  // namespace entente::engine
