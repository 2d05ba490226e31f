// What a name or a path stands for. Looked for from the inside out: variables and items in sight,
// the rule's own parameters, then facts, definitions and parameters of the packs in sight.
#include <algorithm>
#include <array>

#include "engine/check/expressions.hpp"
#include "engine/program/builtins.hpp"

namespace entente::engine::checking {
namespace {

using ResolutionKind = Resolution::Kind;

constexpr std::array<std::string_view, 18> properties{
    "year",    "month",       "day",      "weekday", "hour",  "minute",
    "second",  "time offset", "timezone", "days",    "hours", "minutes",
    "seconds", "years",       "months",   "start",   "end",   "start included"};

bool is_property(std::string_view name) {
  return name == "end included" ||
         std::find(properties.begin(), properties.end(), name) != properties.end();
}

}  // namespace

TypeId ExpressionChecker::visit(const grammar::Name& name, ExprId id) {
  Dynamic dynamic;
  auto& in_sight = scope_.in_sight();
  for (auto i = in_sight.size(); i-- > 0;) {
    auto& entry = in_sight[i];
    if (!entry.item) {
      if (entry.name != name.text) continue;
      entry.used = true;
      return through_items(name.text, id, dynamic,
                           Found{{ResolutionKind::local, entry.slot, 0}, entry.type, {}});
    }
    if (types_.is(entry.type, TypeKind::record)) {
      const auto& record = state_.rules.vocabulary[types_[entry.type].record];
      const auto field = record.field(name.text);
      if (!field) continue;
      entry.used = true;
      lint_shadowed(name.text, i, entry.type, id);
      return through_items(
          name.text, id, dynamic,
          Found{{ResolutionKind::item_field, *field, entry.slot, types_[entry.type].record},
                record.fields[*field].type,
                {}});
    }
    if (types_.is_any(entry.type) || types_.is(entry.type, TypeKind::context)) {
      dynamic.slots.push_back(entry.slot);
      entry.used = true;
      dynamic.surely = dynamic.surely || types_.entry(entry.type, name.text) != nullptr;
    }
  }
  if ((name.text == "score" || name.text == "coverage") && dynamic.slots.empty())
    return note_reserved_word(name.text, id);
  return through_items(name.text, id, dynamic, find_outside(name.text, true, expr(id).span));
}

/// `score` and `coverage`, which no fact can be called.
TypeId ExpressionChecker::note_reserved_word(std::string_view name, ExprId id) {
  const bool score = name == "score";
  if (!site_.scorecard) {
    state_.error("E411", expr(id).span, quoted(name) + " can be asked in a verdict only");
    return TypeId::any;
  }
  resolve(id, {score ? ResolutionKind::score : ResolutionKind::coverage, 0, 0});
  return types_.basic(TypeKind::number);
}

/// Wraps what was found into the items that may have a member of that name.
TypeId ExpressionChecker::through_items(std::string_view name, ExprId id, const Dynamic& dynamic,
                                        const std::optional<Found>& found) {
  if (dynamic.slots.empty()) {
    if (!found) {
      unknown_name(name, id);
      return TypeId::any;
    }
    resolve(id, found->resolution);
    return found->type;
  }
  if (!found && !dynamic.surely && !any_record_has(name)) {
    unknown_name(name, id);
    return TypeId::any;
  }
  auto& outer = meaning().outer;
  auto resolution = found ? found->resolution : Resolution{};
  for (auto slot = dynamic.slots.rbegin(); slot != dynamic.slots.rend(); ++slot) {
    std::uint32_t next = ~0U;
    if (resolution.kind != ResolutionKind::unresolved) {
      next = static_cast<std::uint32_t>(outer.size());
      outer.push_back(resolution);
    }
    resolution = {ResolutionKind::item_member, *slot, next};
  }
  resolve(id, resolution);
  return TypeId::any;
}

std::optional<ExpressionChecker::Found> ExpressionChecker::find_outside(std::string_view name,
                                                                        bool reading, Span span) {
  if (site_.constant) return std::nullopt;
  if (auto parameter = find_rule_parameter(name, reading)) return parameter;
  return find_symbol(name, reading, span);
}

std::optional<ExpressionChecker::Found> ExpressionChecker::find_rule_parameter(
    std::string_view name, bool reading) {
  if (!site_.rule) return std::nullopt;
  for (const auto index : state_.rules.rules[*site_.rule].parameters) {
    const auto& parameter = state_.rules.parameters[index];
    if (parameter.card->name.text != name) continue;
    if (reading) reads_.parameters.insert(index);
    return Found{{ResolutionKind::parameter, index, 0}, parameter.type, parameter.card->name.span};
  }
  return std::nullopt;
}

std::optional<ExpressionChecker::Found> ExpressionChecker::find_symbol(std::string_view name,
                                                                       bool reading, Span span) {
  const auto symbol = state_.symbols.names.find(name);
  if (symbol == state_.symbols.names.end()) return std::nullopt;
  Found found;
  found.declared = symbol->second.span;
  if (!reading) return found;
  const bool seen = state_.sees(site_.pack, symbol->second.pack);
  if (!seen && !symbol->second.twice) unseen_name(name, symbol->second, span);
  if (!seen || symbol->second.twice) {
    found.resolution.kind = ResolutionKind::fact;  // reported; nothing runs
    return found;
  }
  found.type = read_symbol(symbol->second, span, found.resolution);
  return found;
}

TypeId ExpressionChecker::read_symbol(const Symbol& symbol, Span span, Resolution& resolution) {
  if (symbol.kind == Symbol::Kind::fact) {
    resolution = {ResolutionKind::fact, symbol.index, 0};
    reads_.facts.insert(static_cast<FactId>(symbol.index));
    return state_.rules.vocabulary.facts[symbol.index].type;
  }
  if (symbol.kind == Symbol::Kind::parameter) {
    resolution = {ResolutionKind::parameter, symbol.index, 0};
    reads_.parameters.insert(symbol.index);
    return state_.rules.parameters[symbol.index].type;
  }
  if (symbol.kind == Symbol::Kind::relation) {
    const auto& name = state_.rules.relations[symbol.index].card->name.text;
    reads_.relations.try_emplace(symbol.index, span);
    state_.error("E231", span, quoted(name) + " is a relation: a set of tuples, not a value",
                 "ask whether items stand in it: `" + name + "(…)`");
    return TypeId::any;
  }
  const auto& define = state_.rules.defines[symbol.index];
  reads_.defines.try_emplace(symbol.index, span);
  if (define.parameters().empty()) {
    resolution = {ResolutionKind::measure, define.index, 0};
    return state_.defines_typed[symbol.index] ? define.type : TypeId::any;
  }
  resolution = {ResolutionKind::function, define.index, 0};
  return types_.basic(TypeKind::function);
}

void ExpressionChecker::unseen_name(std::string_view name, const Symbol& symbol, Span span) {
  const auto& other = state_.rules.packs[symbol.pack];
  auto& added = state_.error(
      "E215", span,
      quoted(name) + " belongs to pack " + quoted(other.id) + ", which this pack does not use",
      "add `uses " + other.id + " " + other.version + "` to the head");
  added.notes.push_back(declared_at(symbol.span));
}

/// A name that is a field of the item and also something outside of it.
void ExpressionChecker::lint_shadowed(std::string_view name, std::size_t below, TypeId item,
                                      ExprId id) {
  std::optional<Span> outside;
  bool found = false;
  auto& in_sight = scope_.in_sight();
  for (auto i = below; i-- > 0 && !found;) {
    if (!in_sight[i].item) {
      found = in_sight[i].name == name;
    } else if (types_.is(in_sight[i].type, TypeKind::record)) {
      const auto& record = state_.rules.vocabulary[types_[in_sight[i].type].record];
      found = record.field(name).has_value();
      if (found) outside = record.fields[*record.field(name)].span;
    }
  }
  if (!found) {
    const auto other = find_outside(name, false, {});
    found = other.has_value();
    if (found) outside = other->declared;
  }
  if (!found) return;
  auto& added = state_.lint("W705", expr(id).span,
                            quoted(name) + " is a field of " +
                                quoted(state_.rules.vocabulary[types_[item].record].name) +
                                " here, and a name outside as well; the field is read",
                            "`item." + std::string(name) + "` says so");
  if (outside) added.notes.push_back({"the other is declared in", *outside});
}

bool ExpressionChecker::any_record_has(std::string_view field) const {
  if (state_.quiet_types || state_.symbols.context_keys.contains(field)) return true;
  const auto& records = state_.rules.vocabulary.records;
  return std::any_of(records.begin(), records.end(),
                     [&](const RecordType& record) { return record.field(field).has_value(); });
}

// ---------------------------------------------------------------- names that are not known

std::vector<std::string> ExpressionChecker::names_in_sight() {
  std::vector<std::string> names;
  for (const auto& entry : scope_.in_sight()) {
    if (!entry.item) {
      names.push_back(entry.name);
    } else if (types_.is(entry.type, TypeKind::record)) {
      for (const auto& field : state_.rules.vocabulary[types_[entry.type].record].fields)
        names.push_back(field.name);
    }
  }
  if (site_.constant) return names;
  if (site_.rule)
    for (const auto index : state_.rules.rules[*site_.rule].parameters)
      names.push_back(state_.rules.parameters[index].card->name.text);
  for (const auto& [name, symbol] : state_.symbols.names)
    if (state_.sees(site_.pack, symbol.pack)) names.push_back(name);
  return names;
}

void ExpressionChecker::unknown_name(std::string_view name, ExprId id) {
  if (state_.may_be_elsewhere(site_.pack, name) || !site_.whole) return;
  if (site_.in_clause && !unbound_.emplace(name).second) return;
  if (name == "_" && !state_.quiet_types) return anything_at(id);
  const auto names = names_in_sight();
  const auto near = state_.nearest(name, names);
  const auto item = std::find_if(
      scope_.in_sight().rbegin(), scope_.in_sight().rend(),
      [&](const InSight& entry) { return entry.item && types_.is(entry.type, TypeKind::record); });
  std::string message = quoted(name) + " is not a fact of this pack";
  if (item != scope_.in_sight().rend())
    message = quoted(name) + " is neither a field of " +
              quoted(state_.rules.vocabulary[types_[item->type].record].name) +
              " nor a fact of this pack";
  if (site_.in_clause)
    message = quoted(name) + " is neither a fact of this pack nor bound in this clause";
  if (site_.constant) message = quoted(name) + " is a name; a value is needed here";
  if (state_.quiet_types || state_.alone) message = quoted(name) + " is not a name known here";
  auto label = state_.where_shipped(name);
  const bool shipped = !label.empty();
  const auto owner = variable_with(name);
  if (owner) {
    label = "write `" + *owner + "." + std::string(name) + "`";
  } else if (!shipped) {
    label = near ? "did you mean " + quoted(*near) + "?" : hint_for(name);
  }
  if (site_.in_clause && !near && !owner)
    label = "bind it by `for`, or by a relation that stands un-negated in `when`";
  auto& added = state_.error(site_.in_clause ? "E232" : "E204", expr(id).span, message, label);
  if (!near || shipped || owner) return;
  const auto symbol = state_.symbols.names.find(*near);
  if (symbol != state_.symbols.names.end()) added.notes.push_back(declared_at(symbol->second.span));
}

std::optional<std::string> ExpressionChecker::variable_with(std::string_view field) {
  const auto has_it = [&](const InSight& entry) {
    return !entry.item && types_.is(entry.type, TypeKind::record) &&
           state_.rules.vocabulary[types_[entry.type].record].field(field);
  };
  const auto& in_sight = scope_.in_sight();
  const auto found = std::find_if(in_sight.rbegin(), in_sight.rend(), has_it);
  return found == in_sight.rend() ? std::nullopt : std::optional(found->name);
}

/// `_` where one thing is meant.
void ExpressionChecker::anything_at(ExprId id) {
  state_.error(site_.in_clause ? "E232" : "E204", expr(id).span,
               "`_` stands for anything where a relation is asked; here one value is needed",
               site_.in_clause ? "give it a name, and bind that in `for` or `when`" : "");
}

std::string ExpressionChecker::hint_for(std::string_view name) {
  if (!find_builtin(name).empty()) return "it is a function: write `" + std::string(name) + "(…)`";
  if (state_.rules.vocabulary.record(name)) return "it is a record, not a fact";
  if (state_.symbols.rules.contains(name))
    return "it is a rule: write `rule " + std::string(name) + " is met`";
  for (const auto& section : state_.rules.sections)
    if (section.card->id.text == name) return "it is a section";
  for (const auto& type : state_.rules.vocabulary.types)
    if (std::find(type.choices.begin(), type.choices.end(), name) != type.choices.end())
      return "a text stands in quotes: `\"" + std::string(name) + "\"`";
  return {};
}

// ---------------------------------------------------------------- paths

TypeId ExpressionChecker::visit(const grammar::Path& path, ExprId id) {
  const auto base = check(path.base);
  return path_on(base, path, id);
}

TypeId ExpressionChecker::path_on(TypeId base, const grammar::Path& path, ExprId id) {
  const auto& type = types_[base];
  if (type.kind == TypeKind::list) {
    const auto element = path_on(type.element, path, id);
    return types_.list_of(element);
  }
  if (type.kind == TypeKind::record) return field_of_record(base, path.field, id);
  resolve(id, {ResolutionKind::item_member, 0, 0});
  if (const auto* entry = types_.entry(base, path.field.text)) return entry->type;
  if (!type.entries.empty()) {
    unknown_entry(base, path.field);
    return TypeId::any;
  }
  if (type.kind == TypeKind::any || type.kind == TypeKind::context) {
    const bool of_any_type = type.kind == TypeKind::any;
    if (of_any_type && !any_record_has(path.field.text) && !is_property(path.field.text)) {
      std::vector<std::string> known;
      for (const auto& record : state_.rules.vocabulary.records)
        for (const auto& field : record.fields) known.push_back(field.name);
      known.insert(known.end(), state_.symbols.context_keys.begin(),
                   state_.symbols.context_keys.end());
      if (!state_.may_be_elsewhere(site_.pack, path.field.text))
        state_.error("E207", path.field.span,
                     (state_.alone ? "nothing here has an entry " : "no record has a field ") +
                         quoted(path.field.text),
                     state_.did_you_mean(path.field.text, known));
    }
    return TypeId::any;
  }
  if (type.kind == TypeKind::null) return base;
  return property_of(base, path.field);
}

TypeId ExpressionChecker::field_of_record(TypeId base, const Identifier& field, ExprId id) {
  const auto record = types_[base].record;
  const auto index = state_.rules.vocabulary[record].field(field.text);
  if (!index) {
    unknown_field(record, field);
    return TypeId::any;
  }
  resolve(id, {ResolutionKind::item_field, *index, 0, record});
  const auto type = state_.rules.vocabulary[record].fields[*index].type;
  return types_[base].or_none ? types_.with_none(type) : type;
}

void ExpressionChecker::unknown_field(RecordId record, const Identifier& field) {
  const auto& declared = state_.rules.vocabulary[record];
  if (state_.may_be_elsewhere(site_.pack, field.text)) return;
  std::vector<std::string> known;
  for (const auto& each : declared.fields) known.push_back(each.name);
  auto& added = state_.error(
      "E207", field.span, "record " + quoted(declared.name) + " has no field " + quoted(field.text),
      state_.did_you_mean(field.text, known));
  added.notes.push_back({"the record is declared in", declared.span});
}

void ExpressionChecker::unknown_entry(TypeId context, const Identifier& name) {
  if (state_.quiet_types || state_.may_be_elsewhere(site_.pack, name.text)) return;
  std::vector<std::string> known;
  for (const auto& entry : types_[context].entries) known.push_back(entry.name);
  state_.error("E207", name.span, "the context has no entry " + quoted(name.text),
               state_.did_you_mean(name.text, known));
}

TypeId ExpressionChecker::property_of(TypeId base, const Identifier& field) {
  const auto has = [&](std::initializer_list<std::string_view> names) {
    return std::find(names.begin(), names.end(), field.text) != names.end();
  };
  const auto kind = types_.kind(base);
  const bool date = has({"year", "month", "day", "weekday"});
  const bool clock = has({"hour", "minute", "second", "time offset", "timezone"});
  const bool days = has({"days", "hours", "minutes", "seconds"});
  const bool months = has({"years", "months"});
  bool known = false;
  if (kind == TypeKind::date) known = date;
  if (kind == TypeKind::date_time) known = date || clock;
  if (kind == TypeKind::time) known = clock;
  if (kind == TypeKind::days_duration) known = days;
  if (kind == TypeKind::months_duration) known = months;
  if (kind == TypeKind::duration) known = days || months;
  if (kind == TypeKind::range) {
    if (has({"start", "end"})) return types_[base].element;
    if (has({"start included", "end included"})) return types_.basic(TypeKind::boolean);
  }
  if (!known)
    state_.type_error("E317", field.span, types_.article(base) + " has no " + quoted(field.text));
  if (!known || has({"time offset", "timezone"})) return TypeId::any;
  return types_.basic(TypeKind::number);
}

}  // namespace entente::engine::checking
