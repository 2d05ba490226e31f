// and, or, not, if, cases, is none, is known; and the forms that compare.
#include "engine/evaluate/operators.hpp"
#include "engine/explain/replay_children.hpp"

namespace entente::engine::replay {

TraceReplay::Step TraceReplay::condition(const Node& node, const Trace& trace, Children& children) {
  switch (node.op) {
    case Op::and_:
    case Op::or_: {
      const Claim left = claim(children.take(node.a));
      const Claim right = claim(children.take(node.b));
      return must_be(trace,
                     node.op == Op::and_ ? conjunction(left, right) : disjunction(left, right));
    }
    case Op::not_: {
      Claim made = claim(single_item(runtime_, children.take(node.a)));
      made.can = negation(made.can);
      return must_be(trace, made);
    }
    case Op::equal:
    case Op::not_equal: {
      const Value& left = children.take(node.a);
      Claim made = claim(equality(left, children.take(node.b)));
      if (node.op == Op::not_equal) made.can = negation(made.can);
      return must_be(trace, made);
    }
    case Op::less:
    case Op::less_equal:
    case Op::greater:
    case Op::greater_equal: {
      const Value& left = children.take(node.a);
      return must_be(trace, claim(ordered(node.op, left, children.take(node.b))));
    }
    case Op::before:
    case Op::after:
      return before_or_after(node, trace, children);
    case Op::between: {
      const Value& x = children.take(node.a);
      const Value& low = children.take(node.b);
      return must_be(trace,
                     inside(x, low, Op::greater_equal, children.take(node.c), Op::less_equal));
    }
    case Op::within:
      return within(node, trace, children);
    case Op::in:
      return in(node, trace, children);
    case Op::is_none:
      return is_none(trace, children.take(node.a));
    case Op::is_known: {
      const Value& value = children.take(node.a);
      const bool stands_for_missing = value.is(Kind::record) && !value.record().supplied;
      return must_be(trace, Value::boolean(!value.is_unknown() && !stands_for_missing));
    }
    case Op::if_:
      return if_then_else(node, trace, children);
    case Op::first_case:
      return first_case(node, trace, children);
    case Op::relation:
      return relation(node, trace, children);
    default:
      return asked_of_environment(node, trace);
  }
}

TraceReplay::Step TraceReplay::before_or_after(const Node& node, const Trace& trace,
                                               Children& children) {
  const Value& left = children.take(node.a);
  const Value& right = children.take(node.b);
  const bool before = node.op == Op::before;
  // Of ranges it is the built-in function, which calls nothing.
  if (left.is(Kind::range) || right.is(Kind::range)) return Step::beyond;
  return must_be(trace, claim(ordered(before ? Op::less : Op::greater, left, right)));
}

TraceReplay::Step TraceReplay::is_none(const Trace& trace, const Value& value) const {
  Claim made{kinds_of(value) & kinds::error, {}};
  if (kinds_of(value).has(kinds::none)) made.can = made.can | kinds::true_;
  if (!(kinds_of(value) - kinds::none - kinds::error).empty()) made.can = made.can | kinds::false_;
  made.waits.add(value);
  return must_be(trace, made);
}

// ---------------------------------------------------------------- one of several branches

/// What is chosen among: one that is sure, or several while it is not known which.
struct TraceReplay::Branches {
  std::vector<Value> values;
  Waits waits;

  explicit Branches(const Value& sure) : values{sure} {}
};

namespace {

/// No, none and nothing let the next branch be tried.
bool goes_on(const Value& condition) {
  return condition.is_false() || condition.is_null(NullReason::none) ||
         condition.is_null(NullReason::nothing);
}

}  // namespace

/// Of two branches while the condition is not known; one that can't be taken is left out.
TraceReplay::Branches TraceReplay::branch(const Value& condition, std::optional<Branches> then,
                                          std::optional<Branches> otherwise) const {
  const bool may_fail = holds_or_not(condition).has(kinds::error);
  const bool both = then && otherwise;
  const bool alike = both && then->values.size() == 1 && otherwise->values.size() == 1 &&
                     identical(runtime_, then->values.front(), otherwise->values.front());
  if (alike && !may_fail) return *then;
  if (!then && !otherwise) return Branches(Value::null(NullReason::error));
  Branches result = then ? *then : *otherwise;
  if (!both && !may_fail) return result;
  result.waits.add(condition);
  if (both) {
    result.values.insert(result.values.end(), otherwise->values.begin(), otherwise->values.end());
    for (const Value& value : otherwise->values) result.waits.add_deep(value, program_.vocabulary);
    result.waits.add_all(otherwise->waits);
  }
  for (const Value& value : result.values) result.waits.add_deep(value, program_.vocabulary);
  if (may_fail) result.values.push_back(Value::null(NullReason::error));
  return result;
}

TraceReplay::Step TraceReplay::must_be(const Trace& trace, const Branches& branches) const {
  if (branches.values.size() == 1) return must_be(trace, branches.values.front());
  KindSet can;
  for (const Value& value : branches.values) can = can | kinds_of(value);
  if (is_one(can) && !trace.value.is_unknown()) return must_be(trace, branches.values.front());
  if (!trace.value.is_unknown()) fail(trace, "more than one answer is still possible");
  const Unknown& unknown = trace.value.unknown();
  const bool holds_all = std::ranges::all_of(
      branches.values, [&](const Value& value) { return contains(unknown, value); });
  if (!holds_all || !(unknown.can_be == can))
    fail(trace, "it leaves out an answer, or has one more");
  if (!branches.waits.are(unknown.missing))
    fail(trace, "it waits for other facts than its parts do");
  return Step::follows;
}

TraceReplay::Step TraceReplay::if_then_else(const Node& node, const Trace& trace,
                                            Children& children) {
  const Value& condition = children.take(node.a);
  if (condition.is_true()) return must_be(trace, children.take(node.b));
  if (goes_on(condition)) return must_be(trace, children.take(node.c));
  if (!condition.is_unknown()) return must_be(trace, Value::null(NullReason::error));
  std::optional<Branches> then;
  std::optional<Branches> otherwise;
  if (holds_or_not(condition).has(kinds::true_)) then = Branches(children.take(node.b));
  if (holds_or_not(condition).has(kinds::false_)) otherwise = Branches(children.take(node.c));
  return must_be(trace, branch(condition, then, otherwise));
}

TraceReplay::Step TraceReplay::first_case(const Node& node, const Trace& trace,
                                          Children& children) {
  struct Case {
    Value condition;
    std::optional<Branches> value;
  };
  std::vector<Case> possible;
  std::optional<Branches> rest;
  bool reached = true;
  const std::uint32_t last = node.b + node.count - 1;
  for (std::uint32_t at = node.b; at < last && reached && !rest; at += 2) {
    const Value& condition = children.take(program_.operands[at]);
    const KindSet can = holds_or_not(condition);
    std::optional<Branches> value;
    if (can.has(kinds::true_)) value = Branches(children.take(program_.operands[at + 1]));
    if (condition.is_unknown()) {
      possible.push_back({condition, value});
      reached = can.has(kinds::false_);
    } else if (condition.is_true()) {
      rest = value;
    } else if (!goes_on(condition)) {
      rest = Branches(Value::null(NullReason::error));
    }
  }
  if (reached && !rest) rest = Branches(children.take(program_.operands[last]));
  for (; !possible.empty(); possible.pop_back())
    rest = branch(possible.back().condition, possible.back().value, rest);
  return must_be(trace, *rest);
}

}  // namespace entente::engine::replay
