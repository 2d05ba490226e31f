// The promises about unknown answers, for generated expressions over generated facts of which some
// are missing, against a naive evaluator under every completion:
//   final    a definite answer is the answer of every completion
//   bounds   B holds the answer of every completion
//   blame    while nothing of S is supplied, the answer stays unknown, whatever else is
//   tight    where that is said, every member of B is reached
//   complete where nothing is missing, the answer is the naive one
// So that "always unknown" cannot pass, shares are counted, printed and asserted; so that nothing
// is left out, it is counted how often each operator and built-in met an unknown argument.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <algorithm>

#include "tests/support/cases.hpp"
#include "tests/support/promise_trial.hpp"

namespace entente::tests {
namespace {

constexpr int shards = 8;
constexpr int full_cases = 24'000;
constexpr std::size_t least_met = 200;  // in the full run, all shards together

double share(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : 100.0 * static_cast<double>(part) / static_cast<double>(whole);
}

void print(const PromiseTally& tally, const std::string& title) {
  const auto line = [](std::string_view what, std::size_t part, std::size_t whole) {
    fmt::print("  {}: {:.1f} % ({} of {})\n", what, share(part, whole), part, whole);
  };
  fmt::print(
      "{}: {} pairs of an expression and facts, {} of them too wide and drawn from, {} refused\n",
      title, tally.pairs, tally.drawn, tally.refused);
  fmt::print("  {} completions; {} complete fact bases judged by the engine too\n",
             tally.completions, tally.complete);
  fmt::print("  violations: final {}, blame {}, bounds {}, complete {}\n", tally.final_broken,
             tally.blame_broken, tally.bounds_broken, tally.complete_broken);
  line("definite answers", tally.definite, tally.pairs);
  line("unknowns that full case analysis decides", tally.decidable, tally.tried);
  line("unknowns said to be tight", tally.tight, tally.tried);
  line("tight unknowns with every member of B reached", tally.reached, tally.tight);
  line("members of S that can change the answer", tally.telling, tally.members);
  line("unknown numbers said to be tight, no missing fact being read twice", tally.exact,
       tally.numeric);
  std::string met;
  for (const auto& [name, count] : tally.met) met += fmt::format(" {} {},", name, count);
  fmt::print("  met with an unknown argument:{}\n", met);
}

PromiseTally& whole_run() {
  static PromiseTally tally;
  return tally;
}

/// Three standard deviations, about, of a shard's shares around those of the whole run.
struct Margins {
  double telling = 0;
  double exact = 0;
  double reached = 0;
};
constexpr Margins of_a_shard{2, 9, 2};

void expect_shares(const PromiseTally& tally, const Margins& margins) {
  EXPECT_GE(share(tally.definite, tally.pairs), 40);
  EXPECT_LE(share(tally.decidable, tally.tried), 25);
  EXPECT_GE(share(tally.telling, tally.members), 90 - margins.telling);
  EXPECT_GE(share(tally.exact, tally.numeric), 50 - margins.exact);
  EXPECT_GE(share(tally.reached, tally.tight), 99 - margins.reached);  // the values tried are few
}

class Total : public testing::Environment {
  void TearDown() override {
    if (whole_run().pairs > 0) print(whole_run(), "all shards of this run");
    if (whole_run().pairs >= full_cases) expect_shares(whole_run(), {});
  }
};
const auto* const total = testing::AddGlobalTestEnvironment(new Total);

/// Whether some operator that was met was met less often than that; if so, among these alone.
bool met_seldom(const PromiseTally& tally, std::size_t least,
                const std::set<std::string>* among = nullptr) {
  return std::ranges::any_of(tally.met, [&](const auto& met) {
    return met.second < least && (among == nullptr || among->contains(met.first));
  });
}

class Promises : public testing::TestWithParam<int> {};

TEST_P(Promises, HoldUnderEveryCompletion) {
  oracle::Random random(random_seed(20261127) + static_cast<std::uint32_t>(GetParam()));
  oracle::Generator generator(random);
  PromiseTally tally;
  const auto wanted = static_cast<std::size_t>(generated_cases(full_cases) / shards);
  const std::size_t least = least_met * wanted / full_cases;
  const auto enough = [&] {
    return tally.pairs >= wanted && (!met_seldom(tally, least) || tally.pairs >= 2 * wanted);
  };
  std::size_t made = 0;
  while (!enough() && tally.violations() < 20) {
    const auto expression = generator.make(3);
    ++made;
    const PromiseSubject subject(expression);
    if (subject.has_same_sides()) continue;
    if (!subject.usable()) {
      ASSERT_LT(++tally.refused, 100 + made / 4) << subject.refusal();
      continue;
    }
    if (tally.pairs >= wanted / 2 && met_seldom(tally, least)) {
      const auto operators = subject.operators();
      if (!met_seldom(tally, least, &operators)) continue;
    }
    for (int i = 0; i < 2; ++i) {
      oracle::GeneratedFacts facts(random, expression.mentions);
      if (!facts.slots().empty()) try_promises(subject, std::move(facts), random, tally);
    }
  }
  whole_run().add(tally);
  print(tally, fmt::format("shard {}", GetParam()));

  EXPECT_EQ(tally.violations(), 0U);
  EXPECT_GE(tally.met.size(), 80U);
  for (const auto& [name, count] : tally.met) EXPECT_GE(count, least) << name;
  // Of fewer cases the shares are a matter of chance.
  if (wanted >= full_cases / shards) expect_shares(tally, of_a_shard);
}

INSTANTIATE_TEST_SUITE_P(Shard, Promises, testing::Range(0, shards));

}  // namespace
}  // namespace entente::tests
