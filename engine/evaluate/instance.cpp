#include "engine/evaluate/instance.hpp"

#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

Value list_instance(const Bench& bench, const Value& value, const Type& type) {
  const ListView items = view(bench, value);
  Value result = Value::boolean(true);
  for (const ListItem& item : items.items) {
    // A null is no instance of a type, but it may stand in a list of them.
    const Value one =
        item.value.is_null() ? Value::boolean(true) : is_instance(bench, item.value, type.element);
    result = both(bench, result, one);
  }
  if (items.tail == nullptr) return result;
  return both(bench, result, is_instance(bench, items.tail_item, type.element));
}

}  // namespace

Value is_instance(const Bench& bench, const Value& value, TypeId id) {
  const Type& type = bench.vocabulary[id];
  if (value.is_null())
    return Value::boolean(type.kind == TypeKind::null ||
                          (type.or_none && value.is_null(NullReason::none)));
  if (type.kind == TypeKind::any) {
    if (!value.is_unknown() || !kinds_of(value).has(kinds::null)) return Value::boolean(true);
  }
  const KindSet wanted =
      type.kind == TypeKind::any ? kinds::any - kinds::null : kinds_of(bench.vocabulary, id);
  const KindSet can = kinds_of(value);
  if (!can.has(wanted)) return Value::boolean(false);
  if (value.is(Kind::list) && type.kind == TypeKind::list && type.element != TypeId::any) {
    return list_instance(bench, value, type);
  }
  const bool refined = type.kind == TypeKind::record || type.kind == TypeKind::context ||
                       type.kind == TypeKind::choice ||
                       (type.kind == TypeKind::list && type.element != TypeId::any);
  if (value.is(Kind::record) && type.kind == TypeKind::record && type.record != RecordId::none) {
    return Value::boolean(value.record().type == type.record);
  }
  const bool sure = (can - wanted).empty() && (!refined || !value.is_unknown());
  if (sure) return Value::boolean(true);
  Missing missing(bench.arena);
  missing.add(value);
  missing.not_tight();
  return settle(bench, kinds::boolean, missing);
}

}  // namespace entente::engine
