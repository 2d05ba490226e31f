#include "engine/explain/replay_values.hpp"

#include "engine/evaluate/function_data.hpp"
#include "engine/evaluate/unknown.hpp"

namespace entente::engine::replay {
namespace {

template <class T>
int sign_of(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

bool same_ends(const Interval& a, const Interval& b) {
  return a.low == b.low && a.high == b.high && a.low_open == b.low_open &&
         a.high_open == b.high_open;
}

bool same_unknown(const Unknown& a, const Unknown& b) {
  const bool numbers = a.can_be.has(kinds::number);
  return a.can_be == b.can_be && std::ranges::equal(a.missing, b.missing) &&
         (!numbers || same_ends(a.interval, b.interval)) &&
         std::ranges::equal(a.choices, b.choices, same);
}

bool same_waits(const Unknown* a, const Unknown* b) {
  if (a == nullptr || b == nullptr) return a == b;
  return std::ranges::equal(a->missing, b->missing);
}

bool same_list(const ListData& a, const ListData& b) {
  if (&a == &b) return true;
  const auto same_item = [](const ListItem& x, const ListItem& y) {
    return same_waits(x.perhaps, y.perhaps) && same(x.value, y.value);
  };
  return same_waits(a.tail, b.tail) && a.tail_least == b.tail_least &&
         std::ranges::equal(a.items, b.items, same_item);
}

bool same_record(const RecordData& a, const RecordData& b) {
  if (&a == &b) return true;
  return a.type == b.type && a.path == b.path && a.supplied == b.supplied &&
         std::ranges::equal(a.fields, b.fields, same);
}

bool same_context(const ContextData& a, const ContextData& b) {
  return std::ranges::equal(a.fields, b.fields, [](const ContextField& x, const ContextField& y) {
    return x.name == y.name && same(x.value, y.value);
  });
}

bool same_range(const RangeData& a, const RangeData& b) {
  return a.form == b.form && a.low_closed == b.low_closed && a.high_closed == b.high_closed &&
         same(a.low, b.low) && same(a.high, b.high);
}

bool lies_in(const Interval& interval, const Number& number) {
  const bool above =
      !interval.low || (interval.low_open ? *interval.low < number : *interval.low <= number);
  const bool below =
      !interval.high || (interval.high_open ? number < *interval.high : number <= *interval.high);
  return above && below;
}

bool around(const Interval& outer, const Interval& inner) {
  const bool low = !outer.low || (inner.low && *outer.low <= *inner.low);
  const bool high = !outer.high || (inner.high && *inner.high <= *outer.high);
  return low && high;
}

std::int64_t in_utc(const Time& time) {
  return time.nanoseconds - offset_of(time) * nanoseconds_a_second;
}

/// Parts of two values: one that differs decides, and one that can't be compared does.
template <class Range, class Part>
std::optional<bool> equal_parts(const Range& a, const Range& b, const Vocabulary& vocabulary,
                                Part part) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!equals(part(a[i]), part(b[i]), vocabulary).value_or(false)) return false;
  return true;
}

std::optional<bool> equal_records(const RecordData& a, const RecordData& b,
                                  const Vocabulary& vocabulary) {
  if (&a == &b || (a.path != PathId::none && a.path == b.path)) return true;
  if (a.type != b.type) return false;
  const auto& key = vocabulary[a.type].key;
  if (key && *key < a.fields.size() && *key < b.fields.size())
    return equals(a.fields[*key], b.fields[*key], vocabulary).value_or(false);
  return equal_parts(a.fields, b.fields, vocabulary, [](const Value& field) { return field; });
}

std::optional<bool> equal_contexts(const ContextData& a, const ContextData& b,
                                   const Vocabulary& vocabulary) {
  if (a.fields.size() != b.fields.size()) return false;
  for (const ContextField& field : a.fields) {
    const auto other = std::ranges::find(b.fields, field.name, &ContextField::name);
    if (other == b.fields.end()) return false;
    if (!equals(field.value, other->value, vocabulary).value_or(false)) return false;
  }
  return true;
}

/// A kind for each that the set holds.
std::vector<KindSet> each_kind(KindSet set) {
  std::vector<KindSet> all;
  for (std::uint32_t bit = 1; bit != 0 && bit <= set.bits(); bit <<= 1U)
    if ((set.bits() & bit) != 0) all.emplace_back(bit);
  return all;
}

/// `and` of two single kinds: no before the nulls, these before yes.
KindSet and_of(KindSet a, KindSet b) {
  for (const KindSet first : {kinds::false_, kinds::error, kinds::nothing, kinds::none})
    if (a == first || b == first) return first;
  return kinds::true_;
}

}  // namespace

bool same(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case Kind::unknown:
      return same_unknown(a.unknown(), b.unknown());
    case Kind::null:
      return a.null_reason() == b.null_reason();
    case Kind::boolean:
      return a.boolean() == b.boolean();
    case Kind::time:
      return a.time() == b.time();
    case Kind::date_time:
      return a.date_time() == b.date_time();
    case Kind::list:
      return same_list(a.list(), b.list());
    case Kind::record:
      return same_record(a.record(), b.record());
    case Kind::context:
      return same_context(a.context(), b.context());
    case Kind::range:
      return same_range(a.range(), b.range());
    case Kind::function:
      return a.function().function == b.function().function;
    default:
      return order_of(a, b) == 0;
  }
}

