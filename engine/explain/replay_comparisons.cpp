// Order, equality, between, in, within: done again in plain code where both sides are known. Where
// something is missing, two single values are compared by the operator itself; what is made of
// several such comparisons is plain logic again.
#include "engine/evaluate/operators.hpp"
#include "engine/explain/replay_children.hpp"

namespace entente::engine::replay {
namespace {

const Claim no{kinds::false_, {}};
const Claim yes{kinds::true_, {}};

Claim waiting(const Unknown& unknown, KindSet can) {
  Claim made{can, {}};
  made.waits.add(unknown.missing);
  return made;
}

Claim opposite(Claim claim) {
  claim.can = negation(claim.can);
  return claim;
}

/// As the items of a list are compared: what is of another kind is just not equal.
Claim in_a_list(Claim claim) {
  if (claim.can.has(kinds::null)) claim.can = (claim.can - kinds::null) | kinds::false_;
  return claim;
}

}  // namespace

Value TraceReplay::equality(const Value& a, const Value& b) const {
  if (open(a) || open(b)) return equal(runtime_, a, b);
  const auto known = equals(a, b, program_.vocabulary);
  return known ? Value::boolean(*known) : Value::null(NullReason::error);
}

Value TraceReplay::ordered(Op op, const Value& a, const Value& b) const {
  if (a.is_unknown() || b.is_unknown()) return order(runtime_, op, a, b);
  for (const auto reason : {NullReason::error, NullReason::nothing, NullReason::none})
    if (a.is_null(reason) || b.is_null(reason)) return Value::null(reason);
  const auto sign = order_of(a, b);
  if (!sign) return Value::null(NullReason::error);
  switch (op) {
    case Op::less:
      return Value::boolean(*sign < 0);
    case Op::less_equal:
      return Value::boolean(*sign <= 0);
    case Op::greater:
      return Value::boolean(*sign > 0);
    default:
      return Value::boolean(*sign >= 0);
  }
}

Claim TraceReplay::inside(const Value& x, const Value& low, Op low_op, const Value& high,
                          Op high_op) const {
  return conjunction(claim(ordered(low_op, x, low)), claim(ordered(high_op, x, high)));
}

TraceReplay::Step TraceReplay::within(const Node& node, const Trace& trace, Children& children) {
  using grammar::WithinAnchor;
  const auto anchored = static_cast<WithinAnchor>(node.aux);
  const Value& x = children.take(node.a);
  const Value& length = children.take(node.b);
  const Value anchor = node.c != no_node ? children.take(node.c) : Value::date(facts_.today);
  const bool back = anchored != WithinAnchor::after;
  const bool ahead = anchored == WithinAnchor::after || anchored == WithinAnchor::of;
  const Value low = back ? arithmetic(runtime_, Op::subtract, anchor, length) : anchor;
  const Value high = ahead ? arithmetic(runtime_, Op::add, anchor, length) : anchor;
  return must_be(trace, inside(x, low, Op::greater_equal, high, Op::less_equal));
}

// ---------------------------------------------------------------- in

Claim TraceReplay::in_range(const Value& x, const RangeData& range) const {
  if (range.form == RangeForm::equal) return claim(equality(x, range.low));
  if (range.form == RangeForm::not_equal) return opposite(claim(equality(x, range.low)));
  const Op low = range.low_closed ? Op::greater_equal : Op::greater;
  const Op high = range.high_closed ? Op::less_equal : Op::less;
  if (range.low.is_null()) return claim(ordered(high, x, range.high));
  if (range.high.is_null()) return claim(ordered(low, x, range.low));
  return inside(x, range.low, low, range.high, high);
}

/// Not known whether x is tested by a range, or is one.
Claim TraceReplay::in_some_range(const Value& x, const Value& test) const {
  Claim made{kinds::boolean | kinds::error | ((kinds_of(x) | kinds_of(test)) & kinds::null), {}};
  made.waits.add_deep(x, program_.vocabulary);
  made.waits.add_deep(test, program_.vocabulary);
  return made;
}

Claim TraceReplay::fits(const Value& x, const Value& test, bool in_list) const {
  const auto may_be_range = [](const Value& value) {
    return value.is_unknown() && kinds_of(value).has(kinds::range);
  };
  if (may_be_range(x) || may_be_range(test)) return in_some_range(x, test);
  if (test.is(Kind::range) && !x.is(Kind::range)) {
    const Claim made = in_range(x, test.range());
    return in_list && made.is(kinds::error) ? no : made;
  }
  if (in_list) return in_a_list(claim(equality(x, test)));
  if (test.is_null()) {
    const bool may_be_null = x.is_unknown() && kinds_of(x).has(kinds::null);
    if (may_be_null) return waiting(x.unknown(), kinds::true_ | kinds_of(test));
    return x.is_null() ? yes : claim(test);
  }
  Claim made = claim(equality(x, test));
  const KindSet nulls = kinds_of(test) & kinds::null;
  if (test.is_unknown() && !nulls.empty()) {
    made.can = made.can | nulls;
    made.waits.add(test);
  }
  return made;
}

/// A range that is written as a test: the `and` of its comparisons.
Claim TraceReplay::test_range(const Value& x, const Node& range, Children& children) const {
  const Op low_op = (range.aux & 1) != 0 ? Op::greater_equal : Op::greater;
  const Op high_op = (range.aux & 2) != 0 ? Op::less_equal : Op::less;
  if (range.a == no_node) return claim(ordered(high_op, x, children.take(range.b)));
  const Value& low = children.take(range.a);
  if (range.b == no_node) return claim(ordered(low_op, x, low));
  return inside(x, low, low_op, children.take(range.b), high_op);
}

Claim TraceReplay::fits_list(const Value& x, const Value& list) const {
  const ListView items = view(runtime_, list);
  Claim result = no;
  for (const ListItem& item : items.items) {
    Claim one = fits(x, item.value, true);
    if (item.perhaps != nullptr) one = conjunction(one, waiting(*item.perhaps, kinds::boolean));
    result = disjunction(result, one);
    if (result.is(kinds::true_)) return result;
  }
  if (items.tail != nullptr) {
    const Claim more = waiting(*items.tail, kinds::boolean);
    result = disjunction(result, conjunction(more, fits(x, items.tail_item, true)));
  }
  if (items.instead.empty() || result.is(kinds::true_)) return result;
  KindSet instead = kinds::false_;
  if (!(kinds_of(x) - kinds::null).empty()) instead = instead | items.instead;
  if (kinds_of(x).has(kinds::null)) instead = instead | kinds::true_;
  Claim open = waiting(*items.whole, instead);
  if (kinds_of(x).has(kinds::null)) open.waits.add(x);
  return disjunction(result, open);
}

/// One of several texts asked whether it is one of these.
std::optional<Claim> TraceReplay::among_texts(const Value& x, const Value& list) const {
  const bool chosen = x.is_unknown() && x.unknown().can_be == kinds::text &&
                      !x.unknown().choices.empty() && list.is(Kind::list);
  if (!chosen || list.list().tail != nullptr || list.list().items.empty()) return std::nullopt;
  for (const ListItem& item : list.list().items)
    if (item.perhaps != nullptr || !item.value.is(Kind::text)) return std::nullopt;
  Claim made = waiting(x.unknown(), {});
  for (const Value& choice : x.unknown().choices) {
    const bool there = std::ranges::any_of(list.list().items, [&](const ListItem& item) {
      return item.value.text() == choice.text();
    });
    made.can = made.can | (there ? kinds::true_ : kinds::false_);
  }
  return made;
}

Claim TraceReplay::test(const Value& x, std::uint32_t id, Children& children) const {
  const Node& node = program_.nodes[id];
  if (node.op == Op::range && !kinds_of(x).has(kinds::range)) return test_range(x, node, children);
  if (node.op == Op::unary_test) {
    const Claim made = claim(equality(x, children.take(node.a)));
    return node.aux == 0 ? made : opposite(made);
  }
  const Value& what = children.take(id);
  if (what.is_null() || !kinds_of(what).has(kinds::list)) return fits(x, what, false);
  if (!(kinds_of(what) - kinds::list - kinds::null).empty()) return in_some_range(x, what);
  if (const auto made = among_texts(x, what)) return *made;
  Claim among = fits_list(x, what);
  if (among.is(kinds::true_) || !kinds_of(x).has(kinds::list)) return among;
  return disjunction(among, in_a_list(claim(equality(x, what))));
}

TraceReplay::Step TraceReplay::in(const Node& node, const Trace& trace, Children& children) {
  const Value& x = children.take(node.a);
  const std::span<const std::uint32_t> tests(program_.operands.data() + node.b, node.count);
  const bool constants = std::ranges::all_of(
      tests, [&](std::uint32_t id) { return program_.nodes[id].op == Op::constant; });
  if (tests.size() > 1 && x.is_unknown() && constants) {
    std::vector<Value> texts;
    for (const auto id : tests) texts.push_back(children.take(id));
    if (const auto made = among_texts(x, make_list(runtime_, texts))) return must_be(trace, *made);
  }
  Claim result = no;
  for (const auto id : tests) result = disjunction(result, test(x, id, children));
  return must_be(trace, result);
}

}  // namespace entente::engine::replay
