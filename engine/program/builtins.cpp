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
  return {.builtin = builtin,
          .name = name,
          .parameters = std::move(parameters),
          .least = needed,
          .result = result};
}

/// The last parameter may stand any number of times.
BuiltinSignature many(B builtin, std::string_view name, std::vector<BuiltinParameter> parameters,
                      K result, int least = -1) {
  BuiltinSignature signature = row(builtin, name, std::move(parameters), result, least);
  signature.variadic = true;
  return signature;
}

BuiltinSignature strict(BuiltinSignature signature) {
  signature.on_unknown = OnUnknown::strict;
  return signature;
}

BuiltinSignature early(BuiltinSignature signature) {
  signature.on_unknown = OnUnknown::decides_early;
  return signature;
}

BuiltinSignature safe(BuiltinSignature signature) {
  signature.never_fails = true;
  return signature;
}

std::vector<BuiltinSignature> conversions() {
  return {
      row(B::date, "date", {{"from", T::moment}}, K::date),
      row(B::date, "date",
          {{"year", T::number, 2000}, {"month", T::number, 1}, {"day", T::number, 1}}, K::date),
      row(B::time, "time", {{"from", T::moment}}, K::time),
      row(B::time, "time",
          {{"hour", T::number, 0},
           {"minute", T::number, 0},
           {"second", T::number, 0},
           {"offset", T::duration, 0}},
          K::time, 3),
      row(B::date_and_time, "date and time", {{"from", T::moment}}, K::date_time),
      row(B::date_and_time, "date and time", {{"date", T::date}, {"time"}}, K::date_time),
      row(B::date_and_time, "date and time",
          {{"year", T::number, 2000},
           {"month", T::number, 1},
           {"day", T::number, 1},
           {"hour", T::number, 0},
           {"minute", T::number, 0},
           {"second", T::number, 0},
           {"offset", T::duration, 0}},
          K::date_time, 6),
      row(B::number, "number",
          {{"from", T::numeral, 0},
           {"grouping separator", T::text},
           {"decimal separator", T::text}},
          K::number, 1),
      safe(row(B::string, "string", {{"from"}}, K::text)),
      row(B::duration, "duration", {{"from", T::period}}, K::duration),
      strict(row(B::years_and_months_duration, "years and months duration",
                 {{"from", T::date}, {"to", T::date}}, K::months_duration)),
      strict(row(B::range, "range", {{"from", T::text}}, K::range)),
      early(row(B::not_, "not", {{"negand", T::boolean}}, K::boolean)),
      strict(row(B::is, "is", {{"value1"}, {"value2"}}, K::boolean, 1)),
  };
}

std::vector<BuiltinSignature> texts() {
  return {
      row(B::substring, "substring",
          {{"string", T::text}, {"start position", T::number, 1}, {"length", T::number, 1}},
          K::text, 2),
      safe(row(B::string_length, "string length", {{"string", T::text}}, K::number)),
      safe(row(B::upper_case, "upper case", {{"string", T::text}}, K::text)),
      safe(row(B::lower_case, "lower case", {{"string", T::text}}, K::text)),
      safe(row(B::substring_before, "substring before", {{"string", T::text}, {"match", T::text}},
               K::text)),
      safe(row(B::substring_after, "substring after", {{"string", T::text}, {"match", T::text}},
               K::text)),
      row(B::replace, "replace",
          {{"input", T::text, 0},
           {"pattern", T::text},
           {"replacement", T::text, 0},
           {"flags", T::text}},
          K::text, 3),
      early(safe(
          row(B::contains, "contains", {{"string", T::text}, {"match", T::text}}, K::boolean))),
      early(safe(row(B::starts_with, "starts with", {{"string", T::text}, {"match", T::text}},
                     K::boolean))),
      early(safe(
          row(B::ends_with, "ends with", {{"string", T::text}, {"match", T::text}}, K::boolean))),
      early(row(B::matches, "matches",
                {{"input", T::text, 0}, {"pattern", T::text}, {"flags", T::text}}, K::boolean, 2)),
      row(B::split, "split", {{"string", T::text, 0}, {"delimiter", T::text}}, K::list),
      strict(row(B::string_join, "string join", {{"list", T::list}, {"delimiter", T::text}},
                 K::text, 1)),
  };
}

