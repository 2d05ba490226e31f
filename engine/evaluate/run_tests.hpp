// Runs the `test` cards of a program: each card's facts judged, each expectation compared with what
// came. Prints nothing and opens nothing; a card whose facts cannot be read fails with the reason.
#pragma once

#include <string>
#include <vector>

#include "engine/evaluate/evaluation.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::engine {

struct ExpectationResult {
  bool passed = false;
  std::string expected;  // `rule feedback.coverage for "A" is met`; empty: `span` must be true
  std::string came;      // `not met`; empty when passed
  grammar::Span span;    // of the expectation
};

struct TestResult {
  std::uint32_t test = 0;                       // index of Program::tests
  std::vector<ExpectationResult> expectations;  // as written
  std::vector<grammar::Diagnostic>
      diagnostics;  // why its facts cannot be read; then nothing was judged

  [[nodiscard]] bool passed() const;
};

[[nodiscard]] TestResult run_test(const Program& program, std::uint32_t test);
/// All of them, in the order of Program::tests.
[[nodiscard]] std::vector<TestResult> run_tests(const Program& program);

}  // namespace entente::engine
