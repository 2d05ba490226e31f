// count, sum, total of, mean, min, max, all, any, product, median, stddev, mode.
// Of the items only nothing is skipped (`total of` skips none too); none makes the result none.
#include <algorithm>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/interval.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

/// What the items of a list come to, before they are added up.
struct Numbers {
  explicit Numbers(const Runtime& runtime) : missing(runtime.arena) {}

  Missing missing;
  Interval sum = only(0);
  std::optional<Interval> around;    // hull of all that may be counted
  std::optional<Number> least_high;  // of those surely counted: min is at most this
  std::optional<Number> most_low;    // max is at least this
  std::size_t surely_counted = 0;
  bool endless = false;  // an open tail may add to it
  bool plain = true;     // all items sure and numbers
  bool whole = true;     // all known ones are integers
  std::size_t unknowns = 0;
  std::size_t size = 0;
  KindSet may;  // none, error: of some items
  KindSet surely;

  [[nodiscard]] bool can_be_empty() const { return surely_counted == 0; }
  [[nodiscard]] Reach reach() const {
    if (whole && (missing.reach() == Reach::integers)) return Reach::integers;
    return missing.reach() == Reach::every ? Reach::every : Reach::ends;
  }
};

void keep_least(std::optional<Number>& least, const std::optional<Number>& candidate) {
  if (candidate && (!least || *candidate < *least)) least = candidate;
}
void keep_most(std::optional<Number>& most, const std::optional<Number>& candidate) {
  if (candidate && (!most || *candidate > *most)) most = candidate;
}

/// `times` is 1 for an item, the least number of items for a tail.
void add_tail_bounds(Numbers& numbers, const Interval& item, std::uint32_t times) {
  const bool never_less = item.low && item.low->sign() >= 0;
  const bool never_more = item.high && item.high->sign() <= 0;
  Interval all = product(item, only(times));
  if (!never_less) all.low.reset();
  if (!never_more) all.high.reset();
  if (times == 0 && never_less) all.low = 0;
  if (times == 0 && never_more) all.high = 0;
  all.low_open = false;
  all.high_open = false;
  numbers.sum = sum(numbers.sum, all);
}

void add_item(Numbers& numbers, const Value& value, bool sure, KindSet skipped,
              std::uint32_t tail_least, bool tail) {
  const Possible part = possible(value);
  const KindSet others = part.kinds - kinds::number - skipped;
  const KindSet faults = (others - kinds::none).empty() ? KindSet() : kinds::error;
  numbers.may = numbers.may | (others & kinds::none) | faults;
  if (sure && !part.kinds.has(kinds::number | skipped)) {
    if (others == kinds::none) numbers.surely = numbers.surely | kinds::none;
    if (!others.has(kinds::none)) numbers.surely = numbers.surely | kinds::error;
  }
  if (!part.kinds.has(kinds::number)) return;
  numbers.around = numbers.around ? hull(*numbers.around, part.interval) : part.interval;
  const bool counted = sure && !part.kinds.has(skipped);
  if (tail) {
    add_tail_bounds(numbers, part.interval, part.kinds.has(skipped) ? 0 : tail_least);
  } else {
    numbers.sum = sum(numbers.sum, counted ? part.interval : hull(part.interval, only(0)));
  }
  if (!counted) return;
  numbers.surely_counted += tail ? tail_least : 1;
  keep_least(numbers.least_high, part.interval.high);
  keep_most(numbers.most_low, part.interval.low);
}

