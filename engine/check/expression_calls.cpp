// Calls: of built-ins, of definitions with parameters, of variables that hold a function.
#include <algorithm>
#include <array>

#include "engine/check/expressions.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine::checking {
namespace {

using ResolutionKind = Resolution::Kind;

bool accepts(const Types& types, Takes takes, TypeId type) {
  const auto kind = types.kind(type);
  if (kind == TypeKind::any) return true;
  switch (takes) {
    case Takes::anything:
      return true;
    case Takes::boolean:
      return kind == TypeKind::boolean;
    case Takes::number:
      return kind == TypeKind::number;
    case Takes::text:
      return kind == TypeKind::text || kind == TypeKind::choice;
    case Takes::date:
      return kind == TypeKind::date || kind == TypeKind::date_time;
    case Takes::duration:
      return types.is_duration(type);
    case Takes::amount:
      return kind == TypeKind::number || types.is_duration(type);
    case Takes::list:
      return kind == TypeKind::list;
    case Takes::numbers:
      return kind == TypeKind::number ||
             (kind == TypeKind::list && accepts(types, Takes::number, types.element(type)));
    case Takes::context:
      return kind == TypeKind::context || kind == TypeKind::record || kind == TypeKind::list;
    case Takes::function:
      return kind == TypeKind::function;
    case Takes::range:
      return kind == TypeKind::range;
    case Takes::point:
      return kind != TypeKind::range;
    case Takes::moment:
      return accepts(types, Takes::text, type) || types.is_moment(type);
    case Takes::numeral:
      return accepts(types, Takes::text, type) || kind == TypeKind::number;
    case Takes::period:
      return accepts(types, Takes::text, type) || types.is_duration(type);
    case Takes::relation:
      return true;  // what it is was checked where its name stands
  }
  return true;
}

/// `min(a, b)`: several arguments are the items of one list.
bool takes_items(const BuiltinSignature& row, std::size_t arguments) {
  switch (row.builtin) {
    case Builtin::count:
    case Builtin::min:
    case Builtin::max:
    case Builtin::all:
    case Builtin::any:
      return arguments > 1;
    default:
      return false;
  }
}

std::string arguments_text(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " argument" : " arguments");
}

}  // namespace

TypeId ExpressionChecker::visit(const grammar::Call& call, ExprId id) {
  limit(call.arguments.size(), id);
  for (std::size_t i = 0; i < call.arguments.size(); ++i) {
    const auto argument = call.arguments[i].value;
    if (!stands_for_anything(call, argument) && !names_network(call, i)) check(argument);
  }
  if (call.callee != ExprId::none) {
    const auto callee = check(call.callee);
    if (!types_.is_any(callee) && !types_.is(callee, TypeKind::function))
      state_.type_error("E308", expr(call.callee).span,
                        "only a function can be called; this is " + types_.article(callee));
    if (const auto* function = std::get_if<grammar::FunctionLiteral>(&expr(call.callee).node))
      call_at_once(call, *function, id);
    return TypeId::any;
  }
  const auto& name = call.function.text;
  if (const auto rows = find_builtin(name); !rows.empty()) return call_builtin(call, rows, id);
  for (const auto& entry : scope_.in_sight())
    if (!entry.item && entry.name == name) return call_variable(call, id);
  const auto symbol = state_.symbols.names.find(name);
  if (symbol == state_.symbols.names.end() || site_.constant) {
    unknown_function(call);
    return TypeId::any;
  }
  if (symbol->second.twice) return TypeId::any;
  if (!state_.sees(site_.pack, symbol->second.pack)) {
    unseen_name(name, symbol->second, call.function.span);
    return TypeId::any;
  }
  if (symbol->second.kind == Symbol::Kind::relation)
    return call_relation(call, symbol->second.index, id);
  return call_function(call, symbol->second, id);
}

