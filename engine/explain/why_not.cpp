// A rule or a verdict is taken apart into a tree of conditions that nothing divides; a search finds
// those that have to turn out otherwise; what it finds is replayed on the traces, and put into
// words.
#include "engine/explain/why_not.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/evaluate/missing_paths.hpp"
#include "engine/evaluate/operators.hpp"
#include "engine/explain/fact_value.hpp"
#include "engine/explain/found_conditions.hpp"
#include "engine/explain/source_text.hpp"
#include "grammar/ast_print.hpp"

namespace entente::engine {
namespace {

/// What is found, in words.
class Teller {
 public:
  Teller(const FoundConditions& conditions, const Evaluation& evaluation, const ProofSources& from,
         const RuleProgram* rule)
      : conditions_(conditions), evaluation_(evaluation), from_(from), rule_(rule) {}

  [[nodiscard]] OpenCondition tell(const Change& change, const Bounds& credit) const {
    const FoundCondition& found = conditions_[change.condition];
    OpenCondition made;
    if (rule_ != nullptr && found.check < rule_->checks.size())
      made.check = rule_->checks[found.check].label;
    made.item = found.scope->item;
    made.wanted = change.wanted;
    made.places = found.places;
    switch (found.kind) {
      case FoundCondition::Kind::step:
        tell_step(found, change, made);
        break;
      case FoundCondition::Kind::must_rule:
        tell_rule(found, made);
        break;
      case FoundCondition::Kind::unrecorded:
      case FoundCondition::Kind::credit:
        made.text = source_text(from_, found.written);
        made.need = found.kind == FoundCondition::Kind::credit
                        ? credit_in_words(found.step, credit, from_)
                        : fmt::format("`{}` to hold", made.text);
        if (change.waits) made.value.kind = PlainValue::Kind::unknown;
        break;
    }
    return made;
  }

  void change(const EnoughChanges& changes) {
    consequences_ = changes.consequences;
    for (const auto& [condition, value] : conditions_.values_of(changes.chosen))
      such_as_[condition] = value;
    for (const Change& each : changes.changes) changed_.insert(each.condition);
    for (const Consequence& each : changes.consequences) changed_.insert(each.condition);
  }

  [[nodiscard]] std::string text(const Change& change) const {
    return fmt::format("`{}`", source_text(from_, conditions_[change.condition].step->node));
  }

  /// Why nothing is enough.
  [[nodiscard]] std::string why(const EnoughChanges& changes) const {
    if (changes.refuted) return std::string(changes.given_up ? not_tried : none_found);
    if (changes.given_up && !changes.changes.empty()) return "whether this is enough was not found";
    if (changes.given_up) return "what would be enough was not found";
    if (changes.clash.empty()) return "nothing that was judged would be enough";
    if (changes.clash.size() == 1 && changes.clash_over == nullptr) {
      const auto condition = changes.clash.front().condition;
      if (const auto rule = conditions_.rule_asked(condition))
        return fmt::format("no answers make rule {} met", from_.program.rules[*rule].id);
      return fmt::format("no answer changes {}: {}", text(changes.clash.front()),
                         conditions_.fixed_in_words(condition));
    }
    if (changes.clash_over == nullptr)
      return text(changes.clash.front()) + " would have to hold and not to hold";
    std::string wanted;
    for (std::size_t i = 0; i < changes.clash.size(); ++i) {
      const Change& change = changes.clash[i];
      wanted += i == 0 ? "" : i + 1 == changes.clash.size() ? " and " : ", ";
      wanted += (change.wanted ? "" : "no ") + text(change);
    }
    const FoundCondition& last = conditions_[changes.clash.back().condition];
    return fmt::format("no answer for {} gives {}{}",
                       subject_in_words(*changes.clash_over, from_, last.scope->named),
                       changes.clash.size() == 2 ? "both " : "", wanted);
  }

