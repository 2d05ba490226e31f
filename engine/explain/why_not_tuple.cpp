// Why a tuple is not there. Of the ways that clauses came near to it: one that wants conditions
// alone; else one that wants a last tuple of another relation; else what a clause says as a whole.
// A clause that the tuple itself contradicts is none of these.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "engine/evaluate/node_walk.hpp"
#include "engine/evaluate/operators.hpp"
#include "engine/evaluate/step_recorder.hpp"
#include "engine/explain/need_in_words.hpp"
#include "engine/explain/prover.hpp"
#include "engine/explain/source_text.hpp"
#include "engine/explain/why_not.hpp"

namespace entente::engine {
namespace {

class TupleNeeds {
 public:
  explicit TupleNeeds(const ProofSources& from) : from_(from) {}

  /// `trial`: asks whether the tuple asked for first is brought about; null: nothing is tried, as
  /// more is wanted than one match.
  WhyNot of(std::uint32_t relation, std::span<const std::optional<Value>> items,
            AnswerTrial* trial) {
    asked_.insert(relation);
    std::vector<std::uint32_t> clauses;  // that may derive it
    std::string contradiction = "no clause derives it";
    for (const auto clause : from_.program.relations[relation].clauses) {
      if (auto against = against_clause(from_.program.clauses[clause], items))
        contradiction = std::move(*against);
      else
        clauses.push_back(clause);
    }
    if (clauses.empty()) return not_enough(std::move(contradiction));
    std::vector<NearMiss> misses = from_.recorder->misses(relation, items);
    std::erase_if(misses, [&](const NearMiss& miss) {
      return std::ranges::find(clauses, miss.clause) == clauses.end();
    });
    std::optional<WhyNot> best;
    std::optional<WhyNot> untried;
    std::optional<WhyNot> in_vain;  // a match that nothing makes one
    const auto consider = [&](const NearMiss& miss, WhyNot made) {
      auto& like_it = made.enough ? best : made.untried ? untried : in_vain;
      if (&like_it == &in_vain && is_bound_by(items, from_.program.clauses[miss.clause]))
        std::erase(clauses, miss.clause);  // there is no other match
      if (!like_it || size(made) < size(*like_it)) like_it = std::move(made);
    };
    for (const NearMiss& miss : misses)
      if (is_matched(miss)) consider(miss, of_match(miss, items, trial));
    if (best) return *best;
    for (const NearMiss& miss : misses) {
      if (wants_one_tuple(miss)) consider(miss, of_tuple(miss, items, trial));
      if (best) return *best;
    }
    if (clauses.empty()) return untried ? *untried : *in_vain;
    // The clause that asks for the least.
    const auto parts = [&](std::uint32_t clause) {
      const ClauseProgram& about = from_.program.clauses[clause];
      return std::pair(!is_open_to_new_items(about, items),
                       about.atoms.size() + about.items.size());
    };
    const auto clause = *std::ranges::min_element(clauses, {}, parts);
    const bool enough = !parts(clause).first;
    if (!enough && untried) return *untried;
    if (!enough && in_vain && size(*in_vain) > 0) return *in_vain;
    WhyNot made = enough ? WhyNot() : not_enough(std::string(not_tried));
    made.untried = !enough;
    made.outcome = Outcome::not_met;
    made.unmet.push_back(whole_clause(clause, items));
    return made;
  }

 private:
  static std::size_t size(const WhyNot& open) { return open.unmet.size() + open.waiting.size(); }

  static WhyNot not_enough(std::string why) {
    WhyNot made;
    made.enough = false;
    made.why = std::move(why);
    return made;
  }

  /// All its variables.
  static bool is_bound_by(std::span<const std::optional<Value>> items,
                          const ClauseProgram& clause) {
    std::set<std::uint32_t> bound;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (items[i]) bound.insert(clause.head[i]);
    for (std::uint32_t slot = 0; slot < clause.variables; ++slot)
      if (!bound.contains(slot)) return false;
    return true;
  }

  /// Why the clause can't derive such a tuple whatever the facts are; none: it may.
  [[nodiscard]] std::optional<std::string> against_clause(
      const ClauseProgram& clause, std::span<const std::optional<Value>> items) const {
    std::vector<Value> locals(clause.variables);
    std::map<std::uint32_t, Value> asked;  // by slot
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto slot = clause.head[i];
      if (!items[i] || items[i]->is_unknown() || slot == ClauseSlot::none) continue;
      const auto [before, is_new] = asked.try_emplace(slot, *items[i]);
      if (!is_new && !is_same(before->second, *items[i]))
        return fmt::format("`{}` would have to be {} and {}", text_of_column(clause, i),
                           in_words(before->second), in_words(*items[i]));
      if (slot < clause.variables) locals[slot] = *items[i];
    }
    const auto is_bound = [&](const Unit& unit) {
      const auto read = rests_on_variables(from_.program, unit.root);
      return read &&
             std::ranges::all_of(*read, [&](std::uint32_t slot) { return asked.contains(slot); });
    };
    for (const ArgumentProgram& argument : clause.arguments) {
      const auto wanted = asked.find(argument.slot);
      if (wanted == asked.end() || !is_bound(argument.value)) continue;
      const Value value = from_.recorder->expression(argument.value, locals).value;
      if (!value.is_unknown() && !is_same(value, wanted->second))
        return fmt::format("`{}` is {} and would have to be {}",
                           source_text(from_, argument.value.root), in_words(value),
                           in_words(wanted->second));
    }
    for (const ConditionProgram& condition : clause.conditions) {
      if (!is_bound(condition.unit)) continue;
      const Trace step = from_.recorder->expression(condition.unit, locals);
      if (!step.value.is_false()) continue;
      return why_not({&step, 1}, locals, words_of(clause, asked), *from_.evaluation, from_, nullptr)
          .why;
    }
    return std::nullopt;
  }

