#include "engine/load_rules.hpp"

#include "engine/evaluate/sure_errors.hpp"
#include "engine/program/compile.hpp"

namespace entente::engine {
namespace {

/// Cards with their fields, sections and clauses. Tests do not count: each is judged by itself.
std::size_t parts_of(const grammar::Tree& tree) {
  std::size_t parts = tree.records.size() + tree.facts.size() + tree.defines.size() +
                      tree.infers.size() + tree.relations.size() + tree.rules.size() +
                      tree.scorecards.size();
  for (const auto& record : tree.records) parts += record.fields.size();
  for (const auto& define : tree.defines) parts += define.parameters.size();
  for (const auto& infer : tree.infers) parts += infer.parameters.size() + infer.cases.size();
  for (const auto& relation : tree.relations) {
    parts += relation.columns.size() + relation.clauses.size();
    for (const auto& clause : relation.clauses) parts += clause.generators.size();
  }
  for (const auto& rule : tree.rules) {
    parts += rule.sections.size() + rule.parameters.size() + rule.checks.size() +
             rule.credits.size() + rule.advice.size() + rule.sources.size();
  }
  for (const auto& card : tree.scorecards) parts += card.sections.size() + card.verdicts.size();
  return parts;
}

/// Counts the parts of all files; the file with one too many is reported.
class Counter {
 public:
  void add(const grammar::Tree& tree, std::vector<grammar::Diagnostic>& diagnostics) {
    constexpr std::size_t most = 20'000;
    const bool was_too_much = parts_ > most;
    parts_ += parts_of(tree);
    if (was_too_much || parts_ <= most) return;
    auto& report = diagnostics.emplace_back();
    report.code = "E103";
    report.span = {tree.file, 0, 0};
    report.message =
        "the rules have more than " + std::to_string(most) + " cards, fields, sections and clauses";
    too_many_ = true;
  }
  [[nodiscard]] bool too_many() const { return too_many_; }

 private:
  std::size_t parts_ = 0;
  bool too_many_ = false;
};

}  // namespace

LoadedRules load_rules(const grammar::Sources& sources, std::vector<grammar::ParsedFile> files) {
  LoadedRules loaded;
  std::vector<const grammar::Tree*> trees;
  Counter counter;
  for (auto& parsed : files) {
    for (auto& diagnostic : parsed.diagnostics) loaded.diagnostics.push_back(std::move(diagnostic));
    loaded.trees.push_back(std::make_unique<const grammar::Tree>(std::move(parsed.tree)));
    trees.push_back(loaded.trees.back().get());
    counter.add(*trees.back(), loaded.diagnostics);
  }
  if (counter.too_many()) {
    grammar::settle(loaded.diagnostics);
    return loaded;
  }
  const bool read_whole = !grammar::has_errors(loaded.diagnostics);
  auto outcome = check(sources, trees);
  loaded.checked = std::move(outcome.rules);
  for (auto& diagnostic : outcome.diagnostics)
    if (read_whole || diagnostic.severity == grammar::Severity::error)
      loaded.diagnostics.push_back(std::move(diagnostic));
  if (!grammar::has_errors(loaded.diagnostics)) {
    loaded.program = compile(loaded.checked);
    find_sure_errors(*loaded.program, 0, loaded.diagnostics);
    if (grammar::has_errors(loaded.diagnostics)) loaded.program.reset();
  }
  grammar::settle(loaded.diagnostics);
  return loaded;
}

LoadedRules load_rules(const grammar::Sources& sources, std::span<const grammar::FileId> files) {
  std::vector<grammar::ParsedFile> parsed;
  for (const auto file : files) parsed.push_back(grammar::parse_rules(sources, file));
  return load_rules(sources, std::move(parsed));
}

}  // namespace entente::engine
