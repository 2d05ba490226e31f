// Literals, conditions and the forms that bind variables.
#include "engine/check/expressions.hpp"

#include <algorithm>

#include "engine/check/literals.hpp"

namespace entente::engine::checking {
namespace {

Resolution local(std::uint32_t slot, std::uint32_t detail = ~0U) {
  return {Resolution::Kind::local, slot, detail};
}

}  // namespace

ExpressionChecker::ExpressionChecker(State& state, const ExpressionSite& site, Reads& reads)
    : state_(state), site_(site), reads_(reads), types_(state.rules.vocabulary) {}

TypeId ExpressionChecker::check_unit(ExprId id) {
  if (id == ExprId::none) return TypeId::any;
  scope_.begin_unit();
  const auto type = check(id);
  meaning().frames[static_cast<std::size_t>(id)] = scope_.frame();
  return type;
}

void ExpressionChecker::check_condition(ExprId id, std::string_view what) {
  if (id != ExprId::none) require_condition(id, check_unit(id), what);
}

void ExpressionChecker::check_template(const grammar::Template& text) {
  for (const auto& piece : text.pieces) {
    if (piece.value == ExprId::none) continue;
    const auto type = check_unit(piece.value);
    if (types_.is(type, TypeKind::function) || types_.is(type, TypeKind::range))
      state_.type_error("E308", expr(piece.value).span,
                        types_.article(type) + " can't be put into a text");
  }
}

std::uint32_t ExpressionChecker::bind(const Identifier& name, TypeId type) {
  refuse_name_of_fact(name);
  return scope_.variable(name.text, type);
}

void ExpressionChecker::refuse_name_of_fact(const Identifier& variable) {
  if (!is_name_of_fact(variable.text)) return;
  auto& added = state_.error("E210", variable.span,
                             "variable " + quoted(variable.text) + " has the name of a fact",
                             "choose another name");
  added.notes.push_back(
      {"the fact is declared in", state_.symbols.names.find(variable.text)->second.span});
}

bool ExpressionChecker::is_name_of_fact(std::string_view name) const {
  const auto symbol = state_.symbols.names.find(name);
  return symbol != state_.symbols.names.end() && symbol->second.kind == Symbol::Kind::fact &&
         state_.sees(site_.pack, symbol->second.pack);
}

TypeId ExpressionChecker::element_of(ExprId list, std::string_view what) {
  const auto type = type_of(list);
  if (types_.is_any(type) || types_.is(type, TypeKind::null)) return TypeId::any;
  if (types_.is(type, TypeKind::list) || types_.is(type, TypeKind::range))
    return types_[type].element;
  state_.type_error("E304", expr(list).span,
                    std::string(what) + " needs a list; this is " + types_.article(type));
  return state_.quiet_types ? type : TypeId::any;
}

TypeId ExpressionChecker::check(ExprId id) {
  if (id == ExprId::none) return TypeId::any;
  auto type = std::visit([&](const auto& node) { return visit(node, id); }, expr(id).node);
  if (tree().is_cut(expr(id).span)) type = TypeId::any;
  meaning().types[static_cast<std::size_t>(id)] = type;
  return type;
}

TypeId ExpressionChecker::type_of(ExprId id) const {
  return id == ExprId::none ? TypeId::any
                            : state_.rules.meanings[site_.tree].types[static_cast<std::size_t>(id)];
}

void ExpressionChecker::resolve(ExprId id, Resolution resolution) {
  meaning().names[static_cast<std::size_t>(id)] = resolution;
}

void ExpressionChecker::read_today(Span span) {
  if (!reads_.today) reads_.today = span;
}

void ExpressionChecker::condition(ExprId id, std::string_view what) {
  require_condition(id, check(id), what);
}

void ExpressionChecker::require_condition(ExprId id, TypeId type, std::string_view what) {
  if (id == ExprId::none || types_.is_any(type) || types_.is(type, TypeKind::boolean)) return;
  std::string label;
  if (std::holds_alternative<grammar::TextValue>(expr(id).node))
    label = "to compare with several texts write `in [\"…\", \"…\"]`";
  else if (types_.is(type, TypeKind::number))
    label = "compare it with something";
  state_.type_error("E303", expr(id).span,
                    std::string(what) + " needs yes or no; this is " + types_.article(type),
                    std::move(label));
}

// ---------------------------------------------------------------- literals

TypeId ExpressionChecker::visit(const grammar::NumberLiteral& literal, ExprId id) {
  if (!literal_number(tree(), id))
    state_.type_error(
        "E310", expr(id).span,
        "this number can't be held: " + std::string(Number::why_not_held(literal.digits)));
  return types_.basic(TypeKind::number);
}
TypeId ExpressionChecker::visit(const grammar::TextValue&, ExprId) {
  return types_.basic(TypeKind::text);
}
TypeId ExpressionChecker::visit(const grammar::BooleanLiteral&, ExprId) {
  return types_.basic(TypeKind::boolean);
}
TypeId ExpressionChecker::visit(const grammar::NullLiteral&, ExprId) {
  return types_.basic(TypeKind::null);
}
TypeId ExpressionChecker::visit(const grammar::NoneLiteral&, ExprId) {
  return types_.basic(TypeKind::null);
}
TypeId ExpressionChecker::visit(const grammar::TodayLiteral&, ExprId id) {
  read_today(expr(id).span);
  return types_.basic(TypeKind::date);
}

TypeId ExpressionChecker::visit(const grammar::ItemLiteral&, ExprId id) {
  auto& in_sight = scope_.in_sight();
  for (auto entry = in_sight.rbegin(); entry != in_sight.rend(); ++entry)
    if (entry->item || entry->name == "item") {
      entry->used = true;
      // A context with an entry of that name means the entry.
      const bool opaque =
          types_.is_any(entry->type) ||
          (types_.is(entry->type, TypeKind::context) && types_[entry->type].entries.empty());
      const bool has_entry = types_.entry(entry->type, "item") != nullptr;
      if (!entry->item || (!opaque && !has_entry)) {
        resolve(id, local(entry->slot));
        return entry->type;
      }
      return through_items("item", id, {{entry->slot}, has_entry},
                           Found{local(entry->slot), entry->type, {}});
    }
  state_.error("E221", expr(id).span, "`item` stands only in a filter `[…]` or after `with`");
  return TypeId::any;
}

namespace {

/// `10:00:00.1234567891`
bool is_finer_than_held(std::string_view text) {
  constexpr std::size_t most_decimals = 9;
  const auto point = text.find('.');
  if (point == std::string_view::npos) return false;
  const auto end = text.find_first_not_of("0123456789", point + 1);
  return std::min(end, text.size()) - point - 1 > most_decimals;
}

}  // namespace

TypeId ExpressionChecker::visit(const grammar::TemporalLiteral& literal, ExprId id) {
  Arena scratch;
  const auto value = literal_value(tree(), id, scratch);
  if (!value) {
    state_.type_error(
        "E310", expr(id).span,
        quoted(literal.text) + (literal.at ? " is no date, time or duration" : " is no date"),
        is_finer_than_held(literal.text) ? "seconds have at most 9 decimals" : "");
    return TypeId::any;
  }
  switch (value->kind()) {
    case Kind::date:
      return types_.basic(TypeKind::date);
    case Kind::time:
      return types_.basic(TypeKind::time);
    case Kind::date_time:
      return types_.basic(TypeKind::date_time);
    case Kind::days_duration:
      return types_.basic(TypeKind::days_duration);
    default:
      return types_.basic(TypeKind::months_duration);
  }
}

TypeId ExpressionChecker::visit(const grammar::UnitLiteral& literal, ExprId id) {
  Arena scratch;
  if (!literal_value(tree(), id, scratch))
    state_.type_error("E310", expr(id).span, "this duration can't be held",
                      "months and years are whole numbers");
  const bool months = literal.unit == "month" || literal.unit == "year";
  return types_.basic(months ? TypeKind::months_duration : TypeKind::days_duration);
}

/// What stands in one pair of brackets is counted in 16 bits.
void ExpressionChecker::limit(std::size_t count, ExprId id) {
  constexpr std::size_t most = 20'000;
  if (count > most)
    state_.error("E310", expr(id).span, "at most 20,000 items can stand here",
                 "give them as a fact");
}

TypeId ExpressionChecker::visit(const grammar::ListLiteral& list, ExprId id) {
  limit(list.items.size(), id);
  std::optional<TypeId> element;
  for (const auto item : list.items) {
    const auto type = check(item);
    element = element ? types_.join(*element, type) : type;
  }
  return types_.list_of(element.value_or(TypeId::any));
}

TypeId ExpressionChecker::visit(const grammar::ContextLiteral& context, ExprId id) {
  const auto outside = scope_.size();
  limit(context.entries.size(), id);
  resolve(id, local(static_cast<std::uint32_t>(outside)));
  std::map<std::string_view, Span> first;
  std::vector<TypeEntry> entries;
  for (const auto& entry : context.entries) {
    const auto [known, added] = first.try_emplace(entry.key.text, entry.key.span);
    if (!added && !state_.quiet_types) state_.duplicate("entry", entry.key, known->second);
    entries.push_back({entry.key.text, check(entry.value)});
    scope_.variable(entry.key.text, entries.back().type);
  }
  scope_.shrink(outside);
  return types_.context_of(std::move(entries));
}

// ---------------------------------------------------------------- forms that bind variables

void ExpressionChecker::iterate(const std::vector<grammar::Iterator>& iterators) {
  for (const auto& iterator : iterators) {
    const auto domain = check(iterator.domain);
    auto variable = domain;
    if (iterator.range_end == ExprId::none) {
      variable = element_of(iterator.domain, quoted("in"));
    } else {
      check(iterator.range_end);
      const bool counted = types_.is_any(domain) || types_.is(domain, TypeKind::number) ||
                           types_.is(domain, TypeKind::date);
      if (!counted)
        state_.type_error("E304", expr(iterator.domain).span,
                          "what is counted off goes from a number or a date to another; this is " +
                              types_.article(domain));
      else
        compare_order(iterator.domain, iterator.range_end, expr(iterator.domain).span);
    }
    bind(iterator.variable, variable);
  }
}

TypeId ExpressionChecker::visit(const grammar::For& loop, ExprId id) {
  const auto outside = scope_.size();
  iterate(loop.iterators);
  const auto partial = static_cast<std::uint32_t>(scope_.size());
  // `partial` is FEEL's name for what was made so far, unless a fact has it.
  if (state_.symbols.names.contains("partial"))
    scope_.reserve();
  else
    scope_.variable("partial", types_.list_of(TypeId::any));
  const auto body = check(loop.body);
  const bool used = scope_.in_sight()[partial].used;
  scope_.shrink(outside);
  resolve(id, local(static_cast<std::uint32_t>(outside), used ? partial : ~0U));
  return types_.list_of(body);
}

TypeId ExpressionChecker::visit(const grammar::Quantified& quantified, ExprId id) {
  const auto outside = scope_.size();
  iterate(quantified.iterators);
  condition(quantified.condition, "`satisfies`");
  scope_.shrink(outside);
  resolve(id, local(static_cast<std::uint32_t>(outside)));
  return types_.basic(TypeKind::boolean);
}

TypeId ExpressionChecker::visit(const grammar::FunctionLiteral& function, ExprId id) {
  const auto outside = scope_.size();
  auto& types = meaning().parameter_types[id];
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const bool typed = i < function.types.size() && function.types[i];
    types.push_back(typed ? feel_type(*function.types[i]) : TypeId::any);
    bind(function.parameters[i], types.back());
  }
  check(function.body);
  meaning().frames[static_cast<std::size_t>(function.body)] = scope_.frame();
  scope_.shrink(outside);
  resolve(id, local(static_cast<std::uint32_t>(outside)));
  return types_.basic(TypeKind::function);
}

