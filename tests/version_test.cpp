#include "grammar/version.hpp"

#include <gtest/gtest.h>

#include "tests/support/paths.hpp"

namespace entente {
namespace {

TEST(Version, IsTheOneOfTheProjectFile) {
  const std::string project = tests::read_file(tests::source_folder() / "CMakeLists.txt");
  EXPECT_NE(project.find("VERSION " + std::string(version()) + " "), std::string::npos);
}

}  // namespace
}  // namespace entente
