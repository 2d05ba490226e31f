#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "grammar/parse.hpp"
#include "tests/support/facts.hpp"

namespace entente::engine {
namespace {

using tests::read_fact_file;
using tests::value_text;

const Vocabulary& vocabulary() {
  static const Vocabulary sample = tests::sample_vocabulary();
  return sample;
}

struct Case {
  std::string fact;
  std::string yaml;      // of the value
  std::string expected;  // value_text
};

class GivenFact : public testing::TestWithParam<Case> {};

TEST_P(GivenFact, HasThisValue) {
  const auto file = read_fact_file("facts:\n  " + GetParam().fact + ": " + GetParam().yaml + "\n");
  ASSERT_TRUE(file.read.facts) << file.errors();
  const FactBase& facts = *file.read.facts;
  EXPECT_EQ(value_text(facts[*vocabulary().fact(GetParam().fact)], facts, vocabulary()),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    Typed, GivenFact,
    testing::Values(Case{"management_model", "collaborative", "\"collaborative\""},
                    Case{"management_model", "~", "?management_model"},
                    Case{"started", "2026-02-28", "2026-02-28"},
                    Case{"started", "\"2026-02-28\"", "2026-02-28"},
                    Case{"started", "null", "none"}, Case{"started", "", "?started"},
                    Case{"shared_budget", "yes", "yes"}, Case{"shared_budget", "no", "no"},
                    Case{"shared_budget", "true", "yes"}, Case{"shared_budget", "False", "no"},
                    Case{"trust", "4.50", "4.5"}, Case{"trust", "5", "5"},
                    Case{"trust", "1e0", "1"}, Case{"cadence", "3 months", "P3M"},
                    Case{"cadence", "P3M", "P3M"}, Case{"cadence", "90 days", "P90D"},
                    Case{"cadence", "1 year", "P1Y"}, Case{"cadence", "PT12H", "PT12H"},
                    Case{"cadence", "1.5 days", "P1DT12H"},
                    Case{"notes", "[a, no, 007, 'null', 2026-01-01]",
                         R"(["a", "no", "007", "null", "2026-01-01"])"},
                    Case{"notes", "null", "none"}, Case{"notes", "", "?notes"},
                    Case{"notes", "[a, null]", "[\"a\", ?notes[2]]"}, Case{"notes", "[]", "[]"},
                    Case{"exit_terms", "{written: yes, reviewed: null}",
                         "{written: yes, notice: ?exit_terms.notice, reviewed: none}"},
                    Case{"exit_terms", "null",
                         "?{written: ?exit_terms.written, notice: ?exit_terms.notice, reviewed: "
                         "?exit_terms.reviewed}"},
                    Case{"conflict_terms", "null", "none"},
                    Case{"questions", "[{number: 1.0, answer: yes}, {number: 2}]", "[@1, @2]"},
                    Case{"commitments", "[{by: Zeta, with: [Zeta, Eta]}]",
                         "[{by: @Zeta, what: ?commitments[1].what, due: ?commitments[1].due, done: "
                         "?commitments[1].done, with: [@Zeta, @Eta]}]"},
                    Case{"lead", "null", "none"}, Case{"lead", "Zeta", "@Zeta"}));

/// What a file says of one path: `missing(stale) on 2025-01-01 of Westbrook`.
std::string told(const FactBase& facts, const std::string& path) {
  const auto id = facts.find(path);
  if (!id) return "no such path";
  const PathInfo& info = facts[*id];
  std::string text =
      info.missing ? "missing(" + std::string(to_string(*info.missing)) + ")" : "known";
  if (info.evidence.on) text += " on " + to_string(*info.evidence.on);
  if (!info.evidence.source.empty()) text += " by " + info.evidence.source;
  if (info.last_value) text += " last " + value_text(*info.last_value, facts, vocabulary());
  if (info.undated) text += " undated";
  if (!info.of.empty()) text += " of " + info.of;
  if (!info.note.empty()) text += " note " + info.note;
  return text;
}

std::string value_of(const FactBase& facts, std::string_view fact) {
  return value_text(facts[*vocabulary().fact(fact)], facts, vocabulary());
}

/// Reads a file without mistakes.
FactBase read(const std::string& text) {
  auto file = read_fact_file(text);
  EXPECT_TRUE(file.read.facts) << file.errors();
  return file.read.facts ? std::move(*file.read.facts) : FactBase();
}

const std::string two_parties =
    "facts:\n"
    "  management_model: collaborative\n"
    "  parties: [{name: A, staff: 12, values: [x]}, {name: B, feedback: {respondents: 3}}]\n";

TEST(Facts, RiversideIsReadAsTheLanguageShowsIt) {
  const FactBase facts = read(R"(partnership: Riverside Youth Hub
today: 2026-11-01
facts:
  management_model: collaborative
  parties:
    - {name: Lantern Arts, staff: 12, values: [openness, learning, fairness], champion: J. Okafor}
    - {name: Westbrook, staff: 900, values: [learning, service, openness]}
  commitments:
    - {by: Westbrook, what: two interns, due: 2026-10-01, done: 2026-09-28}
as of: 2026-10-20
evidence:
  - {fact: management_model, on: 2026-03-01, source: "signed agreement, clause 4", by: J. Okafor}
  - {fact: "parties[Westbrook].values", on: 2026-05-04}
unknown:
  - {fact: "parties[Westbrook].champion", reason: withheld, note: not before spring}
open lists: [commitments]
)");
  EXPECT_EQ(facts.partnership, "Riverside Youth Hub");
  EXPECT_EQ(to_string(facts.today), "2026-11-01");
  EXPECT_TRUE(facts.today_given);
  EXPECT_EQ(value_of(facts, "parties"), "[@Lantern Arts, @Westbrook]");
  EXPECT_EQ(value_of(facts, "commitments"),
            "[{by: @Westbrook, what: \"two interns\", due: 2026-10-01, done: 2026-09-28, with: "
            "?commitments[1].with}, ?commitments[*]]");
  EXPECT_EQ(told(facts, "management_model"),
            "known on 2026-03-01 by signed agreement, clause 4 of coordinator");
  EXPECT_EQ(told(facts, "parties[Westbrook].values"), "known on 2026-05-04 of Westbrook");
  EXPECT_EQ(told(facts, "parties[Lantern Arts].staff"), "known on 2026-10-20");
  EXPECT_EQ(told(facts, "parties[Westbrook].champion"),
            "missing(withheld) of Westbrook note not before spring");
  EXPECT_EQ(told(facts, "commitments[1].done"), "known on 2026-10-20 of Westbrook");
  EXPECT_EQ(told(facts, "commitments[*]"), "missing(not supplied)");
  EXPECT_EQ(told(facts, "started"), "missing(not supplied)");
}

TEST(Facts, YamlAndJsonGiveTheSameFacts) {
  const FactBase yaml = read(two_parties + "as of: 2026-01-01\n");
  const FactBase json = read(
      R"({"facts": {"management_model": "collaborative", "parties": [{"name": "A", "staff": 12,
      "values": ["x"]}, {"name": "B", "feedback": {"respondents": 3}}]}, "as of": "2026-01-01"})");
  EXPECT_EQ(tests::describe(yaml), tests::describe(json));
  EXPECT_EQ(value_of(yaml, "parties"), value_of(json, "parties"));
}

