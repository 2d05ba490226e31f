#include "engine/evaluate/judge_rule.hpp"

#include <algorithm>
#include <utility>

#include "engine/evaluate/derivations.hpp"
#include "engine/evaluate/fill_template.hpp"
#include "engine/evaluate/missing_paths.hpp"

namespace entente::engine {
namespace {

const Bounds anything{0, 1, false};

// Of each missing fact that an outcome names: bytes of its path as a result holds it, steps that
// sorting these by their text takes.
constexpr std::uint64_t path_bytes = 64;
constexpr std::uint64_t path_steps = 8;

bool settled(const Standing& standing) {
  const bool one_credit = !standing.credit || standing.credit->is_point();
  return is_single(standing.possible) && one_credit && !standing.may_not_count;
}

std::vector<PathId> missing_of(const Standing& standing) {
  return settled(standing) ? std::vector<PathId>() : join_missing(standing.parts);
}

/// Not said of what surely does not count: its outcome says it.
bool may_not_count(const Standing& standing) {
  const bool surely_not = is_single(standing.possible) && !standing.can_count();
  return !surely_not && !standing.surely_counts();
}

/// `unknown counts as` chooses among what is still possible: a rule that can't be met any more does
/// not count as met, one that can't fall short of it not as not met.
bool may_assume(Outcome outcome, OutcomeSet possible) {
  if (outcome == Outcome::met) return has(possible, Outcome::met);
  if (outcome == Outcome::not_met) return overlap(possible, outcomes::short_of_met);
  return true;
}

CheckJudgement judgement_of(const ConditionFinding& finding) {
  CheckJudgement judgement;
  if (!finding.certain()) return judgement;
  if (finding.yes) judgement.outcome = Outcome::met;
  if (finding.no) judgement.outcome = Outcome::not_met;
  if (finding.nothing) judgement.outcome = Outcome::not_applicable;
  if (finding.fault) judgement.outcome = Outcome::fault;
  judgement.fault = finding.why;
  return judgement;
}

/// What a credit of 1 is worth in units of the clause's amount.
Ratio whole_credit(const RuleProgram& rule, const CreditProgram& credit) {
  const bool points = credit.form == grammar::CreditForm::points_when;
  return points && rule.weight.sign() != 0 ? to_ratio(rule.weight) : Ratio(1);
}

void assume(Outcome outcome, RuleJudgement& judgement) {
  judgement.assumed = true;
  judgement.outcome = outcome;
  judgement.possible = only(outcome);
  judgement.credit = point(outcome == Outcome::met ? 1 : 0);
  judgement.counts = outcome != Outcome::not_applicable;
  judgement.may_not_count = false;
}

}  // namespace

RuleSeen seen_by_rules(OutcomeSet possible, bool unknown) {
  const bool perhaps_in_fault = has(possible, Outcome::fault) && !is_single(possible);
  RuleSeen seen;
  seen.possible = perhaps_in_fault ? outcomes::all : possible;
  seen.unknown = unknown;
  return seen;
}

RuleSeen JudgedRule::seen() const {
  RuleSeen seen = seen_by_rules(standing.possible, standing.outcome() == Outcome::unknown);
  if (!is_single(seen.possible)) seen.missing = missing;
  return seen;
}

/// As as_reported, paid for; nothing when the budget does not allow it, which is then exhausted.
std::vector<PathId> RuleJudge::reported(std::span<const PathId> missing) {
  const std::uint64_t count = missing.size();
  Budget& budget = set_.evaluator.budget();
  if (!budget.can_spend(count * path_steps) || !budget.can_take(count * path_bytes)) return {};
  return as_reported(set_.facts, missing);
}

Value RuleJudge::value(const Unit& unit, Locals locals) {
  return set_.evaluator.evaluate(unit, locals, set_.environment);
}

ConditionFinding RuleJudge::condition(const Unit& unit, Locals locals) {
  return find_condition(value(unit, locals));
}

AmountFinding RuleJudge::amount(const RuleProgram& rule, const CreditProgram& credit,
                                Locals locals) {
  return find_amount(value(credit.amount, locals), whole_credit(rule, credit));
}

/// `applies` or `due`: adds to `standing` what the rule turns out where it does not hold.
ConditionFinding RuleJudge::gate(const Unit& unit, Locals locals, Outcome when_not,
                                 Standing& standing) {
  ConditionFinding open;
  open.yes = true;
  if (unit.root == NodeId::none) return open;
  const auto finding = condition(unit, locals);
  if (finding.may_not_hold()) standing.add(when_not);
  if (finding.fault) {
    standing.add(Outcome::fault, anything);
    standing.may_not_count = true;
    standing.in_fault = finding.certain();
    standing.why = finding.why;
  }
  if (finding.part && !finding.certain()) standing.parts.push_back(*finding.part);
  return finding;
}

Standing RuleJudge::judge_item(const RuleProgram& rule, Locals locals, ItemJudgement& item) {
  Standing standing;
  const auto applies = gate(rule.applies, locals, Outcome::not_applicable, standing);
  if (!applies.yes) return standing;
  const auto due = gate(rule.due, locals, Outcome::not_due, standing);
  if (due.yes) standing.join(judge_body(rule, locals, item));
  standing.in_fault = standing.in_fault && applies.certain() && due.certain();
  return standing;
}

std::vector<ConditionFinding> RuleJudge::find_checks(const RuleProgram& rule, Locals locals,
                                                     ItemJudgement& item) {
  std::vector<ConditionFinding> findings;
  findings.reserve(rule.checks.size());
  for (const auto& check : rule.checks) {
    findings.push_back(condition(check.condition, locals));
    item.checks.push_back(judgement_of(findings.back()));
    const bool open = findings.back().part && !findings.back().certain();
    if (open) item.checks.back().missing = reported(findings.back().part->missing);
  }
  return findings;
}

Standing RuleJudge::judge_body(const RuleProgram& rule, Locals locals, ItemJudgement& item) {
  const auto findings = find_checks(rule, locals, item);
  if (!set_.evaluator.budget().can_spend(steps_of_checks(findings))) return {};
  const bool by_share =
      !rule.credits.empty() && rule.credits.front().form == grammar::CreditForm::share_of_checks;
  const auto checks = judge_checks(findings, rule.needed, by_share);
  auto standing = judge_credit(rule, checks, locals, item);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (checks.matters[i] && findings[i].part) standing.parts.push_back(*findings[i].part);
  }
  return standing;
}

