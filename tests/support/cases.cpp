#include "tests/support/cases.hpp"

#include <algorithm>
#include <cstdlib>

namespace entente::tests {
namespace {

int positive(const char* name) {
  const char* text = std::getenv(name);
  return std::max(1, text != nullptr ? std::atoi(text) : 1);
}

}  // namespace

int generated_cases(int full) {
  return std::max(1, full * positive("ENTENTE_CASES_FACTOR") / positive("ENTENTE_CASES_DIVISOR"));
}

std::uint32_t random_seed(std::uint32_t usual) {
  const char* text = std::getenv("ENTENTE_SEED");
  return text != nullptr ? static_cast<std::uint32_t>(std::atoll(text)) : usual;
}

}  // namespace entente::tests