/// `(function(a: number) a + 1)(2)`.
void ExpressionChecker::call_at_once(const grammar::Call& call,
                                     const grammar::FunctionLiteral& function, ExprId id) {
  const auto count = function.parameters.size();
  if (call.arguments.size() != count) {
    state_.type_error("E306", expr(id).span,
                      "the function takes " + arguments_text(count) + "; here " +
                          (call.arguments.size() == 1 ? "is " : "are ") +
                          std::to_string(call.arguments.size()));
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const auto& [name, value] = call.arguments[i];
    const auto parameter =
        !name ? function.parameters.begin() + static_cast<std::ptrdiff_t>(i)
              : std::ranges::find(function.parameters, name->text, &Identifier::text);
    if (parameter == function.parameters.end()) {
      std::vector<std::string> known;
      for (const auto& each : function.parameters) known.push_back(each.text);
      state_.type_error("E307", name->span, "the function has no parameter " + quoted(name->text),
                        state_.did_you_mean(name->text, known));
      continue;
    }
    const auto place = static_cast<std::size_t>(parameter - function.parameters.begin());
    const auto wanted = meaning().parameter_types[call.callee][place];
    if (may_be_given(type_of(value), wanted)) continue;
    state_.type_error("E308", expr(value).span,
                      quoted(parameter->text) + " is " + types_.article(wanted) + "; this is " +
                          types_.article(type_of(value)));
  }
}

/// One value stands for a list of it, and a list of one for its item.
bool ExpressionChecker::may_be_given(TypeId type, TypeId wanted) const {
  if (types_.is(type, TypeKind::list) != types_.is(wanted, TypeKind::list)) {
    if (types_.is(type, TypeKind::list)) type = types_.element(type);
    if (types_.is(wanted, TypeKind::list)) wanted = types_.element(wanted);
  }
  const bool as_midnight =
      types_.is(type, TypeKind::date) && types_.is(wanted, TypeKind::date_time);
  return as_midnight || types_.may_equal(type, wanted);
}

TypeId ExpressionChecker::call_relation(const grammar::Call& call, std::uint32_t relation,
                                        ExprId id) {
  reads_.relations.try_emplace(relation, call.function.span);
  resolve(id, {ResolutionKind::relation, relation, 0});
  if (fits_relation(call, relation))
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
      require_column(call.arguments[i].value, type_of(call.arguments[i].value), relation, i);
  return types_.basic(TypeKind::boolean);
}

bool ExpressionChecker::fits_relation(const grammar::Call& call, std::uint32_t relation) {
  for (const auto& argument : call.arguments) {
    if (!argument.name) continue;
    state_.error("E307", argument.name->span,
                 "the columns of a relation have no names: give its items by place");
    return false;
  }
  return fits_columns(call.function, relation, call.arguments.size());
}

bool ExpressionChecker::fits_columns(const Identifier& asked, std::uint32_t relation,
                                     std::size_t given) {
  const auto& declared = state_.rules.relations[relation];
  const auto wanted = declared.columns.size();
  if (state_.symbols.names.find(declared.card->name.text)->second.twice) return false;
  if (given == wanted) return true;
  auto& added = state_.error("E306", asked.span,
                             quoted(asked.text) + " has " + std::to_string(wanted) +
                                 (wanted == 1 ? " column" : " columns") + "; here " +
                                 (given == 1 ? "is " : "are ") + std::to_string(given));
  added.notes.push_back(declared_at(declared.card->name.span));
  return false;
}

void ExpressionChecker::require_column(ExprId item, TypeId type, std::uint32_t relation,
                                       std::size_t column) {
  const auto& declared = state_.rules.relations[relation];
  const auto wanted = declared.columns[column];
  if (types_.may_equal(type, wanted)) return;
  state_.type_error("E308", expr(item).span,
                    "column " + std::to_string(column + 1) + " of " +
                        quoted(declared.card->name.text) + " is " + types_.article(wanted) +
                        "; this is " + types_.article(type),
                    by_key(item, type, wanted));
}

/// How the record is written of which this is the key; empty when it can't be one.
std::string ExpressionChecker::by_key(ExprId key, TypeId type, TypeId wanted) const {
  const auto record = types_[wanted].record;
  if (record == RecordId::none) return {};
  const auto& declared = state_.rules.vocabulary[record];
  if (!declared.key || declared.home == FactId::none) return {};
  const auto& field = declared.fields[*declared.key];
  if (!types_.may_equal(type, field.type)) return {};
  const auto list = state_.rules.vocabulary[declared.home].name;
  const auto written = std::string(state_.sources.text(expr(key).span));
  return "write `" + list + "[" + field.name + " = " + written + "][1]`";
}

