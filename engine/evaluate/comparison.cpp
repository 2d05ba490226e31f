// Order and equality.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "engine/evaluate/interval.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

constexpr KindSet ordered = kinds::number | kinds::text | kinds::date | kinds::time |
                            kinds::date_time | kinds::days_duration | kinds::months_duration;

template <class T>
int sign_of(const T& a, const T& b) {
  return a < b ? -1 : (b < a ? 1 : 0);
}

std::int64_t in_utc(const Time& time) {
  return time.nanoseconds - offset_of(time) * nanoseconds_a_second;
}

bool answer(Op op, int sign) {
  switch (op) {
    case Op::less:
      return sign < 0;
    case Op::less_equal:
      return sign <= 0;
    case Op::greater:
      return sign > 0;
    default:
      return sign >= 0;
  }
}

KindSet booleans(bool may_hold, bool may_fail) {
  KindSet result;
  if (may_hold) result = result | kinds::true_;
  if (may_fail) result = result | kinds::false_;
  return result;
}

KindSet number_order(Op op, const Interval& a, const Interval& b) {
  switch (op) {
    case Op::less:
      return booleans(may_be_less(a, b), may_be_at_most(b, a));
    case Op::less_equal:
      return booleans(may_be_at_most(a, b), may_be_less(b, a));
    case Op::greater:
      return booleans(may_be_less(b, a), may_be_at_most(a, b));
    default:
      return booleans(may_be_at_most(b, a), may_be_less(a, b));
  }
}

/// What the ends come to, the rest does.
KindSet text_order(Op op, std::span<const Value> a, std::span<const Value> b) {
  if (a.empty() || b.empty()) return kinds::boolean;
  const auto before = [](const Value& x, const Value& y) { return x.text() < y.text(); };
  const auto [least_a, most_a] = std::minmax_element(a.begin(), a.end(), before);
  const auto [least_b, most_b] = std::minmax_element(b.begin(), b.end(), before);
  const bool low = answer(op, sign_of(least_a->text(), most_b->text()));
  const bool high = answer(op, sign_of(most_a->text(), least_b->text()));
  return booleans(low || high, !low || !high);
}

/// Of two single kinds that have an order and are the same.
KindSet order_of_kind(Op op, KindSet kind, const Possible& a, const Possible& b) {
  if (kind == kinds::number) return number_order(op, a.interval, b.interval);
  return kind == kinds::text ? text_order(op, a.choices, b.choices) : kinds::boolean;
}

KindSet order_kinds(Op op, const Possible& a, const Possible& b) {
  KindSet result;
  for_each_kind(a.kinds, [&](KindSet x) {
    for_each_kind(b.kinds, [&](KindSet y) {
      const KindSet null = strongest_null(x, y);
      if (!null.empty()) {
        result = result | null;
      } else if (x != y || !x.has(ordered)) {
        result = result | kinds::error;
      } else {
        result = result | order_of_kind(op, x, a, b);
      }
    });
  });
  return result;
}

/// Of something and itself.
KindSet order_of_one(Op op, KindSet can_be) {
  KindSet result = can_be & kinds::null;
  if (can_be.has(ordered)) result = result | booleans(answer(op, 0), !answer(op, 0));
  return can_be.has(kinds::any - ordered - kinds::null) ? result | kinds::error : result;
}

bool lists_share_a_text(std::span<const Value> a, std::span<const Value> b) {
  if (a.size() > b.size()) std::swap(a, b);
  std::unordered_set<std::string_view> texts;
  for (const Value& choice : a) texts.insert(choice.text());
  return std::ranges::any_of(b, [&](const Value& y) { return texts.contains(y.text()); });
}

KindSet equal_kind(KindSet x, KindSet y, const Possible& a, const Possible& b) {
  if (x.has(kinds::null) || y.has(kinds::null)) {
    return x.has(kinds::null) && y.has(kinds::null) ? kinds::true_ : kinds::false_;
  }
  if (x.has(kinds::boolean) && y.has(kinds::boolean)) return x == y ? kinds::true_ : kinds::false_;
  if (x != y) return kinds::error;
  if (x == kinds::number && disjoint(a.interval, b.interval)) return kinds::false_;
  const bool texts = x == kinds::text && !a.choices.empty() && !b.choices.empty();
  if (texts && !lists_share_a_text(a.choices, b.choices)) return kinds::false_;
  return kinds::boolean;
}

