// Measures of networks, worked out again from the tuples of the relation by their definitions. Of
// a network that is not sure every way is tried, or where it is monotone the two ends; where more
// parties may come, or there are too many ways, only that its ends are among what it can be.
#include <array>
#include <functional>

#include "engine/evaluate/builtin_functions.hpp"
#include "engine/evaluate/step_recorder.hpp"
#include "engine/evaluate/unsure_network.hpp"
#include "engine/explain/plain_network.hpp"
#include "engine/explain/replay_children.hpp"

namespace entente::engine::replay {
namespace {

constexpr std::size_t most_steps = 2'000'000;  // for one measure

/// What a number came to in the ways that were tried.
struct Tried {
  std::optional<Number> low;
  std::optional<Number> high;

  void add(const std::optional<Ratio>& ratio) {
    if (!ratio) return;
    const Number number = to_number(*ratio);
    if (!low || number < *low) low = number;
    if (!high || *high < number) high = number;
  }
};

}  // namespace

/// The parties of a network and their ties, as the facts and the tuples say.
struct TraceReplay::Ties {
  struct Possible {
    std::size_t from = 0;
    std::size_t to = 0;
    std::span<const PathId> waits;
  };
  std::vector<Value> parties;
  PlainNetwork::Arcs sure;
  std::vector<Possible> possible;
  bool open = false;  // there may be parties or ties besides