Numbers add_up(const Runtime& runtime, const ListView& items, KindSet skipped) {
  Numbers numbers(runtime);
  for (const ListItem& item : items.items) {
    const bool sure = item.perhaps == nullptr;
    add_item(numbers, item.value, sure, skipped, 0, false);
    numbers.missing.add(item.value);
    if (!sure) numbers.missing.add(*item.perhaps);
    if (!sure || kinds_of(item.value) != kinds::number) numbers.plain = false;
    if (item.value.is(Kind::number) && !item.value.number().is_integer()) numbers.whole = false;
    if (item.value.is_unknown()) ++numbers.unknowns;
    ++numbers.size;
  }
  if (items.tail != nullptr) {
    add_item(numbers, items.tail_item, items.tail_least > 0, skipped, items.tail_least, true);
    numbers.missing.add(items.tail_item);
    numbers.missing.add(*items.tail);
    numbers.plain = false;
    numbers.endless = true;
  }
  if (items.whole != nullptr) numbers.missing.add(*items.whole);
  return numbers;
}

/// Sum, mean, min and max alike: what can stand there instead of a number.
KindSet kinds_of_aggregate(const Numbers& numbers, const ListView& items, bool empty_is_nothing) {
  KindSet result = numbers.may | items.instead;
  if (!items.instead.empty() || numbers.surely.empty()) {
    if (numbers.around || !empty_is_nothing) result = result | kinds::number;
    if (numbers.can_be_empty() && empty_is_nothing) result = result | kinds::nothing;
  }
  return result;
}

Value finish(const Runtime& runtime, Numbers& numbers, const ListView& items,
             const Interval& bounds, bool empty_is_nothing, Reach reach) {
  if (numbers.surely.has(kinds::error) && items.instead.empty()) {
    return error_among(runtime, items, "an item of the list is not a number");
  }
  Unknown shape;
  shape.can_be = kinds_of_aggregate(numbers, items, empty_is_nothing);
  shape.interval = bounds;
  shape.reach = reach;
  shape.tight = numbers.plain && items.instead.empty() && numbers.missing.tight();
  if (shape.can_be == kinds::error)
    return error_among(runtime, items, "an item of the list is not a number");
  return settle(runtime, shape, numbers.missing);
}

/// Sum of a list in which everything is known; none when that is not so.
std::optional<Value> known_sum(const Runtime& runtime, const ListView& items, bool total,
                               std::size_t& counted) {
  if (!items.certain()) return std::nullopt;
  Number sum = 0;
  KindSet null;
  counted = 0;
  for (const ListItem& item : items.items) {
    if (item.value.is_unknown()) return std::nullopt;
    const bool skipped =
        item.value.is_null(NullReason::nothing) || (total && item.value.is_null(NullReason::none));
    if (skipped) continue;
    if (!item.value.is(Kind::number)) {
      null = strongest_null(null, item.value.is_null() ? kinds_of(item.value) : kinds::error);
      continue;
    }
    const auto next = add(sum, item.value.number());
    if (!next) return runtime.error("the sum is beyond what a number can hold");
    sum = *next;
    ++counted;
  }
  if (null == kinds::error)
    return error_among(runtime, items, "an item of the list is not a number");
  if (!null.empty()) return null_of(null);
  if (counted == 0 && !total) return Value::null(NullReason::nothing);
  return Value::number(sum, runtime.arena);
}

/// When something must be counted, leaving all out is no lower bound.
Interval without_empty(const Numbers& numbers) {
  Interval bounds = numbers.sum;
  if (!numbers.can_be_empty() || !numbers.around || numbers.endless) return bounds;
  const Interval& around = *numbers.around;
  if (bounds.low && around.low && around.low->sign() > 0) bounds.low = around.low;
  if (bounds.high && around.high && around.high->sign() < 0) bounds.high = around.high;
  return bounds;
}

}  // namespace

Value list_argument(const Runtime& runtime, Arguments args) {
  return args.size() == 1 ? args[0] : make_list(runtime, args);
}

