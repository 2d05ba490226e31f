#include "engine/evaluate/relations/tuple_index.hpp"

#include <bit>

namespace entente::engine {

TupleIndex::TupleIndex(ColumnSet columns)
    : key_(static_cast<std::size_t>(std::popcount(columns))), keys_(key_.size()) {
  for (std::size_t i = 0; columns >> i != 0; ++i)
    if ((columns >> i & 1U) != 0) columns_.push_back(i);
}

const TermId* TupleIndex::project(const TermId* tuple) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) key_[i] = tuple[columns_[i]];
  return key_.data();
}

void TupleIndex::follow(const TupleTable& table) {
  next_.reserve(table.size());
  for (auto row = static_cast<std::uint32_t>(next_.size()); row < table.size(); ++row) {
    const TermId* key = project(table[row].data());
    std::uint32_t chain = key[0];
    if (columns_.size() > 1) {
      chain = keys_.add(key);
      if (chain == none) chain = keys_.find(key);
    }
    if (chain >= chains_.size()) chains_.resize(chain + 1);
    auto& [first, last] = chains_[chain];
    (first == none ? first : next_[last]) = row;
    last = row;
    next_.push_back(none);
  }
}

std::uint32_t TupleIndex::first(const TermId* key) const {
  const TermId* projected = project(key);
  const auto chain = columns_.size() > 1 ? keys_.find(projected) : projected[0];
  return chain < chains_.size() ? chains_[chain].first : none;
}

}  // namespace entente::engine
