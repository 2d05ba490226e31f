// Files and streams that fail: a clear message, the right exit code, nothing half-written.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "tests/support/paths.hpp"
#include "tests/support/run_program.hpp"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view facts = "partnership: Small\ntoday: 2026-11-01\nfacts: {}\n";

class World : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    std::ofstream(folder_ / "facts.yaml") << facts;
  }
  void TearDown() override { fs::remove_all(folder_); }

  [[nodiscard]] Ran shell(const std::string& script) const {
    return run_shell(script, {.folder = folder_});
  }
  /// What stands in the folder beside the facts, hidden files too.
  [[nodiscard]] std::vector<std::string> left() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      const auto name = entry.path().lexically_relative(folder_).string();
      if (entry.is_regular_file() && name != "facts.yaml") names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
  }
  fs::path folder_ = fs::path(testing::TempDir()) /
                     ("entente-world-" +
                      std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
};

TEST_F(World, AFullDiskLeavesNothing) {
  const Ran ran = shell("ulimit -f 1; $ENTENTE assess facts.yaml --format json --output out.json");
  EXPECT_EQ(ran.code, 5);
  EXPECT_EQ(ran.err, "error: cannot write `out.json`: File too large\n");
  EXPECT_THAT(left(), IsEmpty());
}

TEST_F(World, AFullDiskLeavesWhatStoodThere) {
  std::ofstream(folder_ / "out.json") << "old";
  const Ran ran = shell("ulimit -f 1; $ENTENTE assess facts.yaml --format json --output out.json");
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(left(), ElementsAre("out.json"));
  EXPECT_EQ(read_file(folder_ / "out.json"), "old");
}

TEST_F(World, AFullDiskLeavesNoPartOfANewFile) {
  const Ran ran = shell("ulimit -f 1; $ENTENTE list packs --export packs");
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, HasSubstr("error: cannot write `packs/"));
  for (const std::string& name : left())
    EXPECT_LE(fs::file_size(folder_ / name), 1024U) << name << " is whole";
}

TEST_F(World, AFolderThatIsNotThereOrNoFolder) {
  Ran ran = shell("$ENTENTE assess facts.yaml --output none/out.txt");
  EXPECT_EQ(ran.code, 5);
  EXPECT_EQ(ran.err, "error: cannot write `none/out.txt`: No such file or directory\n");
  ran = shell("$ENTENTE assess facts.yaml --output facts.yaml/out.txt");
  EXPECT_EQ(ran.code, 5);
  EXPECT_EQ(ran.err, "error: cannot write `facts.yaml/out.txt`: Not a directory\n");
  ran = shell("$ENTENTE init facts.yaml/mine");
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(left(), IsEmpty());
}

TEST_F(World, AFolderThatMayNotBeWritten) {
  fs::create_directory(folder_ / "shut");
  fs::permissions(folder_ / "shut", fs::perms::owner_read | fs::perms::owner_exec);
  const Ran ran = shell("$ENTENTE assess facts.yaml --output shut/out.txt");
  if (::geteuid() != 0) {  // nothing is shut to root
    EXPECT_EQ(ran.code, 5);
    EXPECT_EQ(ran.err, "error: cannot write `shut/out.txt`: Permission denied\n");
  }
  fs::permissions(folder_ / "shut", fs::perms::owner_all);
}

TEST_F(World, AFullOrClosedStandardOutput) {
  for (const char* where : {">/dev/full", ">&-"}) {
    const Ran ran = shell(std::string("$ENTENTE assess facts.yaml ") + where);
    EXPECT_EQ(ran.code, 5) << where;
    EXPECT_EQ(ran.err, "error: cannot write to standard output\n") << where;
  }
  const Ran ran = shell("$ENTENTE assess facts.yaml --output out.txt >&-");
  EXPECT_EQ(ran.code, 0) << "nothing is printed there";
  EXPECT_THAT(read_file(folder_ / "out.txt"), testing::StartsWith("Small"));
}

TEST_F(World, ADeviceThatIsFull) {
  const Ran ran = shell("$ENTENTE assess facts.yaml --output /dev/full");
  EXPECT_EQ(ran.code, 5);
  EXPECT_EQ(ran.err, "error: cannot write `/dev/full`: No space left on device\n");
}

