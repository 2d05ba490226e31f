#include "engine/evaluate/instance.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/function_data.hpp"
#include "engine/evaluate/members.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

bool is_refined(const Type& type);
KindSet kinds_wanted(const Vocabulary& vocabulary, TypeId id);

/// A null is no instance of a type, but it may stand in a list or an entry of one.
Value part_instance(const Runtime& runtime, const Value& part, TypeId type) {
  if (part.is_null()) return Value::boolean(true);
  const KindSet can = kinds_of(part);
  if (!part.is_unknown() || !can.has(kinds::null)) return is_instance(runtime, part, type);
  const KindSet other = can - kinds::null - kinds_wanted(runtime.vocabulary, type);
  if (other.empty() && !is_refined(runtime.vocabulary[type])) return Value::boolean(true);
  Missing missing(runtime.arena);
  missing.add(part);
  missing.not_tight();
  return settle(runtime, kinds::boolean, missing);
}

/// Of what may not be there: then it stands in nobody's way.
Value if_there(const Runtime& runtime, const Value& instance, const Unknown& there) {
  if (instance.is_true()) return instance;
  Missing missing(runtime.arena);
  missing.add(instance);
  missing.add(there);
  missing.not_tight();
  return settle(runtime, kinds::boolean, missing);
}

Value list_instance(const Runtime& runtime, const Value& value, const Type& type) {
  const ListView items = view(runtime, value);
  Value result = Value::boolean(true);
  for (const ListItem& item : items.items) {
    const Value instance = part_instance(runtime, item.value, type.element);
    result = both(runtime, result,
                  item.perhaps == nullptr ? instance : if_there(runtime, instance, *item.perhaps));
  }
  if (items.tail == nullptr) return result;
  const Value further = part_instance(runtime, items.tail_item, type.element);
  return both(runtime, result,
              items.tail_least > 0 ? further : if_there(runtime, further, *items.tail));
}

/// More entries than the type has may be there.
Value context_instance(const Runtime& runtime, const Value& value, const Type& type) {
  Value result = Value::boolean(true);
  for (const TypeEntry& entry : type.entries) {
    const Value* part = own_member(runtime.vocabulary, value, entry.name);
    if (part == nullptr) return Value::boolean(false);
    result = both(runtime, result, part_instance(runtime, *part, entry.type));
  }
  return result;
}

Value range_instance(const Runtime& runtime, const Value& value, const Type& type) {
  const RangeData& range = value.range();
  const Value low = part_instance(runtime, range.low, type.element);
  return both(runtime, low, part_instance(runtime, range.high, type.element));
}

/// Whether every value of the one type is one of the other.
bool conforms(const Vocabulary& vocabulary, TypeId from, TypeId to) {
  const Type& part = vocabulary[from];
  const Type& whole = vocabulary[to];
  if (from == to || whole.kind == TypeKind::any || part.kind == TypeKind::null) return true;
  if (part.kind == TypeKind::list && whole.kind == TypeKind::list)
    return conforms(vocabulary, part.element, whole.element);
  if (part.kind == TypeKind::range && whole.kind == TypeKind::range)
    return conforms(vocabulary, part.element, whole.element);
  if (part.kind == TypeKind::context && whole.kind == TypeKind::context) {
    return std::all_of(whole.entries.begin(), whole.entries.end(), [&](const TypeEntry& entry) {
      return std::any_of(part.entries.begin(), part.entries.end(), [&](const TypeEntry& own) {
        return own.name == entry.name && conforms(vocabulary, own.type, entry.type);
      });
    });
  }
  const KindSet kinds = kinds_of(vocabulary, from) - kinds::null;
  const bool plain = whole.entries.empty() && !whole.parameters && whole.element == TypeId::any;
  return plain && (kinds - kinds_of(vocabulary, to)).empty();
}

/// It takes whatever the type says and gives no more than it says.
Value function_instance(const Runtime& runtime, const Value& value, const Type& type) {
  const Function& function = *value.function().function;
  const auto& wanted = *type.parameters;
  if (function.parameters.size() != wanted.size()) return Value::boolean(false);
  for (std::size_t i = 0; i < std::min(wanted.size(), function.parameter_types.size()); ++i) {
    if (!conforms(runtime.vocabulary, wanted[i], function.parameter_types[i]))
      return Value::boolean(false);
  }
  return Value::boolean(conforms(runtime.vocabulary, function.result, type.element));
}

