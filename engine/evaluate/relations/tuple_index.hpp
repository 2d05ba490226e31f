// The rows of a table by some of their columns. Follows a table that grows: rows are added in
// order, and those of one key come back in that order, so that a reader can stop at the first it
// must not see.
#pragma once

#include "engine/evaluate/relations/tuple_table.hpp"

namespace entente::engine {

class TupleIndex {
 public:
  static constexpr std::uint32_t none = TupleTable::none;

  explicit TupleIndex(ColumnSet columns);

  /// Takes in what was added to the table since.
  void follow(const TupleTable& table);
  /// The first row whose columns are those of `key`, a tuple of the table's width; or none.
  [[nodiscard]] std::uint32_t first(const TermId* key) const;
  [[nodiscard]] std::uint32_t next(std::uint32_t row) const { return next_[row]; }

 private:
  struct Chain {
    std::uint32_t first = none;
    std::uint32_t last = none;
  };

  const TermId* project(const TermId* tuple) const;

  std::vector<std::size_t> columns_;
  mutable std::vector<TermId> key_;  // the columns of a tuple
  TupleTable keys_;                  // of more than one column: a row for each chain
  std::vector<Chain> chains_;        // by row of `keys_`, or by the one column's term
  std::vector<std::uint32_t> next_;  // by row of the table
};

}  // namespace entente::engine
