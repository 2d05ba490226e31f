#include "engine/evaluate/relations/clause_matcher.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/container/static_vector.hpp>

#include "engine/evaluate/interpreter.hpp"

namespace entente::engine {

ClauseMatcher::ClauseMatcher(MatchSetting& setting, std::uint32_t clause,
                             std::vector<RelationIndexes>& indexes, std::vector<Waiting>& waiting)
    : set_(setting),
      index_(clause),
      clause_(setting.program.clauses[clause]),
      indexes_(indexes),
      waiting_(waiting),
      terms_(clause_.slots.size(), any_term),
      locals_(clause_.variables),
      parents_(clause_.atoms.size() + clause_.items.size()) {}

void ClauseMatcher::match() {
  order_ = &clause_.orders.front();
  match_step(0);
}

void ClauseMatcher::match_from(std::uint32_t atom, std::uint32_t begin, std::uint32_t end,
                               std::span<const Window> windows) {
  order_ = &clause_.orders[atom];
  windows_ = windows;
  for (auto at = begin; at < end && !stopped(); ++at) match_row(at, 0, order_->front());
}

void ClauseMatcher::match_step(std::size_t at) {
  if (at == order_->size()) return derive();
  const auto& next = (*order_)[at];
  switch (next.kind) {
    case MatchStep::Kind::atom:
      return match_atom(at, next);
    case MatchStep::Kind::item:
      return match_item(at, next.part);
    case MatchStep::Kind::member:
      return match_member(at, next.part);
    case MatchStep::Kind::compute:
    case MatchStep::Kind::compare:
      return match_argument(at, next);
    case MatchStep::Kind::condition:
      return match_condition(at, next.part);
  }
}

// ---------------------------------------------------------------- atoms

void ClauseMatcher::match_atom(std::size_t at, const MatchStep& step) {
  const auto& parts = clause_.atoms[step.part];
  const auto columns = set_.program.relations[parts.relation].indexes[step.index];
  if (columns == 0) return match_all_rows(at, step);
  std::array<TermId, most_columns> key{};
  for (std::size_t i = 0; i < parts.slots.size(); ++i) {
    if ((columns >> i & 1U) == 0) continue;
    key[i] = terms_[parts.slots[i]];
    if (!is_known(key[i])) return match_all_rows(at, step);
  }
  match_rows_by(key.data(), at, step);
}

void ClauseMatcher::match_all_rows(std::size_t at, const MatchStep& step) {
  const auto window = windows_[step.part];
  const auto sure = extension_of(clause_.atoms[step.part].relation).sure.size();
  for (std::uint32_t i = 0; i < window.sure && !stopped(); ++i) match_row(i, at, step);
  for (std::uint32_t i = 0; i < window.possible && !stopped(); ++i) match_row(sure + i, at, step);
}

void ClauseMatcher::match_rows_by(const TermId* key, std::size_t at, const MatchStep& step) {
  const auto window = windows_[step.part];
  const auto relation = clause_.atoms[step.part].relation;
  const auto& extension = extension_of(relation);
  const auto sure = extension.sure.size();
  if (window.sure > 0) {
    const auto& index = indexes_[relation].sure[step.index];
    for (auto i = index.first(key); i < window.sure && !stopped(); i = index.next(i))
      match_row(i, at, step);
  }
  if (window.possible == 0) return;
  const auto& index = indexes_[relation].possible[step.index];
  for (auto i = index.first(key); i < window.possible && !stopped(); i = index.next(i))
    match_row(sure + i, at, step);
  const auto columns = set_.program.relations[relation].indexes[step.index];
  for (std::size_t at_loose = 0; at_loose < extension.loose.size() && !stopped(); ++at_loose) {
    const auto i = extension.loose[at_loose];
    if (i >= window.possible) break;
    const auto tuple = extension.possible[i];
    bool found_by_key = true;
    for (std::size_t k = 0; k < tuple.size(); ++k)
      found_by_key = found_by_key && ((columns >> k & 1U) == 0 || tuple[k] == key[k]);
    if (!found_by_key) match_row(sure + i, at, step);
  }
}

/// One tuple: agrees with what is bound, or may; binds the rest.
void ClauseMatcher::match_row(std::uint32_t row, std::size_t at, const MatchStep& step) {
  ++set_.derived.matches;
  const auto& parts = clause_.atoms[step.part];
  const auto& extension = extension_of(parts.relation);
  const auto tuple = extension.tuple(row);
  const auto before = footing_;
  boost::container::static_vector<std::pair<std::uint32_t, Value>, most_columns> narrowed;
  bool agrees = true;
  for (std::size_t i = 0; i < tuple.size() && agrees; ++i) {
    const auto slot = parts.slots[i];
    if (slot == ClauseSlot::none) continue;
    if ((step.compared >> i & 1U) == 0) {
      bind(slot, tuple[i]);
    } else {
      agrees = may_be_same(terms_[slot], tuple[i]);
      footing_.unsure = footing_.unsure || !is_known(terms_[slot]) || !is_known(tuple[i]);
      if (terms_[slot] == any_term && tuple[i] != any_term) {
        narrowed.emplace_back(slot, slot < clause_.variables ? locals_[slot] : Value());
        bind(slot, tuple[i]);
      }
    }
  }
  if (agrees) {
    parents_[step.part] = row;
    footing_.unsure = footing_.unsure || !extension.is_sure(row);
    match_step(at + 1);
  }
  for (const auto& [slot, value] : narrowed) {
    terms_[slot] = any_term;
    if (slot < clause_.variables) locals_[slot] = value;
  }
  footing_ = before;
}

// ---------------------------------------------------------------- items of lists

void ClauseMatcher::read_fixed_lists() {
  fixed_.resize(clause_.lists.size());
  for (std::uint32_t i = 0; i < clause_.lists.size(); ++i) {
    if (!clause_.lists[i].fixed) continue;
    auto& items = fixed_[i];
    read_list(i, items);
    items.all_sure = true;
    for (std::uint32_t at = 0; at < items.entries.size(); ++at) {
      const auto& entry = items.entries[at];
      items.all_sure = items.all_sure && !entry.unsure;
      if (entry.unsure || entry.term == none) continue;
      if (entry.term >= items.by_term.size()) items.by_term.resize(entry.term + 1, none);
      if (items.by_term[entry.term] == none) items.by_term[entry.term] = at;
    }
  }
}

const ClauseMatcher::Items& ClauseMatcher::items_of(std::uint32_t list, Items& made) {
  if (clause_.lists[list].fixed) return fixed_[list];
  read_list(list, made);
  return made;
}

void ClauseMatcher::read_list(std::uint32_t list, Items& items) {
  const Value value = set_.interpreter.as_list(evaluate(clause_.lists[list].unit));
  if (value.is_null()) {
    if (value.is_null(NullReason::error)) remark(clause_.lists[list].unit.root, value);
    return;
  }
  const auto of_list = [&](const ItemProgram& item) {
    return item.list == list && clause_.slots[item.slot].kind != ClauseSlot::none;
  };
  const auto typed = std::ranges::find_if(clause_.items, of_list);
  const ListView view = entente::engine::view(set_.interpreter.runtime(), value);
  const bool all_named = holds_new_records(value, set_.program.vocabulary);
  const auto add = [&](const Value& item, const Unknown* perhaps, std::uint32_t place) {
    Entry entry;
    entry.value = item;
    entry.place = place;
    Footing footing;
    if (perhaps != nullptr) await(footing, perhaps->missing);
    if (view.whole != nullptr) await(footing, view.whole->missing);
    if (typed != clause_.items.end())
      entry.term = term_of(item, typed->slot, clause_.lists[list].unit.root, footing);
    if (place == Derivation::tail && all_named && entry.term != none) entry.term = new_term;
    entry.waits = footing.waits;
    entry.unsure = footing.unsure;
    items.entries.push_back(entry);
    ++set_.derived.matches;
  };
  for (std::uint32_t i = 0; i < view.items.size() && !stopped(); ++i)
    add(view.items[i].value, view.items[i].perhaps, i);
  if (view.tail != nullptr) add(view.tail_item, view.tail, Derivation::tail);
}

void ClauseMatcher::match_item(std::size_t at, std::uint32_t part) {
  const auto& item = clause_.items[part];
  const bool in_tuples = clause_.slots[item.slot].kind != ClauseSlot::none;
  Items made;
  const auto before = footing_;
  for (const auto& entry : items_of(item.list, made).entries) {
    if (stopped() || (in_tuples && entry.term == none)) continue;
    ++set_.derived.matches;
    terms_[item.slot] = entry.term;
    locals_[item.slot] = entry.value;
    parents_[clause_.atoms.size() + part] = entry.place;
    footing_.waits = set_.derived.waits.joined(before.waits, entry.waits);
    footing_.unsure = before.unsure || entry.unsure;
    match_step(at + 1);
  }
  footing_ = before;
}

/// A term that an atom bound: surely among the items, perhaps, or not at all.
void ClauseMatcher::match_member(std::size_t at, std::uint32_t part) {
  const auto& item = clause_.items[part];
  const auto term = terms_[item.slot];
  Items made;
  const auto& items = items_of(item.list, made);
  const auto go_on = [&](std::uint32_t place) {
    parents_[clause_.atoms.size() + part] = place;
    match_step(at + 1);
  };
  if (is_known(term) && term < items.by_term.size() && items.by_term[term] != none)
    return go_on(items.entries[items.by_term[term]].place);
  if (term != any_term && items.all_sure) return;
  const auto before = footing_;
  std::optional<std::uint32_t> place;
  for (const auto& entry : items.entries) {
    if (entry.term == none || !may_be_same(term, entry.term)) continue;
    if (entry.term == term && is_known(term) && !entry.unsure) {
      footing_ = before;
      go_on(entry.place);
      footing_ = before;
      return;
    }
    if (!place) place = entry.place;
    footing_.waits = set_.derived.waits.joined(footing_.waits, entry.waits);
    footing_.unsure = true;
  }
  if (place) go_on(*place);
  footing_ = before;
}

// ---------------------------------------------------------------- expressions

void ClauseMatcher::match_argument(std::size_t at, const MatchStep& step) {
  const auto& argument = clause_.arguments[step.part];
  const auto before = footing_;
  const auto bound = terms_[argument.slot];
  const auto term = term_of(evaluate(argument.value), argument.slot, argument.value.root, footing_);
  if (term != none) {
    const bool compare = step.kind == MatchStep::Kind::compare;
    const bool unsure = compare && (!is_known(term) || !is_known(bound));
    footing_.unsure = footing_.unsure || unsure;
    if (!compare) terms_[argument.slot] = term;
    if (!compare || may_be_same(term, bound)) match_step(at + 1);
  }
  footing_ = before;
}

void ClauseMatcher::match_condition(std::size_t at, std::uint32_t part) {
  const auto& condition = clause_.conditions[part];
  const Value value = evaluate(condition.unit);
  const KindSet can = as_condition(truth(value));
  if (can == kinds::error) remark(condition.unit.root, value);
  if (!can.has(kinds::true_)) return;
  const auto before = footing_;
  if (value.is_unknown()) await(footing_, value.unknown().missing);
  match_step(at + 1);
  footing_ = before;
}

/// None when it is null, or of a kind that the column does not hold: then no tuple is derived.
TermId ClauseMatcher::term_of(const Value& value, std::uint32_t slot, NodeId origin,
                              Footing& footing) {
  if (value.is_unknown()) {
    await(footing, value.unknown().missing);
    return any_term;
  }
  if (const auto term = set_.derived.terms[clause_.slots[slot].kind].intern(value)) return *term;
  if (!value.is_null(NullReason::none) && !value.is_null(NullReason::nothing))
    remark(origin, value);
  return none;
}

void ClauseMatcher::remark(NodeId origin, const Value& error) {
  const std::string_view why = error.error_message();
  set_.interpreter.remark(
      origin, why.empty() ? fmt::format("nothing is derived from {}", noun(kinds_of(error)))
                          : fmt::format("nothing is derived: {}", why));
}

bool ClauseMatcher::stopped() const { return set_.exceeded(); }

Value ClauseMatcher::evaluate(const Unit& unit) { return set_.interpreter.judge(unit, locals_); }

void ClauseMatcher::bind(std::uint32_t slot, TermId term) {
  terms_[slot] = term;
  const auto& about = clause_.slots[slot];
  if (!about.read) return;
  locals_[slot] =
      is_known(term) ? set_.derived.terms[about.kind][term] : set_.unknown_terms[about.kind];
}

void ClauseMatcher::await(Footing& footing, std::span<const PathId> missing) {
  auto& waits = set_.derived.waits;
  footing.waits = waits.joined(footing.waits, waits.of(missing));
  footing.unsure = true;
}

// ---------------------------------------------------------------- what follows

void ClauseMatcher::derive() {
  std::array<TermId, most_columns> tuple{};
  bool loose = false;
  for (std::size_t i = 0; i < clause_.head.size(); ++i) {
    tuple[i] = terms_[clause_.head[i]];
    loose = loose || !is_known(tuple[i]);
  }
  auto& extension = extension_of(clause_.relation);
  if (footing_.unsure) return derive_possible(extension, tuple.data(), loose);
  if (extension.sure.add(tuple.data()) == TupleTable::none) return;
  extension.sure_derived.add(index_, parents_);
  ++set_.derived.tuples;
}

void ClauseMatcher::derive_possible(Extension& extension, const TermId* tuple, bool loose) {
  if (!loose && extension.sure.find(tuple) != TupleTable::none) return;
  auto row = extension.possible.add(tuple);
  if (row == TupleTable::none) {
    row = extension.possible.find(tuple);
  } else {
    extension.possible_derived.add(index_, parents_);
    extension.waits.push_back(WaitId::none);
    if (loose) extension.loose.push_back(row);
    ++set_.derived.tuples;
  }
  auto& waits = extension.waits[row];
  waits = set_.derived.waits.joined(waits, footing_.waits);
  for (std::size_t i = 0; i < clause_.atoms.size(); ++i) {
    const auto relation = clause_.atoms[i].relation;
    const auto& from = extension_of(relation);
    if (from.is_sure(parents_[i])) continue;
    const auto on = parents_[i] - from.sure.size();
    const bool below = set_.program.relations[relation].stratum !=
                       set_.program.relations[clause_.relation].stratum;
    if (below) waits = set_.derived.waits.joined(waits, from.waits[on]);
    if (!below && waiting_.size() < most_waiting)
      waiting_.push_back({clause_.relation, row, relation, on});
  }
}

}  // namespace entente::engine