 private:
  void tell_step(const FoundCondition& found, const Change& change, OpenCondition& made) const {
    const Trace& t = *found.step;
    const Node& node = from_.program[t.node];
    made.text = source_text(from_, t.node);
    made.value = plain(t.value, from_.program.vocabulary, from_.facts);
    made.need = change.any_answer ? known_in_words(t, from_, found.scope->named)
                                  : need_in_words(t, change.wanted, from_, found.scope->named);
    if (found.scope->rest_of != NodeId::none)
      made.need = fmt::format("of what else `{}` holds: {}",
                              source_text(from_, found.scope->rest_of), made.need);
    if (found.scope->rule) {
      made.rule = from_.program.rules[*found.scope->rule].id;
      made.need += ", for rule " + made.rule;
    }
    if (const auto value = such_as_.find(change.condition); value != such_as_.end())
      made.need += fmt::format(
          ", such as {}", in_words(plain(value->second, from_.program.vocabulary, from_.facts)));
    made.need += what_follows(change) + what_stays(found, change);
    if (node.op == Op::rule_is) {
      made.rule = from_.program.rules[node.a].id;
      made.need +=
          fmt::format(" (now {})", grammar::outcome_name(evaluation_.rules[node.a].outcome));
    }
    if (const auto path = fact_asked(t, from_); path != PathId::none) {
      made.fact = from_.facts[path].text;
      if (from_.facts[path].place) made.at = from_.sources.place(*from_.facts[path].place);
    }
    if (t.value.is_unknown())
      for (const auto path : as_reported(from_.facts, t.value.unknown().missing))
        made.missing.push_back(from_.facts[path].text);
  }

  /// What the same answer decides in the same way.
  [[nodiscard]] std::string what_follows(const Change& change) const {
    std::string follows;
    for (const Consequence& each : consequences_) {
      if (each.of != change.condition || each.truth != truth_of(change.wanted)) continue;
      follows += fmt::format("{} `{}` {}", follows.empty() ? ", which makes" : " and",
                             source_text(from_, conditions_[each.condition].step->node),
                             change.wanted ? "yes" : "no");
    }
    return follows;
  }

  /// What else asks for the same fact and is settled: the answer is to leave it so.
  [[nodiscard]] std::string what_stays(const FoundCondition& found, const Change& change) const {
    const PathId path = fact_asked(*found.step, from_);
    if (path == PathId::none || change.any_answer) return {};
    std::string stays;
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
      const FoundCondition& other = conditions_[i];
      if (i == change.condition || other.kind != FoundCondition::Kind::step) continue;
      const Value& value = other.step->value;
      if (!value.is(Kind::boolean) || changed_.contains(i)) continue;
      if (fact_asked(*other.step, from_) != path) continue;
      stays += fmt::format(", with `{}` still {}", source_text(from_, other.step->node),
                           value.boolean() ? "yes" : "no");
    }
    return stays;
  }

  void tell_rule(const FoundCondition& found, OpenCondition& made) const {
    const RuleJudgement& rule = evaluation_.rules[found.rule];
    made.rule = from_.program.rules[found.rule].id;
    made.text = source_text(from_, found.step->node);
    made.need =
        fmt::format("rule {} to be met (now {})", made.rule, grammar::outcome_name(rule.outcome));
    for (const auto path : rule.missing) made.missing.push_back(from_.facts[path].text);
  }