TEST_F(World, AReaderThatGoesAway) {
  const Ran ran =
      shell("$ENTENTE assess facts.yaml --format json | head -1; echo ${PIPESTATUS[0]}");
  EXPECT_THAT(ran.out, testing::StartsWith("{\n"));
  EXPECT_THAT(ran.err, IsEmpty());
  EXPECT_THAT(ran.out, testing::AnyOf(testing::EndsWith("\n0\n"), testing::EndsWith("\n141\n")));
}

TEST_F(World, PipesAreReadAndWrittenAsFiles) {
  const Ran ran = shell(
      "mkfifo in out; cat facts.yaml > in & cat out > copy & "
      "$ENTENTE assess in --output out; code=$?; wait; exit $code");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(read_file(folder_ / "copy"), testing::StartsWith("Small"));
  EXPECT_TRUE(fs::is_fifo(folder_ / "out"));
}

TEST_F(World, AFolderThatCannotBeMade) {
  Ran ran = shell("$ENTENTE init facts.yaml/mine");
  EXPECT_EQ(ran.code, 5);
  EXPECT_EQ(ran.err, "error: cannot write `facts.yaml/mine`: Not a directory\n");
  ran = shell("mkdir shut; chmod a-w shut; $ENTENTE list packs --export shut/packs");
  if (::geteuid() != 0) {  // nothing is shut to root
    EXPECT_EQ(ran.code, 5);
    EXPECT_EQ(ran.err, "error: cannot write `shut/packs/partnership`: Permission denied\n");
  }
}

TEST_F(World, NamesOfFilesSteerNoTerminal) {
  constexpr std::string_view named = "f=$(printf 'a\\033b\\377'); ";
  const auto with_name = [&](const std::string& script) {
    return shell(std::string(named) + script);
  };
  Ran ran = with_name("$ENTENTE check \"$f.rules\"");
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err, "error: cannot read `a␛b�.rules`: No such file or directory\n");
  ran = with_name("echo rule > \"$f.rules\"; $ENTENTE check --format json \"$f.rules\"");
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, HasSubstr("\"a␛b�.rules:1:"));
  ran = with_name("$ENTENTE check \"$f.rules\"");
  EXPECT_THAT(ran.err, HasSubstr("--> a␛b�.rules:1:"));
}

TEST_F(World, FactsAreReadAsTheirNameSays) {
  const auto judged = [&](const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return shell("$ENTENTE assess " + name);
  };
  EXPECT_EQ(judged("flow.yaml", "{partnership: A, facts: {}}").code, 0);
  EXPECT_EQ(judged("flow", "{partnership: A, facts: {}}").code, 0);
  EXPECT_EQ(judged("object", R"({"partnership": "A", "facts": {}})").code, 0);
  EXPECT_THAT(judged("flow.json", "{partnership: A, facts: {}}").err, HasSubstr("error[E504]"));
  EXPECT_THAT(judged("broken", R"({"partnership": "A" "facts": {}})").err,
              HasSubstr("error[E504]"));
}

TEST_F(World, RuleFoldersHoldPlainFilesOnly) {
  const Ran ran = shell("mkdir rules; mkfifo rules/a.rules; $ENTENTE check rules");
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err, "error: there is no `.rules` file in `rules`\n");
}

TEST_F(World, WhatIsNoFileOfFacts) {
  const std::pair<const char*, const char*> cases[] = {
      {".", "error: `.` is a folder, not a file\n"},
      {"none.yaml", "error: cannot read `none.yaml`: No such file or directory\n"},
      {"facts.yaml/x", "error: cannot read `facts.yaml/x`: Not a directory\n"},
      {"/dev/zero", "error: `/dev/zero` is larger than 256 MiB\n"}};
  for (const auto& [name, message] : cases) {
    const Ran ran = shell(std::string("$ENTENTE assess ") + name);
    EXPECT_EQ(ran.code, 2) << name;
    EXPECT_EQ(ran.err, message) << name;
  }
  const Ran empty = shell("$ENTENTE assess /dev/null");
  EXPECT_EQ(empty.code, 2);
  EXPECT_THAT(empty.err, HasSubstr("error[E510]: the file is empty\n --> /dev/null:1:1\n"));
  EXPECT_EQ(shell("$ENTENTE assess - <&-").code, 2);
}

}  // namespace
}  // namespace entente::tests