Standing RuleJudge::judge_credit(const RuleProgram& rule, const ChecksStanding& checks,
                                 Locals locals, ItemJudgement& item) {
  if (rule.credits.empty()) return credit_at_least(checks, {});
  const auto& credit = rule.credits.front();
  if (credit.form == grammar::CreditForm::share_of_checks) return credit_by_share(checks);
  if (credit.form == grammar::CreditForm::expression) {
    item.credits.resize(1);
    return credit_of(amount(rule, credit, locals), rule.checks.empty() ? nullptr : &checks);
  }
  return judge_clauses(rule, checks, locals, item);
}

Standing RuleJudge::judge_clauses(const RuleProgram& rule, const ChecksStanding& checks,
                                  Locals locals, ItemJudgement& item) {
  std::vector<CreditClause> clauses;
  if (has(checks.possible, Outcome::not_met)) {
    item.credits.resize(rule.credits.size());
    for (const auto& credit : rule.credits) {
      const auto holds = condition(credit.condition, locals);
      clauses.push_back({holds, amount(rule, credit, locals)});
    }
  }
  return credit_at_least(checks, clauses);
}

JudgedRule RuleJudge::judge(std::uint32_t index) {
  const Budget& budget = set_.evaluator.budget();
  if (!budget.exhausted()) {
    auto judged = judge_anyway(index);
    if (!budget.exhausted()) return judged;
  }
  JudgedRule refused;
  refused.judgement.rule = index;
  refused.judgement.per_item = set_.program.rules[index].for_each;
  refused.standing = in_fault(set_.arena.text(budget.why_exhausted()));
  conclude(refused);
  return refused;
}

JudgedRule RuleJudge::judge_anyway(std::uint32_t index) {
  const auto& rule = set_.program.rules[index];
  JudgedRule judged;
  auto& judgement = judged.judgement;
  judgement.rule = index;
  judgement.per_item = rule.for_each;
  if (rule.for_each) {
    judged.standing = judge_for_each(rule, judgement);
  } else {
    judgement.items.emplace_back();
    judged.standing = judge_item(rule, {}, judgement.items.front());
  }
  auto& standing = judged.standing;
  standing.settle_exactness();
  if (!rule.for_each) report(rule, standing, {}, judgement.items.front());
  const auto missing = missing_of(standing);
  const auto kept = set_.arena.array<PathId>(missing.size());
  std::copy(missing.begin(), missing.end(), kept.begin());
  judged.missing = kept;
  conclude(judged);
  return judged;
}

void RuleJudge::conclude(JudgedRule& judged) {
  auto& [judgement, standing, missing] = judged;
  const auto& rule = set_.program.rules[judgement.rule];
  judgement.outcome = standing.outcome();
  judgement.possible = standing.possible;
  judgement.measured = standing.possible;
  judgement.measured_unknown = judgement.outcome == Outcome::unknown;
  judgement.credit = standing.credit.value_or(point(0));
  judgement.counts = standing.can_count();
  judgement.may_not_count = may_not_count(standing);
  judgement.missing = reported(missing);
  if (judgement.outcome == Outcome::fault) judgement.fault = standing.why;
  if (counts_as_assumed(rule, judgement)) assume(*rule.unknown_counts_as, judgement);
}

bool RuleJudge::counts_as_assumed(const RuleProgram& rule, const RuleJudgement& judgement) const {
  if (!rule.unknown_counts_as) return false;
  if (set_.assumed != nullptr) return (*set_.assumed)[judgement.rule];
  return judgement.outcome == Outcome::unknown &&
         may_assume(*rule.unknown_counts_as, judgement.possible);
}

void RuleJudge::report(const RuleProgram& rule, const Standing& standing, Locals locals,
                       ItemJudgement& item) {
  item.outcome = standing.outcome();
  item.possible = standing.possible;
  item.credit = standing.credit.value_or(point(0));
  item.may_not_count = may_not_count(standing);
  item.missing = reported(missing_of(standing));
  if (item.outcome == Outcome::fault) item.fault = standing.why;
  if (set_.words) say(rule, locals, item);
}

void RuleJudge::say(const RuleProgram& rule, Locals locals, ItemJudgement& item) {
  const auto fill = [&](const TemplateProgram& text) {
    auto words = fill_template(text, locals, set_.program, set_.evaluator, set_.environment);
    if (words && !set_.evaluator.budget().can_take(words->size())) words.reset();
    return words;
  };
  const auto now = only(item.outcome);
  if (rule.because && overlap(now, any_of(Outcome::met) | outcomes::short_of_met)) {
    item.because = fill(*rule.because);
  }
  if (!overlap(now, any_of(Outcome::unknown) | outcomes::short_of_met)) return;
  for (std::uint32_t i = 0; i < rule.advice.size(); ++i) {
    auto text = fill(rule.advice[i].text);
    if (!text) continue;
    item.advice.push_back(std::move(*text));
    item.advice_of.push_back(i);
  }
}

}  // namespace entente::engine
