#include "engine/result.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "engine/explain/source_text.hpp"

namespace entente::engine {
namespace {

// Bytes of proofs that a result holds, of one rule (its items, checks and conditions together) and
// of all. A proof that would come after them is left out, and the result says so.
constexpr std::size_t most_of_rule = std::size_t{8} << 20U;
constexpr std::size_t most_of_all = std::size_t{64} << 20U;

bool decided(Outcome outcome) {
  return outcome == Outcome::met || outcome == Outcome::partly_met || outcome == Outcome::not_met;
}

/// What a check says of all items, and the facts that it waits for.
class OverItems {
 public:
  OverItems(const RuleJudgement& rule, std::size_t check) : rule_(rule), check_(check) {
    for_each_item([this](const ItemJudgement& item, Outcome outcome) {
      possible_ = worse(possible_, outcome);
      if (!item.may_not_count) sure_ = worse(sure_, outcome);
    });
  }

  /// The worst, as `for each` itself settles. It is unknown where an item that may not count, or
  /// one that the list may still hold, would say worse.
  [[nodiscard]] Outcome outcome() const {
    const bool settled = sure_ == Outcome::not_met || sure_ == Outcome::fault;
    return settled || place(sure_) <= place(possible_) ? sure_ : Outcome::unknown;
  }
  [[nodiscard]] std::vector<PathId> missing() const {
    std::vector<PathId> all;
    if (outcome() != Outcome::unknown) return all;
    const auto add = [&](const std::vector<PathId>& more) {
      all.insert(all.end(), more.begin(), more.end());
    };
    for_each_item([&](const ItemJudgement& item, Outcome outcome) {
      add(item.checks[check_].missing);
      if (item.may_not_count && place(outcome) < place(sure_)) add(item.missing);
      if (item.may_not_count && outcome == Outcome::unknown) add(item.missing);
    });
    return all;
  }

 private:
  /// In the order in which they settle what holds for all.
  static std::size_t place(Outcome outcome) {
    constexpr std::array order{Outcome::not_met, Outcome::fault, Outcome::unknown, Outcome::met};
    return static_cast<std::size_t>(std::ranges::find(order, outcome) - order.begin());
  }
  static Outcome worse(Outcome a, Outcome b) { return place(b) < place(a) ? b : a; }

  template <class Visit>
  void for_each_item(Visit visit) const {
    const auto judged = [&](const ItemJudgement& item) {
      if (check_ >= item.checks.size()) return;
      const bool left_out =
          item.outcome == Outcome::not_applicable || item.outcome == Outcome::not_due;
      visit(item, left_out ? Outcome::not_applicable : item.checks[check_].outcome);
    };
    for (const ItemJudgement& item : rule_.items) judged(item);
    if (rule_.rest) judged(*rule_.rest);
  }

  const RuleJudgement& rule_;
  std::size_t check_;
  Outcome sure_ = Outcome::not_applicable;
  Outcome possible_ = Outcome::not_applicable;
};

PlainValue truth_of(Outcome outcome, std::vector<std::string> missing) {
  PlainValue value;
  value.kind = PlainValue::Kind::boolean;
  value.boolean = outcome == Outcome::met;
  if (outcome == Outcome::not_applicable) value.kind = PlainValue::Kind::nothing;
  if (outcome == Outcome::fault) value.kind = PlainValue::Kind::error;
  if (outcome == Outcome::unknown) {
    value.kind = PlainValue::Kind::unknown;
    value.missing = std::move(missing);
  }
  return value;
}

class ResultMaker {
 public:
  ResultMaker(const ProofSources& from, const Evaluation& evaluation, std::uint32_t scorecard)
      : from_(from),
        program_(from.program),
        facts_(from.facts),
        evaluation_(evaluation),
        card_(program_.scorecards[scorecard]),
        judged_(evaluation.scorecards[scorecard]) {}

  Result make(const std::vector<grammar::Diagnostic>& noticed) {
    Result result;
    result.partnership = facts_.partnership;
    result.today = facts_.today;
    result.ruler = ruler();
    result.scorecard = card_.id;
    result.scorecard_title = card_.title;
    result.score = judged_.score;
    result.verdict = verdict();
    result.conditions = conditions();
    result.coverage = judged_.coverage;
    for (const SectionJudgement& section : judged_.sections)
      result.sections.push_back(this->section(section));
    for (const std::uint32_t rule : judged_.rules) result.rules.push_back(this->rule(rule));
    sort_rules(result);
    add_missing(result.missing, from_, judged_.missing);
    result.diagnostics = diagnostics(noticed);
    return result;
  }

