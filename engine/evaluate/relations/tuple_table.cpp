#include "engine/evaluate/relations/tuple_table.hpp"

#include <algorithm>
#include <bit>

namespace entente::engine {
namespace {

constexpr std::size_t least_places = 16;
constexpr std::size_t cells_a_row = 8;  // dense from so few cells for each row on

}  // namespace

std::size_t TupleTable::cell(const TermId* tuple) const {
  std::size_t at = 0;
  for (std::size_t i = 0; i < width_; ++i) {
    if (tuple[i] >= radix_) return none;
    at = at * radix_ + tuple[i];
  }
  return at;
}

/// Its place, or the empty one where it belongs.
std::size_t TupleTable::probe(const TermId* tuple) const {
  if (places_.empty()) return none;
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < width_; ++i) hash = (hash ^ tuple[i]) * 0x9E3779B97F4A7C15U;
  const std::size_t mask = places_.size() - 1;
  auto place = static_cast<std::size_t>(hash >> 32U) & mask;
  while (places_[place] != none && !equals(places_[place], tuple)) place = (place + 1) & mask;
  return place;
}

bool TupleTable::equals(std::uint32_t row, const TermId* tuple) const {
  return std::equal(tuple, tuple + width_, terms_.data() + row * width_);
}

std::uint32_t TupleTable::add(const TermId* tuple) {
  for (std::size_t i = 0; i < width_; ++i) largest_ = std::max(largest_, tuple[i]);
  const bool full = dense_ ? largest_ >= radix_ : 2 * (std::size_t{rows_} + 1) > places_.size();
  if (full && !fill_dense()) fill_hashed();
  auto& place = places_[dense_ ? cell(tuple) : probe(tuple)];
  if (place != none) return none;
  place = rows_;
  terms_.insert(terms_.end(), tuple, tuple + width_);
  return rows_++;
}

/// False when there would be too many cells for so few rows.
bool TupleTable::fill_dense() {
  const std::size_t radix = std::bit_ceil(std::size_t{largest_} + 1);
  const std::size_t most = std::max(cells_a_row * rows_, least_places);
  std::size_t cells = 1;
  for (std::size_t i = 0; i < width_; ++i) {
    cells *= radix;
    if (cells > most) return false;
  }
  dense_ = true;
  radix_ = radix;
  places_.assign(cells, none);
  for (std::uint32_t row = 0; row < rows_; ++row) places_[cell((*this)[row].data())] = row;
  return true;
}

void TupleTable::fill_hashed() {
  dense_ = false;
  places_.assign(std::bit_ceil(std::max<std::size_t>(4 * (std::size_t{rows_} + 1), least_places)),
                 none);
  for (std::uint32_t row = 0; row < rows_; ++row) places_[probe((*this)[row].data())] = row;
}

}  // namespace entente::engine
