// Proofs: why a check has the value it has, as a tree that ends in facts, parameters and literals.
// Plain data that outlives the evaluation it was read from. Made from a recorded Trace and never by
// judging anew; what did not decide the answer is left out (see explanation.cpp for which that is).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/evaluation.hpp"
#include "engine/explain/plain_value.hpp"

namespace entente::engine {

/// Where a fact comes from, as a person would check it.
struct ShownEvidence {
  std::string on;  // a date; empty: undated
  std::string source;
  std::string by;
  friend bool operator==(const ShownEvidence&, const ShownEvidence&) = default;
};

class StepRecorder;

struct Explanation {
  std::string text;  // the expression as written, blanks normalised
  PlainValue value;
  std::string item;  // set: the item of a list for which this was judged
  std::vector<Explanation> because;
  std::size_t more = 0;            // further items that were left out
  std::optional<Outcome> outcome;  // set: `text` names a rule, an item of one or a check
  std::string note;                // of such a one: its reason in words, or its fault
  bool cut = false;                // it goes on deeper than was asked for
  bool told_above = false;         // its reasons stand further up, where it is said first
  // Of a leaf:
  std::string fact;    // the path read
  std::string at;      // file:line:column of the fact or the parameter
  std::string reason;  // why the fact is missing
  std::optional<ShownEvidence> evidence;
};

/// What a proof is read from; all of it must outlive the call only.
struct ProofSources {
  const Program& program;
  const FactBase& facts;
  const grammar::Sources& sources;
  // Set: a proof goes on beyond an expression, into the rules and relations it asks.
  const Evaluation* evaluation = nullptr;
  StepRecorder* recorder = nullptr;
  std::uint32_t scorecard = 0;
  std::size_t depth = 64;  // how far; at most 1,000
};

/// Shows 2,000 expressions at most, and says how many it left out.
[[nodiscard]] Explanation explain(const Trace& trace, const ProofSources& from);

/// The same of a clause of `credit` that was recorded.
[[nodiscard]] Explanation explain(const CreditJudgement& credit, const ProofSources& from);

/// What an item of `for each` is called, or the two of a pair; empty where the rule has no items.
[[nodiscard]] std::string item_name(const RuleProgram& rule, const ItemJudgement& item,
                                    const ProofSources& from);

/// `relies_on(A, _)`; the name alone where there are no items.
[[nodiscard]] std::string tuple_in_words(std::uint32_t relation,
                                         std::span<const std::optional<Value>> items,
                                         const ProofSources& from);

/// Leaves so many levels below it, and marks what went on.
void cut_below(Explanation& proof, std::size_t depth);

/// Bytes of memory it takes.
[[nodiscard]] std::size_t size_of(const Explanation& proof);

/// A leaf for one fact path: value, place, evidence, why it is missing.
[[nodiscard]] Explanation explain_fact(PathId path, const Value& value, const ProofSources& from);

/// Evidence of a path; none when there is nothing to say.
[[nodiscard]] std::optional<ShownEvidence> shown_evidence(const PathInfo& info);

}  // namespace entente::engine
