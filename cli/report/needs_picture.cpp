#include "cli/report/needs_picture.hpp"

#include <algorithm>

#include "cli/report/dot.hpp"
#include "cli/report/layout.hpp"
#include "cli/report/wording.hpp"
#include "engine/result.hpp"

namespace entente::cli {
namespace {

using engine::Outcome;
using engine::Point;
using engine::PointKind;

constexpr std::size_t title_columns = 34;

class Painter {
 public:
  Painter(const NeedsPicture& picture, const Colouring* colouring)
      : picture_(picture),
        program_(picture.program),
        colouring_(colouring),
        out_({{"rankdir", "LR"},
              {"fontname", std::string(picture_font)},
              {"fontsize", "13"},
              {"nodesep", "0.12"},
              {"ranksep", "1.4"}}) {}

  /// Three columns: rules, definitions, facts. Without the groups and with arrows between rules
  /// taking part in the ranking, sections drift apart and nothing can be followed.
  std::string run() {
    out_.each_node({{"fontname", std::string(picture_font)},
                    {"fontsize", "11"},
                    {"style", "filled"},
                    {"fillcolor", "white"}});
    out_.each_edge({{"color", "#5b6b7b"}, {"arrowsize", "0.6"}});
    if (colouring_) mark_missing();
    add_points(PointKind::scorecard);
    add_rules(std::nullopt);
    add_sections(std::nullopt);
    add_points(PointKind::measure);
    add_points(PointKind::function);
    add_points(PointKind::relation);
    out_.begin_group({{"rank", "sink"}});
    add_points(PointKind::fact);
    out_.end();
    for (const engine::Need& arrow : picture_.arrows) add_arrow(arrow.from, arrow.to);
    return std::move(out_).finished();
  }

 private:
  // -------------------------------------------------------------- what is drawn

  [[nodiscard]] bool has_arrow(std::uint32_t point) const {
    return std::ranges::any_of(picture_.arrows, [&](const engine::Need& arrow) {
      return arrow.from == point || arrow.to == point;
    });
  }

  /// Chosen rules whose first section is this; none: those that no scorecard asks.
  [[nodiscard]] std::vector<std::uint32_t> rules_in(std::optional<std::uint32_t> section) const {
    std::vector<std::uint32_t> drawn;
    for (std::uint32_t rule = 0; rule < program_.rules.size(); ++rule) {
      const auto& sections = program_.rules[rule].sections;
      const bool is_here =
          section ? !sections.empty() && sections.front() == *section : sections.empty();
      if (is_here && picture_.rules[rule]) drawn.push_back(rule);
    }
    return drawn;
  }

  [[nodiscard]] bool is_drawn(std::uint32_t section) const {
    const auto& children = program_.sections[section].children;
    return !rules_in(section).empty() ||
           std::ranges::any_of(children, [&](auto child) { return is_drawn(child); });
  }

  // -------------------------------------------------------------- drawing

  void add_sections(std::optional<std::uint32_t> parent) {
    for (std::uint32_t i = 0; i < program_.sections.size(); ++i) {
      const auto& section = program_.sections[i];
      if (section.parent != parent || !is_drawn(i)) continue;
      out_.begin_cluster(std::to_string(i), {{"label", section.title},
                                             {"labeljust", "l"},
                                             {"style", "rounded"},
                                             {"color", "#9aa7b4"}});
      add_rules(i);
      add_sections(i);
      out_.end();
    }
  }

  void add_rules(std::optional<std::uint32_t> section) {
    for (const std::uint32_t rule : rules_in(section)) add_rule(rule);
  }

  void add_rule(std::uint32_t index) {
    const auto& rule = program_.rules[index];
    std::string label = rule.id + '\n' + wrapped("", rule.title, title_columns);
    label.pop_back();
    DotAttributes attributes{{"shape", "box"}};
    if (colouring_) {
      const Outcome outcome = colouring_->evaluation.rules[index].outcome;
      label.append("\n").append(engine::outcome_name(outcome));
      attributes.push_back({"fillcolor", std::string(outcome_colour(outcome))});
    }
    if (rule.must) attributes.push_back({"penwidth", "2.5"});
    attributes.push_back({"label", std::move(label)});
    out_.node(id({PointKind::rule, index}), attributes);
  }

