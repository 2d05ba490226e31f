#include "engine/check/check.hpp"

#include "engine/check/state.hpp"

namespace entente::engine {

CheckOutcome check(const grammar::Sources& sources, std::span<const grammar::Tree* const> trees) {
  CheckOutcome outcome;
  outcome.rules.sources = &sources;
  outcome.rules.arena = std::make_shared<Arena>();
  checking::State state(sources, outcome.rules, outcome.diagnostics);
  checking::assemble_packs(state, trees);
  checking::declare_vocabulary(state);
  checking::declare_names(state);
  checking::check_defines(state);
  checking::check_relations(state);
  checking::check_rules(state);
  checking::check_scorecards(state);
  checking::order_dependencies(state);
  checking::check_tests(state);
  checking::lint_unused(state);
  checking::lint_scorecards(state);
  return outcome;
}

}  // namespace entente::engine
