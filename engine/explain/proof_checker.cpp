// Rules and scorecards; single traces are replayed by TraceReplay.
#include "engine/explain/proof_checker.hpp"

#include <fmt/format.h>

#include "engine/evaluate/missing_paths.hpp"
#include "engine/explain/replay_rule.hpp"
#include "engine/explain/replay_trace.hpp"

namespace entente::engine {
namespace {

using replay::at_place;
using replay::Broken;
using replay::Frame;
using replay::is_recorded;
using replay::replayed;
using replay::Ways;

class RuleReplay {
 public:
  RuleReplay(const RuleJudgement& judgement, const ReplaySources& sources, ProofReplay& result)
      : judgement_(judgement),
        sources_(sources),
        rule_(sources.from.program.rules[judgement.rule]),
        result_(result),
        replay_(sources, result) {}

  void check() {
    at_place("rule " + rule_.id, [&] {
      for (const auto& item : judgement_.items) check_item(item);
      if (judgement_.rest) check_rest(*judgement_.rest);
      check_whole();
    });
  }

 private:
  void check_item(const ItemJudgement& item) {
    std::string name;
    if (judgement_.per_item)
      name = item_in_words(item.item, sources_.from.program.vocabulary, sources_.from.facts);
    at_place(name, [&] {
      const Frame frame = rule_.for_each ? Frame{item.item, item.second} : Frame{};
      bool recorded = true;
      const auto ways = ways_of(item, frame, recorded);
      if (!recorded) return void(++result_.beyond);
      settle(ways, item.possible, item.outcome, item.credit);
      check_missing(item.outcome, item.missing, item);
    });
  }

  void settle(const Ways& ways, OutcomeSet possible, Outcome outcome, const Bounds& credit) {
    if (const auto why = differs(ways, possible, outcome, credit)) throw Broken{{"", *why}};
    ++(ways.exact ? result_.checked : result_.beyond);
  }

  /// All ways `applies`, `due` and the checks leave open, from their traces.
  Ways ways_of(const ItemJudgement& item, const Frame& frame, bool& recorded) {
    Ways ways;
    if (!pass(rule_.applies, item.applies, frame, Outcome::not_applicable, "applies", ways,
              recorded))
      return ways;
    if (!pass(rule_.due, item.due, frame, Outcome::not_due, "due", ways, recorded)) return ways;
    std::vector<OutcomeSet> checks;
    for (std::size_t i = 0; i < item.checks.size(); ++i)
      checks.push_back(ways_of_check(i, item.checks[i], frame, recorded));
    if (item.checks.size() != rule_.checks.size()) {
      recorded = false;
      return ways;
    }
    const auto body = replay::ways_of_checks(rule_, checks, ways_of_credits(item, frame));
    ways.possible = static_cast<OutcomeSet>(ways.possible | body.possible);
    ways.exact = ways.exact && body.exact;
    if (body.credit) ways.credit = ways.credit ? hull(*ways.credit, *body.credit) : body.credit;
    return ways;
  }

  /// Empty unless all of them were recorded.
  std::vector<replay::CreditWays> ways_of_credits(const ItemJudgement& item, const Frame& frame) {
    std::vector<replay::CreditWays> all;
    if (item.credits.size() != rule_.credits.size()) return all;
    for (std::size_t i = 0; i < item.credits.size(); ++i) {
      const auto& credit = rule_.credits[i];
      const auto& condition = item.credits[i].condition;
      const auto& amount = item.credits[i].amount;
      const bool conditional = credit.condition.root != NodeId::none;
      if (!amount || !is_recorded(*amount)) return {};
      if (conditional && (!condition || !is_recorded(*condition))) return {};
      at_place(fmt::format("credit {}", i + 1), [&] {
        replay_.check_unit(*amount, credit.amount, frame);
        if (conditional) replay_.check_unit(*condition, credit.condition, frame);
      });
      const bool points = credit.form == grammar::CreditForm::points_when;
      const Ratio whole = points && rule_.weight.sign() != 0 ? to_ratio(rule_.weight) : Ratio(1);
      all.push_back(replay::ways_of_amount(amount->value, whole));
      if (conditional) all.back().condition = replay::ways_of_gate(condition->value);
    }
    return all;
  }

