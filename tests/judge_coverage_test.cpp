// Coverage of a scorecard: fact paths that its verdicts and its rules that may apply read.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include <vector>

#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

constexpr std::string_view rules = R"(
record visit "A visit"
  on    date
  notes text
record thing "A thing"
  key name text
  ok    yes or no
  unread yes or no
  visit visit
record party "A party"
  key name text
  staff number
  friend party or none
  last  visit
fact parties list of party
fact lead party
fact board list of party in parties
fact d yes or no
fact a yes or no
  good for 12 months
fact b yes or no
fact c yes or no
fact unread yes or no
fact things list of thing
define recent = things[visit.on >= 2026-01-01]
rule ra "A" section s check "c" a
rule rb "B" section s applies when b check "c" c
rule rt "T" section s for each t in things check "c" t.ok
rule rv "V" section s check "c" count(recent) > 0
rule rl "L" section l check "c" lead.staff = 3
rule rf "F" section f for each p in board check "c" p.friend.staff > 3
rule rw "W" section w check "c" count(distinct values(for p in parties return p.last)) = 1
scorecard card "Card" section s "S" verdict "x" otherwise
scorecard led "Led" section l "L" verdict "x" when d verdict "y" otherwise
scorecard whole "Whole" section w "W" verdict "x" otherwise
scorecard friends "Friends" section f "F" verdict "x" otherwise
)";

struct Case {
  std::string_view name;
  std::string_view facts;
  std::string_view counts;  // known, missing, stale, undated
  std::string_view card = "card";
};

std::ostream& operator<<(std::ostream& out, const Case& one) { return out << one.name; }

class JudgeCoverage : public testing::TestWithParam<Case> {};

TEST_P(JudgeCoverage, Counts) {
  LoadedText text(rules);
  const auto facts = text.read(fact_file(GetParam().facts));
  const auto evaluation = engine::evaluate(text.program(), facts);
  const auto& counted = evaluation.scorecards[*text.program().scorecard(GetParam().card)].coverage;
  EXPECT_EQ(fmt::format("{} known, {} missing, {} stale, {} undated", counted.known,
                        counted.missing, counted.stale, counted.undated),
            GetParam().counts);
}

const std::vector<Case> cases{
    {"NothingSupplied", "", "0 known, 4 missing, 0 stale, 0 undated"},
    {"UndatedIsKnown", "a: yes, b: yes, c: no", "3 known, 1 missing, 0 stale, 1 undated"},
    {"StaleApart", "a: yes, b: yes, c: no\nas of: 2024-01-01",
     "2 known, 1 missing, 1 stale, 0 undated"},
    {"RulesThatDoNotApplyReadNothing", "b: no", "0 known, 2 missing, 0 stale, 0 undated"},
    {"FieldsThatAreRead", "b: no, things: [{name: A, ok: yes}, {name: B}]",
     "1 known, 4 missing, 0 stale, 0 undated"},
    {"MissingRecordCountsOnce", "b: no, things: [{name: A, ok: yes, visit: {on: 2026-02-01}}]",
     "2 known, 1 missing, 0 stale, 0 undated"},
    {"EmptyListIsKnown", "b: no, things: []", "1 known, 1 missing, 0 stale, 0 undated"},
    {"VerdictsReadToo", "", "0 known, 2 missing, 0 stale, 0 undated", "led"},
    {"BehindAReference", "d: yes, lead: A, parties: [{name: A, staff: 3}, {name: B}]",
     "3 known, 0 missing, 0 stale, 0 undated", "led"},
    {"MissingBehindAReference", "d: yes, lead: B, parties: [{name: A, staff: 3}, {name: B}]",
     "2 known, 1 missing, 0 stale, 0 undated", "led"},
    {"ListBehindAReference", "d: yes, lead: Z", "2 known, 1 missing, 0 stale, 0 undated", "led"},
    {"ReferencesInACircle",
     "board: [A], parties: [{name: A, friend: B}, {name: B, staff: 4, friend: A}]",
     "4 known, 1 missing, 0 stale, 0 undated", "friends"},
    {"RecordsReadAsWholes",
     "parties: [{name: A, last: {on: 2026-02-01, notes: none}}, {name: B, last: {notes: x}}]",
     "3 known, 1 missing, 0 stale, 0 undated", "whole"},
};
std::string name_of(const testing::TestParamInfo<Case>& one) { return std::string(one.param.name); }
INSTANTIATE_TEST_SUITE_P(All, JudgeCoverage, testing::ValuesIn(cases), name_of);

}  // namespace
}  // namespace entente::tests
