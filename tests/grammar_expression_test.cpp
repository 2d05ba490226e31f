#include <gtest/gtest.h>

#include <string>

#include "grammar/parse.hpp"
#include "tests/support/syntax.hpp"

namespace entente::grammar {
namespace {

struct ExpressionCase {
  std::string_view input;
  std::string_view tree;
};
void PrintTo(const ExpressionCase& expression, std::ostream* out) { *out << expression.input; }

class Expressions : public testing::TestWithParam<ExpressionCase> {};

TEST_P(Expressions, AreReadAs) {
  EXPECT_EQ(tests::printed_expression(GetParam().input), GetParam().tree);
}

INSTANTIATE_TEST_SUITE_P(
    Ladder, Expressions,
    testing::Values(
        ExpressionCase{"a or b and c = d + e * f ** -g",
                       "(or a (and b (= c (+ d (* e (** f (- g)))))))"},
        ExpressionCase{"a - b - c", "(- (- a b) c)"}, ExpressionCase{"-2 ** 2", "(** (- 2) 2)"},
        ExpressionCase{"(a or b) and c", "(and ((or a b)) c)"},
        ExpressionCase{"a or b or c", "(or (or a b) c)"},
        ExpressionCase{"a != b and c <= d", "(and (!= a b) (<= c d))"},
        ExpressionCase{"x between 1 and 2 and y", "(and (between x 1 2) y)"},
        ExpressionCase{"x not between 1 and 2", "(not between x 1 2)"},
        ExpressionCase{"x in [1..2]", "(in x [1..2])"},
        ExpressionCase{"x in (1, 2, > 3)", "(in x 1, 2, (3..-))"},
        ExpressionCase{"x in (1..2]", "(in x (1..2])"},
        ExpressionCase{"x in ]1..2[", "(in x (1..2))"},
        ExpressionCase{"x in (a)[1]", "(in x a[1])"}, ExpressionCase{"x in <= 5", "(in x (-..5])"},
        ExpressionCase{"x in (= 1, != 2)", "(in x (= 1), (!= 2))"},
        ExpressionCase{"x not in list", "(not in x list)"},
        ExpressionCase{"x instance of list<number>", "(instance of x list<number>)"},
        ExpressionCase{"f instance of function<number, text>->date",
                       "(instance of f function<number, text, date>)"},
        ExpressionCase{"c instance of context<a: number, b: text>",
                       "(instance of c context<a: number, b: text>)"},
        ExpressionCase{"x is none or x is not known", "(or (is none x) (is not known x))"},
        ExpressionCase{"a before b", "(before a b)"},
        ExpressionCase{"a not after b", "not((after a b))"},
        ExpressionCase{"a within 3 months", "(within a (3 month))"},
        ExpressionCase{"a not within 1 day after b + c", "(not within a (1 day) after (+ b c))"},
        ExpressionCase{"a within 2 weeks of b and c", "(and (within a (2 week) of b) c)"},
        ExpressionCase{"started before 6 months ago", "(before started (ago (6 month)))"}));

INSTANTIATE_TEST_SUITE_P(
    Operands, Expressions,
    testing::Values(ExpressionCase{"[1, .5, 1.20, 2e3, 50%]", "[1, .5, 1.20, 2e3, 50%]"},
                    ExpressionCase{"[yes, no, true, false, null, none, today, item]",
                                   "[yes, no, yes, no, null, none, today, item]"},
                    ExpressionCase{"today()", "today"}, ExpressionCase{"2026-11-01", "2026-11-01"},
                    ExpressionCase{"2026-11 - 01", "(- (- 2026 11) 01)"},
                    ExpressionCase{"@\"2026-11-01T10:00:00\"", "@\"2026-11-01T10:00:00\""},
                    ExpressionCase{R"("a\"b\\c\n\u00e9\uD83D\uDC0E\U01F40E")", R"("a\"b\\c\né🐎🐎")"},
                    ExpressionCase{"a.b.c[d = 1].today", "a.b.c[(= d 1)].today"},
                    ExpressionCase{"r.start included", "r.start included"},
                    ExpressionCase{"list contains(a, b)", "list contains(a, b)"},
                    ExpressionCase{"date and time(a)", "date and time(a)"},
                    ExpressionCase{"date and time", "(and date time)"},
                    ExpressionCase{"is(a, b)", "is(a, b)"},
                    ExpressionCase{"before(a, b)", "before(a, b)"},
                    ExpressionCase{"not(a)", "not(a)"}, ExpressionCase{"f()", "f()"},
                    ExpressionCase{"substring(string: \"abc\", start position: 2)",
                                   "substring(string: \"abc\", start position: 2)"},
                    ExpressionCase{"{a: 1, \"b c\": [2], if: 3}", "{a: 1, b c: [2], if: 3}"},
                    ExpressionCase{"{}", "{}"}, ExpressionCase{"[]", "[]"},
                    ExpressionCase{"(function(x, y: number) x + y)(1, 2)",
                                   "(function(x, y: number) (+ x y))(1, 2)"},
                    ExpressionCase{"[1..10[", "[1..10)"}, ExpressionCase{"(< 5)", "(-..5)"},
                    ExpressionCase{"a /* b */ + // c\n d", "(+ a d)"}));

INSTANTIATE_TEST_SUITE_P(
    Forms, Expressions,
    testing::Values(
        ExpressionCase{"if a then b else c or d", "(if a b (or c d))"},
        ExpressionCase{"for x in a, i in 1..3 return x * i",
                       "(for x in a, i in 1..3 return (* x i))"},
        ExpressionCase{"some x in a satisfies x > 1", "(some x in a satisfies (> x 1))"},
        ExpressionCase{"every two in a satisfies two", "(every two in a satisfies two)"},
        ExpressionCase{"every two a, b in l satisfies a = b",
                       "(every two a, b in l satisfies (= a b))"},
        ExpressionCase{"some two a, b in a row of l by on satisfies a = b",
                       "(some two a, b in a row of l by on satisfies (= a b))"},
        ExpressionCase{"every must rule is met", "(every must rule is met)"},
        ExpressionCase{"every must in a satisfies must", "(every must in a satisfies must)"},
        ExpressionCase{"share of l[x] with a and b", "(share of l[x] with (and a b))"},
        ExpressionCase{"(share of l with a) >= 80%", "(>= (share of l with a) 80%)"},
        ExpressionCase{"at least 2 of l with a", "(at least 2 of l with a)"},
        ExpressionCase{"at most 60% of l with a", "(at most 60% of l with a)"},
        ExpressionCase{"at least n x in l satisfies x", "(at least n x in l satisfies x)"},
        ExpressionCase{"total of l.a >= 2 * total of m", "(>= total of(l.a) (* 2 total of(m)))"},
        ExpressionCase{"count(intersection of parties.values)",
                       "count(intersection of(parties.values))"},
        ExpressionCase{"rule a.b is not met or rule c is partly met",
                       "(or (rule a.b is not met) (rule c is partly met))"},
        ExpressionCase{"score of s >= 50 and band of s = \"b\"",
                       "(and (>= (score of s) 50) (= (band of s) \"b\"))"},
        ExpressionCase{"share + total + score + band + union",
                       "(+ (+ (+ (+ share total) score) "
                       "band) union)"}));

TEST(ExpressionSpans, CoverTheirText) {
  Sources sources;
  const auto file = sources.add("e", " a.b[c > 1] + (d) * count( e )  ");
  const auto parsed = parse_expression(sources, file);
  ASSERT_NE(parsed.root, ExprId::none);
  const auto text = [&](ExprId id) { return sources.text(parsed.tree[id].span); };
  const auto& sum = std::get<Binary>(parsed.tree[parsed.root].node);
  EXPECT_EQ(text(parsed.root), "a.b[c > 1] + (d) * count( e )");
  EXPECT_EQ(sources.text(sum.op_span), "+");
  EXPECT_EQ(text(sum.left), "a.b[c > 1]");
  EXPECT_EQ(text(std::get<Filter>(parsed.tree[sum.left].node).base), "a.b");
  EXPECT_EQ(text(std::get<Filter>(parsed.tree[sum.left].node).predicate), "c > 1");
  EXPECT_EQ(text(sum.right), "(d) * count( e )");
  const auto& product = std::get<Binary>(parsed.tree[sum.right].node);
  EXPECT_EQ(text(product.right), "count( e )");
  EXPECT_EQ(sources.text(std::get<Call>(parsed.tree[product.right].node).function.span), "count");
}

TEST(ExpressionDepth, IsBoundedAt200) {
  const auto nested = [](int levels) {
    return std::string(static_cast<std::size_t>(levels), '(') + "1" +
           std::string(static_cast<std::size_t>(levels), ')');
  };
  EXPECT_EQ(tests::printed_expression(nested(199)), "1");
  const auto refused = tests::printed_expression(nested(5000));
  EXPECT_NE(refused.find("E104"), std::string::npos) << refused;

  const auto chain = [](int operators) {
    std::string text = "1";
    for (int at = 0; at < operators; ++at) text += " + 1";
    return text;
  };
  EXPECT_EQ(tests::printed_expression(chain(150)).find("E104"), std::string::npos);
  EXPECT_NE(tests::printed_expression(chain(5000)).find("E104"), std::string::npos);
  EXPECT_NE(tests::printed_expression(std::string(5000, '-') + "1").find("E104"),
            std::string::npos);
  EXPECT_NE(tests::printed_expression(std::string(5000, '[')).find("E104"), std::string::npos);
  for (const std::string begun : {"[1..", "(1..", "]1.."}) {
    std::string ranges;
    for (int i = 0; i < 5000; ++i) ranges += begun;
    EXPECT_NE(tests::printed_expression(ranges).find("E104"), std::string::npos) << begun;
  }
}

TEST(FactPath, SplitsIntoSteps) {
  const auto steps = parse_path("parties[Lantern Arts].values[2].x[*][\"7\"]");
  ASSERT_EQ(steps.size(), 7U);
  EXPECT_EQ(steps[0].text, "parties");
  EXPECT_EQ(steps[1].kind, PathStep::Kind::key);
  EXPECT_EQ(steps[1].text, "Lantern Arts");
  EXPECT_EQ(steps[2].text, "values");
  EXPECT_EQ(steps[3].kind, PathStep::Kind::position);
  EXPECT_EQ(steps[3].position, 2U);
  EXPECT_EQ(steps[5].kind, PathStep::Kind::any);
  EXPECT_EQ(steps[6].kind, PathStep::Kind::key);
  EXPECT_EQ(steps[6].text, "7");
}

TEST(FactPath, IsEmptyWhenMalformed) {
  for (const auto* path : {"", ".", "a.", "a..b", "a[", "a[]", "a[0]", "a[x", "a[\"x]", "[a]",
                           "a b", "a[x/y]", "a]b"}) {
    EXPECT_TRUE(parse_path(path).empty()) << path;
  }
}

}  // namespace
}  // namespace entente::grammar
