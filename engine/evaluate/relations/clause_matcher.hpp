// Matches one clause against the tuples there are, in the order the compiler laid down, and derives
// what follows. A match is sure when every tuple, item and condition in it is; else its tuple is
// possible, and waits for what these wait for. Values that are not known match every term,
// unsurely. Private to engine/evaluate/relations.
#pragma once

#include <array>
#include <string_view>

#include "engine/evaluate/list_view.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"

namespace entente::engine {

class Interpreter;

/// What one evaluation of relations shares: the facts' side, the work so far and its bounds.
struct MatchSetting {
  const Program& program;
  Interpreter& interpreter;
  const Budget& budget;
  DerivedRelations& derived;
  std::vector<Value> unknown_terms;  // of each kind of term: any of them, waiting for nothing

  [[nodiscard]] bool exceeded() const {
    const auto& limits = budget.limits();
    return derived.tuples > limits.tuples || derived.matches > limits.matches || budget.exhausted();
  }
};

/// Lookups in the tuples of one relation; as RelationProgram::indexes.
struct RelationIndexes {
  std::vector<TupleIndex> sure;
  std::vector<TupleIndex> possible;
};

/// A possible tuple follows from another of the same stratum: it waits for what that waits for.
struct Waiting {
  std::uint32_t relation = 0;
  std::uint32_t row = 0;  // among the possible ones
  std::uint32_t on_relation = 0;
  std::uint32_t on_row = 0;
};

/// No more are noted: then every possible tuple of the stratum waits for all that is missing.
constexpr std::size_t most_waiting = 16'000'000;

class ClauseMatcher {
 public:
  /// Rows of an atom's relation that take part: those below.
  struct Window {
    std::uint32_t sure = 0;
    std::uint32_t possible = 0;
  };

  ClauseMatcher(MatchSetting& setting, std::uint32_t clause, std::vector<RelationIndexes>& indexes,
                std::vector<Waiting>& waiting);

  [[nodiscard]] const ClauseProgram& clause() const { return clause_; }
  /// Evaluates the lists that are the same for every match.
  void read_fixed_lists();
  /// Of a clause without atoms.
  void match();
  /// Matches that take their first atom from rows `begin` to before `end`, of one of the tables.
  void match_from(std::uint32_t atom, std::uint32_t begin, std::uint32_t end,
                  std::span<const Window> windows);

 private:
  struct Entry {
    Value value;
    TermId term = none;  // none: it can't stand in a tuple
    WaitId waits{};
    bool unsure = false;
    std::uint32_t place = 0;
  };
  struct Items {
    std::vector<Entry> entries;
    std::vector<std::uint32_t> by_term;  // of a fixed list: the sure entry of a term
    bool all_sure = false;               // of a fixed list: no other term may be among them
  };
  /// What a match rests on so far.
  struct Footing {
    WaitId waits{};
    bool unsure = false;
  };
  static constexpr TermId none = ~0U;

  // Each matches the step at this place of the order, in every way it can, and what comes after.
  void match_step(std::size_t at);
  void match_atom(std::size_t at, const MatchStep& step);
  void match_rows_by(const TermId* key, std::size_t at, const MatchStep& step);
  void match_all_rows(std::size_t at, const MatchStep& step);
  void match_row(std::uint32_t row, std::size_t at, const MatchStep& step);
  void match_item(std::size_t at, std::uint32_t part);
  void match_member(std::size_t at, std::uint32_t part);
  void match_argument(std::size_t at, const MatchStep& step);
  void match_condition(std::size_t at, std::uint32_t part);

  void derive();
  void derive_possible(Extension& extension, const TermId* tuple, bool loose);

  [[nodiscard]] const Items& items_of(std::uint32_t list, Items& made);
  void read_list(std::uint32_t list, Items& items);
  [[nodiscard]] TermId term_of(const Value& value, std::uint32_t slot, NodeId origin,
                               Footing& footing);
  void remark(NodeId origin, const Value& error);
  [[nodiscard]] Value evaluate(const Unit& unit);
  void bind(std::uint32_t slot, TermId term);
  void await(Footing& footing, std::span<const PathId> missing);
  [[nodiscard]] Extension& extension_of(std::uint32_t relation) const {
    return set_.derived.extensions[relation];
  }
  [[nodiscard]] bool stopped() const;

  MatchSetting& set_;
  std::uint32_t index_;
  const ClauseProgram& clause_;
  std::vector<RelationIndexes>& indexes_;
  std::vector<Waiting>& waiting_;

  const MatchOrder* order_ = nullptr;
  std::uint32_t first_ = 0;
  std::uint32_t last_ = 0;
  std::span<const Window> windows_;
  std::vector<TermId> terms_;           // by slot
  std::vector<Value> locals_;           // of the variables
  std::vector<std::uint32_t> parents_;  // rows of atoms, then places of items
  Footing footing_;
  std::vector<Items> fixed_;  // as ClauseProgram::lists
};

}  // namespace entente::engine
