#include <gmock/gmock.h>

#include <boost/json.hpp>
#include <fstream>

#include "tests/support/paths.hpp"
#include "tests/support/run_program.hpp"

namespace entente::tests {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

/// A small partnership under rules whose score is 50 to 100 as long as `plan` is not known.
class Assess : public testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    write("small.rules", R"(language 1
pack small 1.0 "A small pack"
fact plan "There is a plan" yes or no
  ask coordinator "Is there a plan?"  effort 30 minutes
fact people "People" number, 0 or more
scorecard ready "Ready?"
  combine by weighted share
  section base "The base" weight 1
  verdict "go" when score >= 80
  verdict "wait" otherwise
rule plan.made "A plan is made" section base weight 1
  check "made" plan
  advise "Make a plan" effort 1 day
rule people.enough "Enough people" section base weight 1
  parameter least = 3, 1 to 9, more is stricter
  check "enough" people >= least
  because "{people} people"
)");
    write("open.yaml", "partnership: Small\ntoday: 2026-11-01\nfacts:\n  people: 4\n");
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write(const std::string& name, std::string_view text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
  }
  [[nodiscard]] Ran assess(std::vector<std::string> more, const std::string& facts = "open.yaml",
                           const std::string& input = "") const {
    std::vector<std::string> arguments{"assess", facts, "--rules", "small.rules"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return run_program(arguments, {.folder = folder_, .input = input});
  }
  [[nodiscard]] boost::json::object result(std::vector<std::string> more) const {
    more.insert(more.end(), {"--format", "json"});
    const Ran ran = assess(more);
    EXPECT_EQ(ran.err, "");
    return boost::json::parse(ran.out).as_object();
  }

  fs::path folder_ = fs::path(testing::TempDir()) /
                     (std::string("entente-assess-") +
                      testing::UnitTest::GetInstance()->current_test_info()->name());
};

TEST_F(Assess, ScoreIsBoundedByWhatIsMissing) {
  const auto json = result({});
  EXPECT_EQ(json.at("score").at("low").to_number<double>(), 50);
  EXPECT_EQ(json.at("score").at("high").to_number<double>(), 100);
  EXPECT_EQ(json.at("score").at("bounds"), "exact");
  EXPECT_TRUE(json.at("verdict").at("certain").is_null());
  EXPECT_EQ(json.at("verdict").at("possible"), boost::json::array({"go", "wait"}));
  EXPECT_EQ(json.at("waived_score"), json.at("score"));
  EXPECT_EQ(json.at("waived_verdict"), json.at("verdict"));
}

TEST_F(Assess, MissingFactSaysWhomToAskAndWhatItCosts) {
  const auto missing = result({}).at("missing").as_array();
  ASSERT_EQ(missing.size(), 1);
  EXPECT_EQ(missing[0].at("fact"), "plan");
  EXPECT_EQ(missing[0].at("reason"), "not supplied");
  EXPECT_EQ(missing[0].at("ask"), "Is there a plan?");
  EXPECT_EQ(missing[0].at("of"), "coordinator");
  EXPECT_EQ(missing[0].at("effort_days").to_number<double>(), 0.0625);
}

TEST_F(Assess, ProofEndsInAFactWithItsPlace) {
  const auto json = result({});
  const auto& rules = json.at("rules").as_array();
  ASSERT_EQ(rules.size(), 2);
  const auto& proof = rules[0].at("checks").at(0).at("explanation");
  EXPECT_EQ(proof.at("text"), "people >= least");
  EXPECT_EQ(proof.at("value"), true);
  const auto& leaf = proof.at("because").at(0);
  EXPECT_EQ(leaf.at("fact"), "people");
  EXPECT_EQ(leaf.at("value"), 4);
  EXPECT_EQ(leaf.at("at"), "open.yaml:4:11");
  EXPECT_EQ(rules[0].at("because"), "4 people");
}

TEST_F(Assess, AdviceIsForItemsThatFallShort) {
  write("small.rules", R"(language 1
pack small 1.0 "A small pack"
record party "A party"
  key name text
  lead yes or no
fact parties list of party
scorecard ready "Ready?"
  section base "The base" weight 1
  verdict "go" when score >= 80
  verdict "wait" otherwise
rule led "Each has a lead" section base
  for each p in parties
  check "lead" p.lead
  advise "Name a lead for {p.name}"
)");
  write("open.yaml",
        "today: 2026-11-01\nfacts:\n  parties: [{name: A, lead: no}, {name: B}]\n"
        "open lists: [parties]\n");
  const Ran ran = assess({});
  EXPECT_THAT(ran.out, HasSubstr("Name a lead for A"));
  EXPECT_THAT(ran.out, Not(HasSubstr("Name a lead for B")));
}

TEST_F(Assess, AdviceIsForWhatIsTakenForNotMet) {
  write("small.rules", R"(language 1
pack small 1.0 "A small pack"
fact lead yes or no
scorecard ready "Ready?"
  section base "The base" weight 1
  verdict "go" when score >= 80
  verdict "wait" otherwise
rule led "Has a lead" section base
  check "lead" lead
  advise "Name a lead"
  unknown counts as not met
)");
  write("open.yaml", "today: 2026-11-01\nfacts: {}\n");
  EXPECT_THAT(assess({}).out, HasSubstr("Name a lead"));
}

TEST_F(Assess, ARuleThatAsksOneInFaultSaysSo) {
  write("small.rules", R"(language 1
pack small 1.0 "A small pack"
fact zero number
scorecard ready "Ready?"
  section base "The base" weight 1
  verdict "go" when score >= 80
  verdict "wait" otherwise
rule faulty "Divides" section base
  check "c" 1 / zero > 0.3
rule asks "Asks it" section base
  check "c" rule faulty is met
)");
  write("open.yaml", "today: 2026-11-01\nfacts: {zero: 0}\n");
  EXPECT_THAT(assess({}).out, HasSubstr("asks a rule in fault"));
  EXPECT_THAT(assess({"--format", "markdown"}).out, HasSubstr("asks a rule in fault"));
}

TEST_F(Assess, SetFactDecides) {
  const auto json = result({"--set", "plan = yes"});
  EXPECT_EQ(json.at("verdict").at("certain"), "go");
  const Ran misspelt = assess({"--set", "plann=yes"});
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_EQ(misspelt.err,
            "error: `--set plann=yes`: `plann` is not a fact of these rules; did you mean "
            "`plan`?\n");
  EXPECT_EQ(assess({"--set", "plan"}).code, 2);
  EXPECT_EQ(assess({"--set", "plan=perhaps"}).code, 2);
}

TEST_F(Assess, SetFactReplacesAllThatTheFileSaysOfTheOldValue) {
  write("small.rules", R"(language 1
pack small 1.0 "A small pack"
record party "A party"
  key name text
  staff number  good for 12 months
  champion text or none
fact parties list of party
scorecard ready "Ready?"
  section base "The base" weight 1
  verdict "go" when score >= 80
  verdict "wait" otherwise
rule staff "Enough staff" section base
  for each p in parties
  check "staff" p.staff >= 3
  check "champion" p.champion is not none
)");
  write("open.yaml", R"(today: 2026-11-01
facts:
  parties: [{name: A B, staff: 1, champion: x}]
evidence: [{fact: 'parties[A B].staff', on: 2020-01-01}]
unknown: [{fact: 'parties["A B"].champion'}]
)");
  const auto verdict = [&](const std::string& setting) {
    std::vector<std::string> arguments{"--set", "parties[A B].champion=y"};
    if (!setting.empty()) arguments.insert(arguments.begin(), {"--set", setting});
    const auto certain = result(arguments).at("verdict").at("certain");
    return certain.is_null() ? "open" : std::string(certain.as_string());
  };
  EXPECT_EQ(verdict(""), "open");
  EXPECT_EQ(verdict("parties[\"A B\"].staff=9"), "go");
  EXPECT_EQ(verdict("parties[A B]={name: A B, staff: 9}"), "go");
  EXPECT_EQ(verdict("parties=[{name: A B, staff: 9}]"), "go");
  write("open.yaml",
        "today: 2026-11-01\nfacts:\n  parties: [{name: A B, staff: 9, champion: x}]\n"
        "open lists: [parties]\n");
  EXPECT_EQ(verdict("parties[A B].staff=7"), "open");
  EXPECT_EQ(verdict("parties=[{name: A B, staff: 9, champion: x}]"), "go") << "and no more of them";
  const auto missing = [&](const std::string& unknown, const std::string& setting) {
    write("open.yaml",
          "today: 2026-11-01\nfacts:\n  parties:\n    - {name: A B, staff: 9, champion: x}\n"
          "    - {name: C=D, staff: 9, champion: x}\nunknown: [{fact: '" +
              unknown + "', reason: withheld}]\n");
    const auto json = result({"--set", setting});
    std::string all;
    for (const auto& each : json.at("missing").as_array())
      all += std::string(each.at("fact").as_string()) + " " +
             std::string(each.at("reason").as_string()) + "\n";
    return all;
  };
  EXPECT_EQ(missing("parties[A B]", "parties[A B].staff=9"), "parties[A B].champion withheld\n");
  EXPECT_EQ(missing("parties", "parties[A B].staff=9"),
            "parties[\"C=D\"] withheld\nparties[*] withheld\nparties[A B].champion withheld\n");
  EXPECT_EQ(missing("parties", "parties[\"C=D\"].staff=9"),
            "parties[\"C=D\"].champion withheld\nparties[*] withheld\nparties[A B] withheld\n");
  EXPECT_EQ(missing("parties[A B].staff", "parties[1].staff=9"), "");
  EXPECT_EQ(missing("parties', reason: \"don't know\"}, {fact: 'parties[A B].champion",
                    "parties[A B].staff=9"),
            "parties[\"C=D\"] don't know\nparties[*] don't know\n"
            "parties[A B].champion withheld\n");
  EXPECT_EQ(missing("parties[2].staff", "parties[\"C=D\"].staff=9"), "");
  EXPECT_EQ(missing("parties[2]", "parties[\"C=D\"].staff=9"),
            "parties[\"C=D\"].champion withheld\n");
  const auto error = [&](const std::string& setting) { return assess({"--set", setting}).err; };
  EXPECT_THAT(assess({"--set", "parties[A B].staff=9", "--set", "parties[1].staff=8"}).err,
              HasSubstr("`parties[1].staff` is set twice"));
  EXPECT_EQ(error("parties[AB].staff=9"),
            "error: `--set parties[AB].staff=9`: the facts have no such item; did you mean "
            "`A B`?\n");
  EXPECT_THAT(error("parties[0].staff=9"), HasSubstr("`parties[0].staff` is not a path"));
  EXPECT_THAT(error("parties[A B].name=C"), HasSubstr("`name` is the key of a party"));
}

TEST_F(Assess, OfSeveralScorecardsNoneIsTheFirst) {
  write("small.rules", R"(language 1
pack small 1.0 "A small pack"
fact people "People" number
scorecard zoo "Zoo"
  section base "The base" weight 1
  verdict "go" when score >= 80
  verdict "wait" otherwise
scorecard ark "Ark"
  section base "The base" weight 1
  verdict "go" when score >= 80
  verdict "wait" otherwise
rule people.enough "Enough people" section base check "enough" people >= 3
)");
  const Ran ran = assess({});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.err,
            "error: these rules have several scorecards; choose one by `--scorecard`: ark, zoo\n");
  EXPECT_EQ(assess({"--scorecard", "zoo"}).code, 0);
}

