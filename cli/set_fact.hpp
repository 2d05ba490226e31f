// `--set 'path=value'`: a fact as if the file had said so today. Changes the document before it is
// read, so that types, references and spelling are checked as for any other fact.
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "engine/facts/read_facts.hpp"
#include "engine/program/program.hpp"

namespace entente::cli {

/// Each value is YAML (`yes`, `2026-11-01`, `[a, b]`); `unknown` there stays a text. What the file
/// says of the same path under `unknown` no longer holds. Gives up with exit code 2 on a malformed
/// setting, on a path that leads nowhere and on one that is set twice.
void set_facts(engine::DocumentNode& document, const std::vector<std::string>& settings,
               const engine::ReadFactsOptions& reading, const engine::Program& program,
               grammar::Sources& sources, const Console& console);

}  // namespace entente::cli
