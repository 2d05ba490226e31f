// One partnership: reading its facts, judging it, the result, the report.
#include <benchmark/benchmark.h>

#include <iostream>

#include "bench/bare_parse.hpp"
#include "bench/documents.hpp"
#include "cli/report/json.hpp"
#include "engine/facts/read_facts.hpp"
#include "engine/result.hpp"

namespace entente::bench {
namespace {

using engine::EvaluateOptions;
using engine::Recording;

using Document = const std::string& (*)();

const engine::Program& program() { return *shipped_rules().loaded.program; }

engine::Result result_of(const engine::FactBase& facts, const EvaluateOptions& options) {
  const engine::Evaluation evaluation = engine::evaluate(program(), facts, options);
  return engine::make_result({program(), facts, shipped_rules().sources}, evaluation, 0);
}

/// Nothing is loaded: rule texts and facts to a result, what a command does once it runs.
void cold(benchmark::State& state, Document text) {
  cli::Console console{std::cin, std::cout, std::cerr, {}};
  for (auto _ : state) {
    const auto rules = cli::require_rule_set({}, cli::Tests::left_out, console);
    const engine::Program& loaded = *rules->loaded.program;
    const engine::FactBase facts = read(text(), loaded.vocabulary);
    const engine::Evaluation evaluation = engine::evaluate(loaded, facts);
    benchmark::DoNotOptimize(engine::make_result({loaded, facts, rules->sources}, evaluation, 0));
  }
}
BENCHMARK_CAPTURE(cold, yaml, riverside_yaml)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(cold, json, riverside_json)->Unit(benchmark::kMillisecond);

void read_facts(benchmark::State& state, Document text) {
  const InBareParses unit({riverside_json()});
  for (auto _ : state) benchmark::DoNotOptimize(read(text(), program().vocabulary));
  unit.report(state);
}
BENCHMARK_CAPTURE(read_facts, yaml, riverside_yaml)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(read_facts, json, riverside_json)->Unit(benchmark::kMicrosecond);

/// The facts are read already. What a recording costs is the difference.
void judge(benchmark::State& state, Document json, EvaluateOptions options) {
  const engine::FactBase facts = read(json(), program().vocabulary);
  const InBareParses unit({json()});
  for (auto _ : state) benchmark::DoNotOptimize(engine::evaluate(program(), facts, options));
  unit.report(state);
}
constexpr EvaluateOptions fast{.record = Recording::none, .tight = false, .limits = {}};
constexpr EvaluateOptions tight{.record = Recording::none, .tight = true, .limits = {}};
constexpr EvaluateOptions record_failed{.record = Recording::failed, .tight = true, .limits = {}};
constexpr EvaluateOptions record_all{.record = Recording::all, .tight = true, .limits = {}};
BENCHMARK_CAPTURE(judge, fast, riverside_json, fast)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(judge, tight, riverside_json, tight)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(judge, record_failed, riverside_json, record_failed)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(judge, record_all, riverside_json, record_all)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(judge, half_missing_fast, riverside_half_json, fast)
    ->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(judge, half_missing_tight, riverside_half_json, tight)
    ->Unit(benchmark::kMicrosecond);

/// Text to result, the rules being loaded: what each further partnership costs.
void assess(benchmark::State& state, Document json, EvaluateOptions options) {
  const InBareParses unit({json()});
  for (auto _ : state)
    benchmark::DoNotOptimize(result_of(read(json(), program().vocabulary), options));
  unit.report(state);
}
BENCHMARK_CAPTURE(assess, full, riverside_json, tight)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(assess, half_missing, riverside_half_json, tight)->Unit(benchmark::kMicrosecond);

/// Text to the whole result as JSON, with a proof of every check.
void assess_with_proofs(benchmark::State& state, Document json) {
  const InBareParses unit({json()});
  for (auto _ : state) {
    const engine::FactBase facts = read(json(), program().vocabulary);
    benchmark::DoNotOptimize(cli::json_report(result_of(facts, record_all)));
  }
  unit.report(state);
}
BENCHMARK_CAPTURE(assess_with_proofs, full, riverside_json)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(assess_with_proofs, half_missing, riverside_half_json)
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace entente::bench
