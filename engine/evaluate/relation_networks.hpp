// The networks that relations make of the parties in a list: `density(relies_on)` and the other
// measures as values, unknown where tuples or parties are unsure. Reads each relation once. Owned
// by the interpreter; the measures themselves are those of UnsureNetwork.
#pragma once

#include <map>
#include <unordered_map>
#include <vector>

#include "engine/evaluate/list_view.hpp"
#include "engine/evaluate/relations/relations.hpp"
#include "engine/evaluate/unsure_network.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine {

class RelationNetworks {
 public:
  RelationNetworks(const Program& program, const FactBase& facts, Relations& relations,
                   const Bench& bench, Budget& budget);

  /// Of the ties between the parties of `list` that the relation makes. An error stays one: of the
  /// relation, of the list.
  [[nodiscard]] Value measure(Builtin measure, std::uint32_t relation, FactId list);
  /// Of one of them: degree, betweenness. A null stays one.
  [[nodiscard]] Value measure(Builtin measure, std::uint32_t relation, FactId list,
                              const Value& party);
  /// `{ties: 4, perhaps: 1, of: 15}`, for proofs.
  [[nodiscard]] Value ties(std::uint32_t relation, FactId list);

 private:
  /// A possible tuple: the numbers of its two parties, or `other` or `anyone` for one that is not
  /// known.
  struct PossibleArc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    WaitId waits{};
  };
  struct Read {
    std::optional<Value> instead;  // what every measure is
    TypeId type = TypeId::any;     // of a party
    std::vector<Value> parties;    // by number
    std::unordered_map<TermId, std::uint32_t> numbers;
    std::vector<PossibleArc> possible;
    const Unknown* more = nullptr;  // set: what other parties wait for
    KindSet nulls;                  // what the list may turn out to be
    std::optional<UnsureNetwork> network;
  };

  Read& read(std::uint32_t relation, FactId list);
  void read_parties(Read& read, const Terms& terms, const Value& list, UnsureTies& ties);
  void read_ties(Read& read, std::uint32_t relation, UnsureTies& ties);
  void expand(const PossibleArc& arc, UnsureTies& ties) const;
  [[nodiscard]] static std::uint32_t number_of(Read& read, const Terms& terms, TermId term);

  [[nodiscard]] Missing missing(const Read& read, bool directed,
                                std::optional<std::uint32_t> party = {});
  [[nodiscard]] Value number(KindSet nulls, const MeasureRange& range, Missing missing) const;
  [[nodiscard]] Value some_party(const Read& read, Missing& missing) const;
  [[nodiscard]] Value components(Read& read);
  [[nodiscard]] Value cut_points(Read& read);
  [[nodiscard]] MeasureRange of_any(Read& read, Builtin measure);

  const Program& program_;
  const FactBase& facts_;
  Relations& relations_;
  const Bench& bench_;
  Budget& budget_;
  std::map<std::uint32_t, Read> read_;  // by relation
};

}  // namespace entente::engine
