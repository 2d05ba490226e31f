// and, or, if, between, in, within, is none, is known, instance of, rule … is.
#include <fmt/format.h>

#include <vector>

#include "engine/evaluate/instance.hpp"
#include "engine/evaluate/interpreter.hpp"

namespace entente::engine {

Value Interpreter::and_or(const Node& node, Trace* trace) {
  const bool is_and = node.op == Op::and_;
  const Value left = eval(node.a, trace);
  const bool decided = is_and ? left.is_false() : left.is_true();
  if (decided && !is_recorded(trace)) return left;
  const Value right = eval(node.b, trace);
  return is_and ? both(runtime_, left, right) : either(runtime_, left, right);
}

namespace {

constexpr std::string_view no_condition = "a condition is not a yes or no";

/// Whether a condition lets the next branch be tried: false, none and nothing do.
bool goes_on(const Value& condition) {
  return condition.is_false() || condition.is_null(NullReason::none) ||
         condition.is_null(NullReason::nothing);
}

/// What stands there instead when a known condition neither holds nor goes on.
Value failed(const Runtime& runtime, const Value& condition) {
  return condition.is_null() ? condition : runtime.error(no_condition);
}

bool may_fail(const Value& condition) { return as_condition(truth(condition)).has(kinds::error); }

/// One of two branches while the condition is unknown; a branch that can't be taken is left out.
Value branch(const Runtime& runtime, const Value& condition, const std::optional<Value>& then,
             const std::optional<Value>& otherwise) {
  const bool fails = may_fail(condition);
  if (then && otherwise && !fails && identical(runtime, *then, *otherwise)) return *then;
  Missing missing(runtime.arena);
  missing.add(condition);
  std::optional<Value> result = then ? then : otherwise;
  if (then && otherwise) result = one_of(runtime, *then, *otherwise, missing);
  if (!fails) return *result;
  const Value error = runtime.error(no_condition);
  return result ? one_of(runtime, *result, error, missing) : error;
}

}  // namespace

Value Interpreter::if_then_else(const Node& node, Trace* trace) {
  const Value condition = eval(node.a, trace);
  if (condition.is_true()) return eval(node.b, trace);
  if (goes_on(condition)) return eval(node.c, trace);
  if (!condition.is_unknown()) return failed(runtime_, condition);
  const KindSet can = as_condition(truth(condition));
  std::optional<Value> then;
  std::optional<Value> otherwise;
  if (can.has(kinds::true_)) then = eval(node.b, trace);
  if (can.has(kinds::false_)) otherwise = eval(node.c, trace);
  return branch(runtime_, condition, then, otherwise);
}

/// As `if` within `if`, without the nesting.
Value Interpreter::first_case(const Node& node, Trace* trace) {
  struct Open {
    Value condition;
    std::optional<Value> value;
  };
  boost::container::small_vector<Open, 8> open;  // those that may be chosen, none of them surely
  std::optional<Value> rest;                     // when none of these is
  bool reached = true;                           // the next case, perhaps
  const std::uint32_t last = node.b + node.count - 1;
  for (std::uint32_t at = node.b; at < last && reached && !rest; at += 2) {
    const Value condition = eval(program_.operands[at], trace);
    const KindSet can = as_condition(truth(condition));
    std::optional<Value> value;
    if (can.has(kinds::true_)) value = eval(program_.operands[at + 1], trace);
    if (condition.is_true()) {
      rest = value;
    } else if (condition.is_unknown()) {
      if (can.has(kinds::true_ | kinds::error)) open.push_back({condition, value});
      reached = can.has(kinds::false_);
    } else if (!goes_on(condition)) {
      rest = failed(runtime_, condition);
    }
  }
  if (reached && !rest) rest = eval(program_.operands[last], trace);
  const auto same_as_rest = [&](const Open& one) {
    return rest && one.value && !may_fail(one.condition) && identical(runtime_, *one.value, *rest);
  };
  while (!open.empty() && same_as_rest(open.back())) open.pop_back();
  if (open.empty()) return *rest;
  Missing missing(runtime_.arena);
  std::vector<Value> values;
  for (const Open& one : open) {
    missing.add(one.condition);
    if (one.value) values.push_back(*one.value);
    if (may_fail(one.condition)) values.push_back(runtime_.error(no_condition));
  }
  if (rest) values.push_back(*rest);
  return one_of(runtime_, values, missing);
}

namespace {

/// low <= x <= high where each end may be open or absent (null). `x` is read once.
Value inside(const Runtime& runtime, const Value& x, const Value& low, Op low_op, const Value& high,
             Op high_op) {
  const Value above = order(runtime, low_op, x, low);
  const Value below = order(runtime, high_op, x, high);
  const Value result = both(runtime, above, below);
  const bool one_fact = result.is_unknown() && above.is_unknown() && below.is_unknown() &&
                        x.is_unknown() && !low.is_unknown() && !high.is_unknown();
  if (!one_fact) return result;
  Unknown shape = result.unknown();
  const auto ends = known_order(low, high);
  const bool something_between = ends && *ends < 0;
  const bool anywhere = x.unknown().tight && x.unknown().reach == Reach::every;
  shape.tight =
      anywhere && something_between && (x.unknown().can_be.has(kinds::number | kinds::date));
  const bool gap =
      low_op == Op::greater && high_op == Op::less && !x.unknown().can_be.has(kinds::number);
  if (gap) shape.tight = false;
  return make_unknown(shape, runtime.arena);
}

Value in_range(const Runtime& runtime, const Value& x, const RangeData& range) {
  if (range.form == RangeForm::equal) return equal(runtime, x, range.low);
  if (range.form == RangeForm::not_equal) return opposite(runtime, equal(runtime, x, range.low));
  const Op low = range.low_closed ? Op::greater_equal : Op::greater;
  const Op high = range.high_closed ? Op::less_equal : Op::less;
  if (range.low.is_null()) return order(runtime, high, x, range.high);
  if (range.high.is_null()) return order(runtime, low, x, range.low);
  return inside(runtime, x, range.low, low, range.high, high);
}

/// Not known whether it is a range that x is tested by, or x that is one.
Value in_some_range(const Runtime& runtime, const Value& x, const Value& test) {
  Missing missing(runtime.arena);
  missing.add_deep(x, runtime.vocabulary);
  missing.add_deep(test, runtime.vocabulary);
  missing.not_tight();
  const KindSet nulls = (kinds_of(x) | kinds_of(test)) & kinds::null;
  return settle(runtime, kinds::boolean | kinds::error | nulls, missing);
}

/// Whether x is what the test says: in the range, in the list, or equal.
Value fits(const Runtime& runtime, const Value& x, const Value& test, bool in_list) {
  const bool which = (x.is_unknown() && kinds_of(x).has(kinds::range)) ||
                     (test.is_unknown() && kinds_of(test).has(kinds::range));
  if (which) return in_some_range(runtime, x, test);
  if (test.is(Kind::range) && !x.is(Kind::range)) {
    const Value result = in_range(runtime, x, test.range());
    return in_list && result.is_null(NullReason::error) ? Value::boolean(false) : result;
  }
  if (in_list) return same(runtime, x, test);
  if (test.is_null()) {
    if (x.is_unknown() && kinds_of(x).has(kinds::null))
      return or_null(runtime, Value::boolean(true), kinds_of(test), x.unknown());
    return x.is_null() ? Value::boolean(true) : test;
  }
  const Value result = equal(runtime, x, test);
  return test.is_unknown() ? or_null(runtime, result, kinds_of(test) & kinds::null, test.unknown())
                           : result;
}

Value fits_list(const Runtime& runtime, const Value& x, const Value& list) {
  const ListView items = view(runtime, list);
  Value result = Value::boolean(false);
  for (const ListItem& item : items.items) {
    Value one = fits(runtime, x, item.value, true);
    if (item.perhaps != nullptr) one = both(runtime, one, Value::unknown(item.perhaps));
    result = either(runtime, result, one);
    if (result.is_true()) return result;
  }
  if (items.tail != nullptr) {
    const Value more = unknown_of_kinds(runtime, kinds::boolean, items.tail->missing);
    result = either(runtime, result, both(runtime, more, fits(runtime, x, items.tail_item, true)));
  }
  if (items.instead.empty() || result.is_true()) return result;
  // A null that stands there instead of a list is what a null fits.
  KindSet instead = kinds::false_;
  if (!(kinds_of(x) - kinds::null).empty()) instead = instead | items.instead;
  Missing missing(runtime.arena);
  missing.add(*items.whole);
  if (kinds_of(x).has(kinds::null)) {
    instead = instead | kinds::true_;
    missing.add(x);
  }
  return either(runtime, result, settle(runtime, instead, missing));
}

/// A list of single texts, all known: one read of x, so tight when x is.
bool plain_choices(const Value& list) {
  if (!list.is(Kind::list) || list.list().tail != nullptr || list.list().items.empty())
    return false;
  for (const ListItem& item : list.list().items) {
    if (item.perhaps != nullptr || !item.value.is(Kind::text)) return false;
  }
  return true;
}

/// x surely among these texts, surely not, or both possible.
std::optional<Value> in_choices(const Runtime& runtime, const Value& x, const Value& list) {
  if (!x.is_unknown() || x.unknown().can_be != kinds::text || x.unknown().choices.empty())
    return std::nullopt;
  if (!plain_choices(list)) return std::nullopt;
  std::size_t among = 0;
  for (const Value& choice : x.unknown().choices) {
    for (const ListItem& item : list.list().items) {
      if (item.value.text() != choice.text()) continue;
      ++among;
      break;
    }
  }
  if (among == 0) return Value::boolean(false);
  if (among == x.unknown().choices.size()) return Value::boolean(true);
  Unknown shape;
  shape.missing = x.unknown().missing;
  shape.can_be = kinds::boolean;
  shape.tight = x.unknown().tight;
  return make_unknown(shape, runtime.arena);
}

}  // namespace

Value Interpreter::between(const Node& node, Trace* trace) {
  const Value x = eval(node.a, trace);
  const Value low = eval(node.b, trace);
  const Value high = eval(node.c, trace);
  return inside(runtime_, x, low, Op::greater_equal, high, Op::less_equal);
}

/// A range that is written as a test is the `and` of its comparisons: an end that is null is
/// compared like any other value.
Value Interpreter::test_range(const Value& x, const Node& node, Trace* trace) {
  constexpr auto absent = static_cast<std::uint32_t>(NodeId::none);
  const Op low_op = (node.aux & 1) != 0 ? Op::greater_equal : Op::greater;
  const Op high_op = (node.aux & 2) != 0 ? Op::less_equal : Op::less;
  if (node.a == absent) return order(runtime_, high_op, x, eval(node.b, trace));
  const Value low = eval(node.a, trace);
  if (node.b == absent) return order(runtime_, low_op, x, low);
  return inside(runtime_, x, low, low_op, eval(node.b, trace), high_op);
}

Value Interpreter::test(const Value& value, std::uint32_t id, Trace* trace) {
  const Node& node = program_.nodes[id];
  if (node.op == Op::range && !kinds_of(value).has(kinds::range))
    return test_range(value, node, trace);
  if (node.op == Op::unary_test) {
    const Value result = equal(runtime_, value, eval(node.a, trace));
    return node.aux == 0 ? result : opposite(runtime_, result);
  }
  const Value what = eval(id, trace);
  if (what.is_null()) return fits(runtime_, value, what, false);
  const bool list = kinds_of(what).has(kinds::list);
  if (!list) return fits(runtime_, value, what, false);
  const bool only_list = (kinds_of(what) - kinds::list - kinds::null).empty();
  if (!only_list) return in_some_range(runtime_, value, what);
  if (const auto quick = in_choices(runtime_, value, what)) return *quick;
  const Value among = fits_list(runtime_, value, what);
  if (among.is_true() || !kinds_of(value).has(kinds::list)) return among;
  return either(runtime_, among, same(runtime_, value, what));
}

Value Interpreter::in(const Node& node, Trace* trace) {
  const Value value = eval(node.a, trace);
  if (node.count == 1) return test(value, program_.operands[node.b], trace);
  const bool constants = value.is_unknown() && [&] {
    for (std::uint32_t i = 0; i < node.count; ++i) {
      if (program_.nodes[program_.operands[node.b + i]].op != Op::constant) return false;
    }
    return true;
  }();
  if (constants) {
    const auto tests = runtime_.arena.array<Value>(node.count);
    for (std::uint32_t i = 0; i < node.count; ++i)
      tests[i] = eval(program_.operands[node.b + i], trace);
    if (const auto quick = in_choices(runtime_, value, make_list(runtime_, tests))) return *quick;
  }
  Value result = Value::boolean(false);
  for (std::uint32_t i = 0; i < node.count; ++i) {
    result = either(runtime_, result, test(value, program_.operands[node.b + i], trace));
    if (result.is_true() && !is_recorded(trace)) return result;
  }
  return result;
}

Value Interpreter::of_this_file(const Value& value, KindSet kinds) {
  return facts_.any_file ? unknown_of_kinds(runtime_, kinds, {}) : value;
}

Value Interpreter::today() { return of_this_file(Value::date(runtime_.today), kinds::date); }

Value Interpreter::within(const Node& node, Trace* trace) {
  const auto anchor_kind = static_cast<grammar::WithinAnchor>(node.aux);
  const Value x = eval(node.a, trace);
  const Value length = eval(node.b, trace);
  const bool anchored = node.c != static_cast<std::uint32_t>(NodeId::none);
  const Value anchor = anchored ? eval(node.c, trace) : today();
  const bool back = anchor_kind != grammar::WithinAnchor::after;
  const bool ahead =
      anchor_kind == grammar::WithinAnchor::after || anchor_kind == grammar::WithinAnchor::of;
  const Value low = back ? arithmetic(runtime_, Op::subtract, anchor, length) : anchor;
  const Value high = ahead ? arithmetic(runtime_, Op::add, anchor, length) : anchor;
  return inside(runtime_, x, low, Op::greater_equal, high, Op::less_equal);
}

Value Interpreter::is_none(const Node& node, Trace* trace) {
  const Value value = eval(node.a, trace);
  if (value.is_null(NullReason::error)) return value;
  if (!value.is_unknown()) return Value::boolean(value.is_null(NullReason::none));
  const KindSet kinds = kinds_of(value);
  KindSet result = kinds & kinds::error;
  if (kinds.has(kinds::none)) result = result | kinds::true_;
  if (!(kinds - kinds::none - kinds::error).empty()) result = result | kinds::false_;
  Missing missing(runtime_.arena);
  missing.add(value);
  return settle(runtime_, result, missing);
}

Value Interpreter::is_known(const Node& node, Trace* trace) {
  const Value value = eval(node.a, trace);
  const bool missing_record = value.is(Kind::record) && !value.record().supplied;
  return of_this_file(Value::boolean(!value.is_unknown() && !missing_record), kinds::boolean);
}

Value Interpreter::instance_of(const Node& node, Trace* trace) {
  const Value value = eval(node.a, trace);
  return is_instance(runtime_, value, static_cast<TypeId>(node.b));
}

Value Interpreter::rule_is(const Node& node) {
  using Outcome = grammar::RuleOutcome;
  const RuleSeen seen = environment_->rule(node.a);
  const auto asked = static_cast<Outcome>(node.aux);
  const auto bit = [](Outcome outcome) {
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(outcome));
  };
  if (seen.possible == 0) return runtime_.error("no rule can be asked here");
  if (asked == Outcome::unknown) return of_this_file(Value::boolean(seen.unknown), kinds::boolean);
  if (seen.possible == bit(asked)) return Value::boolean(true);
  const bool may_be = (seen.possible & bit(asked)) != 0;
  const bool fault = seen.possible == bit(Outcome::fault);
  if (!may_be && !fault) return Value::boolean(false);
  return unknown_of_kinds(runtime_, kinds::boolean, seen.missing);
}

}  // namespace entente::engine
