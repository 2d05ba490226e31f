#include "engine/evaluate/relations/derived_relations.hpp"

#include <algorithm>

namespace entente::engine {
namespace {

std::size_t most_parents(const Program& program, const RelationProgram& relation) {
  std::size_t most = 0;
  for (const auto clause : relation.clauses) {
    const auto& parts = program.clauses[clause];
    most = std::max(most, parts.atoms.size() + parts.items.size());
  }
  return most;
}

}  // namespace

DerivedRelations::DerivedRelations(const Program& program, const FactBase& facts, Arena& arena)
    : waits(facts, arena) {
  for (const auto& kind : program.term_kinds) terms.emplace_back(kind, program.vocabulary);
  for (const auto& relation : program.relations)
    extensions.emplace_back(relation.columns.size(), most_parents(program, relation));
}

std::vector<TermId> DerivedRelations::pattern(const RelationProgram& relation,
                                              std::span<const std::optional<Value>> items) const {
  std::vector<TermId> asked(relation.columns.size(), any_term);
  for (std::size_t i = 0; i < items.size(); ++i)
    if (items[i] && !items[i]->is_unknown())
      asked[i] = terms[relation.columns[i]].find(*items[i]).value_or(unmet_term);
  return asked;
}

}  // namespace entente::engine