  /// Whether what comes after a gate may be reached.
  bool pass(const Unit& unit, const std::shared_ptr<Trace>& trace, const Frame& frame,
            Outcome when_not, const std::string& name, Ways& ways, bool& recorded) {
    if (unit.root == NodeId::none) return true;
    if (trace == nullptr || !is_recorded(*trace)) {
      recorded = false;
      return true;
    }
    at_place(name, [&] { replay_.check_unit(*trace, unit, frame); });
    const auto gate = replay::ways_of_gate(trace->value);
    if (has(gate, Outcome::not_met)) ways.add(when_not);
    if (has(gate, Outcome::fault)) ways.add(Outcome::fault, {0, 1, false});
    return has(gate, Outcome::met);
  }

  OutcomeSet ways_of_check(std::size_t index, const CheckJudgement& check, const Frame& frame,
                           bool& recorded) {
    OutcomeSet ways = only(check.outcome);
    at_place(fmt::format("check \"{}\"", rule_.checks[index].label), [&] {
      if (check.trace == nullptr || !is_recorded(*check.trace)) {
        recorded = recorded && check.outcome != Outcome::unknown;
        return;
      }
      replay_.check_unit(*check.trace, rule_.checks[index].condition, frame);
      ways = replay::ways_of_check(check.trace->value);
      const auto outcome = is_single(ways) ? single(ways) : Outcome::unknown;
      if (check.outcome != outcome) throw Broken{{"", "the outcome does not follow"}};
      const bool open = check.outcome == Outcome::unknown && check.trace->value.is_unknown();
      const auto missing =
          open ? as_reported(sources_.from.facts, check.trace->value.unknown().missing)
               : std::vector<PathId>();
      if (check.missing != missing) throw Broken{{"", "it waits for other facts"}};
    });
    return ways;
  }

  /// What the item waits for is what something in it waits for.
  void check_missing(Outcome outcome, const std::vector<PathId>& missing,
                     const ItemJudgement& item) const {
    if (outcome != Outcome::unknown || item.may_not_count || !rule_.credits.empty()) return;
    for (const auto path : missing) {
      const bool asked = std::ranges::any_of(item.checks, [&](const CheckJudgement& check) {
        return std::ranges::find(check.missing, path) != check.missing.end();
      });
      if (!asked && rule_.applies.root == NodeId::none && rule_.due.root == NodeId::none)
        throw Broken{{"", "it waits for a fact that no check waits for"}};
    }
  }

  /// Its item was not recorded: the variables of its traces are beyond them.
  void check_rest(const ItemJudgement& rest) {
    at_place("what the list may hold besides", [&] {
      bool recorded = true;
      (void)ways_of(rest, {}, recorded);
      ++result_.beyond;
    });
  }

  void check_whole() {
    if (!judgement_.per_item && judgement_.items.empty()) return void(++result_.beyond);
    const auto ways = whole();
    if (judgement_.assumed) return check_assumed(ways);
    if (judgement_.rest) return check_open();
    if (judgement_.items.empty()) return check_empty();
    settle(ways, judgement_.possible, judgement_.outcome, judgement_.credit);
    if (!is_single(judgement_.possible)) check_fault();
  }

  /// Of a rule that can turn out more than one way fault is said, not unknown, where an item is
  /// surely in fault; whether one that may not count is, its judgement does not tell.
  void check_fault() const {
    const auto in_fault = [](const ItemJudgement& item) { return item.outcome == Outcome::fault; };
    const auto surely = [&](const ItemJudgement& item) {
      return in_fault(item) && (!judgement_.per_item || !item.may_not_count);
    };
    const bool follows = judgement_.outcome == Outcome::fault
                             ? std::ranges::any_of(judgement_.items, in_fault)
                             : !has(judgement_.possible, Outcome::fault) ||
                                   std::ranges::none_of(judgement_.items, surely);
    if (!follows) throw Broken{{"", "the outcome does not follow"}};
  }