 private:
  [[nodiscard]] ResultRuler ruler() const {
    ResultRuler ruler;
    for (const PackInfo& pack : program_.packs) ruler.packs.push_back({pack.id, pack.version});
    ruler.hash = program_.hash;
    return ruler;
  }

  [[nodiscard]] std::optional<ResultVerdict> verdict() const {
    if (card_.verdicts.empty()) return std::nullopt;
    ResultVerdict verdict;
    if (judged_.score) {
      for (const std::uint32_t index : judged_.verdicts)
        verdict.possible.push_back(card_.verdicts[index].name);
    }
    if (!judged_.score || judged_.may_be_not_assessable)
      verdict.possible.emplace_back(not_assessable);
    if (verdict.possible.size() == 1) verdict.certain = verdict.possible.front();
    verdict.exact = judged_.verdicts_exact;
    return verdict;
  }

  [[nodiscard]] std::vector<ResultCondition> conditions() const {
    std::vector<ResultCondition> made;
    for (std::size_t i = 0; i < card_.verdicts.size(); ++i) {
      ResultCondition& condition = made.emplace_back();
      condition.verdict = card_.verdicts[i].name;
      condition.possible =
          judged_.score && std::ranges::find(judged_.verdicts, i) != judged_.verdicts.end();
      if (i < judged_.conditions.size()) condition.explanation = proof(judged_.conditions[i]);
    }
    return made;
  }

  [[nodiscard]] ResultSection section(const SectionJudgement& judged) const {
    const SectionProgram& section = program_.sections[judged.section];
    ResultSection made;
    made.id = section.id;
    made.title = section.title;
    if (section.parent) made.parent = program_.sections[*section.parent].id;
    for (auto outer = section.parent; outer; outer = program_.sections[*outer].parent) ++made.level;
    made.weight = section.weight;
    made.score = judged.score;
    made.may_not_count = judged.may_not_count;
    return made;
  }

  [[nodiscard]] ResultRule rule(std::uint32_t index) const {
    const RuleProgram& rule = program_.rules[index];
    const RuleJudgement& judged = evaluation_.rules[index];
    proofs_of_rule_ = 0;
    ResultRule made;
    made.id = rule.id;
    made.title = rule.title;
    made.section = section_of(rule);
    made.weight = rule.weight;
    made.must = rule.must;
    made.outcome = judged.outcome;
    made.fired = decided(judged.outcome);
    made.credit = judged.credit;
    made.may_not_count = judged.may_not_count;
    made.assumed = judged.assumed;
    made.missing = texts(judged.missing);
    made.fault = judged.fault;
    made.sources = rule.sources;
    made.actions = actions_of(from_, judged);
    if (judged.per_item) {
      add_items(made, rule, judged);
    } else if (!judged.items.empty()) {
      add_only_item(made, rule, judged.items.front());
    }
    return made;
  }

  /// The first of the rule's sections that belongs to this scorecard.
  [[nodiscard]] std::string section_of(const RuleProgram& rule) const {
    for (const std::uint32_t index : rule.sections) {
      const SectionProgram& section = program_.sections[index];
      if (&program_.scorecards[section.scorecard] == &card_) return section.id;
    }
    return {};
  }

  /// By section as in the scorecard, then by id; a rule of two sections stands under its first.
  static void sort_rules(Result& result) {
    std::unordered_map<std::string_view, std::size_t> places;
    for (const ResultSection& section : result.sections)
      places.try_emplace(section.id, places.size());
    const auto place = [&](const ResultRule& rule) {
      const auto found = places.find(rule.section);
      return found == places.end() ? places.size() : found->second;
    };
    std::ranges::stable_sort(result.rules, [&](const ResultRule& a, const ResultRule& b) {
      const std::size_t first = place(a);
      const std::size_t second = place(b);
      return first != second ? first < second : a.id < b.id;
    });
  }

  void add_only_item(ResultRule& made, const RuleProgram& rule, const ItemJudgement& item) const {
    made.because = item.because;
    if (made.fault.empty()) made.fault = item.fault;
    made.applies = proof(item.applies);
    made.due = proof(item.due);
    made.credit_from = credit_from(item);
    made.checks = checks(rule, item);
  }

