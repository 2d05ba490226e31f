// Private to grammar/: what the two entries of parse.hpp share.
#pragma once

#include <vector>

#include "grammar/ast.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::grammar {

/// Reports why a file cannot be read as text at all; true when it cannot: all of it is damage then.
bool has_fault(const Sources& sources, FileId file, Damage& damage,
               std::vector<Diagnostic>& diagnostics);

}  // namespace entente::grammar
