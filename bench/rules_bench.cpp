// Rule files -> program: what a command pays before it has read a single fact.
#include <benchmark/benchmark.h>

#include "bench/documents.hpp"
#include "engine/shipped_packs.hpp"
#include "grammar/parse.hpp"

namespace entente::bench {
namespace {

/// The texts of a rule set, without what was made of them.
struct Texts {
  grammar::Sources sources;
  std::vector<grammar::FileId> files;
  std::int64_t bytes = 0;
};

Texts shipped_texts(bool with_tests) {
  Texts texts;
  for (const engine::ShippedPack& file : engine::shipped_packs()) {
    if (!with_tests && file.path.ends_with(".test.rules")) continue;
    texts.files.push_back(texts.sources.add(std::string(file.path), std::string(file.text)));
    texts.bytes += static_cast<std::int64_t>(file.text.size());
  }
  return texts;
}

void parse_rules(benchmark::State& state) {
  const Texts texts = shipped_texts(true);
  for (auto _ : state) {
    for (const grammar::FileId file : texts.files)
      benchmark::DoNotOptimize(grammar::parse_rules(texts.sources, file));
  }
  state.SetBytesProcessed(state.iterations() * texts.bytes);
}
BENCHMARK(parse_rules)->Name("rules/parse")->Unit(benchmark::kMillisecond);

void load_rules(benchmark::State& state) {
  const Texts texts = shipped_texts(state.range(0) != 0);
  for (auto _ : state)
    benchmark::DoNotOptimize(engine::load_rules(texts.sources, texts.files).program->nodes.size());
  state.SetBytesProcessed(state.iterations() * texts.bytes);
}
BENCHMARK(load_rules)
    ->Name("rules/parse, check, compile")
    ->ArgName("tests")
    ->Arg(0)
    ->Arg(1)
    ->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace entente::bench