TEST(Facts, EveryValueKnowsItsPlace) {
  const auto file = read_fact_file(two_parties);
  ASSERT_TRUE(file.read.facts);
  const FactBase& facts = *file.read.facts;
  const auto place = [&](const std::string& path) {
    const auto& where = facts[*facts.find(path)].place;
    return where ? file.sources.place(*where) : "nowhere";
  };
  EXPECT_EQ(place("management_model"), "facts:2:21");
  EXPECT_EQ(place("parties[A]"), "facts:3:13");
  EXPECT_EQ(place("parties[A].staff"), "facts:3:30");
  EXPECT_EQ(place("parties[B].feedback.respondents"), "facts:3:82");
  EXPECT_EQ(place("started"), "nowhere");
}

TEST(FactsToday, CallerBeatsFileBeatsRun) {
  const auto read_with = [](const std::string& text, std::optional<Date> today) {
    ReadFactsOptions options;
    options.today = today;
    options.run_date = *make_date(2026, 11, 1);
    const auto file = read_fact_file(text, "facts", vocabulary(), options);
    return to_string(file.read.facts->today) + (file.read.facts->today_given ? " given" : "");
  };
  EXPECT_EQ(read_with("facts: {}\n", std::nullopt), "2026-11-01");
  EXPECT_EQ(read_with("today: 2026-05-01\n", std::nullopt), "2026-05-01 given");
  EXPECT_EQ(read_with("today: 2026-05-01\n", *make_date(2027, 1, 1)), "2027-01-01 given");
}

