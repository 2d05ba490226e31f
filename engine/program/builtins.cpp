#include "engine/program/builtins.hpp"

#include <algorithm>

namespace entente::engine {
namespace {

using K = TypeKind;
using B = Builtin;
using T = Takes;

/// All parameters are required unless `least` says less.
BuiltinSignature row(B builtin, std::string_view name, std::vector<BuiltinParameter> parameters,
                     K result, int least = -1) {
  const auto all = static_cast<std::uint16_t>(parameters.size());
  const auto needed = least < 0 ? all : static_cast<std::uint16_t>(least);
  return {builtin, name, std::move(parameters), needed, false, result};
}

/// The last parameter may stand any number of times.
BuiltinSignature many(B builtin, std::string_view name, std::vector<BuiltinParameter> parameters,
                      K result, int least = -1) {
  BuiltinSignature signature = row(builtin, name, std::move(parameters), result, least);
  signature.variadic = true;
  return signature;
}

std::vector<BuiltinSignature> conversions() {
  return {
      row(B::date, "date", {{"from", T::moment}}, K::date),
      row(B::date, "date", {{"year", T::number}, {"month", T::number}, {"day", T::number}},
          K::date),
      row(B::time, "time", {{"from", T::moment}}, K::time),
      row(B::time, "time",
          {{"hour", T::number},
           {"minute", T::number},
           {"second", T::number},
           {"offset", T::duration}},
          K::time, 3),
      row(B::date_and_time, "date and time", {{"from", T::moment}}, K::date_time),
      row(B::date_and_time, "date and time", {{"date", T::date}, {"time"}}, K::date_time),
      row(B::date_and_time, "date and time",
          {{"year", T::number},
           {"month", T::number},
           {"day", T::number},
           {"hour", T::number},
           {"minute", T::number},
           {"second", T::number},
           {"offset", T::duration}},
          K::date_time, 6),
      row(B::number, "number",
          {{"from", T::numeral}, {"grouping separator", T::text}, {"decimal separator", T::text}},
          K::number, 1),
      row(B::string, "string", {{"from"}}, K::text),
      row(B::duration, "duration", {{"from", T::period}}, K::duration),
      row(B::years_and_months_duration, "years and months duration",
          {{"from", T::date}, {"to", T::date}}, K::months_duration),
      row(B::range, "range", {{"from", T::text}}, K::range),
      row(B::not_, "not", {{"negand", T::boolean}}, K::boolean),
      row(B::is, "is", {{"value1"}, {"value2"}}, K::boolean, 1),
  };
}

std::vector<BuiltinSignature> texts() {
  return {
      row(B::substring, "substring",
          {{"string", T::text}, {"start position", T::number}, {"length", T::number}}, K::text, 2),
      row(B::string_length, "string length", {{"string", T::text}}, K::number),
      row(B::upper_case, "upper case", {{"string", T::text}}, K::text),
      row(B::lower_case, "lower case", {{"string", T::text}}, K::text),
      row(B::substring_before, "substring before", {{"string", T::text}, {"match", T::text}},
          K::text),
      row(B::substring_after, "substring after", {{"string", T::text}, {"match", T::text}},
          K::text),
      row(B::replace, "replace",
          {{"input", T::text}, {"pattern", T::text}, {"replacement", T::text}, {"flags", T::text}},
          K::text, 3),
      row(B::contains, "contains", {{"string", T::text}, {"match", T::text}}, K::boolean),
      row(B::starts_with, "starts with", {{"string", T::text}, {"match", T::text}}, K::boolean),
      row(B::ends_with, "ends with", {{"string", T::text}, {"match", T::text}}, K::boolean),
      row(B::matches, "matches", {{"input", T::text}, {"pattern", T::text}, {"flags", T::text}},
          K::boolean, 2),
      row(B::split, "split", {{"string", T::text}, {"delimiter", T::text}}, K::list),
      row(B::string_join, "string join", {{"list", T::list}, {"delimiter", T::text}}, K::text, 1),
  };
}

std::vector<BuiltinSignature> lists() {
  return {
      row(B::list_contains, "list contains", {{"list", T::list}, {"element"}}, K::boolean),
      row(B::list_replace, "list replace",
          {{"list", T::list}, {"position", T::number}, {"newItem"}}, K::list),
      row(B::list_replace, "list replace", {{"list", T::list}, {"match", T::function}, {"newItem"}},
          K::list),
      many(B::count, "count", {{"list", T::list}}, K::number),
      many(B::min, "min", {{"list", T::list}}, K::any),
      many(B::max, "max", {{"list", T::list}}, K::any),
      many(B::sum, "sum", {{"list", T::numbers}}, K::number),
      many(B::mean, "mean", {{"list", T::numbers}}, K::number),
      many(B::all, "all", {{"list", T::list}}, K::boolean),
      many(B::any, "any", {{"list", T::list}}, K::boolean),
      row(B::sublist, "sublist",
          {{"list", T::list}, {"start position", T::number}, {"length", T::number}}, K::list, 2),
      many(B::append, "append", {{"list", T::list}, {"item"}}, K::list),
      many(B::concatenate, "concatenate", {{"list", T::list}}, K::list),
      row(B::insert_before, "insert before",
          {{"list", T::list}, {"position", T::number}, {"newItem"}}, K::list),
      row(B::remove, "remove", {{"list", T::list}, {"position", T::number}}, K::list),
      row(B::reverse, "reverse", {{"list", T::list}}, K::list),
      row(B::index_of, "index of", {{"list", T::list}, {"match"}}, K::list),
      many(B::union_, "union", {{"list", T::list}}, K::list),
      row(B::distinct_values, "distinct values", {{"list", T::list}}, K::list),
      row(B::flatten, "flatten", {{"list", T::list}}, K::list),
      many(B::product, "product", {{"list", T::numbers}}, K::number),
      many(B::median, "median", {{"list", T::numbers}}, K::number),
      many(B::stddev, "stddev", {{"list", T::numbers}}, K::number),
      many(B::mode, "mode", {{"list", T::numbers}}, K::list),
      row(B::sort, "sort", {{"list", T::list}, {"precedes", T::function}}, K::list, 1),
      row(B::total_of, "total of", {{"list", T::list}}, K::number),
      row(B::intersection_of, "intersection of", {{"lists", T::list}}, K::list),
      row(B::union_of, "union of", {{"lists", T::list}}, K::list),
      row(B::periods, "periods", {{"count", T::number}, {"length", T::duration}}, K::list),
  };
}

std::vector<BuiltinSignature> numbers() {
  return {
      row(B::decimal, "decimal", {{"n", T::number}, {"scale", T::number}}, K::number),
      row(B::floor, "floor", {{"n", T::number}, {"scale", T::number}}, K::number, 1),
      row(B::ceiling, "ceiling", {{"n", T::number}, {"scale", T::number}}, K::number, 1),
      row(B::round_up, "round up", {{"n", T::number}, {"scale", T::number}}, K::number),
      row(B::round_down, "round down", {{"n", T::number}, {"scale", T::number}}, K::number),
      row(B::round_half_up, "round half up", {{"n", T::number}, {"scale", T::number}}, K::number),
      row(B::round_half_down, "round half down", {{"n", T::number}, {"scale", T::number}},
          K::number),
      row(B::abs, "abs", {{"n", T::amount}}, K::any),  // also of a duration
      row(B::modulo, "modulo", {{"dividend", T::number}, {"divisor", T::number}}, K::number),
      row(B::sqrt, "sqrt", {{"number", T::number}}, K::number),
      row(B::log, "log", {{"number", T::number}}, K::number),
      row(B::exp, "exp", {{"number", T::number}}, K::number),
      row(B::odd, "odd", {{"number", T::number}}, K::boolean),
      row(B::even, "even", {{"number", T::number}}, K::boolean),
  };
}

std::vector<BuiltinSignature> ranges() {
  return {
      row(B::before, "before", {{"point1", T::point}, {"point2", T::point}}, K::boolean),
      row(B::before, "before", {{"point", T::point}, {"range", T::range}}, K::boolean),
      row(B::before, "before", {{"range", T::range}, {"point", T::point}}, K::boolean),
      row(B::before, "before", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::after, "after", {{"point1", T::point}, {"point2", T::point}}, K::boolean),
      row(B::after, "after", {{"point", T::point}, {"range", T::range}}, K::boolean),
      row(B::after, "after", {{"range", T::range}, {"point", T::point}}, K::boolean),
      row(B::after, "after", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::meets, "meets", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::met_by, "met by", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::overlaps, "overlaps", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::overlaps_before, "overlaps before", {{"range1", T::range}, {"range2", T::range}},
          K::boolean),
      row(B::overlaps_after, "overlaps after", {{"range1", T::range}, {"range2", T::range}},
          K::boolean),
      row(B::finishes, "finishes", {{"point", T::point}, {"range", T::range}}, K::boolean),
      row(B::finishes, "finishes", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::finished_by, "finished by", {{"range", T::range}, {"point", T::point}}, K::boolean),
      row(B::finished_by, "finished by", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::includes, "includes", {{"range", T::range}, {"point", T::point}}, K::boolean),
      row(B::includes, "includes", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::during, "during", {{"point", T::point}, {"range", T::range}}, K::boolean),
      row(B::during, "during", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::starts, "starts", {{"point", T::point}, {"range", T::range}}, K::boolean),
      row(B::starts, "starts", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::started_by, "started by", {{"range", T::range}, {"point", T::point}}, K::boolean),
      row(B::started_by, "started by", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
      row(B::coincides, "coincides", {{"point1", T::point}, {"point2", T::point}}, K::boolean),
      row(B::coincides, "coincides", {{"range1", T::range}, {"range2", T::range}}, K::boolean),
  };
}

std::vector<BuiltinSignature> calendar_and_contexts() {
  return {
      row(B::day_of_year, "day of year", {{"date", T::date}}, K::number),
      row(B::day_of_week, "day of week", {{"date", T::date}}, K::text),
      row(B::month_of_year, "month of year", {{"date", T::date}}, K::text),
      row(B::week_of_year, "week of year", {{"date", T::date}}, K::number),
      row(B::today, "today", {}, K::date),
      row(B::now, "now", {}, K::date_time),
      row(B::get_value, "get value", {{"m", T::context}, {"key", T::text}}, K::any),
      row(B::get_value, "get value", {{"context", T::context}, {"keys", T::list}}, K::any),
      row(B::get_entries, "get entries", {{"m", T::context}}, K::list),
      row(B::context, "context", {{"entries", T::list}}, K::context),
      row(B::context_put, "context put", {{"context", T::context}, {"key", T::text}, {"value"}},
          K::context),
      row(B::context_put, "context put", {{"context", T::context}, {"keys", T::list}, {"value"}},
          K::context),
      row(B::context_merge, "context merge", {{"contexts", T::list}}, K::context),
  };
}

std::vector<BuiltinSignature> networks() {
  const BuiltinParameter relation{"relation", T::relation};
  return {
      row(B::density, "density", {relation}, K::number),
      row(B::directed_density, "directed density", {relation}, K::number),
      row(B::degree, "degree", {relation, {"party"}}, K::number),
      row(B::degree_centralisation, "degree centralisation", {relation}, K::number),
      row(B::betweenness, "betweenness", {relation, {"party"}}, K::number),
      row(B::betweenness_centralisation, "betweenness centralisation", {relation}, K::number),
      row(B::components, "components", {relation}, K::list),
      row(B::cut_points, "cut points", {relation}, K::list),
  };
}

std::vector<BuiltinSignature> make_table() {
  std::vector<BuiltinSignature> table;
  for (auto part : {conversions(), texts(), lists(), numbers(), ranges(), calendar_and_contexts(),
                    networks()}) {
    std::move(part.begin(), part.end(), std::back_inserter(table));
  }
  return table;
}

const std::vector<BuiltinSignature>& table() {
  static const std::vector<BuiltinSignature> signatures = make_table();
  return signatures;
}

}  // namespace

std::optional<std::size_t> BuiltinSignature::parameter(std::string_view wanted) const {
  const auto found =
      std::find_if(parameters.begin(), parameters.end(),
                   [&](const BuiltinParameter& each) { return each.name == wanted; });
  if (found == parameters.end()) return std::nullopt;
  return static_cast<std::size_t>(found - parameters.begin());
}

Takes BuiltinSignature::takes(std::size_t argument) const {
  if (parameters.empty()) return Takes::anything;
  return parameters[std::min(argument, parameters.size() - 1)].takes;
}

std::string_view in_words(Takes takes) {
  switch (takes) {
    case Takes::anything:
      return "a value";
    case Takes::boolean:
      return "yes or no";
    case Takes::number:
      return "a number";
    case Takes::text:
      return "a text";
    case Takes::date:
      return "a date";
    case Takes::duration:
      return "a duration, as `3 months`";
    case Takes::amount:
      return "a number or a duration";
    case Takes::list:
      return "a list";
    case Takes::numbers:
      return "numbers";
    case Takes::context:
      return "a context or a record";
    case Takes::function:
      return "a function";
    case Takes::range:
      return "a range";
    case Takes::point:
      return "a value that is no range";
    case Takes::moment:
      return "a date, a time or a text";
    case Takes::numeral:
      return "a number or a text";
    case Takes::period:
      return "a duration or a text";
    case Takes::relation:
      return "the name of a relation";
  }
  return {};
}

std::span<const BuiltinSignature> builtin_signatures() { return table(); }

std::vector<const BuiltinSignature*> find_builtin(std::string_view name) {
  std::vector<const BuiltinSignature*> found;
  for (const BuiltinSignature& signature : table()) {
    if (signature.name == name) found.push_back(&signature);
  }
  return found;
}

std::string_view name_of(Builtin builtin) {
  const auto found = std::find_if(table().begin(), table().end(), [&](const BuiltinSignature& row) {
    return row.builtin == builtin;
  });
  return found == table().end() ? std::string_view() : found->name;
}

OnUnknown on_unknown(Builtin builtin) {
  switch (builtin) {
    case B::not_:
    case B::contains:
    case B::starts_with:
    case B::ends_with:
    case B::matches:
    case B::list_contains:
    case B::all:
    case B::any:
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
      return OnUnknown::decides_early;
    case B::number:
    case B::string:
    case B::date:
    case B::time:
    case B::date_and_time:
    case B::duration:
    case B::substring:
    case B::string_length:
    case B::upper_case:
    case B::lower_case:
    case B::substring_before:
    case B::substring_after:
    case B::replace:
    case B::split:
    case B::count:
    case B::min:
    case B::max:
    case B::sum:
    case B::mean:
    case B::total_of:
    case B::product:
    case B::median:
    case B::stddev:
    case B::list_replace:
    case B::sublist:
    case B::append:
    case B::concatenate:
    case B::insert_before:
    case B::remove:
    case B::reverse:
    case B::index_of:
    case B::flatten:
    case B::union_:
    case B::distinct_values:
    case B::intersection_of:
    case B::union_of:
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
    case B::day_of_year:
    case B::day_of_week:
    case B::month_of_year:
    case B::week_of_year:
    case B::get_value:
    case B::get_entries:
    case B::context:
    case B::context_put:
    case B::context_merge:
    case B::density:
    case B::directed_density:
    case B::degree:
    case B::degree_centralisation:
    case B::betweenness:
    case B::betweenness_centralisation:
    case B::components:
    case B::cut_points:
      return OnUnknown::bounds;
    case B::years_and_months_duration:
    case B::range:
    case B::is:
    case B::string_join:
    case B::mode:
    case B::sort:
    case B::odd:
    case B::even:
    case B::today:
    case B::now:
    case B::periods:
      break;
  }
  return OnUnknown::strict;
}

std::string_view in_words(OnUnknown behaviour) {
  switch (behaviour) {
    case OnUnknown::strict:
      return "strict";
    case OnUnknown::bounds:
      return "bounds";
    case OnUnknown::decides_early:
      return "decides early";
  }
  return {};
}

}  // namespace entente::engine