/// `_` where a relation is asked.
bool ExpressionChecker::stands_for_anything(const grammar::Call& call, ExprId argument) {
  const auto* name = std::get_if<grammar::Name>(&expr(argument).node);
  if (name == nullptr || name->text != "_" || call.callee != ExprId::none) return false;
  const auto symbol = state_.symbols.names.find(call.function.text);
  const bool relation =
      symbol != state_.symbols.names.end() && symbol->second.kind == Symbol::Kind::relation;
  const auto& in_sight = scope_.in_sight();
  return relation && !state_.symbols.names.contains("_") &&
         std::ranges::none_of(in_sight, [](const InSight& entry) { return entry.name == "_"; });
}

TypeId ExpressionChecker::call_variable(const grammar::Call& call, ExprId id) {
  auto& in_sight = scope_.in_sight();
  for (auto entry = in_sight.rbegin(); entry != in_sight.rend(); ++entry) {
    if (entry->item || entry->name != call.function.text) continue;
    entry->used = true;
    resolve(id, {ResolutionKind::local, entry->slot, 0});
    if (!types_.is_any(entry->type) && !types_.is(entry->type, TypeKind::function))
      state_.type_error("E308", call.function.span,
                        "only a function can be called; this is " + types_.article(entry->type));
    break;
  }
  return TypeId::any;
}

TypeId ExpressionChecker::call_function(const grammar::Call& call, const Symbol& symbol,
                                        ExprId id) {
  const auto& name = call.function;
  if (symbol.kind != Symbol::Kind::define) {
    auto& added = state_.error("E208", name.span,
                               quoted(name.text) + " takes no arguments: it is a " +
                                   (symbol.kind == Symbol::Kind::fact ? "fact" : "parameter"));
    added.notes.push_back(declared_at(symbol.span));
    return TypeId::any;
  }
  const auto& define = state_.rules.defines[symbol.index];
  reads_.defines.try_emplace(symbol.index, name.span);
  const auto& parameters = define.parameters();
  if (call.arguments.size() != parameters.size()) {
    auto& added = state_.error("E306", name.span,
                               quoted(name.text) + " takes " + arguments_text(parameters.size()) +
                                   "; here " + (call.arguments.size() == 1 ? "is " : "are ") +
                                   std::to_string(call.arguments.size()),
                               parameters.empty() ? "write " + quoted(name.text) + " alone" : "");
    added.notes.push_back(declared_at(symbol.span));
    return TypeId::any;
  }
  std::vector<std::string> names;
  for (const auto& parameter : parameters) names.push_back(parameter.text);
  match_names(call, names);
  resolve(id, {ResolutionKind::function, define.index, 0});
  return state_.defines_typed[symbol.index] ? define.type : TypeId::any;
}

/// Named arguments: all or none, each one of the parameters, none twice.
void ExpressionChecker::match_names(const grammar::Call& call,
                                    const std::vector<std::string>& parameters) {
  std::set<std::string> seen;
  for (const auto& argument : call.arguments) {
    if (!argument.name) {
      if (!seen.empty()) {
        state_.error("E307", expr(argument.value).span,
                     "arguments are given by name or by place, not both in one call");
        return;
      }
      continue;
    }
    if (std::find(parameters.begin(), parameters.end(), argument.name->text) == parameters.end())
      state_.error("E307", argument.name->span,
                   quoted(call.function.text) + " has no parameter " + quoted(argument.name->text),
                   state_.did_you_mean(argument.name->text, parameters));
    else if (!seen.insert(argument.name->text).second)
      state_.error("E307", argument.name->span,
                   "argument " + quoted(argument.name->text) + " is given twice");
  }
}

void ExpressionChecker::unknown_function(const grammar::Call& call) {
  if (state_.may_be_elsewhere(site_.pack, call.function.text)) return;
  std::vector<std::string> known;
  for (const auto& row : builtin_signatures()) known.emplace_back(row.name);
  if (!site_.constant)
    for (const auto& define : state_.rules.defines)
      if (!define.parameters().empty()) known.push_back(define.name().text);
  if (!site_.constant)
    for (const auto& relation : state_.rules.relations) known.push_back(relation.card->name.text);
  const auto near = state_.nearest(call.function.text, known);
  auto& added =
      state_.error("E208", call.function.span, quoted(call.function.text) + " is not a function",
                   near ? "did you mean " + quoted(*near) + "?" : std::string());
  if (!near) return;
  const auto symbol = state_.symbols.names.find(*near);
  if (symbol != state_.symbols.names.end()) added.notes.push_back(declared_at(symbol->second.span));
}