TEST(FactsEvidence, ShelfLifeCountsItsLastDay) {
  const auto model = [](const std::string& on) {
    return told(read(two_parties + "evidence: [{fact: management_model, on: " + on + "}]\n"),
                "management_model");
  };
  EXPECT_EQ(model("2025-11-01"), "known on 2025-11-01 of coordinator");
  EXPECT_EQ(model("2025-10-31"),
            "missing(stale) on 2025-10-31 last \"collaborative\" of coordinator");
  EXPECT_EQ(model("2026-11-01"), "known on 2026-11-01 of coordinator");
  EXPECT_EQ(model("2026-11-02"),
            "missing(not yet) on 2026-11-02 last \"collaborative\" of coordinator");
}

TEST(FactsEvidence, LatestOnAPathHolds) {
  const FactBase facts = read(two_parties +
                              "evidence:\n"
                              "  - {fact: management_model, on: 2026-03-01, source: late}\n"
                              "  - {fact: management_model, on: 2024-03-01, source: early}\n");
  EXPECT_EQ(told(facts, "management_model"), "known on 2026-03-01 by late of coordinator");
}

TEST(FactsEvidence, NearestPathAroundBeatsAsOf) {
  const FactBase facts = read(two_parties +
                              "as of: 2026-01-01\n"
                              "evidence:\n"
                              "  - {fact: parties, on: 2026-02-02}\n"
                              "  - {fact: \"parties[A]\", on: 2026-03-03}\n");
  EXPECT_EQ(told(facts, "parties[A].staff"), "known on 2026-03-03");
  EXPECT_EQ(told(facts, "parties[B].feedback.respondents"), "known on 2026-02-02");
  EXPECT_EQ(told(facts, "management_model"), "known on 2026-01-01 of coordinator");
}

TEST(FactsEvidence, UndatedHasAShelfLifeButNoDate) {
  const FactBase facts = read(two_parties);
  EXPECT_EQ(told(facts, "management_model"), "known undated of coordinator");
  EXPECT_EQ(told(facts, "parties[A].values"), "known undated of A");
  EXPECT_EQ(told(facts, "parties[A].staff"), "known");
  EXPECT_EQ(told(facts, "parties[B].values"), "missing(not supplied) of B");
}

TEST(FactsEvidence, OldEvidenceHidesOnlyWhatItIsAbout) {
  const FactBase facts = read(two_parties + "as of: 2025-01-01\n");
  EXPECT_EQ(value_of(facts, "parties"), "[@A, @B]");
  EXPECT_EQ(told(facts, "parties[A].values"), "missing(stale) on 2025-01-01 last [\"x\"] of A");
  EXPECT_EQ(told(facts, "parties[A].staff"), "known on 2025-01-01");
}