  const FoundConditions& conditions_;
  const Evaluation& evaluation_;
  const ProofSources& from_;
  const RuleProgram* rule_;
  std::vector<Consequence> consequences_;
  std::map<std::size_t, Value> such_as_;  // of a condition: an answer to it that does
  std::set<std::size_t> changed_;         // conditions that are told, or follow from those
};

/// All that is asked about, and how it is told.
struct Unanswered {
  const RuleProgram* rule = nullptr;
  Bounds credit;  // of the item
  ReplayedAnswer answer;
  std::vector<Value> variables;
  Named fixed;        // of these, by slot
  std::string fault;  // of the item: in the credit, if in none of the checks
  bool by_credit = false;
  NodeId amount_written = NodeId::none;  // of the credit
  const Trace* amount = nullptr;         // when recorded
};

void take_apart(const Unanswered& question, FoundConditions& conditions) {
  std::vector<std::size_t> parts;
  std::vector<std::size_t> gates;
  for (const auto& asked : question.answer.checks) {
    const bool met = asked.judged == Truth::yes;
    if (asked.gate) {
      gates.push_back(conditions.add(asked.check, *asked.trace, question.variables));
      continue;
    }
    if (question.by_credit && !question.fault.empty()) {
      parts.push_back(conditions.add_given(Truth::open));
    } else if (question.by_credit) {
      parts.push_back(
          conditions.add_credit(question.amount_written, asked.judged, question.amount));
    } else if (asked.is_case) {
      const auto part = conditions.add_case(asked.check, *asked.trace, question.variables);
      parts.push_back(asked.wanted ? part : conditions.add_opposite(part));
    } else if (asked.trace != nullptr && !(met && !asked.trace->value.is_true())) {
      parts.push_back(
          conditions.add(asked.check, *asked.trace, question.variables, question.fixed));
    } else if (met) {
      parts.push_back(conditions.add_given(Truth::yes));
    } else {
      const NodeId root = question.rule->checks[asked.check].condition.root;
      parts.push_back(conditions.add_unrecorded(asked.check, root, asked.judged));
    }
  }
  conditions.finish(std::move(parts), question.answer.needed, std::move(gates));
}

void tell_changes(const EnoughChanges& changes, Teller teller, const Bounds& credit, WhyNot& made) {
  teller.change(changes);
  for (const Change& change : changes.changes)
    (change.waits ? made.waiting : made.unmet).push_back(teller.tell(change, credit));
}

bool nothing_meets(const RuleJudgement& rule, const Evaluation& evaluation,
                   const ProofSources& from);

/// It may do without being met: by not counting.
bool is_gated(const RuleProgram& rule) {
  return rule.applies.root != NodeId::none || rule.due.root != NodeId::none;
}

void fill(const Unanswered& question, const Evaluation& evaluation, const ProofSources& from,
          AnswerTrial* trial, WhyNot& made) {
  FoundConditions conditions(from, evaluation, question.answer.scorecard);
  take_apart(question, conditions);
  for (std::size_t i = 0; i < conditions.size(); ++i)
    if (const auto rule = conditions.rule_asked(i);
        rule && !is_gated(from.program.rules[*rule]) &&
        nothing_meets(evaluation.rules[*rule], evaluation, from))
      conditions.never_holds(i);
  const Teller teller(conditions, evaluation, from, question.rule);
  const EnoughChanges changes = conditions.search(trial);
  if (changes.found) {
    tell_changes(changes, teller, question.credit, made);
    for (const Consequence& consequence : changes.consequences)
      for (const auto& place : conditions[consequence.condition].places)
        made.besides[place] = consequence.truth;
    if (stands(made, question.answer, evaluation, from)) {
      made.enough = !changes.untried;
      made.untried = changes.untried;
      if (changes.untried) made.why = not_tried;
      return;
    }
    made.unmet.clear();
    made.waiting.clear();
    made.besides.clear();
    made.enough = false;
    made.why = "what would be enough did not stand when it was replayed";
    return;
  }
  made.enough = false;
  made.why = !conditions.fault().empty() ? conditions.fault()
             : !question.fault.empty()   ? question.fault
                                         : teller.why(changes);
  made.untried = changes.refuted && changes.given_up;
  if (conditions.fault().empty()) return tell_changes(changes, teller, question.credit, made);
  // What has to be mended beside the fault.
  FoundConditions mended(from, evaluation, question.answer.scorecard);
  mended.take_faults_to_hold();
  take_apart(question, mended);
  if (const auto besides = mended.search(); besides.found)
    tell_changes(besides, Teller(mended, evaluation, from, question.rule), question.credit, made);
}

Truth truth_of(Outcome outcome) {
  if (outcome == Outcome::met) return Truth::yes;
  return outcome == Outcome::unknown || outcome == Outcome::fault ? Truth::open : Truth::no;
}

Unanswered question_of(const RuleProgram& rule, const ItemJudgement& item,
                       std::optional<std::uint32_t> only_check) {
  Unanswered question;
  question.rule = &rule;
  question.credit = item.credit;
  if (item.outcome == Outcome::fault) question.fault = item.fault;
  if (rule.for_each) question.variables.push_back(item.item);
  if (rule.for_each_two) question.variables.push_back(item.second);
  for (std::uint32_t i = 0; i < item.checks.size(); ++i) {
    const auto& check = item.checks[i];
    if (check.outcome == Outcome::not_applicable || (only_check && *only_check != i)) continue;
    const bool recorded = check.trace != nullptr && check.trace->node != NodeId::none;
    question.answer.checks.push_back(
        {i, recorded ? check.trace.get() : nullptr, truth_of(check.outcome)});
  }
  question.answer.needed = rule.needed;
  if (rule.needed == 0 || only_check) question.answer.needed = question.answer.checks.size();
  if (rule.checks.empty() && !rule.credits.empty()) {
    question.by_credit = true;
    question.amount_written = rule.credits.front().amount.root;
    if (!item.credits.empty() && rule.credits.front().form == grammar::CreditForm::expression)
      question.amount = item.credits.front().amount.get();
    question.answer.checks.push_back(
        {0, nullptr, item.credit.is_point() ? Truth::no : Truth::open});
    question.answer.needed = 1;
  }
  if (only_check) return question;
  auto place = static_cast<std::uint32_t>(rule.checks.size());
  for (const auto& gate : {item.applies, item.due}) {
    if (gate && gate->node != NodeId::none && !gate->value.is_true())
      question.answer.checks.push_back({place, gate.get(), judged(*gate), true, false, true});
    ++place;
  }
  return question;
}

/// Of the same item: a record by its path, any other by its place.
const ItemJudgement* same_item(const ItemJudgement& item, std::size_t place,
                               const RuleJudgement& rule) {
  const auto path = [](const Value& value) {
    return value.is(Kind::record) ? value.record().path : PathId::none;
  };
  if (path(item.item) == PathId::none)
    return place < rule.items.size() ? &rule.items[place] : nullptr;
  const auto same = std::ranges::find_if(rule.items, [&](const ItemJudgement& other) {
    return path(other.item) == path(item.item) && path(other.second) == path(item.second);
  });
  return same == rule.items.end() ? nullptr : &*same;
}

Outcome outcome_of(const ItemJudgement& item, std::optional<std::uint32_t> check) {
  if (!check) return item.outcome;
  return *check < item.checks.size() ? item.checks[*check].outcome : Outcome::not_applicable;
}

/// That the rule is met for the item at this place, and counts.
Holds is_met(const RuleJudgement& rule, std::size_t place, std::optional<std::uint32_t> check) {
  return [&rule, place, check](const JudgedAll& all, const FactBase&, ExpressionEvaluator&) {
    const RuleJudgement& now = all.rules[rule.rule].judgement;
    const ItemJudgement* item = same_item(rule.items[place], place, now);
    return item != nullptr && outcome_of(*item, check) == Outcome::met &&
           (check || !item->may_not_count);
  };
}

/// Whether its checks contradict one another, or themselves; what rules they ask is not looked at.
bool nothing_meets(const RuleJudgement& rule, const Evaluation& evaluation,
                   const ProofSources& from) {
  const auto short_of_met = any_of(Outcome::partly_met, Outcome::not_met, Outcome::unknown);
  return std::ranges::any_of(rule.items, [&](const ItemJudgement& item) {
    if (item.may_not_count || !overlap(only(item.outcome), short_of_met)) return false;
    const auto question = question_of(from.program.rules[rule.rule], item, {});
    FoundConditions conditions(from, evaluation);
    take_apart(question, conditions);
    const EnoughChanges changes = conditions.search();
    return !changes.found && !changes.given_up && conditions.fault().empty();
  });
}

bool does_not_hold(const Trace& condition) {
  return condition.value.is_false() || condition.value.is_null(NullReason::none) ||
         condition.value.is_null(NullReason::nothing);
}

/// The case of an inference that is taken for certain; `otherwise` is the last.
std::optional<std::size_t> case_taken(std::span<const Trace> conditions) {
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    if (conditions[i].value.is_true()) return i;
    if (!does_not_hold(conditions[i])) return std::nullopt;
  }
  return conditions.size();
}

}  // namespace

