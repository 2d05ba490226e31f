// Every code a diagnostic may carry, once, with what `entente help CODE` prints about it.
// E1xx syntax, E2xx names, E3xx types, E4xx rules, scorecards, tests and dependencies, E5xx facts,
// E6xx evaluation and limits, W7xx lints. A code never changes its meaning and is never used again.
#pragma once

#include <span>
#include <string_view>

#include "grammar/diagnostic.hpp"

namespace entente::grammar {

/// Texts are for people: `title` says what is wrong in one line, `explanation` why and what to do;
/// `wrong` is a short example of the mistake and `mended` the same put right (both may be empty).
struct DiagnosticCode {
  std::string_view code;
  Severity severity;
  std::string_view title;
  std::string_view explanation;
  std::string_view wrong;
  std::string_view mended;
};

/// In the order of codes.
[[nodiscard]] std::span<const DiagnosticCode> all_codes();

/// Null when no such code is registered.
[[nodiscard]] const DiagnosticCode* find_code(std::string_view code);

}  // namespace entente::grammar
