// How many generated cases a property test tries.
// ENTENTE_CASES_DIVISOR in the environment divides the count (10 under sanitizers), so one number
// stands in the test. Fuzz tests do not use it: their counts hold under sanitizers too.
#pragma once

namespace entente::tests {

/// `full` divided by ENTENTE_CASES_DIVISOR, at least 1.
[[nodiscard]] int generated_cases(int full);

}  // namespace entente::tests
