// Do the values written in a test fit the declared types of the facts, and each other: is every key
// one record's, and every reference to a record that is listed? Private to engine/check.
#pragma once

#include <utility>
#include <vector>

#include "engine/check/state.hpp"

namespace entente::engine::checking {

/// Reports every part of the expressions that can't be a value of its fact. The type of one that is
/// no literal is asked through the meanings of the tree, so it was checked before.
void check_given_values(State& state, std::uint32_t tree,
                        const std::vector<std::pair<FactId, ExprId>>& given);

}  // namespace entente::engine::checking
