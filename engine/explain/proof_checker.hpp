// An independent check of what an evaluation recorded: does each step follow from the steps it
// rests on, do the leaves say what the facts, the parameters and the rules say? Works without the
// interpreter: logic, conditions and roll-ups are done again in plain code, single operators and
// built-in functions are applied again to the recorded values. Changes nothing and never throws on
// a wrong proof: it says where the first wrong step stands.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "engine/evaluate/evaluation.hpp"
#include "engine/evaluate/relations/near_misses.hpp"
#include "engine/explain/explanation.hpp"

namespace entente::engine {

struct ProofFault {
  std::string where;  // `rule values.shared, check "values in common": count(common_values)`
  std::string why;    // "the fact holds 3, not 4"
  friend bool operator==(const ProofFault&, const ProofFault&) = default;
};

/// What a replay came to. It stands unless a step is wrong; a step of which not all that it rests
/// on was recorded (the budget had no room, a function that a built-in called, what an open list
/// may hold more) is only checked as far as it was, and counted.
struct ProofReplay {
  std::optional<ProofFault> fault;  // the first wrong step
  std::size_t checked = 0;          // steps that were replayed in full
  std::size_t beyond = 0;           // steps that rest on more than was recorded

  [[nodiscard]] bool stands() const { return !fault; }
  /// It stands, and nothing in it was out of reach.
  [[nodiscard]] bool complete() const { return stands() && beyond == 0; }
};

/// What proofs are replayed against; all of it must outlive the call only. `evaluation` is the one
/// that recorded them: it says what came of rules, scores and relations that a proof asks about.
struct ReplaySources {
  const ProofSources& from;
  const Evaluation& evaluation;
  const ScorecardJudgement* scorecard = nullptr;  // of a verdict's condition: whose
};

/// One recorded trace. `locals` are the items of `for each`, if any.
[[nodiscard]] ProofReplay check_proof(const Trace& trace, const ReplaySources& sources,
                                      std::span<const Value> locals = {});

/// A rule: every trace of its checks, `applies` and `due`; each outcome from the values they have;
/// of an item from its checks, of the whole from its items; the credit as far as it follows from
/// outcomes. Where nothing was recorded (see Recording) only the roll-up is checked.
[[nodiscard]] ProofReplay check_proof(const RuleJudgement& rule, const ReplaySources& sources);

/// A scorecard: the conditions of its verdicts, and that the verdicts still possible are those that
/// they allow.
[[nodiscard]] ProofReplay check_proof(const ScorecardJudgement& scorecard,
                                      const ReplaySources& sources);

/// One tuple of a relation (see Extension) with all that it is derived from. It rests by a clause
/// of its relation on tuples that are there, on items that are in the lists of the clause, and on
/// its conditions, which are judged for it and replayed. A sure one rests on nothing that is not
/// sure, and stands one above the highest of its tuples; a possible one on something that is not
/// sure, and waits for what that waits for. That it waits for more, as it may be derived in other
/// ways too, is beyond the record.
[[nodiscard]] ProofReplay check_tuple(std::uint32_t relation, std::uint32_t row,
                                      const ReplaySources& sources);

/// How near a clause came to a tuple that is not there. What it was matched with is there; its
/// unmet conditions, judged and replayed, do not hold; no tuple and no item fits where it says so.
/// That the clause does not derive the tuple in another way is beyond it.
[[nodiscard]] ProofReplay check_miss(const NearMiss& miss,
                                     std::span<const std::optional<Value>> asked,
                                     const DerivedRelations& derived, const ReplaySources& sources);

}  // namespace entente::engine
