#include "cli/console.hpp"

#include <ostream>

namespace entente::cli {

void report(const Console& console, const std::vector<grammar::Diagnostic>& diagnostics,
            const grammar::Sources& sources) {
  for (const grammar::Diagnostic& diagnostic : diagnostics)
    console.err << grammar::render(diagnostic, sources, console.colours.err);
}

void refuse_errors(const Console& console, const std::vector<grammar::Diagnostic>& diagnostics,
                   const grammar::Sources& sources) {
  if (!grammar::has_errors(diagnostics)) return;
  report(console, diagnostics, sources);
  throw Failure(Exit::wrong_use, "");
}

}  // namespace entente::cli
