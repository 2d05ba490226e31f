// A tuple of a relation with all that it rests on. The lists, arguments and conditions of a clause
// are not recorded with it: each is judged here with every step kept, and then replayed like any
// other proof.
#include <fmt/format.h>

#include <set>

#include "engine/evaluate/operators.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"
#include "engine/explain/replay_units.hpp"

namespace entente::engine {
namespace {

using replay::Broken;
using replay::Frame;

class TupleReplay {
 public:
  TupleReplay(const ReplaySources& sources, ProofReplay& result)
      : program_(sources.from.program),
        derived_(*sources.evaluation.relations),
        result_(result),
        units_(sources, result) {}

  void check(std::uint32_t relation, std::uint32_t row) {
    std::vector<Visit> waiting{{{relation, row}, false}};
    while (!waiting.empty()) {
      const Visit visit = waiting.back();
      const Row& next = visit.row;
      waiting.pop_back();
      if (visit.done) {
        resting_.erase(next);
        continue;
      }
      if (!seen_.insert(next).second) {
        if (resting_.contains(next)) throw Broken{{name_of(next), "it rests on itself"}};
        continue;
      }
      resting_.insert(next);
      waiting.push_back({next, true});
      try {
        replay::at_place(name_of(next), [&] {
          for (const Row& below : check_step(next)) waiting.push_back({below, false});
        });
      } catch (const Broken&) {
        // What was judged when the budget was used up says nothing.
        if (!units_.exhausted()) throw;
        ++result_.beyond;
        return;
      }
    }
  }

 private:
  using Row = std::pair<std::uint32_t, std::uint32_t>;  // relation and row
  struct Visit {
    Row row;
    bool done = false;  // all below it is
  };
  /// A slot of the clause as its parts bind it.
  struct Slot {
    TermId term = unbound;
    bool open = false;  // a part of the clause leaves it open
    bool more = false;  // it may be one that is not in the facts
  };
  static constexpr TermId unbound = unmet_term;

  [[noreturn]] static void fail(std::string why) { throw Broken{{"", std::move(why)}}; }

  [[nodiscard]] const Extension& extension(std::uint32_t relation) const {
    if (relation >= derived_.extensions.size()) fail("there is no such relation");
    return derived_.extensions[relation];
  }

  [[nodiscard]] std::string name_of(const Row& row) const {
    if (row.first >= program_.relations.size()) return "a relation";
    const auto& relation = program_.relations[row.first];
    std::string name = relation.name + "(";
    if (row.second < extension(row.first).sure.size() + extension(row.first).possible.size()) {
      const auto tuple = extension(row.first).tuple(row.second);
      for (std::size_t i = 0; i < tuple.size(); ++i) {
        if (i > 0) name += ", ";
        const auto& terms = derived_.terms[relation.columns[i]];
        const bool known = tuple[i] != any_term && tuple[i] < terms.size();
        name += known ? to_text(terms[tuple[i]], program_.vocabulary, false, 60) : "any";
      }
    }
    return name + ")";
  }

  /// 1 for what follows from no tuple.
  [[nodiscard]] std::uint32_t height(const Row& row) const {
    const auto& heights = extension(row.first).heights;
    const auto found = std::ranges::upper_bound(heights, row.second);
    return static_cast<std::uint32_t>(found - heights.begin());
  }