Value count_of(const Runtime& runtime, Arguments args) {
  const Value list = list_argument(runtime, args);
  if (list.is_null()) return list;
  const ListView items = view(runtime, list);
  if (items.certain()) return Value::integer(static_cast<std::int64_t>(items.items.size()));
  Missing missing(runtime.arena);
  for (const ListItem& item : items.items) {
    if (item.perhaps != nullptr) missing.add(*item.perhaps);
  }
  if (items.tail != nullptr) missing.add(*items.tail);
  Unknown shape;
  shape.can_be = kinds::number | items.instead;
  shape.interval.low = static_cast<std::int64_t>(items.sure_size());
  const std::size_t most = items.tail == nullptr ? 0 : items.tail_most;
  if (most != any_number)
    shape.interval.high = static_cast<std::int64_t>(items.items.size() + most);
  if (items.whole != nullptr && items.whole != items.tail) missing.add(*items.whole);
  shape.reach = Reach::integers;
  shape.tight = missing.tight() && (items.tail == nullptr || most == any_number);
  return settle(runtime, shape, missing);
}

Value sum_of(const Runtime& runtime, Arguments args, bool total) {
  const Value list = list_argument(runtime, args);
  if (list.is_null()) return list;
  const ListView items = view(runtime, list);
  std::size_t counted = 0;
  if (const auto known = known_sum(runtime, items, total, counted)) return *known;
  Numbers numbers = add_up(runtime, items, total ? kinds::nothing | kinds::none : kinds::nothing);
  const Interval bounds = total ? numbers.sum : without_empty(numbers);
  return finish(runtime, numbers, items, bounds, !total, numbers.reach());
}

Value mean_of(const Runtime& runtime, Arguments args) {
  const Value list = list_argument(runtime, args);
  if (list.is_null()) return list;
  const ListView items = view(runtime, list);
  std::size_t counted = 0;
  if (const auto known = known_sum(runtime, items, false, counted)) {
    if (!known->is(Kind::number)) return *known;
    const auto mean = divide(known->number(), static_cast<std::int64_t>(counted));
    return Value::number(mean.value_or(Number(0)), runtime.arena);
  }
  Numbers numbers = add_up(runtime, items, kinds::nothing);
  Interval bounds = loosened(numbers.around.value_or(Interval{}));
  if (numbers.plain) bounds = quotient(numbers.sum, only(static_cast<std::int64_t>(numbers.size)));
  return finish(runtime, numbers, items, bounds, true, Reach::ends);
}

