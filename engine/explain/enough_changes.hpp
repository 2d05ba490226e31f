// The search for what would be enough: a set of conditions that have to turn out otherwise for an
// answer to become yes, of which none can be spared, and which some values of what they ask about
// really bring about together. All else stays as it is, as far as these values let it. Works on the
// tree of conditions and on what values do to them; knows neither rules nor words.
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "engine/explain/condition_tree.hpp"
#include "engine/explain/quantity.hpp"

namespace entente::engine {

/// What the search has to know of a condition.
struct ChangeableCondition {
  bool may_hold_yet = false;  // it is not known, and may turn out to hold
  bool may_fail_yet = false;
  bool as_written = false;  // only another rule could change it
  bool never_holds = false;
  bool fixed = false;  // nothing changes it
};

struct Change {
  std::size_t condition = no_condition;
  bool wanted = true;
  bool waits = false;       // it is not known, and may turn out so by itself
  bool any_answer = false;  // of one that waits: any answer is enough, it only has to be known
};

/// What conditions that are not changed come to all the same, where a value that brings the changes
/// about leaves nothing else.
struct Consequence {
  std::size_t condition = no_condition;
  Truth truth = Truth::open;
  std::size_t of = no_condition;  // a change of the same quantity
};

/// A value of a quantity, by their numbers.
struct Chosen {
  std::size_t quantity = 0;
  std::size_t value = 0;
};

struct EnoughChanges {
  bool found = false;
  // By number of the condition. Of none found: the first set that was refuted, or where none was
  // and not all was tried what surely has to change.
  std::vector<Change> changes;
  std::vector<Chosen> chosen;  // values that bring it about, where others that were tried do not
  std::vector<Consequence> consequences;
  // Where none is found, what was in the way first: conditions that no one value of a quantity
  // brings about, or one that would have to hold and not to hold.
  std::vector<Change> clash;
  const Trace* clash_over = nullptr;  // the quantity; null: there is none
  bool refuted = false;               // it would have been enough but for `BringsAbout`
  bool given_up = false;              // not all was tried
  bool untried = false;               // found, but `BringsAbout` could try no more
};

/// Whether these values, one for each quantity that is changed, really make the answer yes. Open:
/// no more can be tried.
using BringsAbout = std::function<Truth(std::span<const Chosen>)>;

/// `brings_about` is asked of sets of which every change is of a quantity; empty: of none.
[[nodiscard]] EnoughChanges enough_changes(const ConditionTree& tree,
                                           std::span<const ChangeableCondition> conditions,
                                           std::span<const Quantity> quantities,
                                           const BringsAbout& brings_about = {});

}  // namespace entente::engine
