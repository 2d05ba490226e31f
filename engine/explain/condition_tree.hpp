// How single conditions make up the answer of a rule or a verdict: parts of which so many must
// hold, down to conditions that nothing divides; and what it comes to when some of these turn out
// otherwise than they were judged. Three-valued logic alone: knows neither rules nor facts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace entente::engine {

enum class Truth : std::uint8_t { no, open, yes };

[[nodiscard]] constexpr Truth opposite(Truth truth) {
  return truth == Truth::open ? truth : truth == Truth::yes ? Truth::no : Truth::yes;
}
[[nodiscard]] constexpr Truth truth_of(bool holds) { return holds ? Truth::yes : Truth::no; }

/// Of so many parts, of which so many have to hold.
[[nodiscard]] Truth counted(std::size_t holding, std::size_t failing, std::size_t parts,
                            std::size_t needed);

inline constexpr std::size_t no_condition = ~std::size_t{0};

struct ConditionPart {
  enum class Kind : std::uint8_t {
    given,      // as it is, whatever the conditions are
    condition,  // one that nothing divides
    some_of,    // holds when so many of its parts do
    opposite,   // of its one part
    chosen      // its second part, while its first one holds; else open
  } kind = Kind::given;
  Truth judged = Truth::open;            // of one without parts
  std::size_t condition = no_condition;  // its number; of some_of: what it is as a whole, if it can
                                         // be supposed so
  std::size_t needed = 0;
  /// Of some_of that is a condition as a whole too: whether it is by its parts that it comes to
  /// hold, or by its parts that it comes not to.
  bool holds_by_parts = true;
  bool open_fails = false;  // does not hold unless it is known to
  std::vector<std::size_t> parts;
};

class ConditionTree {
 public:
  /// Parts before what they are part of; the last one is the root. Gives its number.
  std::size_t add(ConditionPart part);
  [[nodiscard]] const ConditionPart& operator[](std::size_t part) const { return parts_[part]; }
  [[nodiscard]] std::size_t size() const { return parts_.size(); }
  [[nodiscard]] std::size_t root() const { return parts_.size() - 1; }
  [[nodiscard]] std::size_t above(std::size_t part) const { return above_[part]; }
  /// The parts that are this condition; none of one that no part is.
  [[nodiscard]] const std::vector<std::size_t>& parts_of(std::size_t condition) const;
  [[nodiscard]] Truth judged(std::size_t part) const { return judged_[part]; }

 private:
  std::vector<ConditionPart> parts_;
  std::vector<std::size_t> above_;
  std::vector<Truth> judged_;
  std::vector<std::vector<std::size_t>> parts_of_;  // of each condition
};

/// A tree with some conditions taken to be otherwise. A change costs as much as it changes.
class Supposition {
 public:
  explicit Supposition(const ConditionTree& tree);

  /// None: as it was judged.
  void suppose(std::size_t condition, std::optional<Truth> truth);
  [[nodiscard]] Truth truth(std::size_t part) const { return truth_[part]; }
  [[nodiscard]] Truth answer() const { return truth_[tree_.root()]; }

 private:
  [[nodiscard]] Truth now(std::size_t part) const;

  const ConditionTree& tree_;
  std::vector<Truth> truth_;
  std::vector<std::size_t> holding_;  // of each part: of its parts
  std::vector<std::size_t> failing_;
  std::vector<std::optional<Truth>> supposed_;  // by condition
};

}  // namespace entente::engine
