// A tuple of a relation with all that it rests on. The lists, arguments and conditions of a clause
// are not recorded with it: each is judged here with every step kept, and then replayed like any
// other proof.
#include <fmt/format.h>

#include <set>

#include "engine/evaluate/operators.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"
#include "engine/explain/replay_trace.hpp"

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
        replay_(sources, result),
        evaluator_(program_, sources.from.facts, arena_) {}

  void check(std::uint32_t relation, std::uint32_t row) {
    std::vector<Row> waiting{{relation, row}};
    while (!waiting.empty()) {
      const Row next = waiting.back();
      waiting.pop_back();
      if (!seen_.insert(next).second) continue;
      replay::at_place(name_of(next), [&] {
        for (const Row& below : check_step(next)) waiting.push_back(below);
      });
      ++result_.checked;
    }
  }

 private:
  using Row = std::pair<std::uint32_t, std::uint32_t>;  // relation and row
  static constexpr TermId unbound = ~0U;

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
    const bool sure = own.is_sure(row.second);
    terms_.assign(clause.slots.size(), unbound);
    locals_.assign(clause.variables, std::nullopt);
    open_ = false;
    auto below = bind_atoms(clause, derivation.parents, sure);
    if (sure) check_height(row, below);
    for (const bool fixed : {true, false})  // a list that reads variables comes after these
      for (std::size_t i = 0; i < clause.items.size(); ++i)
        if (clause.lists[clause.items[i].list].fixed == fixed)
          bind_item(clause, clause.items[i], derivation.parents[clause.atoms.size() + i], sure);
    for (const auto& argument : clause.arguments) {
      const auto value = judged(argument.value);
      const TermId term = value ? term_of(clause, argument.slot, *value) : any_term;
      bind(clause, argument.slot, term, sure);
    }
    const auto tuple = own.tuple(row.second);
    for (std::size_t i = 0; i < clause.head.size(); ++i)
      if (!agree(terms_[clause.head[i]], tuple[i], sure)) fail("the clause gives another tuple");
    for (const auto& condition : clause.conditions) {
      const auto value = judged(condition.unit);
      if (!value) continue;
      if (sure ? !value->is_true() : !replay::holds_or_not(*value).has(kinds::true_))
        fail("a condition of the clause does not hold");
    }
    return below;
  }

  static bool agree(TermId a, TermId b, bool sure) {
    return a == b || (!sure && (a == any_term || b == any_term));
  }

  std::vector<Row> bind_atoms(const ClauseProgram& clause, std::span<const std::uint32_t> parents,
                              bool sure) {
    std::vector<Row> below;
    for (std::size_t i = 0; i < clause.atoms.size(); ++i) {
      const auto& atom = clause.atoms[i];
      const Extension& from = extension(atom.relation);
      const auto row = parents[i];
      if (row >= from.sure.size() + from.possible.size()) fail("it rests on no tuple");
      if (sure && !from.is_sure(row)) fail("it is sure, and rests on a tuple that is not");
      const auto tuple = from.tuple(row);
      for (std::size_t k = 0; k < tuple.size(); ++k)
        if (atom.slots[k] != ClauseSlot::none) bind(clause, atom.slots[k], tuple[k], sure);
      below.emplace_back(atom.relation, row);
    }
    return below;
  }

  void check_height(const Row& row, const std::vector<Row>& below) const {
    std::uint32_t highest = 0;
    for (const Row& one : below) highest = std::max(highest, height(one));
    if (height(row) != highest + 1) fail("it does not stand one above what it rests on");
  }

  void bind(const ClauseProgram& clause, std::uint32_t slot, TermId term, bool sure) {
    auto& bound = terms_[slot];
    if (bound != unbound && !agree(bound, term, sure))
      fail("two parts of the clause take different items for one");
    if (bound == unbound || bound == any_term) bound = term;
    if (slot >= clause.variables) return;
    open_ = open_ || bound == any_term;
    if (bound == any_term) return;
    const auto& terms = derived_.terms[clause.slots[slot].kind];
    if (bound >= terms.size()) fail("it names an item that there is not");
    locals_[slot] = terms[bound];
  }

  void bind_item(const ClauseProgram& clause, const ItemProgram& item, std::uint32_t place,
                 bool sure) {
    if (place == Derivation::tail) {
      if (sure) fail("it is sure, and rests on what a list may hold more");
      terms_[item.slot] = any_term;
      open_ = true;
      return;
    }
    const auto& from = clause.lists[item.list];
    const auto list = judged(from.unit, from.fixed);
    if (!list || !list->is(Kind::list)) {
      ++result_.beyond;  // a range, or one value as its own list
      return;
    }
    const auto items = list->list().items;
    if (place >= items.size()) fail("it rests on an item that there is not");
    if (sure && items[place].perhaps != nullptr) fail("it is sure, and rests on a perhaps");
    const Value& value = items[place].value;
    if (clause.slots[item.slot].kind == ClauseSlot::none) {
      locals_[item.slot] = value;
      return;
    }
    const TermId term = term_of(clause, item.slot, value);
    // Of a possible tuple the place is that of the first item that may be meant.
    const TermId bound = terms_[item.slot];
    const bool other = !sure && bound != unbound && bound != any_term && term != bound;
    const auto is_bound = [&](const ListItem& each) {
      return term_of(clause, item.slot, each.value) == bound;
    };
    if (other && std::ranges::any_of(items, is_bound)) return;
    bind(clause, item.slot, term, sure);
    locals_[item.slot] = value;
  }

  /// The id under which a value stands in tuples.
  [[nodiscard]] TermId term_of(const ClauseProgram& clause, std::uint32_t slot,
                               const Value& value) const {
    if (value.is_unknown()) return any_term;
    const auto term = derived_.terms[clause.slots[slot].kind].find(value);
    if (!term) fail("it takes what can't stand in a tuple");
    return *term;
  }

  /// A unit of the clause, judged with all steps and replayed; none while a variable stands for
  /// what is not known.
  std::optional<Value> judged(const Unit& unit, bool fixed = false) {
    if (open_ && !fixed) {
      ++result_.beyond;
      return std::nullopt;
    }
    std::vector<Value> locals;
    for (const auto& local : locals_) locals.push_back(local.value_or(Value()));
    Trace trace;
    Surroundings nothing;
    const Value value = evaluator_.evaluate(unit, locals, nothing, &trace);
    replay_.check_unit(trace, unit, locals_);
    return value;
  }

  const Program& program_;
  const DerivedRelations& derived_;
  ProofReplay& result_;
  replay::TraceReplay replay_;
  Arena arena_;
  ExpressionEvaluator evaluator_;
  std::set<Row> seen_;
  std::vector<TermId> terms_;
  Frame locals_;
  bool open_ = false;  // a variable stands for what is not known
};

}  // namespace

ProofReplay check_tuple(std::uint32_t relation, std::uint32_t row, const ReplaySources& sources) {
  return replay::replayed([&](ProofReplay& result) {
    if (sources.evaluation.relations == nullptr) throw Broken{{"", "no relation was evaluated"}};
    TupleReplay(sources, result).check(relation, row);
  });
}

}  // namespace entente::engine
