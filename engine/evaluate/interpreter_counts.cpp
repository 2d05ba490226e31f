// share of, at least and at most, every two and some two.
#include <algorithm>

#include "engine/evaluate/interpreter.hpp"
#include "engine/evaluate/interval.hpp"

namespace entente::engine {

/// How many items of a list hold, fail or are open; `perhaps` ones may not be there at all.
struct Interpreter::Gathered {
  explicit Gathered(Arena& arena) : missing(arena) {}

  std::int64_t hits = 0;    // there and holding, surely
  std::int64_t open = 0;    // there, either way
  std::int64_t misses = 0;  // there and not holding, surely
  std::int64_t perhaps_hits = 0;
  std::int64_t perhaps_open = 0;
  std::int64_t perhaps_misses = 0;
  KindSet tail;  // what items of the tail come to; empty: closed
  std::int64_t tail_least = 0;
  std::int64_t faults = 0;      // there and in fault, surely
  std::int64_t may_faults = 0;  // in fault or perhaps so, those above included
  std::optional<Value> fault;   // the first of them
  Missing missing;

  [[nodiscard]] std::int64_t sure() const { return hits + open + misses + tail_least; }
  [[nodiscard]] bool may_fault() const { return may_faults > 0 || tail.has(kinds::error); }
  [[nodiscard]] bool surely_faults() const { return faults > 0; }
  [[nodiscard]] bool can_be_empty() const { return sure() == 0; }
  [[nodiscard]] bool can_hold_items() const {
    return sure() + perhaps_hits + perhaps_open + perhaps_misses > 0 || !tail.empty();
  }
  /// How many hold, when so many of those in fault are counted with them.
  [[nodiscard]] Interval hit_bounds(std::int64_t low_faults, std::int64_t high_faults) const {
    Interval bounds = only(hits + low_faults + (tail == kinds::true_ ? tail_least : 0));
    const bool endless = tail.has(kinds::true_) || (high_faults > 0 && tail.has(kinds::error));
    bounds.high = hits + open + perhaps_hits + perhaps_open + high_faults;
    if (endless) bounds.high.reset();
    return bounds;
  }
};

namespace {

/// A share as a fraction, so that a per cent is compared exactly.
struct Share {
  std::int64_t part = 0;
  std::int64_t whole = 1;

