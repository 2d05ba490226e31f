// A condition short of what it should be is taken apart into what has to hold: all of several
// parts, at least some of them, or one condition that nothing divides. The cheapest choice among
// these is taken, and then every condition of it is tried for whether it is needed at all: the same
// one may stand at several places.
#include "engine/explain/why_not.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "engine/evaluate/missing_paths.hpp"
#include "engine/explain/need_in_words.hpp"
#include "engine/explain/source_text.hpp"
#include "grammar/ast_print.hpp"

namespace entente::engine {
namespace {

using Conditions = std::set<std::size_t>;  // indices

/// What has to hold.
struct Want {
  enum class Kind : std::uint8_t { holds, condition, parts, never } kind = Kind::holds;
  std::size_t condition = 0;
  std::size_t needed = 0;  // of the parts
  std::vector<Want> parts;
};

Want of_kind(Want::Kind kind) { return {kind, 0, 0, {}}; }
Want some_of(std::vector<Want> parts, std::size_t needed) {
  return {Want::Kind::parts, 0, needed, std::move(parts)};
}
Want all_of(std::vector<Want> parts) {
  const auto count = parts.size();
  return some_of(std::move(parts), count);
}

/// Whether it would hold if the conditions of both sets did.
bool would_hold(const Want& want, const Conditions& holding, const Conditions& besides) {
  switch (want.kind) {
    case Want::Kind::holds:
      return true;
    case Want::Kind::condition:
      return holding.contains(want.condition) || besides.contains(want.condition);
    case Want::Kind::never:
      return false;
    case Want::Kind::parts:
      break;
  }
  const auto count = std::ranges::count_if(
      want.parts, [&](const Want& part) { return would_hold(part, holding, besides); });
  return static_cast<std::size_t>(count) >= want.needed;
}

/// Where a condition stands and what it is for; where judging goes on below it.
struct Place {
  std::vector<std::uint32_t> steps;
  std::string check;
  std::string item;     // of the lists around it
  std::string context;  // that, and the arguments of functions: the same condition if the same
  Named named;          // variables of the function it stands in
};

class Search {
 public:
  explicit Search(const ProofSources& from, const Evaluation& evaluation,
                  const ScorecardJudgement* scorecard = nullptr)
      : from_(from), evaluation_(evaluation), scorecard_(scorecard) {}

  /// What it takes for this step to be `wanted`. As one condition of several items none and nothing
  /// do not hold.
  Want want(const Trace& t, bool wanted, const Place& at, bool of_item = false) {
    const bool fails =
        t.value.is_false() ||
        (of_item && (t.value.is_null(NullReason::none) || t.value.is_null(NullReason::nothing)));
    if (wanted ? t.value.is_true() : fails) return of_kind(Want::Kind::holds);
    if (t.value.is_null(NullReason::error)) return in_fault(t);
    const Node& node = from_.program[t.node];
    if (t.left_out > 0) return one(t, wanted, at);
    switch (node.op) {
      case Op::and_:
      case Op::or_: {
        auto parts = of_children(t, wanted, at, false);
        const bool all = (node.op == Op::and_) == wanted;
        return all ? all_of(std::move(parts)) : some_of(std::move(parts), 1);
      }
      case Op::not_:
        return want(t.children.front(), !wanted, below(at, t, 0));
      case Op::measure:
      case Op::call:
        return called(t, wanted, at);
      case Op::if_:
        if (t.children.size() != 2) return one(t, wanted, at);
        return want(t.children[1], wanted, below(at, t, 1));
      case Op::every:
      case Op::every_two:
      case Op::some:
      case Op::some_two:
        return of_items(t, node, wanted, at);
      case Op::every_must_met:
        return wanted && scorecard_ != nullptr ? must_rules(t, at) : one(t, wanted, at);
      default:
        return one(t, wanted, at);
    }
  }

  /// A condition of which no steps were recorded.
  Want unrecorded(NodeId root, Outcome outcome, const Place& at) {
    OpenCondition& made =
        add(fmt::format("{}|{}", static_cast<std::uint32_t>(root), at.context), at);
    made.text = source_text(from_.sources, from_.program.origins[static_cast<std::size_t>(root)]);
    made.need = fmt::format("`{}` to hold", made.text);
    if (outcome == Outcome::unknown) made.value.kind = PlainValue::Kind::unknown;
    return last(outcome == Outcome::unknown);
  }

