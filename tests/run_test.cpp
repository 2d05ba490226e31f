#include "cli/run.hpp"

#include <gmock/gmock.h>

#include <sstream>
#include <vector>

#include "grammar/version.hpp"

namespace entente::cli {
namespace {

using testing::HasSubstr;

struct Ran {
  int code = 0;
  std::string out;
  std::string err;
};

Ran ran(const std::vector<std::string>& arguments) {
  std::istringstream in;
  std::ostringstream out;
  std::ostringstream err;
  const int code = run(arguments, in, out, err);
  return {code, out.str(), err.str()};
}

TEST(Run, VersionGoesToStandardOutput) {
  const Ran result = ran({"--version"});
  EXPECT_EQ(result.code, 0);
  EXPECT_EQ(result.out, "entente " + std::string(version()) + "\n");
  EXPECT_EQ(result.err, "");
}

TEST(Run, WrongUseExitsWithTwoAndAnErrorOnStandardError) {
  const Ran result = ran({"--no-such-option"});
  EXPECT_EQ(result.code, 2);
  EXPECT_EQ(result.out, "");
  EXPECT_THAT(result.err, HasSubstr("--no-such-option"));
}

}  // namespace
}  // namespace entente::cli
