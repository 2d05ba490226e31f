// How many generated cases a property test tries, and from which seed.
// ENTENTE_CASES_DIVISOR in the environment divides the count (10 under sanitizers), so one number
// stands in the test; ENTENTE_CASES_FACTOR multiplies it and ENTENTE_SEED replaces the seed, to
// search for longer and elsewhere. Fuzz tests use none of them: their counts hold under sanitizers
// too.
#pragma once

#include <cstdint>

namespace entente::tests {

/// `full` times ENTENTE_CASES_FACTOR, divided by ENTENTE_CASES_DIVISOR, at least 1.
[[nodiscard]] int generated_cases(int full);

/// ENTENTE_SEED, else `usual`.
[[nodiscard]] std::uint32_t random_seed(std::uint32_t usual);

}  // namespace entente::tests
