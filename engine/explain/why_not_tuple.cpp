// Why a tuple is not there. Of the ways that clauses came near to it: one that wants conditions
// alone; else one that wants a last tuple of another relation; else what a clause says as a whole.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/evaluate/step_recorder.hpp"
#include "engine/explain/source_text.hpp"
#include "engine/explain/why_not.hpp"

namespace entente::engine {
namespace {

class TupleNeeds {
 public:
  explicit TupleNeeds(const ProofSources& from) : from_(from) {}

  WhyNot of(std::uint32_t relation, std::span<const std::optional<Value>> items) {
    asked_.insert(relation);
    const std::vector<NearMiss> misses = from_.recorder->misses(relation, items);
    std::optional<WhyNot> best;
    for (const NearMiss& miss : misses) {
      if (miss.atom || miss.item || miss.broken) continue;
      WhyNot made = of_conditions(miss);
      if (made.enough && (!best || size(made) < size(*best))) best = std::move(made);
    }
    if (best) return *best;
    for (const NearMiss& miss : misses)
      if (wants_one_tuple(miss)) return of_tuple(miss);
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

  [[nodiscard]] WhyNot of_conditions(const NearMiss& miss) const {
    std::vector<Trace> steps;
    for (const auto condition : miss.unmet)
      steps.push_back(from_.recorder->expression(
          from_.program.clauses[miss.clause].conditions[condition].unit, miss.locals));
    return why_not(steps, miss.locals, *from_.evaluation, from_);
  }

  /// All else was matched before it.
  [[nodiscard]] bool wants_one_tuple(const NearMiss& miss) const {
    if (!miss.atom || !miss.unmet.empty()) return false;
    const MatchStep& last = from_.program.clauses[miss.clause].orders.front().back();
    return last.kind == MatchStep::Kind::atom && last.part == *miss.atom &&
           std::ranges::all_of(miss.asked, [](const auto& item) { return item.has_value(); });
  }

  WhyNot of_tuple(const NearMiss& miss) {
    const auto relation = from_.program.clauses[miss.clause].atoms[*miss.atom].relation;
    if (!asked_.contains(relation))
      if (WhyNot made = of(relation, miss.asked); made.enough) return made;
    WhyNot made;
    made.outcome = Outcome::not_met;
    OpenCondition& condition = made.unmet.emplace_back();
    condition.text = tuple_in_words(relation, miss.asked, from_);
    condition.value.kind = PlainValue::Kind::boolean;
    condition.need = fmt::format("`{}` to hold", condition.text);
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
  std::set<std::uint32_t> asked_;  // relations on the way here
};

}  // namespace

WhyNot why_not(std::uint32_t relation, std::span<const std::optional<Value>> items,
               const ProofSources& from) {
  return TupleNeeds(from).of(relation, items);
}

}  // namespace entente::engine
