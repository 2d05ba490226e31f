#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/missing_paths.hpp"
#include "engine/explain/fact_value.hpp"
#include "engine/explain/page_maker.hpp"
#include "engine/explain/source_text.hpp"

namespace entente::engine {
namespace {

bool counts_surely(const ItemJudgement& item) {
  return !item.may_not_count && item.outcome != Outcome::not_due &&
         item.outcome != Outcome::not_applicable;
}

}  // namespace

Page PageMaker::operator()(const RuleTarget& target) {
  const RuleProgram& rule = program_.rules[target.rule];
  const RuleJudgement& judged = evaluation_.rules[target.rule];
  page_.kind = "rule";
  page_.title = rule.title;
  page_.name = rule.id;
  page_.outcome = judged.outcome;
  if (judged.outcome != Outcome::not_due && judged.outcome != Outcome::not_applicable)
    page_.credit = judged.credit;
  page_.about = {standing(rule), "written at " + from_.sources.place(rule.span)};
  add_notes(rule, judged);
  Explanation whole;
  prover().add_judged(whole, target.rule, Prover::Shown::all, 0);
  add_why_not(why_not(judged, evaluation_, from_));
  page_.why = std::move(whole.because);
  page_.more = whole.more;
  add_waits(judged.missing);
  page_.actions = actions_of(from_, judged);
  page_.sources = rule.sources;
  prover_.use(target.rule);
  return finished();
}

Page PageMaker::operator()(const CheckTarget& target) {
  const RuleProgram& rule = program_.rules[target.rule];
  const CheckProgram& check = rule.checks[target.check];
  page_.kind = "check";
  page_.title = check.label;
  page_.name = rule.id + '/' + check.label;
  page_.about = {fmt::format("a check of {} ({})", rule.title, rule.id),
                 source_text(from_.sources, origin(check.condition)),
                 "written at " + from_.sources.place(check.span)};
  page_.outcome = outcome_of_check(evaluation_.rules[target.rule], target.check);
  std::vector<PathId> missing;
  for (const ItemJudgement& item : evaluation_.rules[target.rule].items) {
    if (target.check >= item.checks.size()) continue;  // it did not come to that
    const CheckJudgement& judged = item.checks[target.check];
    missing.insert(missing.end(), judged.missing.begin(), judged.missing.end());
    add_check_of_item(rule, item, check, judged);
  }
  if (page_.why.empty()) page_.notes.emplace_back("It was not judged: the rule does not apply.");
  prover_.use(target.rule);
  add_why_not(why_not(evaluation_.rules[target.rule], evaluation_, from_, target.check));
  add_waits(missing);
  return finished();
}

Page PageMaker::operator()(const DefinitionTarget& target) {
  page_.kind = target.inference ? "inference" : "definition";
  if (target.inference) page_.title = program_.inferences[*target.inference].title;
  page_.name = target.name;
  page_.about = {"written at " + from_.sources.place(target.span)};
  const Trace trace = from_.recorder->expression(target.body, target.arguments);
  Explanation proof = prover().trace(trace);
  replay(check_proof(trace, {from_, evaluation_}, target.arguments));
  page_.value = proof.value;
  if (trace.value.is(Kind::list)) note_unsure(trace.value.list());
  if (target.inference) {
    page_.why = std::move(proof.because);
    page_.more = proof.more;
  } else {
    page_.why = {std::move(proof)};
  }
  add_why_not(target, trace);
  if (trace.value.is_unknown()) add_waits(as_reported(from_.facts, trace.value.unknown().missing));
  return finished();
}

void PageMaker::add_why_not(const DefinitionTarget& target, const Trace& trace) {
  const Node& body = program_[target.body.root];
  if (body.op != Op::first_case) {
    const Value& value = trace.value;
    const bool may_be_yes = value.is_unknown() && kinds_of(value).has(kinds::true_);
    if (!value.is_false() && !may_be_yes) return;
    AnswerTrial trial(from_, evaluation_);
    trial.ask(
        [&](const JudgedAll& all, const FactBase& facts, ExpressionEvaluator& evaluator) {
          JudgedRules rules(all.rules);
          const auto arguments = as_in(facts, program_.vocabulary, target.arguments);
          return evaluator.evaluate(target.body, arguments, rules).is_true();
        },
        {{}, {}, {}, target.body});
    add_why_not({why_not({&trace, 1}, target.arguments, {}, evaluation_, from_, &trial)});
    return;
  }
  std::vector<Trace> conditions;
  for (std::uint32_t at = 0; at + 1 < body.count; at += 2) {
    const Unit condition{static_cast<NodeId>(program_.operands[body.b + at]),
                         target.body.frame_size};
    conditions.push_back(from_.recorder->expression(condition, target.arguments));
  }
  add_why_not(why_not(target.body, conditions, target.arguments, evaluation_, from_));
}

Prover& PageMaker::prover() {
  prover_.begin_proof();
  return prover_;
}

void PageMaker::replay(const ProofReplay& replay) {
  page_.steps += replay.checked + replay.beyond;
  page_.beyond += replay.beyond;
  if (!page_.fault) page_.fault = replay.fault;
}

void PageMaker::replay_all() {
  const ReplaySources sources{from_, evaluation_};
  for (const auto rule : prover_.used().rules)
    replay(check_proof(evaluation_.rules[rule], sources));
  if (page_.kind == "verdict") {
    const auto& card = evaluation_.scorecards[from_.scorecard];
    replay(check_proof(card, {from_, evaluation_, &card}));
  }
  for (const auto& [trace, locals] : prover_.used().steps)
    replay(check_proof(trace, sources, locals));
  replay_tuples();
}

/// Each tuple with all below it, the conditions of the clauses, what others lack.
void PageMaker::replay_tuples() {
  Evaluation as_derived;  // the relations are not always those that judging asked for
  as_derived.rules = evaluation_.rules;
  as_derived.scorecards = evaluation_.scorecards;
  const ReplaySources sources{from_, as_derived};
  for (const auto& [relation, row] : prover_.used().roots) {
    as_derived.relations = from_.recorder->derived(relation);
    replay(check_tuple(relation, row, sources));
  }
  for (const auto& [relation, row] : prover_.used().tuples) {
    as_derived.relations = from_.recorder->derived(relation);
    const auto steps = from_.recorder->derivation(relation, row);
    for (const auto* traces : {&steps.arguments, &steps.conditions})
      for (const Trace& trace : *traces) replay(check_proof(trace, sources, steps.locals));
  }
  for (const auto& [relation, asked, miss] : prover_.used().misses) {
    as_derived.relations = from_.recorder->derived(relation);
    replay(check_miss(miss, asked, *as_derived.relations, sources));
  }
}

Page PageMaker::finished() {
  replay_all();
  for (Explanation& proof : page_.why) cut_below(proof, from_.depth == 0 ? 0 : from_.depth - 1);
  return std::move(page_);
}

grammar::Span PageMaker::origin(const Unit& unit) const {
  return program_.origins[static_cast<std::size_t>(unit.root)];
}

void PageMaker::add_waits(const std::vector<PathId>& missing) {
  add_missing(page_.waits_for, from_, missing);
}

std::string PageMaker::standing(const RuleProgram& rule) const {
  std::string sections;
  for (const auto index : rule.sections) {
    const SectionProgram& section = program_.sections[index];
    if (!sections.empty()) sections += ", ";
    sections += section.title;
    if (section.scorecard != from_.scorecard)
      sections += " of scorecard " + program_.scorecards[section.scorecard].id;
  }
  if (sections.empty()) sections = "in no scorecard";
  return fmt::format("{}, weight {}{}", sections, rule.weight.to_string(),
                     rule.must ? ", must" : "");
}

void PageMaker::add_why_not(std::vector<WhyNot> open) {
  page_.why_not = std::move(open);
  for (WhyNot& each : page_.why_not) shorten(each, items_on_a_page);
  if (page_.why_not.size() <= items_on_a_page) return;
  page_.more_why_not = page_.why_not.size() - items_on_a_page;
  page_.why_not.resize(items_on_a_page);
}

void PageMaker::add_notes(const RuleProgram& rule, const RuleJudgement& judged) {
  const auto say = [&](std::string_view text) { page_.notes.emplace_back(text); };
  if (judged.outcome == Outcome::not_due) say("It is not due yet, and does not count until it is.");
  if (judged.outcome == Outcome::not_applicable) say("It does not apply here, and does not count.");
  if (judged.may_not_count) say("It is not known whether it counts at all.");
  if (judged.assumed) say("Assumed: it is unknown, and the rule says what it then counts as.");
  if (judged.empty_list) say("There is nothing in the list that it is judged for.");
  if (judged.open_list) say("The list that it is judged for may hold more.");
  if (!rule.for_each && !judged.items.empty() && judged.items.front().because)
    say(*judged.items.front().because);
  if (judged.outcome == Outcome::fault) say("fault: " + judged.fault);
}

/// As result.cpp says of all items, but for those that the list may still hold.
Outcome PageMaker::outcome_of_check(const RuleJudgement& judged, std::uint32_t check) {
  bool unknown = judged.outcome == Outcome::unknown && (judged.open_list || judged.items.empty());
  bool met = false;
  bool fault = false;
  for (const ItemJudgement& item : judged.items) {
    if (check >= item.checks.size()) continue;
    const Outcome one = item.checks[check].outcome;
    if (one == Outcome::not_met && !item.may_not_count) return one;
    unknown = unknown || one == Outcome::unknown || (one != Outcome::met && item.may_not_count);
    fault = fault || one == Outcome::fault;
    met = met || one == Outcome::met;
  }
  if (fault) return Outcome::fault;
  if (unknown) return Outcome::unknown;
  return met ? Outcome::met : Outcome::not_applicable;
}

void PageMaker::add_check_of_item(const RuleProgram& rule, const ItemJudgement& item,
                                  const CheckProgram& check, const CheckJudgement& judged) {
  Explanation proof = prover().check(check, judged, 0);
  if (rule.for_each) {
    proof.text = item_name(rule, item, from_);
    if (!counts_surely(item)) proof.note = "it is not known whether it counts";
    page_.why.push_back(std::move(proof));
    return;
  }
  page_.why = std::move(proof.because);
  if (!judged.fault.empty()) page_.notes.push_back("fault: " + judged.fault);
}

void PageMaker::note_unsure(const ListData& list) {
  std::string unsure;
  for (const ListItem& item : list.items) {
    if (item.perhaps == nullptr) continue;
    if (!unsure.empty()) unsure += ", ";
    unsure += item_in_words(item.value, program_.vocabulary, from_.facts);
    add_waits({item.perhaps->missing.begin(), item.perhaps->missing.end()});
  }
  if (!unsure.empty()) page_.notes.push_back("It is not known whether these are in it: " + unsure);
  if (list.tail == nullptr) return;
  page_.notes.emplace_back("There may be more in it.");
  add_waits({list.tail->missing.begin(), list.tail->missing.end()});
}

Page make_page(const Target& target, const ProofSources& from) {
  return std::visit(PageMaker(from), target);
}

}  // namespace entente::engine
