// Judging one partnership: facts and program in, outcomes, credit, scores, verdicts out. Plain
// data; what it points to (values, traces) lives in its own arena, the program and the fact base,
// which must outlive it. Rounds nothing, words nothing: result.hpp makes the result of it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/bounds.hpp"
#include "engine/evaluate/evaluate_expression.hpp"
#include "engine/evaluate/outcome_set.hpp"

namespace entente::engine {

/// A check has the outcomes met, not met, unknown, not applicable (its value is nothing), fault.
struct CheckJudgement {
  Outcome outcome = Outcome::unknown;
  std::vector<PathId> missing;   // sorted; when unknown
  std::string fault;             // why, when in fault
  std::shared_ptr<Trace> trace;  // when recorded
};

/// A clause of `credit` that was asked for.
struct CreditJudgement {
  std::shared_ptr<Trace> condition;  // when recorded; null where the clause has none
  std::shared_ptr<Trace> amount;
};

/// A rule for one item of `for each`, or the rule as a whole when it has none.
struct ItemJudgement {
  Value item;    // null without `for each`
  Value second;  // of `for each two`
  Outcome outcome = Outcome::unknown;
  std::uint8_t possible = 0;  // bit per Outcome: what it can still turn out
  Bounds credit;
  bool may_not_count = false;  // it is unknown whether it counts, or is in the list at all
  std::vector<PathId> missing;
  std::string fault;
  std::vector<CheckJudgement> checks;    // as written
  std::vector<CreditJudgement> credits;  // as written; empty where the checks alone decide
  std::optional<std::string>
      because;                      // filled in; none when it holds an unknown or is not to be said
  std::vector<std::string> advice;  // filled in, to be said
  std::vector<std::uint32_t> advice_of;  // of each of these: index of RuleProgram::advice
  std::shared_ptr<Trace> applies;        // when recorded
  std::shared_ptr<Trace> due;
};

struct RuleJudgement {
  std::uint32_t rule = 0;  // index in Program::rules
  Outcome outcome = Outcome::unknown;
  std::uint8_t possible = 0;
  Bounds credit;                  // the mean over items
  bool may_not_count = false;     // it is unknown whether it counts
  bool counts = false;            // surely or perhaps
  bool assumed = false;           // `unknown counts as` decided
  std::uint8_t measured = 0;      // as `possible`, before it decided
  bool measured_unknown = false;  // the outcome was, before it decided
  bool empty_list = false;        // not applicable because there was nothing to judge
  std::vector<PathId> missing;    // sorted by path text
  std::string fault;
  bool per_item = false;
  bool open_list = false;            // there may be more items
  std::vector<ItemJudgement> items;  // exactly one when not per item
  /// Its checks for what an open or unknown list may hold beside these, and what that waits for;
  /// null: nothing.
  std::shared_ptr<const ItemJudgement> rest;
};

struct SectionJudgement {
  std::uint32_t section = 0;
  std::optional<Bounds> score;  // none: nothing can count
  bool may_not_count = false;
};

/// Fact paths that were read, by what is known of them.
struct Coverage {
  std::uint32_t known = 0;
  std::uint32_t missing = 0;
  std::uint32_t stale = 0;
  std::uint32_t undated = 0;  // of those known
};

struct ScorecardJudgement {
  std::uint32_t scorecard = 0;
  std::optional<Bounds> score;  // none: not assessable
  bool may_be_not_assessable = false;
  std::vector<SectionJudgement> sections;  // nested ones after their parent
  std::vector<std::uint32_t>
      verdicts;  // still possible, as written; indices into the scorecard's verdicts
  bool verdicts_exact = true;
  std::vector<std::shared_ptr<Trace>>
      conditions;                    // of each verdict of the scorecard, when recorded
  std::vector<PathId> missing;       // sorted by path text
  Coverage coverage;                 // of what its verdicts and its rules that may apply read
  std::vector<std::uint32_t> rules;  // of its sections, each once, under its first section
};

struct Evaluation {
  std::unique_ptr<Arena> arena;
  std::vector<RuleJudgement> rules;                   // as Program::rules
  std::vector<ScorecardJudgement> scorecards;         // as Program::scorecards
  std::shared_ptr<const DerivedRelations> relations;  // those that were asked for; null: none
  std::vector<std::pair<grammar::Span, std::string>> remarks;
};

enum class Recording : std::uint8_t { none, failed, all };

struct EvaluateOptions {
  Recording record = Recording::none;  // failed: all but met and not applicable ones
  bool tight = true;  // try facts read more than once case by case, within a budget
  Budget::Limits limits;
};

[[nodiscard]] Evaluation evaluate(const Program& program, const FactBase& facts,
                                  const EvaluateOptions& options = {});

}  // namespace entente::engine
