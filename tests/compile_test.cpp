// What compile() makes of names, filters, calls and cards: read off the flat form.
#include "engine/program/compile.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "engine/load_rules.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine {
namespace {

using testing::ElementsAre;
using testing::StartsWith;

constexpr std::string_view vocabulary = R"(language 1
pack t 1.0 "T"
  parameter quota = 80%, 50% to 100%, may only be raised
record party "A party"
  key name text
  staff number
  tags list of text
fact parties list of party
fact started date
fact staff_needed number
scorecard card "Card"
  section top "Top" weight 40
  section inner "Inner" in top weight 2
  verdict "good" when score >= 50 and score of inner > 10
  verdict "bad" otherwise
)";

/// The rules of one text; fails the test when they have an error.
struct Loaded {
  grammar::Sources sources;
  LoadedRules rules;

  explicit Loaded(const std::string& cards) {
    const std::vector files{sources.add("t.rules", std::string(vocabulary) + cards)};
    rules = load_rules(sources, files);
    for (const auto& diagnostic : rules.diagnostics)
      if (diagnostic.severity == grammar::Severity::error)
        ADD_FAILURE() << grammar::render(diagnostic, sources);
  }
  [[nodiscard]] const Program& program() const { return *rules.program; }
};

/// As text: `(op operand …)`, constants in full, so that a case reads as its expression.
class Dump {
 public:
  explicit Dump(const Program& program) : program_(program) {}

  [[nodiscard]] std::string operator()(NodeId id) const {
    if (id == NodeId::none) return "-";
    const auto& node = program_[id];
    switch (node.op) {
      case Op::constant:
        return to_text(program_.constants[node.a], program_.vocabulary, true);
      case Op::fact:
        return program_.vocabulary.facts[node.a].name;
      case Op::local:
        return "$" + std::to_string(node.a);
      case Op::parameter:
        return program_.parameters[node.a].name;
      case Op::measure:
        return program_.measures[node.a].name;
      case Op::today:
        return "today";
      case Op::field:
        return child(node.a) + "." + field(node);
      case Op::member:
        return child(node.a) + ".?" + program_.names[node.b];
      case Op::member_or:
        return "$" + std::to_string(node.a) + ".?" + program_.names[node.b] + " else " +
               child(node.c);
      case Op::index:
        return "(index " + child(node.a) + " " + child(node.b) + ")";
      case Op::filter:
        return bound("filter", node);
      case Op::filter_or_index:
        return bound("filter or index", node);
      case Op::share_of:
        return bound("share of", node);
      case Op::counted:
        return bound("counted", node) + " aux " + std::to_string(node.aux) + " amount " +
               child(node.d);
      case Op::call:
        return list("call " + program_.functions[node.a].name, node);
      case Op::builtin:
        return list(std::string(signature_of(static_cast<Builtin>(node.a)).name), node);
      case Op::not_:
        return "(not " + child(node.a) + ")";
      case Op::in:
        return "(in " + child(node.a) + " " + list("tests", node) + ")";
      case Op::equal:
        return both("=", node);
      case Op::greater:
        return both(">", node);
      default:
        return both("op " + std::to_string(static_cast<int>(node.op)), node);
    }
  }

 private:
  [[nodiscard]] std::string child(std::uint32_t id) const {
    return (*this)(static_cast<NodeId>(id));
  }
  [[nodiscard]] std::string field(const Node& node) const {
    return program_.vocabulary.records[node.c].fields[node.b].name;
  }
  [[nodiscard]] std::string both(const std::string& what, const Node& node) const {
    return "(" + what + " " + child(node.a) + " " + child(node.b) + ")";
  }
  [[nodiscard]] std::string bound(const std::string& what, const Node& node) const {
    return "(" + what + " " + child(node.a) + " $" + std::to_string(node.c) + ": " + child(node.b) +
           ")";
  }
  [[nodiscard]] std::string list(const std::string& what, const Node& node) const {
    std::string text = "(" + what;
    for (std::uint32_t i = 0; i < node.count; ++i)
      text += " " + child(program_.operands[node.b + i]);
    return text + ")";
  }

  const Program& program_;
};

struct ExpressionCase {
  std::string_view name;
  std::string_view text;
  std::string_view dump;
  std::uint32_t frame = 0;
};

class CompiledDefine : public testing::TestWithParam<ExpressionCase> {};

TEST_P(CompiledDefine, ReadsAs) {
  const Loaded loaded(
      "define times(n, by) = n * by\ndefine size = count(parties)\ndefine tried = " +
      std::string(GetParam().text) + "\n");
  const auto& measures = loaded.program().measures;
  const auto tried = std::find_if(measures.begin(), measures.end(),
                                  [](const Measure& each) { return each.name == "tried"; });
  ASSERT_NE(tried, measures.end());
  EXPECT_EQ(Dump(loaded.program())(tried->body.root), GetParam().dump);
  EXPECT_EQ(tried->body.frame_size, GetParam().frame);
}

