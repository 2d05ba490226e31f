// Questions about static types: what fits what, what joins two branches, how a type is called for
// people. `any` means not known before it runs and fits everything. Private to engine/check.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/check/state.hpp"

namespace entente::engine::checking {

class Types {
 public:
  explicit Types(Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  [[nodiscard]] const Type& operator[](TypeId id) const { return vocabulary_[id]; }
  [[nodiscard]] TypeKind kind(TypeId id) const { return vocabulary_[id].kind; }
  [[nodiscard]] bool is(TypeId id, TypeKind wanted) const { return kind(id) == wanted; }
  [[nodiscard]] bool is_any(TypeId id) const { return is(id, TypeKind::any); }

  [[nodiscard]] TypeId basic(TypeKind type_kind, bool or_none = false);
  [[nodiscard]] TypeId list_of(TypeId element);
  [[nodiscard]] TypeId range_of(TypeId element);
  [[nodiscard]] TypeId context_of(std::vector<TypeEntry> entries);
  [[nodiscard]] TypeId with_none(TypeId id);
  [[nodiscard]] TypeId without_none(TypeId id);
  /// The type of a value that is either; `any` when the two have nothing in common.
  [[nodiscard]] TypeId join(TypeId first, TypeId second);
  /// The element of a list; any for everything else.
  [[nodiscard]] TypeId element(TypeId id) const;

  /// The entry of this name that every context of the type has; null when none is known.
  [[nodiscard]] const TypeEntry* entry(TypeId id, std::string_view name) const;

  /// False only when `=` between the two can never hold.
  [[nodiscard]] bool may_equal(TypeId first, TypeId second) const;
  /// False only when `<` between the two can never be decided.
  [[nodiscard]] bool may_order(TypeId first, TypeId second) const;
  /// False for what has no order at all, as lists and `yes or no`.
  [[nodiscard]] bool has_order(TypeId id) const;
  [[nodiscard]] bool is_duration(TypeId id) const;
  [[nodiscard]] bool is_moment(TypeId id) const;  // date, date and time, time

  /// `a number`, `yes or no`, `a list of party`, `nothing but null`.
  [[nodiscard]] std::string article(TypeId id) const;

 private:
  Vocabulary& vocabulary_;
};

}  // namespace entente::engine::checking
