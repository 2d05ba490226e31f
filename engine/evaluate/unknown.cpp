#include "engine/evaluate/unknown.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_set>

#include "engine/evaluate/interval.hpp"

namespace entente::engine {

std::string_view noun(KindSet kinds) {
  static constexpr std::string_view nouns[] = {
      "a yes or no",     "a yes or no", "a number",   "a text",  "a date",   "a time",
      "a date and time", "a duration",  "a duration", "a list",  "a record", "a context",
      "a range",         "a function",  "none",       "nothing", "an error"};
  for (std::uint32_t bit = 0; bit < std::size(nouns); ++bit) {
    if ((kinds.bits() >> bit & 1) != 0) return nouns[bit];
  }
  return "a value";
}

Possible possible(const Value& value) {
  switch (value.kind()) {
    case Kind::unknown: {
      const Unknown& unknown = value.unknown();
      return {unknown.can_be, unknown.interval, unknown.choices};
    }
    case Kind::number:
      return {kinds::number, only(value.number()), {}};
    case Kind::text:
      return {kinds::text, {}, {&value, 1}};
    default:
      return {kinds_of(value), {}, {}};
  }
}

void Missing::add_deep(const Value& value, const Vocabulary& vocabulary) {
  if (!extent_of(value).may_be_open) return;
  arena_.spend(1);
  switch (value.kind()) {
    case Kind::unknown:
      return add(value);
    case Kind::list:
      for (const ListItem& item : value.list().items) {
        add_deep(item.value, vocabulary);
        if (item.perhaps != nullptr) add(*item.perhaps);
      }
      if (value.list().tail != nullptr) add(*value.list().tail);
      return;
    case Kind::record: {
      const RecordData& record = value.record();
      const auto& key = vocabulary[record.type].key;
      if (key && *key < record.fields.size()) return add_deep(record.fields[*key], vocabulary);
      for (const Value& field : record.fields) add_deep(field, vocabulary);
      return;
    }
    case Kind::context:
      for (const ContextField& field : value.context().fields) add_deep(field.value, vocabulary);
      return;
    case Kind::range:
      add_deep(value.range().low, vocabulary);
      add_deep(value.range().high, vocabulary);
      return;
    default:
      return;
  }
}

void Missing::merge() {
  if (is_merged_) return;
  is_merged_ = true;
  if (sets_.size() == 1) {
    merged_ = sets_.front();
    return;
  }
  std::size_t total = 0;
  for (const auto& set : sets_) total += set.size();
  const auto all = arena_.array<PathId>(total);
  auto end = all.begin();
  for (const auto& set : sets_) end = std::copy(set.begin(), set.end(), end);
  std::sort(all.begin(), all.end());
  const auto last = std::unique(all.begin(), all.end());
  if (last != all.end()) tight_ = false;
  merged_ = all.first(static_cast<std::size_t>(last - all.begin()));
}

std::span<const PathId> Missing::paths() {
  merge();
  return merged_;
}

bool Missing::tight() {
  merge();
  return tight_ && !sets_.empty();
}

Value settle(const Runtime& runtime, const Unknown& shape, Missing& missing) {
  Unknown unknown = shape;
  unknown.missing = missing.paths();
  return make_unknown(unknown, runtime.arena);
}

Value settle(const Runtime& runtime, KindSet kinds, Missing& missing) {
  Unknown unknown;
  unknown.can_be = kinds;
  unknown.tight = missing.tight();
  return settle(runtime, unknown, missing);
}

Value unknown_of_kinds(const Runtime& runtime, KindSet kinds, std::span<const PathId> missing) {
  Unknown unknown;
  unknown.missing = missing;
  unknown.can_be = kinds;
  return make_unknown(unknown, runtime.arena);
}

namespace {

/// Of all texts that the values can be, each once; empty: any.
std::span<const Value> joined_choices(std::span<const Value> values, Arena& arena) {
  std::size_t total = 0;
  for (const Value& value : values) {
    const Possible part = possible(value);
    if (part.choices.empty() && part.kinds.has(kinds::text)) return {};
    total += part.choices.size();
  }
  arena.spend(total);
  const auto all = arena.array<Value>(total);
  std::unordered_set<std::string_view> held;
  std::size_t count = 0;
  for (const Value& value : values)
    for (const Value& choice : possible(value).choices)
      if (held.insert(choice.text()).second) all[count++] = choice;
  return all.first(count);
}

}  // namespace

Value one_of(const Runtime& runtime, const Value& a, const Value& b, Missing& missing) {
  const Value both[] = {a, b};
  return one_of(runtime, both, missing);
}

Value one_of(const Runtime& runtime, std::span<const Value> values, Missing& missing) {
  for (const Value& value : values) missing.add_deep(value, runtime.vocabulary);
  Possible all = possible(values.front());
  bool one_interval = true;
  KindSet open;  // kinds of those that are unknown themselves
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Possible part = possible(values[i]);
    if (values[i].is_unknown()) open = open | part.kinds;
    if (i == 0) continue;
    if (all.kinds.has(kinds::number) && part.kinds.has(kinds::number)) {
      all.interval = hull(all.interval, part.interval);
      one_interval = false;
    } else if (part.kinds.has(kinds::number)) {
      all.interval = part.interval;
    }
    all.kinds = all.kinds | part.kinds;
  }
  if (values.size() > 1 && all.kinds.has(kinds::text))
    all.choices = joined_choices(values, runtime.arena);
  // One date is not every date.
  const KindSet bounded = kinds::boolean | kinds::null | kinds::number;
  const KindSet wide = all.kinds - (all.choices.empty() ? bounded : bounded | kinds::text);
  Unknown unknown;
  unknown.can_be = all.kinds;
  unknown.interval = all.interval;
  unknown.choices = all.choices;
  unknown.reach = one_interval ? missing.reach() : Reach::ends;
  unknown.tight = missing.tight() && (wide - open).empty();
  return settle(runtime, unknown, missing);
}