  /// The rule's own credit, where no check names the outcome.
  Want credit(const CreditProgram& credit, const Bounds& now) {
    Want made =
        unrecorded(credit.amount.root, now.is_point() ? Outcome::not_met : Outcome::unknown, {});
    const auto per_cent = [](const Ratio& share) { return to_decimal_text(share * 100, 2) + " %"; };
    conditions_[made.condition].need =
        fmt::format("a credit of 100 % (now {}{})", per_cent(now.low),
                    now.is_point() ? std::string() : " to " + per_cent(now.high));
    return made;
  }

  void fill(const Want& want, WhyNot& result) {
    Choice choice = choose(want);
    reduce(want, choice.unmet, waiting_);
    Conditions waits = choice.waiting;
    if (!would_hold(want, choice.unmet, waits)) waits = waiting_;
    reduce(want, waits, choice.unmet);
    for (const auto index : choice.unmet) result.unmet.push_back(conditions_[index]);
    for (const auto index : waits) result.waiting.push_back(conditions_[index]);
    if (!would_hold(want, choice.unmet, waits)) {
      result.enough = false;
      result.why = fault_.empty() ? "nothing that was judged would be enough" : fault_;
    } else if (const auto both = contradiction(choice.unmet)) {
      result.enough = false;
      result.why = fmt::format("`{}` would have to hold and not to hold", *both);
    }
  }

 private:
  /// The conditions chosen, and how dear the choice is.
  struct Choice {
    Conditions unmet;
    Conditions waiting;
    std::size_t dear = 0;  // conditions that only another rule could mend
    bool possible = true;

    [[nodiscard]] auto cost() const {
      return std::tuple(!possible, dear, unmet.size(), waiting.size());
    }
    void join(const Choice& other) {
      unmet.insert(other.unmet.begin(), other.unmet.end());
      waiting.insert(other.waiting.begin(), other.waiting.end());
      dear += other.dear;
      possible = possible && other.possible;
    }
  };

  [[nodiscard]] Choice choose(const Want& want) const {
    Choice choice;
    switch (want.kind) {
      case Want::Kind::holds:
        return choice;
      case Want::Kind::never:
        choice.possible = false;
        return choice;
      case Want::Kind::condition:
        (waiting_.contains(want.condition) ? choice.waiting : choice.unmet).insert(want.condition);
        choice.dear = fixed_.contains(want.condition) ? 1 : 0;
        return choice;
      case Want::Kind::parts:
        break;
    }
    std::vector<Choice> choices;
    for (const Want& part : want.parts) choices.push_back(choose(part));
    std::ranges::stable_sort(choices, {}, &Choice::cost);
    choice.possible = choices.size() >= want.needed;
    for (std::size_t i = 0; i < std::min(want.needed, choices.size()); ++i) choice.join(choices[i]);
    return choice;
  }

  /// Leaves out, from the last on, what is not needed beside the others: nothing, where each
  /// condition stands at one place.
  void reduce(const Want& want, Conditions& chosen, const Conditions& besides) const {
    const auto shared = [](const OpenCondition& condition) { return condition.places.size() > 1; };
    if (std::ranges::none_of(conditions_, shared)) return;
    const std::vector<std::size_t> each(chosen.rbegin(), chosen.rend());
    for (const auto index : each) {
      chosen.erase(index);
      if (!would_hold(want, chosen, besides)) chosen.insert(index);
    }
  }

  /// The text of one that would have to hold and not to hold.
  [[nodiscard]] std::optional<std::string> contradiction(const Conditions& chosen) const {
    std::set<std::string_view> seen;
    for (const auto index : chosen)
      if (!seen.insert(subjects_[index]).second) return conditions_[index].text;
    return std::nullopt;
  }

  // -------------------------------------------------------------- taking apart

  [[nodiscard]] Place below(const Place& at, const Trace& t, std::size_t child) const {
    Place place = at;
    place.steps.push_back(static_cast<std::uint32_t>(child));
    const Trace& step = t.children[child];
    if (!step.per_item) return place;
    const auto item = item_in_words(step.item, from_.program.vocabulary, from_.facts);
    place.item += (place.item.empty() ? "" : ", ") + item;
    place.context += "|" + item;
    return place;
  }

