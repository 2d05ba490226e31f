// Trees -> checked rule set: names, types, references, duplicates, dependencies, lints.
// Finds every error of a run, never the first only. The result refers to the trees, which must outlive it;
// it holds what each expression's names mean and what type it has, so that compile() only translates.
#pragma once

#include <span>
#include <vector>

#include "engine/model/vocabulary.hpp"
#include "grammar/ast.hpp"
#include "grammar/diagnostic.hpp"
#include "grammar/parse.hpp"

namespace entente::engine {

/// What a name or call in an expression stands for. `index` depends on the kind: FactId, slot, measure, …
struct Resolution {
  enum class Kind : std::uint8_t {
    unresolved, fact, local, item_field, item_member, parameter, measure, function, builtin, score, coverage,
    section, rule
  } kind = Kind::unresolved;
  std::uint32_t index = 0;
  std::uint32_t detail = 0;
};

/// The meaning of one tree's expressions, indexed by ExprId.
struct TreeMeaning {
  std::vector<TypeId> types;
  std::vector<Resolution> names;
};

struct CheckedRules {
  const grammar::Sources* sources = nullptr;
  std::vector<const grammar::Tree*> trees;  // used packs first, then by file name
  Vocabulary vocabulary;
  std::vector<TreeMeaning> meanings;        // of each tree
};

struct CheckOutcome {
  CheckedRules rules;  // complete only when there is no error
  std::vector<grammar::Diagnostic> diagnostics;
};

/// `trees` are all files of all packs that take part, shipped ones included.
[[nodiscard]] CheckOutcome check(const grammar::Sources& sources,
                                 std::span<const grammar::Tree* const> trees);

}  // namespace entente::engine
