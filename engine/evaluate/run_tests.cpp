#include "engine/evaluate/run_tests.hpp"

#include <algorithm>
#include <utility>

#include "engine/evaluate/fill_template.hpp"
#include "engine/evaluate/given_facts.hpp"
#include "grammar/ast_print.hpp"
#include "grammar/parse.hpp"

namespace entente::engine {
namespace {

using grammar::outcome_name;

std::string in_quotes(std::string_view text) { return std::string("\"").append(text).append("\""); }

std::string joined(const std::vector<std::string>& texts, std::string_view between) {
  std::string all;
  for (const auto& text : texts) {
    if (!all.empty()) all += between;
    all += text;
  }
  return all;
}

bool same_path(std::string_view a, std::string_view b) {
  const auto left = grammar::parse_path(a);
  const auto right = grammar::parse_path(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const grammar::PathStep& x, const grammar::PathStep& y) {
                      return x.kind == y.kind && x.text == y.text && x.position == y.position;
                    });
}

/// What an expectation's expression sees of the judging.
class AfterJudging : public Environment {
 public:
  explicit AfterJudging(const Evaluation& evaluation) : evaluation_(evaluation) {}
  RuleSeen rule(std::uint32_t index) override {
    const auto& rule = evaluation_.rules[index];
    return {rule.possible, rule.missing, rule.outcome == Outcome::unknown};
  }

 private:
  const Evaluation& evaluation_;
};

class Comparison {
 public:
  Comparison(const Program& program, const FactBase& facts, const Evaluation& evaluation)
      : program_(program), facts_(facts), evaluation_(evaluation) {}

  ExpectationResult compare(const ExpectProgram& expect) {
    result_ = {};
    result_.span = expect.span;
    std::visit([this](const auto& form) { check(form); }, expect.form);
    return std::move(result_);
  }

 private:
  void settle(bool passed, std::string came) {
    result_.passed = passed;
    if (!passed) result_.came = std::move(came);
  }

  void check(const ExpectedRule& expected) {
    const auto& rule = program_.rules[expected.rule];
    result_.expected = "rule " + rule.id;
    if (expected.item) result_.expected += " for " + in_quotes(*expected.item);
    result_.expected += std::string(" is ").append(outcome_name(expected.outcome));
    if (!expected.because.empty()) {
      result_.expected += " because " + joined(expected.because, ", ");
    }
    const auto& judged = evaluation_.rules[expected.rule];
    if (!expected.item) return check_outcome(expected, judged.outcome, judged.missing);
    for (const auto& item : judged.items) {
      if (names(item, rule.for_each_two, *expected.item))
        return check_outcome(expected, item.outcome, item.missing);
    }
    settle(false, "no such item");
  }

  /// A pair is unordered.
  [[nodiscard]] bool names(const ItemJudgement& item, bool of_pairs,
                           const std::string& name) const {
    const auto first = name_of(item.item);
    if (!of_pairs) return first == name;
    const auto second = name_of(item.second);
    const auto is = [&](const std::string& a, const std::string& b) {
      return a + " and " + b == name || a + ", " + b == name;
    };
    return first && second && (is(*first, *second) || is(*second, *first));
  }

  /// A record without a key by its place.
  [[nodiscard]] std::optional<std::string> name_of(const Value& item) const {
    const bool has_key = !item.is(Kind::record) || program_.vocabulary[item.record().type].key;
    return has_key ? spoken(item, program_.vocabulary) : facts_[item.record().path].text;
  }

  void check_outcome(const ExpectedRule& expected, Outcome outcome,
                     const std::vector<PathId>& missing) {
    if (outcome != expected.outcome) return settle(false, std::string(outcome_name(outcome)));
    std::vector<std::string> texts;
    texts.reserve(missing.size());
    for (const auto path : missing) texts.push_back(facts_[path].text);
    const bool all =
        std::all_of(expected.because.begin(), expected.because.end(), [&](const std::string& path) {
          return std::any_of(texts.begin(), texts.end(),
                             [&](const std::string& text) { return same_path(text, path); });
        });
    settle(all, texts.empty() ? "nothing is missing" : "because " + joined(texts, ", "));
  }

  void check(const ExpectedScore& expected) {
    const auto& judged = evaluation_.scorecards[expected.scorecard];
    auto score = judged.score;
    result_.expected = program_.scorecards[expected.scorecard].id + " score";
    if (expected.section) {
      result_.expected += " of " + program_.sections[*expected.section].id;
      score = std::nullopt;
      for (const auto& section : judged.sections) {
        if (section.section == *expected.section) score = section.score;
      }
    }
    const auto low_end = expected.low.to_string();
    result_.expected += expected.low == expected.high
                            ? " = " + low_end
                            : " between " + low_end + " and " + expected.high.to_string();
    if (!score) return settle(false, std::string(not_assessable));
    const bool inside =
        score->low >= to_ratio(expected.low) && score->high <= to_ratio(expected.high);
    const auto low = to_decimal_text(score->low, 6);
    const auto high = to_decimal_text(score->high, 6);
    settle(inside, score->is_point() ? low : low + " to " + high);
  }

  void check(const ExpectedVerdict& expected) {
    const auto& judged = evaluation_.scorecards[expected.scorecard];
    const auto& card = program_.scorecards[expected.scorecard];
    result_.expected =
        card.id + " verdict " + named(card, expected.verdicts, expected.not_assessable);
    const bool unassessable = judged.may_be_not_assessable || !judged.score;
    settle(std::ranges::is_permutation(judged.verdicts, expected.verdicts) &&
               unassessable == expected.not_assessable,
           named(card, judged.verdicts, unassessable));
  }

  static std::string named(const ScorecardProgram& card, const std::vector<std::uint32_t>& verdicts,
                           bool or_not_assessable) {
    std::vector<std::string> names;
    names.reserve(verdicts.size() + 1);
    for (const auto verdict : verdicts) names.push_back(in_quotes(card.verdicts[verdict].name));
    if (or_not_assessable) names.push_back(in_quotes(not_assessable));
    return joined(names, " or ");
  }

  void check(const ExpectedTruth& expected) {
    Arena arena;
    AfterJudging environment(evaluation_);
    ExpressionEvaluator evaluator(program_, facts_, arena);
    const auto value = evaluator.evaluate(expected.condition, {}, environment);
    settle(value.is_true(), to_text(value, program_.vocabulary, true));
  }

  const Program& program_;
  const FactBase& facts_;
  const Evaluation& evaluation_;
  ExpectationResult result_;
};

}  // namespace

bool TestResult::passed() const {
  return diagnostics.empty() &&
         std::all_of(expectations.begin(), expectations.end(),
                     [](const ExpectationResult& one) { return one.passed; });
}

TestResult run_test(const Program& program, std::uint32_t test) {
  const auto& card = program.tests[test];
  TestResult result;
  result.test = test;
  auto read = read_given_facts(program, card);
  if (!read.facts) {
    result.diagnostics = std::move(read.diagnostics);
    return result;
  }
  const auto evaluation = evaluate(program, *read.facts);
  Comparison comparison(program, *read.facts, evaluation);
  for (const auto& expect : card.expects) result.expectations.push_back(comparison.compare(expect));
  return result;
}

std::vector<TestResult> run_tests(const Program& program) {
  std::vector<TestResult> results;
  for (std::uint32_t i = 0; i < program.tests.size(); ++i) results.push_back(run_test(program, i));
  return results;
}

}  // namespace entente::engine