  [[nodiscard]] Ways whole() const {
    if (judgement_.per_item) return replay::ways_of_items(judgement_);
    const auto& only_one = judgement_.items.front();
    Ways ways;
    ways.possible = only_one.possible;
    ways.credit = only_one.credit;
    ways.credit->exact = true;
    return ways;
  }

  void check_assumed(const Ways& ways) const {
    const auto& said = rule_.unknown_counts_as;
    if (!said || judgement_.outcome != *said)
      throw Broken{{"", "the rule does not say that unknown counts as this"}};
    const bool was_open = judgement_.rest || judgement_.items.empty() || !is_single(ways.possible);
    if (!was_open) throw Broken{{"", "nothing is assumed of what is known"}};
    const auto credit = *said == Outcome::met ? Ratio(1) : Ratio(0);
    if (!judgement_.credit.is_point() || judgement_.credit.low != credit)
      throw Broken{{"", "the credit does not follow"}};
  }

  /// There may be more items: one that is not met decides, one that is met does not.
  void check_open() {
    ++result_.beyond;
    const bool short_item = std::ranges::any_of(judgement_.items, [](const ItemJudgement& item) {
      return !item.may_not_count && within(item.possible, outcomes::short_of_met);
    });
    const bool rest_open = rule_.needed == 0 && rule_.credits.empty() &&
                           std::ranges::any_of(judgement_.rest->checks, may_fail);
    const auto outcome = judgement_.outcome;
    if (outcome == Outcome::met && (short_item || rest_open))
      throw Broken{{"", "an item is not met, or another may not be"}};
    if ((outcome == Outcome::not_met || outcome == Outcome::partly_met) && !short_item &&
        !judgement_.rest->checks.empty() &&
        std::ranges::all_of(judgement_.rest->checks,
                            [](const auto& check) { return check.outcome == Outcome::unknown; }))
      throw Broken{{"", "no item is known to be not met"}};
    const bool single = is_single(judgement_.possible);
    if (single ? judgement_.possible != only(outcome)
               : outcome != Outcome::unknown && outcome != Outcome::fault)
      throw Broken{{"", "the outcome does not follow"}};
  }

  static bool may_fail(const CheckJudgement& check) {
    if (check.trace == nullptr || !is_recorded(*check.trace))
      return check.outcome == Outcome::not_met || check.outcome == Outcome::fault;
    return overlap(replay::ways_of_check(check.trace->value),
                   any_of(Outcome::not_met, Outcome::fault));
  }

  void check_empty() {
    ++result_.beyond;
    const auto outcome = judgement_.outcome;
    if (judgement_.empty_list ? outcome != Outcome::not_applicable
                              : outcome != Outcome::not_applicable && outcome != Outcome::fault)
      throw Broken{{"", "there is nothing to judge"}};
  }

  const RuleJudgement& judgement_;
  const ReplaySources& sources_;
  const RuleProgram& rule_;
  ProofReplay& result_;
  replay::TraceReplay replay_;
};

// ---------------------------------------------------------------- scorecards

class ScorecardReplay {
 public:
  ScorecardReplay(const ScorecardJudgement& judgement, const ReplaySources& sources,
                  ProofReplay& result)
      : judgement_(judgement),
        sources_{sources.from, sources.evaluation, &judgement},
        program_(sources.from.program),
        result_(result) {}

  void check() {
    const auto& card = program_.scorecards[judgement_.scorecard];
    at_place("scorecard " + card.id, [&] {
      check_sums(card);
      check_verdicts(card);
    });
  }

