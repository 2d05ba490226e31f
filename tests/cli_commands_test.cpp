#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>

#include "tests/support/golden.hpp"
#include "tests/support/paths.hpp"
#include "tests/support/run_program.hpp"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

/// A folder of its own for each test, and the program run in it.
class Commands : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] Ran run(const std::vector<std::string>& arguments) const {
    return run_program(arguments, {.folder = folder_});
  }

  fs::path folder_ = fs::path(testing::TempDir()) /
                     (std::string("entente-commands-") +
                      testing::UnitTest::GetInstance()->current_test_info()->name());
};

constexpr std::string_view small_pack = R"(language 1
pack small 1.0 "A small pack"
fact people "People" number, 0 or more
scorecard ready "Ready?"
  combine by weighted share
  section base "The base" weight 1
  verdict "go" when score >= 80
  verdict "wait" otherwise

// There have to be enough.
rule people.enough "Enough people"
  section base
  check "enough" people >= 3

// This belongs to the test.
test "three are enough"
  given people = 3
  expect rule people.enough is met
)";

class Help : public testing::TestWithParam<std::vector<std::string>> {};
TEST_P(Help, ShowsAnExample) {
  std::vector<std::string> arguments = GetParam();
  arguments.emplace_back("--help");
  const Ran ran = run_program(arguments);
  EXPECT_EQ(ran.code, 0);
  EXPECT_EQ(ran.err, "");
  EXPECT_THAT(ran.out, HasSubstr("Example"));
  EXPECT_THAT(ran.out, HasSubstr("  entente "));
}
INSTANTIATE_TEST_SUITE_P(
    Commands, Help,
    testing::Values(std::vector<std::string>{}, std::vector<std::string>{"assess"},
                    std::vector<std::string>{"explain"}, std::vector<std::string>{"graph"},
                    std::vector<std::string>{"check"}, std::vector<std::string>{"test"},
                    std::vector<std::string>{"list"}, std::vector<std::string>{"list", "rules"},
                    std::vector<std::string>{"list", "facts"},
                    std::vector<std::string>{"list", "packs"}, std::vector<std::string>{"show"},
                    std::vector<std::string>{"help"}, std::vector<std::string>{"feel"},
                    std::vector<std::string>{"init"}),
    [](const auto& each) {
      std::string name = "entente";
      for (const std::string& word : each.param) name += "_" + word;
      return name;
    });

TEST_F(Commands, NoCommandIsWrongUse) {
  const Ran ran = run({});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("assess"));
}