  [[nodiscard]] bool is_same(const Value& a, const Value& b) const {
    Arena arena;
    const Runtime runtime{arena, from_.program.vocabulary, from_.facts.today, from_.facts.now};
    return identical(runtime, a, b);
  }

  [[nodiscard]] std::string in_words(const Value& value) const {
    return item_in_words(value, from_.program.vocabulary, from_.facts);
  }

  /// A record by its key, any other as rules write it.
  [[nodiscard]] std::string value_in_words(const Value& value) const {
    if (value.is(Kind::record)) return in_words(value);
    return engine::in_words(plain(value, from_.program.vocabulary, from_.facts));
  }

  /// Of these slots the variables.
  [[nodiscard]] Named words_of(const ClauseProgram& clause,
                               const std::map<std::uint32_t, Value>& values) const {
    Named words;
    for (const auto& [slot, value] : values)
      if (slot < clause.variables) words[slot] = in_words(value);
    return words;
  }

  /// Variables that nothing makes other than they are in this match: by what is asked for, by the
  /// tuples it was matched with, and those that stand for records.
  [[nodiscard]] Named fixed_in(const NearMiss& miss,
                               std::span<const std::optional<Value>> items) const {
    const ClauseProgram& clause = from_.program.clauses[miss.clause];
    std::map<std::uint32_t, Value> fixed;
    for (std::uint32_t slot = 0; slot < clause.variables; ++slot) {
      const Value& value = miss.locals[slot];
      if (value.is_null() || value.is_unknown()) continue;
      if (value.is(Kind::record) || bound_to(slot, miss, items)) fixed[slot] = value;
    }
    return words_of(clause, fixed);
  }

  /// Of no atoms, and every argument asked for is one of an item that is not asked for itself.
  [[nodiscard]] bool is_open_to_new_items(const ClauseProgram& clause,
                                          std::span<const std::optional<Value>> items) const {
    std::set<std::uint32_t> asked;
    for (std::size_t i = 0; i < items.size(); ++i)
      if (items[i]) asked.insert(clause.head[i]);
    std::set<std::uint32_t> free;
    for (const ItemProgram& item : clause.items)
      if (!asked.contains(item.slot)) free.insert(item.slot);
    if (!clause.atoms.empty() || free.empty()) return false;
    return std::ranges::all_of(clause.arguments, [&](const ArgumentProgram& argument) {
      if (!asked.contains(argument.slot)) return true;
      bool reads_item = false;
      NodeWalk(
          from_.program,
          [&](NodeId id) {
            const Node& node = from_.program[id];
            reads_item = reads_item || (node.op == Op::local && free.contains(node.a));
          },
          Definitions::left_out)
          .from(argument.value);
      return reads_item;
    });
  }

