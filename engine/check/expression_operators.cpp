// Operators: what can be compared, joined and computed.
#include "engine/check/expressions.hpp"
#include "engine/check/literals.hpp"
#include "grammar/ast_print.hpp"

namespace entente::engine::checking {
namespace {

using grammar::BinaryOp;
using grammar::operator_name;

constexpr const char* always_the_same = "the answer is the same whatever the facts say";

bool is_arithmetic(BinaryOp op) { return op >= BinaryOp::add && op <= BinaryOp::power; }

}  // namespace

TypeId ExpressionChecker::visit(const grammar::Binary& binary, ExprId id) {
  if (binary.op == BinaryOp::or_ || binary.op == BinaryOp::and_) return join_conditions(binary, id);
  check(binary.left);
  check(binary.right);
  return is_arithmetic(binary.op) ? arithmetic(binary) : compare(binary);
}

TypeId ExpressionChecker::join_conditions(const grammar::Binary& binary, ExprId id) {
  if (binary.op == BinaryOp::or_) lint_mixed(binary, id);
  const auto what = quoted(operator_name(binary.op));
  condition(binary.left, what);
  condition(binary.right, what);
  lint_same_sides(binary, "once is enough");
  return types_.basic(TypeKind::boolean);
}

void ExpressionChecker::lint_same_sides(const grammar::Binary& binary, std::string label) {
  if (binary.left == ExprId::none || binary.right == ExprId::none) return;
  if (state_.sources.text(expr(binary.left).span) != state_.sources.text(expr(binary.right).span))
    return;
  state_.lint("W713", binary.op_span,
              "both sides of " + quoted(operator_name(binary.op)) + " are the same",
              std::move(label));
}

/// One remark for a whole chain of `or`, at the first `and` that stands bare in it.
void ExpressionChecker::lint_mixed(const grammar::Binary& binary, ExprId id) {
  if (!mixed_seen_.insert(id).second) return;
  const auto bare = [this](ExprId part, BinaryOp op) -> const grammar::Binary* {
    if (part == ExprId::none) return nullptr;
    const auto* node = std::get_if<grammar::Binary>(&expr(part).node);
    return node != nullptr && node->op == op && !node->parenthesised ? node : nullptr;
  };
  const grammar::Binary* mixed = nullptr;
  for (const auto* link = &binary; link != nullptr;) {
    if (const auto* right = bare(link->right, BinaryOp::and_)) mixed = right;
    if (const auto* left = bare(link->left, BinaryOp::and_)) mixed = left;
    mixed_seen_.insert(link->left);
    link = bare(link->left, BinaryOp::or_);
  }
  if (mixed != nullptr)
    state_.lint("W702", mixed->op_span, "`and` and `or` are mixed without parentheses",
                "`and` binds first; put it in parentheses");
}

// ---------------------------------------------------------------- comparisons

TypeId ExpressionChecker::compare(const grammar::Binary& binary) {
  check_scale(binary.left, binary.right);
  check_scale(binary.right, binary.left);
  const bool equality = binary.op == BinaryOp::equal || binary.op == BinaryOp::not_equal;
  if (equality) compare_equal(binary.left, binary.right, binary.op_span);
  if (equality || compare_order(binary.left, binary.right, binary.op_span))
    lint_same_sides(binary, always_the_same);
  return types_.basic(TypeKind::boolean);
}

void ExpressionChecker::compare_equal(ExprId first, ExprId second, Span at) {
  if (!types_.may_equal(type_of(first), type_of(second))) {
    refuse_comparison(first, second, at);
    return;
  }
  check_choice(first, second);
  check_choice(second, first);
}

bool ExpressionChecker::compare_order(ExprId first, ExprId second, Span at) {
  if (first == ExprId::none || second == ExprId::none) return true;
  for (const auto part : {first, second}) {
    if (types_.has_order(type_of(part))) continue;
    std::string label;
    if (types_.is(type_of(part), TypeKind::list)) label = "count it, or take one item with `[1]`";
    state_.type_error("E302", expr(part).span,
                      "a comparison by size needs numbers, dates, durations or texts; this is " +
                          types_.article(type_of(part)),
                      std::move(label));
    return false;
  }
  if (types_.may_order(type_of(first), type_of(second))) return true;
  refuse_comparison(first, second, at);
  return false;
}

void ExpressionChecker::refuse_comparison(ExprId first, ExprId second, Span at) {
  const auto left = type_of(first);
  const auto right = type_of(second);
  std::string label;
  const auto key_hint = [&](TypeId record, TypeId text) {
    if (!types_.is(record, TypeKind::record) || !types_.is(text, TypeKind::text)) return;
    const auto& declared = state_.rules.vocabulary[types_[record].record];
    if (declared.key) label = "compare its `" + declared.fields[*declared.key].name + "`";
  };
  key_hint(left, right);
  key_hint(right, left);
  const auto days_hint = [&](TypeId days, TypeId number) {
    if (types_.is(days, TypeKind::days_duration) && types_.is(number, TypeKind::number))
      label = "write a duration, such as `90 days`";
  };
  days_hint(left, right);
  days_hint(right, left);
  const auto date_hint = [&](TypeId date, ExprId text) {
    const auto* literal = std::get_if<grammar::TextValue>(&expr(text).node);
    if (types_.is(date, TypeKind::date) && literal != nullptr && parse_date(literal->text))
      label = "a date stands without quotes: `" + literal->text + "`";
  };
  date_hint(left, second);
  date_hint(right, first);
  if (types_.is(left, TypeKind::list) != types_.is(right, TypeKind::list))
    label = "a list is not one value: count it, or take one item with `[1]`";
  state_.type_error("E302", at,
                    types_.article(left) + " can't be compared with " + types_.article(right),
                    std::move(label));
}

/// A text that is compared with a `one of` must be one of them.
void ExpressionChecker::check_choice(ExprId choice, ExprId text) {
  const auto type = type_of(choice);
  if (!types_.is(type, TypeKind::choice)) return;
  const auto* literal = std::get_if<grammar::TextValue>(&expr(text).node);
  if (literal == nullptr) return;
  const auto choices = types_[type].choices;
  if (std::find(choices.begin(), choices.end(), literal->text) != choices.end()) return;
  std::string all;
  for (const auto& each : choices) {
    if (!all.empty()) all += ", ";
    all += "\"" + each + "\"";
  }
  if (state_.quiet_types || state_.may_be_elsewhere(site_.pack, literal->text)) return;
  const auto near = state_.nearest(literal->text, choices);
  auto& added =
      state_.error("E305", expr(text).span, "`\"" + literal->text + "\"` is not one of the choices",
                   near ? "did you mean `\"" + *near + "\"`?" : std::string());
  added.notes.push_back({"the choices are " + all, std::nullopt});
}

/// `score >= 80%`: 80, or 80 %? And `coverage >= 80`, which is a share.
void ExpressionChecker::check_scale(ExprId asked, ExprId constant) {
  const auto* literal = std::get_if<grammar::NumberLiteral>(&expr(constant).node);
  if (literal == nullptr) return;
  if (asks_score(asked) && literal->per_cent)
    state_.type_error("E309", expr(constant).span, "a score is a number, not a share",
                      "80 or 80 %? a score goes from 0 to 100");
  const auto number = literal_number(tree(), constant);
  if (asks_coverage(asked) && number && *number > Number(1))
    state_.type_error("E309", expr(constant).span, "`coverage` is a share, from 0 % to 100 %",
                      "write `" + literal->digits + "%`");
}

bool ExpressionChecker::asks_score(ExprId id) const {
  const auto& name = state_.rules.meanings[site_.tree].names[static_cast<std::size_t>(id)];
  const auto* score_of = std::get_if<grammar::ScoreOf>(&expr(id).node);
  return name.kind == Resolution::Kind::score || (score_of != nullptr && !score_of->band);
}

bool ExpressionChecker::asks_coverage(ExprId id) const {
  const auto& name = state_.rules.meanings[site_.tree].names[static_cast<std::size_t>(id)];
  return name.kind == Resolution::Kind::coverage;
}

TypeId ExpressionChecker::visit(const grammar::Between& between, ExprId) {
  check(between.value);
  check(between.low);
  check(between.high);
  compare_ends(between.value, between.low, between.high);
  return types_.basic(TypeKind::boolean);
}

/// Against both ends of a range; one report is enough.
void ExpressionChecker::compare_ends(ExprId value, ExprId low, ExprId high) {
  bool fits = true;
  for (const auto end : {low, high}) {
    if (end == ExprId::none) continue;
    check_scale(value, end);
    if (fits) fits = compare_order(value, end, expr(end).span);
  }
}

TypeId ExpressionChecker::visit(const grammar::In& in, ExprId id) {
  limit(in.tests.size(), id);
  check(in.value);
  for (const auto test : in.tests) {
    check(test);
    test_in(in.value, test);
  }
  return types_.basic(TypeKind::boolean);
}

void ExpressionChecker::test_in(ExprId value, ExprId test) {
  const auto type = type_of(test);
  if (const auto* unary = std::get_if<grammar::UnaryTest>(&expr(test).node)) {
    compare_equal(value, unary->operand, expr(test).span);
  } else if (const auto* range = std::get_if<grammar::RangeLiteral>(&expr(test).node)) {
    compare_ends(value, range->low, range->high);
  } else if (types_.is(type, TypeKind::list)) {
    test_in_list(value, test);
  } else if (types_.is(type, TypeKind::range)) {
    const auto element = types_[type].element;
    if (!types_.may_order(type_of(value), element)) refuse_comparison(value, test, expr(test).span);
  } else if (!types_.is(type, TypeKind::function) && !types_.is(type, TypeKind::boolean)) {
    compare_equal(value, test, expr(test).span);
  }
}

void ExpressionChecker::test_in_list(ExprId value, ExprId test) {
  const auto element = types_.element(type_of(test));
  const bool both_none = types_[type_of(value)].or_none && types_[element].or_none;
  const bool may = both_none || types_.may_equal(type_of(value), element) ||
                   types_.may_equal(type_of(value), type_of(test)) ||
                   types_.is(element, TypeKind::range);
  if (!may) {
    state_.type_error(
        "E302", expr(test).span,
        types_.article(type_of(value)) + " is never in " + types_.article(type_of(test)));
    return;
  }
  if (const auto* list = std::get_if<grammar::ListLiteral>(&expr(test).node))
    for (const auto item : list->items) check_choice(value, item);
}

TypeId ExpressionChecker::visit(const grammar::UnaryTest& test, ExprId) {
  return types_.range_of(check(test.operand));
}

TypeId ExpressionChecker::visit(const grammar::RangeLiteral& range, ExprId id) {
  auto end = TypeId::any;
  for (const auto part : {range.low, range.high})
    if (part != ExprId::none) end = check(part);
  if (range.low != ExprId::none) compare_order(range.low, range.high, expr(id).span);
  return types_.range_of(end);
}

// ---------------------------------------------------------------- arithmetic

TypeId ExpressionChecker::visit(const grammar::Negate& negate, ExprId) {
  const auto type = check(negate.operand);
  if (!types_.is_any(type) && !types_.is(type, TypeKind::number) && !types_.is_duration(type)) {
    state_.type_error("E301", expr(negate.operand).span,
                      "`-` needs a number or a duration; this is " + types_.article(type));
    return TypeId::any;
  }
  return types_.basic(types_.kind(type), types_[type].or_none);
}

TypeId ExpressionChecker::arithmetic(const grammar::Binary& binary) {
  const auto left = types_.without_none(type_of(binary.left));
  const auto right = types_.without_none(type_of(binary.right));
  if (types_.is_any(left) || types_.is_any(right)) return TypeId::any;
  auto result = TypeId::any;
  switch (binary.op) {
    case BinaryOp::add:
      result = sum_type(left, right);
      break;
    case BinaryOp::subtract:
      result = difference_type(left, right);
      break;
    case BinaryOp::multiply:
      result = product_type(left, right);
      break;
    case BinaryOp::divide:
      result = quotient_type(left, right);
      break;
    default:
      if (types_.is(left, TypeKind::number) && types_.is(right, TypeKind::number)) result = left;
  }
  if (types_.is_any(result)) {
    std::string label;
    if (types_.is(left, TypeKind::list) || types_.is(right, TypeKind::list))
      label = "take `total of` a list, or one item with `[1]`";
    if (types_.is(left, TypeKind::date) && types_.is(right, TypeKind::number))
      label = "write a duration, such as `90 days`";
    state_.type_error("E301", binary.op_span,
                      quoted(operator_name(binary.op)) + " can't take " + types_.article(left) +
                          " and " + types_.article(right),
                      std::move(label));
    return TypeId::any;
  }
  if (binary.op == BinaryOp::subtract || binary.op == BinaryOp::divide)
    lint_same_sides(binary, always_the_same);
  const bool or_none =
      types_[type_of(binary.left)].or_none || types_[type_of(binary.right)].or_none;
  return types_.basic(types_.kind(result), or_none);
}

/// A time of day is moved by hours, not by months.
bool ExpressionChecker::moves(TypeId duration, TypeId moment) const {
  const bool hours = types_.is(moment, TypeKind::time);
  return types_.is_moment(moment) && types_.is_duration(duration) &&
         !(hours && types_.is(duration, TypeKind::months_duration));
}

TypeId ExpressionChecker::sum_type(TypeId left, TypeId right) {
  const auto a = types_.kind(left);
  const auto b = types_.kind(right);
  if (a == TypeKind::number && b == TypeKind::number) return left;
  if ((a == TypeKind::text || a == TypeKind::choice) &&
      (b == TypeKind::text || b == TypeKind::choice))
    return types_.basic(TypeKind::text);
  if (moves(right, left)) return left;
  if (moves(left, right)) return right;
  if (types_.is_duration(left) && types_.is_duration(right) && types_.may_equal(left, right))
    return left;
  return TypeId::any;
}

TypeId ExpressionChecker::difference_type(TypeId left, TypeId right) {
  if (types_.is(left, TypeKind::number) && types_.is(right, TypeKind::number)) return left;
  if (moves(right, left)) return left;
  if (types_.is_moment(left) && types_.is_moment(right) &&
      types_.is(left, TypeKind::time) == types_.is(right, TypeKind::time))
    return types_.basic(TypeKind::days_duration);
  if (types_.is_duration(left) && types_.is_duration(right) && types_.may_equal(left, right))
    return left;
  return TypeId::any;
}

TypeId ExpressionChecker::product_type(TypeId left, TypeId right) {
  if (types_.is(right, TypeKind::number) &&
      (types_.is(left, TypeKind::number) || types_.is_duration(left)))
    return left;
  return types_.is(left, TypeKind::number) && types_.is_duration(right) ? right : TypeId::any;
}

TypeId ExpressionChecker::quotient_type(TypeId left, TypeId right) {
  if (types_.is(right, TypeKind::number) &&
      (types_.is(left, TypeKind::number) || types_.is_duration(left)))
    return left;
  if (types_.is_duration(left) && types_.is_duration(right) && types_.may_equal(left, right))
    return types_.basic(TypeKind::number);
  return TypeId::any;
}

}  // namespace entente::engine::checking
