// How near a clause came to a tuple that is not there: what it was matched with is there, and what
// it is said to lack it lacks.
#include <algorithm>

#include "engine/evaluate/node_walk.hpp"
#include "engine/evaluate/operators.hpp"
#include "engine/explain/replay_units.hpp"

namespace entente::engine {
namespace {

using replay::Broken;
using replay::Frame;

class MissReplay {
 public:
  MissReplay(const NearMiss& miss, const DerivedRelations& derived, const ReplaySources& sources,
             ProofReplay& result)
      : program_(sources.from.program),
        derived_(derived),
        miss_(miss),
        clause_(program_.clauses[miss.clause]),
        units_(sources, result),
        slots_(clause_.slots.size()) {}

  void check(std::span<const std::optional<Value>> asked) {
    for (std::size_t i = 0; i < asked.size(); ++i)
      if (asked[i] && i != miss_.column) bind(clause_.head[i], *asked[i]);
    for (std::size_t i = 0; i < clause_.atoms.size(); ++i)
      if (miss_.rows[i]) check_row(clause_.atoms[i], *miss_.rows[i]);
    for (std::size_t i = 0; i < clause_.items.size(); ++i)
      if (miss_.items[i]) check_item(i);
    for (std::uint32_t i = 0; i < clause_.variables; ++i)
      if (!miss_.locals[i].is_null() && !(slots_[i] && is(miss_.locals[i], *slots_[i])))
        fail("a variable is something else");
    if (miss_.column) check_column(asked);
    bool surely =
        miss_.atom || miss_.item || miss_.argument || miss_.column || !miss_.unfit.empty();
    for (const auto condition : miss_.unmet) {
      const Value value = units_.judged(clause_.conditions[condition].unit, frame());
      if (value.is_true()) fail("a condition holds that is said not to");
      surely = surely || !as_condition(truth(value)).has(kinds::true_);
    }
    if (!surely) fail("nothing in it is surely wanting");
    if (miss_.atom) {
      bind_arguments();
      check_no_tuple(clause_.atoms[*miss_.atom]);
    }
    if (miss_.item) check_no_item(clause_.items[*miss_.item]);
    for (const auto argument : miss_.open_arguments)
      if (!units_.judged(clause_.arguments[argument].value, frame()).is_unknown())
        fail("an argument has a value that is said not to be known");
    for (const auto argument : miss_.unfit) check_argument(clause_.arguments[argument]);
    if (miss_.argument) check_argument(clause_.arguments[*miss_.argument]);
  }

  [[nodiscard]] bool exhausted() { return units_.exhausted(); }

 private:
  [[noreturn]] static void fail(std::string why) { throw Broken{{"", std::move(why)}}; }

  static bool is(const Value& said, const Value& bound) {
    return said.is_unknown() ? bound.is_unknown() : replay::same(said, bound);
  }

  /// As tuples take values for the same; what is not known may be.
  [[nodiscard]] bool may_be_alike(std::uint32_t slot, const Value& a, const Value& b) const {
    const auto kind = clause_.slots[slot].kind;
    if (kind == ClauseSlot::none || a.is_unknown() || b.is_unknown()) return true;
    const auto term = derived_.terms[kind].find(a);
    const auto other = derived_.terms[kind].find(b);
    return term || other ? term == other : replay::same(a, b);
  }

  void bind(std::uint32_t slot, const Value& value) {
    if (slot == ClauseSlot::none) return;
    auto& bound = slots_[slot];
    if (bound && !may_be_alike(slot, *bound, value))
      fail("two parts of the clause take different items for one");
    if (!bound || bound->is_unknown()) bound = value;
  }

  [[nodiscard]] Frame frame() const {
    Frame frame(slots_.begin(), slots_.begin() + clause_.variables);
    return frame;
  }

  void check_row(const AtomProgram& atom, std::uint32_t row) {
    const Extension& from = derived_.extensions[atom.relation];
    if (row >= from.sure.size() + from.possible.size())
      fail("it is matched with a tuple that is not there");
    const auto tuple = from.tuple(row);
    for (std::size_t i = 0; i < tuple.size(); ++i) {
      const auto kind = program_.relations[atom.relation].columns[i];
      const auto type = program_.relations[atom.relation].types[i];
      bind(atom.slots[i], is_known(tuple[i])
                              ? derived_.terms[kind][tuple[i]]
                              : unknown_of_type(program_.vocabulary, type, {}, units_.arena()));
    }
  }

  /// That alone is wanting: a variable of the head that is another item already.
  void check_column(std::span<const std::optional<Value>> asked) const {
    const auto& item = asked[*miss_.column];
    const auto slot = clause_.head[*miss_.column];
    if (slot == ClauseSlot::none || !item || !slots_[slot] ||
        may_be_alike(slot, *slots_[slot], *item))
      fail("the head may ask for one item at both places");
    if (miss_.atom || miss_.item || miss_.argument || !miss_.unmet.empty() ||
        !miss_.unfit.empty() || !miss_.open_arguments.empty())
      fail("more is said to be wanting than was looked at");
  }

