// Private to grammar/: what the two entries of parse.hpp share.
#pragma once

#include <vector>

#include "grammar/diagnostic.hpp"

namespace entente::grammar {

/// Reports why a file cannot be read as text at all; true when it cannot.
bool has_fault(const Sources& sources, FileId file, std::vector<Diagnostic>& diagnostics);

}  // namespace entente::grammar
