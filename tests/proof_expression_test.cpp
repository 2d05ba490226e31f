// The independent checker accepts what the engine records of generated expressions, over facts of
// which some are missing: none of them may end `explain` as a fault of the program.
#include <gtest/gtest.h>

#include <string>

#include "engine/evaluate/evaluation.hpp"
#include "engine/facts/read_facts.hpp"
#include "engine/load_rules.hpp"
#include "tests/oracle/generator.hpp"
#include "tests/support/acceptance.hpp"
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

/// Whether there is something to replay: what `check` refuses is not judged.
bool replay(const oracle::GeneratedExpression& expression, oracle::Random& random,
            Acceptance& acceptance) {
  grammar::Sources sources;
  const auto file = sources.add("case.rules", rule_of(expression.text));
  const auto loaded = load_rules(sources, std::vector{file});
  if (!loaded.program) return false;
  const oracle::GeneratedFacts made(random, expression.mentions);
  const std::string json = made.json(made.nothing_supplied());
  const auto document = read_document(sources, sources.add("facts.json", json));
  const auto read = read_facts(document.root, loaded.program->vocabulary, {});
  EXPECT_TRUE(read.facts) << json;
  if (!read.facts) return false;
  const auto evaluation = evaluate(*loaded.program, *read.facts, all_recorded());
  acceptance.check(expression.text + "\n" + json, evaluation,
                   {*loaded.program, *read.facts, sources});
  return true;
}

TEST(ProofChecker, AcceptsTheProofsOfGeneratedExpressions) {
  oracle::Random random(random_seed(20261129));
  oracle::Generator generator(random);
  Acceptance acceptance;
  const int wanted = generated_cases(20000);
  for (int made = 0; made < wanted && acceptance.refused() < 20;)
    made += replay(generator.make(3), random, acceptance) ? 1 : 0;
  acceptance.print("generated expressions");
}

}  // namespace
}  // namespace entente::tests
