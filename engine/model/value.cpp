#include "engine/model/value.hpp"

#include <algorithm>

namespace entente::engine {

Value Value::number(const Number& number, Arena& arena) {
  if (const auto small = number.to_int64()) return integer(*small);
  Value v(Kind::number);
  v.detail_ = 1;
  v.payload_.decimal = arena.make(number);
  return v;
}

Value Value::text(std::string_view text, Arena& arena) {
  Value v(Kind::text);
  v.payload_.text = arena.make(text);
  return v;
}

Value Value::time(const Time& time, Arena& arena) {
  Value v(Kind::time);
  v.payload_.time = arena.make(time);
  return v;
}

Value Value::date_time(const DateTime& moment, Arena& arena) {
  Value v(Kind::date_time);
  v.payload_.date_time = arena.make(moment);
  return v;
}

Value Value::days_duration(DaysDuration duration, Arena& arena) {
  Value v(Kind::days_duration);
  v.payload_.integer = static_cast<std::int64_t>(duration.nanoseconds);
  if (v.payload_.integer == duration.nanoseconds) return v;
  v.detail_ = 1;
  v.payload_.long_duration = arena.make(duration);
  return v;
}

Value Value::list(ListData list, Arena& arena) {
  list.extent = measure(list);
  arena.require(list.extent);
  return Value::list(arena.make(list));
}

Value Value::context(std::span<const ContextField> fields, Arena& arena) {
  Extent extent = holds_nothing;
  for (const ContextField& field : fields) {
    extent.hold(extent_of(field.value));
    extent.hold({static_cast<std::uint32_t>(field.name.size())});
  }
  arena.require(extent);
  return Value::context(arena.make(ContextData{fields, extent}));
}

Value Value::range(const RangeData& range, Arena& arena) {
  RangeData made = range;
  made.extent = holds_nothing;
  made.extent.hold(extent_of(range.low));
  made.extent.hold(extent_of(range.high));
  arena.require(made.extent);
  return Value::range(arena.make(made));
}

std::string_view Value::error_message() const {
  if (!is_null(NullReason::error) || payload_.error == nullptr) return {};
  return payload_.error->message;
}

Number Value::number() const { return detail_ == 1 ? *payload_.decimal : Number(payload_.integer); }
std::string_view Value::text() const { return *payload_.text; }
Time Value::time() const { return *payload_.time; }
DateTime Value::date_time() const { return *payload_.date_time; }
DaysDuration Value::days_duration() const {
  return detail_ == 1 ? *payload_.long_duration : DaysDuration{payload_.integer};
}

namespace {

KindSet kind_bit(NullReason reason) {
  switch (reason) {
    case NullReason::none:
      return kinds::none;
    case NullReason::nothing:
      return kinds::nothing;
    case NullReason::error:
      return kinds::error;
  }
  return kinds::error;
}

KindSet plain_kinds(TypeKind kind) {
  switch (kind) {
    case TypeKind::any:
      return kinds::any;
    case TypeKind::text:
    case TypeKind::choice:
      return kinds::text;
    case TypeKind::number:
      return kinds::number;
    case TypeKind::boolean:
      return kinds::boolean;
    case TypeKind::date:
      return kinds::date;
    case TypeKind::time:
      return kinds::time;
    case TypeKind::date_time:
      return kinds::date_time;
    case TypeKind::duration:
      return kinds::days_duration | kinds::months_duration;
    case TypeKind::days_duration:
      return kinds::days_duration;
    case TypeKind::months_duration:
      return kinds::months_duration;
    case TypeKind::list:
      return kinds::list;
    case TypeKind::record:
      return kinds::record;
    case TypeKind::context:
      return kinds::context;
    case TypeKind::range:
      return kinds::range;
    case TypeKind::function:
      return kinds::function;
    case TypeKind::null:
      return kinds::none;
  }
  return kinds::any;
}

bool empty(const Interval& interval) {
  if (!interval.low || !interval.high) return false;
  if (*interval.low == *interval.high) return interval.low_open || interval.high_open;
  return *interval.low > *interval.high;
}

bool one_point(const Interval& interval) {
  return interval.low && interval.high && *interval.low == *interval.high;
}

constexpr ErrorNull surely_error{"an error, whatever the missing facts are"};

/// The one value left, if there is only one.
std::optional<Value> settled(const Unknown& unknown, Arena& arena) {
  const KindSet left = unknown.can_be;
  if (left == kinds::true_) return Value::boolean(true);
  if (left == kinds::false_) return Value::boolean(false);
  if (left == kinds::none) return Value::null(NullReason::none);
  if (left == kinds::nothing) return Value::null(NullReason::nothing);
  if (left == kinds::error) return Value::error(&surely_error);
  if (left == kinds::number && one_point(unknown.interval)) {
    return Value::number(*unknown.interval.low, arena);
  }
  if (left == kinds::text && unknown.choices.size() == 1) return unknown.choices.front();
  return std::nullopt;
}

/// Which records a reference can name rests on what else the facts hold.
bool may_refer(const Vocabulary& vocabulary, TypeId id) {
  const Type& type = vocabulary[id];
  if (type.kind == TypeKind::list) return may_refer(vocabulary, type.element);
  return type.kind == TypeKind::record && type.record != RecordId::none &&
         vocabulary[type.record].key.has_value();
}

}  // namespace

Extent extent_of(const Value& value) {
  switch (value.kind()) {
    case Kind::unknown:
      return {16, 0, true};
    case Kind::text:
      return {static_cast<std::uint32_t>(16 + value.text().size())};
    case Kind::list:
      return value.list().extent;
    case Kind::record:
      return value.record().extent;
    case Kind::context:
      return value.context().extent;
    case Kind::range:
      return value.range().extent;
    default:
      return {};
  }
}

Extent measure(const ListData& list) {
  Extent extent = holds_nothing;
  for (const ListItem& item : list.items) {
    extent.hold(extent_of(item.value));
    extent.may_be_open = extent.may_be_open || item.perhaps != nullptr;
  }
  if (list.tail_item != nullptr) extent.hold(extent_of(*list.tail_item));
  extent.may_be_open = extent.may_be_open || list.tail != nullptr;
  return extent;
}

KindSet kinds_of(const Value& value) {
  switch (value.kind()) {
    case Kind::unknown:
      return value.unknown().can_be;
    case Kind::null:
      return kind_bit(value.null_reason());
    case Kind::boolean:
      return value.boolean() ? kinds::true_ : kinds::false_;
    case Kind::number:
      return kinds::number;
    case Kind::text:
      return kinds::text;
    case Kind::date:
      return kinds::date;
    case Kind::time:
      return kinds::time;
    case Kind::date_time:
      return kinds::date_time;
    case Kind::days_duration:
      return kinds::days_duration;
    case Kind::months_duration:
      return kinds::months_duration;
    case Kind::list:
      return kinds::list;
    case Kind::record:
      return kinds::record;
    case Kind::context:
      return kinds::context;
    case Kind::range:
      return kinds::range;
    case Kind::function:
      return kinds::function;
  }
  return kinds::any;
}

KindSet kinds_of(const Vocabulary& vocabulary, TypeId type) {
  const Type& what = vocabulary[type];
  const KindSet plain = plain_kinds(what.kind);
  return what.or_none ? plain | kinds::none : plain;
}

Value make_unknown(const Unknown& unknown, Arena& arena) {
  Unknown kept = unknown;
  if (!kept.can_be.has(kinds::number)) kept.interval = {};
  if (!kept.can_be.has(kinds::text)) kept.choices = {};
  if (empty(kept.interval)) {
    kept.can_be = kept.can_be - kinds::number;
    kept.interval = {};
  }
  if (kept.can_be.empty()) kept.can_be = kinds::any;
  if (const auto value = settled(kept, arena)) return *value;
  return Value::unknown(arena.make(kept));
}

Value unknown_of_type(const Vocabulary& vocabulary, TypeId type, std::span<const PathId> missing,
                      Arena& arena) {
  const Type& what = vocabulary[type];
  Unknown unknown;
  unknown.missing = missing;
  unknown.can_be = kinds_of(vocabulary, type);
  unknown.type = type;
  if (what.kind == TypeKind::number) unknown.interval = {what.low, what.high};
  if (what.kind == TypeKind::choice) {
    const auto choices = arena.array<Value>(what.choices.size());
    std::transform(what.choices.begin(), what.choices.end(), choices.begin(),
                   [&](const std::string& choice) { return Value::text(choice, arena); });
    unknown.choices = choices;
  }
  return make_unknown(unknown, arena);
}

Value unknown_fact(const Vocabulary& vocabulary, TypeId type, PathId path, Arena& arena) {
  const auto missing = arena.array<PathId>(1);
  missing[0] = path;
  const Value value = unknown_of_type(vocabulary, type, missing, arena);
  if (!value.is_unknown()) return value;
  Unknown unknown = value.unknown();
  unknown.path = path;
  unknown.tight = vocabulary[type].kind != TypeKind::any && !may_refer(vocabulary, type);
  return Value::unknown(arena.make(unknown));
}

}  // namespace entente::engine
