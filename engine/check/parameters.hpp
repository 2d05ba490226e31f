// Parameters of packs and rules: constants with a range and a direction in which they may move.
// Private to engine/check.
#pragma once

#include "engine/check/state.hpp"

namespace entente::engine::checking {

/// Reads value and range of a parameter and appends it to the rule set; reports what does not fit.
/// Gives its index.
std::uint32_t declare_parameter(State& state, const grammar::Parameter& card, std::uint32_t tree,
                                std::uint32_t pack, std::string name);

}  // namespace entente::engine::checking
