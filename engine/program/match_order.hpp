// In which order the parts of a clause are matched. Looks at what each part binds and reads only,
// never at tuples: what is bound first, so that tests run as early and lookups are as narrow as
// they can be.
#pragma once

#include <span>
#include <vector>

#include "engine/program/relation_program.hpp"

namespace entente::engine::compiling {

/// Which slots the parts of a clause read.
struct ClauseReads {
  std::vector<std::vector<std::uint32_t>> lists;
  std::vector<std::vector<std::uint32_t>> arguments;
  std::vector<std::vector<std::uint32_t>> conditions;
};

/// Fills in the orders of a clause, and adds the indexes they need to `relations`.
void plan_matching(ClauseProgram& clause, const ClauseReads& reads,
                   std::span<RelationProgram> relations);

}  // namespace entente::engine::compiling