 private:
  /// Weight times credit over the weight that counts, where all of it is known.
  void check_sums(const ScorecardProgram& card) {
    bool known = true;
    const auto total = share(card.sections, {}, known);
    if (!known) return void(++result_.beyond);
    const bool agrees =
        total.has_value() == judgement_.score.has_value() &&
        (!total || (judgement_.score->is_point() && judgement_.score->low == *total * 100));
    if (!agrees) throw Broken{{"", "the score does not follow from its rules"}};
    ++result_.checked;
  }

  std::optional<Ratio> share(const std::vector<std::uint32_t>& sections,
                             const std::vector<std::uint32_t>& rules, bool& known) const {
    Ratio sum = 0;
    Ratio weights = 0;
    const auto add = [&](const Number& weight, const Ratio& credit) {
      sum += to_ratio(weight) * credit;
      weights += to_ratio(weight);
    };
    for (const auto index : rules) {
      const auto& rule = sources_.evaluation.rules[index];
      known = known && !rule.may_not_count && rule.credit.is_point();
      if (rule.counts) add(program_.rules[index].weight, rule.credit.low);
    }
    for (const auto index : sections) {
      const auto& section = program_.sections[index];
      if (const auto own = share(section.children, section.rules, known)) add(section.weight, *own);
    }
    if (weights == 0) return std::nullopt;
    return sum / weights;
  }

  void check_verdicts(const ScorecardProgram& card) {
    if (judgement_.conditions.size() != card.verdicts.size()) return void(++result_.beyond);
    replay::TraceReplay replay(sources_, result_);
    std::vector<std::uint32_t> open;  // possible over whole bounds, not cut into cells
    bool reached = true;
    for (std::uint32_t i = 0; i < card.verdicts.size(); ++i) {
      const auto& condition = card.verdicts[i].condition;
      OutcomeSet ways = only(Outcome::met);
      if (condition.root != NodeId::none) {
        at_place("verdict \"" + card.verdicts[i].name + "\"",
                 [&] { replay.check_unit(*judgement_.conditions[i], condition, {}); });
        if (!is_recorded(*judgement_.conditions[i])) return;
        ways = replay::ways_of_check(judgement_.conditions[i]->value);
      }
      if (reached && overlap(ways, any_of(Outcome::met, Outcome::fault))) open.push_back(i);
      reached = reached && ways != only(Outcome::met);
    }
    const auto& said = judgement_.verdicts;
    if (said.empty() ? judgement_.score.has_value() : !follow(said, open))
      throw Broken{{"", "another verdict follows from the conditions"}};
    ++(said == open ? result_.checked : result_.beyond);
  }

  /// Cutting scores into cells and trying cases leaves fewer; a section in which perhaps nothing
  /// counts adds what its absence decides.
  [[nodiscard]] bool follow(const std::vector<std::uint32_t>& said,
                            const std::vector<std::uint32_t>& open) const {
    const bool may_vanish =
        std::ranges::any_of(judgement_.sections, &SectionJudgement::may_not_count);
    if (may_vanish) return std::ranges::find_first_of(said, open) != said.end();
    return std::ranges::includes(open, said);
  }

  const ScorecardJudgement& judgement_;
  const ReplaySources sources_;
  const Program& program_;
  ProofReplay& result_;
};

}  // namespace

ProofReplay check_proof(const Trace& trace, const ReplaySources& sources,
                        std::span<const Value> locals) {
  return replayed([&](ProofReplay& result) {
    Frame frame(locals.begin(), locals.end());
    if (!is_recorded(trace)) return void(++result.beyond);
    replay::TraceReplay(sources, result).check(trace, frame);
  });
}

ProofReplay check_proof(const RuleJudgement& rule, const ReplaySources& sources) {
  return replayed([&](ProofReplay& result) { RuleReplay(rule, sources, result).check(); });
}

ProofReplay check_proof(const ScorecardJudgement& scorecard, const ReplaySources& sources) {
  return replayed(
      [&](ProofReplay& result) { ScorecardReplay(scorecard, sources, result).check(); });
}

}  // namespace entente::engine
