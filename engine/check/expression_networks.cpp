// Measures of networks: `density(R)`, `degree(R, p)`. The one place where the name of a relation
// stands as an operand.
#include <algorithm>

#include "engine/check/expressions.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine::checking {

using ResolutionKind = Resolution::Kind;

bool ExpressionChecker::is_variable(std::string_view name) {
  return std::ranges::any_of(
      scope_.in_sight(), [&](const InSight& entry) { return !entry.item && entry.name == name; });
}

/// Whether this argument is the name of a relation where a measure takes one; if so, it is read.
bool ExpressionChecker::names_network(const grammar::Call& call, std::size_t argument) {
  const auto rows = find_builtin(call.function.text);
  if (call.callee != ExprId::none || rows.empty() || site_.constant) return false;
  const auto& [label, value] = call.arguments[argument];
  const auto place = label ? rows.front()->parameter(label->text).value_or(argument) : argument;
  const auto* name = std::get_if<grammar::Name>(&expr(value).node);
  if (rows.front()->takes(place) != Takes::relation || name == nullptr || is_variable(name->text))
    return false;
  const auto symbol = state_.symbols.names.find(name->text);
  if (symbol == state_.symbols.names.end() || symbol->second.kind != Symbol::Kind::relation)
    return false;
  if (!state_.sees(site_.pack, symbol->second.pack) && !symbol->second.twice) {
    unseen_name(name->text, symbol->second, expr(value).span);
    return true;
  }
  reads_.relations.try_emplace(symbol->second.index, expr(value).span);
  resolve(value, {ResolutionKind::relation, symbol->second.index, 0});
  return true;
}

TypeId ExpressionChecker::measure_of(const BuiltinSignature& row,
                                     const std::vector<ExprId>& arguments, ExprId id) {
  const bool all_given = arguments.size() >= row.least &&
                         std::ranges::find(arguments, ExprId::none) == arguments.end();
  if (!all_given || !is_network(row, arguments.front())) {
    resolve(id, {ResolutionKind::builtin, static_cast<std::uint32_t>(row.builtin), ~0U});
    return TypeId::any;
  }
  const auto relation = meaning().names[static_cast<std::size_t>(arguments.front())].index;
  const auto party = state_.rules.relations[relation].columns.front();
  reads_.facts.insert(state_.rules.vocabulary[types_[party].record].home);
  if (arguments.size() > 1) {
    const auto given = type_of(arguments[1]);
    if (!types_.may_equal(given, party))
      state_.type_error("E308", expr(arguments[1]).span,
                        quoted(row.name) + " needs " + types_.article(party) + "; this is " +
                            types_.article(given));
  }
  if (row.builtin == Builtin::components) return types_.list_of(types_.list_of(party));
  if (row.builtin == Builtin::cut_points) return types_.list_of(party);
  return types_.basic(row.result);
}

/// Whether it is the name of a relation between records of one kind; says why not, once.
bool ExpressionChecker::is_network(const BuiltinSignature& row, ExprId argument) {
  const auto& meant = meaning().names[static_cast<std::size_t>(argument)];
  const auto* name = std::get_if<grammar::Name>(&expr(argument).node);
  if (name == nullptr || meant.kind != ResolutionKind::relation) {
    const auto symbol =
        name == nullptr ? state_.symbols.names.end() : state_.symbols.names.find(name->text);
    const bool reported = name != nullptr && meant.kind == ResolutionKind::unresolved &&
                          (site_.constant || symbol == state_.symbols.names.end() ||
                           !state_.sees(site_.pack, symbol->second.pack));
    if (!reported)
      state_.type_error("E318", expr(argument).span,
                        quoted(row.name) + " needs " + std::string(in_words(Takes::relation)) +
                            "; this is " + types_.article(type_of(argument)));
    return false;
  }
  const auto& relation = state_.rules.relations[meant.index];
  const auto& columns = relation.columns;
  const auto has_errors = [&](TypeId column) { return types_.is_any(column); };
  if (std::ranges::any_of(columns, has_errors)) return false;  // reported where it is declared
  std::string why;
  const auto record = types_[columns.front()].record;
  if (columns.size() != 2) {
    why = "it has " + std::to_string(columns.size()) +
          (columns.size() == 1 ? " column" : " columns") + ", not two";
  } else if (record == RecordId::none || types_[columns.back()].record != record) {
    why = "its columns are " + types_.article(columns.front()) + " and " +
          types_.article(columns.back()) + ", not two records of one kind";
  } else if (!state_.rules.vocabulary[record].key) {
    why = quoted(state_.rules.vocabulary[record].name) + " has no key";
  } else if (state_.rules.vocabulary[record].home == FactId::none) {
    why = "no fact lists " + quoted(state_.rules.vocabulary[record].name);
  }
  if (why.empty()) return true;
  if (state_.quiet_types) return false;
  auto& added = state_.error("E319", expr(argument).span,
                             quoted(name->text) + " makes no network: " + std::move(why));
  added.notes.push_back(declared_at(relation.card->name.span));
  return false;
}

}  // namespace entente::engine::checking
