// Measures of the networks that random relations make, against their definitions over every
// completion of what is missing:
//   final    a definite answer is that of every completion
//   bounds   an open one holds that of every completion
//   blame    while nothing of S is supplied, an open answer stays open
//   tight    the ends of bounds that are called tight are reached
// So that "always open" cannot pass, shares are counted, printed and asserted.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <array>
#include <set>

#include "tests/oracle/naive_network.hpp"
#include "tests/oracle/naive_relations.hpp"
#include "tests/support/cases.hpp"
#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

using namespace engine;
using oracle::Graph;
using oracle::NaiveNetwork;
using oracle::NaiveProgram;
using oracle::Sort;

constexpr std::size_t most_completions = 300;  // beyond: so many are drawn instead
constexpr std::size_t drawn_completions = 100;
constexpr int fillings_for_blame = 2;

constexpr std::array<std::string_view, 9> measures{"density",
                                                   "directed density",
                                                   "degree",
                                                   "degree centralisation",
                                                   "betweenness",
                                                   "betweenness centralisation",
                                                   "components",
                                                   "cut points",
                                                   "degree of one not known"};

/// What is asked: of a measure, of one party.
struct Question {
  std::size_t measure = 0;
  std::size_t party = 0;
};

bool gives_list(const Question& question) {
  return measures[question.measure] == "components" || measures[question.measure] == "cut points";
}

/// Lists as positions of nodes, the last of them "Z".
using Parts = std::vector<std::vector<std::size_t>>;

// ---------------------------------------------------------------- the engine's answers

std::string text_of(const NaiveProgram& program, std::size_t relation) {
  const auto name = "r" + std::to_string(relation);
  auto text = oracle::text_of(program);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const bool of_one = measures[i] == "degree" || measures[i] == "betweenness";
    const bool of_some = measures[i].ends_with("known");
    text += fmt::format("define m{}{} = {}({}{})\n", i, of_one ? "(p)" : "",
                        of_some ? "degree" : measures[i], name,
                        of_one ? ", p" : (of_some ? ", links[1].from" : ""));
  }
  return text;
}

class Asked {
 public:
  Asked(const LoadedText& rules, const Graph& graph)
      : program_(rules.program()),
        facts_(rules.read(oracle::json_of(graph))),
        evaluator_(program_, facts_, arena_) {}

  Value operator()(const Question& question) {
    const auto name = "m" + std::to_string(question.measure);
    for (const auto& measure : program_.measures)
      if (measure.name == name) return evaluator_.evaluate(measure.body, {}, environment_);
    for (const auto& function : program_.functions)
      if (function.name == name)
        return evaluator_.evaluate(function.body, {&nodes()[question.party].value, 1},
                                   environment_);
    throw std::runtime_error(name);
  }

  /// Nothing in it can turn out otherwise.
  static bool is_certain(const Value& value) {
    if (value.is_unknown()) return false;
    if (!value.is(Kind::list)) return true;
    return value.list().tail == nullptr &&
           std::ranges::all_of(value.list().items, [](const ListItem& item) {
             return item.perhaps == nullptr && is_certain(item.value);
           });
  }

  std::set<std::string> missing(const Value& value) const {
    std::set<std::string> paths;
    add_missing(value, paths);
    return paths;
  }
  std::size_t node(const Value& party) const {
    const auto name = party.record().fields[0].text();
    return name == "Z" ? nodes().size() : static_cast<std::size_t>(name[0] - 'A');
  }

 private:
  [[nodiscard]] std::span<const ListItem> nodes() const {
    return facts_[*program_.vocabulary.fact("nodes")].list().items;
  }
  void add(const Unknown* unknown, std::set<std::string>& paths) const {
    if (unknown == nullptr) return;
    for (const auto path : unknown->missing) paths.insert(facts_[path].text);
  }
  void add_missing(const Value& value, std::set<std::string>& paths) const {
    if (value.is_unknown()) return add(&value.unknown(), paths);
    if (!value.is(Kind::list)) return;
    add(value.list().tail, paths);
    for (const auto& item : value.list().items) {
      add(item.perhaps, paths);
      add_missing(item.value, paths);
    }
  }

  const Program& program_;
  FactBase facts_;
  Arena arena_;
  Environment environment_;
  ExpressionEvaluator evaluator_;
};

// ---------------------------------------------------------------- one case

struct Tally {
  int cases = 0, drawn = 0, violations = 0;
  std::array<int, measures.size()> answers{}, definite{}, open{}, decidable{};
  int ranges = 0, exact = 0, tight = 0, blamed = 0;
};