namespace {

constexpr std::string_view not_comparable =
    "the items of the list can't be compared with each other";

std::optional<Value> known_extreme(const Runtime& runtime, const ListView& items, int sign) {
  if (!items.certain()) return std::nullopt;
  std::optional<Value> best;
  KindSet null;
  for (const ListItem& item : items.items) {
    if (item.value.is_unknown()) return std::nullopt;
    if (item.value.is_null(NullReason::nothing)) continue;
    if (item.value.is_null()) {
      null = strongest_null(null, kinds_of(item.value));
      continue;
    }
    const auto order = best ? known_order(item.value, *best) : known_order(item.value, item.value);
    if (!order) return runtime.error(not_comparable);
    if (!best || *order * sign > 0) best = item.value;
  }
  if (null == kinds::error) return error_among(runtime, items, "an item of the list is an error");
  if (!null.empty()) return null_of(null);
  return best.value_or(Value::null(NullReason::nothing));
}

/// Without what surely stands behind another item, whatever it turns out to be.
ListView contenders(const Runtime& runtime, const ListView& items, const Numbers& numbers,
                    int sign) {
  const auto stands_behind = [&](const Value& value) {
    if (!(kinds_of(value) - kinds::number - kinds::nothing).empty()) return false;
    const Interval interval = possible(value).interval;
    if (sign < 0) return numbers.least_high && interval.low && *interval.low >= *numbers.least_high;
    return numbers.most_low && interval.high && *interval.high <= *numbers.most_low;
  };
  ListBuilder kept(runtime, items.items.size());
  for (const ListItem& item : items.items) {
    const bool open = item.value.is_unknown() || item.perhaps != nullptr;
    if (!open || !stands_behind(item.value)) kept.add(item.value, item.perhaps);
  }
  ListView rest = items;
  rest.items = kept.so_far();
  if (items.tail != nullptr && items.tail_item.is_unknown() && stands_behind(items.tail_item))
    rest.tail = nullptr;
  return rest;
}

bool only_numbers(const ListView& items) {
  const KindSet fitting = kinds::number | kinds::null;
  const bool plain = std::all_of(items.items.begin(), items.items.end(), [&](const ListItem& item) {
    return (kinds_of(item.value) - fitting).empty();
  });
  return plain && (items.tail == nullptr || (kinds_of(items.tail_item) - fitting).empty());
}

/// Whether no kind has an order that is common to all items that surely count.
bool never_comparable(const ListView& items) {
  KindSet common = kinds::number | kinds::text | kinds::date | kinds::time | kinds::date_time |
                   kinds::days_duration | kinds::months_duration;
  const auto add = [&](const Value& value, bool sure) {
    const KindSet can = kinds_of(value);
    if (sure && !can.has(kinds::none | kinds::nothing)) common = common & can;
  };
  for (const ListItem& item : items.items) add(item.value, item.perhaps == nullptr);
  if (items.tail != nullptr) add(items.tail_item, items.tail_least > 0);
  return common.empty() && items.instead.empty();
}

/// Dates, texts and mixtures: no bounds.
Value open_extreme(const Runtime& runtime, const ListView& items) {
  if (never_comparable(items)) return error_among(runtime, items, not_comparable);
  Missing missing(runtime.arena);
  KindSet can = items.instead;
  bool surely_something = false;
  bool surely_none = false;
  const auto add = [&](const Value& value, const Unknown* waits) {
    if (waits == nullptr && value.is_null(NullReason::none)) surely_none = true;
    missing.add(value);
    if (waits != nullptr) missing.add(*waits);
    can = can | kinds_of(value);
    if (waits == nullptr && !kinds_of(value).has(kinds::nothing)) surely_something = true;
  };
  for (const ListItem& item : items.items) add(item.value, item.perhaps);
  if (items.tail != nullptr) add(items.tail_item, items.tail);
  if (items.whole != nullptr) missing.add(*items.whole);
  if (items.tail_least > 0 && !kinds_of(items.tail_item).has(kinds::nothing))
    surely_something = true;
  can = can - kinds::nothing;
  if (!surely_something) can = can | kinds::nothing;
  const KindSet plain = can - kinds::null;
  const bool one_kind = (plain.bits() & (plain.bits() - 1)) == 0;
  if (!one_kind || plain.has(kinds::boolean | kinds::list | kinds::record | kinds::context))
    can = can | kinds::error;
  // A none among them is the answer, but for an error.
  if (surely_none && items.instead.empty()) can = can & (kinds::none | kinds::error);
  missing.not_tight();
  return settle(runtime, can, missing);
}

}  // namespace

Value extreme_of(const Runtime& runtime, Arguments args, int sign) {
  const Value list = list_argument(runtime, args);
  if (list.is_null()) return list;
  const ListView all = view(runtime, list);
  if (const auto known = known_extreme(runtime, all, sign)) return *known;
  if (!only_numbers(all)) return open_extreme(runtime, all);
  const ListView items = contenders(runtime, all, add_up(runtime, all, kinds::nothing), sign);
  if (const auto known = known_extreme(runtime, items, sign)) return *known;
  Numbers numbers = add_up(runtime, items, kinds::nothing);
  Interval bounds = numbers.around.value_or(Interval{});
  bounds.low_open = false;
  bounds.high_open = false;
  if (sign < 0 && numbers.least_high) bounds.high = numbers.least_high;
  if (sign > 0 && numbers.most_low) bounds.low = numbers.most_low;
  return finish(runtime, numbers, items, bounds, true, Reach::ends);
}

