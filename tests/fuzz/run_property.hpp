// What every libFuzzer entry does with a property: stop at the first input that breaks it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace entente::tests {

template <class Property>
int run_property(Property&& broken, const unsigned char* data, std::size_t size) {
  const std::string what = broken(std::string_view(reinterpret_cast<const char*>(data), size));
  if (!what.empty()) {
    std::fprintf(stderr, "%s\n", what.c_str());
    std::abort();
  }
  return 0;
}

}  // namespace entente::tests