  /// The rows that this one rests on.
  std::vector<Row> check_step(const Row& row) {
    const Extension& own = extension(row.first);
    if (row.second >= own.sure.size() + own.possible.size()) fail("there is no such tuple");
    const auto derivation = own.derivation(row.second);
    if (derivation.clause >= program_.clauses.size() ||
        program_.clauses[derivation.clause].relation != row.first)
      fail("it is derived by a clause of another relation");
    const auto& clause = program_.clauses[derivation.clause];
    const auto parents = derivation.parents;
    auto below = rows_below(clause, parents);
    begin(clause);
    for (std::size_t i = 0; i < clause.atoms.size(); ++i) bind_atom(clause, i, parents[i]);
    waits_of_atoms_ = waits_;
    for (const bool fixed : {true, false})  // a list that reads variables comes after these
      for (std::size_t i = 0; i < clause.items.size(); ++i)
        if (clause.lists[clause.items[i].list].fixed == fixed)
          bind_item(clause, clause.items[i], parents[clause.atoms.size() + i]);
    for (const auto& argument : clause.arguments) bind_argument(clause, argument);
    const auto tuple = own.tuple(row.second);
    for (std::size_t i = 0; i < clause.head.size(); ++i) {
      const Slot& slot = slots_[clause.head[i]];
      const bool left_open = tuple[i] == any_term ? slot.open : tuple[i] == new_term && slot.more;
      const bool computed = clause.head[i] >= clause.variables;
      const bool may_be = computed && mixed_ && may_be_same(slot.term, tuple[i]);
      if (slot.term != tuple[i] && !left_open && !may_be) fail("the clause gives another tuple");
    }
    for (const auto& condition : clause.conditions) {
      const Value value = units_.judged(condition.unit, locals_);
      if (!replay::holds_or_not(value).has(kinds::true_))
        fail("a condition of the clause does not hold");
      if (!value.is_true()) rest_on(value);
    }
    if (own.is_sure(row.second)) {
      if (unsure_) fail("it is sure, and rests on what is not");
      check_height(row, below);
      ++result_.checked;
    } else {
      check_waits(row);
    }
    return below;
  }

  void begin(const ClauseProgram& clause) {
    slots_.assign(clause.slots.size(), {});
    locals_.assign(clause.variables, std::nullopt);
    waits_.clear();
    unsure_ = false;
    mixed_ = false;
  }

  /// It waits for what the parts of its clause do. For what else it waits, other ways to derive it
  /// do, which are not recorded.
  void check_waits(const Row& row) {
    if (!unsure_) fail("it is not sure, and rests on nothing that is not");
    const Extension& own = extension(row.first);
    const auto said = derived_.waits[own.waits[row.second - own.sure.size()]];
    const auto& found = mixed_ ? waits_of_atoms_ : waits_;
    if (!std::ranges::includes(said, found.all()))
      fail("it waits for other facts than its parts do");
    ++(!mixed_ && found.are(said) ? result_.checked : result_.beyond);
  }

  [[nodiscard]] std::vector<Row> rows_below(const ClauseProgram& clause,
                                            std::span<const std::uint32_t> parents) const {
    std::vector<Row> below;
    for (std::size_t i = 0; i < clause.atoms.size(); ++i) {
      const Extension& from = extension(clause.atoms[i].relation);
      if (parents[i] >= from.sure.size() + from.possible.size()) fail("it rests on no tuple");
      below.emplace_back(clause.atoms[i].relation, parents[i]);
    }
    return below;
  }

  void check_height(const Row& row, const std::vector<Row>& below) const {
    std::uint32_t highest = 0;
    for (const Row& one : below) highest = std::max(highest, height(one));
    if (height(row) != highest + 1) fail("it does not stand one above what it rests on");
  }

  void bind_atom(const ClauseProgram& clause, std::size_t index, std::uint32_t row) {
    const auto& atom = clause.atoms[index];
    const Extension& from = extension(atom.relation);
    if (!from.is_sure(row)) {
      unsure_ = true;
      waits_.add(derived_.waits[from.waits[row - from.sure.size()]]);
    }
    const auto tuple = from.tuple(row);
    for (std::size_t i = 0; i < tuple.size(); ++i)
      if (atom.slots[i] != ClauseSlot::none) bind(clause, atom.slots[i], tuple[i]);
  }