KindSet equal_kinds(const Possible& a, const Possible& b) {
  KindSet result;
  for_each_kind(a.kinds, [&](KindSet x) {
    for_each_kind(b.kinds, [&](KindSet y) { result = result | equal_kind(x, y, a, b); });
  });
  return result;
}

Value mismatch(const Runtime& runtime, KindSet a, KindSet b) {
  const bool alike = a == b;
  const KindSet durations = kinds::months_duration | kinds::days_duration;
  if (!alike && (a | b) == durations)
    return runtime.error("a duration in months can't be compared with one in days");
  return runtime.error(alike ? fmt::format("{} has no order", noun(a))
                             : fmt::format("{} can't be compared with {}", noun(a), noun(b)));
}

/// Interval of what is a number for sure and can be nothing else.
bool plain_number(const Value& value) { return kinds_of(value) == kinds::number; }

/// A whole number of steps away from an end, for `Reach::integers`.
bool reaches(const Value& value, const Number& number) {
  if (!value.is_unknown()) return true;
  const Unknown& unknown = value.unknown();
  if (!holds(unknown.interval, number)) return false;
  switch (unknown.reach) {
    case Reach::every:
      return true;
    case Reach::integers:
      return number.is_integer();
    case Reach::ends:
      return unknown.interval.low == number || unknown.interval.high == number;
  }
  return false;
}

bool reaches_all(const Value& value) {
  return !value.is_unknown() || value.unknown().reach == Reach::every;
}

bool numbers_can_meet(const Value& a, const Value& b) {
  if (!b.is_unknown()) return reaches(a, b.number());
  if (!a.is_unknown()) return reaches(b, a.number());
  const Interval left = a.unknown().interval;
  const Interval right = b.unknown().interval;
  const auto at_end = [&](const std::optional<Number>& end) {
    return end && reaches(a, *end) && reaches(b, *end);
  };
  const bool everywhere = a.unknown().reach == Reach::every && b.unknown().reach == Reach::every;
  return everywhere || at_end(left.low) || at_end(left.high) || at_end(right.low) ||
         at_end(right.high);
}

Value unknown_comparison(const Runtime& runtime, KindSet result, const Value& a, const Value& b,
                         bool equality) {
  Missing missing(runtime.arena);
  missing.add(a);
  missing.add(b);
  if (!both_answers_reached(a, b, equality, missing)) missing.not_tight();
  return settle(runtime, result, missing);
}

Value known_equal(const Runtime& runtime, const Value& a, const Value& b);

/// Combines the comparisons of parts: one that is surely different decides.
class Parts {
 public:
  explicit Parts(const Runtime& runtime) : runtime_(runtime), missing_(runtime.arena) {}
  bool add(const Value& part) {  // false: decided
    if (part.is_unknown()) {
      missing_.add(part);
      if (!truth(part).has(kinds::true_)) different_ = true;
    } else if (!part.is_true()) {
      different_ = true;
    }
    return !different_;
  }
  [[nodiscard]] Value result() {
    if (different_) return Value::boolean(false);
    if (!missing_.any()) return Value::boolean(true);
    return settle(runtime_, kinds::boolean, missing_);
  }

 private:
  const Runtime& runtime_;
  Missing missing_;
  bool different_ = false;
};

bool certain_length(const ListData& list) {
  return list.tail == nullptr &&
         std::none_of(list.items.begin(), list.items.end(),
                      [](const ListItem& item) { return item.perhaps != nullptr; });
}

/// Items before the first that is only perhaps there.
std::size_t in_their_place(const ListData& list) {
  const auto perhaps = std::ranges::find_if(list.items, &ListItem::perhaps);
  return static_cast<std::size_t>(perhaps - list.items.begin());
}

bool surely_longer(const ListData& a, const ListData& b) {
  if (b.tail != nullptr) return false;
  const auto sure = std::ranges::count(a.items, nullptr, &ListItem::perhaps);
  return static_cast<std::size_t>(sure) + a.tail_least > b.items.size();
}