  [[nodiscard]] std::optional<std::size_t> find(const Value& party) const {
    const auto found = std::ranges::find_if(
        parties, [&](const Value& each) { return each.record().path == party.record().path; });
    if (found == parties.end()) return std::nullopt;
    return static_cast<std::size_t>(found - parties.begin());
  }
  [[nodiscard]] PlainNetwork network(bool with_possible) const {
    auto arcs = sure;
    for (const auto& [from, to, _] : possible)
      if (with_possible) arcs.insert({from, to});
    return {parties.size(), arcs};
  }
  /// Possible ones that may change it: each pair once, or of arcs each way.
  [[nodiscard]] PlainNetwork::Arcs unsure(bool directed) const {
    PlainNetwork::Arcs pairs;
    const auto network = this->network(false);
    for (const auto& [from, to, _] : possible) {
      const bool there = directed ? sure.contains({from, to}) : network.tied(from, to);
      if (from == to || there) continue;
      pairs.insert(directed || from < to ? std::pair(from, to) : std::pair(to, from));
    }
    return pairs;
  }
  [[nodiscard]] Waits waits(bool directed, std::optional<std::size_t> party = {}) const {
    Waits all;
    const auto network = this->network(false);
    for (const auto& [from, to, waits] : possible) {
      const bool of_others = party && from != *party && to != *party;
      if (from != to && !of_others && (directed || !network.tied(from, to))) all.add(waits);
    }
    return all;
  }
  /// False when there are too many ways for this many steps each.
  bool try_each(std::size_t cost, const std::function<void(const PlainNetwork&)>& visit) const {
    const auto pairs = unsure(false);
    if (pairs.size() > UnsureNetwork::most_tried || (cost << pairs.size()) > most_steps)
      return false;
    for (std::size_t way = 0; way < std::size_t{1} << pairs.size(); ++way) {
      auto arcs = sure;
      std::size_t bit = 0;
      for (const auto& pair : pairs)
        if ((way >> bit++ & 1U) != 0) arcs.insert(pair);
      visit(PlainNetwork(parties.size(), arcs));
    }
    return true;
  }
};

const DerivedRelations* TraceReplay::derived(std::uint32_t relation) const {
  const auto& judged = sources_.evaluation.relations;
  if (judged && judged->extensions[relation].evaluated) return judged.get();
  auto* recorder = sources_.from.recorder;
  return recorder != nullptr ? &recorder->relations(relation) : nullptr;
}

TraceReplay::Ties TraceReplay::ties_of(std::uint32_t relation, const Value& list) const {
  Ties ties;
  const ListView items = view(runtime_, list);
  ties.open = !items.certain();
  for (const ListItem& item : items.items) {
    const bool sure = item.perhaps == nullptr && item.value.is(Kind::record);
    if (sure && !ties.find(item.value)) ties.parties.push_back(item.value);
    ties.open = ties.open || !sure;
  }
  const DerivedRelations& all = *derived(relation);
  const Extension& extension = all.extensions[relation];
  const auto& terms = all.terms[program_.relations[relation].columns.front()];
  const auto number_of = [&](TermId term) -> std::optional<std::size_t> {
    if (!is_known(term)) return std::nullopt;
    const Value& party = terms[term];
    if (const auto known = ties.find(party)) return known;
    ties.parties.push_back(party);
    return ties.parties.size() - 1;
  };
  for (std::uint32_t row = 0; row < extension.sure.size() + extension.possible.size(); ++row) {
    const auto tuple = extension.tuple(row);
    const auto from = number_of(tuple[0]);
    const auto to = number_of(tuple[1]);
    if (!from || !to) {
      ties.open = true;
    } else if (extension.is_sure(row)) {
      ties.sure.insert({*from, *to});
    } else {
      const auto waits = all.waits[extension.waits[row - extension.sure.size()]];
      ties.possible.push_back({*from, *to, waits});
    }
  }
  return ties;
}

TraceReplay::Step TraceReplay::network(const Node& node, const Trace& trace, Children& children) {
  const auto measure = static_cast<Builtin>(node.a);
  const DerivedRelations* all = derived(node.b);
  if (all != nullptr && all->extensions[node.b].broken)
    return must_be(trace, *all->extensions[node.b].broken);
  Value party;
  if (node.c != no_node) party = single_item(runtime_, children.take(node.c));
  const Trace& counts = children.pass(node.d);
  if (all == nullptr) return Step::beyond;
  const Value list = facts_list(trace);
  if (list.is_null(NullReason::error)) return must_be(trace, list);
  if (node.c != no_node && party.is_null()) return must_be(trace, party);
  if (list.is_null()) return must_be(trace, list);
  const Ties ties = ties_of(node.b, list);
  std::optional<std::size_t> place;
  if (node.c != no_node && party.is(Kind::record)) place = ties.find(party);
  if (node.c != no_node && !place) return Step::beyond;
  if (ties.open) return near_measure(measure, trace, ties, place.value_or(0));
  check_ties(measure, counts, ties, place);
  if (measure == Builtin::components) return components(trace, ties);
  if (measure == Builtin::cut_points) return cut_points(trace, ties);
  return number(measure, trace, ties, place.value_or(0));
}

/// More may come of it than is told here: what it is without, it must be able to be.
TraceReplay::Step TraceReplay::near_measure(Builtin measure, const Trace& trace, const Ties& ties,
                                            std::size_t party) const {
  const bool of_numbers = trace.value.is_unknown() || trace.value.is(Kind::number);
  if (!of_numbers || measure == Builtin::components || measure == Builtin::cut_points ||
      ties.parties.empty() || view(runtime_, facts_list(trace)).sure_size() > ties.parties.size())
    return Step::beyond;
  if (!may_be(measure, trace, ties, party))
    fail(trace, "it is not what it can be without the parties and ties that may come");
  return Step::beyond;
}

/// The list of the parties.
Value TraceReplay::facts_list(const Trace& trace) const {
  return facts_[static_cast<FactId>(program_.nodes[program_[trace.node].d].a)];
}

/// Whether it can be what it is with none and with all of the ties that may be.
bool TraceReplay::may_be(Builtin measure, const Trace& trace, const Ties& ties,
                         std::size_t party) const {
  const std::size_t parties = ties.parties.size();
  const bool costly =
      measure == Builtin::betweenness || measure == Builtin::betweenness_centralisation;
  if (costly && parties * parties * parties > most_steps) return true;
  return std::ranges::all_of(std::array{false, true}, [&](bool with_possible) {
    const auto ratio = ties.network(with_possible).number(measure, party);
    const Value value =
        ratio ? Value::number(to_number(*ratio), arena_) : Value::null(NullReason::nothing);
    return trace.value.is_unknown() ? contains(trace.value.unknown(), value)
                                    : same(trace.value, value);
  });
}

/// How many ties there are, or of a degree with whom.
void TraceReplay::check_ties(Builtin measure, const Trace& counts, const Ties& ties,
                             std::optional<std::size_t> party) const {
  const auto network = ties.network(false);
  const bool directed = measure == Builtin::directed_density;
  const auto unsure = ties.unsure(directed);
  if (measure == Builtin::degree) {
    const auto waits = ties.waits(false, party);
    ListBuilder tied(runtime_, 0);
    for (std::size_t other = 0; other < ties.parties.size(); ++other) {
      if (network.tied(*party, other))
        tied.add(ties.parties[other]);
      else if (unsure.contains(std::minmax(*party, other)))
        tied.add(ties.parties[other], perhaps(waits));
    }
    (void)must_be(counts, tied.finish());
    return;
  }
  const auto whole = [](std::size_t count) {
    return Value::integer(static_cast<std::int64_t>(count));
  };
  std::vector<ContextField> entries{
      {directed ? "arcs" : "ties", whole(directed ? network.arcs() : network.ties())}};
  if (!unsure.empty()) entries.push_back({"perhaps", whole(unsure.size())});
  entries.push_back({"of", whole(network.pairs() * (directed ? 2 : 1))});
  (void)must_be(counts, Value::context(entries, arena_));
}

/// Waits for these facts; none: for nothing.
const Unknown* TraceReplay::perhaps(const Waits& waits) const {
  return &unknown_of_kinds(runtime_, kinds::boolean, waits.all()).unknown();
}

TraceReplay::Step TraceReplay::number(Builtin measure, const Trace& trace, const Ties& ties,
                                      std::size_t party) const {
  const std::size_t parties = ties.parties.size();
  const bool directed = measure == Builtin::directed_density;
  const bool monotone = directed || measure == Builtin::density || measure == Builtin::degree;
  const bool between =
      measure == Builtin::betweenness || measure == Builtin::betweenness_centralisation;
  Tried tried;
  bool all_tried = true;
  if (monotone) {
    for (const bool with_possible : {false, true})
      tried.add(ties.network(with_possible).number(measure, party));
  } else {
    const auto steps = parties * (between ? parties * parties : 1);
    all_tried = ties.try_each(
        steps, [&](const PlainNetwork& network) { tried.add(network.number(measure, party)); });
  }
  const bool anything = trace.value.is_unknown() && trace.value.unknown().interval.low == 0 &&
                        trace.value.unknown().interval.high == 1;
  if (!all_tried) {
    if (!may_be(measure, trace, ties, party)) fail(trace, "it is not what it can be at its ends");
    if (!anything) return Step::beyond;
    tried = {Number(0), Number(1)};
  }
  if (!tried.low) return must_be(trace, Value::null(NullReason::nothing));
  if (*tried.low == *tried.high) return must_be(trace, Value::number(*tried.low, arena_));
  if (anything && !monotone) tried = {Number(0), Number(1)};  // it may be left at that
  const auto waits =
      ties.waits(directed, measure == Builtin::degree ? std::optional(party) : std::nullopt);
  Unknown unknown;
  unknown.can_be = kinds::number;
  unknown.interval.low = tried.low;
  unknown.interval.high = tried.high;
  unknown.missing = waits.all();
  return must_be(trace, make_unknown(unknown, arena_));
}

/// Where ties that may be join what else is apart, only how many there are is said.
TraceReplay::Step TraceReplay::components(const Trace& trace, const Ties& ties) const {
  const auto apart = ties.network(false).components();
  const auto together = ties.network(true).components().size();
  if (!trace.value.is(Kind::list)) fail(trace, "it is a list, not " + words(trace.value));
  const ListData& list = trace.value.list();
  if (apart.size() == together) {
    std::vector<Value> all;
    for (const auto& one : apart) {
      std::vector<Value> parties;
      for (const auto party : one) parties.push_back(ties.parties[party]);
      all.push_back(make_list(runtime_, parties));
    }
    return must_be(trace, make_list(runtime_, all));
  }
  const auto waits = ties.waits(false);
  std::size_t sure = 0;
  for (const ListItem& item : list.items) {
    sure += item.perhaps == nullptr ? 1 : 0;
    if (item.perhaps != nullptr && !waits.are(item.perhaps->missing))
      fail(trace, "it waits for other facts than its ties do");
  }
  if (list.tail != nullptr || sure != together || list.items.size() != apart.size())
    fail(trace, "there are as many parts as its ties leave");
  return Step::follows;
}

TraceReplay::Step TraceReplay::cut_points(const Trace& trace, const Ties& ties) const {
  std::size_t ways = 0;
  std::vector<std::size_t> cut(ties.parties.size());
  const auto ties_at_most = ties.network(true).ties();
  const bool all_tried =
      ties.try_each(cut.size() * (cut.size() + ties_at_most), [&](const PlainNetwork& network) {
        ++ways;
        for (const auto party : network.cut_points()) ++cut[party];
      });
  if (!all_tried) return Step::beyond;
  const auto waits = ties.waits(false);
  ListBuilder list(runtime_, cut.size());
  for (std::size_t party = 0; party < cut.size(); ++party)
    if (cut[party] > 0)
      list.add(ties.parties[party], cut[party] == ways ? nullptr : perhaps(waits));
  return must_be(trace, list.finish());
}

}  // namespace entente::engine::replay