TEST(FactsEvidence, StaleRecordKeepsWhatWasConfirmedSince) {
  const std::string terms =
      "facts:\n  exit_terms: {written: yes, notice: 3 months}\nevidence:\n"
      "  - {fact: exit_terms, on: 2023-01-01}\n";
  const FactBase all = read(terms);
  EXPECT_EQ(told(all, "exit_terms"),
            "missing(stale) on 2023-01-01 last {written: yes, notice: P3M, reviewed: "
            "?exit_terms.reviewed}");
  EXPECT_EQ(value_of(all, "exit_terms"),
            "?{written: ?exit_terms.written, notice: ?exit_terms.notice, reviewed: "
            "?exit_terms.reviewed}");
  const FactBase part = read(terms + "  - {fact: exit_terms.notice, on: 2026-01-01}\n");
  EXPECT_EQ(value_of(part, "exit_terms"),
            "{written: ?exit_terms.written, notice: P3M, reviewed: ?exit_terms.reviewed}");
  EXPECT_EQ(told(part, "exit_terms"), "known on 2023-01-01");
  EXPECT_EQ(told(part, "exit_terms.written"), "missing(stale) on 2023-01-01 last yes");
  EXPECT_EQ(told(part, "exit_terms.reviewed"), "missing(not supplied)");
}

TEST(FactsEvidence, ListNotYetAgreedIsUnknownAsAWhole) {
  const FactBase facts = read(two_parties +
                              "  commitments: [{by: A, what: rooms}]\n"
                              "evidence: [{fact: parties, on: 2027-01-01}]\n");
  EXPECT_EQ(value_of(facts, "parties"), "?parties");
  EXPECT_EQ(told(facts, "parties"), "missing(not yet) on 2027-01-01 last [@A, @B]");
  EXPECT_EQ(told(facts, "parties[A].staff"), "missing(not yet) on 2027-01-01");
  const Value& by =
      facts[*vocabulary().fact("commitments")].list().items[0].value.record().fields[0];
  EXPECT_EQ(value_text(by, facts, vocabulary()), "@A");
  EXPECT_EQ(value_text(by.record().fields[1], facts, vocabulary()), "?parties[A].staff");
  EXPECT_EQ(facts[facts.outermost(*facts.find("parties[A].staff"))].text, "parties");
}

TEST(FactsUnknown, ReasonsAreKept) {
  const FactBase facts = read(two_parties + R"(unknown:
  - {fact: started, reason: "don't know"}
  - {fact: "parties[B].champion", reason: withheld}
  - {fact: trust}
  - {fact: "parties[B].values", reason: not supplied}
)");
  EXPECT_EQ(told(facts, "started"), "missing(don't know)");
  EXPECT_EQ(told(facts, "parties[B].champion"), "missing(withheld) of B");
  EXPECT_EQ(told(facts, "trust"), "missing(don't know)");
  EXPECT_EQ(told(facts, "parties[B].values"), "missing(not supplied) of B");
}

TEST(FactsUnknown, OneFieldOfARecordThatIsNotSupplied) {
  const FactBase facts = read(
      two_parties + "unknown: [{fact: \"parties[A].feedback.respondents\", reason: withheld}]\n");
  EXPECT_EQ(told(facts, "parties[A].feedback"), "known");
  EXPECT_EQ(told(facts, "parties[A].feedback.respondents"), "missing(withheld)");
  EXPECT_EQ(told(facts, "parties[A].feedback.given_on"), "missing(not supplied)");
}

TEST(FactsUnknown, UnknownHoldsAgainstAValueAndSaysSo) {
  const auto file = read_fact_file(two_parties + "unknown: [{fact: management_model}]\n");
  ASSERT_TRUE(file.read.facts);
  EXPECT_EQ(value_of(*file.read.facts, "management_model"), "?management_model");
  EXPECT_THAT(file.errors(), testing::HasSubstr("W751"));
}

TEST(FactsMissing, RecordWithoutKeyIsNamedByItsOutermostPath) {
  const FactBase facts = read(two_parties);
  const auto respondents = *facts.find("parties[A].feedback.respondents");
  EXPECT_EQ(facts[facts.outermost(respondents)].text, "parties[A].feedback");
  const auto given_on = *facts.find("parties[B].feedback.given_on");
  EXPECT_EQ(facts[facts.outermost(given_on)].text, "parties[B].feedback.given_on");
}

