// for, some, every; filters; share of, at least and at most; every two and some two.
#include "engine/evaluate/operators.hpp"
#include "engine/explain/replay_children.hpp"

namespace entente::engine::replay {

/// `for`, `some`, `every` with all ways of binding their variables, as they are taken.
struct TraceReplay::Loop {
  struct Body {
    const Value* value = nullptr;  // none: of a list's tail, not recorded
    Waits waits;                   // what makes it unknown whether this item is there
    bool sure = true;
    bool generic = false;  // stands for a list's tail
  };

  const Node& node;
  Children& children;
  Frame& frame;
  std::vector<Body> bodies;
  Waits waits;  // of domains that may be null
  KindSet instead;
  KindSet null;  // the strongest of a domain that surely is one

  /// What a domain that surely is null makes of it: that, or a stronger one that another may be.
  [[nodiscard]] std::optional<Claim> null_of_domains() const {
    if (null.empty()) return std::nullopt;
    const KindSet all = strict_nulls(null, null | instead);
    return Claim{all, all == null ? Waits() : waits};
  }
};

/// The list of a domain; from one end to the other where it has two.
Value TraceReplay::domain(Loop& loop, std::uint32_t at) {
  const Value first = loop.children.take(program_.operands[at]);
  if (program_.operands[at + 1] == no_node) return listed(first);
  return counted_off(first, loop.children.take(program_.operands[at + 1]));
}

Value TraceReplay::listed(const Value& value) {
  if (value.is_unknown() && kinds_of(value).has(kinds::range)) {
    const KindSet can = (kinds_of(value) - kinds::range) | kinds::list | kinds::error;
    return unknown_of_kinds(runtime_, can, value.unknown().missing);
  }
  if (!value.is(Kind::range) || value.range().form == RangeForm::not_equal) return value;
  const RangeData& range = value.range();
  const Value all = counted_off(range.low, range.high);
  if (!all.is(Kind::list) || (range.low_closed && range.high_closed)) return all;
  std::vector<Value> inside;
  const auto& items = all.list().items;
  for (std::size_t i = range.low_closed ? 0 : 1; i < items.size(); ++i)
    if (range.high_closed || i + 1 < items.size()) inside.push_back(items[i].value);
  return make_list(runtime_, inside);
}

/// Every whole number or day from the first to the last.
Value TraceReplay::counted_off(const Value& first, const Value& last) {
  const Value both_ends[] = {first, last};
  if (const auto null = null_among(runtime_, both_ends)) return *null;
  const KindSet ends = kinds_of(first) | kinds_of(last);
  if (first.is_unknown() || last.is_unknown()) {
    Missing missing(arena_);
    missing.add(first);
    missing.add(last);
    const KindSet fails =
        (ends - kinds::null - kinds::date).empty() ? KindSet{} : KindSet{kinds::error};
    return settle(runtime_, kinds::list | fails | (ends & kinds::null), missing);
  }
  const bool dates = first.is(Kind::date) && last.is(Kind::date);
  const bool numbers = first.is(Kind::number) && last.is(Kind::number);
  if (!dates && !numbers) return Value::null(NullReason::error);
  const auto from = dates ? first.date().days : first.number().to_int64();
  const auto to = dates ? last.date().days : last.number().to_int64();
  if (!from || !to) return Value::null(NullReason::error);
  std::vector<Value> items;
  for (auto each = *from;; each += *from <= *to ? 1 : -1) {
    items.push_back(dates ? Value::date({each}) : Value::integer(each));
    if (each == *to) return make_list(runtime_, items);
  }
}

void TraceReplay::iterate(Loop& loop, std::uint32_t iterator, const Waits& waits, bool sure,
                          bool generic) {
  const Node& node = loop.node;
  if (iterator * 3 == node.count) {
    Loop::Body body{nullptr, waits, sure, generic};
    const auto item = loop.frame[program_.operands[node.b + 2]];
    // What `partial` holds is not recorded; what a list was made with may lie in its place.
    if (node.op == Op::for_ && node.c != no_node) bind_slot(loop.frame, node.c, std::nullopt);
    if (node.op != Op::for_ || !generic) body.value = &loop.children.take_for(node.a, *item);
    loop.bodies.push_back(std::move(body));
    return;
  }
  const Value list = domain(loop, node.b + iterator * 3);
  if (list.is_null()) {
    loop.instead = loop.instead | kinds_of(list);
    if (sure) loop.null = strongest_null(loop.null, kinds_of(list));
    loop.waits.add_all(waits);
    return;
  }
  const ListView items = view(runtime_, list);
  if (items.whole != nullptr) {
    loop.instead = loop.instead | items.instead;
    loop.waits.add(items.whole);
    if (!items.instead.empty()) loop.waits.add_all(waits);
  }
  const bool is_list = sure && items.instead.empty();
  const auto variable = program_.operands[node.b + iterator * 3 + 2];
  for (const ListItem& item : items.items) {
    Waits more = waits;
    more.add(item.perhaps);
    bind_slot(loop.frame, variable, item.value);
    iterate(loop, iterator + 1, more, is_list && item.perhaps == nullptr, generic);
  }
  if (items.tail == nullptr) return;
  Waits more = waits;
  more.add(items.tail);
  bind_slot(loop.frame, variable, items.tail_item);
  iterate(loop, iterator + 1, more, is_list && items.tail_least > 0, true);
}

TraceReplay::Step TraceReplay::loop(const Node& node, const Trace& trace, Children& children,
                                    Frame& frame) {
  Loop loop{node, children, frame, {}, {}, {}, {}};
  iterate(loop, 0, {}, true, false);
  return node.op == Op::for_ ? collected(trace, loop)
                             : quantified(node.op == Op::every, trace, loop);
}

/// The items up to the first that stands for a tail; from there on only that there is one.
TraceReplay::Step TraceReplay::collected(const Trace& trace, const Loop& loop) const {
  if (const auto null = loop.null_of_domains()) return must_be(trace, *null);
  if (!loop.instead.empty()) return must_be(trace, Claim{kinds::list | loop.instead, loop.waits});
  if (!trace.value.is(Kind::list)) fail(trace, "it is a list, not " + words(trace.value));
  const ListData& list = trace.value.list();
  std::size_t at = 0;
  for (const auto& body : loop.bodies) {
    if (body.generic) break;
    if (at == list.items.size()) fail(trace, "an item is missing in it");
    const ListItem& item = list.items[at++];
    const bool waits =
        item.perhaps != nullptr ? body.waits.are(item.perhaps->missing) : body.waits.are({});
    if (!waits || !same(item.value, *body.value)) fail(trace, "an item is not what it was judged");
  }
  if (at != list.items.size()) fail(trace, "it has an item too many");
  const bool tail =
      std::ranges::any_of(loop.bodies, [](const Loop::Body& body) { return body.generic; });
  if (tail != (list.tail != nullptr)) fail(trace, "it is open where it is not, or closed");
  return tail ? Step::beyond : Step::follows;
}

TraceReplay::Step TraceReplay::quantified(bool every, const Trace& trace, const Loop& loop) const {
  const KindSet neutral = every ? kinds::true_ : kinds::false_;
  Claim result{neutral, {}};
  for (const auto& body : loop.bodies) {
    KindSet can = holds_or_not(*body.value);
    if (can == neutral) continue;
    result.waits.add(*body.value);
    result.waits.add_all(body.waits);
    if (!body.sure) can = can | neutral;
    result.can = every ? conjunction(result.can, can) : disjunction(result.can, can);
  }
  const KindSet deciding = every ? kinds::false_ : kinds::true_;
  if (result.is(deciding)) return must_be(trace, Value::boolean(!every));
  const auto null = loop.null_of_domains();
  if (null && !result.can.has(deciding)) return must_be(trace, *null);
  if (!result.is(kinds::error)) {
    result.can = result.can | loop.instead;
    if (!loop.instead.empty()) result.waits.add_all(loop.waits);
  }
  return must_be(trace, result);
}

// ---------------------------------------------------------------- filters

TraceReplay::Step TraceReplay::filter(const Node& node, const Trace& trace, const Value& base,
                                      Children& children, Frame& frame) {
  if (base.is_null()) return must_be(trace, base);
  const ListView items = view(runtime_, base);
  ListBuilder kept(runtime_, items.items.size());
  for (const ListItem& item : items.items) {
    bind_slot(frame, node.c, item.value);
    const Value& condition = children.take_for(node.b, item.value);
    if (!as_truth(condition).has(kinds::true_)) continue;
    const Unknown* waits = condition.is_unknown() ? &condition.unknown() : nullptr;
    kept.add(item.value, joined_waits(runtime_, item.perhaps, waits));
  }
  if (!items.instead.empty()) {
    Claim open{kinds::list | items.instead, {}};
    open.waits.add(items.whole);
    return must_be(trace, open);
  }
  if (items.tail == nullptr) return must_be(trace, kept.finish());
  // What the condition makes of the tail was not recorded.
  const Value known = kept.finish();
  const bool starts_so =
      trace.value.is(Kind::list) &&
      std::ranges::equal(
          known.list().items, trace.value.list().items, [](const ListItem& a, const ListItem& b) {
            return same(a.value, b.value) && (a.perhaps == nullptr) == (b.perhaps == nullptr);
          });
  if (!starts_so) fail(trace, "it keeps other items than those that hold");
  return Step::beyond;
}

TraceReplay::Step TraceReplay::filter_or_index(const Node& node, const Trace& trace,
                                               Children& children, Frame& frame) {
  const Value& base = children.take(node.a);
  if (base.is_null()) return must_be(trace, base);
  if (children.next_is_item()) return filter(node, trace, base, children, frame);
  const ListView items = view(runtime_, base);
  bind_slot(frame, node.c, items.items.empty() ? items.tail_item : items.items.front().value);
  if (!children.done()) (void)children.take(node.b);
  return Step::beyond;
}

// ---------------------------------------------------------------- share of, at least, at most

/// How many items hold, fail or are open; `perhaps` ones may not be there.
struct TraceReplay::Gathered {
  std::int64_t hits = 0;
  std::int64_t open = 0;
  std::int64_t misses = 0;
  std::int64_t perhaps_hits = 0;
  std::int64_t perhaps_open = 0;
  std::int64_t perhaps_misses = 0;
  bool surely_fault = false;
  bool may_fault = false;
  bool waiting = false;
  Waits waits;

