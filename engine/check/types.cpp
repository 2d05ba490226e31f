#include "engine/check/types.hpp"

#include <utility>

namespace entente::engine::checking {
namespace {

/// Texts and choices are one family, and so are the durations that may meet.
TypeKind family(TypeKind kind) { return kind == TypeKind::choice ? TypeKind::text : kind; }

bool durations_meet(TypeKind first, TypeKind second) {
  const auto is_one = [](TypeKind kind) {
    return kind == TypeKind::duration || kind == TypeKind::days_duration ||
           kind == TypeKind::months_duration;
  };
  return is_one(first) && is_one(second) &&
         (first == second || first == TypeKind::duration || second == TypeKind::duration);
}

}  // namespace

TypeId Types::basic(TypeKind type_kind, bool or_none) {
  Type type;
  type.kind = type_kind;
  type.or_none = or_none;
  return vocabulary_.intern(type);
}

TypeId Types::list_of(TypeId element_type) {
  Type type;
  type.kind = TypeKind::list;
  type.element = element_type;
  return vocabulary_.intern(type);
}

TypeId Types::range_of(TypeId element_type) {
  Type type;
  type.kind = TypeKind::range;
  type.element = element_type;
  return vocabulary_.intern(type);
}

TypeId Types::context_of(std::vector<TypeEntry> entries) {
  Type type;
  type.kind = TypeKind::context;
  type.entries = std::move(entries);
  return vocabulary_.intern(type);
}

TypeId Types::with_none(TypeId id) {
  if (is_any(id) || vocabulary_[id].or_none || is(id, TypeKind::null)) return id;
  Type type = vocabulary_[id];
  type.or_none = true;
  return vocabulary_.intern(type);
}

TypeId Types::without_none(TypeId id) {
  if (!vocabulary_[id].or_none) return id;
  Type type = vocabulary_[id];
  type.or_none = false;
  return vocabulary_.intern(type);
}

TypeId Types::join(TypeId first, TypeId second) {
  if (first == second) return first;
  if (is_any(first) || is_any(second)) return TypeId::any;
  if (is(first, TypeKind::null)) return with_none(second);
  if (is(second, TypeKind::null)) return with_none(first);
  const Type a = vocabulary_[first];
  const Type b = vocabulary_[second];
  if (family(a.kind) != family(b.kind) || a.record != b.record) return TypeId::any;
  Type joined;
  joined.kind = family(a.kind);
  joined.or_none = a.or_none || b.or_none;
  joined.record = a.record;
  if (a.kind == TypeKind::list || a.kind == TypeKind::range)
    joined.element = join(a.element, b.element);
  if (a.entries == b.entries) joined.entries = a.entries;
  return vocabulary_.intern(joined);
}

TypeId Types::element(TypeId id) const {
  return is(id, TypeKind::list) ? vocabulary_[id].element : TypeId::any;
}

const TypeEntry* Types::entry(TypeId id, std::string_view name) const {
  for (const auto& each : vocabulary_[id].entries)
    if (each.name == name) return &each;
  return nullptr;
}

bool Types::may_equal(TypeId first, TypeId second) const {
  const auto a = family(kind(first));
  const auto b = family(kind(second));
  if (a == TypeKind::any || b == TypeKind::any || a == TypeKind::null || b == TypeKind::null)
    return true;
  if (durations_meet(a, b)) return true;
  if (a == TypeKind::context || b == TypeKind::context)
    return a == b || a == TypeKind::record || b == TypeKind::record;
  if (a != b) return false;
  if (a == TypeKind::record) return vocabulary_[first].record == vocabulary_[second].record;
  if (a == TypeKind::list) return may_equal(element(first), element(second));
  return true;
}

bool Types::may_order(TypeId first, TypeId second) const {
  if (!has_order(first) || !has_order(second)) return false;
  const auto a = family(kind(first));
  const auto b = family(kind(second));
  return a == TypeKind::any || b == TypeKind::any || a == b || durations_meet(a, b);
}

bool Types::has_order(TypeId id) const {
  switch (kind(id)) {
    case TypeKind::boolean:
    case TypeKind::list:
    case TypeKind::record:
    case TypeKind::context:
    case TypeKind::range:
    case TypeKind::function:
    case TypeKind::null:
      return false;
    default:
      return true;
  }
}

bool Types::is_duration(TypeId id) const { return durations_meet(kind(id), TypeKind::duration); }

bool Types::is_moment(TypeId id) const {
  return is(id, TypeKind::date) || is(id, TypeKind::date_time) || is(id, TypeKind::time);
}

std::string Types::article(TypeId id) const {
  const auto& type = vocabulary_[id];
  switch (type.kind) {
    case TypeKind::any:
      return "of a type not known";
    case TypeKind::text:
      return "a text";
    case TypeKind::number:
      return "a number";
    case TypeKind::boolean:
      return "yes or no";
    case TypeKind::date:
      return "a date";
    case TypeKind::time:
      return "a time";
    case TypeKind::date_time:
      return "a date and time";
    case TypeKind::duration:
      return "a duration";
    case TypeKind::days_duration:
      return "a duration in days";
    case TypeKind::months_duration:
      return "a duration in months";
    case TypeKind::choice:
      return "one of a set of texts";
    case TypeKind::list:
      return is_any(type.element) ? "a list" : "a list of " + vocabulary_.describe(type.element);
    case TypeKind::record:
      return "a " + vocabulary_[type.record].name;
    case TypeKind::context:
      return "a context";
    case TypeKind::range:
      return "a range";
    case TypeKind::function:
      return "a function";
    case TypeKind::null:
      return "none";
  }
  return {};
}

}  // namespace entente::engine::checking