TEST_F(Assess, TodayOfTheCommandBeatsTheFile) {
  EXPECT_EQ(result({}).at("today"), "2026-11-01");
  EXPECT_EQ(result({"--today", "2027-01-31"}).at("today"), "2027-01-31");
  EXPECT_EQ(assess({"--today", "2027-02-30"}).code, 2);
}

struct CodeCase {
  std::string name;
  std::vector<std::string> arguments;
  int code = 0;
};
class AssessCodes : public Assess, public testing::WithParamInterface<CodeCase> {};
TEST_P(AssessCodes, ExitCode) { EXPECT_EQ(assess(GetParam().arguments).code, GetParam().code); }
INSTANTIATE_TEST_SUITE_P(
    Thresholds, AssessCodes,
    testing::Values(CodeCase{"Done", {}, 0}, CodeCase{"Reached", {"--fail-under", "50"}, 0},
                    CodeCase{"Undecided", {"--fail-under", "60"}, 3},
                    CodeCase{"Below", {"--fail-under", "60", "--set", "plan=no"}, 1},
                    CodeCase{"VerdictPossible", {"--expect", "go"}, 3},
                    CodeCase{"VerdictCertain", {"--expect", "go", "--set", "plan=yes"}, 0},
                    CodeCase{"VerdictOutOfReach", {"--expect", "go", "--set", "plan=no"}, 1},
                    CodeCase{"NoSuchVerdict", {"--expect", "goo"}, 2},
                    CodeCase{"NoSuchScorecard", {"--scorecard", "redy"}, 2},
                    CodeCase{"EmptyThreshold", {"--fail-under", ""}, 2},
                    CodeCase{"EmptyVerdict", {"--expect="}, 2},
                    CodeCase{"EmptyToday", {"--today", ""}, 2},
                    CodeCase{"EmptyScorecard", {"--scorecard", ""}, 2},
                    CodeCase{"EmptyOutput", {"--output", ""}, 2},
                    CodeCase{"YearOfFiveDigits", {"--today", "10000-01-01"}, 2},
                    CodeCase{"YearBeforeOurEra", {"--today=-2026-01-01"}, 2},
                    CodeCase{"SetToNothing", {"--set", "plan="}, 2},
                    CodeCase{"SetTwice", {"--set", "plan=no", "--set", " plan = no"}, 2},
                    CodeCase{"NoSuchOption", {"--no-such-option"}, 2},
                    CodeCase{"NoSuchFormat", {"--format", "xml"}, 2},
                    CodeCase{"OutputIntoNowhere", {"--output", "no/such/folder/x"}, 5},
                    CodeCase{"OutputIsFull", {"--output", "/dev/full"}, 5}),
    [](const auto& each) { return each.param.name; });