  [[nodiscard]] std::int64_t sure() const { return hits + open + misses; }
  [[nodiscard]] std::int64_t all() const {
    return sure() + perhaps_hits + perhaps_open + perhaps_misses;
  }
  /// The smallest and the largest share that can come of it, as part and whole.
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> lowest() const {
    const auto whole = sure() + perhaps_open + perhaps_misses;
    if (whole == 0) return {1, 1};
    return {hits, whole};
  }
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> highest() const {
    const auto more = perhaps_hits + perhaps_open;
    if (sure() + more == 0) return {0, 1};
    return {hits + open + more, sure() + more};
  }
};

/// In a share an item that surely fails counts too; in a number it changes nothing.
TraceReplay::Gathered TraceReplay::gather(const Node& node, const ListView& items, bool as_share,
                                          Children& children, Frame& frame) {
  Gathered g;
  for (const ListItem& item : items.items) {
    bind_slot(frame, node.c, item.value);
    const Value& condition = children.take_for(node.b, item.value);
    const KindSet can = holds_or_not(condition);
    const bool sure = item.perhaps == nullptr;
    g.waiting = g.waiting || !is_one(can) || !sure;
    if (!is_one(can)) g.waits.add(condition);
    if (as_share || can != kinds::false_) g.waits.add(item.perhaps);
    g.may_fault = g.may_fault || can.has(kinds::error);
    if (can == kinds::error) {
      g.surely_fault = g.surely_fault || sure;
    } else if (can == kinds::true_) {
      ++(sure ? g.hits : g.perhaps_hits);
    } else if (can.has(kinds::true_)) {
      ++(sure ? g.open : g.perhaps_open);
    } else {
      ++(sure ? g.misses : g.perhaps_misses);
    }
  }
  g.waiting = g.waiting || items.whole != nullptr;
  g.waits.add(items.whole);
  return g;
}

namespace {

Number as_number(const std::pair<std::int64_t, std::int64_t>& share) {
  return divide(share.first, share.second).value_or(Number(0));
}

/// Whether part / whole is below (-1), at or above the amount, without rounding.
int against(const std::pair<std::int64_t, std::int64_t>& share, const Number& amount) {
  const auto needed = multiply(amount, share.second);
  if (!needed) return amount.sign() > 0 ? -1 : 1;
  const Number part(share.first);
  return part < *needed ? -1 : (part == *needed ? 0 : 1);
}

KindSet answers(int lowest, int highest, bool at_most) {
  const bool may_hold = at_most ? lowest <= 0 : highest >= 0;
  const bool may_fail = at_most ? highest > 0 : lowest < 0;
  return (may_hold ? kinds::true_ : KindSet()) | (may_fail ? kinds::false_ : KindSet());
}

}  // namespace

TraceReplay::Step TraceReplay::share_of(const Node& node, const Trace& trace, Children& children,
                                        Frame& frame) {
  const Value& base = children.take(node.a);
  if (base.is_null()) return must_be(trace, base);
  const ListView items = view(runtime_, base);
  const Gathered g = gather(node, items, true, children, frame);
  if (items.tail != nullptr) return Step::beyond;
  if (g.surely_fault && items.instead.empty())
    return must_be(trace, Value::null(NullReason::error));
  if (!g.waiting)
    return must_be(trace, g.sure() == 0 ? Value::null(NullReason::nothing)
                                        : Value::number(as_number(g.lowest()), arena_));
  Unknown shape;
  shape.can_be = items.instead;
  if (g.may_fault) shape.can_be = shape.can_be | kinds::error;
  if (g.sure() == 0) shape.can_be = shape.can_be | kinds::nothing;
  if (g.all() > 0 && !g.surely_fault) {
    shape.can_be = shape.can_be | kinds::number;
    shape.interval = {as_number(g.lowest()), as_number(g.highest())};
  }
  const auto paths = arena_.array<PathId>(g.waits.all().size());
  std::ranges::copy(g.waits.all(), paths.begin());
  shape.missing = paths;
  return must_be(trace, make_unknown(shape, arena_));
}

TraceReplay::Step TraceReplay::counted(const Node& node, const Trace& trace, Children& children,
                                       Frame& frame) {
  const Value& base = children.take(node.a);
  const Value& amount = children.take(node.d);
  const Value operands[] = {base, amount};
  if (const auto null = null_among(runtime_, operands)) return must_be(trace, *null);
  if (!amount.is(Kind::number) && !amount.is_unknown())
    return must_be(trace, Value::null(NullReason::error));
  const ListView items = view(runtime_, base);
  const bool per_cent = (node.aux & 2U) != 0;
  const Gathered g = gather(node, items, per_cent, children, frame);
  if (items.tail != nullptr || amount.is_unknown() || g.may_fault) return Step::beyond;
  const bool at_most = (node.aux & 1U) != 0;
  const Number wanted = amount.number();
  Claim result{items.instead, g.waits};
  if (!per_cent) {
    const auto most = g.hits + g.open + g.perhaps_hits + g.perhaps_open;
    result.can =
        result.can | answers(against({g.hits, 1}, wanted), against({most, 1}, wanted), at_most);
  } else {
    if (g.sure() == 0) result.can = result.can | kinds::nothing;
    if (g.all() > 0)
      result.can =
          result.can | answers(against(g.lowest(), wanted), against(g.highest(), wanted), at_most);
  }
  return must_be(trace, result);
}

// ---------------------------------------------------------------- every two, some two

TraceReplay::Step TraceReplay::every_two(const Node& node, const Trace& trace, Children& children,
                                         Frame& frame) {
  const Value& base = children.take(node.a);
  if (base.is_null()) return must_be(trace, base);
  const ListView items = view(runtime_, base);
  if (node.aux == 1) return neighbours(node, trace, items, children, frame);
  const bool every = node.op == Op::every_two;
  const KindSet neutral = every ? kinds::true_ : kinds::false_;
  Claim result{neutral, {}};
  const auto judge = [&](const ListItem& a, const ListItem& b, bool sure) {
    bind_slot(frame, node.c, a.value);
    bind_slot(frame, node.c + 1, b.value);
    const Value pair[] = {a.value, b.value};
    const Value& condition = children.take_for(node.b, make_list(runtime_, pair));
    KindSet can = holds_or_not(condition);
    if (can == neutral) return;
    result.waits.add(condition);
    result.waits.add(a.perhaps);
    result.waits.add(b.perhaps);
    if (!sure) can = can | neutral;
    result.can = every ? conjunction(result.can, can) : disjunction(result.can, can);
  };
  const ListItem tail{items.tail_item, items.tail};
  for (std::size_t i = 0; i < items.items.size(); ++i) {
    const ListItem& a = items.items[i];
    for (const ListItem& b : items.items.subspan(i + 1))
      judge(a, b, a.perhaps == nullptr && b.perhaps == nullptr);
    if (items.tail != nullptr) judge(a, tail, a.perhaps == nullptr && items.tail_least > 0);
  }
  if (items.tail != nullptr) judge(tail, tail, items.tail_least > 1);
  result.can = result.can | items.instead;
  result.waits.add(items.whole);
  return must_be(trace, result);
}

/// Neighbours in the order of a field; what was judged is checked, their order where it is known.
TraceReplay::Step TraceReplay::neighbours(const Node& node, const Trace& trace,
                                          const ListView& items, Children& children, Frame& frame) {
  const Node& by = program_.nodes[node.d];
  std::vector<std::pair<Value, Value>> in_order;  // key and item
  bool known = items.certain() && by.op == Op::field;
  for (const ListItem& item : items.items) {
    const auto key = known ? field_of(item.value, by) : std::nullopt;
    known = key && !key->is_unknown();
    if (!known) break;
    if (key->is_null()) return must_be(trace, Value::null(NullReason::error));
    in_order.emplace_back(*key, item.value);
  }
  if (!known) {
    for (const auto slot : {node.c, node.c + 1}) bind_slot(frame, slot, std::nullopt);
    while (children.next_is_item()) children.take_any(node.b);
    return Step::beyond;
  }
  for (std::size_t i = 1; i < in_order.size(); ++i)
    if (!order_of(in_order[i - 1].first, in_order[i].first))
      return must_be(trace, Value::null(NullReason::error));
  std::ranges::stable_sort(
      in_order, [](const auto& a, const auto& b) { return order_of(a.first, b.first) < 0; });
  const bool every = node.op == Op::every_two;
  Claim result{every ? kinds::true_ : kinds::false_, {}};
  for (std::size_t i = 1; i < in_order.size(); ++i) {
    const Value pair[] = {in_order[i - 1].second, in_order[i].second};
    bind_slot(frame, node.c, pair[0]);
    bind_slot(frame, node.c + 1, pair[1]);
    const Value& condition = children.take_for(node.b, make_list(runtime_, pair));
    result.waits.add(condition);
    const KindSet can = holds_or_not(condition);
    result.can = every ? conjunction(result.can, can) : disjunction(result.can, can);
  }
  return must_be(trace, result);
}

}  // namespace entente::engine::replay
