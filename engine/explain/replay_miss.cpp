// How near a clause came to a tuple that is not there: what it was matched with is there, and what
// it is said to lack it lacks.
#include <algorithm>

#include "engine/evaluate/node_walk.hpp"
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
      if (asked[i]) bind(clause_.head[i], *asked[i]);
    for (std::size_t i = 0; i < clause_.atoms.size(); ++i)
      if (miss_.rows[i]) check_row(clause_.atoms[i], *miss_.rows[i]);
    for (std::size_t i = 0; i < clause_.items.size(); ++i)
      if (miss_.items[i]) check_item(clause_.items[i], *miss_.items[i]);
    for (std::uint32_t i = 0; i < clause_.variables; ++i)
      if (!miss_.locals[i].is_null() && !(slots_[i] && replay::same(*slots_[i], miss_.locals[i])))
        fail("a variable is something else");
    for (const auto condition : miss_.unmet)
      if (units_.judged(clause_.conditions[condition].unit, frame()).is_true())
        fail("a condition holds that is said not to");
    if (miss_.atom) {
      bind_arguments();
      check_no_tuple(clause_.atoms[*miss_.atom]);
    }
    if (miss_.item) check_no_item(clause_.items[*miss_.item]);
    if (miss_.broken &&
        !units_.judged(clause_.arguments[*miss_.broken].value, frame()).is_null(NullReason::error))
      fail("an argument has a value that is said to be an error");
  }

  [[nodiscard]] bool exhausted() { return units_.exhausted(); }

 private:
  [[noreturn]] static void fail(std::string why) { throw Broken{{"", std::move(why)}}; }

  /// As tuples take values for the same.
  [[nodiscard]] bool alike(std::uint32_t slot, const Value& a, const Value& b) const {
    const auto kind = clause_.slots[slot].kind;
    if (kind == ClauseSlot::none) return true;
    const auto term = derived_.terms[kind].find(a);
    const auto other = derived_.terms[kind].find(b);
    return term || other ? term == other : replay::same(a, b);
  }

  void bind(std::uint32_t slot, const Value& value) {
    if (slot == ClauseSlot::none) return;
    auto& bound = slots_[slot];
    if (bound && !alike(slot, *bound, value))
      fail("two parts of the clause take different items for one");
    if (!bound) bound = value;
  }

  [[nodiscard]] Frame frame() const {
    Frame frame(slots_.begin(), slots_.begin() + clause_.variables);
    return frame;
  }

  void check_row(const AtomProgram& atom, std::uint32_t row) {
    const Extension& from = derived_.extensions[atom.relation];
    if (row >= from.sure.size()) fail("it is matched with a tuple that is not sure");
    const auto tuple = from.sure[row];
    for (std::size_t i = 0; i < tuple.size(); ++i)
      bind(atom.slots[i], derived_.terms[program_.relations[atom.relation].columns[i]][tuple[i]]);
  }

  void check_item(const ItemProgram& item, const Value& value) {
    const auto items = units_.items(clause_.lists[item.list].unit, frame());
    const bool there = std::ranges::any_of(items.items, [&](const ListItem& each) {
      return each.perhaps == nullptr && replay::same(each.value, value);
    });
    if (!there) fail("it is matched with an item that is not in the list");
    bind(item.slot, value);
    slots_[item.slot] = value;
  }

  /// Not even one that is only possible, unless it says that this is open.
  void check_no_tuple(const AtomProgram& atom) const {
    const Extension& from = derived_.extensions[atom.relation];
    std::vector<TermId> asked(atom.slots.size(), any_term);
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const auto& bound = atom.slots[i] == ClauseSlot::none ? std::nullopt : slots_[atom.slots[i]];
      const auto& said = miss_.asked[i];
      if (said && !(bound && alike(atom.slots[i], *bound, *said)))
        fail("it asks for another tuple than the clause does");
      const auto& terms = derived_.terms[program_.relations[atom.relation].columns[i]];
      if (said) asked[i] = terms.find(*said).value_or(unmet_term);
    }
    const auto rows = from.sure.size() + (miss_.open ? 0 : from.possible.size());
    for (std::uint32_t row = 0; row < rows; ++row)
      if (may_match(atom, from.tuple(row), asked)) fail("there is such a tuple");
  }

  void check_no_item(const ItemProgram& item) {
    const auto items = units_.items(clause_.lists[item.list].unit, frame());
    const bool certain = items.tail == nullptr && items.whole == nullptr;
    bool open = !certain;
    const auto bound = slots_[item.slot];
    for (const ListItem& each : items.items) {
      const bool sure = each.perhaps == nullptr && !each.value.is_unknown();
      if (bound && sure && !alike(item.slot, *bound, each.value)) continue;
      slots_[item.slot] = each.value;
      const auto fits = arguments_agree();
      if (fits == kinds::false_) continue;
      if (sure && fits == kinds::true_) fail("an item fits that is said not to");
      open = true;
    }
    slots_[item.slot] = bound;
    if (open && !miss_.open) fail("it is not known whether an item fits");
  }

  /// Whether every argument whose variables are bound gives what is asked for.
  KindSet arguments_agree() {
    KindSet all = kinds::true_;
    for (const ArgumentProgram& argument : clause_.arguments) {
      if (!is_bound(argument.value)) continue;
      const Value value = units_.judged(argument.value, frame());
      const auto& wanted = slots_[argument.slot];
      if (value.is_unknown()) {
        all = kinds::boolean;
      } else if (value.is_null() || (wanted && !alike(argument.slot, *wanted, value))) {
        return kinds::false_;
      }
    }
    return all;
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
