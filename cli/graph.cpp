// `entente graph`: what rests on what, or one proof, as DOT.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "cli/commands.hpp"
#include "cli/explained_page.hpp"
#include "cli/files.hpp"
#include "cli/report/needs_picture.hpp"
#include "cli/report/page.hpp"
#include "grammar/suggest.hpp"

namespace entente::cli {
namespace {

using engine::Chosen;
using engine::Need;
using engine::NeedsMap;
using engine::PointKind;
using engine::Program;

struct GraphOptions {
  JudgingOptions judging;
  std::string rule;
  std::string section;
  ExplainOptions proof;
  std::string output;
};

[[noreturn]] void unknown_name(std::string_view what, const std::string& name,
                               const std::vector<std::string>& known) {
  throw Failure(Exit::wrong_use,
                fmt::format("there is no {} `{}`{}", what, name, grammar::suggestion(name, known)));
}

std::uint32_t required_rule(const Program& program, const std::string& id) {
  if (const auto index = program.rule(id)) return *index;
  std::vector<std::string> known;
  for (const engine::RuleProgram& rule : program.rules) known.push_back(rule.id);
  unknown_name("rule", id, known);
}

/// Whether a section is one of this name, or lies in one.
bool lies_in(const Program& program, std::uint32_t section, const std::string& name) {
  std::optional<std::uint32_t> at = section;
  while (at && program.sections[*at].id != name) at = program.sections[*at].parent;
  return at.has_value();
}

/// The rules of a section and of those in it, as points.
std::vector<std::uint32_t> rules_of_section(const Program& program, const NeedsMap& map,
                                            const std::string& name) {
  std::vector<std::string> known;
  for (const engine::SectionProgram& section : program.sections) known.push_back(section.id);
  if (std::ranges::find(known, name) == known.end()) unknown_name("section", name, known);
  std::vector<std::uint32_t> rules;
  for (std::uint32_t i = 0; i < program.rules.size(); ++i)
    if (std::ranges::any_of(program.rules[i].sections,
                            [&](auto section) { return lies_in(program, section, name); }))
      rules.push_back(map.at({PointKind::rule, i}));
  return rules;
}

/// Leaves what the rule, or the section, rests on, and what rests on the rule.
void narrow(NeedsPicture& picture, const GraphOptions& options) {
  const auto& [program, map, rules, arrows] = picture;
  Chosen below;
  Chosen above(map.points.size());
  if (!options.rule.empty()) {
    const std::vector<std::uint32_t> roots{
        map.at({PointKind::rule, required_rule(program, options.rule)})};
    below = all_below(map, roots);
    above = all_above(map, roots);
  } else {
    below = all_below(map, rules_of_section(program, map, options.section));
  }
  for (std::uint32_t i = 0; i < rules.size(); ++i) {
    const auto point = map.at({PointKind::rule, i});
    picture.rules[i] = below[point] || above[point];
  }
  std::erase_if(picture.arrows, [&](const Need& arrow) {
    return !below[arrow.from] && !(above[arrow.from] && above[arrow.to]);
  });
}

void write(const std::string& text, const std::string& output, Console& console) {
  if (output.empty()) {
    console.out << text;
  } else {
    write_output(output, text);
  }
}

void refuse_contradictions(const GraphOptions& options) {
  const auto chosen =
      !options.rule.empty() + !options.section.empty() + !options.proof.target.empty();
  if (chosen > 1)
    throw Failure(Exit::wrong_use, "`--rule`, `--section` and `--proof` exclude each other");
  if (options.proof.target.empty() && !options.proof.depth.empty())
    throw Failure(Exit::wrong_use, "`--depth` needs `--proof`");
  if (!options.proof.target.empty() && options.judging.facts.empty())
    throw Failure(Exit::wrong_use, "`--proof` needs `--facts`");
  const JudgingOptions& judging = options.judging;
  const bool judges = !judging.today.empty() || !judging.set.empty() || !judging.scorecard.empty();
  if (judging.facts.empty() && judges)
    throw Failure(Exit::wrong_use, "`--today`, `--set` and `--scorecard` need `--facts`");
}

std::string needs_graph(const GraphOptions& options, Console& console) {
  std::optional<Judged> judged;
  std::unique_ptr<RuleSet> rules;
  if (options.judging.facts.empty()) {
    rules = require_rule_set(options.judging.rules, Tests::left_out, console);
  } else {
    judged = judge(options.judging, engine::Recording::none, console);
  }
  const Program& program = judged ? judged->program() : *rules->loaded.program;
  const NeedsMap map = engine::needs_map(program);
  NeedsPicture picture{program, map, std::vector<bool>(program.rules.size(), true), map.needs};
  if (!options.rule.empty() || !options.section.empty()) narrow(picture, options);
  std::optional<Colouring> colouring;
  if (judged) colouring.emplace(Colouring{judged->evaluation, *judged->facts});
  return needs_dot(picture, colouring ? &*colouring : nullptr);
}

Exit graph(const GraphOptions& options, Console& console) {
  refuse_contradictions(options);
  refuse_as_output(options.output, options.judging);
  const bool proof = !options.proof.target.empty();
  write(proof ? page_dot(explained_page(options.judging, options.proof, console))
              : needs_graph(options, console),
        options.output, console);
  return Exit::done;
}

}  // namespace

void add_graph(Command& program) {
  auto& command = program.command("graph", "What rests on what, or one proof, as a graph to draw");
  auto options = std::make_shared<GraphOptions>();
  command.option("--rule", "ID", options->rule,
                 "Only this rule, what it rests on and what rests on it");
  command.option("--section", "ID", options->section, "Only the rules of this section");
  command.option("--proof", "TARGET", options->proof.target,
                 "With --facts: the proof of what `entente explain` would explain");
  command.option("--depth", "N", options->proof.depth,
                 "With --proof: how many levels of it to show");
  command.option("--facts", "FACTS", options->judging.facts,
                 "Colour by what follows from these facts; - reads them");
  add_input_options(command, options->judging);
  command.option("--scorecard", "ID", options->judging.scorecard,
                 "With --facts: which scorecard, where the rules have several");
  command.option("--output", "FILE", options->output, "Write there, whole or not at all");
  command.notes =
      "The graph is in the DOT language of Graphviz.\n\n"
      "Examples:\n"
      "  entente graph | dot -Tsvg > rules.svg\n"
      "  entente graph --rule values.shared --facts riverside.yaml | dot -Tpng > values.png\n"
      "  entente graph --proof values.shared --facts riverside.yaml | dot -Tpng > why.png";
  command.run = [options](Console& console) { return graph(*options, console); };
}

}  // namespace entente::cli
