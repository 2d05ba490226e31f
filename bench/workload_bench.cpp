// Many partnerships one after another, on one core: the workload of bench/workload. One round is
// one document.
#include <benchmark/benchmark.h>

#include "bench/bare_parse.hpp"
#include "bench/documents.hpp"
#include "bench/workload/workload.hpp"
#include "cli/report/json.hpp"
#include "engine/result.hpp"

namespace entente::bench {
namespace {

const Workload& workload() {
  static const Workload loaded;
  return loaded;
}

const std::vector<std::string>& documents() {
  static const std::vector<std::string> texts = workload_documents(200);
  return texts;
}

/// Calls `judge` with one document after another, from the first again when all were taken.
template <class Judge>
void each_document(benchmark::State& state, Judge judge) {
  const InBareParses unit(documents());
  std::size_t next = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(judge(documents()[next]));
    next = (next + 1) % documents().size();
  }
  unit.report(state);
}

void workload_read(benchmark::State& state) {
  each_document(
      state, [](const std::string& text) { return read(text, workload().program().vocabulary); });
}
BENCHMARK(workload_read)->Name("workload/read")->Unit(benchmark::kMicrosecond);

/// Outcomes, scores and verdict: the line that every implementation gives.
void workload_lines(benchmark::State& state) {
  const engine::Program& program = workload().program();
  each_document(state, [&](const std::string& text) {
    const engine::FactBase facts = read(text, program.vocabulary);
    return workload_line(program, facts, engine::evaluate(program, facts));
  });
}
BENCHMARK(workload_lines)->Name("workload/lines")->Unit(benchmark::kMicrosecond);

/// The whole result with a proof of every check, as JSON.
void workload_proofs(benchmark::State& state) {
  const engine::Program& program = workload().program();
  engine::EvaluateOptions options;
  options.record = engine::Recording::all;
  each_document(state, [&](const std::string& text) {
    const engine::FactBase facts = read(text, program.vocabulary);
    const engine::Evaluation evaluation = engine::evaluate(program, facts, options);
    return cli::json_report(
        engine::make_result({program, facts, workload().sources()}, evaluation, 0));
  });
}
BENCHMARK(workload_proofs)->Name("workload/proofs")->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace entente::bench
