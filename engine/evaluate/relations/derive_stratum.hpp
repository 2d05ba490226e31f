// Evaluates the relations of one stratum: first every sure tuple, by height, then every possible
// one, each pass semi-naive; last what each possible tuple waits for. Private to
// engine/evaluate/relations.
#pragma once

#include "engine/evaluate/relations/clause_matcher.hpp"

namespace entente::engine {

/// `indexes` as Program::relations; the strata before this one are evaluated.
void derive_stratum(MatchSetting& setting, const Stratum& stratum,
                    std::vector<RelationIndexes>& indexes);

/// Settles what possible tuples wait for by way of others of the same stratum.
void settle_waits(MatchSetting& setting, const Stratum& stratum,
                  const std::vector<Waiting>& waiting);

}  // namespace entente::engine
