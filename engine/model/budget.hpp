// What one assessment may use of the machine: steps of work, bytes of memory, the size of a value.
// The one account of all its expressions; each of them also has limits of its own, so that one that
// runs away takes nothing from the others. Owns no memory and knows no values; see Arena, which
// charges it. Going over a limit throws OverBudget, which ends the expression (see Interpreter).
#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

namespace entente::engine {

/// How far a value goes when it is written out: what every walk over it can cost.
struct Extent {
  std::uint32_t bytes = 16;  // its texts and 16 for each part; a part held twice counts twice
  std::uint16_t levels = 0;  // of lists, contexts, records and ranges within each other
  bool may_be_open = false;  // something in it may be missing

  /// A part is put into it. Both ends saturate.
  void hold(const Extent& part);
};

/// Of a list and the like, before anything is put into it.
inline constexpr Extent holds_nothing{16, 1, false};

/// Of a text of so many bytes.
[[nodiscard]] constexpr Extent extent_of_text(std::size_t bytes) {
  constexpr std::size_t most = 0xffffffffU;
  return {static_cast<std::uint32_t>(bytes < most ? bytes : most)};
}

/// A limit was met; what() is for people: "the expression takes more than 10,000,000 steps".
class OverBudget : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class Budget {
 public:
  struct Limits {
    std::uint64_t steps = 10'000'000;          // of one expression: nodes judged, items looked at
    std::uint64_t steps_in_all = 100'000'000;  // of all expressions of an assessment
    std::uint64_t bytes = std::uint64_t{128} << 20;         // made by one expression
    std::uint64_t bytes_in_all = std::uint64_t{256} << 20;  // made by all, outcomes included
    std::uint32_t value_bytes = std::uint32_t{32} << 20;    // of one value, written out
    std::uint32_t value_levels = 200;                       // of one value
    std::uint32_t calls = 200;                              // calls within calls
    std::uint64_t traced = 20'000;          // sub-expressions of one expression kept for a proof
    std::uint64_t traced_in_all = 500'000;  // of all
    std::uint64_t items = 100'000;          // that one rule is judged for
    std::uint64_t tuples = 4'000'000;       // of all relations, possible ones included
    std::uint64_t matches = 100'000'000;    // tuples and items looked at while deriving them
  };

  explicit Budget(const Limits& limits);
  Budget(const Budget&) = delete;
  Budget& operator=(const Budget&) = delete;

  /// Work that is about to be done; what is refused is not counted. Throws OverBudget.
  void spend(std::uint64_t steps) {
    if (steps > step_end_ - steps_) refuse_steps();
    steps_ += steps;
  }
  /// Memory that is about to be taken. Throws OverBudget.
  void take(std::uint64_t bytes) {
    if (bytes > byte_end_ - bytes_) refuse_bytes();
    bytes_ += bytes;
  }
  /// The same between expressions, where nobody catches: false when there is no more of it.
  bool can_spend(std::uint64_t steps);
  bool can_take(std::uint64_t bytes);
  /// Memory that was given back: what was taken since `bytes_taken()` said so much.
  void give_back_to(std::uint64_t bytes_taken) { bytes_ = bytes_taken; }
  [[nodiscard]] std::uint64_t bytes_taken() const { return bytes_; }

  /// A value that is about to be made. Throws OverBudget.
  void require(const Extent& extent) const;
  /// Throws OverBudget: so many calls within calls are too many.
  void require_calls(std::uint32_t calls) const;
  /// Whether so many more sub-expressions can be kept for a proof; if so, they are counted.
  [[nodiscard]] bool can_trace(std::uint64_t nodes);
  [[nodiscard]] std::uint64_t traced() const { return traced_; }
  /// Half of what can be kept of this expression is kept.
  [[nodiscard]] bool traces_are_scarce() const { return traced_ > limits_.traced / 2; }
  /// Those kept in this expression since `traced()` said so much are not kept after all.
  void forget_traced_since(std::uint64_t traced);

  /// Forgets what was used so far, between expressions.
  void begin_anew();

  /// What all expressions together may use is used up; why: "the assessment takes more than …".
  [[nodiscard]] bool exhausted() const { return !why_exhausted_.empty(); }
  [[nodiscard]] const std::string& why_exhausted() const { return why_exhausted_; }
  [[nodiscard]] const Limits& limits() const { return limits_; }

  /// The account of one expression, open as long as it lives. Those within another take nothing
  /// from the outer one.
  class Expression {
   public:
    explicit Expression(Budget& budget);
    ~Expression();
    Expression(const Expression&) = delete;
    Expression& operator=(const Expression&) = delete;

   private:
    Budget& budget_;
    std::uint64_t steps_before_, step_end_before_;
    std::uint64_t bytes_before_, byte_end_before_;
    std::uint64_t traced_before_;
  };

 private:
  [[noreturn]] void refuse_steps();
  [[noreturn]] void refuse_bytes();
  void exhaust(std::string why);

  const Limits limits_;
  std::uint64_t steps_ = 0;
  std::uint64_t step_end_;  // INVARIANT: steps_ <= step_end_ <= limits_.steps_in_all
  std::uint64_t bytes_ = 0;
  std::uint64_t byte_end_;    // as step_end_
  std::uint64_t traced_ = 0;  // in this expression
  std::uint64_t traced_in_all_ = 0;
  std::string why_exhausted_;
};

}  // namespace entente::engine