TEST_F(Assess, OutputGoesToTheFileWholeAndWithTheExitCode) {
  const Ran ran = assess({"--output", "report.md", "--format", "markdown", "--fail-under", "60"});
  EXPECT_EQ(ran.code, 3);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(read_file(folder_ / "report.md"), StartsWith("# Small\n"));
}

TEST_F(Assess, StandardInputIsAFileToo) {
  const Ran ran =
      assess({}, "-", R"({"partnership": "Piped", "facts": {"people": 1, "plan": false}})");
  EXPECT_EQ(ran.code, 0) << ran.err;
  EXPECT_THAT(ran.out, StartsWith("Piped"));
  const Ran wrong = assess({}, "-", "facts: {peeple: 4}\n");
  EXPECT_EQ(wrong.code, 2);
  EXPECT_THAT(wrong.err, HasSubstr("standard input:1:"));
}

TEST_F(Assess, WrongInputIsRefusedWithItsPlace) {
  write("wrong.yaml", "partnership: Small\nfacts:\n  people: many\n");
  const Ran ran = assess({}, "wrong.yaml");
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("wrong.yaml:3:11"));
  EXPECT_EQ(assess({}, "none.yaml").code, 2);
  EXPECT_EQ(assess({"--rules", "none.rules"}).code, 2);
}

