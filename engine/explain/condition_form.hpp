// What a recorded condition asks, by its form: which operand it asks about, what it is compared
// with, the tests of `in`, the days of `within`. For whoever words a condition or tries other
// values in it. Judges nothing; private to engine/explain.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/explain/explanation.hpp"

namespace entente::engine {

/// Constants, parameters, today and what is made of these alone.
[[nodiscard]] bool is_constant(const Program& program, NodeId expression);

/// A constant, or a record that a variable stands for: no answer changes which one it is.
[[nodiscard]] bool is_fixed(const Trace& operand, const Program& program);

/// Of a comparison the operand that facts can change: an index of its children.
[[nodiscard]] std::size_t asked_operand(const Trace& condition, const Program& program);

/// One test of `in`: a span (either end may be missing), equal, not equal, or a value or list.
struct InTest {
  enum class Kind : std::uint8_t { span, equal, not_equal, value } kind = Kind::value;
  const Trace* low = nullptr;   // of a span
  const Trace* high = nullptr;  // of a span
  bool low_closed = false;
  bool high_closed = false;
  const Trace* value = nullptr;  // of the others
};
/// None: not all of it was recorded.
[[nodiscard]] std::optional<std::vector<InTest>> tests_of_in(const Trace& condition,
                                                             const Program& program);

/// The ends of what `within` allows, both included; unknown or null where they are not known.
struct WithinEnds {
  Value low;
  Value high;
};
[[nodiscard]] WithinEnds ends_of_within(const Trace& condition, const ProofSources& from,
                                        Arena& arena);

/// The items that a relation was asked for, an absent one being anything. None: not all of them
/// were recorded.
[[nodiscard]] std::optional<std::vector<std::optional<Value>>> items_asked(const Trace& asked,
                                                                           const Program& program);

/// Whether an item of a loop stands for those that an open list may still hold.
[[nodiscard]] bool is_rest(const Trace& loop, const Trace& item);
inline constexpr std::string_view rest_in_words = "one that may be added";

/// Of `a < b` what `b` says of `a`; of any other the same.
[[nodiscard]] Op mirrored(Op order);
/// Of `a < b` what holds when it does not.
[[nodiscard]] Op denied(Op order);

}  // namespace entente::engine