INSTANTIATE_TEST_SUITE_P(
    Names, CompiledDefine,
    testing::Values(
        ExpressionCase{"PerCentIsAShare", "50%", "0.5", 0},
        ExpressionCase{"ListOfLiteralsIsOneConstant", "[1, -2, 3]", "[1, -2, 3]", 0},
        ExpressionCase{"ItemFieldBeforeNames", "parties[staff > staff_needed]",
                       "(filter parties $0: (> $0.staff staff_needed))", 1},
        ExpressionCase{"NumberIsAnIndex", "parties[1]", "(index parties 1)", 1},
        ExpressionCase{"FieldOverAList", "parties.staff", "parties.staff", 0},
        ExpressionCase{"ArgumentsByName", "times(by: 2, n: size)", "(call times size 2)", 0},
        ExpressionCase{"BuiltinArgumentsByName", "substring(start position: 2, string: \"abc\")",
                       "(substring \"abc\" 2)", 0},
        ExpressionCase{"NotInIsNotOfIn", "size not in [1, 2]", "(not (in size (tests [1, 2])))", 0},
        ExpressionCase{"ItemsWithinItems", "parties[(share of tags with item = name) > 0]",
                       "(filter parties $0: (> (share of $0.tags $1: (= $1 $0.name)) 0))", 2},
        ExpressionCase{"ShareAsAmount", "at least 60% of parties with staff > 3",
                       "(counted parties $0: (> $0.staff 3)) aux 2 amount 0.6", 1},
        ExpressionCase{"ParameterAsShare", "at most quota of parties with staff > 3",
                       "(counted parties $0: (> $0.staff 3)) aux 3 amount quota", 1},
        ExpressionCase{"NumberAsAmount", "at least 2 of parties with staff > 3",
                       "(counted parties $0: (> $0.staff 3)) aux 0 amount 2", 1}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(Compile, DynamicItemsTryTheirMembersFirst) {
  const Loaded loaded("define large(list_of) = list_of[staff > staff_needed]\n");
  const auto& program = loaded.program();
  const auto& filter = program[program.functions[0].body.root];
  EXPECT_EQ(filter.op, Op::filter);
  const auto& greater = program[static_cast<NodeId>(filter.b)];
  EXPECT_EQ(Dump(program)(static_cast<NodeId>(greater.a)), "$1.?staff else -");
  EXPECT_EQ(Dump(program)(static_cast<NodeId>(greater.b)), "$1.?staff_needed else staff_needed");
}

TEST(Compile, RulesStandAfterThoseTheyAskAbout) {
  const Loaded loaded(R"(
define big = count(parties) > 3
rule a "A" section top  check "c" rule b is met
rule b "B" section top  check "c" rule c is met and started < today
rule c "C" section inner  check "c" big
)");
  const auto& program = loaded.program();
  EXPECT_THAT(program.rule_order, ElementsAre(2, 1, 0));
  EXPECT_EQ(program.rule("b"), 1U);
  EXPECT_EQ(program.rule("d"), std::nullopt);
  const auto names = [&](std::uint32_t rule) {
    std::vector<std::string> facts;
    for (const auto fact : program.rule_facts[rule]) facts.push_back(program.vocabulary[fact].name);
    return facts;
  };
  EXPECT_THAT(names(0), ElementsAre("parties", "started"));
  EXPECT_THAT(names(2), ElementsAre("parties"));
}

TEST(Compile, ScorecardsHoldSectionsAndVerdictsAsWritten) {
  const Loaded loaded("rule r \"R\" section inner weight 3, must  check \"c\" started < today\n");
  const auto& program = loaded.program();
  ASSERT_EQ(program.scorecards.size(), 1U);
  EXPECT_THAT(program.scorecards[0].sections, ElementsAre(0));
  EXPECT_THAT(program.sections[0].children, ElementsAre(1));
  EXPECT_THAT(program.sections[1].rules, ElementsAre(0));
  EXPECT_EQ(program.sections[0].weight, Number(40));
  EXPECT_EQ(program.scorecards[0].verdicts[1].condition.root, NodeId::none);
  EXPECT_TRUE(program.rules[0].must);
  EXPECT_EQ(program.rules[0].weight, Number(3));
}

TEST(Compile, ItemsOfForEachTakeTheFirstSlots) {
  const Loaded loaded(R"(
rule r "R" section top
  for each two a, b in parties
  at least 1 checks
  check "c" a.staff > b.staff and every t in a.tags satisfies t != b.name
  because "{a.name} and {b.name}"
  advise "Talk to {b.name}"  effort 4 hours
)");
  const auto& rule = loaded.program().rules[0];
  EXPECT_TRUE(rule.for_each_two);
  EXPECT_THAT(rule.variables, ElementsAre("a", "b"));
  EXPECT_EQ(rule.list.frame_size, 0U);
  EXPECT_EQ(rule.checks[0].condition.frame_size, 3U);
  EXPECT_EQ(rule.needed, 1U);
  ASSERT_TRUE(rule.because);
  EXPECT_EQ(Dump(loaded.program())(rule.because->pieces[0].value.root), "$0.name");
  EXPECT_EQ(rule.advice[0].effort_days, Number::parse("0.5"));
}

TEST(Compile, ParametersKeepTheirRangeAndText) {
  const Loaded loaded("define used = quota\n");
  const auto& parameter = loaded.program().parameters[0];
  EXPECT_EQ(parameter.name, "quota");
  EXPECT_EQ(parameter.value.number(), *Number::parse("0.8"));
  EXPECT_EQ(parameter.low.number(), *Number::parse("0.5"));
  EXPECT_EQ(parameter.high.number(), Number(1));
  EXPECT_EQ(parameter.may_only, grammar::MayOnly::raised);
  EXPECT_EQ(parameter.text, "80%");
}

TEST(Compile, TestsNameRulesAndVerdictsByIndex) {
  const Loaded loaded(R"(
rule r "R" section top  for each p in parties  check "c" p.staff > 3
test "t"
  today 2026-11-01
  given started = today - 3 months
  expect rule r for "A" is unknown because parties[A].staff
  expect card score of inner between 10 and 20.5
  expect card verdict "not assessable" or "bad" or "good"
)");
  const auto& test = loaded.program().tests.at(0);
  EXPECT_EQ(test.today, parse_date("2026-11-01"));
  ASSERT_EQ(test.given.size(), 1U);
  EXPECT_EQ(loaded.program().vocabulary[test.given[0].fact].name, "started");
  const auto& rule = std::get<ExpectedRule>(test.expects[0].form);
  EXPECT_EQ(rule.item, "A");
  EXPECT_THAT(rule.because, ElementsAre("parties[A].staff"));
  const auto& score = std::get<ExpectedScore>(test.expects[1].form);
  EXPECT_EQ(score.section, 1U);
  EXPECT_EQ(score.high, *Number::parse("20.5"));
  const auto& verdict = std::get<ExpectedVerdict>(test.expects[2].form);
  EXPECT_TRUE(verdict.not_assessable);
  EXPECT_THAT(verdict.verdicts, ElementsAre(1, 0));
}

TEST(Compile, HashTellsTextsApart) {
  const Loaded one("define a = 1\n");
  const Loaded same("define a = 1\n");
  const Loaded other("define a = 2\n");
  EXPECT_THAT(one.program().hash, StartsWith("sha256:"));
  EXPECT_EQ(one.program().hash.size(), 7U + 64U);
  EXPECT_EQ(one.program().hash, same.program().hash);
  EXPECT_NE(one.program().hash, other.program().hash);
}

TEST(Compile, OrderOfFilesMeansNothing) {
  grammar::Sources sources;
  const auto a = sources.add("a.rules", std::string(vocabulary));
  const auto b =
      sources.add("b.rules", "pack t 1.0\nrule r \"R\" section top check \"c\" quota > 0\n");
  const auto first = load_rules(sources, std::vector{a, b});
  const auto second = load_rules(sources, std::vector{b, a});
  ASSERT_TRUE(first.program && second.program);
  EXPECT_EQ(first.program->hash, second.program->hash);
  EXPECT_EQ(first.program->nodes.size(), second.program->nodes.size());
}

// ---------------------------------------------------------------- one expression on its own

struct Compiled {
  grammar::Sources sources;
  grammar::ParsedExpression parsed;
  CompiledExpression compiled;

  Compiled(std::string text, const std::vector<std::string>& variables) {
    const auto file = sources.add("expression", std::move(text));
    parsed = grammar::parse_expression(sources, file);
    compiled = compile_expression(sources, parsed, variables);
  }
};

TEST(CompileExpression, VariablesTakeTheFirstSlots) {
  const Compiled tried("b + count(a[item > 1])", {"a", "b"});
  EXPECT_TRUE(tried.compiled.diagnostics.empty());
  EXPECT_EQ(tried.compiled.unit.frame_size, 3U);
}

TEST(CompileExpression, TypesAreNotJudged) {
  const Compiled tried("1 + \"a\" = count(3) or substring(1)", {});
  EXPECT_TRUE(tried.compiled.diagnostics.empty());
  EXPECT_NE(tried.compiled.unit.root, NodeId::none);
}

TEST(CompileExpression, UnknownNameIsAnError) {
  const Compiled tried("partys + 1", {"parties"});
  ASSERT_EQ(tried.compiled.diagnostics.size(), 1U);
  EXPECT_EQ(tried.compiled.diagnostics[0].code, "E204");
  EXPECT_EQ(tried.compiled.diagnostics[0].label, "did you mean `parties`?");
}

}  // namespace
}  // namespace entente::engine