std::vector<BuiltinSignature> lists() {
  return {
      early(row(B::list_contains, "list contains", {{"list", T::list}, {"element"}}, K::boolean)),
      row(B::list_replace, "list replace",
          {{"list", T::list}, {"position", T::number, 1}, {"newItem"}}, K::list),
      row(B::list_replace, "list replace", {{"list", T::list}, {"match", T::function}, {"newItem"}},
          K::list),
      many(B::count, "count", {{"list", T::list}}, K::number),
      many(B::min, "min", {{"list", T::list}}, K::any),
      many(B::max, "max", {{"list", T::list}}, K::any),
      many(B::sum, "sum", {{"list", T::numbers}}, K::number),
      many(B::mean, "mean", {{"list", T::numbers}}, K::number),
      early(many(B::all, "all", {{"list", T::list}}, K::boolean)),
      early(many(B::any, "any", {{"list", T::list}}, K::boolean)),
      row(B::sublist, "sublist",
          {{"list", T::list}, {"start position", T::number, 1}, {"length", T::number, 1}}, K::list,
          2),
      many(B::append, "append", {{"list", T::list}, {"item"}}, K::list),
      many(B::concatenate, "concatenate", {{"list", T::list}}, K::list),
      row(B::insert_before, "insert before",
          {{"list", T::list}, {"position", T::number, 1}, {"newItem"}}, K::list),
      row(B::remove, "remove", {{"list", T::list}, {"position", T::number, 1}}, K::list),
      row(B::reverse, "reverse", {{"list", T::list}}, K::list),
      row(B::index_of, "index of", {{"list", T::list}, {"match"}}, K::list),
      many(B::union_, "union", {{"list", T::list}}, K::list),
      row(B::distinct_values, "distinct values", {{"list", T::list}}, K::list),
      row(B::flatten, "flatten", {{"list", T::list}}, K::list),
      many(B::product, "product", {{"list", T::numbers}}, K::number),
      many(B::median, "median", {{"list", T::numbers}}, K::number),
      many(B::stddev, "stddev", {{"list", T::numbers}}, K::number),
      strict(many(B::mode, "mode", {{"list", T::numbers}}, K::list)),
      strict(row(B::sort, "sort", {{"list", T::list}, {"precedes", T::function}}, K::list, 1)),
      row(B::total_of, "total of", {{"list", T::list}}, K::number),
      row(B::intersection_of, "intersection of", {{"lists", T::list}}, K::list),
      row(B::union_of, "union of", {{"lists", T::list}}, K::list),
      strict(row(B::periods, "periods", {{"count", T::number, 0}, {"length", T::duration, 0}},
                 K::list)),
  };
}

std::vector<BuiltinSignature> numbers() {
  return {
      row(B::decimal, "decimal", {{"n", T::number, 0}, {"scale", T::number}}, K::number),
      row(B::floor, "floor", {{"n", T::number, 0}, {"scale", T::number}}, K::number, 1),
      row(B::ceiling, "ceiling", {{"n", T::number, 0}, {"scale", T::number}}, K::number, 1),
      row(B::round_up, "round up", {{"n", T::number, 0}, {"scale", T::number}}, K::number),
      row(B::round_down, "round down", {{"n", T::number, 0}, {"scale", T::number}}, K::number),
      row(B::round_half_up, "round half up", {{"n", T::number, 0}, {"scale", T::number}},
          K::number),
      row(B::round_half_down, "round half down", {{"n", T::number, 0}, {"scale", T::number}},
          K::number),
      safe(row(B::abs, "abs", {{"n", T::amount}}, K::any)),  // also of a duration
      row(B::modulo, "modulo", {{"dividend", T::number, 0}, {"divisor", T::number}}, K::number),
      row(B::sqrt, "sqrt", {{"number", T::number}}, K::number),
      row(B::log, "log", {{"number", T::number}}, K::number),
      row(B::exp, "exp", {{"number", T::number}}, K::number),
      strict(row(B::odd, "odd", {{"number", T::number}}, K::boolean)),
      strict(row(B::even, "even", {{"number", T::number}}, K::boolean)),
  };
}

