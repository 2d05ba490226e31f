// Makes proofs: of a recorded trace, and where an evaluation is at hand beyond it, into the rules,
// the must rules and the tuples of relations that it asks. Which parts of a trace a proof shows is
// said in prover.cpp. Private to engine/explain.
#pragma once

#include <algorithm>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "engine/evaluate/step_recorder.hpp"
#include "engine/explain/explanation.hpp"

namespace entente::engine {

/// Of one rule on one page.
inline constexpr std::size_t items_on_a_page = 50;

/// What proofs were told from beside the trace in hand: to be replayed before they are shown.
struct ProofsUsed {
  std::set<std::uint32_t> rules;
  using Tuple = std::pair<std::uint32_t, std::uint32_t>;  // relation, row
  std::set<Tuple> roots;                                  // with all that they are derived from
  std::set<Tuple> tuples;                                 // each of these
  struct Step {
    Trace trace;
    std::vector<Value> locals;
  };
  std::vector<Step> steps;  // of conditions of clauses that derive nothing
  struct Miss {
    std::uint32_t relation = 0;
    std::vector<std::optional<Value>> asked;
    NearMiss miss;
  };
  std::vector<Miss> misses;
};

/// An item of a tuple as it can be asked for again: in quotes when its key has a comma.
[[nodiscard]] std::string argument_in_words(const Value& item, const ProofSources& from);

class Prover {
 public:
  /// Of a rule: what decided its outcome, or all that was judged.
  enum class Shown : std::uint8_t { deciding, all };

  explicit Prover(const ProofSources& from) : from_(from) {}

  [[nodiscard]] Explanation trace(const Trace& trace, std::size_t depth = 0);
  /// The next ask for an evaluation in the sources; the last for a recorder too.
  [[nodiscard]] Explanation rule(std::uint32_t rule, std::size_t depth = 0);
  [[nodiscard]] Explanation check(const CheckProgram& check, const CheckJudgement& judged,
                                  std::size_t depth);
  /// A clause of `credit`: its condition where it has one, and what its amount comes from.
  [[nodiscard]] Explanation credit(const CreditJudgement& judged, std::size_t depth);
  /// The items of a rule, or its checks where it is judged as a whole.
  void add_judged(Explanation& proof, std::uint32_t rule, Shown shown, std::size_t depth);
  [[nodiscard]] Explanation tuple(std::uint32_t relation, std::uint32_t row, std::size_t depth = 0);
  /// Of each clause that does not derive such a tuple, how near it came; an absent item is
  /// anything.
  void add_misses(Explanation& proof, std::uint32_t relation,
                  std::span<const std::optional<Value>> items, std::size_t depth);

  void add_fact(Explanation& proof, PathId path) const;
  /// What follows is a proof of its own, with a size of its own.
  void begin_proof() { nodes_before_ += std::exchange(nodes_, 0); }
  void use(std::uint32_t rule) { used_.rules.insert(rule); }
  [[nodiscard]] const ProofsUsed& used() const { return used_; }

 private:
  [[nodiscard]] Explanation begun(const Trace& trace) const;
  [[nodiscard]] PlainValue shown(const Value& value) const;
  [[nodiscard]] PathId path_of(const Trace& trace) const;
  [[nodiscard]] PathId field_path(const Value& base, const Node& node) const;
  [[nodiscard]] std::string place_of_parameter(std::uint32_t index) const;

  void add_children(Explanation& proof, const Trace& trace, std::size_t depth);
  [[nodiscard]] bool worth_showing(Op op, const Trace& whole, const Trace& child) const;
  /// What a definition is called with, as far as that tells two calls apart; empty: of another
  /// step.
  [[nodiscard]] std::string definition_called(const Trace& trace) const;
  [[nodiscard]] bool is_variable(const Trace& trace) const;
  [[nodiscard]] bool is_literal(const Trace& trace) const;
  void add(Explanation& proof, const Trace& child, std::size_t depth);
  void add_cases(Explanation& proof, const Trace& trace, std::size_t depth);
  void add_items(Explanation& proof, const Trace& trace, std::vector<const Trace*> items,
                 std::size_t depth);
  void add_fields(Explanation& proof, const Trace& trace, const Node& node);

  // Beyond the trace: prover_beyond.cpp.
  void add_beyond(Explanation& proof, const Trace& trace, std::size_t depth);
  void add_must_rules(Explanation& proof, const Value& all_met, std::size_t depth);
  void add_tuples(Explanation& proof, const Trace& trace, std::size_t depth);
  void add_ties(Explanation& proof, const Trace& trace, std::size_t depth);
  void add_gates(Explanation& proof, const ItemJudgement& item, std::size_t depth);
  void add_checks(Explanation& proof, const RuleProgram& rule, const ItemJudgement& item,
                  Shown shown, std::size_t depth);
  void add_credits(Explanation& proof, const ItemJudgement& item, Shown shown, std::size_t depth);
  [[nodiscard]] Explanation derived(std::uint32_t relation, std::uint32_t row, std::size_t depth);
  [[nodiscard]] Explanation miss(const NearMiss& miss, std::span<const std::optional<Value>> asked,
                                 std::size_t depth);
  void add_misses(Explanation& proof, const Trace& trace, std::size_t depth);
  [[nodiscard]] Explanation item_of_clause(const ClauseProgram& clause, std::size_t at,
                                           const Value& value) const;
  [[nodiscard]] std::string text_of_item(const ClauseProgram& clause, std::size_t at) const;
  [[nodiscard]] std::string name_of(std::uint32_t relation, std::span<const TermId> tuple) const;

  /// A little more than asked for, so that what is cut off is known to go on.
  [[nodiscard]] std::size_t limit() const { return std::min(deepest, from_.depth + 2); }
  /// Else what comes is counted as left out.
  [[nodiscard]] bool room_for_more(Explanation& proof) const {
    if (nodes_ < most_nodes && nodes_before_ + nodes_ < most_in_all) return true;
    ++proof.more;
    return false;
  }

  static constexpr std::size_t deepest = 1'002;
  static constexpr std::size_t most_nodes = 2'000;    // of one proof
  static constexpr std::size_t most_in_all = 10'000;  // of all of a page
  static constexpr std::size_t items_shown = 3;
  static constexpr std::size_t ties_shown = 8;

  const ProofSources& from_;
  ProofsUsed used_;
  std::set<std::string> missed_;  // tuples that are not there and were told
  std::set<std::uint32_t> told_rules_;
  std::set<std::string> told_definitions_;
  std::set<std::pair<std::uint32_t, std::uint32_t>> told_;  // tuples: relation, row
  std::size_t nodes_ = 0;                                   // of the proof in hand
  std::size_t nodes_before_ = 0;                            // of those before it
};

}  // namespace entente::engine