Value equal_lists(const Runtime& runtime, const ListData& a, const ListData& b) {
  if (certain_length(a) && certain_length(b)) {
    if (a.items.size() != b.items.size()) return Value::boolean(false);
    Parts parts(runtime);
    for (std::size_t i = 0; i < a.items.size(); ++i) {
      if (!parts.add(same(runtime, a.items[i].value, b.items[i].value))) break;
    }
    return parts.result();
  }
  if (surely_longer(a, b) || surely_longer(b, a)) return Value::boolean(false);
  const std::size_t placed = std::min(in_their_place(a), in_their_place(b));
  for (std::size_t i = 0; i < placed; ++i)
    if (same(runtime, a.items[i].value, b.items[i].value).is_false()) return Value::boolean(false);
  Missing missing(runtime.arena);
  missing.add_deep(Value::list(&a), runtime.vocabulary);
  missing.add_deep(Value::list(&b), runtime.vocabulary);
  missing.not_tight();
  return settle(runtime, kinds::boolean, missing);
}

Value equal_contexts(const Runtime& runtime, const ContextData& a, const ContextData& b) {
  if (a.fields.size() != b.fields.size()) return Value::boolean(false);
  Parts parts(runtime);
  for (const ContextField& field : a.fields) {
    const auto other = std::find_if(b.fields.begin(), b.fields.end(),
                                    [&](const ContextField& f) { return f.name == field.name; });
    if (other == b.fields.end()) return Value::boolean(false);
    if (!parts.add(same(runtime, field.value, other->value))) break;
  }
  return parts.result();
}

Value equal_records(const Runtime& runtime, const RecordData& a, const RecordData& b) {
  if (&a == &b || (a.path != PathId::none && a.path == b.path)) return Value::boolean(true);
  if (a.type != b.type) return Value::boolean(false);
  const auto& key = runtime.vocabulary[a.type].key;
  if (key && *key < a.fields.size() && *key < b.fields.size()) {
    return same(runtime, a.fields[*key], b.fields[*key]);
  }
  Parts parts(runtime);
  for (std::size_t i = 0; i < std::min(a.fields.size(), b.fields.size()); ++i) {
    if (!parts.add(same(runtime, a.fields[i], b.fields[i]))) break;
  }
  return parts.result();
}

Value equal_ranges(const Runtime& runtime, const RangeData& a, const RangeData& b) {
  const bool alike =
      a.form == b.form && a.low_closed == b.low_closed && a.high_closed == b.high_closed;
  if (!alike) return Value::boolean(false);
  Parts parts(runtime);
  if (parts.add(same(runtime, a.low, b.low))) parts.add(same(runtime, a.high, b.high));
  return parts.result();
}

/// FEEL compares times by the second.
std::int64_t whole_seconds(std::int64_t nanoseconds) { return nanoseconds / nanoseconds_a_second; }

bool equal_moments(const DateTime& a, const DateTime& b) {
  return moment_of(a).seconds == moment_of(b).seconds;
}

Value known_equal(const Runtime& runtime, const Value& a, const Value& b) {
  switch (a.kind()) {
    case Kind::boolean:
      return Value::boolean(a.boolean() == b.boolean());
    case Kind::list:
      return equal_lists(runtime, a.list(), b.list());
    case Kind::record:
      return equal_records(runtime, a.record(), b.record());
    case Kind::context:
      return equal_contexts(runtime, a.context(), b.context());
    case Kind::range:
      return equal_ranges(runtime, a.range(), b.range());
    case Kind::function:
      return Value::boolean(&a.function() == &b.function());
    case Kind::time:
      return Value::boolean(whole_seconds(in_utc(a.time())) == whole_seconds(in_utc(b.time())));
    case Kind::date_time:
      return Value::boolean(equal_moments(a.date_time(), b.date_time()));
    default:
      return Value::boolean(known_order(a, b) == 0);
  }
}

/// Of two texts: bytes that comparing them may have to look at.
std::size_t shared_length(const Value& a, const Value& b) {
  return a.is(Kind::text) && b.is(Kind::text) ? std::min(a.text().size(), b.text().size()) : 0;
}

bool same_fact(const Value& a, const Value& b) {
  return a.is_unknown() && b.is_unknown() && a.unknown().path != PathId::none &&
         a.unknown().path == b.unknown().path && !a.unknown().can_be.has(kinds::error);
}

/// So many texts are looked at.
void spend_choices(const Runtime& runtime, const Value& a, const Value& b) {
  runtime.arena.spend(possible(a).choices.size() + possible(b).choices.size());
}

}  // namespace

