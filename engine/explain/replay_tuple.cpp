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

/// The rules as the evaluation judged them.
class JudgedRules final : public Environment {
 public:
  explicit JudgedRules(const Evaluation& evaluation) : evaluation_(evaluation) {}

  RuleSeen rule(std::uint32_t index) override {
    const RuleJudgement& rule = evaluation_.rules[index];
    const bool unknown = rule.assumed || rule.outcome == Outcome::unknown;
    return {rule.assumed ? outcomes::all : rule.possible, rule.missing, unknown};
  }

 private:
  const Evaluation& evaluation_;
};

class TupleReplay {
 public:
  TupleReplay(const ReplaySources& sources, ProofReplay& result)
      : program_(sources.from.program),
        derived_(*sources.evaluation.relations),
        result_(result),
        replay_(sources, result),
        rules_(sources.evaluation),
        evaluator_(program_, sources.from.facts, arena_) {}

  void check(std::uint32_t relation, std::uint32_t row) {
    std::vector<Row> waiting{{relation, row}};
    while (!waiting.empty()) {
      const Row next = waiting.back();
      waiting.pop_back();
      if (!seen_.insert(next).second) continue;
      try {
        replay::at_place(name_of(next), [&] {
          for (const Row& below : check_step(next)) waiting.push_back(below);
        });
        ++result_.checked;
      } catch (const Broken&) {
        // What was judged when the budget was used up says nothing.
        if (!evaluator_.budget().exhausted()) throw;
        ++result_.beyond;
        return;
      }
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
    const auto parents = derivation.parents;
    const auto below = rows_below(clause, parents);
    if (!own.is_sure(row.second)) {
      ++result_.beyond;
      return below;
    }
    check_height(row, below);
    terms_.assign(clause.slots.size(), unbound);
    locals_.assign(clause.variables, std::nullopt);
    for (std::size_t i = 0; i < clause.atoms.size(); ++i) bind_atom(clause, i, parents[i]);
    for (const bool fixed : {true, false})  // a list that reads variables comes after these
      for (std::size_t i = 0; i < clause.items.size(); ++i)
        if (clause.lists[clause.items[i].list].fixed == fixed)
          bind_item(clause, clause.items[i], parents[clause.atoms.size() + i]);
    for (const auto& argument : clause.arguments)
      bind(clause, argument.slot, term_of(clause, argument.slot, judged(argument.value)));
    const auto tuple = own.tuple(row.second);
    for (std::size_t i = 0; i < clause.head.size(); ++i)
      if (terms_[clause.head[i]] != tuple[i]) fail("the clause gives another tuple");
    for (const auto& condition : clause.conditions)
      if (!judged(condition.unit).is_true()) fail("a condition of the clause does not hold");
    return below;
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
    for (const Row& one : below) {
      if (!extension(one.first).is_sure(one.second))
        fail("it is sure, and rests on a tuple that is not");
      highest = std::max(highest, height(one));
    }
    if (height(row) != highest + 1) fail("it does not stand one above what it rests on");
  }

  void bind_atom(const ClauseProgram& clause, std::size_t index, std::uint32_t row) {
    const auto& atom = clause.atoms[index];
    const auto tuple = extension(atom.relation).tuple(row);
    for (std::size_t i = 0; i < tuple.size(); ++i)
      if (atom.slots[i] != ClauseSlot::none) bind(clause, atom.slots[i], tuple[i]);
  }

  void bind(const ClauseProgram& clause, std::uint32_t slot, TermId term) {
    auto& bound = terms_[slot];
    if (bound != unbound && bound != term)
      fail("two parts of the clause take different items for one");
    bound = term;
    if (slot >= clause.variables) return;
    const auto& terms = derived_.terms[clause.slots[slot].kind];
    if (bound >= terms.size()) fail("it names an item that there is not");
    locals_[slot] = terms[bound];
  }

  void bind_item(const ClauseProgram& clause, const ItemProgram& item, std::uint32_t place) {
    if (place == Derivation::tail) fail("it is sure, and rests on what a list may hold more");
    const Value list = replay_.listed(judged(clause.lists[item.list].unit));
    if (!list.is(Kind::list)) fail("it rests on an item of what is no list");
    const auto items = list.list().items;
    if (place >= items.size()) fail("it rests on an item that there is not");
    if (items[place].perhaps != nullptr) fail("it is sure, and rests on a perhaps");
    const Value& value = items[place].value;
    if (clause.slots[item.slot].kind != ClauseSlot::none)
      bind(clause, item.slot, term_of(clause, item.slot, value));
    locals_[item.slot] = value;
  }

  /// The id under which a value stands in tuples.
  [[nodiscard]] TermId term_of(const ClauseProgram& clause, std::uint32_t slot,
                               const Value& value) const {
    const auto term = derived_.terms[clause.slots[slot].kind].find(value);
    if (!term) fail("it takes what can't stand in a tuple");
    return *term;
  }

  /// A unit of the clause, judged with all steps and replayed.
  Value judged(const Unit& unit) {
    std::vector<Value> locals;
    for (const auto& local : locals_) locals.push_back(local.value_or(Value()));
    Trace trace;
    const Value value = evaluator_.evaluate(unit, locals, rules_, &trace);
    replay_.check_unit(trace, unit, locals_);
    return value;
  }

  const Program& program_;
  const DerivedRelations& derived_;
  ProofReplay& result_;
  replay::TraceReplay replay_;
  JudgedRules rules_;
  Arena arena_;
  ExpressionEvaluator evaluator_;
  std::set<Row> seen_;
  std::vector<TermId> terms_;
  Frame locals_;
};

}  // namespace

ProofReplay check_tuple(std::uint32_t relation, std::uint32_t row, const ReplaySources& sources) {
  return replay::replayed([&](ProofReplay& result) {
    if (sources.evaluation.relations == nullptr) throw Broken{{"", "no relation was evaluated"}};
    TupleReplay(sources, result).check(relation, row);
  });
}

}  // namespace entente::engine
