// Where points come from: each section and rule has its part of the points around it by its weight
// among those that count there, and gets of it what its score or credit says.
#include <fmt/format.h>

#include <algorithm>

#include "engine/explain/page_maker.hpp"

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

Page PageMaker::operator()(const ScoreTarget& target) {
  const auto& card = program_.scorecards[from_.scorecard];
  const auto& judged = evaluation_.scorecards[from_.scorecard];
  page_.kind = target.section ? "section" : "score";
  page_.title = target.section ? program_.sections[*target.section].title : card.title;
  page_.name = target.section ? program_.sections[*target.section].id : "score";
  page_.score = judged.score;
  if (target.section) {
    const auto& section = program_.sections[*target.section];
    const auto found =
        std::ranges::find(judged.sections, *target.section, &SectionJudgement::section);
    page_.score = found == judged.sections.end() ? std::nullopt : found->score;
    page_.about.push_back(
        fmt::format("weight {}{}", section.weight.to_string(),
                    section.parent ? " in " + program_.sections[*section.parent].title : ""));
  }
  page_.points = points_of(from_, target.section);
  if (!page_.score) page_.notes.emplace_back("Nothing in it counts.");
  for (const PointsRow& row : page_.points) {
    if (!row.may_not_count) continue;
    page_.notes.emplace_back(
        "It is not known of every line whether it counts; where one does not, the others beside "
        "it are worth more.");
    break;
  }
  std::vector<PathId> missing;
  for (const PointsRow& row : page_.points) {
    const auto rule = row.outcome ? program_.rule(row.id) : std::nullopt;
    if (!rule) continue;
    const auto& waits = evaluation_.rules[*rule].missing;
    missing.insert(missing.end(), waits.begin(), waits.end());
  }
  add_waits(missing);
  return finished();
}

Page PageMaker::operator()(const VerdictTarget& target) {
  const auto& card = program_.scorecards[from_.scorecard];
  const auto& judged = evaluation_.scorecards[from_.scorecard];
  page_.kind = "verdict";
  page_.title = card.title;
  page_.name = target.verdict ? card.verdicts[*target.verdict].name : "verdict";
  page_.standing = target.verdict ? standing(*target.verdict) : verdict();
  page_.score = judged.score;
  const std::size_t last = target.verdict ? *target.verdict : card.verdicts.size() - 1;
  for (std::uint32_t i = 0; i <= last && judged.score; ++i) {
    Explanation tried;
    tried.text = card.verdicts[i].name;
    tried.value.kind = PlainValue::Kind::other;
    tried.value.text = standing(i);
    if (card.verdicts[i].condition.root == NodeId::none) tried.note = "otherwise";
    if (i < judged.conditions.size() && judged.conditions[i]->node != NodeId::none)
      tried.because = {prover().trace(*judged.conditions[i], 1)};
    page_.why.push_back(std::move(tried));
  }
  for (const PointsRow& row : points_of(from_, std::nullopt))
    if (!row.outcome) page_.points.push_back(row);
  if (!is_decided()) add_waits(judged.missing);
  if (std::ranges::any_of(judged.rules, [&](auto rule) { return evaluation_.rules[rule].assumed; }))
    page_.notes.emplace_back(
        "Rules are assumed here to be what they say that unknown counts as; an answer that lifts "
        "this can change more than is said here.");
  if (target.verdict && judged.score && page_.standing != "certain")
    add_why_not({why_not(judged, *target.verdict, evaluation_, from_)});
  return finished();
}

bool PageMaker::is_decided() const {
  const auto& judged = evaluation_.scorecards[from_.scorecard];
  return !judged.score || (judged.verdicts.size() == 1 && !judged.may_be_not_assessable);
}

std::string PageMaker::standing(std::uint32_t verdict) const {
  const auto& judged = evaluation_.scorecards[from_.scorecard];
  const bool possible =
      judged.score && std::ranges::find(judged.verdicts, verdict) != judged.verdicts.end();
  if (!possible) return "out of reach";
  return is_decided() ? "certain" : "still possible";
}

std::string PageMaker::verdict() const {
  const auto& judged = evaluation_.scorecards[from_.scorecard];
  if (!judged.score) return std::string(not_assessable);
  std::string names;
  for (const auto index : judged.verdicts) {
    if (!names.empty()) names += ", or ";
    names += program_.scorecards[from_.scorecard].verdicts[index].name;
  }
  if (judged.may_be_not_assessable) names.append(", or ").append(not_assessable);
  return is_decided() ? names : "undecided: " + names;
}

}  // namespace entente::engine
