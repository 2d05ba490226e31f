// The facts of one partnership: a value for each declared fact, and for each path where it was
// said, on what evidence, and why it is not known if it is not. Owns its values and paths;
// immutable once built. Made by engine/facts; knows no rules and reads no file.
//
// How a missing thing is held: a missing scalar, list, keyed record or `record or none` is an
// Unknown whose `path` is its own. A missing record without a key that cannot be none is a
// RecordData with `supplied == false` whose fields are such Unknowns each (so two of its fields are
// two facts for exactness, while outermost() names the record in reports). An open list has a tail
// {path[*]}.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/model/value.hpp"
#include "grammar/source.hpp"

namespace entente::engine {

enum class MissingReason : std::uint8_t {
  not_supplied,
  dont_know,
  withheld,
  stale,
  not_yet,
  too_few_answers
};
/// "not supplied", "don't know", …
[[nodiscard]] std::string_view to_string(MissingReason reason);

struct Evidence {
  std::optional<Date> on;
  std::string source;
  std::string by;
  std::optional<grammar::Span> span;
};

/// One path: a fact, a field of a record, an item of a list, or the `[*]` of an open list.
struct PathInfo {
  PathId parent = PathId::none;
  std::string text;                          // `parties[B].feedback`
  FactId fact = FactId::none;                // the fact at its root
  const Declaration* declaration = nullptr;  // of the fact or field; null for list items
  std::optional<grammar::Span> place;        // where its value stands
  std::optional<MissingReason> missing;      // set: not known, and why
  std::string note;                          // what a user wrote beside `unknown`
  std::optional<Value> last_value;           // of a stale one
  Evidence evidence;     // effective: its own, else of the nearest path around it
  bool undated = false;  // has a shelf life but no evidence date: counts as current
  std::string of;        // whom to ask: a party's key, `coordinator`, `everyone`
};

class FactBase {
 public:
  FactBase() : arena_(std::make_unique<Arena>()) {}

  std::string partnership;
  Date today;
  std::optional<DateTime> now;  // only for an expression on its own: rules know the day alone
  bool today_given = false;     // from the file or the caller, not the clock
  bool any_file = false;        // stands for every file on every day: what asks about these is open

  [[nodiscard]] const Value& operator[](FactId fact) const {
    return values_[static_cast<std::size_t>(fact)];
  }
  [[nodiscard]] const PathInfo& operator[](PathId path) const {
    return paths_[static_cast<std::size_t>(path)];
  }
  [[nodiscard]] std::size_t path_count() const { return paths_.size(); }
  /// The path with this text; none when nothing of that name is held. The first call makes an
  /// index: not for two threads at once.
  [[nodiscard]] std::optional<PathId> find(std::string_view text) const;
  /// The outermost missing path at or around this one; the path itself when it is known.
  [[nodiscard]] PathId outermost(PathId path) const;
  /// The path of a record's field; none when it was not materialised.
  [[nodiscard]] std::optional<PathId> child(PathId parent, std::string_view field) const;

  // For whoever builds it.
  [[nodiscard]] Arena& arena() { return *arena_; }
  PathId add_path(PathInfo info);
  [[nodiscard]] PathInfo& edit(PathId path) { return paths_[static_cast<std::size_t>(path)]; }
  void set(FactId fact, Value value);

 private:
  std::unique_ptr<Arena> arena_;
  std::vector<Value> values_;
  struct Links {
    PathId first_child = PathId::none;
    PathId next_sibling = PathId::none;
  };

  std::deque<PathInfo> paths_;  // a deque: the index below looks into its texts
  std::vector<Links> links_;
  mutable std::unordered_map<std::string_view, PathId> by_text_;
  mutable std::size_t indexed_ = 0;
};

}  // namespace entente::engine
