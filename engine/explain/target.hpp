// What somebody asks to have explained, by its name: a rule, one of its checks, a fact, a
// definition or inference, a relation or a tuple of it, a section, the score, a verdict. Finds what
// is meant; explains nothing. Refers to the program and the facts, which must outlive it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/model/fact_base.hpp"
#include "engine/program/program.hpp"

namespace entente::engine {

struct RuleTarget {
  std::uint32_t rule = 0;
};
/// `RULE/LABEL`.
struct CheckTarget {
  std::uint32_t rule = 0;
  std::uint32_t check = 0;
};
struct FactTarget {
  PathId path = PathId::none;  // the path asked for, or the missing one around it
};
/// A definition or an inference: `NAME`, or `NAME(ARGUMENT, …)` where it has parameters.
struct DefinitionTarget {
  std::string name;  // with its arguments
  std::optional<std::uint32_t> inference;
  Unit body;
  std::vector<Value> arguments;
  grammar::Span span;
};
/// `NAME(ITEM, _)`: `_` and an absent list of items stand for anything.
struct RelationTarget {
  std::uint32_t relation = 0;
  std::vector<std::optional<Value>> items;
};
/// `score`, or a section by its id.
struct ScoreTarget {
  std::optional<std::uint32_t> section;
};
/// A verdict in full; `verdict` alone: whichever it is.
struct VerdictTarget {
  std::optional<std::uint32_t> verdict;  // of the scorecard
};
using Target = std::variant<RuleTarget, CheckTarget, FactTarget, DefinitionTarget, RelationTarget,
                            ScoreTarget, VerdictTarget>;

struct FoundTarget {
  std::optional<Target> target;
  std::string why;  // when there is none, for people, with the nearest known name
};

/// Where one name means several things the first of this order is meant: rule, relation,
/// definition, fact, section, verdict; a word before it (`section growth`, `fact growth`) chooses.
/// What the target's arguments hold may lie in `arena`.
[[nodiscard]] FoundTarget find_target(std::string_view text, const Program& program,
                                      std::uint32_t scorecard, const FactBase& facts, Arena& arena);

}  // namespace entente::engine
