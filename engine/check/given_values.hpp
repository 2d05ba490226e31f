// Does a value written in a test fit the declared type of a fact? Private to engine/check.
#pragma once

#include "engine/check/state.hpp"

namespace entente::engine::checking {

/// Reports every part of the expression that can't be a value of `type`; `static_type` of an
/// expression that is no literal is asked through the meanings of the tree, so it was checked
/// before.
void check_given_value(State& state, std::uint32_t tree, ExprId value, TypeId type);

}  // namespace entente::engine::checking
