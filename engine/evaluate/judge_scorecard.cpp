#include "engine/evaluate/judge_scorecard.hpp"

#include <unordered_set>
#include <utility>

#include "engine/evaluate/missing_paths.hpp"
#include "engine/evaluate/score_bounds.hpp"

namespace entente::engine {
namespace {

/// A share from 0 to 1 with the unknowns it rests on.
struct ShareStanding {
  WeightedShare share;
  std::vector<Part> parts;

  /// Bounds of 0 to 100, exact only where proved.
  [[nodiscard]] std::optional<Bounds> score() const {
    if (!share.share) return std::nullopt;
    auto bounds = *share.share;
    const bool certain = bounds.is_point() && !share.may_not_count;
    bounds.exact = certain || (bounds.exact && independent(parts));
    bounds.low *= 100;
    bounds.high *= 100;
    return bounds;
  }
};

class Scores {
 public:
  Scores(const Program& program, std::span<const JudgedRule> rules, ScorecardStanding& standing)
      : program_(program), rules_(rules), standing_(standing) {}

  ShareStanding whole(const std::vector<std::uint32_t>& sections) {
    ShareStanding whole;
    std::vector<ShareMember> members;
    for (const auto section : sections) add_section(section, members, whole.parts);
    whole.share = weighted_share(members);
    standing_.missing = join_missing(waits_for_);
    return whole;
  }

 private:
  ShareStanding section(std::uint32_t index) {
    const auto& section = program_.sections[index];
    const auto place = standing_.judgement.sections.size();
    standing_.judgement.sections.push_back({index, std::nullopt, false});
    ShareStanding own;
    std::vector<ShareMember> members;
    for (const auto rule : section.rules) add_rule(rule, members, own.parts);
    for (const auto child : section.children) add_section(child, members, own.parts);
    own.share = weighted_share(members);
    auto& judgement = standing_.judgement.sections[place];
    judgement.score = own.score();
    judgement.may_not_count = own.share.share && own.share.may_not_count;
    return own;
  }

  void add_section(std::uint32_t index, std::vector<ShareMember>& members,
                   std::vector<Part>& parts) {
    const auto own = section(index);
    if (!own.share.share) return;
    const auto weight = to_ratio(program_.sections[index].weight);
    members.push_back({weight, *own.share.share, own.share.may_not_count});
    if (weight != 0) parts.insert(parts.end(), own.parts.begin(), own.parts.end());
  }

  void add_rule(std::uint32_t index, std::vector<ShareMember>& members, std::vector<Part>& parts) {
    const auto& [judgement, measured, missing] = rules_[index];
    if (listed_.insert(index).second) {
      standing_.judgement.rules.push_back(index);
      waits_for_.push_back({missing, false});
    }
    const auto weight = to_ratio(program_.rules[index].weight);
    // Supplying what it waits for lifts the assumption: no end that asks for that is proved.
    if (judgement.assumed && weight != 0) parts.push_back({missing, true});
    if (!judgement.counts) return;
    members.push_back({weight, judgement.credit, judgement.may_not_count});
    const bool open = judgement.may_not_count || !judgement.credit.is_point();
    if (open && !judgement.assumed && weight != 0) {
      parts.insert(parts.end(), measured.parts.begin(), measured.parts.end());
    }
  }

  const Program& program_;
  std::span<const JudgedRule> rules_;
  ScorecardStanding& standing_;
  std::unordered_set<std::uint32_t> listed_;
  std::vector<Part> waits_for_;
};

}  // namespace

ScorecardStanding judge_scorecard(const Program& program, std::uint32_t scorecard,
                                  std::span<const JudgedRule> rules) {
  ScorecardStanding standing;
  standing.judgement.scorecard = scorecard;
  auto whole = Scores(program, rules, standing).whole(program.scorecards[scorecard].sections);
  standing.judgement.score = whole.score();
  standing.judgement.may_be_not_assessable = whole.share.may_not_count;
  standing.parts = std::move(whole.parts);
  return standing;
}

MustRules judge_must_rules(const Program& program, std::span<const std::uint32_t> scorecard_rules,
                           std::span<const JudgedRule> rules) {
  auto all = MustRules::met;
  for (const auto index : scorecard_rules) {
    if (!program.rules[index].must) continue;
    const auto& rule = rules[index].judgement;
    const auto harmless = only(Outcome::met) | outcomes::not_counting;
    if (within(rule.possible, static_cast<OutcomeSet>(harmless))) continue;
    const bool surely_counts = rule.counts && !rule.may_not_count;
    if (surely_counts && within(rule.possible, outcomes::short_of_met)) return MustRules::not_met;
    all = MustRules::unknown;
  }
  return all;
}

}  // namespace entente::engine
