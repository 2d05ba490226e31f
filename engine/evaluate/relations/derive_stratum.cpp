#include "engine/evaluate/relations/derive_stratum.hpp"

#include <algorithm>
#include <deque>

namespace entente::engine {
namespace {

using Window = ClauseMatcher::Window;

class StratumRun {
 public:
  StratumRun(MatchSetting& setting, const Stratum& stratum, std::vector<RelationIndexes>& indexes)
      : set_(setting), stratum_(stratum), indexes_(indexes) {
    for (const auto relation : stratum)
      for (const auto clause : setting.program.relations[relation].clauses)
        matchers_.emplace_back(setting, clause, indexes, waiting_);
  }

  void run() {
    for (auto& matcher : matchers_) matcher.read_fixed_lists();
    derive_sure();
    for (const auto relation : stratum_) drop_settled(extension(relation));
    derive_possible();
    settle_waits(set_, stratum_, waiting_);
  }

 private:
  [[nodiscard]] Extension& extension(std::uint32_t relation) const {
    return set_.derived.extensions[relation];
  }
  template <class Holds>
  [[nodiscard]] bool any_atom(Holds holds) const {
    return std::ranges::any_of(matchers_, [&](const ClauseMatcher& matcher) {
      return std::ranges::any_of(matcher.clause().atoms, holds);
    });
  }

  // -------------------------------------------------------------- sure tuples, by height

  /// How many sure tuples of a relation have at most this height.
  [[nodiscard]] std::uint32_t up_to(std::size_t height, std::uint32_t relation) const {
    const auto& heights = extension(relation).heights;
    return heights[std::min(height, heights.size() - 1)];
  }

  void derive_sure() {
    for (auto& matcher : matchers_)
      if (matcher.clause().atoms.empty()) matcher.match();
    close_height();
    for (std::size_t height = 1; is_reached(height) && !set_.exceeded(); ++height) {
      for (auto& matcher : matchers_) match_height(matcher, height);
      close_height();
    }
  }

  /// All that a round derived is one higher than what the round began with.
  void close_height() {
    for (const auto relation : stratum_)
      extension(relation).heights.push_back(extension(relation).sure.size());
  }

  /// Some atom has tuples of this height or above.
  [[nodiscard]] bool is_reached(std::size_t height) const {
    return any_atom([&](const AtomProgram& atom) {
      return extension(atom.relation).heights.back() > up_to(height - 1, atom.relation);
    });
  }

  /// Every match whose highest tuple has this height, once: begun by the first of that height.
  void match_height(ClauseMatcher& matcher, std::size_t height) {
    const auto& atoms = matcher.clause().atoms;
    std::vector<Window> windows(atoms.size());
    for (std::uint32_t first = 0; first < atoms.size(); ++first) {
      for (std::uint32_t i = 0; i < atoms.size(); ++i)
        windows[i].sure = up_to(i < first ? height - 1 : height, atoms[i].relation);
      match_from(matcher, first, up_to(height - 1, atoms[first].relation), windows[first].sure,
                 windows);
    }
  }

  void match_from(ClauseMatcher& matcher, std::uint32_t first, std::uint32_t begin,
                  std::uint32_t end, std::span<const Window> windows) {
    const bool none = std::ranges::any_of(
        windows, [](const Window& window) { return window.sure + window.possible == 0; });
    if (begin >= end || none) return;
    const auto& clause = matcher.clause();
    for (const auto& step : clause.orders[first]) {
      if (step.kind != MatchStep::Kind::atom || step.part == first) continue;
      const auto relation = clause.atoms[step.part].relation;
      if (set_.program.relations[relation].indexes[step.index] == 0) continue;
      indexes_[relation].sure[step.index].follow(extension(relation).sure);
      indexes_[relation].possible[step.index].follow(extension(relation).possible);
    }
    matcher.match_from(first, begin, end, windows);
  }

  // -------------------------------------------------------------- possible tuples

  /// What seemed possible and turned out sure by another way.
  static void drop_settled(Extension& extension) {
    const auto& seemed = extension.possible;
    const auto is_settled = [&](std::uint32_t row) {
      return extension.sure.find(seemed[row].data()) != TupleTable::none;
    };
    std::uint32_t settled = 0;
    for (std::uint32_t row = 0; row < seemed.size(); ++row) settled += is_settled(row) ? 1 : 0;
    if (settled == 0) return;
    TupleTable possible(seemed.width());
    Derivations derived(extension.possible_derived.width());
    const bool kept = extension.possible_derived.kept();
    if (!kept) derived.leave_out();
    std::vector<WaitId> waits;
    std::vector<std::uint32_t> loose;
    for (std::uint32_t row = 0; row < seemed.size(); ++row) {
      const auto tuple = seemed[row];
      if (is_settled(row)) continue;
      if (!std::ranges::all_of(tuple, is_known)) loose.push_back(possible.size());
      possible.add(tuple.data());
      if (kept)
        derived.add(extension.possible_derived.clause(row),
                    extension.possible_derived.parents(row));
      waits.push_back(extension.waits[row]);
    }
    extension.possible = std::move(possible);
    extension.possible_derived = std::move(derived);
    extension.waits = std::move(waits);
    extension.loose = std::move(loose);
  }

  /// Every match in which a possible tuple takes part; each round begins with those of the last.
  void derive_possible() {
    std::vector<std::uint32_t> before(set_.derived.extensions.size());
    for (;;) {
      auto now = before;
      for (std::uint32_t i = 0; i < now.size(); ++i) now[i] = extension(i).possible.size();
      const bool more = any_atom(
          [&](const AtomProgram& atom) { return now[atom.relation] > before[atom.relation]; });
      if (!more || set_.exceeded()) return;
      for (auto& matcher : matchers_) match_possible(matcher, before, now);
      before = now;
    }
  }

  void match_possible(ClauseMatcher& matcher, const std::vector<std::uint32_t>& before,
                      const std::vector<std::uint32_t>& now) {
    const auto& atoms = matcher.clause().atoms;
    std::vector<Window> windows(atoms.size());
    for (std::uint32_t first = 0; first < atoms.size(); ++first) {
      for (std::uint32_t i = 0; i < atoms.size(); ++i) {
        const auto relation = atoms[i].relation;
        windows[i] = {extension(relation).sure.size(),
                      i < first ? before[relation] : now[relation]};
      }
      const auto relation = atoms[first].relation;
      const auto sure = extension(relation).sure.size();
      match_from(matcher, first, sure + before[relation], sure + now[relation], windows);
    }
  }

  MatchSetting& set_;
  const Stratum& stratum_;
  std::vector<RelationIndexes>& indexes_;
  std::vector<Waiting> waiting_;
  std::deque<ClauseMatcher> matchers_;
};

}  // namespace

void derive_stratum(MatchSetting& setting, const Stratum& stratum,
                    std::vector<RelationIndexes>& indexes) {
  StratumRun(setting, stratum, indexes).run();
}

}  // namespace entente::engine