std::optional<int> known_order(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case Kind::number:
      return sign_of(a.number(), b.number());
    case Kind::text:
      return sign_of(a.text(), b.text());
    case Kind::date:
      return sign_of(a.date(), b.date());
    case Kind::time:
      return sign_of(in_utc(a.time()), in_utc(b.time()));
    case Kind::date_time:
      return sign_of(moment_of(a.date_time()), moment_of(b.date_time()));
    case Kind::days_duration:
      return sign_of(a.days_duration(), b.days_duration());
    case Kind::months_duration:
      return sign_of(a.months_duration(), b.months_duration());
    default:
      return std::nullopt;
  }
}

bool both_answers_reached(const Value& a, const Value& b, bool equality, Missing& missing) {
  if (!missing.tight()) return false;
  const KindSet all = kinds_of(a) | kinds_of(b);
  if (!equality) return !all.has(kinds::text);
  if (!all.has(kinds::number)) return reaches_all(a) && reaches_all(b);
  return plain_number(a) && plain_number(b) && numbers_can_meet(a, b);
}

Value order(const Runtime& runtime, Op op, const Value& a, const Value& b) {
  runtime.arena.spend(shared_length(a, b) / 64);
  if (const auto sign = known_order(a, b)) return Value::boolean(answer(op, *sign));
  if (!a.is_unknown() && !b.is_unknown()) {
    const KindSet null = strongest_null(kinds_of(a), kinds_of(b));
    if (null == kinds::error) return a.is_null(NullReason::error) ? a : b;
    if (!null.empty()) return null_of(null);
    return mismatch(runtime, kinds_of(a), kinds_of(b));
  }
  spend_choices(runtime, a, b);
  const KindSet result =
      same_fact(a, b) ? order_of_one(op, kinds_of(a)) : order_kinds(op, possible(a), possible(b));
  if (result == kinds::error) {
    if (a.is_null()) return a;
    return b.is_null() ? b : mismatch(runtime, kinds_of(a), kinds_of(b));
  }
  return unknown_comparison(runtime, result, a, b, false);
}

Value equal(const Runtime& runtime, const Value& a, const Value& b) {
  runtime.arena.spend(1 + shared_length(a, b) / 64);
  if (!a.is_unknown() && !b.is_unknown()) {
    if (a.is_null() || b.is_null()) return Value::boolean(a.is_null() && b.is_null());
    if (a.kind() != b.kind()) return mismatch(runtime, kinds_of(a), kinds_of(b));
    return known_equal(runtime, a, b);
  }
  if (same_fact(a, b)) return Value::boolean(true);
  spend_choices(runtime, a, b);
  const KindSet result = equal_kinds(possible(a), possible(b));
  if (result == kinds::error) return mismatch(runtime, kinds_of(a), kinds_of(b));
  Missing missing(runtime.arena);
  missing.add_deep(a, runtime.vocabulary);
  missing.add_deep(b, runtime.vocabulary);
  const bool structured =
      kinds_of(a).has(kinds::list | kinds::record | kinds::context | kinds::range) &&
      kinds_of(b).has(kinds::list | kinds::record | kinds::context | kinds::range);
  if (structured || !both_answers_reached(a, b, true, missing)) missing.not_tight();
  return settle(runtime, result, missing);
}

Value same(const Runtime& runtime, const Value& a, const Value& b) {
  const Value result = equal(runtime, a, b);
  if (result.is_null()) return Value::boolean(false);
  if (!result.is_unknown() || !result.unknown().can_be.has(kinds::null)) return result;
  Unknown unknown = result.unknown();
  unknown.can_be = (unknown.can_be - kinds::null) | kinds::false_;
  return make_unknown(unknown, runtime.arena);
}

bool identical(const Runtime& runtime, const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) {
    return a.is_null() && b.is_null() && a.null_reason() == b.null_reason();
  }
  if (same_fact(a, b)) return true;
  if (a.is_unknown() || b.is_unknown() || a.kind() != b.kind()) return false;
  const auto precise = known_order(a, b);
  if (precise) return *precise == 0 && a.kind() != Kind::time && a.kind() != Kind::date_time;
  if (a.is(Kind::record)) return &a.record() == &b.record();
  if (a.is(Kind::context) || a.is(Kind::range)) return false;
  return known_equal(runtime, a, b).is_true();
}

}  // namespace entente::engine
