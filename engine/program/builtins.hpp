// The table of built-in functions: names, parameters, arities, what they give, what they make of
// unknowns and when they can fail. Shared by the checker, the compiler and the evaluator, so that a
// built-in is added in one row and one function.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "engine/program/program.hpp"

namespace entente::engine {

// Named as FEEL names them, blanks as underscores.
enum class Builtin : std::uint16_t {
  // conversion
  date,
  time,
  date_and_time,
  number,
  string,
  duration,
  years_and_months_duration,
  range,
  // boolean
  not_,
  is,
  // text
  substring,
  string_length,
  upper_case,
  lower_case,
  substring_before,
  substring_after,
  replace,
  contains,
  starts_with,
  ends_with,
  matches,
  split,
  string_join,
  // list
  list_contains,
  list_replace,
  count,
  min,
  max,
  sum,
  mean,
  all,
  any,
  sublist,
  append,
  concatenate,
  insert_before,
  remove,
  reverse,
  index_of,
  union_,
  distinct_values,
  flatten,
  product,
  median,
  stddev,
  mode,
  sort,
  // number
  decimal,
  floor,
  ceiling,
  round_up,
  round_down,
  round_half_up,
  round_half_down,
  abs,
  modulo,
  sqrt,
  log,
  exp,
  odd,
  even,
  // range
  before,
  after,
  meets,
  met_by,
  overlaps,
  overlaps_before,
  overlaps_after,
  finishes,
  finished_by,
  includes,
  during,
  starts,
  started_by,
  coincides,
  // temporal
  day_of_year,
  day_of_week,
  month_of_year,
  week_of_year,
  today,
  now,
  // context
  get_value,
  get_entries,
  context,
  context_put,
  context_merge,
  // additions of the rule language
  total_of,
  intersection_of,
  union_of,
  periods,
  // measures of the network that a relation makes
  density,
  directed_density,
  degree,
  degree_centralisation,
  betweenness,
  betweenness_centralisation,
  components,
  cut_points
};

/// What a built-in makes of an argument that is not known; docs/unknown.md shows each.
enum class OnUnknown : std::uint8_t {
  strict,        // unknown, of the kinds that the function can give
  bounds,        // unknown within bounds: a range of numbers, some texts, a list with open places
  decides_early  // bounds too, and what is known may settle it
};

/// What a parameter takes.
enum class Takes : std::uint8_t {
  anything,
  boolean,
  number,
  text,
  date,      // or a date and time
  duration,  // of either kind
  amount,    // a number or a duration
  list,      // a single value counts as a list of one
  numbers,   // a list of them
  context,   // or a record
  function,
  range,
  point,    // anything but a range
  moment,   // a date, a time, or a text that says one
  numeral,  // a number, or a text that says one
  period,   // a duration, or a text that says one
  relation  // the name of one
};

struct BuiltinParameter {
  std::string_view name;
  Takes takes = Takes::anything;
  /// A value, a text by its digits, that goes with whatever does not fail by itself: what fails
  /// with it fails with any.
  std::optional<int> neutral = std::nullopt;
};

/// One way to call a built-in.
struct BuiltinSignature {
  Builtin builtin;
  std::string_view name;  // "list contains"
  std::vector<BuiltinParameter> parameters;
  std::uint16_t least = 0;          // fewest arguments
  bool variadic = false;            // `min(1, 2, 3)`: any number of the last one
  TypeKind result = TypeKind::any;  // static type of the result, any when it depends
  KindSet result_kinds = kinds::any;
  OnUnknown on_unknown = OnUnknown::bounds;
  bool never_fails = false;  // on what its parameters take

  /// The place of the parameter of this name.
  [[nodiscard]] std::optional<std::size_t> parameter(std::string_view wanted) const;
  /// What the argument at this place is taken as; the last parameter of a variadic one goes on.
  [[nodiscard]] Takes takes(std::size_t argument) const;
};

[[nodiscard]] std::span<const BuiltinSignature> builtin_signatures();
/// Every signature of this name (date has three).
[[nodiscard]] std::vector<const BuiltinSignature*> find_builtin(std::string_view name);
/// The first signature of a built-in.
[[nodiscard]] const BuiltinSignature& signature_of(Builtin builtin);
/// "strict", "bounds", "decides early".
[[nodiscard]] std::string_view in_words(OnUnknown behaviour);
/// "a number", "a context or a record": for messages.
[[nodiscard]] std::string_view in_words(Takes takes);

}  // namespace entente::engine
