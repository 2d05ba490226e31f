#include "tests/support/acceptance.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/evaluate/relations/derived_relations.hpp"

namespace entente::tests {

using namespace engine;

void Acceptance::check(const std::string& about, const Evaluation& evaluation,
                       const ProofSources& from) {
  const ReplaySources sources{from, evaluation};
  for (const auto& rule : evaluation.rules) add(about, check_proof(rule, sources));
  for (const auto& card : evaluation.scorecards) add(about, check_proof(card, sources));
  if (evaluation.relations == nullptr) return;
  for (std::uint32_t i = 0; i < evaluation.relations->extensions.size(); ++i) {
    const auto& extension = evaluation.relations->extensions[i];
    const auto rows = extension.sure.size() + extension.possible.size();
    for (std::uint32_t row = 0; row < rows; ++row) {
      ++tuples_;
      add(about, check_tuple(i, row, sources));
    }
  }
}

void Acceptance::add(const std::string& about, const ProofReplay& replay) {
  ++proofs_;
  complete_ += replay.complete() ? 1 : 0;
  checked_ += replay.checked;
  beyond_ += replay.beyond;
  if (!replay.fault || ++refused_ > 5) return;
  ADD_FAILURE() << replay.fault->where << ": " << replay.fault->why << "\n" << about;
}

void Acceptance::print(std::string_view what) const {
  fmt::print("{}: {} proofs, {} of them in full; {} steps replayed, {} beyond what was recorded\n",
             what, proofs_, complete_, checked_, beyond_);
}

}  // namespace entente::tests
