#include "engine/program/builtins.hpp"

#include <algorithm>

namespace entente::engine {
namespace {

using K = TypeKind;
using B = Builtin;

/// All parameters are required unless `least` says less.
BuiltinSignature row(B builtin, std::string_view name, std::vector<std::string_view> parameters,
                     K result, int least = -1) {
  const auto all = static_cast<std::uint16_t>(parameters.size());
  const auto needed = least < 0 ? all : static_cast<std::uint16_t>(least);
  return {builtin, name, std::move(parameters), needed, false, result};
}

/// The last parameter may stand any number of times.
BuiltinSignature many(B builtin, std::string_view name, std::vector<std::string_view> parameters,
                      K result, int least = -1) {
  BuiltinSignature signature = row(builtin, name, std::move(parameters), result, least);
  signature.variadic = true;
  return signature;
}

std::vector<BuiltinSignature> conversions() {
  return {
      row(B::date, "date", {"from"}, K::date),
      row(B::date, "date", {"year", "month", "day"}, K::date),
      row(B::time, "time", {"from"}, K::time),
      row(B::time, "time", {"hour", "minute", "second", "offset"}, K::time, 3),
      row(B::date_and_time, "date and time", {"from"}, K::date_time),
      row(B::date_and_time, "date and time", {"date", "time"}, K::date_time),
      row(B::date_and_time, "date and time",
          {"year", "month", "day", "hour", "minute", "second", "offset"}, K::date_time, 6),
      row(B::number, "number", {"from", "grouping separator", "decimal separator"}, K::number, 1),
      row(B::string, "string", {"from"}, K::text),
      row(B::duration, "duration", {"from"}, K::duration),
      row(B::years_and_months_duration, "years and months duration", {"from", "to"},
          K::months_duration),
      row(B::range, "range", {"from"}, K::range),
      row(B::not_, "not", {"negand"}, K::boolean),
      row(B::is, "is", {"value1", "value2"}, K::boolean, 1),
  };
}

std::vector<BuiltinSignature> texts() {
  return {
      row(B::substring, "substring", {"string", "start position", "length"}, K::text, 2),
      row(B::string_length, "string length", {"string"}, K::number),
      row(B::upper_case, "upper case", {"string"}, K::text),
      row(B::lower_case, "lower case", {"string"}, K::text),
      row(B::substring_before, "substring before", {"string", "match"}, K::text),
      row(B::substring_after, "substring after", {"string", "match"}, K::text),
      row(B::replace, "replace", {"input", "pattern", "replacement", "flags"}, K::text, 3),
      row(B::contains, "contains", {"string", "match"}, K::boolean),
      row(B::starts_with, "starts with", {"string", "match"}, K::boolean),
      row(B::ends_with, "ends with", {"string", "match"}, K::boolean),
      row(B::matches, "matches", {"input", "pattern", "flags"}, K::boolean, 2),
      row(B::split, "split", {"string", "delimiter"}, K::list),
      row(B::string_join, "string join", {"list", "delimiter"}, K::text, 1),
  };
}

std::vector<BuiltinSignature> lists() {
  return {
      row(B::list_contains, "list contains", {"list", "element"}, K::boolean),
      row(B::list_replace, "list replace", {"list", "position", "newItem"}, K::list),
      row(B::list_replace, "list replace", {"list", "match", "newItem"}, K::list),
      many(B::count, "count", {"list"}, K::number),
      many(B::min, "min", {"list"}, K::any),
      many(B::max, "max", {"list"}, K::any),
      many(B::sum, "sum", {"list"}, K::number),
      many(B::mean, "mean", {"list"}, K::number),
      many(B::all, "all", {"list"}, K::boolean),
      many(B::any, "any", {"list"}, K::boolean),
      row(B::sublist, "sublist", {"list", "start position", "length"}, K::list, 2),
      many(B::append, "append", {"list", "item"}, K::list),
      many(B::concatenate, "concatenate", {"list"}, K::list),
      row(B::insert_before, "insert before", {"list", "position", "newItem"}, K::list),
      row(B::remove, "remove", {"list", "position"}, K::list),
      row(B::reverse, "reverse", {"list"}, K::list),
      row(B::index_of, "index of", {"list", "match"}, K::list),
      many(B::union_, "union", {"list"}, K::list),
      row(B::distinct_values, "distinct values", {"list"}, K::list),
      row(B::flatten, "flatten", {"list"}, K::list),
      many(B::product, "product", {"list"}, K::number),
      many(B::median, "median", {"list"}, K::number),
      many(B::stddev, "stddev", {"list"}, K::number),
      many(B::mode, "mode", {"list"}, K::list),
      row(B::sort, "sort", {"list", "precedes"}, K::list, 1),
      row(B::total_of, "total of", {"list"}, K::number),
      row(B::intersection_of, "intersection of", {"lists"}, K::list),
      row(B::union_of, "union of", {"lists"}, K::list),
      row(B::periods, "periods", {"count", "length"}, K::list),
  };
}

std::vector<BuiltinSignature> numbers() {
  return {
      row(B::decimal, "decimal", {"n", "scale"}, K::number),
      row(B::floor, "floor", {"n", "scale"}, K::number, 1),
      row(B::ceiling, "ceiling", {"n", "scale"}, K::number, 1),
      row(B::round_up, "round up", {"n", "scale"}, K::number),
      row(B::round_down, "round down", {"n", "scale"}, K::number),
      row(B::round_half_up, "round half up", {"n", "scale"}, K::number),
      row(B::round_half_down, "round half down", {"n", "scale"}, K::number),
      row(B::abs, "abs", {"n"}, K::any),  // also of a duration
      row(B::modulo, "modulo", {"dividend", "divisor"}, K::number),
      row(B::sqrt, "sqrt", {"number"}, K::number),
      row(B::log, "log", {"number"}, K::number),
      row(B::exp, "exp", {"number"}, K::number),
      row(B::odd, "odd", {"number"}, K::boolean),
      row(B::even, "even", {"number"}, K::boolean),
  };
}

std::vector<BuiltinSignature> ranges() {
  return {
      row(B::before, "before", {"point1", "point2"}, K::boolean),
      row(B::before, "before", {"point", "range"}, K::boolean),
      row(B::before, "before", {"range", "point"}, K::boolean),
      row(B::before, "before", {"range1", "range2"}, K::boolean),
      row(B::after, "after", {"point1", "point2"}, K::boolean),
      row(B::after, "after", {"point", "range"}, K::boolean),
      row(B::after, "after", {"range", "point"}, K::boolean),
      row(B::after, "after", {"range1", "range2"}, K::boolean),
      row(B::meets, "meets", {"range1", "range2"}, K::boolean),
      row(B::met_by, "met by", {"range1", "range2"}, K::boolean),
      row(B::overlaps, "overlaps", {"range1", "range2"}, K::boolean),
      row(B::overlaps_before, "overlaps before", {"range1", "range2"}, K::boolean),
      row(B::overlaps_after, "overlaps after", {"range1", "range2"}, K::boolean),
      row(B::finishes, "finishes", {"point", "range"}, K::boolean),
      row(B::finishes, "finishes", {"range1", "range2"}, K::boolean),
      row(B::finished_by, "finished by", {"range", "point"}, K::boolean),
      row(B::finished_by, "finished by", {"range1", "range2"}, K::boolean),
      row(B::includes, "includes", {"range", "point"}, K::boolean),
      row(B::includes, "includes", {"range1", "range2"}, K::boolean),
      row(B::during, "during", {"point", "range"}, K::boolean),
      row(B::during, "during", {"range1", "range2"}, K::boolean),
      row(B::starts, "starts", {"point", "range"}, K::boolean),
      row(B::starts, "starts", {"range1", "range2"}, K::boolean),
      row(B::started_by, "started by", {"range", "point"}, K::boolean),
      row(B::started_by, "started by", {"range1", "range2"}, K::boolean),
      row(B::coincides, "coincides", {"point1", "point2"}, K::boolean),
      row(B::coincides, "coincides", {"range1", "range2"}, K::boolean),
  };
}

std::vector<BuiltinSignature> calendar_and_contexts() {
  return {
      row(B::day_of_year, "day of year", {"date"}, K::number),
      row(B::day_of_week, "day of week", {"date"}, K::text),
      row(B::month_of_year, "month of year", {"date"}, K::text),
      row(B::week_of_year, "week of year", {"date"}, K::number),
      row(B::today, "today", {}, K::date),
      row(B::get_value, "get value", {"m", "key"}, K::any),
      row(B::get_value, "get value", {"context", "keys"}, K::any),
      row(B::get_entries, "get entries", {"m"}, K::list),
      row(B::context, "context", {"entries"}, K::context),
      row(B::context_put, "context put", {"context", "key", "value"}, K::context),
      row(B::context_put, "context put", {"context", "keys", "value"}, K::context),
      row(B::context_merge, "context merge", {"contexts"}, K::context),
  };
}

std::vector<BuiltinSignature> make_table() {
  std::vector<BuiltinSignature> table;
  for (auto part :
       {conversions(), texts(), lists(), numbers(), ranges(), calendar_and_contexts()}) {
    std::move(part.begin(), part.end(), std::back_inserter(table));
  }
  return table;
}

const std::vector<BuiltinSignature>& table() {
  static const std::vector<BuiltinSignature> signatures = make_table();
  return signatures;
}

}  // namespace

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

}  // namespace entente::engine
