// The workload that speed is measured with: forty rules (workload.rules) over partnerships that
// documents.py makes up. Gives the line by which any program that judges them can be compared.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/evaluate/evaluation.hpp"
#include "engine/load_rules.hpp"

namespace entente::bench {

/// Runs documents.py: fact files as JSON, the same for the same count. Throws when it cannot.
[[nodiscard]] std::vector<std::string> workload_documents(int count);

class Workload {
 public:
  /// Throws when workload.rules has a mistake.
  Workload();

  [[nodiscard]] const engine::Program& program() const { return *loaded_.program; }
  [[nodiscard]] const grammar::Sources& sources() const { return sources_; }

 private:
  grammar::Sources sources_;
  engine::LoadedRules loaded_;
};

/// `id, bit of each rule, three section scores, their total, verdict`, separated by tabs; a bit is
/// 1 when the rule is met. Scores are rounded down.
[[nodiscard]] std::string workload_line(const engine::Program& program,
                                        const engine::FactBase& facts,
                                        const engine::Evaluation& evaluation);

}  // namespace entente::bench
