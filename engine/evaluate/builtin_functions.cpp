// Which function does what a call of a built-in asks for, and what is strict in all of them.
#include "engine/evaluate/builtin_functions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

/// Whether the built-in may fail on arguments that are of these kinds, or null.
bool may_fail(const BuiltinSignature& row, Arguments args) {
  if (!row.never_fails) return true;
  for (std::size_t i = 0; i < args.size(); ++i)
    if (!(kinds_of(args[i]) - kinds::null - kinds_taken(row.takes(i))).empty()) return true;
  return false;
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
  const Value* error = nullptr;
  Missing missing(runtime.arena);
  for (std::size_t i = 0; i < args.size(); ++i) {
    missing.add_deep(args[i], runtime.vocabulary);
    if ((nulls_are_values >> i & 1) != 0) continue;
    if (args[i].is_null()) known_null = strongest_null(known_null, kinds_of(args[i]));
    if (args[i].is_null(NullReason::error)) error = &args[i];
    if (args[i].is_unknown()) possible_nulls = possible_nulls | (kinds_of(args[i]) & kinds::null);
  }
  if (error != nullptr) return *error;
  if (!known_null.empty()) {
    const KindSet stronger = strict_nulls(known_null, known_null | possible_nulls);
    if (stronger == known_null) return null_of(known_null);
    return settle(runtime, stronger, missing);
  }
  if (!missing.any()) return std::nullopt;
  missing.not_tight();
  const BuiltinSignature& row = signature_of(builtin);
  KindSet result = row.result_kinds | possible_nulls;
  if (may_fail(row, args)) result = result | kinds::error;
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
  if (!kinds_of(value).has(kinds::list)) return value;
  const ListView list = view(runtime, value);
  if (list.certain()) return list.items.size() == 1 ? list.items.front().value : value;
  if (list.sure_size() > 1) return value;
  KindSet can = kinds_of(value);
  for (const ListItem& item : list.items) can = can | kinds_of(item.value);
  if (list.tail != nullptr) can = can | kinds_of(list.tail_item);
  Missing missing(runtime.arena);
  missing.add_deep(value, runtime.vocabulary);
  missing.not_tight();
  return settle(runtime, can, missing);
}

namespace {

/// A list of one stands for its item where a parameter takes one value.
void take_single_items(const Runtime& runtime, const BuiltinSignature& row,
                       std::span<Value> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (!kinds_taken(row.takes(i)).has(kinds::list))
      arguments[i] = single_item(runtime, arguments[i]);
}

/// An error when an argument given by name is not what the parameter of that name takes.
std::optional<Value> misnamed(const Runtime& runtime, const BuiltinSignature& row, Arguments args) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    const Takes takes = row.takes(i);
    if (kinds_of(args[i]).has(kinds_taken(takes) | kinds::null)) continue;
    return runtime.error(fmt::format("`{}` of `{}` is {}, not {}", row.parameters[i].name, row.name,
                                     in_words(takes), noun(kinds_of(args[i]))));
  }
  return std::nullopt;
}

/// The answer, or an error where an argument given by name may turn out not to be what its
/// parameter takes.
Value or_misnamed(const Runtime& runtime, const BuiltinSignature& row, Arguments args,
                  const Value& answer) {
  for (std::size_t i = 0; i < args.size(); ++i) {
    if (kinds_of(answer).has(kinds::error)) return answer;
    if (!surely(args[i], kinds_taken(row.takes(i)) | kinds::null))
      return or_null(runtime, answer, kinds::error, args[i].unknown());
  }
  return answer;
}

bool works_on_texts(const BuiltinSignature& row) {
  return row.result == TypeKind::text ||
         std::ranges::any_of(row.parameters, [](const BuiltinParameter& parameter) {
           return parameter.takes == Takes::text || parameter.takes == Takes::moment ||
                  parameter.takes == Takes::numeral || parameter.takes == Takes::period;
         });
}

/// Of functions that work on texts: an argument that is one of a few texts, or null.
const Unknown* choice_among(const BuiltinSignature& row, Arguments args) {
  constexpr std::size_t most_choices = 64;
  for (const Value& value : args) {
    if (!value.is_unknown()) continue;
    const Unknown& unknown = value.unknown();
    const bool few = !unknown.choices.empty() && unknown.choices.size() <= most_choices;
    if (few && (unknown.can_be - kinds::text - kinds::null).empty())
      return works_on_texts(row) ? &unknown : nullptr;
  }
  return nullptr;
}

bool is_that(const Value& value, const Unknown& unknown) {
  return value.is_unknown() &&
         (&value.unknown() == &unknown ||
          (unknown.path != PathId::none && value.unknown().path == unknown.path));
}

Value by_place(FunctionCaller& caller, const BuiltinSignature& row, Arguments args);

/// The function is tried with each of the texts: the answer is one of those.
Value tried(FunctionCaller& caller, const BuiltinSignature& row, Arguments args,
            const Unknown& choice) {
  const Runtime& runtime = caller.runtime();
  std::vector<Value> answers;
  const auto with = [&](const Value& text) {
    const auto values = runtime.arena.array<Value>(args.size());
    for (std::size_t i = 0; i < args.size(); ++i)
      values[i] = is_that(args[i], choice) ? text : args[i];
    answers.push_back(by_place(caller, row, values));
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

Value called(FunctionCaller& caller, Builtin builtin, Arguments args) {
  const Runtime& runtime = caller.runtime();
  using B = Builtin;
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

Value neutral_value(const Runtime& runtime, Takes takes, int neutral) {
  if (takes == Takes::number) return Value::integer(neutral);
  if (takes == Takes::duration) return Value::days_duration({neutral}, runtime.arena);
  return Value::text(runtime.arena.text(std::to_string(neutral)), runtime.arena);
}

/// What the known arguments come to if they fail whatever the others are.
std::optional<Value> failure_of_known(FunctionCaller& caller, const BuiltinSignature& row,
                                      Arguments args) {
  const auto none_known = std::ranges::all_of(args, &Value::is_unknown);
  const auto all_known = std::ranges::none_of(args, &Value::is_unknown);
  if (none_known || all_known || row.variadic) return std::nullopt;
  const Runtime& runtime = caller.runtime();
  const auto tried = runtime.arena.array<Value>(args.size());
  for (std::size_t i = 0; i < args.size(); ++i) {
    tried[i] = args[i];
    if (!args[i].is_unknown()) continue;
    const auto& [name, takes, neutral] = row.parameters[i];
    if (!neutral || !surely(args[i], kinds_taken(takes) | kinds::error)) return std::nullopt;
    tried[i] = neutral_value(runtime, takes, *neutral);
  }
  const Value answer = called(caller, row.builtin, tried);
  return answer.is_null(NullReason::error) ? std::optional(answer) : std::nullopt;
}

Value by_place(FunctionCaller& caller, const BuiltinSignature& row, Arguments args) {
  if (const Unknown* choice = choice_among(row, args)) return tried(caller, row, args, *choice);
  const Value answer = called(caller, row.builtin, args);
  if (!answer.is_unknown()) return answer;
  return failure_of_known(caller, row, args).value_or(answer);
}

}  // namespace

Value call_builtin(FunctionCaller& caller, const BuiltinSignature& row, std::span<Value> args,
                   bool by_name) {
  const Runtime& runtime = caller.runtime();
  take_single_items(runtime, row, args);
  if (!by_name) return by_place(caller, row, args);
  if (const auto wrong = misnamed(runtime, row, args)) return *wrong;
  return or_misnamed(runtime, row, args, by_place(caller, row, args));
}

}  // namespace entente::engine