TypeId ExpressionChecker::visit(const grammar::Filter& filter, ExprId id) {
  check(filter.base);
  const auto element = element_of(filter.base, "a filter `[…]`");
  const auto outside = scope_.size();
  scope_.item(element);
  const auto predicate = check(filter.predicate);
  const bool reads_item = scope_.shrink(outside);
  resolve(id, local(static_cast<std::uint32_t>(outside)));
  if (types_.is(predicate, TypeKind::number)) {
    if (reads_item)
      state_.type_error("E303", expr(filter.predicate).span,
                        "a filter needs yes or no; a position can't depend on the item");
    return element;
  }
  if (types_.is_any(predicate)) return TypeId::any;
  require_condition(filter.predicate, predicate, "a filter");
  return types_.list_of(element);
}

TypeId ExpressionChecker::visit(const grammar::ShareOf& share, ExprId id) {
  check(share.list);
  const auto outside = scope_.size();
  scope_.item(element_of(share.list, "`share of`"));
  condition(share.condition, "`with`");
  scope_.shrink(outside);
  resolve(id, local(static_cast<std::uint32_t>(outside)));
  return types_.basic(TypeKind::number);
}

TypeId ExpressionChecker::visit(const grammar::Counted& counted, ExprId id) {
  const std::string what =
      counted.limit == grammar::CountLimit::at_least ? "`at least`" : "`at most`";
  const auto amount = check(counted.amount);
  if (!types_.is_any(amount) && !types_.is(amount, TypeKind::number))
    state_.type_error("E308", expr(counted.amount).span,
                      what + " needs a number or a per cent; this is " + types_.article(amount));
  check(counted.list);
  const auto element = element_of(counted.list, what);
  const auto outside = scope_.size();
  if (counted.variable)
    bind(*counted.variable, element);
  else
    scope_.item(element);
  condition(counted.condition, counted.variable ? "`satisfies`" : "`with`");
  scope_.shrink(outside);
  resolve(id, local(static_cast<std::uint32_t>(outside)));
  return types_.basic(TypeKind::boolean);
}

