#include "tests/support/validate_result.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/support/paths.hpp"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;

/// Holds the results of this process in a folder of its own.
class Collected : public testing::Environment {
 public:
  void add(std::string_view text) {
    fs::create_directories(folder_);
    const std::string name = "result-" + std::to_string(++count_) + ".json";
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }

  void TearDown() override {
    if (count_ == 0) return;
    const fs::path script = tests_folder() / "support/validate_results.py";
    const fs::path docs = source_folder() / "docs";
    const std::string command =
        "python3 '" + script.string() + "' '" + docs.string() + "' '" + folder_.string() + "'";
    EXPECT_EQ(std::system(command.c_str()), 0) << "a result is not valid, see above";
    fs::remove_all(folder_);
  }

 private:
  fs::path folder_ = fs::path(testing::TempDir()) / ("entente-results-" + std::to_string(getpid()));
  int count_ = 0;
};

auto* const collected = static_cast<Collected*>(testing::AddGlobalTestEnvironment(new Collected));

}  // namespace

void collect_result(std::string_view text) {
  for (const std::string_view schema : {"entente.result/1", "entente.explanation/1"}) {
    const std::string key = "\"schema\": \"" + std::string(schema) + '"';
    if (text.find(key) != std::string_view::npos) return collected->add(text);
  }
}

}  // namespace entente::tests
