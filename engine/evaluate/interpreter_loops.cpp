// for, some, every: every way of binding their variables, in order.
#include <fmt/format.h>

#include "engine/evaluate/interpreter.hpp"

namespace entente::engine {

/// One running `for`, `some` or `every`.
struct Interpreter::Loop {
  const Node& node;
  Trace* trace;
  Missing missing;            // of domains that may be null
  KindSet instead;            // nulls that stand there instead of a domain
  std::optional<Value> null;  // the strongest of a domain that surely is one
  bool stopped = false;       // set by the body: decided

  void add_sure_null(const Value& domain) {
    if (!null || strongest_null(kinds_of(*null), kinds_of(domain)) != kinds_of(*null))
      null = domain;
  }
  /// Set when a domain surely is null: that, or a stronger one that another may be.
  std::optional<Value> null_of_domains(const Runtime& runtime) {
    if (!null) return std::nullopt;
    const Value domains[] = {*null,
                             unknown_of_kinds(runtime, kinds::list | instead, missing.paths())};
    return null_among(runtime, domains);
  }
};

namespace {

constexpr std::uint32_t slots_per_iterator = 3;  // domain, end, slot
constexpr auto no_node = static_cast<std::uint32_t>(NodeId::none);

Binding bound_to(const Runtime& runtime, const Binding& outer, const ListItem& item) {
  return {joined_waits(runtime, outer.waits, item.perhaps), outer.sure && item.perhaps == nullptr,
          outer.generic};
}

Binding bound_to_tail(const Runtime& runtime, const Binding& outer, const ListView& items) {
  return {joined_waits(runtime, outer.waits, items.tail), outer.sure && items.tail_least > 0, true};
}

/// What `partial` holds: where the item stands for all further ones, any of their results too.
Value results_before(const Runtime& runtime, ListBuilder list, const Binding& binding) {
  if (!binding.generic) return list.finish();
  list.add_tail(*binding.waits, unknown_of_kinds(runtime, kinds::any, binding.waits->missing), 0);
  return list.finish();
}

}  // namespace

/// Every whole number or day from one end to the other, in either direction.
Value Interpreter::number_range(const Value& low, const Value& high) {
  const Value both_ends[] = {low, high};
  if (const auto null = null_among(runtime_, both_ends)) return *null;
  const KindSet ends = kinds_of(low) | kinds_of(high);
  if (low.is_unknown() || high.is_unknown()) {
    Missing missing(runtime_.arena);
    missing.add(low);
    missing.add(high);
    missing.not_tight();
    KindSet can = (ends & kinds::null) | kinds::list;
    const bool days = (ends - kinds::null - kinds::date).empty();
    if (!days) can = can | kinds::error;  // numbers that are not whole
    return settle(runtime_, can, missing);
  }
  const bool dates = low.is(Kind::date) && high.is(Kind::date);
  const bool numbers = low.is(Kind::number) && high.is(Kind::number);
  if (!dates && !numbers) {
    return runtime_.error(
        fmt::format("`for` can't go from {} to {}", noun(kinds_of(low)), noun(kinds_of(high))));
  }
  const auto first = dates ? low.date().days : low.number().to_int64();
  const auto last = dates ? high.date().days : high.number().to_int64();
  if (!first || !last) {
    const bool whole = low.number().is_integer() && high.number().is_integer();
    return runtime_.error(whole ? "`for` can't count so far"
                                : "`for` goes from a whole number to a whole number");
  }
  const bool down = *last < *first;
  const auto count = down ? static_cast<std::uint64_t>(*first) - static_cast<std::uint64_t>(*last)
                          : static_cast<std::uint64_t>(*last) - static_cast<std::uint64_t>(*first);
  spend(count);
  ListBuilder list(runtime_, count + 1);
  for (std::uint64_t i = 0; i <= count; ++i) {
    const auto step = static_cast<std::int64_t>(i);
    const std::int64_t at = down ? *first - step : *first + step;
    list.add(dates ? Value::date({at}) : Value::integer(at));
  }
  return list.finish();
}

Value Interpreter::as_list(const Value& value) {
  if (value.is_unknown() && kinds_of(value).has(kinds::range)) {
    const KindSet counted = kinds::list | kinds::error;  // ends that are not whole
    return unknown_of_kinds(runtime_, (kinds_of(value) - kinds::range) | counted,
                            value.unknown().missing);
  }
  if (!value.is(Kind::range) || value.range().form == RangeForm::not_equal) return value;
  const RangeData& range = value.range();
  const Value all = number_range(range.low, range.high);
  if (!all.is(Kind::list) || (range.low_closed && range.high_closed)) return all;
  const auto items = all.list().items;
  const std::size_t end = items.size() - (range.high_closed ? 0 : 1);
  ListBuilder inside(runtime_, items.size());
  for (std::size_t i = range.low_closed ? 0 : 1; i < end; ++i) inside.add(items[i].value);
  return inside.finish();
}

bool Interpreter::domain(Loop& loop, std::uint32_t iterator, const Binding& outer,
                         ListView& items) {
  const std::uint32_t at = loop.node.b + iterator * slots_per_iterator;
  Value list = eval(program_.operands[at], loop.trace);
  if (program_.operands[at + 1] != no_node) {
    list = number_range(list, eval(program_.operands[at + 1], loop.trace));
  } else {
    list = as_list(list);
  }
  if (list.is_null()) {
    loop.instead = loop.instead | kinds_of(list);
    if (outer.sure) loop.add_sure_null(list);
    if (outer.waits != nullptr) loop.missing.add(*outer.waits);
    return false;
  }
  items = view(runtime_, list);
  if (items.whole != nullptr) {
    loop.instead = loop.instead | items.instead;
    loop.missing.add(*items.whole);
    if (!items.instead.empty() && outer.waits != nullptr) loop.missing.add(*outer.waits);
  }
  return true;
}

template <class Body>
void Interpreter::iterate(Loop& loop, std::uint32_t iterator, const Binding& outer, Body&& body) {
  if (iterator == loop.node.count / slots_per_iterator) return body(outer);
  ListView items;
  if (!domain(loop, iterator, outer, items)) return;
  Binding within = outer;
  within.sure = outer.sure && items.instead.empty();
  const std::uint32_t variable = program_.operands[loop.node.b + iterator * slots_per_iterator + 2];
  for (const ListItem& item : items.items) {
    if (loop.stopped) return;
    spend(1);
    slot(variable) = item.value;
    iterate(loop, iterator + 1, bound_to(runtime_, within, item), body);
  }
  if (items.tail == nullptr || loop.stopped) return;
  slot(variable) = items.tail_item;
  iterate(loop, iterator + 1, bound_to_tail(runtime_, within, items), body);
}

Value Interpreter::for_each(const Node& node, Trace* trace) {
  Loop loop{node, trace, Missing(runtime_.arena), {}, std::nullopt};
  ListBuilder list(runtime_, 8);
  const bool partial = node.c != no_node;
  const std::uint32_t variable = program_.operands[node.b + 2];
  iterate(loop, 0, {}, [&](const Binding& binding) {
    if (partial) slot(node.c) = results_before(runtime_, list, binding);
    if (binding.generic) {
      return list.add_tail(*binding.waits, eval(node.a, nullptr), binding.sure ? 1 : 0);
    }
    list.add(eval_for_item(node.a, slot(variable), trace), binding.waits);
  });
  if (loop.instead.empty()) return list.finish();
  if (const auto null = loop.null_of_domains(runtime_)) return *null;
  return settle(runtime_, kinds::list | loop.instead, loop.missing);
}

Value Interpreter::fault_of_item(const std::optional<Value>& condition) {
  std::string text = "the condition is an error for an item";
  if (condition && !condition->error_message().empty())
    text.append(": ").append(condition->error_message());
  return runtime_.error(text);
}

Value Interpreter::quantified(const Node& node, Trace* trace) {
  const bool every = node.op == Op::every;
  const KindSet neutral = every ? kinds::true_ : kinds::false_;
  const KindSet deciding = every ? kinds::false_ : kinds::true_;
  Loop loop{node, trace, Missing(runtime_.arena), {}, std::nullopt};
  Missing missing(runtime_.arena);
  KindSet result = neutral;
  std::optional<Value> fault;
  const std::uint32_t variable = program_.operands[node.b + 2];
  iterate(loop, 0, {}, [&](const Binding& binding) {
    const Value condition = eval_for_item(node.a, slot(variable), trace);
    KindSet can = as_condition(truth(condition));
    if (can == neutral) return;
    if (can == kinds::error && !fault) fault = condition;
    missing.add(condition);
    if (!binding.sure) can = can | neutral;
    if (binding.waits != nullptr) missing.add(*binding.waits);
    result = every ? both(result, can) : either(result, can);
    if (result == deciding && !is_recorded(trace)) loop.stopped = true;
  });
  if (result == deciding) return Value::boolean(!every);
  const auto null = loop.null_of_domains(runtime_);
  if (null && !result.has(deciding)) return *null;
  if (result == neutral && loop.instead.empty()) return Value::boolean(every);
  if (result == kinds::error) return fault_of_item(fault);
  if (!loop.instead.empty()) {
    result = result | loop.instead;
    missing.add_set(loop.missing.paths());
  }
  return settle(runtime_, result, missing);
}

}  // namespace entente::engine