TypeId ExpressionChecker::visit(const grammar::EveryTwo& pairs, ExprId id) {
  check(pairs.list);
  const auto element = element_of(pairs.list, pairs.in_a_row ? "`in a row of`" : "`every two`");
  const auto outside = scope_.size();
  bind(pairs.first, element);
  bind(pairs.second, element);
  if (pairs.by && types_.is(element, TypeKind::record)) {
    const auto record = types_[element].record;
    if (!state_.rules.vocabulary[record].field(pairs.by->text)) unknown_field(record, *pairs.by);
  }
  condition(pairs.condition, "`satisfies`");
  scope_.shrink(outside);
  resolve(id, local(static_cast<std::uint32_t>(outside)));
  return types_.basic(TypeKind::boolean);
}

// ---------------------------------------------------------------- conditions

TypeId ExpressionChecker::visit(const grammar::If& choice, ExprId) {
  condition(choice.condition, "`if`");
  const auto then = check(choice.then);
  return types_.join(then, check(choice.otherwise));
}

TypeId ExpressionChecker::visit(const grammar::IsNone& is_none, ExprId) {
  check(is_none.value);
  return types_.basic(TypeKind::boolean);
}

TypeId ExpressionChecker::visit(const grammar::IsKnown& is_known, ExprId id) {
  check(is_known.value);
  if (site_.in_check)
    state_.lint("W706", expr(id).span,
                "`is known` asks whether the facts say it, not whether it is so",
                "did you mean `is not none`?");
  return types_.basic(TypeKind::boolean);
}

TypeId ExpressionChecker::visit(const grammar::Ago& ago, ExprId id) {
  const auto type = check(ago.duration);
  read_today(expr(id).span);
  if (!types_.is_any(type) && !types_.is_duration(type))
    state_.type_error("E308", expr(ago.duration).span,
                      "`ago` needs a duration, as `90 days`; this is " + types_.article(type));
  return types_.basic(TypeKind::date);
}

TypeId ExpressionChecker::visit(const grammar::Within& within, ExprId id) {
  const auto moment = [this](ExprId part) {
    const auto type = check(part);
    if (types_.is_any(type) || types_.is_moment(type)) return;
    state_.type_error("E308", expr(part).span,
                      "`within` compares dates; this is " + types_.article(type));
  };
  moment(within.value);
  if (within.anchor == grammar::WithinAnchor::today)
    read_today(expr(id).span);
  else
    moment(within.anchor_value);
  const auto duration = check(within.duration);
  if (!types_.is_any(duration) && !types_.is_duration(duration))
    state_.type_error(
        "E308", expr(within.duration).span,
        "`within` needs a duration, as `90 days`; this is " + types_.article(duration));
  return types_.basic(TypeKind::boolean);
}

}  // namespace entente::engine::checking
