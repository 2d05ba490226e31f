#include "engine/evaluate/relations/near_misses.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/evaluate/findings.hpp"
#include "engine/evaluate/list_view.hpp"
#include "engine/evaluate/node_walk.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t most_kept = 3;           // of a clause
constexpr std::size_t most_matched = 50'000;   // tuples and items matched for a clause
constexpr std::size_t most_seen = 10'000'000;  // tuples looked at for it
constexpr TermId unbound = unmet_term - 1;

/// The variables of the clause that a unit reads.
std::vector<std::uint32_t> variables_read(const Program& program, const Unit& unit,
                                          std::uint32_t variables) {
  std::vector<std::uint32_t> read;
  NodeWalk walk(
      program,
      [&](NodeId id) {
        const Node& node = program[id];
        if (node.op == Op::local && node.a < variables) read.push_back(node.a);
      },
      Definitions::left_out);
  walk.from(unit);
  return read;
}

class ClauseMisses {
 public:
  ClauseMisses(const Program& program, const DerivedRelations& derived, const Runtime& runtime,
               const EvaluateUnit& evaluate, std::uint32_t clause)
      : program_(program),
        derived_(derived),
        runtime_(runtime),
        evaluate_(evaluate),
        clause_(program.clauses[clause]),
        terms_(clause_.slots.size(), unbound) {
    now_.clause = clause;
    now_.rows.resize(clause_.atoms.size());
    now_.items.resize(clause_.items.size());
    now_.perhaps.resize(clause_.items.size());
    now_.locals.resize(clause_.variables);
  }