Value all_or_any(const Runtime& runtime, Arguments args, bool every) {
  const Value list = list_argument(runtime, args);
  if (list.is_null()) return list;
  const ListView items = view(runtime, list);
  const KindSet neutral = every ? kinds::true_ : kinds::false_;
  KindSet result = neutral;
  Missing missing(runtime.arena);
  const auto add = [&](const Value& value, const Unknown* waits, bool sure) {
    KindSet can = truth(value);
    if (can.has(kinds::nothing)) can = (can - kinds::nothing) | neutral;
    if (can == neutral) return;
    missing.add(value);
    if (waits != nullptr) missing.add(*waits);
    if (!sure) can = can | neutral;
    result = every ? both(result, can) : either(result, can);
  };
  for (const ListItem& item : items.items) add(item.value, item.perhaps, item.perhaps == nullptr);
  if (items.tail != nullptr) add(items.tail_item, items.tail, items.tail_least > 0);
  result = result | items.instead;
  if (result == kinds::error)
    return error_among(runtime, items, "an item of the list is not a yes or no");
  if (items.whole != nullptr) missing.add(*items.whole);
  if (!missing.any())
    return result.has(kinds::boolean) ? Value::boolean(result == kinds::true_) : null_of(result);
  return settle(runtime, result, missing);
}

namespace {

Value median_of(const Runtime& runtime, std::span<Number> numbers) {
  std::sort(numbers.begin(), numbers.end());
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return Value::number(numbers[middle], runtime.arena);
  const auto sum = add(numbers[middle - 1], numbers[middle]);
  const auto half = sum ? divide(*sum, 2) : std::nullopt;
  return half ? Value::number(*half, runtime.arena)
              : runtime.error("the sum is beyond what a number can hold");
}

std::optional<Number> product_of(std::span<const Number> numbers) {
  std::optional<Number> result = Number(1);
  for (const Number& number : numbers) {
    if (result) result = multiply(*result, number);
  }
  return result;
}

std::optional<Number> deviation_of(std::span<const Number> numbers) {
  std::optional<Number> sum = Number(0);
  for (const Number& number : numbers) sum = sum ? add(*sum, number) : sum;
  const auto mean = sum ? divide(*sum, static_cast<std::int64_t>(numbers.size())) : std::nullopt;
  if (!mean) return std::nullopt;
  std::optional<Number> squares = Number(0);
  for (const Number& number : numbers) {
    const auto distance = subtract(number, *mean);
    const auto square = distance ? multiply(*distance, *distance) : std::nullopt;
    squares = squares && square ? add(*squares, *square) : std::nullopt;
  }
  const auto variance =
      squares ? divide(*squares, static_cast<std::int64_t>(numbers.size()) - 1) : std::nullopt;
  return variance ? variance->sqrt() : std::nullopt;
}

Value mode_of(const Runtime& runtime, std::span<Number> numbers) {
  std::sort(numbers.begin(), numbers.end());
  std::size_t most = 0;
  for (std::size_t i = 0, run = 0; i < numbers.size(); ++i) {
    run = i > 0 && numbers[i] == numbers[i - 1] ? run + 1 : 1;
    most = std::max(most, run);
  }
  ListBuilder modes(runtime, 4);
  for (std::size_t i = 0, run = 0; i < numbers.size(); ++i) {
    run = i > 0 && numbers[i] == numbers[i - 1] ? run + 1 : 1;
    if (run == most) modes.add(Value::number(numbers[i], runtime.arena));
  }
  return modes.finish();
}

}  // namespace

