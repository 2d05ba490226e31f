// The unit of every speed: how long a bare simdjson On-Demand parse of the same bytes takes, every
// value touched and nothing kept.
#pragma once

#include <benchmark/benchmark.h>
#include <simdjson.h>

#include <string>
#include <vector>

namespace entente::bench {

/// Adds the counter `bare_parses`: what one round of a benchmark cost in bare parses of one such
/// document, the mean over the documents. Both are processor time, and the documents are parsed
/// right before and right after the rounds, so that both met the same machine. Throws on malformed
/// JSON.
class InBareParses {
 public:
  explicit InBareParses(const std::vector<std::string>& documents);

  void report(benchmark::State& state) const;

 private:
  /// Of one document: the median of many tries.
  [[nodiscard]] double parse_seconds() const;

  std::vector<simdjson::padded_string> documents_;
  double before_;
  double begin_;
};

}  // namespace entente::bench