  void add_items(ResultRule& made, const RuleProgram& rule, const RuleJudgement& judged) const {
    for (const ItemJudgement& item : judged.items) made.items.push_back(this->item(rule, item));
    for (std::size_t i = 0; i < rule.checks.size(); ++i)
      made.checks.push_back(check_over_items(rule.checks[i], made, OverItems(judged, i), i));
    const auto may_be_absent = [](const ResultItem& item) { return item.may_not_count; };
    if (judged.open_list || std::ranges::all_of(made.items, may_be_absent)) return;
    const auto& first = made.items.front().because;
    const auto same = [&](const ResultItem& item) { return item.because == first; };
    if (std::ranges::all_of(made.items, same)) made.because = first;
  }

  [[nodiscard]] ResultItem item(const RuleProgram& rule, const ItemJudgement& judged) const {
    ResultItem made;
    made.item = item_name(rule, judged, from_);
    made.outcome = judged.outcome;
    made.credit = judged.credit;
    made.may_not_count = judged.may_not_count;
    made.missing = texts(judged.missing);
    made.because = judged.because;
    made.fault = judged.fault;
    made.checks = checks(rule, judged);
    made.applies = proof(judged.applies);
    made.due = proof(judged.due);
    made.credit_from = credit_from(judged);
    return made;
  }

  [[nodiscard]] std::optional<Explanation> proof(const std::shared_ptr<Trace>& trace) const {
    if (!trace || trace->node == NodeId::none || no_room_for_proofs()) return std::nullopt;
    return counted(explain(*trace, from_));
  }

  [[nodiscard]] std::vector<Explanation> credit_from(const ItemJudgement& item) const {
    std::vector<Explanation> made;
    for (const CreditJudgement& credit : item.credits) {
      if (!credit.amount || credit.amount->node == NodeId::none || no_room_for_proofs()) continue;
      made.push_back(counted(explain(credit, from_)));
    }
    return made;
  }

  [[nodiscard]] bool no_room_for_proofs() const {
    const bool full = proofs_of_rule_ > most_of_rule || proofs_of_all_ > most_of_all;
    proofs_left_out_ = proofs_left_out_ || full;
    return full;
  }
  [[nodiscard]] Explanation counted(Explanation proof) const {
    const std::size_t size = size_of(proof);
    proofs_of_rule_ += size;
    proofs_of_all_ += size;
    return proof;
  }

  [[nodiscard]] std::vector<ResultCheck> checks(const RuleProgram& rule,
                                                const ItemJudgement& item) const {
    std::vector<ResultCheck> made;
    for (std::size_t i = 0; i < std::min(rule.checks.size(), item.checks.size()); ++i) {
      const CheckJudgement& judged = item.checks[i];
      ResultCheck& check = made.emplace_back();
      check.label = rule.checks[i].label;
      check.outcome = judged.outcome;
      check.fault = judged.fault;
      check.missing = texts(judged.missing);
      check.explanation = proof(judged.trace);
    }
    return made;
  }

  /// A check of a rule that is judged for each item: its proof is that of the items that decide it.
  [[nodiscard]] ResultCheck check_over_items(const CheckProgram& check, const ResultRule& rule,
                                             const OverItems& over, std::size_t index) const {
    constexpr std::size_t items_shown = 3;
    ResultCheck made;
    made.label = check.label;
    made.outcome = over.outcome();
    made.missing = texts(over.missing());
    Explanation proof;
    bool recorded = false;
    for (const ResultItem& item : rule.items) {
      if (index >= item.checks.size() || item.checks[index].outcome != made.outcome) continue;
      const ResultCheck& judged = item.checks[index];
      if (made.fault.empty()) made.fault = judged.fault;
      if (!judged.explanation) continue;
      recorded = true;
      if (proof.because.size() < items_shown) {
        proof.because.push_back(*judged.explanation);
        proof.because.back().item = item.item;
      } else {
        ++proof.more;
      }
    }
    if (!recorded) return made;
    proof.text = source_text(from_.sources, origin(check));
    proof.value = truth_of(made.outcome, made.missing);
    made.explanation = std::move(proof);
    return made;
  }

