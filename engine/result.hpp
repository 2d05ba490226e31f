// The result of judging one partnership by one scorecard: a plain value that can be stored,
// compared and shown, the C++ side of the JSON schema `entente.result/1` (docs/result.md). It
// refers to nothing: program, facts and evaluation may be gone. Credits and scores are exact
// ratios; whoever prints them rounds. Everything stands in the order in which it is printed.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/evaluate/evaluation.hpp"
#include "engine/explain/explanation.hpp"
#include "engine/program/program.hpp"
#include "grammar/ast_print.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::engine {

struct ResultVerdict {
  std::optional<std::string> certain;
  std::vector<std::string> possible;  // as written in the scorecard; "not assessable" comes last
  bool exact = true;
};

/// One verdict of the scorecard and why it holds or not.
struct ResultCondition {
  std::string verdict;
  bool possible = false;
  std::optional<Explanation> explanation;  // none for `otherwise` and where nothing was recorded
};

struct ResultRuler {
  struct Pack {
    std::string id;
    std::string version;
  };
  std::vector<Pack> packs;  // used ones first
  std::vector<std::string> tailorings;
  std::string hash;
};

struct ResultSection {
  std::string id;
  std::string title;
  std::string parent;     // empty: stands at the top
  std::size_t level = 0;  // sections around it
  Number weight;
  std::optional<Bounds> score;  // none: nothing in it counts
  bool may_not_count = false;
};

struct ResultCheck {
  std::string label;
  Outcome outcome = Outcome::unknown;
  std::string fault;  // why, when in fault
  std::vector<std::string> missing;
  std::optional<Explanation> explanation;
};

struct ResultAction {
  std::string text;
  std::string item;                    // empty: concerns the whole rule
  Outcome outcome = Outcome::unknown;  // of the item
  std::optional<Number> effort_days;
};

struct ResultItem {
  std::string item;
  Outcome outcome = Outcome::unknown;
  Bounds credit;
  bool may_not_count = false;
  std::vector<std::string> missing;
  std::optional<std::string> because;
  std::string fault;
  std::vector<ResultCheck> checks;
  std::optional<Explanation> applies;  // where recorded, here and below
  std::optional<Explanation> due;
  std::vector<Explanation> credit_from;  // each clause of `credit` that was asked for
};

struct ResultRule {
  std::string id;
  std::string title;
  std::string section;  // the first of its sections that this scorecard has
  Number weight;
  bool must = false;
  Outcome outcome = Outcome::unknown;
  bool fired = false;  // it decided something: met, partly met or not met
  Bounds credit;
  bool may_not_count = false;
  bool assumed = false;
  std::vector<std::string> missing;
  std::optional<std::string> because;
  std::vector<ResultAction> actions;
  std::string fault;
  std::vector<std::string> sources;
  std::vector<ResultItem> items;    // empty unless judged for each item
  std::vector<ResultCheck> checks;  // over all items when judged for each
  std::optional<Explanation> applies;
  std::optional<Explanation> due;
  std::vector<Explanation> credit_from;
};

struct ResultMissing {
  std::string fact;
  MissingReason reason = MissingReason::not_supplied;
  std::string note;  // what the facts say beside `unknown`
  std::optional<std::string> ask;
  std::optional<std::string> of;
  std::optional<Number> effort_days;
  std::optional<PlainValue> last_value;  // of a stale one
  std::optional<ShownEvidence> evidence;
};

struct ResultDiagnostic {
  grammar::Severity severity = grammar::Severity::lint;
  std::string code;  // may be empty
  std::string message;
  std::string at;  // file:line:column; empty: no place
};

struct Result {
  std::string partnership;
  Date today;
  ResultRuler ruler;
  std::string scorecard;
  std::string scorecard_title;
  std::optional<Bounds> score;              // none: not assessable
  std::optional<ResultVerdict> verdict;     // none: the scorecard names no verdicts
  std::vector<ResultCondition> conditions;  // as written in the scorecard
  Coverage coverage;
  std::vector<ResultSection> sections;
  std::vector<ResultRule> rules;
  std::vector<ResultMissing> missing;
  std::vector<ResultDiagnostic> diagnostics;
};

using grammar::outcome_name;

/// What is to be said of it, each piece of advice once.
[[nodiscard]] std::vector<ResultAction> actions_of(const ProofSources& from,
                                                   const RuleJudgement& judged);

/// What there is to say of missing paths, each by the outermost that is missing around it; by path,
/// each once.
void add_missing(std::vector<ResultMissing>& all, const ProofSources& from,
                 const std::vector<PathId>& paths);

/// `scorecard` is an index of program.scorecards; `noticed` are the lints of reading the facts.
/// Proofs are in the result as far as the evaluation recorded them.
[[nodiscard]] Result make_result(const ProofSources& from, const Evaluation& evaluation,
                                 std::uint32_t scorecard,
                                 const std::vector<grammar::Diagnostic>& noticed = {});

}  // namespace entente::engine
