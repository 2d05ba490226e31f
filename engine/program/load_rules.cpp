#include "engine/program/load_rules.hpp"

#include <algorithm>
#include <array>

#include "engine/program/compile.hpp"

namespace entente::engine {
namespace {

/// What stands in cards that could not be read whole.
class DamagedCards {
 public:
  DamagedCards(const grammar::Sources& sources, const std::vector<const grammar::Tree*>& trees)
      : sources_(sources) {
    for (const auto* tree : trees)
      for (const auto& span : tree->damaged) texts_.push_back(text_at(span));
  }

  /// Whether a mistake is one whatever those cards say: a name that stands in one of them was
  /// perhaps declared there, and without the head of a pack nobody knows what it uses. Mistakes of
  /// type always are.
  [[nodiscard]] bool leave_standing(const grammar::Diagnostic& mistake) const {
    if (mistake.severity != grammar::Severity::error) return false;
    if (mistake.code.starts_with("E3")) return true;
    static constexpr std::array name_errors{"E204", "E207", "E208", "E212", "E213", "E222", "E232"};
    if (std::ranges::find(name_errors, mistake.code) == name_errors.end()) return false;
    const auto name = text_at(mistake.span);
    return std::ranges::none_of(texts_, [&](std::string_view text) {
      return is_head(text) || text.find(name) != std::string_view::npos;
    });
  }

 private:
  [[nodiscard]] std::string_view text_at(grammar::Span span) const {
    return sources_[span.file].text().substr(span.begin, span.end - span.begin);
  }
  static bool is_head(std::string_view text) {
    return text.starts_with("language") || text.starts_with("pack");
  }

  const grammar::Sources& sources_;
  std::vector<std::string_view> texts_;
};

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

LoadedRules load_rules(const grammar::Sources& sources, std::span<const grammar::FileId> files) {
  LoadedRules loaded;
  std::vector<const grammar::Tree*> trees;
  Counter counter;
  for (const auto file : files) {
    auto parsed = grammar::parse_rules(sources, file);
    for (auto& diagnostic : parsed.diagnostics) loaded.diagnostics.push_back(std::move(diagnostic));
    loaded.trees.push_back(std::make_unique<const grammar::Tree>(std::move(parsed.tree)));
    trees.push_back(loaded.trees.back().get());
    counter.add(*trees.back(), loaded.diagnostics);
  }
  if (counter.too_many()) {
    grammar::settle(loaded.diagnostics);
    return loaded;
  }
  const bool syntax_errors = grammar::has_errors(loaded.diagnostics);
  const DamagedCards damaged(sources, trees);
  auto outcome = check(sources, trees);
  loaded.checked = std::move(outcome.rules);
  for (auto& diagnostic : outcome.diagnostics)
    if (!syntax_errors || damaged.leave_standing(diagnostic))
      loaded.diagnostics.push_back(std::move(diagnostic));
  if (!grammar::has_errors(loaded.diagnostics)) loaded.program = compile(loaded.checked);
  grammar::settle(loaded.diagnostics);
  return loaded;
}

}  // namespace entente::engine