std::vector<WhyNot> why_not(const RuleJudgement& rule, const Evaluation& evaluation,
                            const ProofSources& from, std::optional<std::uint32_t> check) {
  const auto open = any_of(Outcome::partly_met, Outcome::not_met, Outcome::unknown, Outcome::fault);
  const RuleProgram& program = from.program.rules[rule.rule];
  std::vector<WhyNot> all;
  AnswerTrial trial(from, evaluation);
  for (std::size_t place = 0; place < rule.items.size(); ++place) {
    const ItemJudgement& item = rule.items[place];
    const Outcome outcome = outcome_of(item, check);
    if (!overlap(only(outcome), open)) continue;
    WhyNot& made = all.emplace_back();
    made.outcome = outcome;
    if (rule.per_item) {
      made.item = item_in_words(item.item, from.program.vocabulary, from.facts);
      if (program.for_each_two)
        made.item += " and " + item_in_words(item.second, from.program.vocabulary, from.facts);
    }
    trial.ask(is_met(rule, place, check), {{rule.rule}, {}, {}, {}});
    fill(question_of(program, item, check), evaluation, from, &trial, made);
    if (!made.enough || !made.unmet.empty() || !made.waiting.empty()) continue;
    // The checks hold, or were not judged: it is `applies` or `due` that leaves it open.
    made.enough = false;
    made.why = outcome == Outcome::fault && !item.fault.empty()
                   ? item.fault
                   : "it is not known whether it applies and is due";
  }
  return all;
}