Value or_null(const Runtime& runtime, const Value& value, KindSet nulls, const Unknown& decides) {
  if (nulls.empty()) return value;
  Missing missing(runtime.arena);
  missing.add_deep(value, runtime.vocabulary);
  missing.add(decides);
  const Possible part = possible(value);
  Unknown shape;
  shape.can_be = part.kinds | nulls;
  shape.interval = part.interval;
  shape.choices = part.choices;
  shape.reach = Reach::ends;
  return settle(runtime, shape, missing);
}

KindSet strongest_null(KindSet a, KindSet b) {
  for (const KindSet reason : {kinds::error, kinds::nothing, kinds::none}) {
    if (a.has(reason) || b.has(reason)) return reason;
  }
  return {};
}

KindSet strict_nulls(KindSet a, KindSet b) {
  KindSet result;
  for_each_kind(a, [&](KindSet x) {
    for_each_kind(b, [&](KindSet y) { result = result | strongest_null(x, y); });
  });
  return result;
}

Value null_of(KindSet reason) {
  static constexpr ErrorNull in_part{"an error in one of its parts"};
  if (reason.has(kinds::error)) return Value::error(&in_part);
  return Value::null(reason.has(kinds::nothing) ? NullReason::nothing : NullReason::none);
}

std::optional<Value> null_among(const Runtime& runtime, std::span<const Value> operands) {
  KindSet sure;
  for (const Value& operand : operands) {
    if (operand.is_null(NullReason::error)) return operand;
    if (operand.is_null()) sure = strongest_null(sure, kinds_of(operand));
  }
  if (sure.empty()) return std::nullopt;
  KindSet all = sure;
  Missing missing(runtime.arena);
  for (const Value& operand : operands) {
    if (!operand.is_unknown()) continue;
    const KindSet with_it = strict_nulls(sure, sure | (kinds_of(operand) & kinds::null));
    if (with_it != sure) missing.add(operand);
    all = all | with_it;
  }
  return all == sure ? null_of(sure) : settle(runtime, all, missing);
}

}  // namespace entente::engine