  std::vector<NearMiss> of(std::span<const std::optional<Value>> items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto slot = clause_.head[i];
      if (!items[i] || items[i]->is_unknown() || slot == ClauseSlot::none) continue;
      const auto term = term_of(*items[i], slot).value_or(unmet_term);
      if (terms_[slot] != unbound && terms_[slot] != term) {  // derive r(p, p)
        now_.column = static_cast<std::uint32_t>(i);
        miss(0);
        return std::move(kept_);
      }
      terms_[slot] = term;
      asked_.push_back(slot);
      if (slot < clause_.variables) now_.locals[slot] = *items[i];
    }
    plan();
    step(0);
    return std::move(kept_);
  }

 private:
  /// Atoms and items as the compiler ordered them; but arguments, and items that are bound already,
  /// as soon as what they read is bound, so that an atom asks for as much as can be; conditions
  /// last.
  void plan() {
    std::vector<bool> bound(clause_.slots.size());
    for (const auto slot : asked_) bound[slot] = true;
    MatchOrder left;
    for (std::uint32_t i = 0; i < clause_.arguments.size(); ++i)
      left.push_back({MatchStep::Kind::compute, i});
    for (const MatchStep& step : clause_.orders.front())
      if (step.kind == MatchStep::Kind::atom || step.kind == MatchStep::Kind::item ||
          step.kind == MatchStep::Kind::member)
        left.push_back(step);
    const auto all_bound = [&](const Unit& unit) {
      return std::ranges::all_of(variables_read(program_, unit, clause_.variables),
                                 [&](auto slot) { return bound[slot]; });
    };
    const auto at_once = [&](const MatchStep& step) {
      if (step.kind == MatchStep::Kind::compute)
        return all_bound(clause_.arguments[step.part].value);
      if (step.kind == MatchStep::Kind::atom) return false;
      const ItemProgram& item = clause_.items[step.part];
      return bound[item.slot] && all_bound(clause_.lists[item.list].unit);
    };
    const auto in_order = [](const MatchStep& step) {
      return step.kind != MatchStep::Kind::compute;
    };
    while (!left.empty()) {
      auto next = std::ranges::find_if(left, at_once);
      if (next == left.end()) next = std::ranges::find_if(left, in_order);
      if (next == left.end()) break;
      for_each_slot(*next, [&](std::uint32_t slot) { bound[slot] = true; });
      plan_.push_back(*next);
      left.erase(next);
    }
    for (std::uint32_t i = 0; i < clause_.conditions.size(); ++i)
      plan_.push_back({MatchStep::Kind::condition, i});
  }

  /// That the step binds.
  template <class Visit>
  void for_each_slot(const MatchStep& step, Visit visit) const {
    if (step.kind == MatchStep::Kind::compute) return visit(clause_.arguments[step.part].slot);
    if (step.kind != MatchStep::Kind::atom) return visit(clause_.items[step.part].slot);
    for (const auto slot : clause_.atoms[step.part].slots)
      if (slot != ClauseSlot::none) visit(slot);
  }

  void step(std::size_t at) {
    if (++matched_ > most_matched) return;
    if (at == plan_.size()) return miss(at);
    const auto& next = plan_[at];
    switch (next.kind) {
      case MatchStep::Kind::atom:
        return atom(at, next.part);
      case MatchStep::Kind::item:
      case MatchStep::Kind::member:
        return item(at, next.part);
      case MatchStep::Kind::compute:
      case MatchStep::Kind::compare:
        return argument(at, next.part);
      case MatchStep::Kind::condition:
        return condition(at, next.part);
    }
  }

  /// Sure tuples, then possible ones: what comes after says why not even these lead to it.
  void atom(std::size_t at, std::uint32_t part) {
    const auto& about = clause_.atoms[part];
    const Extension& from = derived_.extensions[about.relation];
    const std::uint32_t rows = from.sure.size() + from.possible.size();
    std::vector<TermId> asked;
    for (const auto slot : about.slots)
      asked.push_back(slot == ClauseSlot::none || terms_[slot] == unbound ? any_term
                                                                          : terms_[slot]);
    bool found = false;
    for (std::uint32_t row = 0; row < rows && !stopped(); ++row) {
      if (++seen_; !may_match(about, from.tuple(row), asked)) continue;
      const auto before = terms_;
      const auto locals = now_.locals;
      found = true;
      bind_rest(about.slots, from.tuple(row));
      now_.rows[part] = row;
      step(at + 1);
      now_.rows[part].reset();
      terms_ = before;
      now_.locals = locals;
    }
    if (!found) miss_atom(at, part);
  }

  void miss_atom(std::size_t at, std::uint32_t part) {
    now_.atom = part;
    now_.asked.clear();
    for (const auto slot : clause_.atoms[part].slots) now_.asked.push_back(value_of(slot));
    miss(at);
    now_.atom.reset();
  }

  [[nodiscard]] bool stopped() const { return matched_ > most_matched || seen_ > most_seen; }

  /// Binds what is not bound yet, or not to a known term.
  void bind_rest(const std::vector<std::uint32_t>& slots, std::span<const TermId> tuple) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (slots[i] == ClauseSlot::none) continue;
      const TermId bound = terms_[slots[i]];
      if (bound == unbound || bound == any_term) bind(slots[i], tuple[i]);
    }
  }

  void item(std::size_t at, std::uint32_t part) {
    const auto& about = clause_.items[part];
    const Value list = evaluate_(clause_.lists[about.list].unit, now_.locals);
    bool found = false;
    const auto visit = [&](const Value& value, bool perhaps, bool is_new) {
      if (++matched_ > most_matched) return;
      const auto bound = terms_[about.slot];
      auto term = term_of(value, about.slot);
      if (term == any_term && is_new) term = new_term;
      if (!term || (bound != unbound && !may_be_same(*term, bound))) return;
      found = true;
      const auto local = now_.locals[about.slot];
      if (bound == unbound || bound == any_term) {
        terms_[about.slot] = *term;
        now_.locals[about.slot] = value;
      }
      now_.items[part] = value;
      now_.perhaps[part] = perhaps || (bound != unbound && *term != bound);
      step(at + 1);
      now_.items[part].reset();
      now_.locals[about.slot] = local;
      terms_[about.slot] = bound;
    };
    if (!list.is_null()) {
      const ListView items = view(runtime_, list);
      for (const ListItem& each : items.items)
        visit(each.value, each.perhaps != nullptr || items.whole != nullptr, false);
      if (items.tail != nullptr)
        visit(items.tail_item, true, holds_new_records(list, program_.vocabulary));
    }
    if (!found) miss_item(at, part);
  }

  /// The argument's value has to be what is asked for, or what else binds it. One that is not known
  /// may be: what comes after says why not even that leads to it.
  void argument(std::size_t at, std::uint32_t part) {
    const auto slot = clause_.arguments[part].slot;
    const Value value = evaluate_(clause_.arguments[part].value, now_.locals);
    const auto bound = terms_[slot];
    if (value.is_unknown()) {
      if (bound == unbound) terms_[slot] = any_term;
      now_.open_arguments.push_back(part);
      step(at + 1);
      now_.open_arguments.pop_back();
      terms_[slot] = bound;
      return;
    }
    const auto term = term_of(value, slot);
    if (!term || (bound != unbound && !may_be_same(*term, bound)))
      return disagree(at, part, value.is_null(NullReason::error));
    terms_[slot] = *term;
    if (slot >= clause_.variables) values_[slot] = value;
    step(at + 1);
    terms_[slot] = bound;
  }

  /// Of the list whose item it reads no item will do. Where it reads none it is noted, if facts
  /// could make it otherwise, and what comes after is matched all the same.
  void disagree(std::size_t at, std::uint32_t part, bool is_error) {
    if (!is_error)
      for (auto i = static_cast<std::uint32_t>(clause_.items.size()); i-- > 0;)
        if (now_.items[i] && reads(part, clause_.items[i].slot)) return miss_item(at, i);
    if (!is_error && !rests_on_variables(program_, clause_.arguments[part].value.root)) {
      now_.unfit.push_back(part);
      step(at + 1);
      now_.unfit.pop_back();
      return;
    }
    now_.argument = part;
    miss(at);
    now_.argument.reset();
  }

  /// Those that do not hold are noted; what comes after is matched all the same.
  void condition(std::size_t at, std::uint32_t part) {
    const auto holds = find_condition(evaluate_(clause_.conditions[part].unit, now_.locals));
    if (holds.yes) return step(at + 1);
    now_.unmet.push_back(part);
    step(at + 1);
    now_.unmet.pop_back();
  }

  void miss_item(std::size_t at, std::uint32_t part) {
    NearMiss without = now_;
    without.item = part;
    const auto slot = clause_.items[part].slot;
    if (without.items[part] && !is_bound_elsewhere(slot, part)) without.locals[slot] = Value();
    without.items[part].reset();
    without.perhaps[part] = false;
    std::erase_if(without.open_arguments,
                  [&](std::uint32_t argument) { return reads(argument, slot); });
    keep(at, std::move(without));
  }

  [[nodiscard]] bool reads(std::uint32_t argument, std::uint32_t slot) const {
    const Unit& unit = clause_.arguments[argument].value;
    return std::ranges::count(variables_read(program_, unit, clause_.variables), slot) > 0;
  }

  [[nodiscard]] bool is_bound_elsewhere(std::uint32_t slot, std::uint32_t item) const {
    if (std::ranges::find(asked_, slot) != asked_.end()) return true;
    for (std::uint32_t i = 0; i < clause_.atoms.size(); ++i)
      if (now_.rows[i] && std::ranges::count(clause_.atoms[i].slots, slot) > 0) return true;
    for (std::uint32_t i = 0; i < clause_.items.size(); ++i)
      if (i != item && now_.items[i] && clause_.items[i].slot == slot) return true;
    return false;
  }

  void miss(std::size_t came) { keep(came, now_); }

  /// What it would take, in parts of the clause.
  [[nodiscard]] std::size_t wants(const NearMiss& miss) const {
    std::size_t wanted = miss.unmet.size() + miss.open_arguments.size() + miss.unfit.size();
    if (miss.atom || miss.item || miss.argument || miss.column) ++wanted;
    for (std::size_t i = 0; i < miss.items.size(); ++i) wanted += miss.perhaps[i] ? 1 : 0;
    for (std::size_t i = 0; i < miss.rows.size(); ++i)
      if (miss.rows[i] && !derived_.extensions[clause_.atoms[i].relation].is_sure(*miss.rows[i]))
        ++wanted;
    return wanted;
  }

  /// Unless others came nearer: got further, or got as far and ask for less.
  void keep(std::size_t came, NearMiss miss) {
    const std::size_t wanted = wants(miss);
    if (wanted == 0 || stopped()) return;  // it derives the tuple, or may
    const bool nearer = came > came_ || (came == came_ && wanted < wants_);
    if (!nearer && (came < came_ || wanted > wants_)) return;
    if (nearer) kept_.clear();
    came_ = came;
    wants_ = wanted;
    const bool told = miss.item && !kept_.empty() && kept_.back().item == miss.item;
    if (!told && kept_.size() < most_kept) kept_.push_back(std::move(miss));
  }

  void bind(std::uint32_t slot, TermId term) {
    terms_[slot] = term;
    if (slot >= clause_.variables) return;
    const ClauseSlot& about = clause_.slots[slot];
    now_.locals[slot] = is_known(term)
                            ? derived_.terms[about.kind][term]
                            : unknown_of_type(program_.vocabulary, about.type, {}, runtime_.arena);
  }
  /// None: anything.
  [[nodiscard]] std::optional<Value> value_of(std::uint32_t slot) const {
    if (slot == ClauseSlot::none || terms_[slot] == unbound || terms_[slot] == any_term)
      return std::nullopt;
    if (slot < clause_.variables) return now_.locals[slot];
    const Terms& terms = derived_.terms[clause_.slots[slot].kind];
    if (is_known(terms_[slot]) && terms_[slot] < terms.size()) return terms[terms_[slot]];
    const auto computed = values_.find(slot);
    return computed == values_.end() ? std::nullopt : std::optional(computed->second);
  }
  /// What stands in no tuple yet is numbered after what does. None: it can stand in none.
  [[nodiscard]] std::optional<TermId> term_of(const Value& value, std::uint32_t slot) {
    const auto kind = clause_.slots[slot].kind;
    if (value.is_unknown() || kind == ClauseSlot::none) return any_term;
    if (const auto term = derived_.terms[kind].find(value)) return term;
    const auto [further, _] =
        further_.try_emplace(kind, program_.term_kinds[kind], program_.vocabulary);
    const auto term = further->second.intern(value);
    if (!term) return std::nullopt;
    return static_cast<TermId>(derived_.terms[kind].size()) + *term;
  }

  const Program& program_;
  const DerivedRelations& derived_;
  const Runtime& runtime_;
  const EvaluateUnit& evaluate_;
  const ClauseProgram& clause_;
  MatchOrder plan_;
  std::vector<TermId> terms_;               // by slot
  std::vector<std::uint32_t> asked_;        // slots that the tuple asked for binds
  std::map<std::uint32_t, Value> values_;   // of arguments, by slot
  std::map<std::uint32_t, Terms> further_;  // by kind
  NearMiss now_;
  std::vector<NearMiss> kept_;
  std::size_t came_ = 0;
  std::size_t wants_ = ~std::size_t{0};
  std::size_t matched_ = 0;
  std::size_t seen_ = 0;
};

}  // namespace