namespace {

/// Each end that an item's interval has: the median of the lows and of the highs are the ends.
Interval median_bounds(const Runtime& runtime, const ListView& items) {
  const auto middle = [&](bool low) -> std::optional<Number> {
    std::vector<Number> ends;
    std::size_t unbounded = 0;
    for (const ListItem& item : items.items) {
      const Interval part = possible(item.value).interval;
      const auto& end = low ? part.low : part.high;
      if (end) ends.push_back(*end);
      if (!end) ++unbounded;
    }
    const std::size_t half = items.items.size() / 2;
    const std::size_t first = items.items.size() % 2 == 1 ? half : half - 1;  // of the middle ones
    const std::size_t below = low ? unbounded : 0;
    if (first < below || half - below >= ends.size()) return std::nullopt;
    std::sort(ends.begin(), ends.end());
    const std::span middle_ones = std::span(ends).subspan(first - below, half - first + 1);
    const Value median = median_of(runtime, middle_ones);
    return median.is(Kind::number) ? std::optional(median.number()) : std::nullopt;
  };
  return {middle(true), middle(false)};
}

Interval product_bounds(const ListView& items) {
  Interval all = only(1);
  for (const ListItem& item : items.items) {
    const Possible part = possible(item.value);
    if (!part.kinds.has(kinds::number)) continue;
    const Interval with = product(all, part.interval);
    const bool counted = item.perhaps == nullptr && !part.kinds.has(kinds::nothing);
    all = counted ? with : hull(all, with);
  }
  const bool by_nothing_but_0 = is_point(all) && all.low->sign() == 0;
  return items.tail == nullptr || by_nothing_but_0 ? all : Interval{};
}

/// While something is missing. The deviation of fewer than two is nothing; there is always a mode.
Value unknown_statistic(const Runtime& runtime, Builtin builtin, const ListView& items) {
  Numbers numbers = add_up(runtime, items, kinds::nothing);
  const bool plain = numbers.plain && items.instead.empty();
  switch (builtin) {
    case Builtin::median: {
      const Interval around = numbers.around.value_or(Interval{});
      const bool closed = !around.low_open && !around.high_open;
      if (!plain || !closed) numbers.missing.not_tight();
      Interval bounds = plain ? median_bounds(runtime, items) : loosened(around);
      return finish(runtime, numbers, items, bounds, true, Reach::ends);
    }
    case Builtin::product:
      numbers.missing.not_tight();
      return finish(runtime, numbers, items, product_bounds(items), true, Reach::ends);
    case Builtin::stddev:
      numbers.missing.not_tight();
      if (numbers.surely_counted < 2) numbers.may = numbers.may | kinds::nothing;
      if (numbers.size < 2 && !numbers.endless) numbers.around.reset();
      return finish(runtime, numbers, items, {Number(0), std::nullopt}, true, Reach::ends);
    default:
      break;
  }
  if (numbers.surely.has(kinds::error) && items.instead.empty())
    return error_among(runtime, items, "an item of the list is not a number");
  KindSet can = numbers.may | items.instead;
  if (!items.instead.empty() || numbers.surely.empty()) can = can | kinds::list;
  numbers.missing.not_tight();
  return settle(runtime, can, numbers.missing);
}

}  // namespace

Value statistic(const Runtime& runtime, Builtin builtin, Arguments args) {
  const Value list = list_argument(runtime, args);
  if (list.is_null()) return list;
  const ListView items = view(runtime, list);
  const bool known =
      items.certain() && std::none_of(items.items.begin(), items.items.end(),
                                      [](const ListItem& item) { return item.value.is_unknown(); });
  if (!known) return unknown_statistic(runtime, builtin, items);
  std::vector<Number> numbers;
  KindSet null;
  for (const ListItem& item : items.items) {
    if (item.value.is_null(NullReason::nothing)) continue;
    if (item.value.is(Kind::number)) {
      numbers.push_back(item.value.number());
    } else {
      null = strongest_null(null, item.value.is_null() ? kinds_of(item.value) : kinds::error);
    }
  }
  if (null == kinds::error)
    return error_among(runtime, items, "an item of the list is not a number");
  if (!null.empty()) return null_of(null);
  if (builtin == Builtin::mode) return mode_of(runtime, numbers);
  if (numbers.empty()) return Value::null(NullReason::nothing);
  if (builtin == Builtin::median) return median_of(runtime, numbers);
  if (builtin == Builtin::stddev && numbers.size() < 2) return Value::null(NullReason::nothing);
  const auto result = builtin == Builtin::stddev ? deviation_of(numbers) : product_of(numbers);
  return result ? Value::number(*result, runtime.arena)
                : runtime.error("the result is beyond what a number can hold");
}

}  // namespace entente::engine
