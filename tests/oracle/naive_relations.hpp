// The oracle of relations: random programs of clauses over a few nodes and links, as text for the
// engine and as data for a fixpoint that tries every way to bind every variable, over facts that
// are all known. Slow and plain on purpose; shares nothing with engine/evaluate.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace entente::oracle {

using RelationRandom = std::mt19937_64;

/// A node by its position, a number as 100 and more, null as -1.
using Term = int;
constexpr Term null_term = -1;
constexpr Term first_number = 100;

// ---------------------------------------------------------------- facts

/// What is absent is missing.
struct GraphNode {
  std::string name;
  std::optional<bool> ok;
  std::optional<Term> size;
};
struct GraphLink {
  std::optional<Term> from;
  std::optional<Term> to;  // or null
  std::optional<bool> on;
  std::optional<Term> width;
};
struct Graph {
  std::vector<GraphNode> nodes;
  std::vector<GraphLink> links;
  std::optional<bool> flag;
  bool links_missing = false;
  bool links_open = false;
  bool nodes_open = false;
};
[[nodiscard]] Graph random_graph(RelationRandom& random);
/// The facts as a JSON document.
[[nodiscard]] std::string json_of(const Graph& graph);

/// One thing that is missing, and ways to supply it: all, or of a list some.
struct GraphGap {
  std::string path;  // `links[1].to`, `links[*]`
  std::vector<std::function<void(Graph&)>> ways;
};
[[nodiscard]] std::vector<GraphGap> gaps_of(const Graph& graph);

/// The graph with every gap filled: in all ways, the first gap turning fastest, else in some drawn
/// ones.
struct Completions {
  std::vector<Graph> graphs;
  bool all = true;
};
[[nodiscard]] Completions completions_of(const Graph& graph, const std::vector<GraphGap>& gaps,
                                         std::size_t most, std::size_t drawn,
                                         RelationRandom& random);
/// The graph with most gaps filled, but none of those in `left`; nothing when there are no others.
[[nodiscard]] std::optional<Graph> filled_but(const Graph& graph, const std::vector<GraphGap>& gaps,
                                              const std::set<std::string>& left,
                                              RelationRandom& random);

// ---------------------------------------------------------------- programs

enum class Sort { node, link, number };

/// A variable, or a field of what it stands for.
struct NaiveTerm {
  std::size_t variable = 0;
  std::string field;
};
struct NaiveAtom {
  std::size_t relation = 0;
  std::vector<NaiveTerm> terms;
};
struct NaiveCondition {
  enum class Form { absent, differ, ok, on, wide, flag, counted, some } form = Form::flag;
  NaiveAtom atom;  // absent; of counted and some the relation and what stands beside each node
  std::size_t first = 0;
  std::size_t second = 0;
  int least = 1;
};
struct NaiveVariable {
  std::string name;
  Sort sort = Sort::node;
  std::string list;  // `nodes`, `links[on]`; empty: an atom binds it
};
struct NaiveClause {
  std::vector<NaiveVariable> variables;
  std::vector<NaiveTerm> head;
  std::vector<NaiveAtom> atoms;
  std::vector<NaiveCondition> conditions;
};
struct NaiveRelation {
  std::vector<Sort> columns;
  std::size_t group = 0;  // those of one group may follow from each other
  std::vector<NaiveClause> clauses;
};
using NaiveProgram = std::vector<NaiveRelation>;

[[nodiscard]] NaiveProgram random_relations(RelationRandom& random);
/// Records, facts and the relations r0, r1, …; without the head of a pack.
[[nodiscard]] std::string text_of(const NaiveProgram& program);

// ---------------------------------------------------------------- meaning

using NaiveTuple = std::vector<Term>;
/// Of each relation its tuples, each with its least height.
using NaiveExtensions = std::vector<std::map<NaiveTuple, int>>;

/// Everything in `graph` must be known.
[[nodiscard]] NaiveExtensions evaluate(const NaiveProgram& program, const Graph& graph);

}  // namespace entente::oracle
