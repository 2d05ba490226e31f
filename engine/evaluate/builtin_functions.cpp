// Which function does what a call of a built-in asks for, and what is strict in all of them.
#include "engine/evaluate/builtin_functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

/// Kinds of an argument with which these never fail; empty: they may always.
KindSet safe_kinds(Builtin builtin) {
  switch (builtin) {
    case Builtin::abs:
      return kinds::number | kinds::days_duration | kinds::months_duration;
    case Builtin::string_length:
    case Builtin::upper_case:
    case Builtin::lower_case:
    case Builtin::substring_before:
    case Builtin::substring_after:
    case Builtin::contains:
    case Builtin::starts_with:
    case Builtin::ends_with:
      return kinds::text;
    case Builtin::day_of_year:
    case Builtin::day_of_week:
    case Builtin::month_of_year:
    case Builtin::week_of_year:
      return kinds::date | kinds::date_time;
    case Builtin::string:
      return kinds::any - kinds::null;
    default:
      return {};
  }
}

KindSet result_kinds(Builtin builtin, Arguments args) {
  if (builtin == Builtin::abs) return kinds_of(args[0]) & safe_kinds(builtin);
  for (const BuiltinSignature& signature : builtin_signatures()) {
    if (signature.builtin != builtin) continue;
    Vocabulary types;
    Type type;
    type.kind = signature.result;
    return kinds_of(types, types.intern(type));
  }
  return kinds::any;
}

}  // namespace

KindSet kinds_taken(Takes takes) {
  constexpr KindSet durations = kinds::days_duration | kinds::months_duration;
  switch (takes) {
    case Takes::anything:
    case Takes::list:
    case Takes::numbers:
      return kinds::any;
    case Takes::boolean:
      return kinds::boolean;
    case Takes::number:
      return kinds::number;
    case Takes::text:
      return kinds::text;
    case Takes::date:
      return kinds::date | kinds::date_time;
    case Takes::duration:
      return durations;
    case Takes::amount:
      return kinds::number | durations;
    case Takes::context:
      return kinds::context | kinds::record;
    case Takes::function:
      return kinds::function;
    case Takes::range:
      return kinds::range;
    case Takes::point:
      return kinds::any - kinds::range;
    case Takes::moment:
      return kinds::text | kinds::date | kinds::date_time | kinds::time;
    case Takes::numeral:
      return kinds::text | kinds::number;
    case Takes::period:
      return kinds::text | durations;
    case Takes::relation:
      return {};  // no value is one
  }
  return kinds::any;
}

std::optional<std::int64_t> whole_number(const Value& value) {
  return value.is(Kind::number) ? value.number().to_int64() : std::nullopt;
}

std::optional<std::int64_t> cut_number(const Value& value) {
  if (!value.is(Kind::number)) return std::nullopt;
  const auto cut = value.number().round(0, Rounding::down);
  return cut ? cut->to_int64() : std::nullopt;
}

std::optional<Value> strict(const Runtime& runtime, Builtin builtin, Arguments args,
                            unsigned nulls_are_values) {
  KindSet known_null;
  KindSet possible_nulls;
  KindSet plain;
  const Value* error = nullptr;
  Missing missing(runtime.arena);
  for (std::size_t i = 0; i < args.size(); ++i) {
    missing.add_deep(args[i], runtime.vocabulary);
    if (!args[i].is_null()) plain = plain | (kinds_of(args[i]) - kinds::null);
    if ((nulls_are_values >> i & 1) != 0) continue;
    if (args[i].is_null()) known_null = strongest_null(known_null, kinds_of(args[i]));
    if (args[i].is_null(NullReason::error)) error = &args[i];
    if (args[i].is_unknown()) possible_nulls = possible_nulls | (kinds_of(args[i]) & kinds::null);
  }
  if (error != nullptr) return *error;
  if (!known_null.empty()) {
    KindSet stronger = known_null;
    for_each_kind(possible_nulls,
                  [&](KindSet null) { stronger = stronger | strongest_null(known_null, null); });
    if (stronger == known_null) return null_of(known_null);
    return settle(runtime, stronger, missing);
  }
  if (!missing.any()) return std::nullopt;
  missing.not_tight();
  const KindSet safe = safe_kinds(builtin);
  const bool may_fail = safe.empty() || !(plain - safe).empty();
  KindSet result = result_kinds(builtin, args) | possible_nulls;
  if (may_fail) result = result | kinds::error;
  return settle(runtime, result, missing);
}

