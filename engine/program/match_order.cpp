#include "engine/program/match_order.hpp"

#include <algorithm>

namespace entente::engine::compiling {
namespace {

using Kind = MatchStep::Kind;

class Planner {
 public:
  Planner(const ClauseProgram& clause, const ClauseReads& reads,
          std::span<RelationProgram> relations)
      : clause_(clause),
        reads_(reads),
        relations_(relations),
        bound_(clause.slots.size()),
        atoms_(clause.atoms.size()),
        items_(clause.items.size()),
        arguments_(clause.arguments.size()),
        conditions_(clause.conditions.size()) {}

  /// Begins with this atom, if with any.
  MatchOrder run(std::optional<std::uint32_t> first) {
    if (first) add_atom(*first);
    do {
      test_what_is_bound();
    } while (bind_more());
    for (std::uint32_t i = 0; i < clause_.arguments.size(); ++i)
      if (!arguments_[i]) add(Kind::compute, i, arguments_);
    return std::move(order_);
  }

 private:
  using Done = std::vector<bool>;

  [[nodiscard]] bool all_bound(const std::vector<std::uint32_t>& slots) const {
    return std::ranges::all_of(slots, [&](std::uint32_t slot) { return bound_[slot]; });
  }
  [[nodiscard]] bool is_bound(std::uint32_t slot) const {
    return slot != ClauseSlot::none && bound_[slot];
  }
  /// Only the tuple that is derived needs it: it can wait until all else holds.
  [[nodiscard]] bool of_head_only(std::uint32_t slot) const {
    return std::ranges::none_of(clause_.atoms, [&](const AtomProgram& atom) {
      return std::ranges::find(atom.slots, slot) != atom.slots.end();
    });
  }

  void add(Kind kind, std::uint32_t part, Done& done) {
    order_.push_back({kind, part, 0, 0});
    done[part] = true;
  }

  /// Tests cost least: every one that can be made now.
  void test_what_is_bound() {
    for (std::uint32_t i = 0; i < clause_.conditions.size(); ++i)
      if (!conditions_[i] && all_bound(reads_.conditions[i])) add(Kind::condition, i, conditions_);
    for (std::uint32_t i = 0; i < clause_.arguments.size(); ++i) {
      const auto slot = clause_.arguments[i].slot;
      if (arguments_[i] || of_head_only(slot) || !all_bound(reads_.arguments[i])) continue;
      add(bound_[slot] ? Kind::compare : Kind::compute, i, arguments_);
      bound_[slot] = true;
    }
    for (std::uint32_t i = 0; i < clause_.items.size(); ++i) {
      const auto& item = clause_.items[i];
      if (!items_[i] && bound_[item.slot] && all_bound(reads_.lists[item.list]))
        add(Kind::member, i, items_);
    }
  }

  bool bind_more() {
    const auto atom = best_atom();
    if (atom && columns_bound(*atom) != 0) return add_atom(*atom), true;
    if (const auto item = next_item(true)) return add_item(*item), true;
    if (atom) return add_atom(*atom), true;
    if (const auto item = next_item(false)) return add_item(*item), true;
    return false;
  }

  [[nodiscard]] ColumnSet columns_bound(std::uint32_t atom) const {
    const auto& slots = clause_.atoms[atom].slots;
    ColumnSet columns = 0;
    for (std::size_t i = 0; i < slots.size(); ++i)
      if (is_bound(slots[i])) columns |= ColumnSet{1} << i;
    return columns;
  }

  /// The one with the fewest columns open, of those with any bound.
  [[nodiscard]] std::optional<std::uint32_t> best_atom() const {
    std::optional<std::uint32_t> best;
    std::size_t fewest = 0;
    for (std::uint32_t i = 0; i < clause_.atoms.size(); ++i) {
      if (atoms_[i]) continue;
      const auto& slots = clause_.atoms[i].slots;
      const bool any = columns_bound(i) != 0;
      const auto open = static_cast<std::size_t>(std::ranges::count_if(
                            slots, [&](std::uint32_t slot) { return !is_bound(slot); })) +
                        (any ? 0 : slots.size());
      if (best && open >= fewest) continue;
      best = i;
      fewest = open;
    }
    return best;
  }

  /// An item of a list that can be made now; `useful`: an argument of an atom waits for it.
  [[nodiscard]] std::optional<std::uint32_t> next_item(bool useful) const {
    for (std::uint32_t i = 0; i < clause_.items.size(); ++i) {
      const auto& item = clause_.items[i];
      if (items_[i] || !all_bound(reads_.lists[item.list])) continue;
      if (!useful || is_useful(item.slot)) return i;
    }
    return std::nullopt;
  }
  [[nodiscard]] bool is_useful(std::uint32_t slot) const {
    for (std::size_t i = 0; i < clause_.arguments.size(); ++i) {
      const bool reads = std::ranges::find(reads_.arguments[i], slot) != reads_.arguments[i].end();
      if (!arguments_[i] && reads && !of_head_only(clause_.arguments[i].slot)) return true;
    }
    return false;
  }

  void add_atom(std::uint32_t atom) {
    const auto columns = columns_bound(atom);
    auto& indexes = relations_[clause_.atoms[atom].relation].indexes;
    const auto found = std::ranges::find(indexes, columns);
    add(Kind::atom, atom, atoms_);
    order_.back().index = static_cast<std::uint32_t>(found - indexes.begin());
    if (found == indexes.end()) indexes.push_back(columns);
    const auto& slots = clause_.atoms[atom].slots;
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (is_bound(slots[i])) order_.back().compared |= ColumnSet{1} << i;
      if (slots[i] != ClauseSlot::none) bound_[slots[i]] = true;
    }
  }

  void add_item(std::uint32_t item) {
    add(Kind::item, item, items_);
    bound_[clause_.items[item].slot] = true;
  }

  const ClauseProgram& clause_;
  const ClauseReads& reads_;
  std::span<RelationProgram> relations_;
  Done bound_;  // slots
  Done atoms_, items_, arguments_, conditions_;
  MatchOrder order_;
};

}  // namespace

void plan_matching(ClauseProgram& clause, const ClauseReads& reads,
                   std::span<RelationProgram> relations) {
  if (clause.atoms.empty())
    clause.orders.push_back(Planner(clause, reads, relations).run(std::nullopt));
  for (std::uint32_t i = 0; i < clause.atoms.size(); ++i)
    clause.orders.push_back(Planner(clause, reads, relations).run(i));
}

}  // namespace entente::engine::compiling
