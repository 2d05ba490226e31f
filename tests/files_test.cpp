#include "cli/files.hpp"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "tests/support/paths.hpp"

namespace entente::cli {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

class Files : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  static std::string name() {
    return testing::UnitTest::GetInstance()->current_test_info()->name();
  }
  fs::path folder_ = fs::path(testing::TempDir()) / ("entente-files-" + name());
};

Exit code_of(const auto& action) {
  try {
    action();
  } catch (const Failure& failure) {
    return failure.code();
  }
  return Exit::done;
}

TEST_F(Files, OutputReplacesTheOldFileAndLeavesNothingBeside) {
  const fs::path target = folder_ / "result.json";
  std::ofstream(target) << "old";
  ::chmod(target.c_str(), 0640);
  write_output(target, "new\n");
  EXPECT_EQ(tests::read_file(target), "new\n");
  struct stat status {};
  ASSERT_EQ(::stat(target.c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0640U);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), {}), 1);
}

TEST_F(Files, OutputThroughALinkKeepsTheLink) {
  std::ofstream(folder_ / "real") << "old";
  fs::create_symlink("real", folder_ / "link");
  write_output(folder_ / "link", "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
  EXPECT_EQ(tests::read_file(folder_ / "real"), "new");
}

TEST_F(Files, WhatCannotBeWrittenIsTheWorldsFault) {
  EXPECT_EQ(code_of([&] { write_output(folder_ / "no/such/folder", "x"); }), Exit::world);
  EXPECT_EQ(code_of([&] { write_output(folder_, "x"); }), Exit::world);
  fs::create_symlink("one", folder_ / "other");
  fs::create_symlink("other", folder_ / "one");
  EXPECT_EQ(code_of([&] { write_output(folder_ / "one", "x"); }), Exit::world);
  EXPECT_EQ(code_of([&] { write_output("/dev/full", "x"); }), Exit::world);
  EXPECT_TRUE(fs::is_character_file("/dev/full"));
}

TEST_F(Files, NewFilesDoNotOverwrite) {
  const fs::path target = folder_ / "a/b.txt";
  write_new_files(folder_, {{"a/b.txt", "first"}});
  const std::vector<NewFile> both{{"a/a.txt", "new"}, {"a/b.txt", "second"}};
  EXPECT_EQ(code_of([&] { write_new_files(folder_, both); }), Exit::wrong_use);
  EXPECT_EQ(tests::read_file(target), "first");
  EXPECT_FALSE(fs::exists(folder_ / "a/a.txt"));
}

TEST_F(Files, NewFilesAreWrittenAllOrNone) {
  const std::vector<NewFile> files{{"c.txt", "new"}, {"c.txt/d.txt", "a file is no folder"}};
  EXPECT_EQ(code_of([&] { write_new_files(folder_, files); }), Exit::world);
  EXPECT_FALSE(fs::exists(folder_ / "c.txt"));
}

TEST_F(Files, RuleFilesAreSortedAndHiddenOnesLeftOut) {
  for (const char* name : {"b.rules", "a/z.rules", ".git/x.rules", ".c.rules", "notes.txt"}) {
    fs::create_directories((folder_ / name).parent_path());
    std::ofstream(folder_ / name) << "x";
  }
  EXPECT_THAT(rule_files(folder_), ElementsAre(folder_ / "a/z.rules", folder_ / "b.rules"));
}

TEST_F(Files, WhatCannotBeReadIsWrongInput) {
  std::istringstream in("from standard input");
  std::ostringstream out;
  const Console console{in, out, out, {}};
  EXPECT_EQ(code_of([&] { (void)read_input((folder_ / "none").string(), console); }),
            Exit::wrong_use);
  EXPECT_EQ(code_of([&] { (void)read_input(folder_.string(), console); }), Exit::wrong_use);
  EXPECT_EQ(read_input("-", console), "from standard input");
}

}  // namespace
}  // namespace entente::cli
