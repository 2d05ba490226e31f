#include "tests/support/cases.hpp"

#include <algorithm>
#include <cstdlib>

namespace entente::tests {

int generated_cases(int full) {
  const char* text = std::getenv("ENTENTE_CASES_DIVISOR");
  const int divisor = text != nullptr ? std::atoi(text) : 1;
  return std::max(1, full / std::max(1, divisor));
}

}  // namespace entente::tests
