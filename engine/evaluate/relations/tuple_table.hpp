// A set of tuples of one width, in the order they were added: packed terms without an allocation
// for each, found by value. Small or thin sets hash; where the ids are dense enough a table with a
// place for every possible tuple finds one in a single step. Only ever grows.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/evaluate/relations/terms.hpp"

namespace entente::engine {

class TupleTable {
 public:
  static constexpr std::uint32_t none = ~0U;

  explicit TupleTable(std::size_t width) : width_(width) {}

  [[nodiscard]] std::uint32_t size() const { return rows_; }
  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] std::span<const TermId> operator[](std::uint32_t row) const {
    return {terms_.data() + row * width_, width_};
  }
  /// The row of a tuple, or none.
  [[nodiscard]] std::uint32_t find(const TermId* tuple) const {
    const auto place = dense_ ? cell(tuple) : probe(tuple);
    return place < places_.size() ? places_[place] : none;
  }
  /// Adds a tuple that is not there yet: its row, else none.
  std::uint32_t add(const TermId* tuple);

 private:
  [[nodiscard]] std::size_t cell(const TermId* tuple) const;
  [[nodiscard]] std::size_t probe(const TermId* tuple) const;
  [[nodiscard]] bool equals(std::uint32_t row, const TermId* tuple) const;
  bool fill_dense();
  void fill_hashed();

  std::size_t width_;
  std::uint32_t rows_ = 0;
  std::vector<TermId> terms_;
  std::vector<std::uint32_t> places_;  // rows: by hash, or by cell when dense
  bool dense_ = false;
  TermId largest_ = 0;
  std::size_t radix_ = 0;  // of the cells, when dense: terms are below it
};

}  // namespace entente::engine
