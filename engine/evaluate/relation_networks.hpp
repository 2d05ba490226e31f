// The networks that relations make of the parties in a list: `density(relies_on)` and the other
// measures as values, unknown where tuples or parties are unsure. Reads each relation once. Owned
// by the interpreter; the measures themselves are those of UnsureNetwork.
#pragma once

#include <map>
#include <vector>

#include "engine/evaluate/list_view.hpp"
#include "engine/evaluate/relations/relations.hpp"
#include "engine/evaluate/unsure_network.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine {

class RelationNetworks {
 public:
  RelationNetworks(const Program& program, const FactBase& facts, Relations& relations,
                   const Runtime& runtime, Budget& budget);

  /// Of the ties between the parties of `list` that the relation makes. An error stays one: of the
  /// relation, of the list.
  [[nodiscard]] Value measure(Builtin measure, std::uint32_t relation, FactId list);
  /// Of one of them: degree, betweenness. A null stays one.
  [[nodiscard]] Value measure(Builtin measure, std::uint32_t relation, FactId list,
                              const Value& party);

  // For proofs.
  /// `{ties: 4, perhaps: 1, of: 15}`; `{arcs: …}` for a measure that asks which way ties lead.
  [[nodiscard]] Value ties(Builtin measure, std::uint32_t relation, FactId list);
  /// The parties that this one is tied to.
  [[nodiscard]] Value tied_to(std::uint32_t relation, FactId list, const Value& party);

 private:
  /// A possible tuple: the numbers of its two parties, or `other` or `anyone` for one that is not
  /// known.
  struct PossibleArc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    WaitId waits{};
  };
  /// The parties of a network, numbered as they come.
  class Parties {
   public:
    Parties(const TermKind& kind, const Vocabulary& vocabulary) : terms_(kind, vocabulary) {}
    [[nodiscard]] std::uint32_t size() const {
      return static_cast<std::uint32_t>(terms_.size()) - first;
    }
    [[nodiscard]] const Value& operator[](std::uint32_t number) const {
      return terms_[number + first];
    }
    /// `party` is a record of the kind.
    std::uint32_t add(const Value& party) { return *terms_.intern(party) - first; }
    [[nodiscard]] std::optional<std::uint32_t> find(const Value& party) const {
      const auto term = terms_.find(party);
      return term ? std::optional(*term - first) : std::nullopt;
    }

   private:
    static constexpr TermId first = new_term + 1;
    Terms terms_;
  };
  struct Read {
    std::optional<Value> instead;  // what every measure is
    TypeId type = TypeId::any;     // of a party
    Parties parties;
    std::vector<PossibleArc> possible;
    const Unknown* more = nullptr;  // set: what other parties wait for
    KindSet nulls;                  // what the list may turn out to be
    std::optional<UnsureNetwork> network;
  };

  Read& read(std::uint32_t relation, FactId list);
  void read_parties(Read& read, const Value& list, UnsureTies& ties);
  void read_ties(Read& read, std::uint32_t relation, UnsureTies& ties);
  void expand(const PossibleArc& arc, UnsureTies& ties) const;

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
  const Runtime& runtime_;
  Budget& budget_;
  std::map<std::uint32_t, Read> read_;  // by relation
};

}  // namespace entente::engine
