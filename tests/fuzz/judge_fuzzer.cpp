// libFuzzer entry.
#include "tests/fuzz/evaluate_property.hpp"
#include "tests/fuzz/run_property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  return entente::tests::run_property(entente::tests::broken_judging_property, data, size);
}
