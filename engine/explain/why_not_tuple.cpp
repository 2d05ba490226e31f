// Why a tuple is not there. Of the ways that clauses came near to it: one that wants conditions
// alone; else one that wants a last tuple of another relation; else what a clause says as a whole.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "engine/evaluate/step_recorder.hpp"
#include "engine/explain/need_in_words.hpp"
#include "engine/explain/prover.hpp"
#include "engine/explain/source_text.hpp"
#include "engine/explain/why_not.hpp"

namespace entente::engine {
namespace {

class TupleNeeds {
 public:
  /// `trial`: asks whether the tuple asked for first is brought about; null: nothing is tried.
  TupleNeeds(const ProofSources& from, AnswerTrial* trial) : from_(from), trial_(trial) {}

  WhyNot of(std::uint32_t relation, std::span<const std::optional<Value>> items) {
    asked_.insert(relation);
    const std::vector<NearMiss> misses = from_.recorder->misses(relation, items);
    std::optional<WhyNot> best;
    std::optional<WhyNot> in_vain;  // a match that nothing makes one
    for (const NearMiss& miss : misses) {
      if (!is_matched(miss)) continue;
      WhyNot made = of_match(miss, items, trial_);
      if (!made.enough) {
        in_vain = std::move(made);
      } else if (!best || size(made) < size(*best)) {
        best = std::move(made);
      }
    }
    if (best) return *best;
    for (const NearMiss& miss : misses) {
      if (!wants_one_tuple(miss)) continue;
      if (WhyNot made = of_tuple(miss, items); made.enough) return made;
    }
    if (in_vain) return *in_vain;
    // The clause that asks for the least.
    const auto& clauses = from_.program.relations[relation].clauses;
    WhyNot made;
    if (clauses.empty()) {
      made.enough = false;
      made.why = "no clause derives it";
      return made;
    }
    const auto parts = [&](std::uint32_t clause) {
      const ClauseProgram& about = from_.program.clauses[clause];
      return about.atoms.size() + about.items.size();
    };
    made.outcome = Outcome::not_met;
    made.unmet.push_back(whole_clause(*std::ranges::min_element(clauses, {}, parts), items));
    return made;
  }

 private:
  static std::size_t size(const WhyNot& open) { return open.unmet.size() + open.waiting.size(); }

  /// Only conditions are wanting, or it is not known whether what was matched is there.
  static bool is_matched(const NearMiss& miss) {
    return !miss.atom && !miss.item && !miss.argument;
  }

  /// All but one atom is matched.
  static bool wants_one_tuple(const NearMiss& miss) {
    const auto has_value = [](const auto& each) { return each.has_value(); };
    const auto matched = std::ranges::count_if(miss.rows, has_value);
    return miss.atom && matched + 1 == std::ssize(miss.rows) &&
           std::ranges::all_of(miss.items, has_value) && std::ranges::all_of(miss.asked, has_value);
  }

  /// Its conditions, and what of it is open. Tried where only conditions and facts are open.
  [[nodiscard]] WhyNot of_match(const NearMiss& miss, std::span<const std::optional<Value>> items,
                                AnswerTrial* trial) const {
    const ClauseProgram& clause = from_.program.clauses[miss.clause];
    std::vector<OpenCondition> open;
    add_open_rows(miss, open);
    add_open_items(miss, open);
    if (!open.empty()) trial = nullptr;
    SupposedFacts::Supposition answers;
    for (const auto argument : miss.open_arguments) {
      const ArgumentProgram& about = clause.arguments[argument];
      const Trace step = from_.recorder->expression(about.value, miss.locals);
      const auto wanted = bound_to(about.slot, miss, items);
      const auto path = fact_asked(step, from_);
      open.push_back(not_known(source_text(from_, about.value.root),
                               fmt::format("{} to be {}", subject_in_words(step, from_, {}),
                                           wanted ? argument_in_words(*wanted, from_) : "known")));
      if (path != PathId::none) {
        open.back().fact = from_.facts[path].text;
        open.back().missing = {from_.facts[path].text};
      }
      if (path == PathId::none || !wanted) trial = nullptr;
      if (wanted) answers[path] = *wanted;
    }
    if (trial != nullptr) trial->give_beside(std::move(answers));
    std::vector<Trace> steps;
    for (const ConditionProgram& condition : clause.conditions)
      steps.push_back(from_.recorder->expression(condition.unit, miss.locals));
    WhyNot made = why_not(steps, miss.locals, *from_.evaluation, from_, trial);
    std::ranges::move(open, std::back_inserter(made.waiting));
    return made;
  }

