#include "tests/oracle/naive_relations.hpp"

#include <algorithm>

namespace entente::oracle {
namespace {

bool is_on(const GraphLink& link) { return *link.on; }

/// The value of a term while every variable stands for a position in its list.
class Binding {
 public:
  Binding(const NaiveClause& clause, const Graph& graph)
      : clause_(clause), graph_(graph), values_(clause.variables.size()) {}

  /// Calls `visit` for every way to bind the variables.
  template <class Visit>
  void each(std::size_t next, Visit visit) {
    if (next == values_.size()) return visit();
    for (const Term value : domain(clause_.variables[next])) {
      values_[next] = value;
      each(next + 1, visit);
    }
  }

  [[nodiscard]] Term operator()(const NaiveTerm& term) const {
    const Term value = values_[term.variable];
    if (term.field.empty()) return value;
    if (clause_.variables[term.variable].sort == Sort::node)
      return *graph_.nodes[static_cast<std::size_t>(value)].size;
    const auto& link = graph_.links[static_cast<std::size_t>(value)];
    if (term.field == "from") return *link.from;
    return term.field == "to" ? *link.to : *link.width;
  }
  [[nodiscard]] Term operator[](std::size_t variable) const { return values_[variable]; }

 private:
  [[nodiscard]] std::vector<Term> domain(const NaiveVariable& variable) const {
    std::vector<Term> all;
    if (variable.sort == Sort::number) return {first_number, first_number + 1, first_number + 2};
    const bool node = variable.sort == Sort::node;
    const auto count = node ? graph_.nodes.size() : graph_.links.size();
    for (std::size_t i = 0; i < count; ++i) {
      const bool filtered = variable.list.find('[') != std::string::npos;
      const bool kept = !filtered || (node ? *graph_.nodes[i].ok : is_on(graph_.links[i]));
      if (kept) all.push_back(static_cast<Term>(i));
    }
    return all;
  }

  const NaiveClause& clause_;
  const Graph& graph_;
  std::vector<Term> values_;
};

class Fixpoint {
 public:
  Fixpoint(const NaiveProgram& program, const Graph& graph)
      : program_(program), graph_(graph), tuples_(program.size()) {}

  NaiveExtensions run() {
    std::size_t groups = 0;
    for (const auto& relation : program_) groups = std::max(groups, relation.group + 1);
    for (std::size_t group = 0; group < groups; ++group)
      while (round(group)) {
      }
    return std::move(tuples_);
  }

 private:
  bool round(std::size_t group) {
    bool changed = false;
    for (std::size_t i = 0; i < program_.size(); ++i) {
      if (program_[i].group != group) continue;
      for (const auto& clause : program_[i].clauses) changed |= apply(i, clause);
    }
    return changed;
  }

  bool apply(std::size_t relation, const NaiveClause& clause) {
    bool changed = false;
    Binding binding(clause, graph_);
    binding.each(0, [&] {
      int height = 1;
      for (const auto& atom : clause.atoms) {
        const auto found = tuples_[atom.relation].find(tuple_of(atom.terms, binding));
        if (found == tuples_[atom.relation].end()) return;
        height = std::max(height, found->second + 1);
      }
      for (const auto& condition : clause.conditions)
        if (!holds(condition, binding)) return;
      const auto head = tuple_of(clause.head, binding);
      if (std::ranges::find(head, null_term) != head.end()) return;
      const auto [place, added] = tuples_[relation].try_emplace(head, height);
      if (!added && place->second <= height) return;
      place->second = height;
      changed = true;
    });
    return changed;
  }

  [[nodiscard]] static NaiveTuple tuple_of(const std::vector<NaiveTerm>& terms,
                                           const Binding& binding) {
    NaiveTuple tuple;
    for (const auto& term : terms) tuple.push_back(binding(term));
    return tuple;
  }

  [[nodiscard]] bool holds(const NaiveCondition& condition, const Binding& binding) const {
    using Form = NaiveCondition::Form;
    const auto node = [&] {
      return graph_.nodes[static_cast<std::size_t>(binding[condition.first])];
    };
    const auto link = [&] {
      return graph_.links[static_cast<std::size_t>(binding[condition.first])];
    };
    switch (condition.form) {
      case Form::absent:
        return !tuples_[condition.atom.relation].contains(tuple_of(condition.atom.terms, binding));
      case Form::differ:
        return binding[condition.first] != binding[condition.second];
      case Form::ok:
        return *node().ok;
      case Form::on:
        return is_on(link());
      case Form::wide:
        return *link().width >= first_number + condition.least;
      case Form::flag:
        return *graph_.flag;
      case Form::counted:
        return beside(condition, binding) >= condition.least;
      case Form::some:
        return beside(condition, binding) >= 1;
    }
    return false;
  }

  /// How many nodes stand in a tuple with what the atom names.
  [[nodiscard]] int beside(const NaiveCondition& condition, const Binding& binding) const {
    int count = 0;
    for (std::size_t i = 0; i < graph_.nodes.size(); ++i) {
      NaiveTuple tuple{static_cast<Term>(i)};
      for (const auto& term : condition.atom.terms) tuple.push_back(binding(term));
      count += tuples_[condition.atom.relation].contains(tuple) ? 1 : 0;
    }
    return count;
  }

  const NaiveProgram& program_;
  const Graph& graph_;
  NaiveExtensions tuples_;
};

}  // namespace

NaiveExtensions evaluate(const NaiveProgram& program, const Graph& graph) {
  return Fixpoint(program, graph).run();
}

}  // namespace entente::oracle
