#include "tests/oracle/naive_expression.hpp"

#include <algorithm>
#include <utility>

namespace entente::oracle {
namespace {

using grammar::ExprId;
using Op = grammar::BinaryOp;

ScopePtr with_name(const ScopePtr& outer, std::string_view name, Value value) {
  auto scope = std::make_shared<Scope>();
  scope->names.emplace(name, std::move(value));
  scope->outer = outer;
  return scope;
}

ScopePtr with_item(const ScopePtr& outer, const Value& item) {
  auto scope = std::make_shared<Scope>();
  scope->item = item;
  scope->outer = outer;
  return scope;
}

/// A value that stands for a list where one is asked for.
std::vector<Value> items_of(const Value& value) {
  if (value.as<List>()) return value.as<List>()->items;
  return {value};
}

Value date_part(const Date& date, std::string_view part) {
  const Civil at = civil(date);
  if (part == "year") return number(at.year);
  if (part == "month") return number(at.month);
  if (part == "day") return number(at.day);
  if (part == "weekday") return number(((date.days + 3) % 7 + 7) % 7 + 1);  // 1970-01-01: Thursday
  return error("a date has no such part");
}

Value time_part(const Time& time, std::string_view part) {
  if (part == "hour") return number(time.seconds / 3'600);
  if (part == "minute") return number(time.seconds / 60 % 60);
  if (part == "second") return number(time.seconds % 60);
  return error("a time has no such part");
}

Value months_part(const Months& months, std::string_view part) {
  if (part == "years") return number(months.count / 12);
  if (part == "months") return number(months.count % 12);
  return error("a duration has no such part");
}

Value duration_part(const Duration& duration, std::string_view part) {
  const auto seconds = duration.seconds.whole().convert_to<long long>();
  if (part == "days") return number(seconds / 86'400);
  if (part == "hours") return number(seconds / 3'600 % 24);
  if (part == "minutes") return number(seconds / 60 % 60);
  if (part == "seconds") return number(seconds % 60);
  return error("a duration has no such part");
}

Value member(const Value& base, const std::string& name) {
  if (base.is_null()) return base;
  if (const auto* record = base.as<Record>()) {
    const Value* found = record->find(name);
    return found != nullptr ? *found : error("no such entry");
  }
  if (const auto* items = base.as<List>()) {
    std::vector<Value> members;
    for (const Value& item : items->items) members.push_back(member(item, name));
    return list(std::move(members));
  }
  if (base.as<Date>()) return date_part(*base.as<Date>(), name);
  if (base.as<Time>()) return time_part(*base.as<Time>(), name);
  if (base.as<DateTime>()) {
    const Value of_time = time_part(time_of(*base.as<DateTime>()), name);
    return of_time.is_null() ? date_part(date_of(*base.as<DateTime>()), name) : of_time;
  }
  if (base.as<Months>()) return months_part(*base.as<Months>(), name);
  if (base.as<Duration>()) return duration_part(*base.as<Duration>(), name);
  return error("it has no parts");
}

Value item_at(const std::vector<Value>& items, const Decimal& position) {
  const auto at = position.whole().convert_to<long long>();
  const auto size = static_cast<long long>(items.size());
  const long long index = at > 0 ? at - 1 : size + at;
  if (at == 0 || index < 0 || index >= size) return error("no such position");
  return items[static_cast<std::size_t>(index)];
}

/// What the condition of `satisfies` and `with` comes to: none and nothing do not hold.
Value as_condition(Value condition) {
  const bool fails = condition.is_null(Reason::none) || condition.is_null(Reason::nothing);
  return fails ? boolean(false) : condition;
}

bool is_named(const grammar::TypeSyntax& type, const Value& value) {
  const auto* named = std::get_if<grammar::NamedType>(&type.form);
  if (named == nullptr) return false;
  const std::string& name = named->name.text;
  if (name == "Any") return true;
  if (name == "number") return value.as<Decimal>() != nullptr;
  if (name == "text" || name == "string") return value.as<std::string>() != nullptr;
  if (name == "yes or no" || name == "boolean") return value.as<bool>() != nullptr;
  if (name == "date") return value.as<Date>() != nullptr;
  if (name == "time") return value.as<Time>() != nullptr;
  if (name == "date and time") return value.as<DateTime>() != nullptr;
  if (name == "duration") return value.as<Duration>() != nullptr || value.as<Months>() != nullptr;
  if (name == "days and time duration") return value.as<Duration>() != nullptr;
  if (name == "years and months duration") return value.as<Months>() != nullptr;
  return value.as<Record>() != nullptr && value.as<Record>()->type == name;
}

bool is_instance(const grammar::TypeSyntax& type, const Value& value) {
  const auto* named = std::get_if<grammar::NamedType>(&type.form);
  if (value.is_null()) return named != nullptr && named->name.text == "Null";
  const auto* generic = std::get_if<grammar::GenericType>(&type.form);
  const auto* listed = std::get_if<grammar::ListType>(&type.form);
  if (generic == nullptr && listed == nullptr) return is_named(type, value);
  if (generic != nullptr && generic->name.text != "list") return false;
  if (!value.as<List>()) return false;
  const grammar::TypeSyntax& element =
      generic != nullptr ? generic->arguments.front() : listed->element.front();
  const auto& items = value.as<List>()->items;
  return std::all_of(items.begin(), items.end(), [&](const Value& item) {
    return item.is_null() || is_instance(element, item);
  });
}

/// From one end to the other, either way; whole numbers and dates.
Value steps(const Value& from, const Value& to) {
  if (const auto null = gravest_null({from, to})) return *null;
  std::vector<Value> items;
  if (from.as<Date>() && to.as<Date>()) {
    const long long first = from.as<Date>()->days;
    const long long last = to.as<Date>()->days;
    const long long step = first <= last ? 1 : -1;
    for (long long i = first; i != last + step; i += step) items.push_back(make(Date{i}));
    return list(std::move(items));
  }
  const auto* low = from.as<Decimal>();
  const auto* high = to.as<Decimal>();
  if (!low || !high || !low->is_integer() || !high->is_integer()) return error("no whole numbers");
  const auto first = low->whole().convert_to<long long>();
  const auto last = high->whole().convert_to<long long>();
  const long long step = first <= last ? 1 : -1;
  for (long long i = first; i != last + step; i += step) items.push_back(number(i));
  return list(std::move(items));
}

Value share(const std::vector<Value>& conditions) {
  if (const auto fault = gravest_null(conditions); fault && fault->is_null(Reason::error)) {
    return *fault;
  }
  if (conditions.empty()) return null(Reason::nothing);
  const auto held = std::count_if(conditions.begin(), conditions.end(),
                                  [](const Value& value) { return value.is(true); });
  return number(divide(Decimal(held), Decimal(static_cast<long long>(conditions.size()))).value());
}

bool within_limit(grammar::CountLimit limit, const Decimal& found, const Decimal& amount) {
  return limit == grammar::CountLimit::at_least ? found >= amount : found <= amount;
}

}  // namespace

Value Evaluator::evaluate(ExprId id, const ScopePtr& scope) const {
  return std::visit([&](const auto& alternative) { return node(alternative, scope); },
                    tree_[id].node);
}

Value Evaluator::invoke(const Value& function, const std::vector<Value>& arguments) const {
  const auto* callee = function.as<Function>();
  if (callee == nullptr) return error("not a function");
  if (callee->literal->parameters.size() != arguments.size()) return error("other parameters");
  auto scope = std::make_shared<Scope>();
  scope->outer = callee->scope;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    scope->names[callee->literal->parameters[i].text] = arguments[i];
  }
  return evaluate(callee->literal->body, scope);
}

template <class Node>
Value Evaluator::node(const Node& /*node*/, const ScopePtr& /*scope*/) const {
  return error("not an expression of its own");
}

// ---------------------------------------------------------------- literals and names

Value Evaluator::node(const grammar::NumberLiteral& node, const ScopePtr& /*scope*/) const {
  const Decimal value = Decimal::parse(node.digits).value();
  return number(node.per_cent ? divide(value, Decimal(100)).value() : value);
}
Value Evaluator::node(const grammar::TextValue& node, const ScopePtr& /*scope*/) const {
  return text(node.text);
}
Value Evaluator::node(const grammar::BooleanLiteral& node, const ScopePtr& /*scope*/) const {
  return boolean(node.value);
}
Value Evaluator::node(const grammar::NullLiteral& /*node*/, const ScopePtr& /*scope*/) const {
  return null(Reason::none);
}
Value Evaluator::node(const grammar::NoneLiteral& /*node*/, const ScopePtr& /*scope*/) const {
  return null(Reason::none);
}
Value Evaluator::node(const grammar::TodayLiteral& /*node*/, const ScopePtr& /*scope*/) const {
  return make(environment_.today);
}

Value Evaluator::node(const grammar::ItemLiteral& /*node*/, const ScopePtr& scope) const {
  for (const Scope* at = scope.get(); at != nullptr; at = at->outer.get()) {
    if (!at->item) continue;
    const auto* context = at->item->as<Record>();
    const Value* entry = context == nullptr ? nullptr : context->find("item");
    return entry == nullptr ? *at->item : *entry;
  }
  return error("no item here");
}

Value Evaluator::node(const grammar::TemporalLiteral& node, const ScopePtr& /*scope*/) const {
  if (const auto date = read_date(node.text)) return make(*date);
  if (const auto time = read_time(node.text)) return make(*time);
  if (const auto moment = read_date_time(node.text)) return make(*moment);
  return read_duration(node.text);
}

Value Evaluator::node(const grammar::UnitLiteral& node, const ScopePtr& /*scope*/) const {
  const Decimal count = Decimal::parse(node.digits).value();
  const auto seconds = [&](long long unit) { return make(Duration{count * Decimal(unit)}); };
  if (node.unit == "month") return make(Months{count.whole().convert_to<long long>()});
  if (node.unit == "year") return make(Months{(count * 12).whole().convert_to<long long>()});
  if (node.unit == "week") return seconds(7 * 86'400);
  if (node.unit == "day") return seconds(86'400);
  if (node.unit == "hour") return seconds(3'600);
  return seconds(node.unit == "minute" ? 60 : 1);
}

Value Evaluator::node(const grammar::Name& node, const ScopePtr& scope) const {
  for (const Scope* at = scope.get(); at != nullptr; at = at->outer.get()) {
    const auto found = at->names.find(node.text);
    if (found != at->names.end()) return found->second;
    if (at->item && at->item->as<Record>()) {
      const Value* field = at->item->as<Record>()->find(node.text);
      if (field != nullptr) return *field;
    }
  }
  const auto fact = environment_.facts.find(node.text);
  return fact != environment_.facts.end() ? fact->second : error("no such name " + node.text);
}

Value Evaluator::node(const grammar::Path& node, const ScopePtr& scope) const {
  return member(evaluate(node.base, scope), node.field.text);
}

Value Evaluator::node(const grammar::ListLiteral& node, const ScopePtr& scope) const {
  std::vector<Value> items;
  for (const ExprId item : node.items) items.push_back(evaluate(item, scope));
  return list(std::move(items));
}

Value Evaluator::node(const grammar::ContextLiteral& node, const ScopePtr& scope) const {
  Record record;
  ScopePtr inner = scope;
  for (const grammar::ContextEntry& entry : node.entries) {
    record.entries.push_back({entry.key.text, evaluate(entry.value, inner)});
    inner = with_name(inner, entry.key.text, record.entries.back().value);
  }
  return make(std::move(record));
}

Range Evaluator::ends_of(const grammar::RangeLiteral& node, const ScopePtr& scope) const {
  Range range;
  range.low_closed = node.low_closed;
  range.high_closed = node.high_closed;
  const auto end = [&](ExprId id) {
    return id == ExprId::none ? nullptr : std::make_shared<const Value>(evaluate(id, scope));
  };
  range.low = end(node.low);
  range.high = end(node.high);
  return range;
}

Value Evaluator::node(const grammar::RangeLiteral& node, const ScopePtr& scope) const {
  Range range = ends_of(node, scope);
  std::vector<Value> ends;
  if (range.low) ends.push_back(*range.low);
  if (range.high) ends.push_back(*range.high);
  if (auto null = gravest_null(ends)) return *null;
  return make(std::move(range));
}

Value Evaluator::node(const grammar::FunctionLiteral& node, const ScopePtr& scope) const {
  return make(Function{&node, scope});
}

// ---------------------------------------------------------------- lists

bool Evaluator::is_index(ExprId predicate, const ScopePtr& scope) const {
  const grammar::ExprNode& node = tree_[predicate].node;
  if (std::get_if<grammar::NumberLiteral>(&node) != nullptr) return true;
  if (const auto* negate = std::get_if<grammar::Negate>(&node)) {
    return is_index(negate->operand, scope);
  }
  // A name, a call: a number as it stands, without an item.
  if (std::get_if<grammar::Name>(&node) == nullptr &&
      std::get_if<grammar::Call>(&node) == nullptr) {
    return false;
  }
  return evaluate(predicate, scope).as<Decimal>() != nullptr;
}

Value Evaluator::node(const grammar::Filter& node, const ScopePtr& scope) const {
  const Value base = evaluate(node.base, scope);
  if (base.is_null()) return base;
  const std::vector<Value> items = items_of(base);
  if (is_index(node.predicate, scope)) {
    const Value position = evaluate(node.predicate, scope);
    return item_at(items, *position.as<Decimal>());
  }
  std::vector<Value> kept;
  for (const Value& item : items) {
    if (evaluate(node.predicate, with_item(scope, item)).is(true)) kept.push_back(item);
  }
  return list(std::move(kept));
}

Value Evaluator::domain(const grammar::Iterator& iterator, const ScopePtr& scope) const {
  const Value from = evaluate(iterator.domain, scope);
  if (iterator.range_end != ExprId::none) return steps(from, evaluate(iterator.range_end, scope));
  if (const auto* range = from.as<Range>()) {
    const Value all = steps(*range->low, *range->high);
    if (all.is_null()) return all;
    std::vector<Value> inside = all.as<List>()->items;
    if (!range->high_closed && !inside.empty()) inside.pop_back();
    if (!range->low_closed && !inside.empty()) inside.erase(inside.begin());
    return list(std::move(inside));
  }
  return from.is_null() ? from : list(items_of(from));
}

Value Evaluator::combinations(const std::vector<grammar::Iterator>& iterators, std::size_t at,
                              const ScopePtr& scope, std::vector<ScopePtr>& found) const {
  if (at == iterators.size()) {
    found.push_back(scope);
    return boolean(true);
  }
  const Value items = domain(iterators[at], scope);
  if (items.is_null()) return items;
  std::vector<Value> below;
  for (const Value& item : items.as<List>()->items) {
    const ScopePtr inner = with_name(scope, iterators[at].variable.text, item);
    below.push_back(combinations(iterators, at + 1, inner, found));
  }
  return gravest_null(below).value_or(boolean(true));
}

Value Evaluator::node(const grammar::For& node, const ScopePtr& scope) const {
  std::vector<ScopePtr> found;
  const Value all = combinations(node.iterators, 0, scope, found);
  if (all.is_null()) return all;
  std::vector<Value> results;
  for (const ScopePtr& one : found) {
    results.push_back(evaluate(node.body, with_name(one, "partial", list(results))));
  }
  return list(std::move(results));
}

Value Evaluator::node(const grammar::Quantified& node, const ScopePtr& scope) const {
  std::vector<ScopePtr> found;
  const Value all = combinations(node.iterators, 0, scope, found);
  if (all.is_null()) return all;
  std::vector<Value> conditions;
  for (const ScopePtr& one : found) {
    conditions.push_back(as_condition(evaluate(node.condition, one)));
  }
  return node.quantifier == grammar::Quantifier::every ? all_of(conditions) : any_of(conditions);
}

std::optional<Value> Evaluator::judge_items(ExprId list, ExprId condition,
                                            const std::optional<grammar::Identifier>& variable,
                                            const ScopePtr& scope,
                                            std::vector<Value>& conditions) const {
  const Value base = evaluate(list, scope);
  if (base.is_null()) return base;
  for (const Value& item : items_of(base)) {
    const ScopePtr inner =
        variable ? with_name(scope, variable->text, item) : with_item(scope, item);
    conditions.push_back(as_condition(evaluate(condition, inner)));
  }
  return std::nullopt;
}

Value Evaluator::node(const grammar::ShareOf& node, const ScopePtr& scope) const {
  std::vector<Value> conditions;
  const auto null = judge_items(node.list, node.condition, std::nullopt, scope, conditions);
  return null ? *null : share(conditions);
}

Value Evaluator::node(const grammar::Counted& node, const ScopePtr& scope) const {
  std::vector<Value> conditions;
  const auto no_list = judge_items(node.list, node.condition, node.variable, scope, conditions);
  const Value amount = evaluate(node.amount, scope);
  if (no_list || amount.is_null()) {
    return gravest_null({no_list.value_or(boolean(true)), amount}).value();
  }
  const auto* literal = std::get_if<grammar::NumberLiteral>(&tree_[node.amount].node);
  const bool per_cent = literal != nullptr && literal->per_cent;
  const auto held = std::count_if(conditions.begin(), conditions.end(),
                                  [](const Value& value) { return value.is(true); });
  const auto fault = gravest_null(conditions);
  if (!per_cent) {
    // One in fault may hold or not: the answer stands when that can't change it.
    const auto faults = std::count_if(conditions.begin(), conditions.end(),
                                      [](const Value& value) { return value.is_null(); });
    const bool without = within_limit(node.limit, Decimal(held), *amount.as<Decimal>());
    const bool with = within_limit(node.limit, Decimal(held + faults), *amount.as<Decimal>());
    return with == without ? boolean(with) : *fault;
  }
  if (fault) return *fault;
  if (conditions.empty()) return null(Reason::nothing);
  // Compared exactly: held against amount * all.
  const Decimal asked = *amount.as<Decimal>() * Decimal(static_cast<long long>(conditions.size()));
  return boolean(within_limit(node.limit, Decimal(held), asked));
}

Value Evaluator::node(const grammar::EveryTwo& node, const ScopePtr& scope) const {
  const Value base = evaluate(node.list, scope);
  if (base.is_null()) return base;
  std::vector<Value> items = items_of(base);
  if (node.in_a_row) {
    std::vector<Value> keys;
    for (const Value& item : items) keys.push_back(member(item, node.by->text));
    if (gravest_null(keys)) return error("an item has nothing to be ordered by");
    std::stable_sort(items.begin(), items.end(), [&](const Value& a, const Value& b) {
      return order(member(a, node.by->text), member(b, node.by->text)).value_or(0) < 0;
    });
  }
  std::vector<Value> conditions;
  for (std::size_t i = 0; i < items.size(); ++i) {
    const std::size_t last = node.in_a_row ? std::min(items.size(), i + 2) : items.size();
    for (std::size_t j = i + 1; j < last; ++j) {
      const ScopePtr one = with_name(scope, node.first.text, items[i]);
      const ScopePtr two = with_name(one, node.second.text, items[j]);
      conditions.push_back(as_condition(evaluate(node.condition, two)));
    }
  }
  return node.quantifier == grammar::Quantifier::every ? all_of(conditions) : any_of(conditions);
}

// ---------------------------------------------------------------- operators and forms

Value Evaluator::node(const grammar::Negate& node, const ScopePtr& scope) const {
  const Value value = evaluate(node.operand, scope);
  if (value.is_null()) return value;
  return apply(Op::multiply, value, number(-1));
}

Value Evaluator::node(const grammar::Binary& node, const ScopePtr& scope) const {
  return apply(node.op, evaluate(node.left, scope), evaluate(node.right, scope));
}

Value Evaluator::node(const grammar::Between& node, const ScopePtr& scope) const {
  const Value value = evaluate(node.value, scope);
  const Value inside = all_of({apply(Op::greater_equal, value, evaluate(node.low, scope)),
                               apply(Op::less_equal, value, evaluate(node.high, scope))});
  return node.negated ? negation(inside) : inside;
}

Value Evaluator::test_in(const Value& value, ExprId test, const ScopePtr& scope) const {
  if (const auto* unary = std::get_if<grammar::UnaryTest>(&tree_[test].node)) {
    return apply(unary->op, value, evaluate(unary->operand, scope));
  }
  // A range that stands in the test is the `and` of its comparisons, even when an end is null.
  if (const auto* range = std::get_if<grammar::RangeLiteral>(&tree_[test].node)) {
    return in_range(value, ends_of(*range, scope));
  }
  const Value against = evaluate(test, scope);
  if (against.is_null()) return value.is_null() ? boolean(true) : against;
  if (against.as<Range>()) return in_range(value, *against.as<Range>());
  if (!against.as<List>() || value.as<List>()) return apply(Op::equal, value, against);
  std::vector<Value> tests;
  for (const Value& item : against.as<List>()->items) {
    tests.push_back(item.as<Range>() ? in_range(value, *item.as<Range>())
                                     : apply(Op::equal, value, item));
  }
  return any_of(tests);
}

Value Evaluator::node(const grammar::In& node, const ScopePtr& scope) const {
  const Value value = evaluate(node.value, scope);
  std::vector<Value> tests;
  for (const ExprId test : node.tests) tests.push_back(test_in(value, test, scope));
  const Value found = any_of(tests);
  return node.negated ? negation(found) : found;
}

Value Evaluator::node(const grammar::InstanceOf& node, const ScopePtr& scope) const {
  return boolean(is_instance(node.type, evaluate(node.value, scope)));
}

Value Evaluator::node(const grammar::If& node, const ScopePtr& scope) const {
  const Value condition = evaluate(node.condition, scope);
  if (condition.is_null(Reason::error)) return condition;
  return evaluate(condition.is(true) ? node.then : node.otherwise, scope);
}

Value Evaluator::node(const grammar::IsNone& node, const ScopePtr& scope) const {
  const Value value = evaluate(node.value, scope);
  if (value.is_null(Reason::error)) return value;
  return boolean(value.is_null(Reason::none) != node.negated);
}

Value Evaluator::node(const grammar::IsKnown& node, const ScopePtr& scope) const {
  return boolean(evaluate(node.value, scope).in_file != node.negated);
}

Value Evaluator::node(const grammar::Ago& node, const ScopePtr& scope) const {
  return apply(Op::subtract, make(environment_.today), evaluate(node.duration, scope));
}

Value Evaluator::node(const grammar::Within& node, const ScopePtr& scope) const {
  const Value value = evaluate(node.value, scope);
  const Value length = evaluate(node.duration, scope);
  const bool today = node.anchor == grammar::WithinAnchor::today;
  const Value anchor = today ? make(environment_.today) : evaluate(node.anchor_value, scope);
  const bool back = node.anchor != grammar::WithinAnchor::after;
  const bool forth =
      node.anchor == grammar::WithinAnchor::after || node.anchor == grammar::WithinAnchor::of;
  const Value first = back ? apply(Op::subtract, anchor, length) : anchor;
  const Value last = forth ? apply(Op::add, anchor, length) : anchor;
  const Value inside =
      all_of({apply(Op::greater_equal, value, first), apply(Op::less_equal, value, last)});
  return node.negated ? negation(inside) : inside;
}

/// The relation of the generated facts: the numbers that `ns` holds.
Value Evaluator::listed(const Value& number) const {
  if (number.is_null(Reason::error)) return number;
  const auto* numbers = environment_.facts.find("ns")->second.as<List>();
  return boolean(!number.is_null() && numbers != nullptr &&
                 std::ranges::any_of(numbers->items, [&](const Value& item) {
                   return item.as<Decimal>() != nullptr && order(item, number) == 0;
                 }));
}

Value Evaluator::node(const grammar::Call& node, const ScopePtr& scope) const {
  std::vector<Value> arguments;
  std::vector<std::string> names;
  for (const grammar::Argument& argument : node.arguments) {
    arguments.push_back(evaluate(argument.value, scope));
    names.push_back(argument.name ? argument.name->text : "");
  }
  if (node.callee != ExprId::none) return invoke(evaluate(node.callee, scope), arguments);
  for (const Scope* at = scope.get(); at != nullptr; at = at->outer.get()) {
    const auto found = at->names.find(node.function.text);
    if (found != at->names.end() && found->second.as<Function>()) {
      return invoke(found->second, arguments);
    }
  }
  if (node.function.text == "listed") return listed(arguments.front());
  return call_builtin(*this, node.function.text, arguments, names);
}

}  // namespace entente::oracle
