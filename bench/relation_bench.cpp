// Recursion in its linear form, derivations kept, through everything a command does: the rules are
// compiled, the facts read, the relation asked. Peak memory is that of the process during the runs.
#include <benchmark/benchmark.h>

#include <fstream>
#include <random>
#include <string>

#include "bench/documents.hpp"
#include "engine/evaluate/evaluation.hpp"
#include "engine/evaluate/relations/derived_relations.hpp"
#include "engine/load_rules.hpp"

namespace entente::bench {
namespace {

constexpr std::string_view rules_text = R"(language 1
pack network 1.0 "A network"
record node "A node"
  key name text
record link "From one node to another"
  from node
  to   node
fact nodes list of node
fact links list of link
relation edge(node, node) "One step"
  derive edge(l.from, l.to) for l in links
relation reach(node, node) "In any number of steps"
  derive reach(a, b) when edge(a, b)
  derive reach(a, c) when reach(a, b) and edge(b, c)
rule reached "Somebody is reached" section s
  check "one" reach(_, _)
scorecard card "Card" section s "S" weight 1 verdict "any" otherwise
)";

using Links = std::vector<std::pair<std::size_t, std::size_t>>;

Links random_links(std::size_t nodes, std::size_t count) {
  std::mt19937 random(1);
  Links links;
  for (std::size_t i = 0; i < count; ++i) links.emplace_back(random() % nodes, random() % nodes);
  return links;
}
Links chain(std::size_t nodes) {
  Links links;
  for (std::size_t i = 0; i + 1 < nodes; ++i) links.emplace_back(i, i + 1);
  return links;
}

std::string facts_text(std::size_t nodes, const Links& links) {
  std::string text = "{\"facts\": {\"nodes\": [";
  for (std::size_t i = 0; i < nodes; ++i)
    text += (i == 0 ? "{\"name\": \"n" : ", {\"name\": \"n") + std::to_string(i) + "\"}";
  text += "], \"links\": [";
  for (std::size_t i = 0; i < links.size(); ++i)
    text += (i == 0 ? "{\"from\": \"n" : ", {\"from\": \"n") + std::to_string(links[i].first) +
            "\", \"to\": \"n" + std::to_string(links[i].second) + "\"}";
  return text + "]}}";
}

/// From here on the peak counts anew, where the system can do that.
void reset_peak() { std::ofstream("/proc/self/clear_refs") << "5"; }
double peak_mebibytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kibibytes = 0;
    if (word == "VmHWM:" && status >> kibibytes) return kibibytes / 1024;
  }
  return 0;
}

void closure(benchmark::State& state, std::size_t nodes, const Links& links) {
  const auto text = facts_text(nodes, links);
  double tuples = 0;
  reset_peak();
  for (auto _ : state) {
    grammar::Sources sources;
    const std::vector files{sources.add("network.rules", std::string(rules_text))};
    const auto loaded = engine::load_rules(sources, files);
    const auto facts = read(text, loaded.program->vocabulary);
    const auto evaluation = engine::evaluate(*loaded.program, facts);
    tuples = evaluation.relations->extensions[1].sure.size();
  }
  state.counters["tuples"] = tuples;
  state.counters["peak_MiB"] = peak_mebibytes();
}

BENCHMARK_CAPTURE(closure, random_1000_2000, 1000, random_links(1000, 2000))
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(closure, random_1000_10000, 1000, random_links(1000, 10'000))
    ->Unit(benchmark::kSecond);
BENCHMARK_CAPTURE(closure, chain_2000, 2000, chain(2000))->Unit(benchmark::kSecond);

}  // namespace
}  // namespace entente::bench
