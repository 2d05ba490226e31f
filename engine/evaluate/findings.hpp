// What the value of a condition or of a credit means to a rule: holds or not, nothing to judge,
// fault, or several of these with the facts it waits for. Reads single values only; joins nothing.
#pragma once

#include <optional>
#include <string_view>

#include "engine/evaluate/bounds.hpp"
#include "engine/evaluate/parts.hpp"
#include "engine/model/value.hpp"

namespace entente::engine {

/// What a condition can turn out; exactly one of the four when it is certain.
struct ConditionFinding {
  bool yes = false;
  bool no = false;       // false or none
  bool nothing = false;  // there was nothing to judge
  bool fault = false;
  std::optional<Part> part;  // set when the value is unknown
  std::string_view why;      // of a certain fault

  [[nodiscard]] bool certain() const { return yes + no + nothing + fault == 1; }
  [[nodiscard]] bool certainly_fault() const { return fault && certain(); }
  /// Nothing does not hold, except in a check.
  [[nodiscard]] bool may_not_hold() const { return no || nothing; }
};
[[nodiscard]] ConditionFinding find_condition(const Value& value);

/// What a credit can turn out: a share from 0 to 1, nothing (none too), fault (all else).
struct AmountFinding {
  std::optional<Bounds> share;  // `exact` here: both ends belong to it
  bool nothing = false;
  bool fault = false;
  std::optional<Part> part;
  std::string_view why;

  [[nodiscard]] bool certainly_fault() const { return fault && !share && !nothing; }
};
/// `whole` is what a credit of 1 is worth in units of `value`: 1, or the rule's weight for points.
[[nodiscard]] AmountFinding find_amount(const Value& value, const Ratio& whole);

}  // namespace entente::engine
