// Scorecards: the tree of sections, weights, verdicts.
#include <fmt/format.h>

#include "engine/check/amounts.hpp"
#include "engine/check/expressions.hpp"
#include "engine/program/program.hpp"

namespace entente::engine::checking {
namespace {

constexpr std::size_t deepest_section = 200;

/// Follows the parents. A section that comes back to itself is reported at its first member, one
/// that lies too deep where it does; both are cut loose.
void check_nesting(State& state, std::uint32_t index) {
  auto& sections = state.rules.sections;
  auto at = sections[index].parent;
  for (std::size_t steps = 0; at && steps < deepest_section; ++steps) {
    if (*at == index) {
      auto& added =
          state.error("E409", sections[index].card->id.span,
                      "section " + quoted(sections[index].card->id.text) + " lies in itself");
      for (auto inner = sections[index].parent; inner && *inner != index;
           inner = sections[*inner].parent)
        added.notes.push_back({"by way of " + quoted(sections[*inner].card->id.text) + " in",
                               sections[*inner].card->id.span});
      sections[index].parent.reset();
      return;
    }
    at = sections[*at].parent;
  }
  if (!at) return;
  state.error("E104", sections[index].card->id.span,
              fmt::format("more than {} sections lie within each other", deepest_section));
  sections[index].parent.reset();
}

void check_verdict_order(State& state, const CheckedScorecard& scorecard) {
  const bool whole = !state.is_damaged(scorecard.span);
  if (scorecard.verdicts.empty()) {
    if (!whole || state.may_be_elsewhere(scorecard.pack, scorecard.id)) return;
    state.error("E407", scorecard.span, "scorecard " + quoted(scorecard.id) + " has no verdict",
                "end it with `verdict \"…\" otherwise`");
    return;
  }
  for (std::size_t i = 0; i < scorecard.verdicts.size(); ++i) {
    const auto& card = *scorecard.verdicts[i].card;
    const bool last = i + 1 == scorecard.verdicts.size();
    if (last && card.condition != ExprId::none && whole)
      state.error("E407", card.name.span,
                  "the last verdict of " + quoted(scorecard.id) + " is not `otherwise`",
                  "nothing may hold: add `verdict \"…\" otherwise`");
    if (last || card.condition != ExprId::none) continue;
    auto& added = state.error("E407", scorecard.verdicts[i + 1].card->name.span,
                              "a verdict after `otherwise` is never reached");
    added.notes.push_back({"`otherwise` is in", card.name.span});
    break;
  }
}

void check_verdict_names(State& state, const CheckedScorecard& scorecard) {
  std::map<std::string, Span> first;
  for (const auto& verdict : scorecard.verdicts) {
    const auto& name = verdict.card->name;
    if (name.text == not_assessable)
      state.error(
          "E209", name.span,
          "`\"" + name.text + "\"` is said when nothing counts; a verdict needs another name");
    const auto [known, added] = first.try_emplace(name.text, name.span);
    if (added) continue;
    auto& diagnostic =
        state.error("E408", name.span, "verdict `\"" + name.text + "\"` stands twice");
    diagnostic.notes.push_back({"the first is in", known->second});
  }
}

void check_verdicts(State& state, std::uint32_t index) {
  const auto& scorecard = state.rules.scorecards[index];
  check_verdict_order(state, scorecard);
  check_verdict_names(state, scorecard);
  for (const auto& verdict : scorecard.verdicts) {
    ExpressionSite site;
    site.tree = verdict.tree;
    site.pack = scorecard.pack;
    site.scorecard = index;
    ExpressionChecker checker(state, site, state.verdict_reads[index]);
    checker.check_condition(verdict.card->condition, "a verdict");
  }
}

}  // namespace

void check_scorecards(State& state) {
  for (auto& section : state.rules.sections)
    section.weight =
        weight_of(state, section.card->weight, "section " + quoted(section.card->id.text),
                  "what is in it moves no score");
  for (std::uint32_t i = 0; i < state.rules.sections.size(); ++i) check_nesting(state, i);
  for (std::uint32_t i = 0; i < state.rules.scorecards.size(); ++i) check_verdicts(state, i);
}

}  // namespace entente::engine::checking
