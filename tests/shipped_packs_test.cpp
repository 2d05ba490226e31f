#include "engine/shipped_packs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/support/paths.hpp"

namespace entente::engine {
namespace {

namespace fs = std::filesystem;

TEST(ShippedPacks, HoldEveryRuleFileByteForByte) {
  std::set<std::string> shipped;
  for (const ShippedPack& pack : shipped_packs()) {
    EXPECT_EQ(pack.text, tests::read_file(tests::rules_folder() / pack.path)) << pack.path;
    shipped.emplace(pack.path);
  }
  std::set<std::string> written;
  if (fs::exists(tests::rules_folder())) {
    for (const auto& entry : fs::recursive_directory_iterator(tests::rules_folder())) {
      if (entry.path().extension() != ".rules") continue;
      written.insert(fs::relative(entry.path(), tests::rules_folder()).generic_string());
    }
  }
  EXPECT_EQ(shipped, written);
}

TEST(ShippedPacks, AreSortedByPath) {
  EXPECT_TRUE(std::ranges::is_sorted(shipped_packs(), {}, &ShippedPack::path));
}

}  // namespace
}  // namespace entente::engine
