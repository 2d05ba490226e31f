// What a fact file may hold under one vocabulary, as a JSON Schema: for editors that complete and
// check YAML and JSON while they are written. It says no more than the reader does: references, the
// size of open lists and paths are checked only when the file is read.
#pragma once

#include <string>

#include "engine/model/vocabulary.hpp"

namespace entente::engine {

/// JSON Schema, draft 2020-12, indented, with a line break at its end. The same vocabulary, the
/// same bytes.
[[nodiscard]] std::string facts_json_schema(const Vocabulary& vocabulary);

}  // namespace entente::engine