  /// Only conditions and arguments are wanting, or it is not known whether what was matched is
  /// there.
  static bool is_matched(const NearMiss& miss) {
    return !miss.atom && !miss.item && !miss.argument && !miss.column;
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
    std::vector<OpenCondition> unfit;
    std::string out_of_reach;
    bool by_facts = true;  // all that arguments have to be
    const auto add_argument = [&](std::uint32_t argument, std::vector<OpenCondition>& all) {
      const ArgumentProgram& about = clause.arguments[argument];
      const Trace step = from_.recorder->expression(about.value, miss.locals);
      const auto wanted = bound_to(about.slot, miss, items);
      const auto path = fact_asked(step, from_);
      all.push_back(argument_wanted(step, wanted));
      if (wanted && !can_be(path, *wanted))
        out_of_reach = fmt::format("no answer for {} gives {}", subject_in_words(step, from_, {}),
                                   value_in_words(*wanted));
      const bool by_fact = path != PathId::none && wanted;
      by_facts = by_facts && by_fact && answers.try_emplace(path, *wanted).second;
    };
    for (const auto argument : miss.open_arguments) add_argument(argument, open);
    for (const auto argument : miss.unfit) add_argument(argument, unfit);
    if (!by_facts) trial = nullptr;
    const bool by_answers = !answers.empty();
    std::vector<Trace> steps;
    for (const ConditionProgram& condition : clause.conditions)
      steps.push_back(from_.recorder->expression(condition.unit, miss.locals));
    const auto conditions_wanted = [&](SupposedFacts::Supposition beside) {
      if (trial != nullptr) trial->give_beside(std::move(beside));
      return why_not(steps, miss.locals, fixed_in(miss, items), *from_.evaluation, from_, trial);
    };
    if (trial != nullptr && by_answers) {  // with the arguments as they are, another way may open
      WhyNot alone = conditions_wanted({});
      if (alone.enough && size(alone) > 0 && by_single_facts(alone)) return alone;
    }
    WhyNot made = conditions_wanted(std::move(answers));
    const bool by_arguments_alone = made.enough && size(made) == 0;
    if (!unfit.empty()) made.outcome = Outcome::not_met;
    made.unmet.insert(made.unmet.begin(), std::make_move_iterator(unfit.begin()),
                      std::make_move_iterator(unfit.end()));
    std::ranges::move(open, std::back_inserter(made.waiting));
    Truth tried = Truth::yes;
    if (!out_of_reach.empty()) tried = Truth::no;
    if (!miss.unfit.empty() && (trial == nullptr || !by_single_facts(made)))
      tried = std::min(tried, Truth::open);
    if (trial != nullptr && by_arguments_alone && by_answers)
      tried = std::min(tried, trial->brings_about({}));
    if (tried == Truth::yes || !made.enough) return made;
    made.enough = false;
    made.untried = tried == Truth::open;
    made.why = made.untried           ? std::string(not_tried)
               : out_of_reach.empty() ? std::string(none_found)
                                      : out_of_reach;
    return made;
  }

  /// Only such sets are tried.
  static bool by_single_facts(const WhyNot& open) {
    const auto is_fact = [](const OpenCondition& condition) { return !condition.fact.empty(); };
    return std::ranges::all_of(open.unmet, is_fact) && std::ranges::all_of(open.waiting, is_fact);
  }

  /// An argument that has to be this; none: to be known.
  [[nodiscard]] OpenCondition argument_wanted(const Trace& step,
                                              const std::optional<Value>& wanted) const {
    OpenCondition condition;
    condition.text = source_text(from_, step.node);
    condition.value = plain(step.value, from_.program.vocabulary, from_.facts);
    condition.need = fmt::format("{} to be {}", subject_in_words(step, from_, {}),
                                 wanted ? value_in_words(*wanted) : "known");
    if (!step.value.is_unknown())
      condition.need += fmt::format(" (now {})", value_in_words(step.value));
    const auto path = fact_asked(step, from_);
    if (path == PathId::none) return condition;
    condition.fact = from_.facts[path].text;
    if (step.value.is_unknown()) condition.missing = {from_.facts[path].text};
    if (from_.facts[path].place) condition.at = from_.sources.place(*from_.facts[path].place);
    return condition;
  }

  /// As far as its type says it.
  [[nodiscard]] bool can_be(PathId fact, const Value& value) const {
    if (fact == PathId::none || from_.facts[fact].declaration == nullptr) return true;
    const Type& type = from_.program.vocabulary[from_.facts[fact].declaration->type];
    if (type.kind == TypeKind::choice && value.is(Kind::text))
      return std::ranges::find(type.choices, value.text()) != type.choices.end();
    if (type.kind != TypeKind::number || !value.is(Kind::number)) return true;
    return !(type.low && value.number() < *type.low) && !(type.high && value.number() > *type.high);
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
  WhyNot of_tuple(const NearMiss& miss, std::span<const std::optional<Value>> items,
                  AnswerTrial* trial) {
    const auto relation = from_.program.clauses[miss.clause].atoms[*miss.atom].relation;
    WhyNot made = of_match(miss, items, nullptr);
    if (!made.enough) return made;
    if (!asked_.contains(relation)) {
      const WhyNot tuple = of(relation, miss.asked, size(made) > 0 ? nullptr : trial);
      made.outcome = tuple.outcome;
      made.unmet.insert(made.unmet.begin(), tuple.unmet.begin(), tuple.unmet.end());
      made.waiting.insert(made.waiting.begin(), tuple.waiting.begin(), tuple.waiting.end());
      made.enough = tuple.enough;
      made.untried = tuple.untried;
      made.why = tuple.why;
      return made;
    }
    made.enough = false;
    made.untried = true;
    made.why = not_tried;
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
  std::set<std::uint32_t> asked_;  // relations on the way here
};

}  // namespace

WhyNot why_not(std::uint32_t relation, std::span<const std::optional<Value>> items,
               const ProofSources& from) {
  AnswerTrial trial(from, *from.evaluation);
  trial.ask(
      [&](const JudgedAll& all, const FactBase&, ExpressionEvaluator& evaluator) {
        return there_is_now(all, evaluator, relation, items, from.program) == Truth::yes;
      },
      {{}, {}, relation, {}});
  return TupleNeeds(from).of(relation, items, &trial);
}

}  // namespace entente::engine
