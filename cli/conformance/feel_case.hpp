// One conformance case of expressions and its reading from a file of them, one JSON object a line.
// Plain data: values are kept as they stand in the file, with their places.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/facts/document.hpp"
#include "grammar/source.hpp"

namespace entente::cli {

struct FeelCase {
  /// A value given to the expressions under a name, or expected of one of them.
  struct Named {
    std::string name;
    const engine::DocumentNode* value = nullptr;  // {"t": type, "v": value}
    std::string type;                             // declared; empty: none
  };
  struct Expression {
    std::string name;
    std::string text;
    std::string type;  // declared for its value; empty: none
  };

  std::string suite;
  std::string id;
  std::string stage;               // S1-core, S2-temporal, …
  std::vector<std::string> flags;  // what sets it apart from the stage
  bool null_only = false;          // nothing but null is expected
  std::vector<Named> inputs;
  std::vector<Expression> expressions;  // each may use those before it
  std::vector<Named> expected;
  engine::DocumentNode document;  // what the values above are part of
};

/// Reads one line. Whatever is not as it should be is added to the diagnostics, and then none.
[[nodiscard]] std::optional<FeelCase> read_case(const grammar::Sources& sources,
                                                grammar::FileId line,
                                                std::vector<grammar::Diagnostic>& diagnostics);

}  // namespace entente::cli
