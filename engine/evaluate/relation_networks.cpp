#include "engine/evaluate/relation_networks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/interval.hpp"

namespace entente::engine {
namespace {

/// What possible tuples stand for in all; beyond, any two may be tied.
constexpr std::size_t most_arcs = 100'000;

constexpr auto other = UnsureNetwork::other;  // none of those that have a number
constexpr auto anyone = other - 1;            // one of them, or another

bool is_loose(std::uint32_t end) { return end >= anyone; }

}  // namespace

RelationNetworks::RelationNetworks(const Program& program, const FactBase& facts,
                                   Relations& relations, const Runtime& runtime, Budget& budget)
    : program_(program), facts_(facts), relations_(relations), runtime_(runtime), budget_(budget) {}

// ---------------------------------------------------------------- reading

RelationNetworks::Read& RelationNetworks::read(std::uint32_t relation, FactId list) {
  const auto known = read_.find(relation);
  if (known != read_.end()) return known->second;
  const auto& kind = program_.term_kinds[program_.relations[relation].columns.front()];
  Read made{{}, kind.type, Parties(kind, program_.vocabulary), {}, nullptr, {}, {}};
  const auto& extension = relations_.extension(relation);
  const Value& parties = facts_[list];
  if (extension.broken) made.instead = extension.broken;
  if (parties.is_null()) made.instead = parties;
  if (!made.instead) {
    UnsureTies ties;
    read_parties(made, parties, ties);
    read_ties(made, relation, ties);
    made.network.emplace(std::move(ties), budget_);
  }
  return read_.emplace(relation, std::move(made)).first->second;
}

/// An item that is no record known to be there leaves room for more.
void RelationNetworks::read_parties(Read& read, const Value& list, UnsureTies& ties) {
  const ListView items = view(runtime_, list);
  budget_.spend(items.items.size());
  read.more = items.tail;
  read.nulls = items.instead;
  for (const ListItem& item : items.items) {
    if (item.perhaps != nullptr) read.more = joined_waits(runtime_, read.more, item.perhaps);
    if (item.value.is_unknown())
      read.more = joined_waits(runtime_, read.more, &item.value.unknown());
    if (item.perhaps == nullptr && item.value.is(Kind::record)) read.parties.add(item.value);
  }
  ties.least = static_cast<std::uint32_t>(items.sure_size());
  ties.more_parties = read.more != nullptr;
}

/// One that a tuple names is there, though a list that is not known does not show it.
void RelationNetworks::read_ties(Read& read, std::uint32_t relation, UnsureTies& ties) {
  const auto& extension = relations_.extension(relation);
  const auto& terms = relations_.derived()->terms[program_.relations[relation].columns.front()];
  const auto number_of = [&](TermId term) {
    if (!is_known(term)) return term == new_term ? other : anyone;
    return read.parties.add(terms[term]);
  };
  budget_.spend(extension.sure.size() + extension.possible.size());
  for (std::uint32_t row = 0; row < extension.sure.size(); ++row) {
    const auto tuple = extension.sure[row];
    ties.sure.push_back({number_of(tuple[0]), number_of(tuple[1])});
  }
  for (std::uint32_t row = 0; row < extension.possible.size(); ++row) {
    const auto tuple = extension.possible[row];
    read.possible.push_back({number_of(tuple[0]), number_of(tuple[1]), extension.waits[row]});
  }
  ties.parties = read.parties.size();
  ties.least = std::max(ties.least, ties.parties);
  ties.may_reach_others.resize(ties.parties);
  for (const auto& arc : read.possible) expand(arc, ties);
}

/// Every tie that it may be.
void RelationNetworks::expand(const PossibleArc& arc, UnsureTies& ties) const {
  const auto may_be = [&](std::uint32_t end) -> std::pair<std::uint32_t, std::uint32_t> {
    if (end == other) return {0, 0};
    return end == anyone ? std::pair(0U, ties.parties) : std::pair(end, end + 1);
  };
  const auto [first_from, last_from] = may_be(arc.from);
  const auto [first_to, last_to] = may_be(arc.to);
  if ((is_loose(arc.from) || is_loose(arc.to)) && ties.more_parties) {
    ties.others_tied = true;
    const auto reach = [&](std::uint32_t first, std::uint32_t last) {
      budget_.spend(last - first);
      for (auto party = first; party < last; ++party) ties.may_reach_others[party] = true;
    };
    if (is_loose(arc.to)) reach(first_from, last_from);
    if (is_loose(arc.from)) reach(first_to, last_to);
  }
  const auto ways = std::size_t{last_from - first_from} * (last_to - first_to);
  ties.any_tie = ties.any_tie || ties.possible.size() + ways > most_arcs;
  if (ties.any_tie) return;
  budget_.spend(ways);
  for (auto from = first_from; from < last_from; ++from)
    for (auto to = first_to; to < last_to; ++to) ties.possible.push_back({from, to});
}

// ---------------------------------------------------------------- what answers wait for

/// What the unsure ties wait for, those of one party where one is asked of.
Missing RelationNetworks::missing(const Read& read, bool directed,
                                  std::optional<std::uint32_t> party) {
  Missing missing(runtime_.arena);
  const auto& sets = relations_.derived()->waits;
  const auto& network = *read.network;
  const auto touches = [&](std::uint32_t end) { return end == anyone || end == party; };
  budget_.spend(read.possible.size() / 16);
  bool of_others = !party;
  for (const auto& [from, to, waits] : read.possible) {
    const bool loose = is_loose(from) || is_loose(to);
    if (!loose && (from == to || (!directed && network.is_tied(from, to)))) continue;
    if (party && !touches(from) && !touches(to)) continue;
    missing.add_set(sets[waits]);
    of_others = of_others || loose;
  }
  if (read.more != nullptr && of_others) missing.add_set(read.more->missing);
  return missing;
}

Value RelationNetworks::number(KindSet nulls, const MeasureRange& range, Missing missing) const {
  Unknown unknown;
  unknown.can_be = nulls;
  if (range.number) unknown.can_be = unknown.can_be | kinds::number;
  if (range.none) unknown.can_be = unknown.can_be | kinds::nothing;
  if (range.number) unknown.interval = *range.number;
  return settle(runtime_, unknown, missing);
}

Value RelationNetworks::some_party(const Read& read, Missing& missing) const {
  return unknown_of_type(program_.vocabulary, read.type, missing.paths(), runtime_.arena);
}

// ---------------------------------------------------------------- measures

Value RelationNetworks::measure(Builtin measure, std::uint32_t relation, FactId list) {
  auto& read = this->read(relation, list);
  if (read.instead) return *read.instead;
  auto& network = *read.network;
  const auto answer = [&](const MeasureRange& range) {
    return number(read.nulls, range, missing(read, measure == Builtin::directed_density));
  };
  switch (measure) {
    case Builtin::density:
      return answer(network.density());
    case Builtin::directed_density:
      return answer(network.directed_density());
    case Builtin::degree_centralisation:
      return answer(network.degree_centralisation());
    case Builtin::betweenness_centralisation:
      return answer(network.betweenness_centralisation());
    case Builtin::components:
      return components(read);
    default:
      return cut_points(read);
  }
}

Value RelationNetworks::measure(Builtin measure, std::uint32_t relation, FactId list,
                                const Value& party) {
  auto& read = this->read(relation, list);
  if (read.instead && read.instead->is_null(NullReason::error)) return *read.instead;
  if (party.is_null()) return party;
  if (read.instead) return *read.instead;
  const bool degree = measure == Builtin::degree;
  if (party.is_unknown()) {
    auto waits = missing(read, false);
    waits.add(party);
    const auto can_be = party.unknown().can_be;
    auto nulls = read.nulls | (can_be & kinds::null);
    if (!(can_be - kinds::null - kinds::record).empty()) nulls = nulls | kinds::error;
    return number(nulls, of_any(read, measure), std::move(waits));
  }
  const auto wanted = program_.vocabulary[read.type].record;
  const auto& record = program_.vocabulary[wanted];
  if (!party.is(Kind::record) || party.record().type != wanted)
    return runtime_.error(fmt::format("`{}` needs a {}, not {}", signature_of(measure).name,
                                      record.name, noun(kinds_of(party))));
  const auto place = read.parties.find(party).value_or(other);
  auto& network = *read.network;
  return number(read.nulls, degree ? network.degree(place) : network.betweenness(place),
                missing(read, false, degree ? std::optional(place) : std::nullopt));
}

/// Of a party that is not known: what it is of any.
MeasureRange RelationNetworks::of_any(Read& read, Builtin measure) {
  auto& network = *read.network;
  const auto of = [&](std::uint32_t party) {
    return measure == Builtin::degree ? network.degree(party) : network.betweenness(party);
  };
  const auto& known = network.known();
  budget_.spend(known.parties);
  MeasureRange all = of(known.more_parties || known.parties == 0 ? other : 0);
  for (std::uint32_t party = 0; party < known.parties; ++party) {
    const auto one = of(party);
    all.none = all.none || one.none;
    if (one.number) all.number = all.number ? hull(*all.number, *one.number) : *one.number;
  }
  return all;
}

/// Where it is not decided which there are, how many is all that is known of them.
Value RelationNetworks::components(Read& read) {
  const auto known = read.network->components();
  auto waits = missing(read, false);
  if (!read.nulls.empty())
    return unknown_of_kinds(runtime_, read.nulls | kinds::list, waits.paths());
  const bool certain = known.decided && known.most == known.of_sure_ties.size();
  const Unknown* unsure = nullptr;
  Value some;
  if (!certain) {
    unsure = &unknown_of_kinds(runtime_, kinds::boolean, waits.paths()).unknown();
    ListBuilder parties(runtime_, 0);
    parties.add_tail(*unsure, some_party(read, waits), 1);
    some = parties.finish();
  }
  ListBuilder list(runtime_, known.of_sure_ties.size());
  if (known.decided) {
    for (const auto& component : known.of_sure_ties) {
      budget_.spend(component.size());
      ListBuilder parties(runtime_, component.size());
      for (const auto party : component) parties.add(read.parties[party]);
      list.add(parties.finish());
    }
  }
  for (auto i = static_cast<std::uint32_t>(list.so_far().size()); i < known.least; ++i)
    list.add(some);
  for (auto i = known.least; known.most && i < *known.most; ++i) list.add(some, unsure);
  if (!known.most) list.add_tail(*unsure, some, 0);
  return list.finish();
}

Value RelationNetworks::cut_points(Read& read) {
  const auto known = read.network->cut_points();
  auto waits = missing(read, false);
  if (!read.nulls.empty())
    return unknown_of_kinds(runtime_, read.nulls | kinds::list, waits.paths());
  const Unknown* unsure = nullptr;
  if (known.others || known.sure.size() < known.possible.size())
    unsure = &unknown_of_kinds(runtime_, kinds::boolean, waits.paths()).unknown();
  ListBuilder list(runtime_, known.possible.size());
  for (const auto party : known.possible)
    list.add(read.parties[party], std::ranges::binary_search(known.sure, party) ? nullptr : unsure);
  if (known.others) list.add_tail(*unsure, some_party(read, waits), 0);
  return list.finish();
}

// ---------------------------------------------------------------- for proofs

Value RelationNetworks::ties(Builtin measure, std::uint32_t relation, FactId list) {
  const auto& read = this->read(relation, list);
  if (read.instead) return *read.instead;
  const auto whole = [](std::size_t count) {
    return Value::integer(static_cast<std::int64_t>(count));
  };
  const auto& network = *read.network;
  const bool directed = measure == Builtin::directed_density;
  const auto [sure, unsure] = directed ? network.count_arcs() : network.count_ties();
  const std::size_t parties = network.known().parties;
  const std::size_t pairs = parties == 0 ? 0 : parties * (parties - 1) / 2;
  std::vector<ContextField> entries{{directed ? "arcs" : "ties", whole(sure)}};
  if (unsure > 0) entries.push_back({"perhaps", whole(unsure)});
  if (!network.known().more_parties) entries.push_back({"of", whole(directed ? 2 * pairs : pairs)});
  const auto fields = runtime_.arena.array<ContextField>(entries.size());
  std::ranges::copy(entries, fields.begin());
  return Value::context(fields, runtime_.arena);
}

Value RelationNetworks::tied_to(std::uint32_t relation, FactId list, const Value& party) {
  auto& read = this->read(relation, list);
  if (read.instead) return *read.instead;
  const auto& network = *read.network;
  const auto place = read.parties.find(party);
  if (!place) return make_list(runtime_, {});
  auto waits = missing(read, false, *place);
  const Unknown* unsure = nullptr;
  if (waits.any()) unsure = &unknown_of_kinds(runtime_, kinds::boolean, waits.paths()).unknown();
  ListBuilder tied(runtime_, 0);
  budget_.spend(network.known().parties);
  for (std::uint32_t other_one = 0; other_one < network.known().parties; ++other_one) {
    if (network.is_tied(*place, other_one)) {
      tied.add(read.parties[other_one]);
    } else if (unsure != nullptr && network.may_be_tied(*place, other_one)) {
      tied.add(read.parties[other_one], unsure);
    }
  }
  if (unsure != nullptr && network.known().may_reach_others[*place])
    tied.add_tail(*unsure, some_party(read, waits), 0);
  return tied.finish();
}

}  // namespace entente::engine