  std::vector<Want> of_children(const Trace& t, bool wanted, const Place& at, bool items) {
    std::vector<Want> parts;
    for (std::size_t i = 0; i < t.children.size(); ++i)
      if (t.children[i].per_item || !items)
        parts.push_back(want(t.children[i], wanted, below(at, t, i), items));
    return parts;
  }

  /// What is defined under a name: its own conditions, for these arguments.
  Want called(const Trace& t, bool wanted, const Place& at) {
    const Node& node = from_.program[t.node];
    const NodeId body = node.op == Op::measure ? from_.program.measures[node.a].body.root
                                               : from_.program.functions[node.a].body.root;
    if (t.children.empty() || t.children.back().node != body) return one(t, wanted, at);
    Place place = below(at, t, t.children.size() - 1);
    place.named.clear();
    for (std::uint32_t i = 0; i + 1 < t.children.size(); ++i) {
      const Trace& argument = t.children[i];
      place.context +=
          "(" + in_words(plain(argument.value, from_.program.vocabulary, from_.facts)) + ")";
      place.named[i] = subject_in_words(argument, from_, at.named);
    }
    return want(t.children.back(), wanted, place);
  }

  /// One more item may do for `some` as well as any that is there: it is a condition by itself.
  Want of_items(const Trace& t, const Node& node, bool wanted, const Place& at) {
    const bool every = node.op == Op::every || node.op == Op::every_two;
    const bool pairs = node.op == Op::every_two || node.op == Op::some_two;
    const bool in_open_order = pairs && node.aux == 1 && t.value.is_unknown();
    const bool perhaps =
        t.value.is_unknown() && std::ranges::any_of(t.children, [&](const Trace& child) {
          return child.per_item && (every ? !child.value.is_true() : child.value.is_true()) &&
                 !child.value.is_unknown();
        });
    auto is_item = [](const Trace& child) { return child.per_item; };
    if (every != wanted || perhaps || in_open_order || std::ranges::none_of(t.children, is_item))
      return one(t, wanted, at);
    return all_of(of_children(t, wanted, at, true));
  }

  Want must_rules(const Trace& t, const Place& at) {
    std::vector<Want> parts;
    for (const auto index : scorecard_->rules) {
      if (!from_.program.rules[index].must) continue;
      const RuleJudgement& rule = evaluation_.rules[index];
      const auto harmful =
          static_cast<OutcomeSet>(rule.possible & ~only(Outcome::met) & ~outcomes::not_counting);
      if (harmful == 0) continue;
      const std::string& id = from_.program.rules[index].id;
      OpenCondition& made = add("rule|" + id, at);
      made.rule = id;
      made.text =
          source_text(from_.sources, from_.program.origins[static_cast<std::size_t>(t.node)]);
      made.need =
          fmt::format("rule {} to be met (now {})", id, grammar::outcome_name(rule.outcome));
      for (const auto path : rule.missing) made.missing.push_back(from_.facts[path].text);
      const bool surely =
          rule.counts && !rule.may_not_count && within(rule.possible, outcomes::short_of_met);
      parts.push_back(last(!surely));
    }
    return all_of(std::move(parts));
  }

  Want in_fault(const Trace& t) {
    if (fault_.empty())
      fault_ = t.value.error_message().empty() ? "a condition is in fault"
                                               : std::string(t.value.error_message());
    return of_kind(Want::Kind::never);
  }

  // -------------------------------------------------------------- conditions

  /// This step as one condition.
  Want one(const Trace& t, bool wanted, const Place& at) {
    const Node& node = from_.program[t.node];
    const auto text =
        source_text(from_.sources, from_.program.origins[static_cast<std::size_t>(t.node)]);
    const auto value = plain(t.value, from_.program.vocabulary, from_.facts);
    // What is written alike and judged for the same is the same condition, wherever it stands.
    const auto subject = fmt::format("{}|{}|{}", text, at.context, in_words(value));
    const bool waits =
        t.value.is_unknown() && kinds_of(t.value).has(wanted ? kinds::true_ : kinds::false_);
    OpenCondition& made = add(subject, at, wanted);
    if (made.places.size() > 1) return last(waits);
    made.text = text;
    made.value = value;
    made.wanted = wanted;
    made.need = need_in_words(t, wanted, from_, at.named);
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
    if (node.op == Op::constant) fixed_.insert(last_);
    return last(waits);
  }