  void add_points(PointKind kind) {
    for (std::uint32_t i = 0; i < picture_.map.points.size(); ++i) {
      const Point& point = picture_.map.points[i];
      if (point.kind == kind && has_arrow(i)) add_point(point);
    }
  }

  void add_point(const Point& point) {
    DotAttributes attributes{{"label", name(point)}};
    if (point.kind == PointKind::scorecard) attributes.push_back({"shape", "house"});
    if (point.kind == PointKind::relation) attributes.push_back({"shape", "component"});
    if (is_inference(point)) attributes.push_back({"shape", "hexagon"});
    if (point.kind == PointKind::fact) {
      attributes.push_back({"shape", "note"});
      attributes.push_back({"tooltip", program_.vocabulary.facts[point.index].title});
      if (colouring_) paint_fact(point.index, attributes);
    }
    out_.node(id(point), attributes);
  }

  void add_arrow(std::uint32_t from, std::uint32_t to) {
    const Point& reader = picture_.map.points[from];
    const Point& read = picture_.map.points[to];
    DotAttributes attributes;
    if (read.kind == PointKind::rule) attributes.push_back({"style", "dashed"});
    if (reader.kind == read.kind && read.kind == PointKind::rule)
      attributes.push_back({"constraint", "false"});
    out_.edge(id(reader), id(read), attributes);
  }

  // -------------------------------------------------------------- facts

  void mark_missing() {
    missing_.resize(program_.vocabulary.facts.size());
    for (const auto& rule : colouring_->evaluation.rules)
      for (const auto path : rule.missing) {
        const auto& info = colouring_->facts[path];
        auto& whole = missing_[static_cast<std::size_t>(info.fact)];
        whole = std::max(whole, info.parent == engine::PathId::none ? 2 : 1);
      }
  }

  void paint_fact(std::uint32_t index, DotAttributes& attributes) {
    if (missing_[index] == 0) return;
    attributes.front().second += missing_[index] == 2 ? "\nnot known" : "\nknown in part";
    attributes.push_back({"fillcolor", std::string(outcome_colour(Outcome::unknown))});
  }

  // -------------------------------------------------------------- names

  [[nodiscard]] std::string name(const Point& point) const {
    switch (point.kind) {
      case PointKind::scorecard:
        return program_.scorecards[point.index].id;
      case PointKind::rule:
        return program_.rules[point.index].id;
      case PointKind::measure:
        return program_.measures[point.index].name;
      case PointKind::function:
        return signature(program_.functions[point.index]);
      case PointKind::relation:
        return program_.relations[point.index].name;
      case PointKind::fact:
        return program_.vocabulary.facts[point.index].name;
    }
    return {};
  }

  [[nodiscard]] static std::string signature(const engine::Function& function) {
    std::string text = function.name;
    for (std::size_t i = 0; i < function.parameters.size(); ++i)
      text.append(i == 0 ? "(" : ", ").append(function.parameters[i]);
    return text + ")";
  }

  [[nodiscard]] bool is_inference(const Point& point) const {
    const bool function = point.kind == PointKind::function;
    return (function || point.kind == PointKind::measure) &&
           std::ranges::any_of(program_.inferences, [&](const engine::InferenceProgram& each) {
             return each.function == function && each.index == point.index;
           });
  }

  /// Names of different kinds may be the same.
  [[nodiscard]] std::string id(const Point& point) const {
    constexpr std::string_view words[] = {"scorecard ", "rule ",     "define ",
                                          "define ",    "relation ", "fact "};
    if (is_inference(point)) return "infer " + name(point);
    return std::string(words[static_cast<std::size_t>(point.kind)]) + name(point);
  }

  const NeedsPicture& picture_;
  const engine::Program& program_;
  const Colouring* colouring_;
  DotWriter out_;
  std::vector<int> missing_;  // of each fact: 0 nothing, 1 a part, 2 all of it
};

}  // namespace

std::string needs_dot(const NeedsPicture& picture, const Colouring* colouring) {
  return Painter(picture, colouring).run();
}

}  // namespace entente::cli
