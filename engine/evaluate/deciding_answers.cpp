#include "engine/evaluate/deciding_answers.hpp"

#include <algorithm>

#include "engine/evaluate/case_analysis.hpp"
#include "engine/evaluate/fact_domain.hpp"
#include "engine/evaluate/supposed_facts.hpp"

namespace entente::engine {
namespace {

using Decided = std::vector<std::optional<std::string>>;  // by each value of a fact

/// Of numbers FactDomains gives every cut and one value between neighbours, in turns: whether the
/// first is a cut says which is which. Of dates each value is where a stretch begins.
class Stretches {
 public:
  Stretches(const Type& type, const std::vector<Value>& values, const Decided& decided)
      : values_(values), decided_(decided), is_date_(type.kind == TypeKind::date) {
    first_is_cut_ = !is_date_ && type.low && values.front().number() == *type.low;
  }

  void add_to(std::vector<DecidingAnswer>& answers, PathId fact, std::size_t count) const {
    for (std::size_t begin = 0; begin < count;) {
      std::size_t end = begin + 1;
      while (end < count && decided_[end] == decided_[begin]) ++end;
      if (decided_[begin]) {
        auto& answer = answers.emplace_back();
        answer.fact = fact;
        answer.settles = *decided_[begin];
        if (begin > 0) answer.low = low_end(begin);
        if (end < count) answer.high = high_end(end);
      }
      begin = end;
    }
  }

 private:
  [[nodiscard]] bool is_cut(std::size_t at) const { return (at % 2 == 0) == first_is_cut_; }

  [[nodiscard]] DecidingAnswer::End low_end(std::size_t begin) const {
    const bool inside = is_date_ || is_cut(begin);
    return {values_[inside ? begin : begin - 1], !inside};
  }
  [[nodiscard]] DecidingAnswer::End high_end(std::size_t end) const {
    const bool outside = is_date_ || is_cut(end);
    return {values_[outside ? end : end - 1], outside};
  }

  const std::vector<Value>& values_;
  const Decided& decided_;
  bool is_date_;
  bool first_is_cut_ = false;
};

class Trial {
 public:
  Trial(const Program& program, const FactBase& facts, const OpenQuestion& question,
        std::uint64_t matches, Arena& arena)
      : most_(std::min<std::uint64_t>(case_budget, match_budget / (matches + 1))),
        program_(program),
        facts_(facts),
        settled_(question.settled),
        budget_(trial_limits),
        arena_(arena),
        evaluator_(program, facts, arena, budget_),
        domains_(program, facts, evaluator_, arena, question.asks) {}

  void try_fact(PathId path, std::vector<DecidingAnswer>& answers) {
    auto values = domains_.of(path);
    if (!values) values = listed_records(path);
    if (!values) values = none_or_else(path);
    if (!values || values->empty() || tried_ + values->size() > most_) return;
    tried_ += values->size();
    SupposedFacts supposed(program_.vocabulary, facts_, {path});
    Decided decided;
    for (const auto& value : *values) {
      supposed.suppose({{path, value}});
      decided.push_back(settled_over(supposed.facts(), settled_, program_, budget_));
    }
    if (budget_.exhausted()) return;
    add(path, *values, decided, answers);
  }

 private:
  /// Of a reference: each record of the list it refers to, which may hold more.
  std::optional<std::vector<Value>> listed_records(PathId path) {
    const auto* declaration = facts_[path].declaration;
    if (declaration == nullptr) return std::nullopt;
    const auto& type = program_.vocabulary[declaration->type];
    if (type.kind != TypeKind::record) return std::nullopt;
    const auto& record = program_.vocabulary[type.record];
    if (!record.key || record.home == FactId::none) return std::nullopt;
    const Value& list = facts_[record.home];
    if (!list.is(Kind::list)) return std::nullopt;
    std::vector<Value> values;
    for (const auto& item : list.list().items)
      if (item.perhaps == nullptr && item.value.is(Kind::record)) values.push_back(item.value);
    if (type.or_none) values.push_back(Value::null(NullReason::none));
    return values;
  }

  /// Of what no finite set of values stands for: that there is none, or that there is something.
  std::optional<std::vector<Value>> none_or_else(PathId path) {
    const auto* declaration = facts_[path].declaration;
    if (declaration == nullptr || !program_.vocabulary[declaration->type].or_none)
      return std::nullopt;
    const auto missing = unknown_fact(program_.vocabulary, declaration->type, path, arena_);
    Unknown something = missing.unknown();
    something.can_be = something.can_be - kinds::none;
    return std::vector{Value::null(NullReason::none), make_unknown(something, arena_)};
  }

  void add(PathId path, const std::vector<Value>& values, const Decided& decided,
           std::vector<DecidingAnswer>& answers) const {
    const auto& type = program_.vocabulary[facts_[path].declaration->type];
    const bool in_order = type.kind == TypeKind::number || type.kind == TypeKind::date;
    std::size_t singles = 0;
    if (in_order && !values.back().is_unknown()) {
      singles = values.size() - (type.or_none ? 1 : 0);  // none comes last
      Stretches(type, values, decided).add_to(answers, path, singles);
    }
    for (std::size_t i = singles; i < values.size(); ++i) {
      if (decided[i]) add_single(path, values[i], *decided[i], answers);
    }
  }

  /// Values that decide it in the same way stand together.
  static void add_single(PathId path, const Value& value, const std::string& settles,
                         std::vector<DecidingAnswer>& answers) {
    for (auto& answer : answers) {
      if (answer.fact != path || answer.settles != settles || answer.values.empty()) continue;
      answer.values.push_back(value);
      return;
    }
    answers.push_back({path, {value}, std::nullopt, std::nullopt, settles});
  }

  std::uint64_t most_;  // cases
  const Program& program_;
  const FactBase& facts_;
  const Settled& settled_;
  Budget budget_;
  Arena& arena_;
  ExpressionEvaluator evaluator_;
  FactDomains domains_;
  std::size_t tried_ = 0;
};

}  // namespace

std::optional<std::string> settled_over(const FactBase& facts, const Settled& settled,
                                        const Program& program, Budget& budget) {
  if (budget.exhausted()) return std::nullopt;
  const auto bytes_before = budget.bytes_taken();
  Arena arena;
  ExpressionEvaluator evaluator(program, facts, arena, budget);
  evaluator.leave_derivations_out();
  const auto all = judge_all(program, facts, evaluator, arena, {false, nullptr});
  auto decided = settled(all, facts, evaluator);
  budget.give_back_to(bytes_before);
  return decided;
}

std::vector<DecidingAnswer> deciding_answers(const Program& program, const FactBase& facts,
                                             const OpenQuestion& question, std::uint64_t matches,
                                             Arena& arena) {
  std::vector<DecidingAnswer> answers;
  Trial trial(program, facts, question, matches, arena);
  for (const auto path : question.missing) {
    const bool withheld = facts[facts.outermost(path)].missing == MissingReason::withheld;
    if (!withheld) trial.try_fact(path, answers);
  }
  return answers;
}

}  // namespace entente::engine