/// Asks for more than a kind of value.
bool is_refined(const Type& type) {
  switch (type.kind) {
    case TypeKind::record:
    case TypeKind::choice:
      return true;
    case TypeKind::context:
      return !type.entries.empty();
    case TypeKind::list:
    case TypeKind::range:
      return type.element != TypeId::any;
    case TypeKind::function:
      return type.parameters.has_value();
    default:
      return false;
  }
}

/// Of a known value that is of the type's kind.
Value refined_instance(const Runtime& runtime, const Value& value, const Type& type) {
  switch (type.kind) {
    case TypeKind::record:
      return Value::boolean(type.record == RecordId::none || value.record().type == type.record);
    case TypeKind::choice:
      return Value::boolean(std::find(type.choices.begin(), type.choices.end(), value.text()) !=
                            type.choices.end());
    case TypeKind::context:
      return context_instance(runtime, value, type);
    case TypeKind::list:
      return list_instance(runtime, value, type);
    case TypeKind::range:
      return range_instance(runtime, value, type);
    default:
      return function_instance(runtime, value, type);
  }
}

KindSet kinds_wanted(const Vocabulary& vocabulary, TypeId id) {
  const Type& type = vocabulary[id];
  if (type.kind == TypeKind::any) return kinds::any - kinds::null;
  if (type.kind == TypeKind::null) return kinds::null;
  const KindSet wanted = kinds_of(vocabulary, id);
  return type.kind == TypeKind::context ? wanted | kinds::record : wanted;
}

/// What nothing more is known of than what it waits for.
Value anything(const Runtime& runtime, const Value& value) {
  Missing missing(runtime.arena);
  missing.add_deep(value, runtime.vocabulary);
  missing.not_tight();
  return settle(runtime, kinds::any, missing);
}

/// A list where its only item is meant, one value where a list of it is, a date for its midnight.
Value converted(const Runtime& runtime, const Value& value, TypeId id) {
  const Type& type = runtime.vocabulary[id];
  if (value.is(Kind::list) && type.kind != TypeKind::list) {
    const ListView items = view(runtime, value);
    if (!items.certain()) return anything(runtime, value);
    if (items.items.size() == 1) {
      const Value& item = items.items.front().value;
      const Value fits = part_instance(runtime, item, id);
      if (!fits.is_false()) return fits.is_true() ? item : anything(runtime, value);
    }
  }
  if (type.kind == TypeKind::list) {
    const Value fits = part_instance(runtime, value, type.element);
    if (fits.is_true()) return make_list(runtime, {&value, 1});
    if (fits.is_unknown()) return anything(runtime, value);
  }
  if (value.is(Kind::date) && type.kind == TypeKind::date_time)
    return Value::date_time({value.date(), {0, 0}}, runtime.arena);
  return runtime.error(fmt::format("{} is not of the declared type, {}", noun(kinds_of(value)),
                                   runtime.vocabulary.describe(id)));
}

}  // namespace

Value is_instance(const Runtime& runtime, const Value& value, TypeId id) {
  const Type& type = runtime.vocabulary[id];
  if (value.is_null())
    return Value::boolean(type.kind == TypeKind::null ||
                          (type.or_none && value.is_null(NullReason::none)));
  const KindSet wanted = kinds_wanted(runtime.vocabulary, id);
  const KindSet can = kinds_of(value);
  if (!can.has(wanted)) return Value::boolean(false);
  const bool refined = is_refined(type);
  if (!value.is_unknown())
    return refined ? refined_instance(runtime, value, type) : Value::boolean(true);
  if ((can - wanted).empty() && !refined) return Value::boolean(true);
  Missing missing(runtime.arena);
  missing.add(value);
  missing.not_tight();
  return settle(runtime, kinds::boolean, missing);
}

Value as_declared(const Runtime& runtime, const Value& value, TypeId id) {
  if (value.is_null() || id == TypeId::any) return value;
  const Value fits = is_instance(runtime, value, id);
  if (fits.is_true()) return value;
  if (!value.is_unknown() && fits.is_false()) return converted(runtime, value, id);
  if ((kinds_of(value) - kinds::null - kinds_wanted(runtime.vocabulary, id)).empty() &&
      !is_refined(runtime.vocabulary[id]))
    return value;
  return anything(runtime, value);
}

}  // namespace entente::engine