  OpenCondition& add(const std::string& subject, const Place& at, bool wanted = true) {
    const auto [known, is_new] = known_.try_emplace({subject, wanted}, conditions_.size());
    last_ = known->second;
    if (is_new) {
      conditions_.emplace_back();
      conditions_.back().check = at.check;
      conditions_.back().item = at.item;
      subjects_.push_back(subject);
    }
    conditions_[last_].places.push_back(at.steps);
    return conditions_[last_];
  }
  Want last(bool waits) {
    if (waits) waiting_.insert(last_);
    Want made = of_kind(Want::Kind::condition);
    made.condition = last_;
    return made;
  }

  const ProofSources& from_;
  const Evaluation& evaluation_;
  const ScorecardJudgement* scorecard_;
  std::vector<OpenCondition> conditions_;  // in the order met
  std::vector<std::string> subjects_;      // of each: the same of what is the same condition
  std::map<std::pair<std::string, bool>, std::size_t> known_;
  Conditions waiting_;
  Conditions fixed_;  // by the rule as written
  std::size_t last_ = 0;
  std::string fault_;
};

/// What a rule asks of one item.
Want wanted_of(const RuleProgram& rule, const ItemJudgement& item, Search& search) {
  std::vector<Want> checks;
  for (std::uint32_t i = 0; i < item.checks.size(); ++i) {
    const auto& check = item.checks[i];
    if (check.outcome == Outcome::not_applicable) continue;
    const Place at{{i}, rule.checks[i].label, {}, {}, {}};
    if (check.trace != nullptr && check.trace->node != NodeId::none) {
      checks.push_back(search.want(*check.trace, true, at));
    } else if (check.outcome == Outcome::met) {
      checks.push_back(of_kind(Want::Kind::holds));
    } else {
      checks.push_back(search.unrecorded(rule.checks[i].condition.root, check.outcome, at));
    }
  }
  if (rule.checks.empty() && !rule.credits.empty())
    checks.push_back(search.credit(rule.credits.front(), item.credit));
  return rule.needed == 0 ? all_of(std::move(checks)) : some_of(std::move(checks), rule.needed);
}

}  // namespace

std::vector<WhyNot> why_not(const RuleJudgement& rule, const Evaluation& evaluation,
                            const ProofSources& from) {
  const auto open = any_of(Outcome::partly_met, Outcome::not_met, Outcome::unknown, Outcome::fault);
  std::vector<WhyNot> all;
  for (const ItemJudgement& item : rule.items) {
    if (!overlap(only(item.outcome), open)) continue;
    WhyNot& made = all.emplace_back();
    made.outcome = item.outcome;
    if (rule.per_item) {
      made.item = item_in_words(item.item, from.program.vocabulary, from.facts);
      if (from.program.rules[rule.rule].for_each_two)
        made.item += " and " + item_in_words(item.second, from.program.vocabulary, from.facts);
    }
    Search search(from, evaluation);
    search.fill(wanted_of(from.program.rules[rule.rule], item, search), made);
    // A fault in `applies`, `due` or the credit is none of the checks'.
    if (item.outcome == Outcome::fault && made.unmet.empty()) made.enough = false;
    if (!made.enough && !item.fault.empty()) made.why = item.fault;
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
  for (std::uint32_t i = 0; i < verdict && made.why.empty(); ++i)
    if (verdicts[i].condition.root != NodeId::none && scorecard.conditions[i]->value.is_true())
      made.why = fmt::format("\"{}\" holds, and stands before it", verdicts[i].name);
  made.enough = made.why.empty();
  if (verdicts[verdict].condition.root == NodeId::none) return made;
  const Trace& condition = *scorecard.conditions[verdict];
  if (condition.node == NodeId::none) {
    made.enough = false;
    made.why = "its conditions were not recorded";
    return made;
  }
  made.outcome = condition.value.is_true()      ? Outcome::met
                 : condition.value.is_unknown() ? Outcome::unknown
                                                : Outcome::not_met;
  Search search(from, evaluation, &scorecard);
  search.fill(search.want(condition, true, {{0}, {}, {}, {}, {}}), made);
  return made;
}

}  // namespace entente::engine