  /// Of what is open in one part and known in another it is not recorded as which of the two the
  /// rest was judged: it is judged as open, which leaves more possible.
  void bind(const ClauseProgram& clause, std::uint32_t slot, TermId term) {
    auto& bound = slots_[slot];
    const bool first = bound.term == unbound;
    if (!first && !may_be_same(bound.term, term))
      fail("two parts of the clause take different items for one");
    const bool open = bound.open || !is_known(term);
    if (!first && open) unsure_ = true;
    mixed_ = mixed_ || (!first && bound.term != term);
    if (first || bound.term == any_term) bound.term = term;
    bound.open = open;
    if (slot >= clause.variables) return;
    const auto& terms = derived_.terms[clause.slots[slot].kind];
    if (is_known(term) && term >= terms.size()) fail("it names an item that there is not");
    locals_[slot] =
        open ? unknown_of_type(program_.vocabulary, clause.slots[slot].type, {}, units_.arena())
             : terms[term];
  }

  void bind_item(const ClauseProgram& clause, const ItemProgram& item, std::uint32_t place) {
    const ListView items = units_.items(clause.lists[item.list].unit, locals_);
    if (items.whole != nullptr) rest_on(*items.whole);
    Value value;
    if (place == Derivation::tail) {
      if (items.tail == nullptr) fail("it rests on what a list holds more, and it is closed");
      rest_on(*items.tail);
      value = items.tail_item;
    } else {
      if (place >= items.items.size()) fail("it rests on an item that there is not");
      if (items.items[place].perhaps != nullptr) rest_on(*items.items[place].perhaps);
      value = items.items[place].value;
    }
    const Slot& slot = slots_[item.slot];
    const bool first = slot.term == unbound;
    if (clause.slots[item.slot].kind != ClauseSlot::none) {
      TermId term = place == Derivation::tail ? any_term : term_of(clause, item.slot, value);
      // Its place was noted while it was open, before another part said which it is.
      if (!first && slot.open && !may_be_same(slot.term, term)) term = any_term;
      bind(clause, item.slot, term);
      slots_[item.slot].more = place == Derivation::tail;
    }
    if (value.is_unknown()) rest_on(value);
    if (first) locals_[item.slot] = value;
  }

  void bind_argument(const ClauseProgram& clause, const ArgumentProgram& argument) {
    const Value value = units_.judged(argument.value, locals_);
    if (value.is_unknown()) rest_on(value);
    bind(clause, argument.slot, term_of(clause, argument.slot, value));
  }

  void rest_on(const Value& value) {
    unsure_ = true;
    waits_.add(value);
  }
  void rest_on(const Unknown& unknown) {
    unsure_ = true;
    waits_.add(&unknown);
  }

  /// The id under which a value stands in tuples.
  [[nodiscard]] TermId term_of(const ClauseProgram& clause, std::uint32_t slot,
                               const Value& value) const {
    if (value.is_unknown()) return any_term;
    const auto term = derived_.terms[clause.slots[slot].kind].find(value);
    if (!term) fail("it takes what can't stand in a tuple");
    return *term;
  }

  const Program& program_;
  const DerivedRelations& derived_;
  ProofReplay& result_;
  replay::UnitReplay units_;
  std::set<Row> seen_;
  std::set<Row> resting_;  // those that what is looked at holds up
  // Of the step in hand:
  std::vector<Slot> slots_;
  Frame locals_;
  replay::Waits waits_;
  replay::Waits waits_of_atoms_;  // these hold however open slots were taken
  bool unsure_ = false;
  bool mixed_ = false;  // a slot is open in one part and known in another
};

}  // namespace

ProofReplay check_tuple(std::uint32_t relation, std::uint32_t row, const ReplaySources& sources) {
  return replay::replayed([&](ProofReplay& result) {
    if (sources.evaluation.relations == nullptr) throw Broken{{"", "no relation was evaluated"}};
    TupleReplay(sources, result).check(relation, row);
  });
}

}  // namespace entente::engine