class Trial {
 public:
  Trial(const NaiveProgram& program, std::size_t relation, const Graph& graph,
        oracle::RelationRandom& random, Tally& tally)
      : graph_(graph),
        text_(text_of(program, relation)),
        rules_(text_),
        random_(random),
        tally_(tally),
        gaps_(oracle::gaps_of(graph)),
        base_(rules_, graph) {
    const auto filled =
        oracle::completions_of(graph_, gaps_, most_completions, drawn_completions, random_);
    all_tried_ = filled.all;
    for (const auto& one : filled.graphs) {
      oracle::NaiveArcs arcs;
      const auto extensions = oracle::evaluate(program, one);
      for (const auto& [tuple, height] : extensions[relation]) arcs.emplace(tuple[0], tuple[1]);
      networks_.emplace_back(one.nodes.size(), std::move(arcs));
      first_from_.push_back(one.links.empty() ? -1 : *one.links[0].from);
    }
  }

  void run() {
    ++tally_.cases;
    tally_.drawn += all_tried_ ? 0 : 1;
    for (std::size_t i = 0; i < measures.size(); ++i) {
      const bool of_some = measures[i].ends_with("known");
      if (of_some && graph_.links.empty()) continue;
      const bool of_one = measures[i] == "degree" || measures[i] == "betweenness";
      for (std::size_t party = 0; party < (of_one ? graph_.nodes.size() : 1); ++party)
        judge({i, party});
    }
  }

 private:
  void fail(const Question& question, const std::string& what) {
    if (++tally_.violations > 5) return;
    ADD_FAILURE() << measures[question.measure] << " of " << question.party << ": " << what << "\n"
                  << text_ << oracle::json_of(graph_);
  }

  [[nodiscard]] NaiveNetwork::Share naive(const Question& question, std::size_t i) const {
    const auto& network = networks_[i];
    switch (question.measure) {
      case 0:
        return network.density();
      case 1:
        return network.directed_density();
      case 2:
        return network.degree(question.party);
      case 3:
        return network.degree_centralisation();
      case 4:
        return network.betweenness(question.party);
      case 5:
        return network.betweenness_centralisation();
      default:
        return network.degree(static_cast<std::size_t>(first_from_[i]));
    }
  }
  [[nodiscard]] Parts naive_list(const Question& question, std::size_t i) const {
    if (measures[question.measure] == "components") return networks_[i].components();
    Parts parts;
    for (const auto point : networks_[i].cut_points()) parts.push_back({point});
    return parts;
  }

  void judge(const Question& question) {
    const Value answer = base_(question);
    const auto measure = question.measure;
    ++tally_.answers[measure];
    const bool certain = Asked::is_certain(answer);
    ++(certain ? tally_.definite : tally_.open)[measure];
    const bool decided = gives_list(question) ? check_list(question, answer, certain)
                                              : check_number(question, answer, certain);
    if (certain) return;
    if (all_tried_ && decided) ++tally_.decidable[measure];
    const auto missing = base_.missing(answer);
    for (int i = 0; i < fillings_for_blame; ++i) check_blame(question, missing);
  }

  /// Whether all completions give the same.
  bool check_number(const Question& question, const Value& answer, bool certain) {
    std::set<NaiveNetwork::Share> seen;
    for (std::size_t i = 0; i < networks_.size(); ++i) seen.insert(naive(question, i));
    for (const auto& each : seen) {
      const auto can_be = kinds_of(answer);
      bool holds = each ? can_be.has(kinds::number) : can_be.has(kinds::nothing);
      if (holds && each && certain) holds = answer.number() == *each;
      if (holds && each && !certain) holds = inside(answer.unknown().interval, *each);
      if (!holds)
        fail(question, fmt::format("{}: not {}", certain ? "final" : "bounds", show(each)));
    }
    if (!certain) count_ends(question, answer.unknown(), seen);
    return seen.size() == 1;
  }
  static std::string show(const NaiveNetwork::Share& number) {
    return number ? number->to_string() : "nothing";
  }
  static bool inside(const Interval& interval, const Number& number) {
    const bool low =
        !interval.low || *interval.low < number || (!interval.low_open && *interval.low == number);
    const bool high = !interval.high || number < *interval.high ||
                      (!interval.high_open && *interval.high == number);
    return low && high;
  }
  void count_ends(const Question& question, const Unknown& unknown,
                  const std::set<NaiveNetwork::Share>& seen) {
    if (!unknown.can_be.has(kinds::number)) return;
    const auto reached = [&](const std::optional<Number>& end, bool open) {
      return !end || open || seen.contains(*end);
    };
    const bool both = reached(unknown.interval.low, unknown.interval.low_open) &&
                      reached(unknown.interval.high, unknown.interval.high_open);
    ++tally_.ranges;
    tally_.exact += both ? 1 : 0;
    tally_.tight += unknown.tight ? 1 : 0;
    if (unknown.tight && all_tried_ && !both) fail(question, "tight: an end is not reached");
  }

  [[nodiscard]] Parts known_parts(const ListData& list, bool sure) const {
    Parts parts;
    for (const auto& item : list.items) {
      if (sure && item.perhaps != nullptr) continue;
      if (!item.value.is(Kind::list)) {
        parts.push_back({base_.node(item.value)});
      } else if (Asked::is_certain(item.value)) {
        parts.emplace_back();
        for (const auto& party : item.value.list().items)
          parts.back().push_back(base_.node(party.value));
      }
    }
    std::ranges::sort(parts);
    return parts;
  }

