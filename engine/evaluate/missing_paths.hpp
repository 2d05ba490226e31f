// Sets of missing facts: joined by id while judging, shown by the outermost path in the order of
// their text.
#pragma once

#include <span>
#include <vector>

#include "engine/evaluate/parts.hpp"
#include "engine/model/fact_base.hpp"

namespace entente::engine {

/// The union, sorted by id.
[[nodiscard]] std::vector<PathId> join_missing(std::span<const Part> parts);
void add_missing(std::vector<PathId>& all, std::span<const PathId> more);

/// Each by the outermost path not supplied, once, sorted by path text.
[[nodiscard]] std::vector<PathId> as_reported(const FactBase& facts,
                                              std::span<const PathId> missing);

}  // namespace entente::engine
