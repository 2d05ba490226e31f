// The words of a rule file as they are quoted in explanations: on one line, without comments.
#pragma once

#include <string>

#include "engine/explain/explanation.hpp"
#include "grammar/source.hpp"

namespace entente::engine {

/// The text of a span; every run of blanks, line breaks and comments outside quotes is one blank.
/// At most 2,000 bytes and what stands in the first 8,000 of the file's, with `…` after them.
[[nodiscard]] std::string source_text(const grammar::Sources& sources, grammar::Span span);
/// An expression as it is written; empty where it is none of the program's.
[[nodiscard]] std::string source_text(const ProofSources& from, NodeId expression);

}  // namespace entente::engine
