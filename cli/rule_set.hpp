// The rules a command works with: the files and folders named by the user, and the shipped packs
// that these use; without any, the shipped pack. Owns the texts, so it is neither copied nor moved.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "engine/load_rules.hpp"

namespace entente::cli {

/// The pack that judges when no rules are named.
inline constexpr std::string_view default_pack = "partnership";

struct RuleSet {
  RuleSet() = default;
  RuleSet(const RuleSet&) = delete;
  RuleSet& operator=(const RuleSet&) = delete;

  grammar::Sources sources;
  std::vector<grammar::FileId> files;  // named ones first, in the order given
  std::size_t named = 0;               // how many of them the user named
  engine::LoadedRules loaded;

  /// Of the files that the user named; of all files when none was. Errors of any file.
  [[nodiscard]] std::vector<grammar::Diagnostic> diagnostics() const;
};

/// Files that only hold tests (`*.test.rules`) take part only when they are wanted or named.
enum class Tests { left_out, wanted };

[[nodiscard]] std::unique_ptr<RuleSet> load_rule_set(const std::vector<std::string>& paths,
                                                     Tests tests, const Console& console);

/// As above; errors are printed and end the command.
[[nodiscard]] std::unique_ptr<RuleSet> require_rule_set(const std::vector<std::string>& paths,
                                                        Tests tests, const Console& console);

}  // namespace entente::cli
