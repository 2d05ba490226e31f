#include "engine/evaluate/relations/near_misses.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/evaluate/findings.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t most_kept = 3;          // of a clause
constexpr std::size_t most_matched = 50'000;  // tuples and items looked at for a clause
constexpr TermId unbound = unmet_term - 1;

class ClauseMisses {
 public:
  ClauseMisses(const Program& program, const DerivedRelations& derived,
               const EvaluateUnit& evaluate, std::uint32_t clause)
      : program_(program),
        derived_(derived),
        evaluate_(evaluate),
        clause_(program.clauses[clause]),
        order_(clause_.orders.front()),
        terms_(clause_.slots.size(), unbound) {
    now_.clause = clause;
    now_.rows.resize(clause_.atoms.size());
    now_.items.resize(clause_.items.size());
    open_.resize(clause_.items.size());
    now_.locals.resize(clause_.variables);
  }

  std::vector<NearMiss> of(std::span<const std::optional<Value>> items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto slot = clause_.head[i];
      if (!items[i] || slot == ClauseSlot::none) continue;
      auto term = term_of(*items[i], slot);
      if (term == unbound) term = unmet_term;
      if (terms_[slot] != unbound && terms_[slot] != term) return {};  // derive r(p, p)
      terms_[slot] = term;
      if (slot < clause_.variables) now_.locals[slot] = *items[i];
    }
    step(0);
    return std::move(kept_);
  }

 private:
  void step(std::size_t at) {
    if (++matched_ > most_matched) return;
    if (at == order_.size()) return miss(at);
    const auto& next = order_[at];
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

  void atom(std::size_t at, std::uint32_t part) {
    const auto& about = clause_.atoms[part];
    const auto& sure = derived_.extensions[about.relation].sure;
    bool found = false;
    for (std::uint32_t row = 0; row < sure.size() && ++matched_ <= most_matched; ++row) {
      const auto before = terms_;
      const auto locals = now_.locals;
      if (agree(about.slots, sure[row])) {
        found = true;
        now_.rows[part] = row;
        step(at + 1);
        now_.rows[part].reset();
      }
      terms_ = before;
      now_.locals = locals;
    }
    if (found) return;
    now_.atom = part;
    now_.open = may_be_possible(about);
    now_.asked.clear();
    for (const auto slot : about.slots) now_.asked.push_back(value_of(slot));
    miss(at);
    now_.atom.reset();
    now_.open = false;
  }

  [[nodiscard]] bool may_be_possible(const AtomProgram& about) const {
    std::vector<TermId> asked;
    for (const auto slot : about.slots)
      asked.push_back(slot == ClauseSlot::none || terms_[slot] == unbound ? any_term
                                                                          : terms_[slot]);
    const auto& possible = derived_.extensions[about.relation].possible;
    for (std::uint32_t row = 0; row < possible.size(); ++row)
      if (may_match(about, possible[row], asked)) return true;
    return false;
  }

  /// Binds what is not bound yet.
  bool agree(const std::vector<std::uint32_t>& slots, std::span<const TermId> tuple) {
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (slots[i] == ClauseSlot::none) continue;
      if (terms_[slots[i]] == unbound) bind(slots[i], tuple[i]);
      if (terms_[slots[i]] != tuple[i]) return false;
    }
    return true;
  }

  void item(std::size_t at, std::uint32_t part) {
    const auto& about = clause_.items[part];
    const auto bound = terms_[about.slot];
    bool found = false;
    open_[part] = false;
    for_each_item(part, [&](const Value& value) {
      const auto term = term_of(value, about.slot);
      if (bound != unbound && term != bound) return;
      found = true;
      terms_[about.slot] = term;
      const auto local = std::exchange(now_.locals[about.slot], value);
      now_.items[part] = value;
      step(at + 1);
      now_.items[part].reset();
      now_.locals[about.slot] = local;
    });
    terms_[about.slot] = bound;
    if (!found) miss_item(at, part);
  }

  template <class Visit>
  void for_each_item(std::uint32_t part, Visit visit) {
    const auto& about = clause_.items[part];
    const Value list = evaluate_(clause_.lists[about.list].unit, now_.locals);
    if (!list.is(Kind::list)) {
      open_[part] = list.is_unknown();
      if (!list.is_null() && !list.is_unknown()) visit(list);
      return;
    }
    const auto& items = list.list().items;
    open_[part] = list.list().tail != nullptr || std::ranges::any_of(items, [](const auto& each) {
                    return each.perhaps != nullptr || each.value.is_unknown();
                  });
    for (const auto& each : items)
      if (each.perhaps == nullptr && ++matched_ <= most_matched) visit(each.value);
  }

  /// The argument's value has to be what is asked for, or what else binds it. One that is not known
  /// may be: what comes after says whether the match fails all the same.
  void argument(std::size_t at, std::uint32_t part) {
    const auto& about = clause_.arguments[part];
    const Value value = evaluate_(about.value, now_.locals);
    const auto term = term_of(value, about.slot);
    const auto bound = terms_[about.slot];
    const bool agrees = term != unbound && (bound == unbound || bound == term);
    if (value.is_null(NullReason::error)) {
      now_.broken = part;
      miss(at);
      now_.broken.reset();
    } else if (!agrees) {
      const auto last = std::ranges::find_if(now_.items.rbegin(), now_.items.rend(),
                                             [](const auto& each) { return each.has_value(); });
      const auto matched = static_cast<std::uint32_t>(now_.items.rend() - last);
      if (matched == 0) {
        miss(at);
      } else {
        const bool before = open_[matched - 1];
        open_[matched - 1] = before || value.is_unknown();
        miss_item(at, matched - 1);
        open_[matched - 1] = before;
      }
    }
    if (value.is_unknown()) return step(at + 1);
    if (!agrees) return;
    terms_[about.slot] = term;
    step(at + 1);
    terms_[about.slot] = bound;
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
    now_.item = part;
    now_.open = open_[part];
    const auto item = std::exchange(now_.items[part], std::nullopt);
    const auto slot = clause_.items[part].slot;
    const bool bound = !item && terms_[slot] != unbound;  // by what comes before it
    const auto local = bound ? now_.locals[slot] : std::exchange(now_.locals[slot], Value());
    const auto unmet = std::exchange(now_.unmet, {});  // of this item, which would not do anyway
    miss(at);
    now_.unmet = unmet;
    now_.items[part] = item;
    now_.locals[slot] = local;
    now_.item.reset();
    now_.open = false;
  }

  /// Keeps it when none came nearer: that got further, or of those that got to the end asks less.
  void miss(std::size_t came) {
    const auto wants = now_.unmet.size() + (came < order_.size() ? 1 : 0);
    if (wants == 0 || matched_ > most_matched) return;  // it derives the tuple, or may
    const bool nearer = came > came_ || (came == came_ && wants < wants_);
    if (!nearer && (came < came_ || wants > wants_)) return;
    if (nearer) kept_.clear();
    came_ = came;
    wants_ = wants;
    const bool one_will_do = now_.item.has_value();  // whichever item it is, it does not fit
    if (one_will_do && !kept_.empty()) {
      kept_.front().open = kept_.front().open || now_.open;
    } else if (kept_.size() < most_kept) {
      kept_.push_back(now_);
    }
  }

  void bind(std::uint32_t slot, TermId term) {
    terms_[slot] = term;
    if (slot < clause_.variables)
      now_.locals[slot] = derived_.terms[clause_.slots[slot].kind][term];
  }
  [[nodiscard]] std::optional<Value> value_of(std::uint32_t slot) const {
    if (slot == ClauseSlot::none || terms_[slot] == unbound) return std::nullopt;
    if (slot < clause_.variables) return now_.locals[slot];
    if (terms_[slot] == unmet_term) return std::nullopt;
    const auto kind = clause_.slots[slot].kind;
    const auto derived = static_cast<TermId>(derived_.terms[kind].size());
    if (terms_[slot] >= derived) return further_.at(kind)[terms_[slot] - derived];
    return derived_.terms[kind][terms_[slot]];
  }
  /// What stands in no tuple yet is numbered after what does.
  [[nodiscard]] TermId term_of(const Value& value, std::uint32_t slot) {
    const auto kind = clause_.slots[slot].kind;
    if (kind == ClauseSlot::none) return unbound;
    if (const auto term = derived_.terms[kind].find(value)) return *term;
    const auto [further, _] =
        further_.try_emplace(kind, program_.term_kinds[kind], program_.vocabulary);
    const auto term = further->second.intern(value);
    return term ? static_cast<TermId>(derived_.terms[kind].size()) + *term : unbound;
  }

  const Program& program_;
  const DerivedRelations& derived_;
  const EvaluateUnit& evaluate_;
  const ClauseProgram& clause_;
  const MatchOrder& order_;
  std::vector<TermId> terms_;               // by slot
  std::map<std::uint32_t, Terms> further_;  // by kind
  std::vector<bool> open_;                  // of each item: its list may hold another that fits
  NearMiss now_;
  std::vector<NearMiss> kept_;
  std::size_t came_ = 0;
  std::size_t wants_ = ~std::size_t{0};
  std::size_t matched_ = 0;
};

}  // namespace

bool may_match(const AtomProgram& atom, std::span<const TermId> tuple,
               std::span<const TermId> asked) {
  if (!may_be_same(tuple, asked)) return false;
  for (std::size_t i = 0; i < tuple.size(); ++i)
    for (std::size_t k = i + 1; k < tuple.size() && atom.slots[i] != ClauseSlot::none; ++k)
      if (atom.slots[i] == atom.slots[k] && !may_be_same(tuple[i], tuple[k])) return false;
  return true;
}

std::vector<NearMiss> near_misses(const Program& program, const DerivedRelations& derived,
                                  const EvaluateUnit& evaluate, std::uint32_t relation,
                                  std::span<const std::optional<Value>> items) {
  std::vector<NearMiss> all;
  for (const auto clause : program.relations[relation].clauses) {
    auto some = ClauseMisses(program, derived, evaluate, clause).of(items);
    all.insert(all.end(), std::make_move_iterator(some.begin()),
               std::make_move_iterator(some.end()));
  }
  return all;
}

}  // namespace entente::engine
