// Rule texts -> everything a run needs: trees, checked rules, program, and every diagnostic on the
// way. The one call for the command line and for tests. Owns the trees, to which `checked` refers;
// `sources` must outlive the result. Opens no file itself: which packs take part (shipped ones too)
// is the caller's choice.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/program/program.hpp"
#include "grammar/parse.hpp"

namespace entente::engine {

struct LoadedRules {
  std::vector<std::unique_ptr<const grammar::Tree>> trees;  // as `files`
  CheckedRules checked;
  std::optional<Program> program;                // none when a diagnostic is an error
  std::vector<grammar::Diagnostic> diagnostics;  // settled: in order, at most 20 errors a file
};

/// Checks and compiles files that are parsed. Those with syntax errors are checked too, but for
/// what could not be read; nothing is checked of rules that are too many.
[[nodiscard]] LoadedRules load_rules(const grammar::Sources& sources,
                                     std::vector<grammar::ParsedFile> files);
/// Parses them first.
[[nodiscard]] LoadedRules load_rules(const grammar::Sources& sources,
                                     std::span<const grammar::FileId> files);

}  // namespace entente::engine
