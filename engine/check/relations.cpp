// Relations: the types of their columns; in each clause what binds every variable, and that none is
// misspelt. What stands un-negated in `when` are atoms, all else there is a condition.
#include <algorithm>

#include "engine/check/expressions.hpp"

namespace entente::engine::checking {
namespace {

constexpr std::string_view anything = "_";

class ClauseChecker {
 public:
  ClauseChecker(State& state, std::uint32_t relation, CheckedClause& clause)
      : state_(state),
        relation_(state.rules.relations[relation]),
        reads_(state.relation_reads[relation]),
        clause_(clause),
        tree_(state.tree(relation_.tree)),
        checker_(state, site(), reads_) {}

  void run() {
    const auto reported = state_.diagnostics.size();
    require_own_name();
    split(clause_.card->condition);
    if (asks_what_was_lost()) checker_.miss_part_of_card();
    if (joins_by_facts()) return;
    declare_variables();
    bind_items();
    check_atoms();
    for (auto& condition : clause_.conditions) {
      checker_.check_condition(condition.id, "`when`");
      note_reads(condition);
    }
    check_head();
    if (state_.diagnostics.size() == reported && checker_.sees_whole_card())
      require_second_places();
  }

 private:
  [[nodiscard]] ExpressionSite site() const {
    ExpressionSite result;
    result.tree = relation_.tree;
    result.pack = relation_.pack;
    result.in_clause = true;
    result.whole = !tree_.is_damaged(relation_.card->span);
    return result;
  }

  void require_own_name() {
    const auto& named = clause_.card->relation;
    const auto& own = relation_.card->name;
    if (named.text == own.text) return;
    auto& added = state_.error(
        "E234", named.span,
        "this clause of relation " + quoted(own.text) + " derives " + quoted(named.text),
        "did you mean " + quoted(own.text) + "?");
    added.notes.push_back(declared_at(own.span));
  }

  /// Cuts `when` at its `and`s.
  void split(ExprId root) {
    std::vector<ExprId> open;
    if (root != ExprId::none) open.push_back(root);
    while (!open.empty()) {
      const auto id = open.back();
      open.pop_back();
      const auto* binary = std::get_if<grammar::Binary>(&tree_[id].node);
      if (binary != nullptr && binary->op == grammar::BinaryOp::and_) {
        open.push_back(binary->right);
        open.push_back(binary->left);
      } else if (const auto relation = asked_relation(id)) {
        clause_.atoms.push_back({*relation, id, {}});
      } else {
        clause_.conditions.push_back({id, {}});
      }
    }
  }

  /// True when it asks for what may be a relation whose card could not be read: that would bind.
  [[nodiscard]] bool asks_what_was_lost() const {
    return std::ranges::any_of(clause_.conditions, [&](const CheckedUnit& condition) {
      const auto* call = std::get_if<grammar::Call>(&tree_[condition.id].node);
      return call != nullptr && !state_.symbols.names.contains(call->function.text) &&
             state_.may_be_elsewhere(relation_.pack, call->function.text);
    });
  }

  [[nodiscard]] std::optional<std::uint32_t> asked_relation(ExprId id) const {
    const auto* call = std::get_if<grammar::Call>(&tree_[id].node);
    if (call == nullptr || call->callee != ExprId::none) return std::nullopt;
    const auto symbol = state_.symbols.names.find(call->function.text);
    const bool known = symbol != state_.symbols.names.end() &&
                       symbol->second.kind == Symbol::Kind::relation &&
                       (state_.sees(relation_.pack, symbol->second.pack) || symbol->second.twice);
    return known ? std::optional(symbol->second.index) : std::nullopt;
  }

  [[nodiscard]] const grammar::Call& call_of(const CheckedAtom& atom) const {
    return std::get<grammar::Call>(tree_[atom.call].node);
  }

  // -------------------------------------------------------------- what binds

  [[nodiscard]] std::optional<std::uint32_t> variable(std::string_view name) const {
    const auto& all = clause_.variables;
    const auto found = std::ranges::find(all, name, &CheckedVariable::name);
    if (found == all.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - all.begin());
  }
  [[nodiscard]] std::optional<std::uint32_t> variable(ExprId id) const {
    const auto* name = std::get_if<grammar::Name>(&tree_[id].node);
    return name == nullptr ? std::nullopt : variable(name->text);
  }
  [[nodiscard]] bool is_anything(ExprId id) const {
    const auto* name = std::get_if<grammar::Name>(&tree_[id].node);
    return name != nullptr && name->text == anything && !is_declared(anything);
  }
  [[nodiscard]] bool is_declared(std::string_view name) const {
    const auto symbol = state_.symbols.names.find(name);
    const bool seen =
        symbol != state_.symbols.names.end() && state_.sees(relation_.pack, symbol->second.pack);
    return seen || std::ranges::any_of(clause_.card->generators, [&](const auto& generator) {
             return std::ranges::any_of(generator.variables,
                                        [&](const Identifier& each) { return each.text == name; });
           });
  }

  /// Reports a fact's name that two arguments are: a variable was meant, the fact would be read.
  bool joins_by_facts() {
    std::map<std::string_view, Span> first;
    std::set<std::string_view> joined;
    const auto look = [&](ExprId id) {
      const auto* name = std::get_if<grammar::Name>(&tree_[id].node);
      if (name == nullptr || !checker_.is_name_of_fact(name->text)) return;
      const auto [known, added] = first.try_emplace(name->text, tree_[id].span);
      if (!added && joined.insert(name->text).second)
        checker_.refuse_name_of_fact({name->text, known->second});
    };
    for (const auto& atom : clause_.atoms)
      for (const auto& each : call_of(atom).arguments) look(each.value);
    for (const auto id : clause_.card->arguments) look(id);
    return !joined.empty();
  }

