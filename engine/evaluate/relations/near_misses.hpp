// Why no clause derives a tuple that is surely not there: for each clause the matches that came
// nearest to it, and what is wanting in them. Matches tuples of relations that are derived, sure or
// possible, a bounded number of times; derives nothing.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/evaluate/relations/derived_relations.hpp"
#include "engine/evaluate/runtime.hpp"

namespace entente::engine {

/// A way to bind the variables of a clause that does not derive the tuple. Either every atom and
/// item was matched and some conditions do not hold or arguments are not what they have to be, or
/// one atom or item could not be matched, or nothing makes an argument what it has to be, or the
/// head asks for one item at two places. What is matched may be possible only.
struct NearMiss {
  std::uint32_t clause = 0;                        // index of Program::clauses
  std::vector<std::optional<std::uint32_t>> rows;  // of the tuple each atom was matched with
  std::vector<std::optional<Value>> items;         // that each `for` was matched with
  std::vector<bool> perhaps;         // of each of these: it is not known whether the list holds it
  std::vector<Value> locals;         // its variables; a null where one is not bound
  std::vector<std::uint32_t> unmet;  // indices of conditions that do not surely hold
  std::vector<std::uint32_t> open_arguments;  // whose values are not known
  std::vector<std::uint32_t> unfit;         // arguments that facts could make what they have to be
  std::optional<std::uint32_t> atom;        // that no tuple matches
  std::vector<std::optional<Value>> asked;  // of such a one; none: anything
  std::optional<std::uint32_t> item;        // the `for` of which no item gives the tuple
  std::optional<std::uint32_t> argument;    // that is an error, or not what it has to be
  std::optional<std::uint32_t> column;  // of the head: its variable was asked to be another item
};

/// The variables that an expression reads, if it rests on nothing else: no fact, no answer changes
/// it. None: it reads more.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> rests_on_variables(const Program& program,
                                                                           NodeId expression);

/// Whether the tuple may be what the atom asks for, which may name one variable twice.
[[nodiscard]] bool may_match(const AtomProgram& atom, std::span<const TermId> tuple,
                             std::span<const TermId> asked);

/// The value of a unit of a clause for its variables.
using EvaluateUnit = std::function<Value(const Unit&, std::span<const Value>)>;

/// For each clause of the relation, as written, at most three; an absent item is anything. None
/// where an item is a null, which stands in no tuple.
[[nodiscard]] std::vector<NearMiss> near_misses(const Program& program,
                                                const DerivedRelations& derived,
                                                const Runtime& runtime,
                                                const EvaluateUnit& evaluate,
                                                std::uint32_t relation,
                                                std::span<const std::optional<Value>> items);

}  // namespace entente::engine
