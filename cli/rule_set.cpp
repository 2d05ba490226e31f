#include "cli/rule_set.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <set>

#include "cli/files.hpp"
#include "engine/shipped_packs.hpp"
#include "grammar/parse.hpp"

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

/// Adds texts to a rule set and keeps track of which packs they use.
class Gatherer {
 public:
  Gatherer(RuleSet& rules, Tests tests, const Console& console)
      : rules_(rules), tests_(tests), console_(console) {}

  void add_named(const std::string& path) {
    std::error_code error;
    if (!fs::is_directory(path, error)) return add_file(path);
    const std::vector<fs::path> files = rule_files(path);
    if (files.empty())
      throw Failure(Exit::wrong_use, fmt::format("there is no `.rules` file in `{}`", path));
    for (const fs::path& file : files) {
      if (tests_ == Tests::wanted || !is_test_file(file.string())) add_file(file.string());
    }
  }

  void add_shipped(std::string_view pack) {
    const std::string folder = std::string(pack) + '/';
    for (const engine::ShippedPack& file : engine::shipped_packs()) {
      if (!file.path.starts_with(folder)) continue;
      if (tests_ == Tests::left_out && is_test_file(file.path)) continue;
      add(std::string(file.path), std::string(file.text));
    }
  }

  /// Shipped packs that are used and not among the files. What is not shipped is the checker's to
  /// say.
  void add_used() {
    for (; !used_.empty(); used_.pop_front()) {
      if (!held_.contains(used_.front())) add_shipped(std::string(used_.front()));
    }
  }

  [[nodiscard]] std::vector<grammar::ParsedFile> take_parsed() { return std::move(parsed_); }

 private:
  void add_file(const std::string& path) {
    std::error_code error;
    const fs::path file = fs::weakly_canonical(path, error);
    if (!error && !named_.insert(file.generic_string()).second) return;
    add(path, read_input(path, console_));
  }

  void add(std::string name, std::string text) {
    const auto file = rules_.sources.add(std::move(name), std::move(text));
    rules_.files.push_back(file);
    const auto& head = parsed_.emplace_back(grammar::parse_rules(rules_.sources, file)).tree.head;
    if (!head) return;
    held_.insert(head->id.text);
    for (const grammar::Uses& use : head->uses) used_.push_back(use.pack.text);
  }

  RuleSet& rules_;
  Tests tests_;
  const Console& console_;
  std::set<std::string> named_;
  std::set<std::string> held_;
  std::deque<std::string> used_;
  std::vector<grammar::ParsedFile> parsed_;  // as RuleSet::files
};

}  // namespace

std::vector<grammar::Diagnostic> RuleSet::diagnostics() const {
  std::vector<grammar::Diagnostic> wanted;
  for (const grammar::Diagnostic& diagnostic : loaded.diagnostics) {
    const auto end = files.begin() + static_cast<std::ptrdiff_t>(named == 0 ? files.size() : named);
    const bool is_named = std::find(files.begin(), end, diagnostic.span.file) != end;
    if (diagnostic.severity == grammar::Severity::error || !diagnostic.has_place || is_named)
      wanted.push_back(diagnostic);
  }
  return wanted;
}

std::unique_ptr<RuleSet> load_rule_set(const std::vector<std::string>& paths, Tests tests,
                                       const Console& console) {
  auto rules = std::make_unique<RuleSet>();
  Gatherer gatherer(*rules, tests, console);
  for (const std::string& path : paths) gatherer.add_named(path);
  rules->named = rules->files.size();
  if (paths.empty()) gatherer.add_shipped(default_pack);
  gatherer.add_used();
  rules->loaded = engine::load_rules(rules->sources, gatherer.take_parsed());
  return rules;
}

std::unique_ptr<RuleSet> require_rule_set(const std::vector<std::string>& paths, Tests tests,
                                          const Console& console) {
  auto rules = load_rule_set(paths, tests, console);
  refuse_errors(console, rules->diagnostics(), rules->sources);
  if (!rules->loaded.program) throw Failure(Exit::wrong_use, "the rules cannot be used");
  return rules;
}

}  // namespace entente::cli