  bool check_list(const Question& question, const Value& answer, bool certain) {
    const auto& list = answer.list();
    const bool components = measures[question.measure] == "components";
    const auto perhaps = static_cast<std::size_t>(std::ranges::count_if(
        list.items, [](const ListItem& item) { return item.perhaps != nullptr; }));
    const auto sure = known_parts(list, true);
    const auto all = known_parts(list, false);
    std::set<Parts> seen;
    for (std::size_t i = 0; i < networks_.size(); ++i) seen.insert(naive_list(question, i));
    for (const auto& each : seen) {
      if (certain && each != all) fail(question, "final: another list");
      if (!std::ranges::includes(each, sure)) fail(question, "final: an item is not there");
      if (!components && list.tail == nullptr && !std::ranges::includes(all, each))
        fail(question, "bounds: an item was not foreseen");
      if (each.size() < list.items.size() - perhaps + list.tail_least ||
          (list.tail == nullptr && each.size() > list.items.size()))
        fail(question, fmt::format("bounds: there are {}", each.size()));
    }
    return seen.size() == 1;
  }

  void check_blame(const Question& question, const std::set<std::string>& missing) {
    const auto one = oracle::filled_but(graph_, gaps_, missing, random_);
    if (!one) return;
    ++tally_.blamed;
    if (Asked::is_certain(Asked(rules_, *one)(question)))
      fail(question, "blame: settled with " + oracle::json_of(*one));
  }

  const Graph& graph_;
  std::string text_;
  LoadedText rules_;
  oracle::RelationRandom& random_;
  Tally& tally_;
  std::vector<oracle::GraphGap> gaps_;
  Asked base_;
  std::vector<NaiveNetwork> networks_;  // of each completion
  std::vector<int> first_from_;         // the node that the first link leads from
  bool all_tried_ = true;
};

/// A node and some links more than the graphs of the other oracle have.
Graph wider(Graph graph, oracle::RelationRandom& random) {
  if (graph.links_missing || random() % 3 == 0) return graph;
  const auto number = [&] {
    return oracle::first_number + static_cast<oracle::Term>(random() % 3);
  };
  const auto name = std::string(1, static_cast<char>('A' + graph.nodes.size()));
  graph.nodes.push_back({name, random() % 5 < 4, number()});
  const auto end = [&] { return static_cast<oracle::Term>(random() % graph.nodes.size()); };
  for (auto more = 1 + random() % 4; more > 0; --more)
    graph.links.push_back({end(), end(), random() % 5 < 4, number()});
  auto& link = graph.links[random() % graph.links.size()];
  if (random() % 3 == 0) link.on.reset();
  if (random() % 3 == 0) link.to.reset();
  return graph;
}

double share(int part, int whole) { return whole == 0 ? 0 : 100.0 * part / whole; }

TEST(NetworkOracle, MeasuresAreThoseOfTheirDefinitionsOverEveryCompletion) {
  oracle::RelationRandom random(random_seed(20261127));
  Tally tally;
  const int cases = generated_cases(1000);
  while (tally.cases < cases) {
    const auto program = oracle::random_relations(random);
    const auto graph = wider(oracle::random_graph(random), random);
    const auto relation = static_cast<std::size_t>(random() % program.size());
    if (program[relation].columns != std::vector{Sort::node, Sort::node}) continue;
    try {
      Trial(program, relation, graph, random, tally).run();
    } catch (const std::runtime_error& refused) {
      FAIL() << refused.what() << text_of(program, relation) << oracle::json_of(graph);
    }
  }
  const auto print = [](std::string_view what, int part, int whole) {
    fmt::print("{}: {:.1f} % ({} of {})\n", what, share(part, whole), part, whole);
  };
  fmt::print("{} cases, {} with drawn completions, {} violations\n", tally.cases, tally.drawn,
             tally.violations);
  for (std::size_t i = 0; i < measures.size(); ++i) {
    print(fmt::format("{}: definite", measures[i]), tally.definite[i], tally.answers[i]);
    print("  open though all completions decide it", tally.decidable[i], tally.open[i]);
  }
  print("ranges of which both ends are reached", tally.exact, tally.ranges);
  print("ranges that are called tight", tally.tight, tally.ranges);
  fmt::print("{} fillings tried for blame\n", tally.blamed);
  EXPECT_EQ(tally.violations, 0);
  if (tally.cases < 1000) return;  // of fewer the shares are a matter of chance
  for (std::size_t i = 0; i < measures.size(); ++i) {
    EXPECT_GE(share(tally.definite[i], tally.answers[i]), 25) << measures[i];
    EXPECT_LE(share(tally.decidable[i], tally.open[i]), 60) << measures[i];
  }
  EXPECT_GE(share(tally.exact, tally.ranges), 30);
}

}  // namespace
}  // namespace entente::tests