  void check_item(std::size_t at) {
    const ItemProgram& item = clause_.items[at];
    const Value& value = *miss_.items[at];
    const auto items = units_.items(clause_.lists[item.list].unit, frame());
    const bool perhaps = miss_.perhaps[at];
    const bool there = std::ranges::any_of(items.items, [&](const ListItem& each) {
      const bool sure = each.perhaps == nullptr && items.whole == nullptr;
      return (sure || perhaps) && replay::same(each.value, value);
    });
    const bool further = perhaps && value.is_unknown() && items.tail != nullptr;
    if (!there && !further) fail("it is matched with an item that is not in the list");
    bind(item.slot, value);
  }

  /// Not even one that is only possible.
  void check_no_tuple(const AtomProgram& atom) const {
    const Extension& from = derived_.extensions[atom.relation];
    std::vector<TermId> asked(atom.slots.size(), any_term);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto& said = miss_.asked[i];
      if (!said) continue;
      const auto& bound = atom.slots[i] == ClauseSlot::none ? std::nullopt : slots_[atom.slots[i]];
      if (!bound || bound->is_unknown() != said->is_unknown() ||
          !may_be_alike(atom.slots[i], *bound, *said))
        fail("it asks for another tuple than the clause does");
      const auto& terms = derived_.terms[program_.relations[atom.relation].columns[i]];
      asked[i] = said->is_unknown() ? new_term : terms.find(*said).value_or(unmet_term);
    }
    for (std::uint32_t row = 0; row < from.sure.size() + from.possible.size(); ++row)
      if (may_match(atom, from.tuple(row), asked)) fail("there may be such a tuple");
  }

  void check_no_item(const ItemProgram& item) {
    const Unit& list = clause_.lists[item.list].unit;
    const auto items = units_.items(list, frame());
    const auto bound = slots_[item.slot];
    const auto check_unfit = [&](const Value& value) {
      if (!bound || bound->is_unknown()) slots_[item.slot] = value;
      if (arguments_may_agree()) fail("an item may fit that is said not to");
      slots_[item.slot] = bound;
    };
    for (const ListItem& each : items.items)
      if (!bound || may_be_alike(item.slot, *bound, each.value)) check_unfit(each.value);
    if (items.tail == nullptr) return;
    const bool is_known_record = bound && !bound->is_unknown();
    if (is_known_record && holds_new_records(units_.judged(list, frame()), program_.vocabulary))
      return;
    check_unfit(items.tail_item);
  }

  void check_argument(const ArgumentProgram& argument) {
    const Value value = units_.judged(argument.value, frame());
    const auto& wanted = slots_[argument.slot];
    if (!value.is_null() && (!wanted || may_be_alike(argument.slot, *wanted, value)))
      fail("an argument may be what it has to be");
  }

  /// Whether every argument whose variables are bound may give what is asked for.
  bool arguments_may_agree() {
    return std::ranges::all_of(clause_.arguments, [&](const ArgumentProgram& argument) {
      if (!is_bound(argument.value)) return true;
      const Value value = units_.judged(argument.value, frame());
      const auto& wanted = slots_[argument.slot];
      return !value.is_null() && (!wanted || may_be_alike(argument.slot, *wanted, value));
    });
  }

  /// Those that the tuple asked for may have among its items.
  void bind_arguments() {
    for (const ArgumentProgram& argument : clause_.arguments) {
      if (!is_bound(argument.value)) continue;
      const Value value = units_.judged(argument.value, frame());
      if (!value.is_null() && !value.is_unknown() && !slots_[argument.slot])
        slots_[argument.slot] = value;
    }
  }

  [[nodiscard]] bool is_bound(const Unit& unit) const {
    bool bound = true;
    NodeWalk walk(
        program_,
        [&](NodeId id) {
          const Node& node = program_[id];
          if (node.op == Op::local && node.a < clause_.variables && !slots_[node.a]) bound = false;
        },
        Definitions::left_out);
    walk.from(unit);
    return bound;
  }

  const Program& program_;
  const DerivedRelations& derived_;
  const NearMiss& miss_;
  const ClauseProgram& clause_;
  replay::UnitReplay units_;
  std::vector<std::optional<Value>> slots_;
};

}  // namespace

ProofReplay check_miss(const NearMiss& miss, std::span<const std::optional<Value>> asked,
                       const DerivedRelations& derived, const ReplaySources& sources) {
  return replay::replayed([&](ProofReplay& result) {
    MissReplay replay(miss, derived, sources, result);
    try {
      replay::at_place(
          tuple_in_words(sources.from.program.clauses[miss.clause].relation, asked, sources.from),
          [&] { replay.check(asked); });
      ++result.checked;
    } catch (const Broken&) {
      if (!replay.exhausted()) throw;
    }
    ++result.beyond;  // that the clause does not derive it otherwise
  });
}

}  // namespace entente::engine
