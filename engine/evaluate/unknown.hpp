// Building unknown(S, B): which facts are missing, what the result can be, whether that is tight.
// Knows no operator; see operators.hpp and the interpreter.
#pragma once

#include <boost/container/small_vector.hpp>

#include "engine/evaluate/runtime.hpp"

namespace entente::engine {

/// What an operand can be, whether it is known or not.
struct Possible {
  KindSet kinds;
  Interval interval;
  std::span<const Value> choices;  // of its texts; empty: any
};
[[nodiscard]] Possible possible(const Value& value);

/// Gathers the missing facts of several operands.
class Missing {
 public:
  explicit Missing(Arena& arena) : arena_(arena) {}

  /// A known operand adds nothing.
  void add(const Value& value) {
    if (value.is_unknown()) add(value.unknown());
  }
  void add(const Unknown& unknown) {
    sets_.push_back(unknown.missing);
    is_merged_ = false;
    tight_ = tight_ && unknown.tight;
    reach_ = sets_.size() == 1 || reach_ == unknown.reach ? unknown.reach : Reach::ends;
  }
  /// Paths alone: the result is not tight.
  void add_set(std::span<const PathId> paths) {
    sets_.push_back(paths);
    is_merged_ = false;
    tight_ = false;
  }
  /// Also what is missing inside lists, records without a key, contexts and ranges.
  void add_deep(const Value& value, const Vocabulary& vocabulary);
  void not_tight() { tight_ = false; }

  [[nodiscard]] bool any() const { return !sets_.empty(); }
  [[nodiscard]] std::size_t count() const { return sets_.size(); }
  /// Sorted, each once.
  [[nodiscard]] std::span<const PathId> paths();
  /// Every operand is tight and no path came twice.
  [[nodiscard]] bool tight();
  /// What the intervals that were added reach, when all reach the same; else their ends.
  [[nodiscard]] Reach reach() const { return reach_; }

 private:
  void merge();

  Arena& arena_;
  boost::container::small_vector<std::span<const PathId>, 6> sets_;
  std::span<const PathId> merged_;
  bool is_merged_ = false;
  bool tight_ = true;
  Reach reach_ = Reach::every;
};

/// unknown(S, B) of these kinds, tight when the operands are; collapses (see make_unknown).
[[nodiscard]] Value settle(const Runtime& runtime, KindSet kinds, Missing& missing);
[[nodiscard]] Value settle(const Runtime& runtime, const Unknown& shape, Missing& missing);

/// One of two values, not known which: the smallest unknown around both. `missing` holds what
/// decides; what is missing in the two is added here.
[[nodiscard]] Value one_of(const Runtime& runtime, const Value& a, const Value& b,
                           Missing& missing);
/// One of at least one.
[[nodiscard]] Value one_of(const Runtime& runtime, std::span<const Value> values, Missing& missing);

/// The value, or one of these nulls instead: which, `decides`.
[[nodiscard]] Value or_null(const Runtime& runtime, const Value& value, KindSet nulls,
                            const Unknown& decides);

/// A value that is only known to be one of these kinds.
[[nodiscard]] Value unknown_of_kinds(const Runtime& runtime, KindSet kinds,
                                     std::span<const PathId> missing);

/// Of several nulls: error before nothing before none.
[[nodiscard]] KindSet strongest_null(KindSet a, KindSet b);
/// The nulls a strict operation gives on operands of which at least one is null.
[[nodiscard]] KindSet strict_nulls(KindSet a, KindSet b);
[[nodiscard]] Value null_of(KindSet reason);
/// What operands give of which one surely is null: the strongest null among them, not known while
/// another may be a stronger one. None where none surely is null.
[[nodiscard]] std::optional<Value> null_among(const Runtime& runtime,
                                              std::span<const Value> operands);

/// Calls `visit` with each single kind of the set.
template <class Visit>
void for_each_kind(KindSet set, Visit&& visit) {
  for (std::uint32_t bits = set.bits(); bits != 0; bits &= bits - 1)
    visit(KindSet(bits & (~bits + 1)));
}

}  // namespace entente::engine
