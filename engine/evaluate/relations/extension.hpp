// The tuples of one relation over one partnership, as far as they are known: the sure ones, the
// possible ones with the facts each waits for, and for every tuple one derivation: the clause and
// what it was matched with, so that a proof can be told without deriving anew. Plain data.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "engine/evaluate/derivations.hpp"
#include "engine/evaluate/relations/tuple_index.hpp"
#include "engine/evaluate/relations/wait_sets.hpp"

namespace entente::engine {

/// How a tuple came about. `parents`: the row of each atom of the clause, then the place of each
/// item in its list (`tail`: one of those that an open list may still hold).
struct Derivation {
  static constexpr std::uint32_t tail = ~0U;

  std::uint32_t clause = 0;  // index of Program::clauses
  std::span<const std::uint32_t> parents;
};

/// Derivations by row, without an allocation for each.
class Derivations {
 public:
  /// `width`: the most parents that a clause of the relation has.
  explicit Derivations(std::size_t width) : width_(width) {}

  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] bool kept() const { return keeps_derivations && kept_; }
  void leave_out() { kept_ = false; }
  void add(std::uint32_t clause, std::span<const std::uint32_t> parents) {
    if (!keeps_derivations || !kept_) return;
    clauses_.push_back(clause);
    parents_.insert(parents_.end(), parents.begin(), parents.end());
    parents_.resize(clauses_.size() * width_);
  }
  [[nodiscard]] std::uint32_t clause(std::uint32_t row) const { return clauses_[row]; }
  /// As many as the clause has; what lies behind them means nothing.
  [[nodiscard]] std::span<const std::uint32_t> parents(std::uint32_t row) const {
    return {parents_.data() + row * width_, width_};
  }

 private:
  std::size_t width_;
  bool kept_ = true;
  std::vector<std::uint32_t> clauses_;
  std::vector<std::uint32_t> parents_;
};

/// Rows are numbered through both tables: the sure ones, then the possible ones.
struct Extension {
  Extension(std::size_t columns, std::size_t parents)
      : sure(columns), possible(columns), sure_derived(parents), possible_derived(parents) {}

  TupleTable sure;           // by height: a tuple's derivation rests on tuples that stand before it
  TupleTable possible;       // not among the sure ones; a term may not be known
  Derivations sure_derived;  // of least height
  Derivations possible_derived;  // of the fewest steps beyond sure tuples
  /// heights[h] is how many sure tuples have a height of at most h: 1 for what follows from no
  /// tuple, else 1 more than the highest it follows from.
  std::vector<std::uint32_t> heights{0};
  std::vector<WaitId> waits;         // of each possible tuple
  std::vector<std::uint32_t> loose;  // possible tuples with a term that is not known
  std::optional<Value> broken;       // an error null: it could not be evaluated
  bool evaluated = false;

  void leave_derivations_out() {
    sure_derived.leave_out();
    possible_derived.leave_out();
  }
  [[nodiscard]] bool is_sure(std::uint32_t row) const { return row < sure.size(); }
  [[nodiscard]] std::span<const TermId> tuple(std::uint32_t row) const {
    return is_sure(row) ? sure[row] : possible[row - sure.size()];
  }
  [[nodiscard]] Derivation derivation(std::uint32_t row) const {
    const bool known = is_sure(row);
    const auto& derived = known ? sure_derived : possible_derived;
    const auto at = known ? row : row - sure.size();
    return {derived.clause(at), derived.parents(at)};
  }
};

}  // namespace entente::engine
