// Which single answers would decide what is not known: each missing fact is supposed to have each
// value that it can have, and all is judged again, within a budget. Of facts of which no finite set
// of values stands for all (lists, texts) it is tried whether there is any; an answer that decides
// only together with another is not among these, nor is a fact that is withheld.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/evaluate/fact_domain.hpp"
#include "engine/evaluate/judge_all.hpp"

namespace entente::engine {

/// One answer, or a stretch of numbers or dates that all decide it in the same way.
struct DecidingAnswer {
  struct End {
    Value value;
    bool open = false;  // the end itself is not among them
  };

  PathId fact = PathId::none;
  std::vector<Value> values;  // single ones, an unknown: anything but none; empty: a stretch
  std::optional<End> low;     // of a stretch; none: from the lowest there is
  std::optional<End> high;
  std::string settles;  // how it is decided then
};

/// What the question comes to in one case: how it is decided, none while it is not.
using Settled = std::function<std::optional<std::string>(const JudgedAll&, const FactBase&,
                                                         ExpressionEvaluator&)>;

/// What a question comes to over these facts; none also once the budget is exhausted. Gives the
/// memory back that it takes.
[[nodiscard]] std::optional<std::string> settled_over(const FactBase& facts, const Settled& settled,
                                                      const Program& program, Budget& budget);

struct OpenQuestion {
  std::vector<PathId> missing;
  DomainScope asks;
  Settled settled;
};

/// By the order of the missing facts, then of the values. The values lie in `arena`. `matches`:
/// what deriving relations took once, see try_cases().
[[nodiscard]] std::vector<DecidingAnswer> deciding_answers(const Program& program,
                                                           const FactBase& facts,
                                                           const OpenQuestion& question,
                                                           std::uint64_t matches, Arena& arena);

}  // namespace entente::engine