  void add_open_items(const NearMiss& miss, std::vector<OpenCondition>& open) const {
    const ClauseProgram& clause = from_.program.clauses[miss.clause];
    for (std::size_t i = 0; i < clause.items.size(); ++i) {
      if (!miss.perhaps[i]) continue;
      const ItemProgram& item = clause.items[i];
      const auto name = item_in_words(*miss.items[i], from_.program.vocabulary, from_.facts);
      const auto list = source_text(from_, clause.lists[item.list].unit.root);
      open.push_back(not_known(clause.slots[item.slot].name + " in " + list,
                               fmt::format("{} to be in `{}`", name, list)));
    }
  }

  void add_open_rows(const NearMiss& miss, std::vector<OpenCondition>& open) const {
    const ClauseProgram& clause = from_.program.clauses[miss.clause];
    const DerivedRelations& derived = from_.recorder->relations(clause.relation);
    for (std::size_t i = 0; i < miss.rows.size(); ++i) {
      const auto relation = clause.atoms[i].relation;
      const Extension& extension = derived.extensions[relation];
      if (!miss.rows[i] || extension.is_sure(*miss.rows[i])) continue;
      const auto text = source_text(from_.sources, clause.atoms[i].span);
      std::vector<std::optional<Value>> tuple;
      const auto terms = extension.tuple(*miss.rows[i]);
      for (std::size_t k = 0; k < terms.size(); ++k) {
        const auto kind = from_.program.relations[relation].columns[k];
        tuple.push_back(is_known(terms[k]) ? std::optional(derived.terms[kind][terms[k]])
                                           : std::nullopt);
      }
      const auto name = tuple_in_words(relation, tuple, from_);
      open.push_back(not_known(text, fmt::format("`{}` to hold", name)));
    }
  }

  static OpenCondition not_known(std::string text, std::string need) {
    OpenCondition condition;
    condition.text = std::move(text);
    condition.value.kind = PlainValue::Kind::unknown;
    condition.need = std::move(need);
    return condition;
  }

  /// What a part of the clause has to be, as all else says; none: anything.
  [[nodiscard]] std::optional<Value> bound_to(std::uint32_t slot, const NearMiss& miss,
                                              std::span<const std::optional<Value>> items) const {
    const ClauseProgram& clause = from_.program.clauses[miss.clause];
    for (std::size_t i = 0; i < items.size(); ++i)
      if (clause.head[i] == slot && items[i]) return items[i];
    const DerivedRelations& derived = from_.recorder->relations(clause.relation);
    for (std::size_t i = 0; i < miss.rows.size(); ++i) {
      const AtomProgram& atom = clause.atoms[i];
      const auto at = std::ranges::find(atom.slots, slot) - atom.slots.begin();
      if (!miss.rows[i] || at == std::ssize(atom.slots)) continue;
      const TermId term =
          derived.extensions[atom.relation].tuple(*miss.rows[i])[static_cast<std::size_t>(at)];
      if (is_known(term)) return derived.terms[clause.slots[slot].kind][term];
    }
    return std::nullopt;
  }

