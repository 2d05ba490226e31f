// From judged rules to the score of a scorecard and its sections: weighted shares over nested
// sections, with the proof, if there is one, that both ends are reached. Verdicts are cut from it
// elsewhere.
#pragma once

#include <span>
#include <vector>

#include "engine/evaluate/judge_rule.hpp"

namespace entente::engine {

/// A scorecard before its verdicts, with what those ask.
struct ScorecardStanding {
  ScorecardJudgement judgement;  // score, sections, rules
  std::vector<PathId> missing;   // that its rules and verdicts wait for, by id
  std::vector<Part> parts;       // the unknowns its score rests on
};

/// `rules` as Program::rules.
[[nodiscard]] ScorecardStanding judge_scorecard(const Program& program, std::uint32_t scorecard,
                                                std::span<const JudgedRule> rules);

/// `every must rule is met`: yes, no or unknown, over the rules of one scorecard.
enum class MustRules : std::uint8_t { met, not_met, unknown };
[[nodiscard]] MustRules judge_must_rules(const Program& program,
                                         std::span<const std::uint32_t> scorecard_rules,
                                         std::span<const JudgedRule> rules);

}  // namespace entente::engine