WhyNot why_not(const ScorecardJudgement& scorecard, std::uint32_t verdict,
               const Evaluation& evaluation, const ProofSources& from) {
  WhyNot made;
  const auto& verdicts = from.program.scorecards[scorecard.scorecard].verdicts;
  if (scorecard.conditions.size() != verdicts.size()) {
    made.enough = false;
    made.why = scorecard.score ? "its conditions were not recorded" : "nothing in it counts";
    return made;
  }
  const bool otherwise = verdicts[verdict].condition.root == NodeId::none;
  made.outcome = otherwise ? Outcome::unknown : Outcome::met;
  Unanswered question;
  question.answer.scorecard = &scorecard;
  // Those before it must not hold, and it must.
  for (std::uint32_t i = 0; i < verdict + (otherwise ? 0 : 1); ++i) {
    const Trace& condition = *scorecard.conditions[i];
    if (condition.node == NodeId::none) {
      made.enough = false;
      made.why = "its conditions were not recorded";
      return made;
    }
    const bool own = i == verdict;
    const bool before_holds = !own && condition.value.is_true();
    if (before_holds || (own && !condition.value.is_true()))
      made.outcome = condition.value.is_unknown() ? Outcome::unknown : Outcome::not_met;
    question.answer.checks.push_back({i, &condition, judged(condition), own, true});
  }
  if (question.answer.checks.empty()) return made;
  question.answer.needed = question.answer.checks.size();
  AnswerTrial trial(from, evaluation);
  trial.ask(
      [card = scorecard.scorecard, verdict](const JudgedAll& all, const FactBase&,
                                            ExpressionEvaluator&) {
        const auto& left = all.scorecards[card].judgement.verdicts;
        return left.size() == 1 && left.front() == verdict;
      },
      {{}, scorecard.scorecard, {}, {}});
  fill(question, evaluation, from, &trial, made);
  return made;
}

WhyNot why_not(std::span<const Trace> conditions, std::span<const Value> variables,
               const Named& fixed, const Evaluation& evaluation, const ProofSources& from,
               AnswerTrial* trial) {
  WhyNot made;
  Unanswered question;
  question.fixed = fixed;
  question.variables.assign(variables.begin(), variables.end());
  for (std::uint32_t i = 0; i < conditions.size(); ++i)
    question.answer.checks.push_back({i, &conditions[i], judged(conditions[i])});
  question.answer.needed = conditions.size();
  fill(question, evaluation, from, trial, made);
  made.outcome = made.unmet.empty() && made.enough ? Outcome::unknown : Outcome::not_met;
  return made;
}

std::vector<WhyNot> why_not(const Unit& inference, std::span<const Trace> conditions,
                            std::span<const Value> arguments, const Evaluation& evaluation,
                            const ProofSources& from) {
  const Node& first_case = from.program[inference.root];
  const auto conclusion = [&](std::size_t at) {
    const bool otherwise = at == conditions.size();
    const auto node = from.program.operands[first_case.b + (otherwise ? 2 * at : 2 * at + 1)];
    return Unit{static_cast<NodeId>(node), inference.frame_size};
  };
  std::vector<WhyNot> all;
  Unanswered question;
  AnswerTrial trial(from, evaluation);
  question.variables.assign(arguments.begin(), arguments.end());
  const std::optional<std::size_t> taken = case_taken(conditions);
  for (std::uint32_t i = 0; i <= conditions.size(); ++i) {
    const bool otherwise = i == conditions.size();
    if (!otherwise) question.answer.checks.push_back({i, &conditions[i], judged(conditions[i])});
    question.answer.needed = question.answer.checks.size();
    for (auto& asked : question.answer.checks) {
      asked.is_case = true;
      asked.wanted = asked.check == i;
    }
    const Unit concluded = conclusion(i);
    auto text = source_text(from, concluded.root);
    if (taken && text == source_text(from, conclusion(*taken).root)) continue;
    WhyNot& made = all.emplace_back();
    made.conclusion = std::move(text);
    trial.ask(
        [&](const JudgedAll& judged, const FactBase& facts, ExpressionEvaluator& evaluator) {
          JudgedRules rules(judged.rules);
          const auto now = as_in(facts, from.program.vocabulary, arguments);
          const Value value = evaluator.evaluate(inference, now, rules);
          const Value wanted = evaluator.evaluate(concluded, now, rules);
          Arena arena;
          const Runtime runtime{arena, from.program.vocabulary, facts.today, facts.now};
          return !value.is_unknown() && identical(runtime, value, wanted);
        },
        {{}, {}, {}, inference});
    fill(question, evaluation, from, &trial, made);
    made.outcome = made.unmet.empty() && made.enough ? Outcome::unknown : Outcome::not_met;
  }
  return all;
}

void shorten(WhyNot& open, std::size_t most) {
  for (auto* part : {&open.unmet, &open.waiting}) {
    const std::size_t kept = std::min(part->size(), most);
    open.more += part->size() - kept;
    part->resize(kept);
    most -= kept;
  }
}

}  // namespace entente::engine