bool surely(const Value& value, KindSet kinds) { return (kinds_of(value) - kinds).empty(); }

Value bounded(const Runtime& runtime, const Value& answer, const Interval& interval) {
  if (!answer.is_unknown() || !kinds_of(answer).has(kinds::number)) return answer;
  Unknown shape = answer.unknown();
  shape.interval = interval;
  return make_unknown(shape, runtime.arena);
}

Value one_of_texts(const Runtime& runtime, const Value& answer,
                   std::span<const std::string_view> texts) {
  if (!answer.is_unknown() || !kinds_of(answer).has(kinds::text)) return answer;
  const auto choices = runtime.arena.array<Value>(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) choices[i] = Value::text(texts[i], runtime.arena);
  Unknown shape = answer.unknown();
  shape.choices = choices;
  return make_unknown(shape, runtime.arena);
}

Value single_item(const Runtime& runtime, const Value& value) {
  if (!value.is(Kind::list)) return value;
  const ListView list = view(runtime, value);
  if (list.certain()) return list.items.size() == 1 ? list.items.front().value : value;
  if (list.sure_size() > 1) return value;
  KindSet can = kinds::list;
  for (const ListItem& item : list.items) can = can | kinds_of(item.value);
  if (list.tail != nullptr) can = can | kinds_of(list.tail_item);
  Missing missing(runtime.arena);
  missing.add_deep(value, runtime.vocabulary);
  missing.not_tight();
  return settle(runtime, can, missing);
}

void take_single_items(const Runtime& runtime, const BuiltinSignature& row,
                       std::span<Value> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (!kinds_taken(row.takes(i)).has(kinds::list))
      arguments[i] = single_item(runtime, arguments[i]);
}

std::optional<Value> misnamed(const Runtime& runtime, const BuiltinSignature& row, Arguments args) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Takes takes = row.takes(i);
    if ((kinds_of(args[i]) - kinds::null).empty() || kinds_of(args[i]).has(kinds_taken(takes)))
      continue;
    return runtime.error(fmt::format("`{}` of `{}` is {}, not {}", row.parameters[i].name, row.name,
                                     in_words(takes), noun(kinds_of(args[i]))));
  }
  return std::nullopt;
}

namespace {

/// Of functions that take texts: an argument that is one of a few texts, or null.
const Unknown* choice_among(Builtin builtin, Arguments args) {
  constexpr std::size_t most_choices = 64;
  const bool of_texts = (builtin >= Builtin::substring && builtin <= Builtin::split) ||
                        (builtin >= Builtin::date && builtin <= Builtin::duration) ||
                        builtin == Builtin::range;
  if (!of_texts) return nullptr;
  for (const Value& value : args) {
    if (!value.is_unknown()) continue;
    const Unknown& unknown = value.unknown();
    const bool few = !unknown.choices.empty() && unknown.choices.size() <= most_choices;
    if (few && (unknown.can_be - kinds::text - kinds::null).empty()) return &unknown;
  }
  return nullptr;
}

bool is_that(const Value& value, const Unknown& unknown) {
  return value.is_unknown() &&
         (&value.unknown() == &unknown ||
          (unknown.path != PathId::none && value.unknown().path == unknown.path));
}

/// The function is tried with each of the texts: the answer is one of those.
Value tried(FunctionCaller& caller, Builtin builtin, Arguments args, const Unknown& choice) {
  const Runtime& runtime = caller.runtime();
  std::vector<Value> answers;
  const auto with = [&](const Value& text) {
    const auto values = runtime.arena.array<Value>(args.size());
    for (std::size_t i = 0; i < args.size(); ++i)
      values[i] = is_that(args[i], choice) ? text : args[i];
    answers.push_back(call_builtin(caller, builtin, values));
  };
  for (const Value& text : choice.choices) with(text);
  for_each_kind(choice.can_be & kinds::null, [&](KindSet null) { with(null_of(null)); });
  const bool alike = std::ranges::all_of(
      answers, [&](const Value& answer) { return identical(runtime, answer, answers.front()); });
  if (alike) return answers.front();
  Missing missing(runtime.arena);
  missing.add(choice);
  return one_of(runtime, answers, missing);
}

}  // namespace

