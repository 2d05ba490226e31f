#include "bench/workload/workload.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <sstream>
#include <stdexcept>

namespace entente::bench {
namespace {

/// Rounded down; a section in which nothing counts would be 0, but the workload has none.
std::int64_t whole(const std::optional<engine::Bounds>& score) {
  return score ? score->low.floor() : 0;
}

}  // namespace

std::vector<std::string> workload_documents(int count) {
  const std::string command = fmt::format("python3 '{}/documents.py' {}", ENTENTE_WORKLOAD, count);
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string output;
  char buffer[1 << 16];
  while (pipe != nullptr) {
    const std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe.get());
    if (size == 0) break;
    output.append(buffer, size);
  }
  std::vector<std::string> documents;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) documents.push_back(line);
  if (documents.size() != static_cast<std::size_t>(count))
    throw std::runtime_error("no documents from: " + command);
  return documents;
}

Workload::Workload() {
  std::ifstream in(ENTENTE_WORKLOAD "/workload.rules", std::ios::binary);
  const grammar::FileId file =
      sources_.add("workload.rules", {std::istreambuf_iterator<char>(in), {}});
  loaded_ = engine::load_rules(sources_, std::vector{file});
  if (loaded_.program) return;
  std::string all;
  for (const auto& diagnostic : loaded_.diagnostics) all += grammar::render(diagnostic, sources_);
  throw std::runtime_error(all);
}

std::string workload_line(const engine::Program& program, const engine::FactBase& facts,
                          const engine::Evaluation& evaluation) {
  const engine::ScorecardJudgement& card = evaluation.scorecards.front();
  std::string bits;
  for (const engine::RuleJudgement& rule : evaluation.rules)
    bits += rule.outcome == engine::Outcome::met ? '1' : '0';
  const auto s1 = whole(card.sections[0].score);
  const auto s2 = whole(card.sections[1].score);
  const auto s3 = whole(card.sections[2].score);
  return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}", facts.partnership, bits, s1, s2, s3,
                     (30 * s1 + 40 * s2 + 30 * s3) / 100,
                     program.scorecards.front().verdicts[card.verdicts.front()].name);
}

}  // namespace entente::bench
