// The facts that a `test` card gives: values of its expressions as a document, read like any other.
#pragma once

#include "engine/facts/read_facts.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {

[[nodiscard]] ReadFacts read_given_facts(const Program& program, const TestProgram& test);

/// A value as a document says it; an unknown or an error is nothing said.
[[nodiscard]] DocumentNode as_document(const Value& value, const grammar::Span& span);

}  // namespace entente::engine
