// A quantity that conditions compare with constants, or with what is known and is taken to stay (a
// fact, the number of items in a list, a score), the values that stand for all it can be, and which
// of these conditions each value makes hold. What one answer can't make hold together is no set
// that anybody could mend. Tries values in recorded steps with the operators themselves; private to
// engine/explain.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/explain/condition_identity.hpp"
#include "engine/explain/condition_tree.hpp"
#include "engine/explain/explanation.hpp"

namespace entente::engine {

struct AskedCondition {
  std::size_t number = 0;  // of it in a ConditionTree
  const Trace* step = nullptr;
  const Bindings* bound = nullptr;
};

struct Quantity {
  const Trace* step = nullptr;          // where one of the conditions reads it
  PathId fact = PathId::none;           // that it is; none: something else, or one without a path
  std::vector<std::size_t> conditions;  // their numbers
  bool relative = false;                // a condition compares it with what may change too
  std::vector<Value> values;            // it can have, as far as the conditions tell them apart
  /// Of each value what each of the conditions comes to.
  std::vector<std::vector<Truth>> answers;
};

/// Further values of a fact, that more than these conditions tells apart.
using MoreValues = std::function<std::vector<Value>(PathId)>;

/// Those of which it is known what they can be. Each condition is of one quantity at most. The
/// values lie in `arena`.
[[nodiscard]] std::vector<Quantity> quantities_of(std::span<const AskedCondition> conditions,
                                                  ConditionIdentity& identity,
                                                  const ProofSources& from, Arena& arena,
                                                  const MoreValues& more_values);

/// The one number in an arithmetic of constants and it.
struct SolvedNumber {
  const Trace* step = nullptr;
  Number number;        // for which the whole is what was asked
  bool rising = false;  // a greater one makes the whole greater
};
[[nodiscard]] std::optional<SolvedNumber> solve(const Trace& arithmetic, const Number& whole,
                                                const ProofSources& from);

}  // namespace entente::engine
