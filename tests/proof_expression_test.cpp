// The independent checker accepts what the engine records of generated expressions, over facts of
// which some are missing: none of them may end `explain` as a fault of the program.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "engine/evaluate/evaluation.hpp"
#include "engine/explain/proof_checker.hpp"
#include "engine/facts/read_facts.hpp"
#include "engine/load_rules.hpp"
#include "tests/oracle/generator.hpp"
#include "tests/support/cases.hpp"
#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

using namespace engine;

std::string rule_of(const std::string& expression) {
  return oracle::vocabulary_text() + "define answer = " + expression +
         "\nscorecard card \"C\"\n  section s \"S\"\n  verdict \"v\" otherwise\n"
         "rule asked \"R\"\n  section s\n  check \"c\" answer is none\n";
}

struct Replayed {
  int proofs = 0;
  int refused = 0;
  std::size_t steps = 0;
  std::size_t beyond = 0;

  void add(const ProofReplay& replay, const std::string& about) {
    ++proofs;
    steps += replay.checked;
    beyond += replay.beyond;
    if (!replay.fault || ++refused > 5) return;
    ADD_FAILURE() << replay.fault->where << ": " << replay.fault->why << "\n" << about;
  }
};

void replay(const oracle::GeneratedExpression& expression, oracle::Random& random,
            Replayed& replayed) {
  grammar::Sources sources;
  const auto file = sources.add("case.rules", rule_of(expression.text));
  const auto loaded = load_rules(sources, std::vector{file});
  if (!loaded.program) return;
  const oracle::GeneratedFacts made(random, expression.mentions);
  const std::string json = made.json(made.nothing_supplied());
  const auto document = read_document(sources, sources.add("facts.json", json));
  const auto read = read_facts(document.root, loaded.program->vocabulary, {});
  ASSERT_TRUE(read.facts) << json;
  const auto evaluation = evaluate(*loaded.program, *read.facts, all_recorded());
  const ProofSources from{*loaded.program, *read.facts, sources};
  const ReplaySources all{from, evaluation};
  for (const auto& rule : evaluation.rules)
    replayed.add(check_proof(rule, all), expression.text + "\n" + json);
}

TEST(ProofChecker, AcceptsTheProofsOfGeneratedExpressions) {
  oracle::Random random(random_seed(20261129));
  oracle::Generator generator(random);
  Replayed replayed;
  const int wanted = generated_cases(20000);
  while (replayed.proofs < wanted && replayed.refused < 20)
    replay(generator.make(3), random, replayed);
  fmt::print("generated expressions: {} proofs, {} steps replayed, {} beyond what was recorded\n",
             replayed.proofs, replayed.steps, replayed.beyond);
}

}  // namespace
}  // namespace entente::tests
