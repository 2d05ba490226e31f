// A document -> the fact base of one partnership: typed by the vocabulary, references resolved by
// key, evidence, shelf life, `unknown` and `open lists` applied. Every mistake is a diagnostic with
// its place; with an error there is no fact base. Reads no file itself and no clock.
#pragma once

#include <optional>
#include <vector>

#include "engine/facts/document.hpp"
#include "engine/model/fact_base.hpp"

namespace entente::engine {

struct ReadFactsOptions {
  std::optional<Date> today;  // --today: beats the file's
  Date run_date;              // used when neither says one
};

struct ReadFacts {
  std::optional<FactBase> facts;
  std::vector<grammar::Diagnostic> diagnostics;
};

/// JSON or YAML, as the ending of its name says. Without one it is JSON when it begins with `{` and
/// reads as JSON.
[[nodiscard]] ReadDocument read_document(const grammar::Sources& sources, grammar::FileId file);

[[nodiscard]] ReadFacts read_facts(const DocumentNode& document, const Vocabulary& vocabulary,
                                   const ReadFactsOptions& options);

/// From values made by rule texts (a test's `given`): each names a fact; all others are not
/// supplied.
[[nodiscard]] ReadFacts read_given(const std::vector<std::pair<FactId, DocumentNode>>& given,
                                   const Vocabulary& vocabulary, Date today);

}  // namespace entente::engine