std::optional<std::vector<std::uint32_t>> rests_on_variables(const Program& program,
                                                             NodeId expression) {
  bool alone = true;
  NodeWalk(program, [&](NodeId id) {
    const Op op = program[id].op;
    const bool of_a_record = op == Op::field || op == Op::member;
    alone = alone && !of_a_record && !reads_beyond_variables(op);
  }).from(expression);
  if (!alone) return std::nullopt;
  return variables_read(program, Unit{expression, 0}, ~0U);
}

bool may_match(const AtomProgram& atom, std::span<const TermId> tuple,
               std::span<const TermId> asked) {
  if (!may_be_same(tuple, asked)) return false;
  for (std::size_t i = 0; i < tuple.size(); ++i)
    for (std::size_t k = i + 1; k < tuple.size() && atom.slots[i] != ClauseSlot::none; ++k)
      if (atom.slots[i] == atom.slots[k] && !may_be_same(tuple[i], tuple[k])) return false;
  return true;
}

std::vector<NearMiss> near_misses(const Program& program, const DerivedRelations& derived,
                                  const Runtime& runtime, const EvaluateUnit& evaluate,
                                  std::uint32_t relation,
                                  std::span<const std::optional<Value>> items) {
  std::vector<NearMiss> all;
  if (std::ranges::any_of(items, [](const auto& item) { return item && item->is_null(); }))
    return all;
  for (const auto clause : program.relations[relation].clauses) {
    auto some = ClauseMisses(program, derived, runtime, evaluate, clause).of(items);
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

}  // namespace entente::engine
