// The check of a why-not before it is said, by a plain evaluation of the recorded steps in which
// the conditions are supposed to be as wanted, place by place. Shares nothing with the search that
// found them: knows neither which conditions are the same nor how the set was made.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "engine/explain/why_not.hpp"

namespace entente::engine {

/// A place in the traces, as OpenCondition::places names it.
using TracePlace = std::vector<std::uint32_t>;

/// What of a rule or verdict has to hold: every gate, and so many of the others.
struct ReplayedAnswer {
  struct Asked {
    std::uint32_t check = 0;
    const Trace* trace = nullptr;  // null: not recorded
    Truth judged = Truth::open;
    bool wanted = true;    // false: it must not hold
    bool is_case = false;  // of an inference: what is none does not hold
    bool gate = false;     // on which it depends whether the rule counts: it has to hold too
  };
  std::vector<Asked> checks;
  std::size_t needed = 0;
  const ScorecardJudgement* scorecard = nullptr;  // of a verdict
};

/// The recorded checks that alone decide whether a rule is met: so many have to hold.
struct ChecksOfRule {
  std::vector<std::pair<std::uint32_t, const Trace*>> checks;  // each with its index
  std::size_t needed = 0;
};
/// None: more than these decides it, or not all were recorded.
[[nodiscard]] std::optional<ChecksOfRule> checks_of_rule(const Program& program,
                                                         const RuleJudgement& rule);

class WhyNotReplay {
 public:
  WhyNotReplay(const ReplayedAnswer& answer, const Evaluation& evaluation, const ProofSources& from)
      : answer_(answer), evaluation_(evaluation), from_(from) {}

  void suppose(const TracePlace& place, Truth truth);
  void withdraw(const TracePlace& place);
  [[nodiscard]] bool holds() const;

 private:
  [[nodiscard]] Truth judge(const Trace& t, TracePlace& place) const;
  [[nodiscard]] Truth below(const Trace& t, TracePlace& place, std::size_t child) const;
  [[nodiscard]] Truth of_items(const Trace& t, TracePlace& place, bool every) const;
  [[nodiscard]] Truth of_must_rules(const Trace& t, TracePlace& place) const;
  [[nodiscard]] Truth of_rule(const Trace& t, TracePlace& place) const;
  [[nodiscard]] bool supposed_below(const TracePlace& place) const;

  const ReplayedAnswer& answer_;
  const Evaluation& evaluation_;
  const ProofSources& from_;
  std::map<TracePlace, Truth> supposed_;
};

/// With all of them and what they decide besides it holds, with any one left out it does not. Not
/// left out in turn: more than the first ones of a large set, and those of a set that decides
/// conditions besides.
[[nodiscard]] bool stands(const WhyNot& open, const ReplayedAnswer& answer,
                          const Evaluation& evaluation, const ProofSources& from);

}  // namespace entente::engine