TEST_F(Commands, MisspeltCommandGetsASuggestion) {
  const Ran ran = run({"asess", "facts.yaml"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err, "error: `asess` is not a command of `entente`; did you mean `assess`?\n");
}

TEST_F(Commands, CheckSaysThatAllIsWell) {
  write("small.rules", small_pack);
  const Ran ran = run({"check", "small.rules"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, "1 file: no errors, no lints\n");
}

TEST_F(Commands, CheckFindsEveryErrorAndEndsWithTwo) {
  write("wrong.rules", std::string(small_pack) +
                           "rule a.b \"A\" section base check \"x\" poeple >= 3\n"
                           "rule a.c \"A\" section base check \"x\" peopel >= 3\n");
  const Ran ran = run({"check", "wrong.rules"});
  EXPECT_EQ(ran.code, 2);
  EXPECT_THAT(ran.out, HasSubstr("1 file: 2 errors, "));
  EXPECT_THAT(ran.err, HasSubstr("did you mean `people`?"));
  const Ran json = run({"check", "wrong.rules", "--format", "json"});
  EXPECT_EQ(json.code, 2);
  const auto parsed = boost::json::parse(json.out).as_object();
  EXPECT_EQ(parsed.at("schema"), "entente.check/1");
  EXPECT_THAT(parsed.at("diagnostics").as_array().at(0).at("at").as_string().c_str(),
              StartsWith("wrong.rules:"));
}

TEST_F(Commands, LintsFailOnlyWhenStrict) {
  write("lint.rules", std::string(small_pack) + "fact nobody_asks \"Unused\" number\n");
  EXPECT_EQ(run({"check", "lint.rules"}).code, 0);
  EXPECT_EQ(run({"check", "lint.rules", "--strict"}).code, 1);
}

TEST_F(Commands, TestsPassOrFailByName) {
  write("small.rules", small_pack);
  const Ran passed = run({"test", "small.rules"});
  EXPECT_EQ(passed.code, 0) << passed.err;
  EXPECT_EQ(passed.out, "ok    three are enough\n1 test, none failed\n");
  write("more.test.rules",
        "language 1\npack small 1.0\ntest \"two are enough\"\n  given people = 2\n"
        "  expect rule people.enough is met\n  expect people * 2 = 5\n");
  const Ran failed = run({"test", "."});
  EXPECT_EQ(failed.code, 1);
  EXPECT_THAT(failed.out, HasSubstr("FAIL  two are enough\n"));
  EXPECT_THAT(failed.out, HasSubstr("expected rule people.enough is met\n"));
  EXPECT_THAT(failed.out, HasSubstr("came     not met\n"));
  EXPECT_THAT(failed.out, HasSubstr("expected people * 2 = 5\n      came     no\n"));
  EXPECT_THAT(failed.out, HasSubstr("2 tests, 1 failed\n"));
  const Ran json = run({"test", ".", "--format", "json"});
  EXPECT_EQ(json.code, 1);
  EXPECT_EQ(boost::json::parse(json.out).at("tests").as_array().size(), 2);
}

TEST_F(Commands, ShippedPackChecksCleanAndItsTestsPass) {
  const Ran checked = run({"check", "--strict"});
  EXPECT_EQ(checked.code, 0) << checked.err;
  const Ran tested = run({"test"});
  EXPECT_EQ(tested.code, 0) << tested.out;
}

TEST_F(Commands, ListSaysWhatThereIsToList) {
  const Ran nothing = run({"list"});
  EXPECT_EQ(nothing.code, 2);
  EXPECT_EQ(nothing.err,
            "error: `list` needs one of: rules, inferences, relations, facts, packs\n");
  const Ran misspelt = run({"list", "rule"});
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_EQ(misspelt.err, "error: `rule` is not a command of `list`; did you mean `rules`?\n");
  EXPECT_EQ(run({"list", "all"}).err,
            "error: `all` is not a command of `list`, which has rules, inferences, relations, "
            "facts, packs\n");
}

TEST_F(Commands, ListsASectionOfTwoScorecardsOnce) {
  write("two.rules", std::string(small_pack) +
                         "scorecard again \"Again?\"\n  section base \"The base\"\n"
                         "  verdict \"go\" otherwise\n");
  EXPECT_EQ(run({"list", "rules", "--rules", "two.rules"}).out,
            "people.enough  Enough people (base, weight 1)\n");
}

TEST_F(Commands, ListsRulesFactsAndPacks) {
  write("small.rules", small_pack);
  EXPECT_EQ(run({"list", "rules", "--rules", "small.rules"}).out,
            "people.enough  Enough people (base, weight 1)\n");
  EXPECT_THAT(run({"list", "facts", "--rules", "small.rules"}).out, StartsWith("people  number"));
  EXPECT_THAT(run({"list", "packs"}).out, StartsWith("partnership 1."));
  EXPECT_EQ(run({"list"}).code, 2);
  for (const char* what : {"rules", "facts", "packs"}) {
    const Ran json = run({"list", what, "--format", "json"});
    EXPECT_EQ(json.code, 0) << json.err;
    EXPECT_TRUE(boost::json::parse(json.out).is_object());
  }
}

TEST_F(Commands, ExportedPackJudgesAsTheShippedOne) {
  const Ran exported = run({"list", "packs", "--export", "packs"});
  EXPECT_EQ(exported.code, 0) << exported.err;
  EXPECT_EQ(run({"list", "packs", "--export", "packs"}).code, 2) << "nothing is overwritten";
  write("facts.yaml", "partnership: A\ntoday: 2026-11-01\nfacts: {}\n");
  const auto hash = [&](std::vector<std::string> more) {
    std::vector<std::string> arguments{"assess", "facts.yaml", "--format", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const Ran ran = run(arguments);
    EXPECT_EQ(ran.code, 0) << ran.err;
    return boost::json::parse(ran.out).at("ruler").at("hash");
  };
  EXPECT_EQ(hash({}), hash({"--rules", "packs/partnership"}));
}

TEST_F(Commands, HashIsOfTheTextsAlone) {
  write("facts.yaml", "partnership: A\ntoday: 2026-11-01\nfacts: {}\n");
  write("a.rules", small_pack);
  write("b.rules", "pack small 1.0\nfact more number\n");
  const auto hash = [&](const std::string& first, const std::string& second) {
    const Ran ran =
        run({"assess", "facts.yaml", "--rules", first, "--rules", second, "--format", "json"});
    EXPECT_EQ(ran.code, 0) << ran.err;
    return boost::json::parse(ran.out).at("ruler").at("hash");
  };
  const auto before = hash("a.rules", "b.rules");
  fs::rename(folder_ / "a.rules", folder_ / "z.rules");
  EXPECT_EQ(before, hash("z.rules", "b.rules"));
}

TEST_F(Commands, CheckFindsWhatNoFactCanChange) {
  write("small.rules", R"(language 1
pack small 1.0 "A small pack"
record party "A party"
  key name text
  staff number, 0 to 10
fact parties list of party, 2 or more
fact on date
scorecard ready "Ready?"
  section base "The base" weight 1
  verdict "good" when score >= 50
  verdict "best" when score >= 75
  verdict "wait" otherwise
rule people.enough "Enough people" section base
  check "share" (share of parties with staff > 3) >= 80
  check "some" (share of parties with staff > 3) >= 80%
  check "day" on.year < 1000 or today > on
rule each "Each" section base
  for each p in parties
  check "range" p.staff <= 10
  check "open" p.staff <= 9
rule unused "Unused" section base
  for each p in parties
  check "day" on > 2026-01-01
rule lax "Lax" section base
  parameter fewest = 0, 0 to 5, more is stricter
  check "as many as the parameter asks" count(parties) >= fewest
rule asks "Asks the lax one" section base
  check "as lax" rule lax is met
)");
  const Ran ran = run({"check", "small.rules"});
  EXPECT_THAT(ran.err, HasSubstr("lint[W721]: this check is always no, whatever the facts\n"
                                 "  --> small.rules:14:17\n"));
  EXPECT_THAT(ran.err, HasSubstr("lint[W721]: this check is always yes, whatever the facts\n"
                                 "  --> small.rules:19:17\n"));
  EXPECT_THAT(ran.err, HasSubstr("lint[W715]: variable `p` is used by nothing\n"));
  EXPECT_THAT(ran.err, HasSubstr("lint[W722]: verdict `\"best\"` is never reached"));
  EXPECT_THAT(ran.out, HasSubstr("no errors, 4 lints"));
}

TEST_F(Commands, CheckTakesNoDayAndNoFileForAll) {
  write("small.rules", R"(language 1
pack small 1.0 "A small pack"
fact b yes or no
define renewal = 2026-11-15
scorecard ready "Ready?"
  section base "The base" weight 1
  verdict "little known" when coverage < 50%
  verdict "pilot" when today between 2026-01-01 and 2026-12-31
  verdict "good" when score >= 50
  verdict "wait" otherwise
rule pilot "Days" section base
  check "in its year" today between 2026-01-01 and 2026-12-31
  check "soon" renewal within 30 days after today
  check "summer" today.month in [6..8]
  check "past" renewal before 1 day ago
  check "quarter" renewal in periods(4, 3 months)[1]
rule told "Told" section base
  applies when b is known
  check "said" rule pilot is met
)");
  const Ran ran = run({"check", "small.rules"});
  EXPECT_EQ(ran.out, "1 file: no errors, no lints\n") << ran.err;
}

TEST_F(Commands, AFileNamedInTwoWaysIsRead) {
  write("small.rules", small_pack);
  const Ran ran = run({"check", "small.rules", (folder_ / "small.rules").string()});
  EXPECT_EQ(ran.code, 0) << ran.err;
}

TEST_F(Commands, ShowPrintsACardAndWhereItStands) {
  write("small.rules", small_pack);
  const Ran ran = run({"show", "people.enough", "--rules", "small.rules"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out,
            "// small.rules:11\n"
            "rule people.enough \"Enough people\"\n"
            "  section base\n"
            "  check \"enough\" people >= 3\n");
  const Ran effective = run({"show", "people.enough", "--rules", "small.rules", "--effective"});
  EXPECT_THAT(effective.out, HasSubstr("  section base                      small.rules:12\n"));
  EXPECT_EQ(run({"show", "people", "--rules", "small.rules"}).out,
            "// small.rules:3\nfact people \"People\" number, 0 or more\n");
  EXPECT_THAT(run({"show", "ready", "--rules", "small.rules"}).out,
              HasSubstr("scorecard ready \"Ready?\"\n  combine by weighted share\n"));
  EXPECT_EQ(run({"show", "base", "--rules", "small.rules"}).out,
            run({"show", "ready", "--rules", "small.rules"}).out);
  const Ran wrong = run({"show", "people.enoug", "--rules", "small.rules"});
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("did you mean `people.enough`?"));
}

TEST_F(Commands, HelpExplainsADiagnosticAndACommand) {
  const Ran code = run({"help", "e201"});
  EXPECT_EQ(code.code, 0) << code.err;
  EXPECT_THAT(code.out, StartsWith("E201  "));
  EXPECT_THAT(run({"help", "assess"}).out, HasSubstr("--fail-under"));
  EXPECT_EQ(run({"help", "assess"}).out, run({"assess", "--help"}).out);
  EXPECT_EQ(run({"help", "list", "facts"}).out, run({"list", "facts", "--help"}).out);
  EXPECT_EQ(run({"help"}).out, run({"--help"}).out);
  EXPECT_EQ(run({"help", "E000"}).err, "error: there is no diagnostic `E000`\n");
  EXPECT_EQ(run({"help", "asess"}).err,
            "error: `asess` is not a command of `entente`; did you mean `assess`?\n");
  EXPECT_EQ(run({"help", "list", "fact"}).code, 2);
}

struct FeelCase {
  std::string name;
  std::vector<std::string> arguments;
  std::string out;
};
class Feel : public testing::TestWithParam<FeelCase> {};
TEST_P(Feel, PrintsTheValue) {
  std::vector<std::string> arguments{"feel"};
  arguments.insert(arguments.end(), GetParam().arguments.begin(), GetParam().arguments.end());
  const Ran ran = run_program(arguments);
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_EQ(ran.out, GetParam().out + '\n');
}
INSTANTIATE_TEST_SUITE_P(
    Values, Feel,
    testing::Values(FeelCase{"Decimals", {"0.1 + 0.2"}, "0.3"},
                    FeelCase{"Items", {"min(2, 1) + max(1, 2) + count(7, 8)"}, "5"},
                    FeelCase{"List", {"for x in [1, 2] return x * x"}, "[1, 4]"},
                    FeelCase{"Context", {"a + b", "--context", R"({"a": 1, "b": 2.5})"}, "3.5"},
                    FeelCase{"FieldsOfContexts",
                             {"x.y + sum(l.n)", "--context", "{x: {y: 1}, l: [{n: 2}, {n: 3}]}"},
                             "6"},
                    FeelCase{
                        "DateOfAContext",
                        {"d before today", "--context", "{d: 2026-10-01}", "--today", "2026-11-01"},
                        "yes"},
                    FeelCase{"Date", {"date(\"2026-01-31\") + 1 month"}, "2026-02-28"},
                    FeelCase{"MinusOfAName", {"-x", "--context", "{x: 1}"}, "-1"},
                    FeelCase{"MinusAfterOptions", {"--today", "2026-11-01", "-@\"P1Y\""}, "-P1Y"},
                    FeelCase{"TwoMinuses", {"--1"}, "1"},
                    FeelCase{"BehindDashes", {"--", "-1"}, "-1"},
                    FeelCase{"Null", {"1 / x", "--context", "{x: 0}"}, "null"},
                    FeelCase{"Text", {"upper case(\"a\")"}, "\"A\""}),
    [](const auto& each) { return each.param.name; });

TEST_F(Commands, FeelRefusesWhatIsNoExpression) {
  EXPECT_EQ(run({"feel", "1 +"}).code, 2);
  EXPECT_EQ(run({"feel", "nobody"}).code, 2);
  EXPECT_EQ(run({"feel", "1 / 0"}).code, 2);
  EXPECT_THAT(run({"feel", "-null"}).err, HasSubstr("E301"));
  EXPECT_THAT(run({"feel", "today", "--context", "{\"today\": 1}"}).err,
              HasSubstr("give `--today`"));
  EXPECT_THAT(run({"feel", "betweenness centralization(r)"}).err,
              HasSubstr("did you mean `betweenness centralisation`?"));
  EXPECT_THAT(run({"feel", "x.fooo", "--context", "{x: {foo: 1}}"}).err,
              HasSubstr("did you mean `foo`?"));
  EXPECT_THAT(run({"feel", "[1 / x, {a: 2 / x}]", "--context", "{x: 0}"}).err,
              testing::StrEq("note: a division by 0\n"));
  EXPECT_EQ(run({"feel", "1", "--context", "[1]"}).code, 2);
}

TEST_F(Commands, InitMakesAFolderThatRuns) {
  const Ran made = run({"init", "ours"});
  EXPECT_EQ(made.code, 0) << made.err;
  const RunIn inside{.folder = folder_ / "ours"};
  const Ran assessed = run_program({"assess", "facts.yaml", "--rules", "own.rules"}, inside);
  EXPECT_EQ(assessed.code, 0) << assessed.err;
  const Ran checked = run_program({"check", "own.rules", "--strict"}, inside);
  EXPECT_EQ(checked.code, 0) << checked.err;
  EXPECT_EQ(run_program({"test", "own.rules"}, inside).code, 0);
  const Ran why =
      run_program({"explain", "facts.yaml", "own.insured", "--rules", "own.rules"}, inside);
  EXPECT_EQ(why.code, 0) << why.err;
  EXPECT_THAT(why.out, HasSubstr("insured today"));
  EXPECT_THAT(run_program({"assess", "facts.yaml"}, inside).err,
              HasSubstr("the rules are those of the pack `partnership`; `--rules` names others"));
}

TEST_F(Commands, InitOverwritesNothing) {
  write("README.md", "mine");
  EXPECT_EQ(run({"init", "."}).code, 2);
  EXPECT_EQ(read_file(folder_ / "README.md"), "mine");
  EXPECT_FALSE(fs::exists(folder_ / "own.rules"));
}

TEST_F(Commands, FactsSchemaIsJson) {
  const Ran ran = run({"list", "facts", "--format", "json-schema"});
  EXPECT_EQ(ran.code, 0) << ran.err;
  const auto schema = boost::json::parse(ran.out).as_object();
  EXPECT_EQ(schema.at("$schema"), "https://json-schema.org/draft/2020-12/schema");
}

}  // namespace
}  // namespace entente::tests
