// Where points come from: each section and rule has its part of the points around it by its weight
// among those that count there, and gets of it what its score or credit says.
#include <algorithm>

#include "engine/explain/page.hpp"

namespace entente::engine {
namespace {

class Points {
 public:
  explicit Points(const ProofSources& from)
      : program_(from.program),
        evaluation_(*from.evaluation),
        card_(from.evaluation->scorecards[from.scorecard]) {}

  std::vector<PointsRow> of_card(const std::vector<std::uint32_t>& sections) {
    add_members({}, sections, 100, 0);
    return std::move(rows_);
  }
  std::vector<PointsRow> of_section(std::uint32_t section) {
    add_inside(section, 100, 0);
    return std::move(rows_);
  }

 private:
  [[nodiscard]] const SectionJudgement* judged(std::uint32_t section) const {
    const auto found = std::ranges::find(card_.sections, section, &SectionJudgement::section);
    return found == card_.sections.end() || !found->score ? nullptr : &*found;
  }

  void add_inside(std::uint32_t section, const Ratio& worth, std::size_t level) {
    add_members(program_.sections[section].rules, program_.sections[section].children, worth,
                level);
  }

  void add_members(const std::vector<std::uint32_t>& rules,
                   const std::vector<std::uint32_t>& sections, const Ratio& worth,
                   std::size_t level) {
    Ratio total = 0;
    for (const auto rule : rules)
      if (evaluation_.rules[rule].counts) total += to_ratio(program_.rules[rule].weight);
    for (const auto section : sections)
      if (judged(section) != nullptr) total += to_ratio(program_.sections[section].weight);
    const auto part = [&](const Number& weight) {
      return total == 0 ? Ratio(0) : worth * to_ratio(weight) / total;
    };
    for (const auto rule : rules)
      if (evaluation_.rules[rule].counts)
        add_rule(program_.rules[rule], evaluation_.rules[rule], part(program_.rules[rule].weight),
                 level);
    for (const auto section : sections) {
      if (judged(section) == nullptr) continue;
      add_section(program_.sections[section], *judged(section),
                  part(program_.sections[section].weight), level);
    }
  }

  void add_rule(const RuleProgram& rule, const RuleJudgement& judged_rule, const Ratio& worth,
                std::size_t level) {
    const Bounds& credit = judged_rule.credit;
    rows_.push_back({level,
                     rule.id,
                     rule.title,
                     rule.weight,
                     judged_rule.outcome,
                     worth,
                     {worth * credit.low, worth * credit.high, credit.exact},
                     judged_rule.may_not_count});
  }

  void add_section(const SectionProgram& section, const SectionJudgement& its, const Ratio& worth,
                   std::size_t level) {
    const Bounds& score = *its.score;
    rows_.push_back({level,
                     section.id,
                     section.title,
                     section.weight,
                     std::nullopt,
                     worth,
                     {worth * score.low / 100, worth * score.high / 100, score.exact},
                     its.may_not_count});
    add_inside(its.section, worth, level + 1);
  }

  const Program& program_;
  const Evaluation& evaluation_;
  const ScorecardJudgement& card_;
  std::vector<PointsRow> rows_;
};

}  // namespace

std::vector<PointsRow> points_of(const ProofSources& from, std::optional<std::uint32_t> section) {
  Points points(from);
  if (section) return points.of_section(*section);
  return points.of_card(from.program.scorecards[from.scorecard].sections);
}

}  // namespace entente::engine
