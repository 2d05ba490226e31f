// Where the readers of facts put what they find. Private to engine/facts.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/vocabulary.hpp"
#include "grammar/diagnostic.hpp"

namespace entente::engine {

class Reports {
 public:
  /// The reference is good until the next report.
  grammar::Diagnostic& error(std::string code, grammar::Span span, std::string message,
                             std::string label = {});
  grammar::Diagnostic& lint(std::string code, grammar::Span span, std::string message,
                            std::string label = {});

  /// So many mistakes that the next ones will not be shown: their wording is not worth much work.
  [[nodiscard]] bool many() const { return diagnostics_.size() > 200; }
  /// As in grammar/suggest.hpp, but nothing after many mistakes.
  [[nodiscard]] std::string did_you_mean(std::string_view word,
                                         std::span<const std::string> known) const;

  [[nodiscard]] bool failed() const { return failed_; }
  [[nodiscard]] std::vector<grammar::Diagnostic> take() { return std::move(diagnostics_); }

 private:
  std::vector<grammar::Diagnostic> diagnostics_;
  bool failed_ = false;
};

/// Adds ``declared as date or none`` with the place in the rule file, where there is one.
void add_declared(grammar::Diagnostic& diagnostic, const Vocabulary& vocabulary, TypeId type,
                  const Declaration* declaration);

/// The names of facts or fields, for "did you mean".
[[nodiscard]] std::vector<std::string> names_of(const std::vector<Declaration>& declarations);

}  // namespace entente::engine