// ---------------------------------------------------------------- built-ins

namespace {

bool fits_count(const BuiltinSignature& row, std::size_t count) {
  return count >= row.least && (row.variadic || count <= row.parameters.size());
}

std::vector<std::string> names_of(const BuiltinSignature& row) {
  std::vector<std::string> names;
  for (const auto& parameter : row.parameters) names.emplace_back(parameter.name);
  return names;
}

bool fits_names(const BuiltinSignature& row, const grammar::Call& call) {
  return std::all_of(call.arguments.begin(), call.arguments.end(),
                     [&](const grammar::Argument& argument) {
                       return !argument.name || row.parameter(argument.name->text);
                     });
}

std::string counts_of(const std::vector<const BuiltinSignature*>& rows) {
  auto least = std::size_t{~0U};
  std::size_t most = 0;
  bool variadic = false;
  for (const auto* row : rows) {
    least = std::min<std::size_t>(least, row->least);
    most = std::max(most, row->parameters.size());
    variadic = variadic || row->variadic;
  }
  if (variadic) return "at least " + arguments_text(least);
  if (least == most) return arguments_text(least);
  return std::to_string(least) + " to " + arguments_text(most);
}

}  // namespace

TypeId ExpressionChecker::call_builtin(const grammar::Call& call,
                                       const std::vector<const BuiltinSignature*>& rows,
                                       ExprId id) {
  const auto count = call.arguments.size();
  const BuiltinSignature* chosen = nullptr;
  bool count_fits = false;
  for (const auto* row : rows) {
    if (!fits_count(*row, count)) continue;
    count_fits = true;
    if (!fits_names(*row, call)) continue;
    const bool better = chosen == nullptr || (!takes_all(*chosen, call) && takes_all(*row, call));
    if (better) chosen = row;
  }
  if (!count_fits) {
    // In FEEL's manner a wrong call is null.
    state_.type_error("E306", call.function.span,
                      quoted(call.function.text) + " takes " + counts_of(rows) + "; here " +
                          (count == 1 ? "is " : "are ") + std::to_string(count));
    resolve(id, {ResolutionKind::builtin, static_cast<std::uint32_t>(rows.front()->builtin), ~0U});
    return TypeId::any;
  }
  if (chosen == nullptr && !state_.quiet_types) {
    match_names(call, names_of(*rows.front()));
  }
  if (chosen == nullptr) {
    resolve(id, {ResolutionKind::builtin, static_cast<std::uint32_t>(rows.front()->builtin), ~0U});
    return TypeId::any;
  }
  const auto row = static_cast<std::uint32_t>(chosen - builtin_signatures().data());
  resolve(id, {ResolutionKind::builtin, static_cast<std::uint32_t>(chosen->builtin), row});
  if (chosen->builtin == Builtin::today || chosen->builtin == Builtin::periods)
    read_today(call.function.span);
  if (chosen->builtin == Builtin::now && !state_.alone)
    state_.error("E208", call.function.span, "rules know the day, not the time of day",
                 "write `today`");
  const auto arguments = in_order(call, *chosen);
  check_arguments(call, *chosen, arguments);
  if (chosen->takes(0) == Takes::relation) return measure_of(*chosen, arguments, id);
  return result_of(*chosen, arguments);
}

bool ExpressionChecker::takes_all(const BuiltinSignature& row, const grammar::Call& call) const {
  const auto arguments = in_order(call, row);
  for (std::size_t i = 0; i < arguments.size(); ++i)
    if (!accepts(types_, row.takes(i), type_of(arguments[i]))) return false;
  return true;
}

std::vector<ExprId> ExpressionChecker::in_order(const grammar::Call& call,
                                                const BuiltinSignature& row) const {
  std::vector<ExprId> ordered;
  for (const auto& argument : call.arguments) {
    auto place = ordered.size();
    if (argument.name) place = row.parameter(argument.name->text).value_or(place);
    if (place >= ordered.size()) ordered.resize(place + 1, ExprId::none);
    ordered[place] = argument.value;
  }
  return ordered;
}

