// An answer of the engine, which may be open, beside an answer of the oracle, which never is. Knows
// no expressions and no facts files; owns nothing.
#pragma once

#include <set>

#include "engine/model/fact_base.hpp"
#include "tests/oracle/naive_value.hpp"

namespace entente::tests {

/// What an answer leaves open.
struct Openness {
  bool open = false;
  std::set<engine::PathId> missing;  // the facts that it waits for
};
/// A keyed record is known when its key is: so it is written out.
[[nodiscard]] Openness openness(const engine::Value& value, const engine::Vocabulary& vocabulary);

/// Whether the engine's answer leaves room for this one. A definite answer has room for itself
/// alone; messages of errors don't count.
[[nodiscard]] bool has_room_for(const engine::Value& answer, const oracle::Value& value,
                                const engine::Vocabulary& vocabulary);

/// The single kind that a value is.
[[nodiscard]] engine::KindSet kind_of(const oracle::Value& value);
[[nodiscard]] engine::Number number_of(const oracle::Decimal& value);

/// Two answers that differ no more than in their messages have one text.
[[nodiscard]] std::string text_of(const oracle::Value& value);

}  // namespace entente::tests