TEST(FactsMissing, UnknownKnowsWhatItCanBe) {
  const FactBase facts = read("facts: {}\n");
  const auto& trust = facts[*vocabulary().fact("trust")].unknown();
  EXPECT_EQ(trust.can_be, kinds::number);
  EXPECT_EQ(trust.interval.low, Number(1));
  EXPECT_EQ(trust.interval.high, Number(5));
  EXPECT_TRUE(trust.tight);
  EXPECT_EQ(facts[trust.path].text, "trust");
  const auto& model = facts[*vocabulary().fact("management_model")].unknown();
  EXPECT_EQ(model.choices.size(), 3U);
  const auto& started = facts[*vocabulary().fact("started")].unknown();
  EXPECT_EQ(started.can_be, kinds::date | kinds::none);
}

TEST(FactsOpen, ItemOnlyReferredToIsInTheOpenList) {
  const FactBase facts = read(two_parties +
                              "  commitments: [{by: C, what: rooms}, {by: C, what: food}]\n"
                              "open lists: [parties]\n");
  EXPECT_EQ(value_of(facts, "parties"), "[@A, @B, @C, ?parties[*]]");
  EXPECT_EQ(told(facts, "parties[C].staff"), "missing(not supplied)");
  EXPECT_EQ(told(facts, "parties[C].values"), "missing(not supplied) of C");
  const auto& items = facts[*vocabulary().fact("commitments")].list().items;
  EXPECT_EQ(&items[0].value.record().fields[0].record(),
            &items[1].value.record().fields[0].record());
}

TEST(FactsOpen, ReferenceThatIsNotKnownPutsNothingIntoTheList) {
  const std::string head = "facts: {lead: N, parties: [{name: A}]}\nopen lists: [parties]\n";
  for (const std::string hidden :
       {"unknown: [{fact: lead}]\n", "evidence: [{fact: lead, on: 2099-01-01}]\n"}) {
    const FactBase facts = read(head + hidden);
    EXPECT_EQ(value_of(facts, "parties"), "[@A, ?parties[*]]") << hidden;
    EXPECT_EQ(value_of(facts, "lead"), "?lead") << hidden;
  }
  const FactBase both = read(
      "facts: {lead: N, parties: [{name: A}], commitments: [{by: N, what: rooms}]}\n"
      "open lists: [parties]\nunknown: [{fact: lead}]\n");
  EXPECT_EQ(value_of(both, "parties"), "[@A, @N, ?parties[*]]");
}

TEST(FactsOpen, UnknownListStillGivesItsItemsByKey) {
  const FactBase facts = read("facts: {commitments: [{by: C, what: rooms}]}\n");
  EXPECT_EQ(value_of(facts, "parties"), "?parties");
  EXPECT_EQ(value_of(facts, "commitments").substr(0, 9), "[{by: @C,");
  EXPECT_EQ(facts[facts.outermost(*facts.find("parties[C].staff"))].text, "parties");
}

TEST(FactsOpen, ShortListMayBeOpen) {
  const std::string short_of_one = "facts: {parties: [{name: A}]";
  const auto least_more = [](const std::string& file) {
    return read(file)[*vocabulary().fact("parties")].list().tail_least;
  };
  const FactBase facts = read(short_of_one + "}\nopen lists: [parties]\n");
  EXPECT_EQ(value_of(facts, "parties"), "[@A, ?parties[*]]");
  EXPECT_EQ(least_more("facts: {parties: []}\nopen lists: [parties]\n"), 2U);
  EXPECT_EQ(least_more(short_of_one + "}\nopen lists: [parties]\n"), 1U);
  EXPECT_EQ(least_more(short_of_one + ", commitments: [{by: C}]}\nopen lists: [parties]\n"), 0U)
      << "C is the other";
  EXPECT_EQ(least_more(two_parties + "open lists: [parties]\n"), 0U);
}

TEST(FactsOpen, ListInsideARecordMayBeOpen) {
  const FactBase facts = read(two_parties + "open lists: [\"parties[A].values\"]\n");
  EXPECT_EQ(told(facts, "parties[A].values[*]"), "missing(not supplied) of A");
}