bool contains(const Unknown& unknown, const Value& value) {
  if (!(kinds_of(value) - unknown.can_be).empty()) return false;
  if (value.is(Kind::number)) return lies_in(unknown.interval, value.number());
  if (value.is(Kind::text)) {
    const auto is_it = [&](const Value& choice) { return choice.text() == value.text(); };
    return unknown.choices.empty() || std::ranges::any_of(unknown.choices, is_it);
  }
  if (!value.is_unknown()) return true;
  const Unknown& inner = value.unknown();
  if (inner.can_be.has(kinds::number) && !around(unknown.interval, inner.interval)) return false;
  if (!inner.can_be.has(kinds::text) || unknown.choices.empty()) return true;
  return !inner.choices.empty() && std::ranges::all_of(inner.choices, [&](const Value& choice) {
    return contains(unknown, choice);
  });
}

void Waits::add(std::span<const PathId> paths) {
  paths_.insert(paths_.end(), paths.begin(), paths.end());
  std::ranges::sort(paths_);
  paths_.erase(std::unique(paths_.begin(), paths_.end()), paths_.end());
}

void Waits::add_deep(const Value& value, const Vocabulary& vocabulary) {
  Arena arena;
  Missing missing(arena);
  missing.add_deep(value, vocabulary);
  add(missing.paths());
}

KindSet as_truth(const Value& value) {
  const KindSet can = kinds_of(value);
  const KindSet logical = can & (kinds::boolean | kinds::null);
  return logical == can ? can : logical | kinds::error;
}

Claim claim(const Value& condition) {
  Claim made{as_truth(condition), {}};
  made.waits.add(condition);
  return made;
}

KindSet holds_or_not(const Value& condition) {
  const KindSet can = as_truth(condition);
  const KindSet kept = can & (kinds::boolean | kinds::error);
  return can.has(kinds::none | kinds::nothing) ? kept | kinds::false_ : kept;
}

KindSet conjunction(KindSet a, KindSet b) {
  KindSet result;
  for (const KindSet x : each_kind(a))
    for (const KindSet y : each_kind(b)) result = result | and_of(x, y);
  return result;
}

KindSet negation(KindSet a) {
  KindSet result = a & kinds::null;
  if (a.has(kinds::true_)) result = result | kinds::false_;
  if (a.has(kinds::false_)) result = result | kinds::true_;
  return result;
}

KindSet disjunction(KindSet a, KindSet b) {
  return negation(conjunction(negation(a), negation(b)));
}

namespace {

Claim joined(KindSet can, const Claim& a, const Claim& b) {
  Claim result{can, a.waits};
  Waits& waits = result.waits;
  if (is_one(can)) {
    waits.clear();
  } else {
    waits.add_all(b.waits);
  }
  return result;
}

}  // namespace

Claim conjunction(const Claim& a, const Claim& b) {
  return joined(conjunction(a.can, b.can), a, b);
}
Claim disjunction(const Claim& a, const Claim& b) {
  return joined(disjunction(a.can, b.can), a, b);
}

bool is_one(KindSet can) { return each_kind(can).size() == 1; }

bool agrees(const Value& value, const Claim& claim) {
  if (is_one(claim.can)) return !value.is_unknown() && kinds_of(value) == claim.can;
  return value.is_unknown() && value.unknown().can_be == claim.can &&
         claim.waits.are(value.unknown().missing);
}

std::optional<int> order_of(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::number:
      return sign_of(a.number(), b.number());
    case Kind::text:
      return sign_of(a.text(), b.text());
    case Kind::date:
      return sign_of(a.date().days, b.date().days);
    case Kind::time:
      return sign_of(in_utc(a.time()), in_utc(b.time()));
    case Kind::date_time:
      return sign_of(moment_of(a.date_time()), moment_of(b.date_time()));
    case Kind::days_duration:
      return sign_of(a.days_duration().nanoseconds, b.days_duration().nanoseconds);
    case Kind::months_duration:
      return sign_of(a.months_duration().months, b.months_duration().months);
    default:
      return std::nullopt;
  }
}

std::optional<bool> equals(const Value& a, const Value& b, const Vocabulary& vocabulary) {
  if (a.is_null() || b.is_null()) return a.is_null() && b.is_null();
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::boolean:
      return a.boolean() == b.boolean();
    case Kind::time:
      return in_utc(a.time()) / nanoseconds_a_second == in_utc(b.time()) / nanoseconds_a_second;
    case Kind::date_time:
      return moment_of(a.date_time()).seconds == moment_of(b.date_time()).seconds;
    case Kind::list:
      return equal_parts(a.list().items, b.list().items, vocabulary,
                         [](const ListItem& item) { return item.value; });
    case Kind::record:
      return equal_records(a.record(), b.record(), vocabulary);
    case Kind::context:
      return equal_contexts(a.context(), b.context(), vocabulary);
    case Kind::range: {
      const RangeData& x = a.range();
      const RangeData& y = b.range();
      return x.form == y.form && x.low_closed == y.low_closed && x.high_closed == y.high_closed &&
             equals(x.low, y.low, vocabulary).value_or(false) &&
             equals(x.high, y.high, vocabulary).value_or(false);
    }
    case Kind::function:
      return &a.function() == &b.function();
    default:
      return order_of(a, b) == 0;
  }
}

}  // namespace entente::engine::replay