std::vector<BuiltinSignature> ranges() {
  return {
      early(row(B::before, "before", {{"point1", T::point}, {"point2", T::point}}, K::boolean)),
      early(row(B::before, "before", {{"point", T::point}, {"range", T::range}}, K::boolean)),
      early(row(B::before, "before", {{"range", T::range}, {"point", T::point}}, K::boolean)),
      early(row(B::before, "before", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
      early(row(B::after, "after", {{"point1", T::point}, {"point2", T::point}}, K::boolean)),
      early(row(B::after, "after", {{"point", T::point}, {"range", T::range}}, K::boolean)),
      early(row(B::after, "after", {{"range", T::range}, {"point", T::point}}, K::boolean)),
      early(row(B::after, "after", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
      early(row(B::meets, "meets", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
      early(row(B::met_by, "met by", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
      early(row(B::overlaps, "overlaps", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
      early(row(B::overlaps_before, "overlaps before", {{"range1", T::range}, {"range2", T::range}},
                K::boolean)),
      early(row(B::overlaps_after, "overlaps after", {{"range1", T::range}, {"range2", T::range}},
                K::boolean)),
      early(row(B::finishes, "finishes", {{"point", T::point}, {"range", T::range}}, K::boolean)),
      early(row(B::finishes, "finishes", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
      early(row(B::finished_by, "finished by", {{"range", T::range}, {"point", T::point}},
                K::boolean)),
      early(row(B::finished_by, "finished by", {{"range1", T::range}, {"range2", T::range}},
                K::boolean)),
      early(row(B::includes, "includes", {{"range", T::range}, {"point", T::point}}, K::boolean)),
      early(row(B::includes, "includes", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
      early(row(B::during, "during", {{"point", T::point}, {"range", T::range}}, K::boolean)),
      early(row(B::during, "during", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
      early(row(B::starts, "starts", {{"point", T::point}, {"range", T::range}}, K::boolean)),
      early(row(B::starts, "starts", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
      early(
          row(B::started_by, "started by", {{"range", T::range}, {"point", T::point}}, K::boolean)),
      early(row(B::started_by, "started by", {{"range1", T::range}, {"range2", T::range}},
                K::boolean)),
      early(
          row(B::coincides, "coincides", {{"point1", T::point}, {"point2", T::point}}, K::boolean)),
      early(
          row(B::coincides, "coincides", {{"range1", T::range}, {"range2", T::range}}, K::boolean)),
  };
}

std::vector<BuiltinSignature> calendar_and_contexts() {
  return {
      safe(row(B::day_of_year, "day of year", {{"date", T::date}}, K::number)),
      safe(row(B::day_of_week, "day of week", {{"date", T::date}}, K::text)),
      safe(row(B::month_of_year, "month of year", {{"date", T::date}}, K::text)),
      safe(row(B::week_of_year, "week of year", {{"date", T::date}}, K::number)),
      strict(row(B::today, "today", {}, K::date)),
      strict(row(B::now, "now", {}, K::date_time)),
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
  Vocabulary types;
  for (BuiltinSignature& signature : table) {
    Type type;
    type.kind = signature.result;
    signature.result_kinds = kinds_of(types, types.intern(type));
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

const BuiltinSignature& signature_of(Builtin builtin) {
  static const auto first_rows = [] {
    std::vector<const BuiltinSignature*> rows;
    for (const BuiltinSignature& signature : table()) {
      const auto at = static_cast<std::size_t>(signature.builtin);
      if (rows.size() <= at) rows.resize(at + 1);
      if (rows[at] == nullptr) rows[at] = &signature;
    }
    return rows;
  }();
  return *first_rows[static_cast<std::size_t>(builtin)];
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