TEST(FactsOpen, WithheldMembersOfAnOpenList) {
  const FactBase facts = read(two_parties +
                              "open lists: [parties]\nunknown:\n"
                              "  - {fact: \"parties[*]\", reason: withheld}\n"
                              "  - {fact: \"parties[Zeta]\", reason: withheld}\n"
                              "  - {fact: \"parties[Eta].staff\"}\n");
  EXPECT_EQ(told(facts, "parties[*]"), "missing(withheld)");
  EXPECT_EQ(value_of(facts, "parties"), "[@A, @B, @Eta, @Zeta, ?parties[*]]");
  EXPECT_EQ(told(facts, "parties[Zeta].staff"), "missing(withheld)");
  EXPECT_EQ(told(facts, "parties[Eta].staff"), "missing(don't know)");
}

TEST(FactsPaths, KeysAreQuotedWhereTheyMustBe) {
  const FactBase facts = read(
      "facts:\n  questions: [{number: 7}]\n  parties: [{name: Northern Hub}, {name: \"a.b\"}, "
      "{name: \"2026\"}, {name: 'say \"x\"'}, {name: Müller-Söhne_1}]\n"
      "evidence: [{fact: 'parties[\"a.b\"].staff', on: 2026-01-01}]\n");
  for (const std::string path :
       {"questions[\"7\"].answer", "parties[Northern Hub]", "parties[\"a.b\"].staff",
        "parties[\"2026\"]", "parties[\"say \\\"x\\\"\"]", "parties[Müller-Söhne_1]"}) {
    EXPECT_TRUE(facts.find(path)) << path;
    EXPECT_FALSE(grammar::parse_path(path).empty()) << path;
  }
}

TEST(FactsPaths, PositionOfAKeyedItemIsItsKey) {
  const FactBase facts = read(two_parties + "evidence: [{fact: \"parties[2]\", on: 2026-01-01}]\n");
  EXPECT_EQ(told(facts, "parties[B]"), "known on 2026-01-01");
}

TEST(FactsReferences, MayPointForwardAndInCircles) {
  const FactBase facts = read("facts:\n  lead: B\n  parties: [{name: A}, {name: B, staff: 4}]\n");
  const auto& lead = facts[*vocabulary().fact("lead")];
  const auto& items = facts[*vocabulary().fact("parties")].list().items;
  EXPECT_EQ(&lead.record(), &items[1].value.record());
}

TEST(FactsReferences, StandForWhatOneListHolds) {
  const FactBase facts = read(two_parties + "  board: [B]\n");
  EXPECT_EQ(value_of(facts, "board"), "[@B]");
  const auto& items = facts[*vocabulary().fact("parties")].list().items;
  const auto& board = facts[*vocabulary().fact("board")].list().items;
  EXPECT_EQ(&board[0].value.record(), &items[1].value.record());
}

TEST(FactsReferences, AreMissingWhereTheRecordsStand) {
  const FactBase facts = read("facts: {board: [B]}\n");
  const auto& field =
      facts[*vocabulary().fact("board")].list().items[0].value.record().fields[1].unknown();
  EXPECT_EQ(facts[field.path].text, "parties[B].staff");
  EXPECT_EQ(facts[facts.outermost(field.path)].text, "parties");
}

TEST(Given, IsCurrentAndNeedsNoEvidence) {
  grammar::Sources sources;
  const auto file = sources.add("test", "[{name: A, values: [x]}, {name: B}]");
  const auto given = read_given({{*vocabulary().fact("parties"), read_yaml(sources, file).root}},
                                vocabulary(), *make_date(2026, 11, 1));
  ASSERT_TRUE(given.facts);
  EXPECT_EQ(value_of(*given.facts, "parties"), "[@A, @B]");
  EXPECT_EQ(told(*given.facts, "parties[A].values"), "known of A");
  EXPECT_EQ(told(*given.facts, "management_model"), "missing(not supplied) of coordinator");
}

}  // namespace
}  // namespace entente::engine