  /// The tuple that is wanting, then all that is open beside it.
  WhyNot of_tuple(const NearMiss& miss, std::span<const std::optional<Value>> items) {
    const auto relation = from_.program.clauses[miss.clause].atoms[*miss.atom].relation;
    WhyNot made = of_match(miss, items, nullptr);
    if (!made.enough) return made;
    if (size(made) > 0) trial_ = nullptr;
    if (!asked_.contains(relation)) {
      if (const WhyNot tuple = of(relation, miss.asked); tuple.enough) {
        made.outcome = tuple.outcome;
        made.unmet.insert(made.unmet.begin(), tuple.unmet.begin(), tuple.unmet.end());
        made.waiting.insert(made.waiting.begin(), tuple.waiting.begin(), tuple.waiting.end());
        return made;
      }
    }
    made.outcome = Outcome::not_met;
    OpenCondition condition;
    condition.text = tuple_in_words(relation, miss.asked, from_);
    condition.value.kind = PlainValue::Kind::boolean;
    condition.need = fmt::format("`{}` to hold", condition.text);
    made.unmet.insert(made.unmet.begin(), std::move(condition));
    return made;
  }

  [[nodiscard]] OpenCondition whole_clause(std::uint32_t index,
                                           std::span<const std::optional<Value>> items) const {
    const ClauseProgram& clause = from_.program.clauses[index];
    OpenCondition condition;
    condition.text = source_text(from_.sources, clause.span);
    condition.value.kind = PlainValue::Kind::boolean;
    std::string wanted;
    const auto want = [&](const std::string& what) {
      wanted += (wanted.empty() ? "" : " and ") + what;
    };
    for (std::size_t i = 0; i < items.size(); ++i)
      if (items[i])
        want(fmt::format("`{}` is {}", text_of_column(clause, i),
                         item_in_words(*items[i], from_.program.vocabulary, from_.facts)));
    for (const AtomProgram& atom : clause.atoms) want(quoted(atom.span));
    for (const ConditionProgram& each : clause.conditions) want(quoted(each.span));
    std::string found;
    for (const ItemProgram& item : clause.items) {
      const NodeId list = clause.lists[item.list].unit.root;
      found +=
          fmt::format("{}one `{}` in {}", found.empty() ? "" : " and ",
                      clause.slots[item.slot].name, fmt::format("`{}`", source_text(from_, list)));
    }
    condition.need = found.empty()    ? wanted
                     : wanted.empty() ? found
                                      : fmt::format("{}, so that {}", found, wanted);
    return condition;
  }

  /// A variable, or the expression that gives it.
  [[nodiscard]] std::string text_of_column(const ClauseProgram& clause, std::size_t column) const {
    const auto slot = clause.head[column];
    for (const ArgumentProgram& argument : clause.arguments)
      if (argument.slot == slot) return source_text(from_, argument.value.root);
    return slot < clause.slots.size() ? clause.slots[slot].name : std::string("_");
  }
  [[nodiscard]] std::string quoted(grammar::Span span) const {
    return fmt::format("`{}`", source_text(from_.sources, span));
  }

  const ProofSources& from_;
  AnswerTrial* trial_;             // null once more is wanted than one match
  std::set<std::uint32_t> asked_;  // relations on the way here
};

}  // namespace

WhyNot why_not(std::uint32_t relation, std::span<const std::optional<Value>> items,
               const ProofSources& from) {
  AnswerTrial trial(from, *from.evaluation);
  const bool can_try =
      std::ranges::all_of(items, [](const auto& item) { return item.has_value(); });
  if (can_try)
    trial.ask(
        [&](const JudgedAll& all, const FactBase&, ExpressionEvaluator& evaluator) {
          JudgedRules rules(all.rules);
          std::vector<Value> asked;
          for (const auto& item : items) asked.push_back(*item);
          return evaluator.holds(relation, asked, rules).is_true();
        },
        {{}, {}, relation, {}});
  return TupleNeeds(from, can_try ? &trial : nullptr).of(relation, items);
}

}  // namespace entente::engine
