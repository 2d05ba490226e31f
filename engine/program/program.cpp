#include "engine/program/program.hpp"

#include <algorithm>

namespace entente::engine {

std::optional<std::uint32_t> Program::rule(std::string_view id) const {
  const auto found = std::lower_bound(
      rules.begin(), rules.end(), id,
      [](const RuleProgram& each, std::string_view wanted) { return each.id < wanted; });
  if (found == rules.end() || found->id != id) return std::nullopt;
  return static_cast<std::uint32_t>(found - rules.begin());
}

std::optional<std::uint32_t> Program::scorecard(std::string_view id) const {
  const auto found = std::find_if(scorecards.begin(), scorecards.end(),
                                  [&](const ScorecardProgram& each) { return each.id == id; });
  if (found == scorecards.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - scorecards.begin());
}

}  // namespace entente::engine
