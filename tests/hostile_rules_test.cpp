// Rule sets and fact files that would use up the machine when they are judged: each ends, and what
// could not be judged is a fault that says why.
#include <gtest/gtest.h>

#include <functional>

#include "engine/facts/read_facts.hpp"
#include "grammar/parse.hpp"
#include "tests/support/judged.hpp"

namespace entente::tests {
namespace {

constexpr std::string_view card = R"(
scorecard s "S" combine by weighted share section all "All" weight 1
  verdict "v" when score >= 50
  verdict "w" otherwise
)";

engine::Evaluation judge(const LoadedText& text, const engine::FactBase& facts,
                         const engine::Budget::Limits& limits,
                         engine::Recording record = engine::Recording::none) {
  engine::EvaluateOptions options;
  options.limits = limits;
  options.record = record;
  return engine::evaluate(text.program(), facts, options);
}

std::string numbered(int count, const std::function<std::string(int)>& one) {
  std::string all;
  for (int i = 0; i < count; ++i) all += one(i);
  return all;
}

std::string number(int i) { return std::to_string(i); }

TEST(HostileRules, OneThatRunsAwayHarmsNoOther) {
  const LoadedText text(std::string("fact x number\n").append(card).append(R"(
define endless = count(for i in 1..1000000000 return i)
rule a "A" section all check "ends" endless > x
rule b "B" section all check "ends" count(for i in 1..1000000000 return i) > x
rule c "C" section all check "fine" x > 0
rule d "D" section all check "asks" rule a is met
rule e "E" section all check "asks" endless > x or x > 0
rule f "F" section all check "filters" count([x][item > endless]) = 0
rule g "G" section all check "differs" endless != 3
)"));
  const auto facts = text.read(fact_file("x: 1"));
  engine::Budget::Limits limits;
  limits.steps = 1'000;
  const auto rules = judge(text, facts, limits).rules;
  for (const int index : {0, 1, 4, 5, 6}) {
    EXPECT_EQ(rules[static_cast<std::size_t>(index)].outcome, engine::Outcome::fault);
    EXPECT_EQ(rules[static_cast<std::size_t>(index)].fault,
              "the expression takes more than 1,000 steps");
  }
  EXPECT_EQ(rules[2].outcome, engine::Outcome::met);
}

TEST(HostileRules, WhatAllTakeTogetherIsBounded) {
  const LoadedText text(
      std::string("fact x number\n").append(card) + numbered(20, [](int i) {
        return "rule r" + number(i) +
               " \"R\" section all check \"c\" count(for i in 1..900 return x) > " + number(i) +
               "\n";
      }));
  const auto facts = text.read(fact_file("x: 1"));
  engine::Budget::Limits limits;
  limits.steps = 4'000;
  limits.steps_in_all = 20'000;
  const auto judged = judge(text, facts, limits);
  EXPECT_EQ(judged.rules.front().outcome, engine::Outcome::met);
  EXPECT_EQ(judged.rules.back().outcome, engine::Outcome::fault);
  EXPECT_EQ(judged.rules.back().fault, "the assessment takes more than 20,000 steps");
  EXPECT_EQ(judged.scorecards[0].verdicts.size(), 2U) << "both are still possible";
}

TEST(HostileRules, SharedPartsAreNotWrittenOut) {
  const LoadedText text(
      std::string("fact x number\ndefine d0 = [x, x]\n") +
      numbered(60,
               [](int i) {
                 return "define d" + number(i + 1) + " = [d" + number(i) + ", d" + number(i) +
                        "]\n";
               }) +
      std::string(card) +
      "rule a \"A\" section all check \"many\" count(d20) > 1 because \"{d60}\"\n"
      "rule b \"B\" section all check \"fits\" d9 = d9 because \"{d9}\" advise \"{d9}\"\n");
  const auto facts = text.read(fact_file("x: 1"));
  const auto rules = judge(text, facts, {}, engine::Recording::all).rules;
  EXPECT_EQ(rules[0].fault, "a value is larger than 32 MiB");
  EXPECT_EQ(rules[1].outcome, engine::Outcome::met);
  EXPECT_LT(rules[1].items[0].because->size(), 1'100U) << "one value of a text is cut";
}

TEST(HostileRules, TooManyItemsOrPairsAreNotJudged) {
  const LoadedText text(std::string("fact xs list of number\n").append(card).append(R"(
rule each "Each" section all for each x in xs check "c" x > 0
rule two "Two" section all for each two a, b in xs check "c" a != b
)"));
  const auto facts = text.read(
      fact_file("xs: [0" + numbered(20, [](int i) { return ", " + number(i + 1); }) + "]"));
  engine::Budget::Limits limits;
  limits.items = 20;
  const auto rules = judge(text, facts, limits).rules;
  EXPECT_EQ(rules[0].fault, "`for each` makes 21 items, and at most 20 are judged");
  EXPECT_EQ(rules[1].fault, "`for each` makes 210 pairs, and at most 20 are judged");
  EXPECT_TRUE(rules[0].items.empty());
  limits.items = 210;
  EXPECT_EQ(judge(text, facts, limits).rules[1].outcome, engine::Outcome::met);
}

TEST(HostileRules, MissingFactsOfAllItemsArePaidFor) {
  const LoadedText text(std::string(R"(
record thing "T"
  key name text
  x number
fact things list of thing
)")
                            .append(card)
                            .append(R"(
rule r "R" section all for each t in things check "c" sum(things.x) > t.x
)"));
  const auto facts = text.read(
      fact_file("things: [{name: t}" +
                numbered(50, [](int i) { return ", {name: t" + number(i) + "}"; }) + "]"));
  engine::Budget::Limits limits;
  limits.bytes_in_all = 200'000;
  EXPECT_EQ(judge(text, facts, limits).rules[0].fault,
            "the assessment takes more than 200,000 bytes of memory");
  EXPECT_EQ(judge(text, facts, {}).rules[0].outcome, engine::Outcome::unknown);
}

TEST(HostileRules, RecordingChangesNoOutcome) {
  const LoadedText text(std::string("fact x number\n").append(card).append(R"(
rule r "R" section all
  check "c" x > 0 or count(for i in 1..1000000000 return i) > 0
  check "d" every i in 1..3000 satisfies i > 0
)"));
  const auto facts = text.read(fact_file("x: 1"));
  engine::Budget::Limits limits;
  limits.steps = 20'000;
  limits.traced = 100;
  const auto judged = judge(text, facts, limits, engine::Recording::all);
  EXPECT_EQ(judged.rules[0].outcome, engine::Outcome::met);
}

TEST(HostileRules, RecordingIsPaidForApart) {
  const LoadedText text(
      std::string("fact a yes or no\nfact xs list of number\n").append(card).append(R"(
define some_large = some x in xs satisfies x > 1
rule one "One" section all check "c" a or count(for x in 1..20 return x) > 3
rule two "Two" section all
  for each x in xs
  check "c" a or (for y in 1..20 return y)[item > 3][1] = x
  check "d" x > 5
  credit 50% when some_large
rule three "Three" section all check "c" some_large and count(for x in 1..20 return x) > 3
)"));
  const auto facts = text.read(fact_file("a: yes, xs: [1, 2]"));
  const auto outcomes = [&](engine::Recording record, const engine::Budget::Limits& limits) {
    std::string lines;
    for (const auto& rule : judge(text, facts, limits, record).rules)
      lines += line_of(rule, facts) + rule.fault + '\n';
    return lines;
  };
  std::size_t refused = 0;
  for (std::uint64_t most = 10; most < 400; most += 10) {
    engine::Budget::Limits steps;
    steps.steps_in_all = most;
    engine::Budget::Limits bytes;
    bytes.bytes_in_all = most * 40;
    for (const auto& limits : {steps, bytes}) {
      const std::string plain = outcomes(engine::Recording::none, limits);
      EXPECT_EQ(outcomes(engine::Recording::failed, limits), plain) << most;
      EXPECT_EQ(outcomes(engine::Recording::all, limits), plain) << most;
      if (plain.find("the assessment takes more than") != std::string::npos) ++refused;
    }
  }
  EXPECT_GT(refused, 10U);
  EXPECT_LT(refused, 70U) << "limits that are never met show nothing";
}

TEST(HostileRules, LongPathIsSkippedWordByWord) {
  grammar::Sources sources;
  const auto file =
      sources.add("f.rules", "language 1\npack p 1.0 \"P\"\ndefine x = a" +
                                 numbered(20'000, [](int i) { return ".b" + number(i); }));
  const auto parsed = grammar::parse_rules(sources, file);
  ASSERT_EQ(parsed.diagnostics.size(), 1U);
  EXPECT_EQ(parsed.diagnostics[0].code, "E104");
  EXPECT_LT(parsed.tree.damage.words.size(), 20'010U);
}

TEST(HostileRules, CasesAreTriedOnlyAsFarAsTheBudgetGoes) {
  const LoadedText text(std::string("fact a yes or no\nfact b yes or no\n").append(card).append(R"(
rule r "R" section all check "c" a and b
rule q "Q" section all check "c" a or count(for i in 1..300 return i) > 1000
)"));
  const auto facts = text.read(fact_file(""));
  engine::Budget::Limits limits;
  const auto whole = judge(text, facts, limits);
  EXPECT_TRUE(whole.scorecards[0].score->exact);
  limits.steps_in_all = 1'800;
  const auto cut = judge(text, facts, limits);
  EXPECT_FALSE(cut.scorecards[0].score->exact);
  EXPECT_EQ(cut.rules[1].outcome, engine::Outcome::unknown);
}

/// Each text is looked at once, and paid for.
TEST(HostileRules, ManyTextsAreJoinedAtOnce) {
  const auto texts =
      numbered(20'000, [](int i) { return (i > 0 ? ", \"q" : "\"q") + number(i) + '"'; });
  const LoadedText text(
      "fact n number\nfact a yes or no\nfact q one of " + texts + "\ninfer x \"X\"\n" +
      numbered(5'000,
               [](int i) { return "  case \"v" + number(i) + "\" when n > " + number(i) + "\n"; }) +
      "  otherwise \"z\"\n" +
      "rule r \"R\" section all check \"c\" x = \"v1\"\n"
      "rule q1 \"Q\" section all check \"c\" (if a then q else \"zz\") = \"zz\"\n"
      "rule q2 \"Q\" section all check \"c\" [q, \"zz\"][n] = \"zz\"\n");
  const auto facts = text.read(fact_file(""));
  engine::Budget::Limits limits;
  limits.steps = 130'000;
  for (const auto& rule : judge(text, facts, limits).rules)
    EXPECT_EQ(rule.outcome, engine::Outcome::unknown) << rule.fault;
  limits.steps = 20'000;
  const auto cut = judge(text, facts, limits);
  EXPECT_EQ(cut.rules[1].fault, "the expression takes more than 20,000 steps");
  EXPECT_EQ(cut.rules[2].fault, "the expression takes more than 20,000 steps");
}

TEST(HostileRules, TooManyCardsAreNotChecked) {
  grammar::Sources sources;
  const auto file = sources.add(
      "f.rules", "language 1\npack p 1.0 \"P\"\n" +
                     numbered(20'001, [](int i) { return "fact f" + number(i) + " number\n"; }));
  const auto loaded = engine::load_rules(sources, std::vector{file});
  EXPECT_FALSE(loaded.program);
  ASSERT_EQ(loaded.diagnostics.size(), 1U);
  EXPECT_EQ(loaded.diagnostics[0].code, "E103");
}

/// Diagnostics of reading the facts by these rules; empty when there is none.
std::string diagnostics_of(const LoadedText& text, const std::string& facts) {
  grammar::Sources sources;
  const auto document = engine::read_document(sources, sources.add("f.yaml", facts));
  const auto read = engine::read_facts(document.root, text.program().vocabulary, {});
  std::string all;
  for (const auto& one : read.diagnostics) all += one.code + " " + one.message + "\n";
  return all;
}

TEST(HostileFacts, MissingRecordsWithinRecordsAreBounded) {
  const LoadedText text(
      numbered(6,
               [](int i) {
                 return "record t" + number(i) + " \"T\"\n" + numbered(20, [i](int j) {
                          return "  f" + number(j) +
                                 (i < 5 ? " t" + number(i + 1) : std::string(" number")) + "\n";
                        });
               }) +
      "fact root t0\n");
  EXPECT_EQ(diagnostics_of(text, fact_file("")),
            "E502 with the fields that are not supplied there would be more than 300000 facts\n");
}

TEST(HostileFacts, TextsThatManyPathsHoldAreShort) {
  const LoadedText text("record r \"R\"\n  key name text\n  x number\nfact things list of r\n");
  const std::string longest(1'001, 'k');
  EXPECT_EQ(diagnostics_of(text, fact_file("things: [{name: " + longest + "}]")),
            "E502 a key is longer than 1000 bytes\n");
  EXPECT_EQ(diagnostics_of(
                text, fact_file("things: []\nevidence: [{fact: things, source: " + longest + "}]")),
            "E522 `source` is longer than 1000 bytes\n");
}

}  // namespace
}  // namespace entente::tests
