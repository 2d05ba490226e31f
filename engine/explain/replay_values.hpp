// What a replayed proof compares: whether two values are the same in every part that is said of
// them, and what logic makes of what its operands can be, in plain tables. Private to
// engine/explain; knows no traces.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <vector>

#include "engine/model/value.hpp"

namespace entente::engine::replay {

/// The same in kind and every part; an unknown also in the facts it waits for and what it can be.
/// Of errors the words do not count, of unknowns whether they are tight.
[[nodiscard]] bool same(const Value& a, const Value& b);
/// Whether an unknown leaves this value open.
[[nodiscard]] bool contains(const Unknown& unknown, const Value& value);

/// Paths that something waits for: sorted, each once.
class Waits {
 public:
  void add(std::span<const PathId> paths);
  void add(const Value& value) {
    if (value.is_unknown()) add(value.unknown().missing);
  }
  void add(const Unknown* unknown) {
    if (unknown != nullptr) add(unknown->missing);
  }
  /// Also what is missing inside it.
  void add_deep(const Value& value, const Vocabulary& vocabulary);
  void add_all(const Waits& others) { add(others.paths_); }
  void clear() { paths_.clear(); }
  [[nodiscard]] std::span<const PathId> all() const { return paths_; }
  [[nodiscard]] bool are(std::span<const PathId> paths) const {
    return std::ranges::equal(paths_, paths);
  }

 private:
  std::vector<PathId> paths_;
};

/// What a step must come to: one of these kinds, and what it waits for while it is open.
struct Claim {
  KindSet can;
  Waits waits;

  [[nodiscard]] bool is(KindSet one) const { return can == one; }
};

/// yes, no and the nulls; whatever else a value can be is an error.
[[nodiscard]] KindSet as_truth(const Value& value);
[[nodiscard]] Claim claim(const Value& condition);
/// As a condition that holds or does not: none and nothing do not.
[[nodiscard]] KindSet holds_or_not(const Value& condition);

[[nodiscard]] KindSet conjunction(KindSet a, KindSet b);
[[nodiscard]] KindSet disjunction(KindSet a, KindSet b);
[[nodiscard]] KindSet negation(KindSet a);
/// The same, with what they wait for: nothing when the answer is settled.
[[nodiscard]] Claim conjunction(const Claim& a, const Claim& b);
[[nodiscard]] Claim disjunction(const Claim& a, const Claim& b);

[[nodiscard]] bool is_one(KindSet can);
/// Whether the value is what the claim says.
[[nodiscard]] bool agrees(const Value& value, const Claim& claim);

/// Of two known values of one kind that has an order: -1, 0, 1.
[[nodiscard]] std::optional<int> order_of(const Value& a, const Value& b);
/// FEEL's `=` of two known values without anything unknown inside; none: they can't be compared.
[[nodiscard]] std::optional<bool> equals(const Value& a, const Value& b,
                                         const Vocabulary& vocabulary);

}  // namespace entente::engine::replay
