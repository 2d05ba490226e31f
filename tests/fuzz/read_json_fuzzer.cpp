// libFuzzer entry.
#include "tests/fuzz/facts_property.hpp"
#include "tests/fuzz/run_property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  return entente::tests::run_property(entente::tests::broken_json_property, data, size);
}