void ExpressionChecker::check_arguments(const grammar::Call& call, const BuiltinSignature& row,
                                        const std::vector<ExprId>& arguments) {
  if (std::any_of(call.arguments.begin(), call.arguments.end(),
                  [](const grammar::Argument& argument) { return argument.name.has_value(); }))
    match_names(call, names_of(row));
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i] == ExprId::none) continue;
    const auto type = type_of(arguments[i]);
    const auto takes = row.takes(i);
    const bool one_number =
        takes == Takes::numbers && arguments.size() == 1 && types_.is(type, TypeKind::number);
    if (takes_items(row, arguments.size())) continue;
    if (accepts(types_, takes, type) && !one_number) continue;
    const auto needed = one_number ? Takes::list : takes;
    state_.type_error(needed == Takes::list ? "E304" : "E308", expr(arguments[i]).span,
                      quoted(row.name) + " needs " + std::string(in_words(needed)) + "; this is " +
                          types_.article(type));
  }
  const bool two_points =
      arguments.size() == 2 && row.takes(0) == Takes::point && row.takes(1) == Takes::point;
  if (two_points) compare_order(arguments[0], arguments[1], call.function.span);
  check_functions_given(row, arguments);
}

/// `sort` and `list replace` call the function they are given with two items.
void ExpressionChecker::check_functions_given(const BuiltinSignature& row,
                                              const std::vector<ExprId>& arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    if (row.takes(i) != Takes::function || arguments[i] == ExprId::none) continue;
    const auto* function = std::get_if<grammar::FunctionLiteral>(&expr(arguments[i]).node);
    if (function == nullptr || function->parameters.size() == 2) continue;
    state_.type_error("E306", expr(arguments[i]).span,
                      quoted(row.name) + " calls a function with 2 arguments; this one takes " +
                          std::to_string(function->parameters.size()));
  }
}

TypeId ExpressionChecker::result_of(const BuiltinSignature& row,
                                    const std::vector<ExprId>& arguments) {
  const auto first = arguments.empty() ? TypeId::any : type_of(arguments.front());
  switch (row.builtin) {
    case Builtin::min:
    case Builtin::max: {
      if (types_.is(first, TypeKind::list)) return types_.element(first);
      auto joined = first;
      for (const auto argument : arguments) joined = types_.join(joined, type_of(argument));
      return joined;
    }
    case Builtin::append:
      return arguments.size() == 2 && types_.is(first, TypeKind::list)
                 ? types_.list_of(types_.join(types_.element(first), type_of(arguments[1])))
                 : types_.list_of(TypeId::any);
    case Builtin::concatenate:
    case Builtin::union_: {
      auto element = types_.element(first);
      for (const auto argument : arguments)
        element = types_.join(element, types_.element(type_of(argument)));
      return types_.list_of(element);
    }
    case Builtin::sublist:
    case Builtin::remove:
    case Builtin::reverse:
    case Builtin::distinct_values:
    case Builtin::sort:
      return types_.list_of(types_.element(first));
    case Builtin::flatten: {
      auto element = first;
      while (types_.is(element, TypeKind::list)) element = types_.element(element);
      return types_.list_of(element);
    }
    case Builtin::intersection_of:
    case Builtin::union_of:
      return types_.list_of(types_.element(types_.element(first)));
    case Builtin::index_of:
      return types_.list_of(types_.basic(TypeKind::number));
    case Builtin::split:
      return types_.list_of(types_.basic(TypeKind::text));
    case Builtin::get_entries:
      return types_.list_of(
          types_.context_of({{"key", types_.basic(TypeKind::text)}, {"value", TypeId::any}}));
    case Builtin::periods:
      return types_.list_of(types_.range_of(types_.basic(TypeKind::date)));
    default:
      break;
  }
  if (row.result == TypeKind::list) return types_.list_of(TypeId::any);
  if (row.result == TypeKind::any || row.result == TypeKind::range) return TypeId::any;
  return types_.basic(row.result);
}

}  // namespace entente::engine::checking
