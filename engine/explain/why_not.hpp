// Why a rule is not met, a verdict or a conclusion not reached: a minimal set of conditions, as
// written, that would have to turn out otherwise. With these as wanted, wherever they stand, what
// that decides besides, and everything else as it is, it would be met; with any one of them left as
// it is, it would not. No set is offered that no answers could bring about together. With what each
// would take, in words that a person can act on. Read from recorded traces and replayed there
// before it is said; plain data that outlives the evaluation.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/evaluate/evaluation.hpp"
#include "engine/explain/answer_trial.hpp"
#include "engine/explain/condition_tree.hpp"
#include "engine/explain/explanation.hpp"

namespace entente::engine {

/// A condition below a check or a verdict that no `and`, `or`, `not`, `if`, `every` divides.
struct OpenCondition {
  std::string check;   // the label of its first check; empty: of a verdict, or a credit
  std::string text;    // as written
  std::string item;    // set: the item of a list for which it was judged: `Treasurer`
  PlainValue value;    // what it came to
  bool wanted = true;  // false: it holds and must not
  std::string need;    // what it would take: "1 more in `common_values` (2 of 3)"
  std::string fact;    // the one fact whose value decides it, where there is one: its path
  std::string at;      // file:line:column of that fact
  std::string rule;    // the id of the rule it asks about, if it does
  std::vector<std::string> missing;  // facts it waits for, where it is not known
  /// Where it stands: each time the check's index (0 for a verdict), then in its trace the child
  /// taken at each level (of `every must rule is met` the rule, by its index in the scorecard's).
  /// More than one when the same is asked at several places.
  std::vector<std::vector<std::uint32_t>> places;
};

struct WhyNot {
  std::string item;        // of `for each`; else empty
  std::string conclusion;  // of an inference, as written; else empty
  Outcome outcome = Outcome::not_met;
  std::vector<OpenCondition> unmet;    // the minimal set, in the order written
  std::vector<OpenCondition> waiting;  // of it what is not known, and may turn out so by itself
  std::size_t more = 0;                // left out of both
  /// Where the set decides conditions that are not in it, since no answer that brings it about
  /// leaves them as they are: `n < 4` when `n > 5` is wanted.
  std::map<std::vector<std::uint32_t>, Truth> besides;
  /// False: it is not known what would be enough (a fault, steps that were not recorded, conditions
  /// that contradict one another); `why` says it. What is named all the same has to be mended.
  bool enough = true;
  bool untried = false;  // not enough as far as is known: it was not tried
  std::string why;
};

/// One for each item of `for each` that is short of met or unknown; else one. Of a rule that is
/// met, does not apply or is not due: none. `check`: of this one alone. Needs traces
/// (Recording::failed or all).
[[nodiscard]] std::vector<WhyNot> why_not(const RuleJudgement& rule, const Evaluation& evaluation,
                                          const ProofSources& from,
                                          std::optional<std::uint32_t> check = {});

/// Why this verdict (an index into the scorecard's) is not certain: what of its own condition does
/// not hold. Where a verdict written before it holds instead, `why` says so.
[[nodiscard]] WhyNot why_not(const ScorecardJudgement& scorecard, std::uint32_t verdict,
                             const Evaluation& evaluation, const ProofSources& from);

/// Why not all of these conditions hold, judged with these values of their first variables, of
/// which nothing changes those that are `fixed` (in words, by slot). `trial`: asks whether what
/// they are conditions of is brought about; null: more is wanted for it.
[[nodiscard]] WhyNot why_not(std::span<const Trace> conditions, std::span<const Value> variables,
                             const std::map<std::uint32_t, std::string>& fixed,
                             const Evaluation& evaluation, const ProofSources& from,
                             AnswerTrial* trial);

inline constexpr std::string_view not_tried = "it was not tried whether this is enough";
inline constexpr std::string_view none_found =
    "no answers were found: those tried change something else that it rests on";

/// Why no clause derives such a tuple, an absent item being anything: what the way that came
/// nearest wants. Goes on into the relation whose tuple it wants.
[[nodiscard]] WhyNot why_not(std::uint32_t relation, std::span<const std::optional<Value>> items,
                             const ProofSources& from);

/// Why an inference comes to none of its other conclusions: one for each case that is not the one
/// taken for certain, in the order written. `conditions`: of each case but `otherwise`, in that
/// order, judged with these values of its parameters.
[[nodiscard]] std::vector<WhyNot> why_not(const Unit& inference, std::span<const Trace> conditions,
                                          std::span<const Value> arguments,
                                          const Evaluation& evaluation, const ProofSources& from);

/// Leaves so many conditions, and counts the others.
void shorten(WhyNot& open, std::size_t most);

}  // namespace entente::engine
