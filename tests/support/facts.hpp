// A small vocabulary and fact files in tests, without rule files: the types of the language
// reference.
#pragma once

#include <string>
#include <string_view>

#include "engine/facts/read_facts.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::tests {

/// Facts of every type that fact files have: parties (joined, feedback, …), commitments by
/// reference, a fact with a shelf life and its questions.
[[nodiscard]] engine::Vocabulary sample_vocabulary();

struct FactFile {
  grammar::Sources sources;
  engine::ReadFacts read;

  /// Each diagnostic on one line.
  [[nodiscard]] std::string errors() const;
  /// As people see them.
  [[nodiscard]] std::string rendered() const;
};

/// Reads the text of a fact file; messages show `name`.
[[nodiscard]] FactFile read_fact_file(const std::string& text, const std::string& name,
                                      const engine::Vocabulary& vocabulary,
                                      const engine::ReadFactsOptions& options);
/// With the sample vocabulary, run on 2026-11-01.
[[nodiscard]] FactFile read_fact_file(const std::string& text, const std::string& name = "facts");

/// One line for each path: its text, why it is missing, its evidence, whom to ask.
[[nodiscard]] std::string describe(const engine::FactBase& facts);
/// The value of a fact as text, unknown parts as `?path`.
[[nodiscard]] std::string value_text(const engine::Value& value, const engine::FactBase& facts,
                                     const engine::Vocabulary& vocabulary);

}  // namespace entente::tests