  void add_variable(const Identifier& name, TypeId type) {
    checker_.bind(name, type);
    clause_.variables.push_back({name.text, type});
    places_.push_back({name.span, 0});
  }

  /// A name that an atom is asked with, and that is nothing else, is a variable of the clause.
  void declare_variables() {
    for (const auto& atom : clause_.atoms) {
      const auto& columns = state_.rules.relations[atom.relation].columns;
      const auto& arguments = call_of(atom).arguments;
      for (std::size_t i = 0; i < std::min(arguments.size(), columns.size()); ++i) {
        const auto& expr = tree_[arguments[i].value];
        const auto* name = std::get_if<grammar::Name>(&expr.node);
        if (name == nullptr || name->text == anything || is_declared(name->text)) continue;
        if (!variable(name->text)) add_variable({name->text, expr.span}, columns[i]);
      }
    }
  }

  void bind_items() {
    std::map<std::string_view, Span> first;
    for (const auto& generator : clause_.card->generators) {
      CheckedUnit list{generator.list, {}};
      checker_.check_unit(list.id);
      note_reads(list);
      const auto element = checker_.element_of(list.id, "`for`");
      for (const auto& each : generator.variables) {
        const auto [known, added] = first.try_emplace(each.text, each.span);
        if (!added) {
          state_.duplicate("variable", each, known->second);
          continue;
        }
        const auto slot = static_cast<std::uint32_t>(clause_.variables.size());
        clause_.items.push_back({slot, static_cast<std::uint32_t>(clause_.lists.size())});
        add_variable(each, element);
      }
      clause_.lists.push_back(std::move(list));
    }
  }

  // -------------------------------------------------------------- what is asked and derived

  void check_atoms() {
    for (auto& atom : clause_.atoms) {
      const auto& call = call_of(atom);
      reads_.atoms.try_emplace(atom.relation, call.function.span);
      if (!checker_.fits_relation(call, atom.relation)) continue;
      for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        const auto id = call.arguments[i].value;
        atom.arguments.push_back(is_anything(id) ? CheckedArgument{}
                                                 : argument(id, atom.relation, i));
      }
    }
  }

  void check_head() {
    const auto& card = *clause_.card;
    const auto own = state_.symbols.names.find(relation_.card->name.text)->second.index;
    if (!checker_.fits_columns(card.relation, own, card.arguments.size())) return;
    for (std::size_t i = 0; i < card.arguments.size(); ++i)
      clause_.head.push_back(argument(card.arguments[i], own, i));
  }

  /// A variable, or an expression over the variables.
  CheckedArgument argument(ExprId id, std::uint32_t relation, std::size_t column) {
    CheckedArgument result;
    result.value.id = id;
    TypeId type = TypeId::any;
    if (const auto slot = variable(id)) {
      result.form = CheckedArgument::Form::variable;
      result.slot = *slot;
      auto& known = clause_.variables[*slot].type;
      if (known == TypeId::any) known = state_.rules.relations[relation].columns[column];
      type = known;
      ++places_[*slot].count;
    } else {
      result.form = CheckedArgument::Form::expression;
      type = checker_.check_unit(id);
      note_reads(result.value);
    }
    checker_.require_column(id, type, relation, column);
    return result;
  }

  // -------------------------------------------------------------- which variables are read

  /// After a unit was checked: which variables it read.
  void note_reads(CheckedUnit& unit) {
    auto& in_sight = checker_.scope().in_sight();
    for (std::uint32_t slot = 0; slot < clause_.variables.size(); ++slot) {
      if (!in_sight[slot].used) continue;
      in_sight[slot].used = false;
      unit.reads.push_back(slot);
      ++places_[slot].count;
    }
  }

  /// A variable that only `for` or one atom names is misspelt, or is not needed.
  void require_second_places() {
    for (const auto& item : clause_.items) {
      const auto& name = clause_.variables[item.slot].name;
      if (places_[item.slot].count > 0 || name == anything) continue;
      state_.error("E233", places_[item.slot].first,
                   "variable " + quoted(name) + " stands only in `for`: nothing is said of it",
                   "leave it out, or ask of the list in `when`");
    }
    std::set<std::string> reported;
    for (std::uint32_t slot = 0; slot < clause_.variables.size(); ++slot) {
      const auto& name = clause_.variables[slot].name;
      if (places_[slot].count > 1 || is_declared(name)) continue;
      std::vector<std::string> known;
      for (const auto& other : clause_.variables)
        if (other.name != name) known.push_back(other.name);
      for (const auto& [each, symbol] : state_.symbols.names)
        if (symbol.kind != Symbol::Kind::relation && state_.sees(relation_.pack, symbol.pack))
          known.push_back(each);
      const auto near = state_.nearest(name, known);
      if (near && reported.contains(*near)) continue;  // the same slip
      reported.insert(name);
      const auto hint = state_.did_you_mean(name, known);
      state_.error("E233", places_[slot].first,
                   "variable " + quoted(name) + " stands only once in this clause",
                   hint.empty() ? "write `_` where anything will do" : hint);
    }
  }

  struct Places {
    Span first;
    std::size_t count = 0;  // units that read it, and arguments that are it
  };

  State& state_;
  const CheckedRelation& relation_;
  Reads& reads_;
  CheckedClause& clause_;
  const grammar::Tree& tree_;
  ExpressionChecker checker_;
  std::vector<Places> places_;  // as CheckedClause::variables
};

}  // namespace

void check_relations(State& state) {
  for (std::uint32_t i = 0; i < state.rules.relations.size(); ++i)
    for (auto& clause : state.rules.relations[i].clauses) ClauseChecker(state, i, clause).run();
}

}  // namespace entente::engine::checking
