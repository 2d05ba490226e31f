// libFuzzer entry: clang++ -fsanitize=fuzzer,address … with the sources of grammar/ and engine/.
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/facts_property.hpp"

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  const auto broken =
      entente::tests::broken_json_property({reinterpret_cast<const char*>(data), size});
  if (!broken.empty()) {
    std::fprintf(stderr, "%s\n", broken.c_str());
    std::abort();
  }
  return 0;
}
