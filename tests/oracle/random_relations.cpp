// Random graphs with gaps, random programs of relations, both as text.
#include <algorithm>
#include <array>

#include "tests/oracle/naive_relations.hpp"

namespace entente::oracle {
namespace {

class Dice {
 public:
  explicit Dice(RelationRandom& random) : random_(random) {}
  std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }
  bool chance(std::size_t per_cent) { return below(100) < per_cent; }
  template <class Items>
  auto& one_of(Items& all) {
    return all[below(all.size())];
  }
  std::string one_of(std::initializer_list<std::string> all) {
    return all.begin()[below(all.size())];
  }

 private:
  RelationRandom& random_;
};

std::string name_of(std::size_t node) { return std::string(1, static_cast<char>('A' + node)); }

void append(std::string& text, std::string_view name, const std::string& value) {
  text += text.ends_with('{') ? "\"" : ", \"";
  text.append(name).append("\": ").append(value);
}
std::string json(bool value) { return value ? "true" : "false"; }
std::string json_number(Term value) { return std::to_string(value - first_number); }

// ---------------------------------------------------------------- programs

class Writer {
 public:
  explicit Writer(RelationRandom& random) : dice_(random) {}

  NaiveProgram run() {
    std::size_t group = 0;
    const auto count = 2 + dice_.below(3);
    for (std::size_t i = 0; i < count; ++i) {
      if (i > 0 && dice_.chance(60)) ++group;
      NaiveRelation relation;
      relation.group = group;
      relation.columns = {Sort::node};
      if (dice_.chance(75)) relation.columns.push_back(Sort::node);
      if (dice_.chance(12)) relation.columns.back() = Sort::number;
      program_.push_back(std::move(relation));
    }
    for (std::size_t i = 0; i < count; ++i) add_clauses(i);
    if (dice_.chance(70)) add_closure(group + 1);
    return std::move(program_);
  }

 private:
  void add_clauses(std::size_t relation) {
    while (!add_clause(relation, true)) {
    }
    const auto more = dice_.below(3);
    for (std::size_t i = 0; i < more; ++i) add_clause(relation, dice_.chance(30));
  }

  /// What links lead to, link by link: the longer the chain the higher.
  void add_closure(std::size_t group) {
    const auto list = dice_.one_of({"links", "links[on]", "links"});
    const NaiveVariable link{"v0", Sort::link, list};
    NaiveRelation closure{{Sort::node, Sort::node}, group, {}};
    closure.clauses.push_back({{link}, {{0, "from"}, {0, "to"}}, {}, {}});
    const NaiveAtom reached{program_.size(), {{1, ""}, {0, "from"}}};
    closure.clauses.push_back(
        {{link, {"v1", Sort::node, ""}}, {{1, ""}, {0, "to"}}, {reached}, {}});
    program_.push_back(std::move(closure));
  }

  /// From lists alone, or from tuples too; false when a variable stood in too few places.
  bool add_clause(std::size_t relation, bool from_lists) {
    clause_ = {};
    if (from_lists || dice_.chance(25)) add_item();
    if (from_lists && dice_.chance(30)) add_item();
    if (!from_lists) add_atoms(relation);
    for (const auto column : program_[relation].columns) {
      auto term = some_term(column);
      if (!term) term = new_item(column);
      clause_.head.push_back(*term);
    }
    const auto conditions = dice_.below(3);
    for (std::size_t i = 0; i < conditions; ++i) add_condition(relation);
    const bool good = every_variable_is_needed();
    if (good) program_[relation].clauses.push_back(clause_);
    return good;
  }

  std::size_t add_variable(Sort sort, std::string list) {
    const auto index = clause_.variables.size();
    clause_.variables.push_back({"v" + std::to_string(index), sort, std::move(list)});
    return index;
  }
  std::size_t add_item() {
    if (dice_.chance(60))
      return add_variable(Sort::link, dice_.one_of({"links", "links[on]", "links"}));
    return add_variable(Sort::node, dice_.one_of({"nodes", "nodes[ok]", "nodes"}));
  }
  NaiveTerm new_item(Sort column) {
    if (column == Sort::node) return {add_variable(Sort::node, "nodes"), ""};
    return {add_variable(Sort::link, "links"), "width"};
  }

  /// A variable of this sort, or a field that is.
  std::optional<NaiveTerm> some_term(Sort sort) {
    std::vector<NaiveTerm> all;
    for (std::size_t i = 0; i < clause_.variables.size(); ++i) {
      const auto own = clause_.variables[i].sort;
      if (own == sort) all.push_back({i, ""});
      if (own == Sort::node && sort == Sort::number) all.push_back({i, "size"});
      if (own == Sort::link && sort == Sort::number) all.push_back({i, "width"});
      if (own != Sort::link || sort != Sort::node) continue;
      all.push_back({i, "from"});
      all.push_back({i, "to"});
    }
    if (all.empty()) return std::nullopt;
    return dice_.one_of(all);
  }