  [[nodiscard]] grammar::Span origin(const CheckProgram& check) const {
    return program_.origins[static_cast<std::size_t>(check.condition.root)];
  }

  [[nodiscard]] std::vector<std::string> texts(const std::vector<PathId>& paths) const {
    std::vector<std::string> made;
    made.reserve(paths.size());
    for (const PathId path : paths) made.push_back(facts_[facts_.outermost(path)].text);
    settle(made);
    return made;
  }

  static void settle(std::vector<std::string>& paths) {
    std::ranges::sort(paths);
    paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  }

  [[nodiscard]] std::vector<ResultDiagnostic> diagnostics(
      const std::vector<grammar::Diagnostic>& noticed) const {
    std::vector<ResultDiagnostic> made;
    made.reserve(noticed.size());
    for (const grammar::Diagnostic& diagnostic : noticed) {
      made.push_back({diagnostic.severity, diagnostic.code, diagnostic.message,
                      diagnostic.has_place ? from_.sources.place(diagnostic.span) : ""});
    }
    for (const auto& [span, text] : evaluation_.remarks)
      made.push_back({grammar::Severity::note, "", text, from_.sources.place(span)});
    if (proofs_left_out_)
      made.push_back(
          {grammar::Severity::note, "", "the proofs are too long to show all of them", ""});
    return made;
  }

  const ProofSources& from_;
  const Program& program_;
  const FactBase& facts_;
  const Evaluation& evaluation_;
  const ScorecardProgram& card_;
  const ScorecardJudgement& judged_;
  mutable std::size_t proofs_of_rule_ = 0;  // bytes
  mutable std::size_t proofs_of_all_ = 0;
  mutable bool proofs_left_out_ = false;
};

}  // namespace

std::vector<ResultAction> actions_of(const ProofSources& from, const RuleJudgement& judged) {
  const RuleProgram& rule = from.program.rules[judged.rule];
  std::vector<ResultAction> actions;
  for (const ItemJudgement& item : judged.items) {
    std::unordered_set<std::string_view> said;
    for (std::size_t i = 0; i < item.advice.size(); ++i) {
      if (!said.insert(item.advice[i]).second) continue;
      const AdviceProgram& clause = rule.advice[item.advice_of[i]];
      actions.push_back(
          {item.advice[i], item_name(rule, item, from), item.outcome, clause.effort_days});
    }
  }
  return actions;
}

namespace {

/// The question of the path itself, else of the nearest declaration around it; that of a list asks
/// for its items, not for a field of one.
void add_question(ResultMissing& made, const FactBase& facts, PathId missing) {
  for (PathId path = missing; path != PathId::none; path = facts[path].parent) {
    const PathInfo& info = facts[path];
    if (info.declaration == nullptr && path != missing) return;
    if (info.declaration == nullptr || !info.declaration->question) continue;
    made.ask = info.declaration->question->text;
    made.effort_days = info.declaration->effort_days;
    if (!made.of && !info.of.empty()) made.of = info.of;
    return;
  }
}

/// By the outermost path that is missing around it.
ResultMissing missing_fact(const ProofSources& from, PathId path) {
  const PathId outermost = from.facts.outermost(path);
  const PathInfo& info = from.facts[outermost];
  ResultMissing made;
  made.fact = info.text;
  made.reason = info.missing.value_or(MissingReason::not_supplied);
  made.note = info.note;
  if (!info.of.empty()) made.of = info.of;
  add_question(made, from.facts, outermost);
  made.evidence = shown_evidence(info);
  if (info.last_value)
    made.last_value = plain(*info.last_value, from.program.vocabulary, from.facts);
  return made;
}

}  // namespace

void add_missing(std::vector<ResultMissing>& all, const ProofSources& from,
                 const std::vector<PathId>& paths) {
  for (const PathId path : paths) all.push_back(missing_fact(from, path));
  std::ranges::stable_sort(all, {}, &ResultMissing::fact);
  const auto same = [](const auto& a, const auto& b) { return a.fact == b.fact; };
  all.erase(std::unique(all.begin(), all.end(), same), all.end());
}

Result make_result(const ProofSources& from, const Evaluation& evaluation, std::uint32_t scorecard,
                   const std::vector<grammar::Diagnostic>& noticed) {
  return ResultMaker(from, evaluation, scorecard).make(noticed);
}

}  // namespace entente::engine
