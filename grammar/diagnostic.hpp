// What is wrong in a user's text: a severity, a stable code, a place, a message, notes.
// Every phase appends to a list of these and goes on; nothing is printed here. Rendered:
//
//   error[E204]: `conflict_proces` is not a fact of this pack
//     --> acme.rules:14:9
//      |
//   14 |   check "written down" conflict_proces.documented
//      |                        ^^^^^^^^^^^^^^^ did you mean `conflict_process`?
//      = declared in partnership.rules:31
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/source.hpp"

namespace entente::grammar {

enum class Severity { error, lint, note };

/// A further remark under a diagnostic; with a span its place is added as ` file:line`.
struct Note {
  std::string text;
  std::optional<Span> span;
};

struct Diagnostic {
  Severity severity = Severity::error;
  std::string code;     // "E204", see diagnostic_codes.hpp
  Span span;            // an empty span is shown as one caret
  std::string message;  // lower case, no full stop, user text in backticks
  std::string label;    // stands beside the carets, e.g. did you mean `x`?
  std::vector<Note> notes;
  bool has_place = true;  // false: concerns no text, e.g. a folder without rules
};

/// The printed form above, with a line break at its end; `colour` adds terminal escapes.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const Sources& sources,
                                 bool colour = false);
/// `file:line:column: error[E204]: message (label)`: one line, for logs and JSON readers.
[[nodiscard]] std::string render_short(const Diagnostic& diagnostic, const Sources& sources);

/// Orders by file, place, code; drops equal ones; keeps at most `per_file` errors of a file and
/// says how many more there were.
void settle(std::vector<Diagnostic>& diagnostics, std::size_t per_file = 20);

[[nodiscard]] bool has_errors(const std::vector<Diagnostic>& diagnostics);

}  // namespace entente::grammar
