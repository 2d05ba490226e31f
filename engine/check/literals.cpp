#include "engine/check/literals.hpp"

#include <array>
#include <utility>

namespace entente::engine {
namespace {

using grammar::ExprId;
using grammar::Tree;

std::optional<Number> read_number(const grammar::NumberLiteral& literal) {
  const auto number = Number::parse(literal.digits);
  return number && literal.per_cent ? divide(*number, Number(100)) : number;
}

std::optional<Value> read_temporal(const grammar::TemporalLiteral& literal, Arena& arena) {
  if (const auto date = parse_date(literal.text)) return Value::date(*date);
  if (!literal.at) return std::nullopt;
  if (const auto moment = parse_date_time(literal.text)) return Value::date_time(*moment, arena);
  if (const auto time = parse_time(literal.text)) return Value::time(*time, arena);
  if (const auto days = parse_days_duration(literal.text))
    return Value::days_duration(*days, arena);
  if (const auto months = parse_months_duration(literal.text))
    return Value::months_duration(*months);
  return std::nullopt;
}

std::optional<Number> scaled(std::string_view digits, std::int64_t factor) {
  const auto number = Number::parse(digits);
  return number ? multiply(*number, Number(factor)) : std::nullopt;
}

std::optional<Value> read_unit(const grammar::UnitLiteral& literal, Arena& arena) {
  constexpr std::int64_t second = 1'000'000'000;
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> units{
      {{"second", second},
       {"minute", 60 * second},
       {"hour", 3'600 * second},
       {"day", 86'400 * second},
       {"week", 7 * 86'400 * second}}};
  for (const auto& [unit, nanoseconds] : units)
    if (unit == literal.unit) {
      const auto length = scaled(literal.digits, nanoseconds);
      const auto whole = length ? length->to_int128() : std::nullopt;
      const auto duration = whole ? days_duration(*whole) : std::nullopt;
      return duration ? std::optional(Value::days_duration(*duration, arena)) : std::nullopt;
    }
  const auto length = scaled(literal.digits, literal.unit == "year" ? 12 : 1);
  const auto months = length ? length->to_int64() : std::nullopt;
  return months ? std::optional(Value::months_duration({*months})) : std::nullopt;
}

std::optional<Value> negated(const std::optional<Value>& value, Arena& arena) {
  if (!value) return std::nullopt;
  switch (value->kind()) {
    case Kind::number:
      return Value::number(value->number().negate(), arena);
    case Kind::days_duration:
      return Value::days_duration({-value->days_duration().nanoseconds}, arena);
    case Kind::months_duration:
      return Value::months_duration({-value->months_duration().months});
    default:
      return std::nullopt;
  }
}

std::optional<Value> read_list(const Tree& tree, const grammar::ListLiteral& literal,
                               Arena& arena) {
  const auto items = arena.array<ListItem>(literal.items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    const auto value = literal_value(tree, literal.items[i], arena);
    if (!value) return std::nullopt;
    items[i].value = *value;
  }
  ListData list;
  list.items = items;
  return Value::list(list, arena);
}

struct Reader {
  const Tree& tree;
  Arena& arena;

  std::optional<Value> operator()(const grammar::NumberLiteral& literal) const {
    const auto number = read_number(literal);
    return number ? std::optional(Value::number(*number, arena)) : std::nullopt;
  }
  std::optional<Value> operator()(const grammar::TextValue& literal) const {
    return Value::text(arena.text(literal.text), arena);
  }
  std::optional<Value> operator()(const grammar::BooleanLiteral& literal) const {
    return Value::boolean(literal.value);
  }
  std::optional<Value> operator()(const grammar::NullLiteral&) const { return Value(); }
  std::optional<Value> operator()(const grammar::NoneLiteral&) const { return Value(); }
  std::optional<Value> operator()(const grammar::TemporalLiteral& literal) const {
    return read_temporal(literal, arena);
  }
  std::optional<Value> operator()(const grammar::UnitLiteral& literal) const {
    return read_unit(literal, arena);
  }
  std::optional<Value> operator()(const grammar::Negate& negate) const {
    return negated(literal_value(tree, negate.operand, arena), arena);
  }
  std::optional<Value> operator()(const grammar::ListLiteral& literal) const {
    return read_list(tree, literal, arena);
  }
  template <class Other>
  std::optional<Value> operator()(const Other&) const {
    return std::nullopt;
  }
};

}  // namespace

std::optional<Value> literal_value(const Tree& tree, ExprId id, Arena& arena) {
  if (id == ExprId::none) return std::nullopt;
  return std::visit(Reader{tree, arena}, tree[id].node);
}

std::optional<Number> literal_number(const Tree& tree, ExprId id) {
  if (id == ExprId::none) return std::nullopt;
  const auto& node = tree[id].node;
  if (const auto* literal = std::get_if<grammar::NumberLiteral>(&node))
    return read_number(*literal);
  if (const auto* negate = std::get_if<grammar::Negate>(&node)) {
    const auto operand = literal_number(tree, negate->operand);
    return operand ? std::optional(operand->negate()) : std::nullopt;
  }
  return std::nullopt;
}

std::optional<std::strong_ordering> order_of(const Value& first, const Value& second) {
  if (first.kind() != second.kind()) return std::nullopt;
  switch (first.kind()) {
    case Kind::number:
      return first.number() <=> second.number();
    case Kind::text:
      return first.text() <=> second.text();
    case Kind::date:
      return first.date() <=> second.date();
    case Kind::days_duration:
      return first.days_duration() <=> second.days_duration();
    case Kind::months_duration:
      return first.months_duration() <=> second.months_duration();
    default:
      return std::nullopt;
  }
}

}  // namespace entente::engine