  /// Of the same group or an earlier one.
  void add_atoms(std::size_t relation) {
    const auto count = 1 + dice_.below(2);
    for (std::size_t i = 0; i < count; ++i) {
      std::vector<std::size_t> known;
      for (std::size_t other = 0; other < program_.size(); ++other)
        if (program_[other].group <= program_[relation].group) known.push_back(other);
      NaiveAtom atom{dice_.one_of(known), {}};
      for (const auto column : program_[atom.relation].columns) {
        auto term = dice_.chance(55) ? some_term(column) : std::nullopt;
        if (!term) term = NaiveTerm{add_variable(column, ""), ""};
        atom.terms.push_back(*term);
      }
      clause_.atoms.push_back(std::move(atom));
    }
  }

  void add_condition(std::size_t relation) {
    using Form = NaiveCondition::Form;
    NaiveCondition condition;
    condition.form = static_cast<Form>(dice_.below(8));
    condition.least = 1 + static_cast<int>(dice_.below(2));
    const bool of_links = condition.form == Form::on || condition.form == Form::wide;
    const auto first = variable(of_links ? Sort::link : Sort::node);
    const auto second = variable(Sort::node);
    if (!first || !second) return;
    condition.first = *first;
    condition.second = *second;
    const bool counts = condition.form == Form::counted || condition.form == Form::some;
    if (counts || condition.form == Form::absent) {
      std::vector<std::size_t> known;
      for (std::size_t other = 0; other < program_.size(); ++other) {
        const bool earlier = program_[other].group < program_[relation].group;
        if (earlier && (!counts || program_[other].columns.front() == Sort::node))
          known.push_back(other);
      }
      if (known.empty()) return;
      condition.atom.relation = dice_.one_of(known);
      const auto& columns = program_[condition.atom.relation].columns;
      for (std::size_t i = counts ? 1 : 0; i < columns.size(); ++i) {
        const auto term = some_term(columns[i]);
        if (!term) return;
        condition.atom.terms.push_back(*term);
      }
    }
    clause_.conditions.push_back(std::move(condition));
  }

  std::optional<std::size_t> variable(Sort sort) {
    std::vector<std::size_t> all;
    for (std::size_t i = 0; i < clause_.variables.size(); ++i)
      if (clause_.variables[i].sort == sort) all.push_back(i);
    if (all.empty()) return std::nullopt;
    return dice_.one_of(all);
  }

  /// What only one atom names, or only `for`, is an error in a rule file.
  [[nodiscard]] bool every_variable_is_needed() const {
    std::vector<int> places(clause_.variables.size());
    const auto count = [&](const std::vector<NaiveTerm>& terms) {
      for (const auto& term : terms) ++places[term.variable];
    };
    count(clause_.head);
    for (const auto& atom : clause_.atoms) count(atom.terms);
    for (const auto& condition : clause_.conditions) {
      using Form = NaiveCondition::Form;
      const auto form = condition.form;
      count(condition.atom.terms);
      const bool of_one = form == Form::ok || form == Form::on || form == Form::wide;
      if (of_one || form == Form::differ) ++places[condition.first];
      if (form == Form::differ) ++places[condition.second];
    }
    for (std::size_t i = 0; i < places.size(); ++i)
      if (places[i] < (clause_.variables[i].list.empty() ? 2 : 1)) return false;
    return true;
  }

  Dice dice_;
  NaiveProgram program_;
  NaiveClause clause_;
};

class Printer {
 public:
  explicit Printer(const NaiveClause& clause) : clause_(clause) {}

  [[nodiscard]] std::string run(std::size_t relation) const {
    auto text = "  derive " + asked(relation, clause_.head);
    std::string_view between = " for ";
    for (const auto& variable : clause_.variables) {
      if (variable.list.empty()) continue;
      text.append(between).append(variable.name + " in " + variable.list);
      between = ", ";
    }
    between = " when ";
    for (const auto& atom : clause_.atoms) {
      text.append(between).append(asked(atom.relation, atom.terms));
      between = " and ";
    }
    for (const auto& condition : clause_.conditions) {
      text.append(between).append(print(condition));
      between = " and ";
    }
    return text + "\n";
  }

 private:
  [[nodiscard]] const std::string& name(std::size_t variable) const {
    return clause_.variables[variable].name;
  }
  [[nodiscard]] std::string print(const NaiveTerm& term) const {
    return name(term.variable) + (term.field.empty() ? "" : "." + term.field);
  }
  [[nodiscard]] std::string asked(std::size_t relation, const std::vector<NaiveTerm>& terms,
                                  const std::string& before = "") const {
    std::string text = before;
    for (const auto& term : terms) text += (text.empty() ? "" : ", ") + print(term);
    return "r" + std::to_string(relation) + "(" + text + ")";
  }
  [[nodiscard]] std::string print(const NaiveCondition& condition) const {
    using Form = NaiveCondition::Form;
    const auto& atom = condition.atom;
    const auto least = std::to_string(condition.least);
    switch (condition.form) {
      case Form::absent:
        return "not(" + asked(atom.relation, atom.terms) + ")";
      case Form::differ:
        return name(condition.first) + " != " + name(condition.second);
      case Form::ok:
        return name(condition.first) + ".ok";
      case Form::on:
        return name(condition.first) + ".on";
      case Form::wide:
        return name(condition.first) + ".width >= " + least;
      case Form::flag:
        return "flag";
      case Form::counted:
        return "count(nodes[" + asked(atom.relation, atom.terms, "item") + "]) >= " + least;
      case Form::some:
        return "(some x in nodes satisfies " + asked(atom.relation, atom.terms, "x") + ")";
    }
    return {};
  }