Value call_builtin(FunctionCaller& caller, Builtin builtin, Arguments args) {
  const Runtime& runtime = caller.runtime();
  using B = Builtin;
  if (const Unknown* choice = choice_among(builtin, args))
    return tried(caller, builtin, args, *choice);
  switch (builtin) {
    case B::date:
    case B::time:
    case B::date_and_time:
    case B::number:
    case B::string:
    case B::duration:
    case B::years_and_months_duration:
    case B::range:
      return conversion(runtime, builtin, args);
    case B::not_:
      return opposite(runtime, args[0]);
    case B::is:
      return conversion(runtime, builtin, args);
    case B::substring:
    case B::string_length:
    case B::upper_case:
    case B::lower_case:
    case B::substring_before:
    case B::substring_after:
    case B::contains:
    case B::starts_with:
    case B::ends_with:
    case B::string_join:
      return text_function(runtime, builtin, args);
    case B::replace:
    case B::matches:
    case B::split:
      return pattern_function(runtime, builtin, args);
    case B::count:
      return count_of(runtime, args);
    case B::min:
      return extreme_of(runtime, args, -1);
    case B::max:
      return extreme_of(runtime, args, 1);
    case B::sum:
      return sum_of(runtime, args, false);
    case B::total_of:
      return sum_of(runtime, args, true);
    case B::mean:
      return mean_of(runtime, args);
    case B::all:
      return all_or_any(runtime, args, true);
    case B::any:
      return all_or_any(runtime, args, false);
    case B::product:
    case B::median:
    case B::stddev:
    case B::mode:
      return statistic(runtime, builtin, args);
    case B::list_contains:
    case B::list_replace:
    case B::sublist:
    case B::append:
    case B::concatenate:
    case B::insert_before:
    case B::remove:
    case B::reverse:
    case B::index_of:
    case B::flatten:
    case B::sort:
      return list_function(caller, builtin, args);
    case B::union_:
    case B::distinct_values:
    case B::intersection_of:
    case B::union_of:
      return set_function(runtime, builtin, args);
    case B::decimal:
    case B::floor:
    case B::ceiling:
    case B::round_up:
    case B::round_down:
    case B::round_half_up:
    case B::round_half_down:
    case B::abs:
    case B::modulo:
    case B::sqrt:
    case B::log:
    case B::exp:
    case B::odd:
    case B::even:
      return number_function(runtime, builtin, args);
    case B::before:
    case B::after:
    case B::meets:
    case B::met_by:
    case B::overlaps:
    case B::overlaps_before:
    case B::overlaps_after:
    case B::finishes:
    case B::finished_by:
    case B::includes:
    case B::during:
    case B::starts:
    case B::started_by:
    case B::coincides:
      return range_function(runtime, builtin, args);
    case B::day_of_year:
    case B::day_of_week:
    case B::month_of_year:
    case B::week_of_year:
    case B::today:
    case B::now:
    case B::periods:
      return calendar_function(runtime, builtin, args);
    case B::get_value:
    case B::get_entries:
    case B::context:
    case B::context_put:
    case B::context_merge:
      return context_function(runtime, builtin, args);
    case B::density:
    case B::directed_density:
    case B::degree:
    case B::degree_centralisation:
    case B::betweenness:
    case B::betweenness_centralisation:
    case B::components:
    case B::cut_points:
      break;  // of relations, not of values: see RelationNetworks
  }
  return runtime.error("the function is not there");
}

}  // namespace entente::engine
