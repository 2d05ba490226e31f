#include "engine/explain/replay_units.hpp"

namespace entente::engine::replay {

RuleSeen UnitReplay::JudgedRules::rule(std::uint32_t index) {
  const RuleJudgement& rule = evaluation_.rules[index];
  const bool unknown = rule.assumed || rule.outcome == Outcome::unknown;
  return {rule.assumed ? outcomes::all : rule.possible, rule.missing, unknown};
}

UnitReplay::UnitReplay(const ReplaySources& sources, ProofReplay& result)
    : replay_(sources, result),
      rules_(sources.evaluation),
      evaluator_(sources.from.program, sources.from.facts, arena_),
      runtime_{arena_, sources.from.program.vocabulary, sources.from.facts.today,
               sources.from.facts.now} {}

Value UnitReplay::judged(const Unit& unit, const Frame& locals) {
  std::vector<Value> values;
  for (const auto& local : locals) values.push_back(local.value_or(Value()));
  Trace trace;
  const Value value = evaluator_.evaluate(unit, values, rules_, &trace);
  replay_.check_unit(trace, unit, locals);
  return value;
}

ListView UnitReplay::items(const Unit& list, const Frame& locals) {
  const Value value = replay_.listed(judged(list, locals));
  return value.is_null() ? ListView() : view(runtime_, value);
}

}  // namespace entente::engine::replay
