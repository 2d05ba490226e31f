#include "engine/program/relation_compiler.hpp"

#include <algorithm>

#include "engine/program/match_order.hpp"

namespace entente::engine::compiling {
namespace {

class RelationCompiler {
 public:
  RelationCompiler(const CheckedRules& rules, ExpressionCompiler& expressions, Program& program)
      : rules_(rules), expressions_(expressions), program_(program) {}

  void run() {
    for (const auto& relation : rules_.relations) add_relation(relation);
    for (std::uint32_t i = 0; i < rules_.relations.size(); ++i)
      for (const auto& clause : rules_.relations[i].clauses) add_clause(i, clause);
    program_.strata = rules_.strata;
  }

 private:
  void add_relation(const CheckedRelation& relation) {
    RelationProgram made;
    made.name = relation.card->name.text;
    made.title = relation.card->title.text;
    made.types = relation.columns;
    for (const auto column : relation.columns) made.columns.push_back(kind_of(column));
    made.indexes = {0};
    made.stratum = relation.stratum;
    made.pack = rules_.packs[relation.pack].id;
    made.span = relation.card->span;
    program_.relations.push_back(std::move(made));
  }

  /// Choices are texts; all else is its own kind.
  std::uint32_t kind_of(TypeId column) {
    Type plain;
    plain.kind = program_.vocabulary[column].kind;
    plain.record = program_.vocabulary[column].record;
    if (plain.kind == TypeKind::choice) plain.kind = TypeKind::text;
    auto& kinds = program_.term_kinds;
    const auto found = std::ranges::find_if(kinds, [&](const TermKind& each) {
      return each.kind == plain.kind && each.record == plain.record;
    });
    const auto index = static_cast<std::uint32_t>(found - kinds.begin());
    if (found == kinds.end())
      kinds.push_back({plain.kind, plain.record, program_.vocabulary.intern(plain)});
    return index;
  }

  void add_clause(std::uint32_t relation, const CheckedClause& checked) {
    tree_ = rules_.relations[relation].tree;
    clause_ = {};
    reads_ = {};
    clause_.relation = relation;
    clause_.span = checked.card->span;
    clause_.variables = static_cast<std::uint32_t>(checked.variables.size());
    for (const auto& variable : checked.variables)
      clause_.slots.push_back({variable.name, variable.type, ClauseSlot::none, false});
    for (const auto& list : checked.lists) {
      clause_.lists.push_back({unit(list), list.reads.empty()});
      reads_.lists.push_back(list.reads);
    }
    for (const auto& item : checked.items) clause_.items.push_back({item.slot, item.list});
    for (const auto& atom : checked.atoms) add_atom(atom);
    for (const auto& condition : checked.conditions) {
      clause_.conditions.push_back({unit(condition), tree()[condition.id].span});
      reads_.conditions.push_back(condition.reads);
    }
    const auto& columns = program_.relations[relation].columns;
    for (std::size_t i = 0; i < checked.head.size(); ++i)
      clause_.head.push_back(slot_of(checked.head[i], columns[i]));
    plan_matching(clause_, reads_, program_.relations);
    program_.relations[relation].clauses.push_back(
        static_cast<std::uint32_t>(program_.clauses.size()));
    program_.clauses.push_back(std::move(clause_));
  }

  void add_atom(const CheckedAtom& atom) {
    AtomProgram made;
    made.relation = atom.relation;
    made.span = tree()[atom.call].span;
    const auto& columns = program_.relations[atom.relation].columns;
    for (std::size_t i = 0; i < atom.arguments.size(); ++i)
      made.slots.push_back(slot_of(atom.arguments[i], columns[i]));
    clause_.atoms.push_back(std::move(made));
  }

  /// Where the argument of a column stands while a match is made.
  std::uint32_t slot_of(const CheckedArgument& argument, std::uint32_t kind) {
    if (argument.form == CheckedArgument::Form::anything) return ClauseSlot::none;
    if (argument.form == CheckedArgument::Form::variable) {
      clause_.slots[argument.slot].kind = kind;
      return argument.slot;
    }
    const auto slot = static_cast<std::uint32_t>(clause_.slots.size());
    clause_.slots.push_back({"", TypeId::any, kind, false});
    clause_.arguments.push_back({slot, unit(argument.value)});
    reads_.arguments.push_back(argument.value.reads);
    return slot;
  }

  Unit unit(const CheckedUnit& checked) {
    for (const auto slot : checked.reads) clause_.slots[slot].read = true;
    return expressions_.unit(tree_, checked.id);
  }

  [[nodiscard]] const grammar::Tree& tree() const { return *rules_.trees[tree_]; }

  const CheckedRules& rules_;
  ExpressionCompiler& expressions_;
  Program& program_;
  std::uint32_t tree_ = 0;
  ClauseProgram clause_;
  ClauseReads reads_;
};

}  // namespace

void add_relations(const CheckedRules& rules, ExpressionCompiler& expressions, Program& program) {
  RelationCompiler(rules, expressions, program).run();
}

}  // namespace entente::engine::compiling
