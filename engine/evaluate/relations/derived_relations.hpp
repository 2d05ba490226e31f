// Everything that relations came to over one partnership: their terms, their tuples, what possible
// ones wait for. What explanations and network measures read; relations.hpp fills it, stratum by
// stratum, as relations are asked for.
#pragma once

#include "engine/evaluate/relations/extension.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {

struct DerivedRelations {
  DerivedRelations(const Program& program, const FactBase& facts, Arena& arena);

  /// What a tuple with these items agrees with (may_be_same): any term where one is absent or not
  /// known.
  [[nodiscard]] std::vector<TermId> pattern(const RelationProgram& relation,
                                            std::span<const std::optional<Value>> items) const;

  std::vector<Terms> terms;           // as Program::term_kinds
  std::vector<Extension> extensions;  // as Program::relations; not all need be evaluated
  WaitSets waits;
  bool with_derivations = keeps_derivations;  // of each tuple it is kept how it came about
  std::uint64_t tuples = 0;                   // derived in all, possible ones included
  std::uint64_t matches = 0;                  // tuples and items that were looked at for it
};

}  // namespace entente::engine