  const NaiveClause& clause_;
};

}  // namespace

NaiveProgram random_relations(RelationRandom& random) { return Writer(random).run(); }

std::string text_of(const NaiveProgram& program) {
  std::string text = R"(record node "A node"
  key name text
  ok    yes or no
  size  number, 0 to 2
record link "From one node to another"
  from   node
  to     node or none
  on     yes or no
  width  number, 0 to 2
fact nodes list of node
fact links list of link
fact flag yes or no
)";
  for (std::size_t i = 0; i < program.size(); ++i) {
    std::string columns;
    for (const auto column : program[i].columns)
      columns +=
          std::string(columns.empty() ? "" : ", ") + (column == Sort::node ? "node" : "number");
    text += "relation r" + std::to_string(i) + "(" + columns + ") \"R\"\n";
    for (const auto& clause : program[i].clauses) text += Printer(clause).run(i);
  }
  return text;
}

// ---------------------------------------------------------------- graphs

namespace {

Graph random_chain(Dice& dice) {
  Graph graph;
  const auto number = [&] { return first_number + static_cast<Term>(dice.below(3)); };
  const auto nodes = 4 + dice.below(2);
  for (std::size_t i = 0; i < nodes; ++i)
    graph.nodes.push_back({name_of(i), dice.chance(80), number()});
  for (std::size_t i = 0; i + 1 < nodes; ++i)
    graph.links.push_back({static_cast<Term>(i), static_cast<Term>(i + 1), true, number()});
  auto& link = dice.one_of(graph.links);
  if (dice.chance(30)) link.to.reset();
  if (dice.chance(30)) link.on.reset();
  graph.flag = dice.chance(70);
  graph.nodes_open = dice.chance(8);
  return graph;
}

}  // namespace

Graph random_graph(RelationRandom& random) {
  Dice dice(random);
  if (dice.chance(40)) return random_chain(dice);
  Graph graph;
  const auto known = [&] { return !dice.chance(15); };
  const auto number = [&] { return first_number + static_cast<Term>(dice.below(3)); };
  const auto nodes = 1 + dice.below(3);
  for (std::size_t i = 0; i < nodes; ++i) {
    GraphNode node{name_of(i), std::nullopt, std::nullopt};
    if (known()) node.ok = dice.chance(60);
    if (known()) node.size = number();
    graph.nodes.push_back(std::move(node));
  }
  const auto links = dice.below(4);
  for (std::size_t i = 0; i < links; ++i) {
    GraphLink link;
    if (known()) link.from = static_cast<Term>(dice.below(nodes));
    if (known()) link.to = dice.chance(8) ? null_term : static_cast<Term>(dice.below(nodes));
    if (known()) link.on = dice.chance(60);
    if (known()) link.width = number();
    graph.links.push_back(link);
  }
  if (known()) graph.flag = dice.chance(70);
  graph.links_missing = dice.chance(4);
  if (graph.links_missing) graph.links.clear();
  graph.links_open = !graph.links_missing && dice.chance(8);
  graph.nodes_open = dice.chance(8);
  return graph;
}

std::string json_of(const Graph& graph) {
  std::string nodes;
  for (const auto& node : graph.nodes) {
    std::string text = "{";
    append(text, "name", "\"" + node.name + "\"");
    if (node.ok) append(text, "ok", json(*node.ok));
    if (node.size) append(text, "size", json_number(*node.size));
    nodes += (nodes.empty() ? "" : ", ") + text + "}";
  }
  const auto reference = [&](Term node) {
    return node == null_term ? std::string("null")
                             : "\"" + graph.nodes[static_cast<std::size_t>(node)].name + "\"";
  };
  std::string links;
  for (const auto& link : graph.links) {
    std::string text = "{";
    if (link.from) append(text, "from", reference(*link.from));
    if (link.to) append(text, "to", reference(*link.to));
    if (link.on) append(text, "on", json(*link.on));
    if (link.width) append(text, "width", json_number(*link.width));
    links += (links.empty() ? "" : ", ") + text + "}";
  }
  std::string facts = "{";
  append(facts, "nodes", "[" + nodes + "]");
  if (!graph.links_missing) append(facts, "links", "[" + links + "]");
  if (graph.flag) append(facts, "flag", json(*graph.flag));
  std::string open;
  if (graph.nodes_open) open += "\"nodes\"";
  if (graph.links_open) open += std::string(open.empty() ? "" : ", ") + "\"links\"";
  return "{\"today\": \"2026-11-01\", \"facts\": " + facts + "}, \"open lists\": [" + open + "]}";
}

}  // namespace entente::oracle
