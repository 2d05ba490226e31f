#include "tests/support/paths.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace entente::tests {

namespace fs = std::filesystem;

fs::path source_folder() { return ENTENTE_SOURCE_DIR; }
fs::path tests_folder() { return source_folder() / "tests"; }
fs::path samples_folder() { return source_folder() / "samples"; }
fs::path rules_folder() { return source_folder() / "rules"; }
fs::path program() { return ENTENTE_PROGRAM; }

std::optional<fs::path> shared_folder() {
  const char* elsewhere = std::getenv("ENTENTE_SHARED");
  const fs::path folder = elsewhere != nullptr ? elsewhere : ENTENTE_SHARED_DIR;
  if (!fs::is_directory(folder)) return std::nullopt;
  return folder;
}

std::string read_file(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    ADD_FAILURE() << "cannot read " << path;
    return {};
  }
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace entente::tests