  [[nodiscard]] Number rounded() const { return divide(part, whole).value_or(Number(0)); }
  /// -1, 0, 1: below, at, above the per cent.
  [[nodiscard]] int against(const Number& per_cent) const {
    const auto needed = multiply(per_cent, whole);
    if (!needed) return per_cent.sign() > 0 ? -1 : 1;
    const auto order = Number(part) <=> *needed;
    return order < 0 ? -1 : (order > 0 ? 1 : 0);
  }
};

bool decided(KindSet can) {
  return can == kinds::true_ || can == kinds::false_ || can == kinds::error;
}

template <class Gathered>
Share lowest_share(const Gathered& g) {
  const bool tail_may_fail = !g.tail.empty() && g.tail != kinds::true_;
  if (tail_may_fail) return {0, 1};
  const std::int64_t hits = g.hits + g.tail_least;
  const std::int64_t whole = g.sure() + g.perhaps_open + g.perhaps_misses;
  return whole == 0 ? Share{1, 1} : Share{hits, whole};
}

template <class Gathered>
Share highest_share(const Gathered& g) {
  if (g.tail.has(kinds::true_)) return {1, 1};
  const std::int64_t more = g.perhaps_hits + g.perhaps_open;
  const std::int64_t whole = g.sure() + more;
  return whole == 0 ? Share{0, 1} : Share{g.hits + g.open + more, whole};
}

}  // namespace

/// In a share an item that surely fails counts too; in a number it changes nothing.
Interpreter::Gathered Interpreter::gather(const Node& node, const ListView& items, bool as_share,
                                          Trace* trace) {
  Gathered g(runtime_.arena);
  const auto wait = [&](const Value& condition, KindSet can, const Unknown* perhaps) {
    if (!decided(can)) g.missing.add(condition);
    if (perhaps != nullptr && (as_share || can != kinds::false_)) g.missing.add(*perhaps);
  };
  for (const ListItem& item : items.items) {
    spend(1);
    slot(node.c) = item.value;
    const Value condition = eval_for_item(node.b, item.value, trace);
    const KindSet can = as_condition(truth(condition));
    const bool sure = item.perhaps == nullptr;
    wait(condition, can, item.perhaps);
    if (can.has(kinds::error)) ++g.may_faults;
    if (can == kinds::error) {
      if (sure) ++g.faults;
      if (!g.fault) g.fault = condition;
      continue;
    }
    if (can == kinds::true_) {
      ++(sure ? g.hits : g.perhaps_hits);
    } else if (can.has(kinds::true_)) {
      ++(sure ? g.open : g.perhaps_open);
    } else {
      ++(sure ? g.misses : g.perhaps_misses);
    }
  }
  if (items.tail == nullptr) return g;
  slot(node.c) = items.tail_item;
  const Value condition = eval(node.b, nullptr);
  g.tail = as_condition(truth(condition));
  wait(condition, g.tail, items.tail);
  g.tail_least = items.tail_least;
  return g;
}

Value Interpreter::share_of(const Node& node, Trace* trace) {
  const Value base = eval(node.a, trace);
  if (base.is_null()) return base;
  const ListView items = view(runtime_, base);
  Gathered g = gather(node, items, true, trace);
  if (g.surely_faults() && items.instead.empty()) return fault_of_item(g.fault);
  if (items.whole != nullptr) g.missing.add(*items.whole);
  Unknown shape;
  shape.can_be = items.instead;
  if (g.may_fault()) shape.can_be = shape.can_be | kinds::error;
  if (g.can_be_empty()) shape.can_be = shape.can_be | kinds::nothing;
  if (g.can_hold_items() && !g.surely_faults()) {
    shape.can_be = shape.can_be | kinds::number;
    shape.interval = {lowest_share(g).rounded(), highest_share(g).rounded()};
  }
  if (!g.missing.any()) {
    return g.can_be_empty() ? Value::null(NullReason::nothing)
                            : Value::number(lowest_share(g).rounded(), runtime_.arena);
  }
  const bool plain = items.certain() && !g.may_fault();
  shape.tight = plain && g.missing.tight();
  shape.reach = Reach::ends;
  return settle(runtime_, shape, g.missing);
}

namespace {

/// The answer of `share >= amount` (or `<=`) over all shares still possible.
KindSet share_answers(const Share& low, const Share& high, const Number& amount, bool at_most) {
  KindSet result;
  const bool reached = at_most ? low.against(amount) <= 0 : high.against(amount) >= 0;
  const bool missed = at_most ? high.against(amount) > 0 : low.against(amount) < 0;
  if (reached) result = result | kinds::true_;
  if (missed) result = result | kinds::false_;
  return result;
}

/// One in fault makes it a fault: the share is not known without it.
template <class Gathered>
KindSet judge_share(const Gathered& g, const Value& amount, bool at_most) {
  KindSet can = kinds_of(amount) & kinds::null;
  if (g.surely_faults()) return kinds::error;
  if (g.may_fault()) can = can | kinds::error;
  if (g.can_be_empty()) can = can | kinds::nothing;
  if (!g.can_hold_items()) return can;
  if (!amount.is(Kind::number)) return can | kinds::boolean;
  return can | share_answers(lowest_share(g), highest_share(g), amount.number(), at_most);
}

/// Others may decide without the items in fault.
template <class Gathered>
KindSet judge_number(const Runtime& runtime, const Gathered& g, const Value& amount, bool at_most) {
  const Op op = at_most ? Op::less_equal : Op::greater_equal;
  const auto compare = [&](std::int64_t low_faults, std::int64_t high_faults) {
    Unknown bounds;
    bounds.can_be = kinds::number;
    bounds.interval = g.hit_bounds(low_faults, high_faults);
    return kinds_of(order(runtime, op, make_unknown(bounds, runtime.arena), amount));
  };
  const KindSet without = compare(0, 0);
  if (!g.may_fault()) return without;
  const std::int64_t most = std::max<std::int64_t>(g.may_faults, 1);
  const KindSet with = compare(g.faults, most);
  // A fault counts against what is asked: the answer stands only when it stands with it and without
  // it.
  KindSet can = (without | with) & kinds::null;
  const KindSet sure_yes = at_most ? with : without;
  const KindSet sure_no = at_most ? without : with;
  if (sure_yes.has(kinds::true_)) can = can | kinds::true_;
  if (sure_no.has(kinds::false_)) can = can | kinds::false_;
  const KindSet at_worst = compare(0, most);
  if (at_worst.has(kinds::true_) && at_worst.has(kinds::false_)) can = can | kinds::error;
  return can;
}

}  // namespace

Value Interpreter::counted(const Node& node, Trace* trace) {
  const Value base = eval(node.a, trace);
  const Value amount = eval(node.d, trace);
  const Value operands[] = {base, amount};
  if (const auto null = null_among(runtime_, operands)) return *null;
  if (!amount.is(Kind::number) && !amount.is_unknown())
    return runtime_.error("the amount is not a number");
  const bool at_most = (node.aux & 1) != 0;
  const bool per_cent = (node.aux & 2) != 0;
  const ListView items = view(runtime_, base);
  Gathered g = gather(node, items, per_cent, trace);
  Unknown shape;
  shape.can_be =
      per_cent ? judge_share(g, amount, at_most) : judge_number(runtime_, g, amount, at_most);
  if (items.whole != nullptr) g.missing.add(*items.whole);
  shape.can_be = shape.can_be | items.instead;
  if (shape.can_be == kinds::error) return fault_of_item(g.fault);
  const bool exactly = amount.is(Kind::number);
  g.missing.add(amount);
  shape.tight = exactly && items.certain() && !g.may_fault() && g.missing.tight();
  return settle(runtime_, shape, g.missing);
}

Value Interpreter::every_two(const Node& node, Trace* trace) {
  const Value base = eval(node.a, trace);
  if (base.is_null()) return base;
  const ListView items = view(runtime_, base);
  if (node.aux == 1) return neighbours(node, items, trace);
  const bool every = node.op == Op::every_two;
  const KindSet neutral = every ? kinds::true_ : kinds::false_;
  const KindSet deciding = every ? kinds::false_ : kinds::true_;
  KindSet result = neutral;
  Missing missing(runtime_.arena);
  const auto judge = [&](const Value& a, const Value& b, const Unknown* waits, bool sure) {
    slot(node.c) = a;
    slot(node.c + 1) = b;
    const Value pair[] = {a, b};
    const Value condition = !is_recorded(trace)
                                ? eval(node.b, nullptr)
                                : eval_for_item(node.b, make_list(runtime_, pair), trace);
    KindSet can = as_condition(truth(condition));
    if (can == neutral) return;
    missing.add(condition);
    if (waits != nullptr) missing.add(*waits);
    if (!sure) can = can | neutral;
    result = every ? both(result, can) : either(result, can);
  };
  const auto decided = [&] { return result == deciding && !is_recorded(trace); };
  for (std::size_t i = 0; i < items.items.size() && !decided(); ++i) {
    const ListItem& a = items.items[i];
    for (std::size_t j = i + 1; j < items.items.size() && !decided(); ++j) {
      spend(1);
      const ListItem& b = items.items[j];
      const Unknown* waits = joined_waits(runtime_, a.perhaps, b.perhaps);
      judge(a.value, b.value, waits, waits == nullptr);
    }
    if (items.tail == nullptr) continue;
    const bool sure = a.perhaps == nullptr && items.tail_least > 0;
    judge(a.value, items.tail_item, joined_waits(runtime_, a.perhaps, items.tail), sure);
  }
  if (items.tail != nullptr && !decided()) {
    judge(items.tail_item, items.tail_item, items.tail, items.tail_least > 1);
  }
  if (!items.instead.empty()) {
    result = result | items.instead;
    missing.add(*items.whole);
  }
  if (result == kinds::true_ || result == kinds::false_)
    return Value::boolean(result == kinds::true_);
  if (result == kinds::error) return runtime_.error("the condition is an error for two items");
  missing.not_tight();
  return settle(runtime_, result, missing);
}

/// Neighbours when ordered by a value of each item, equal ones in the order of the list.
Value Interpreter::neighbours(const Node& node, const ListView& items, Trace* trace) {
  const bool every = node.op == Op::every_two;
  const KindSet neutral = every ? kinds::true_ : kinds::false_;
  Missing missing(runtime_.arena);
  bool sure_order = items.certain();
  bool may_fail = items.tail != nullptr;  // an item may have no place in the order
  const auto keys = runtime_.arena.array<Value>(items.items.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    spend(1);
    slot(node.c) = items.items[i].value;
    keys[i] = eval(node.d, nullptr);
    const bool sure = items.items[i].perhaps == nullptr;
    if (keys[i].is_null() && sure && items.instead.empty())
      return runtime_.error("an item has nothing to be ordered by");
    if (keys[i].is_unknown()) sure_order = false;
    if (kinds_of(keys[i]).has(kinds::null)) may_fail = true;
    if (i > 0 && (kinds_of(keys[i]) - kinds::null) != (kinds_of(keys[0]) - kinds::null))
      may_fail = true;
    missing.add(keys[i]);
    if (items.items[i].perhaps != nullptr) missing.add(*items.items[i].perhaps);
  }
  if (items.tail != nullptr) missing.add(*items.tail);
  if (items.whole != nullptr) missing.add(*items.whole);
  const auto order = runtime_.arena.array<std::uint32_t>(items.items.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = static_cast<std::uint32_t>(i);
  KindSet result = neutral;
  const auto judge = [&](const Value& a, const Value& b) {
    slot(node.c) = a;
    slot(node.c + 1) = b;
    const Value pair[] = {a, b};
    const Value condition = !is_recorded(trace)
                                ? eval(node.b, nullptr)
                                : eval_for_item(node.b, make_list(runtime_, pair), trace);
    missing.add(condition);
    const KindSet can = as_condition(truth(condition));
    const KindSet counted = sure_order ? can : can | neutral;
    result = every ? both(result, counted) : either(result, counted);
  };
  if (sure_order) {
    for (std::size_t i = 1; i < keys.size(); ++i) {
      if (!known_order(keys[i - 1], keys[i]))
        return runtime_.error("the items can't be put in order");
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return *known_order(keys[a], keys[b]) < 0;
    });
    for (std::size_t i = 1; i < order.size(); ++i) {
      spend(1);
      judge(items.items[order[i - 1]].value, items.items[order[i]].value);
    }
  } else {
    // Which ones are neighbours is not known: each may stand before each.
    for (std::size_t i = 0; i < order.size(); ++i) {
      for (std::size_t j = 0; j < order.size(); ++j) {
        spend(1);
        if (i != j) judge(items.items[i].value, items.items[j].value);
      }
    }
    if (items.tail != nullptr) result = result | kinds::boolean;
    if (may_fail) result = result | kinds::error;
  }
  result = result | items.instead;
  if (result == kinds::true_ || result == kinds::false_)
    return Value::boolean(result == kinds::true_);
  if (result == kinds::error) return runtime_.error("the condition is an error for two items");
  missing.not_tight();
  return settle(runtime_, result, missing);
}

}  // namespace entente::engine