TEST_F(Assess, WrongRulesJudgeNothing) {
  write("small.rules", "language 1\npack small 1.0\nrule a.b \"A\" section c check \"d\" efg\n");
  const Ran ran = assess({});
  EXPECT_EQ(ran.code, 2);
  EXPECT_EQ(ran.out, "");
  EXPECT_THAT(ran.err, HasSubstr("small.rules:3:"));
  EXPECT_THAT(ran.err, HasSubstr("`efg`"));
}

TEST_F(Assess, FullDiskUnderStandardOutputIsSaid) {
  const Ran ran =
      run_shell("$ENTENTE assess open.yaml --rules small.rules > /dev/full", {.folder = folder_});
  EXPECT_EQ(ran.code, 5);
  EXPECT_THAT(ran.err, HasSubstr("standard output"));
}

TEST_F(Assess, BrokenPipeEndsQuietly) {
  const Ran ran = run_shell(
      "set -o pipefail; for i in 1 2 3; do "
      "$ENTENTE assess open.yaml --rules small.rules --format json | true; done",
      {.folder = folder_});
  EXPECT_THAT(ran.err, testing::AnyOf(IsEmpty(), HasSubstr("standard output")));
}

TEST_F(Assess, ColourIsForTerminalsOnly) {
  const Ran ran =
      run_shell("script -qec \"$ENTENTE assess open.yaml --rules small.rules\" /dev/null",
                {.folder = folder_});
  EXPECT_THAT(ran.out, HasSubstr("\x1b[1m"));
  const Ran refused = run_shell(
      "NO_COLOR=1 script -qec \"$ENTENTE assess open.yaml --rules small.rules\" /dev/null",
      {.folder = folder_});
  EXPECT_THAT(refused.out, testing::Not(HasSubstr("\x1b[")));
}

TEST_F(Assess, NothingAppliesIsNotAssessable) {
  write("small.rules", R"(language 1
pack small 1.0 "A small pack"
fact people "People" number, 0 or more
scorecard ready "Ready?"
  combine by weighted share
  section base "The base" weight 1
  verdict "go" when score >= 80
  verdict "wait" otherwise
rule people.enough "Enough people" section base
  applies when people > 10
  check "enough" people >= 20
)");
  const auto json = result({});
  EXPECT_TRUE(json.at("score").is_null());
  EXPECT_EQ(json.at("verdict").at("certain"), "not assessable");
  EXPECT_EQ(assess({"--fail-under", "0"}).code, 1);
  EXPECT_EQ(assess({"--expect", "not assessable"}).code, 0);
}

}  // namespace
}  // namespace entente::tests
