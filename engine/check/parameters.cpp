#include "engine/check/parameters.hpp"

#include "engine/check/literals.hpp"
#include "engine/check/types.hpp"

namespace entente::engine::checking {
namespace {

using grammar::MayOnly;

TypeId type_of(const Value& value, Types& types) {
  switch (value.kind()) {
    case Kind::boolean:
      return types.basic(TypeKind::boolean);
    case Kind::number:
      return types.basic(TypeKind::number);
    case Kind::text:
      return types.basic(TypeKind::text);
    case Kind::date:
      return types.basic(TypeKind::date);
    case Kind::time:
      return types.basic(TypeKind::time);
    case Kind::date_time:
      return types.basic(TypeKind::date_time);
    case Kind::days_duration:
      return types.basic(TypeKind::days_duration);
    case Kind::months_duration:
      return types.basic(TypeKind::months_duration);
    case Kind::null:
      return types.basic(TypeKind::null);
    default:
      break;
  }
  if (value.kind() != Kind::list) return TypeId::any;
  std::optional<TypeId> element;
  for (const auto& item : value.list().items) {
    const auto type = type_of(item.value, types);
    element = element ? types.join(*element, type) : type;
  }
  return types.list_of(element.value_or(TypeId::any));
}

class Declarer {
 public:
  Declarer(State& state, const grammar::Parameter& card, std::uint32_t tree)
      : state_(state), card_(card), tree_(state.tree(tree)), types_(state.rules.vocabulary) {}

  void fill(CheckedParameter& parameter) {
    const auto value = constant(card_.value);
    if (!value) return;
    parameter.value = *value;
    parameter.type = type_of(*value, types_);
    if (const auto low = end(card_.low, *value)) parameter.low = *low;
    if (const auto high = end(card_.high, *value)) parameter.high = *high;
    check_range(parameter);
    check_direction(parameter.value);
  }

 private:
  std::optional<Value> constant(ExprId id) {
    if (id == ExprId::none || tree_.is_cut(tree_[id].span)) return std::nullopt;
    const auto value = literal_value(tree_, id, *state_.rules.arena);
    if (!value)
      state_.error("E312", tree_[id].span,
                   "a parameter is a constant: a number, per cent, duration, date, text or list",
                   "use `define` for what is computed");
    return value;
  }

  std::optional<Value> end(ExprId id, const Value& value) {
    const auto limit = constant(id);
    if (!limit || order_of(*limit, value)) return limit;
    if (told_kind_) return std::nullopt;
    told_kind_ = true;
    state_.error(
        "E312", tree_[id].span,
        "the range of parameter " + quoted(card_.name.text) +
            " is not of the kind of its value: " + types_.article(type_of(*limit, types_)) +
            " against " + types_.article(type_of(value, types_)));
    return std::nullopt;
  }

  void check_range(const CheckedParameter& parameter) {
    const auto below = [](const Value& a, const Value& b) {
      const auto order = a.is_null() || b.is_null() ? std::nullopt : order_of(a, b);
      return order && *order < 0;
    };
    if (below(parameter.high, parameter.low))
      state_.error("E311", tree_[card_.low].span,
                   "the range is empty: its low end is above its high end");
    else if (below(parameter.value, parameter.low) || below(parameter.high, parameter.value))
      state_.error("E312", tree_[card_.value].span,
                   "parameter " + quoted(card_.name.text) + " starts outside its own range");
  }

  void check_direction(const Value& value) {
    const bool duration = value.is(Kind::days_duration) || value.is(Kind::months_duration);
    const bool for_durations =
        card_.may_only == MayOnly::lengthened || card_.may_only == MayOnly::shortened;
    if (for_durations && !duration)
      state_.error("E312", card_.span, "only a duration is lengthened or shortened",
                   "say `may only be raised` or `lowered`");
    const bool ordered = order_of(value, value).has_value() && !value.is(Kind::text);
    const bool moves =
        card_.may_only != MayOnly::any || card_.stricter != grammar::Strictness::undeclared;
    if (moves && !for_durations && !ordered)
      state_.error("E312", card_.span,
                   "parameter " + quoted(card_.name.text) + " has no more and no less: it is " +
                       types_.article(type_of(value, types_)));
  }

  State& state_;
  const grammar::Parameter& card_;
  const grammar::Tree& tree_;
  Types types_;
  bool told_kind_ = false;
};

}  // namespace

std::uint32_t declare_parameter(State& state, const grammar::Parameter& card, std::uint32_t tree,
                                std::uint32_t pack, std::string name) {
  CheckedParameter parameter;
  parameter.name = std::move(name);
  parameter.card = &card;
  parameter.tree = tree;
  parameter.pack = pack;
  Declarer(state, card, tree).fill(parameter);
  state.rules.parameters.push_back(std::move(parameter));
  return static_cast<std::uint32_t>(state.rules.parameters.size() - 1);
}

}  // namespace entente::engine::checking
