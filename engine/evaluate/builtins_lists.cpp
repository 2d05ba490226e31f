// Functions that make or search lists. Those that keep order work on open lists too.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/members.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

/// A list that a function makes of others, or what stands there instead when one of them is null.
Value made(const Runtime& runtime, const ListBuilder& list, std::span<const ListView> sources) {
  KindSet instead;
  Missing missing(runtime.arena);
  for (const ListView& source : sources) {
    instead = instead | source.instead;
    if (source.whole != nullptr) missing.add(*source.whole);
  }
  if (instead.empty()) return list.finish();
  return settle(runtime, kinds::list | instead, missing);
}

Value append(const Runtime& runtime, Arguments args) {
  if (args[0].is_null()) return args[0];
  const ListView list = view(runtime, args[0]);
  ListBuilder result(runtime, list.items.size() + args.size());
  result.add_all(list);
  for (const Value& item : args.subspan(1)) result.add(item);
  return made(runtime, result, {&list, 1});
}

Value concatenate(const Runtime& runtime, Arguments args) {
  if (const auto null = null_among(runtime, args)) return *null;
  std::vector<ListView> lists;
  for (const Value& list : args) lists.push_back(view(runtime, list));
  ListBuilder result(runtime, 8);
  for (const ListView& list : lists) result.add_all(list);
  return made(runtime, result, lists);
}

void flatten_into(const Runtime& runtime, const Value& value, const Unknown* waits,
                  ListBuilder& result, Missing& unclear) {
  runtime.arena.spend(1);
  const bool may_be_list = kinds_of(value).has(kinds::list);
  if (!may_be_list) return result.add(value, waits);
  if (value.is_unknown() && !(kinds_of(value) - kinds::list).empty()) return unclear.add(value);
  const ListView items = view(runtime, value);
  for (const ListItem& item : items.items) {
    flatten_into(runtime, item.value, joined_waits(runtime, waits, item.perhaps), result, unclear);
  }
  if (items.tail == nullptr) return;
  if (kinds_of(items.tail_item).has(kinds::list)) return unclear.add(*items.tail);
  result.add_tail(*joined_waits(runtime, waits, items.tail), items.tail_item,
                  waits == nullptr ? items.tail_least : 0);
}

Value flatten(const Runtime& runtime, const Value& list) {
  if (list.is_null()) return list;
  ListBuilder result(runtime, 8);
  Missing unclear(runtime.arena);
  flatten_into(runtime, list, nullptr, result, unclear);
  const KindSet nulls = kinds_of(list) & kinds::null;
  if (!unclear.any() && nulls.empty()) return result.finish();
  if (!unclear.any()) return or_null(runtime, result.finish(), nulls, list.unknown());
  unclear.add_deep(list, runtime.vocabulary);
  unclear.not_tight();
  return settle(runtime, kinds::list | nulls, unclear);
}

Value reverse(const Runtime& runtime, const Value& value) {
  if (value.is_null()) return value;
  const ListView list = view(runtime, value);
  ListBuilder result(runtime, list.items.size());
  if (list.tail != nullptr)
    result.add_tail(*list.tail, list.tail_item, list.tail_least, list.tail_most);
  for (auto item = list.items.rbegin(); item != list.items.rend(); ++item)
    result.add(item->value, item->perhaps);
  return made(runtime, result, {&list, 1});
}

/// A position from 1, or from the end when negative, as an index; none when there is no such item.
std::optional<std::size_t> index_of_position(const Value& position, std::size_t size) {
  const auto at = cut_number(position);
  const auto count = static_cast<std::int64_t>(size);
  if (!at || *at == 0 || *at > count || *at < -count) return std::nullopt;
  return static_cast<std::size_t>(*at > 0 ? *at - 1 : count + *at);
}

Value no_such_item(const Runtime& runtime) {
  return runtime.error("the list has no item at that position");
}

Value no_such_length(const Runtime& runtime) {
  return runtime.error("the list has not so many items there");
}

/// A position or a length that no list has.
std::optional<Value> never_a_part(const Runtime& runtime, Builtin builtin, Arguments args) {
  if (builtin == Builtin::index_of || builtin == Builtin::sort) return std::nullopt;
  const bool has_length = builtin == Builtin::sublist && args.size() > 2;
  if (has_length && !(surely(args[1], kinds::number) && surely(args[2], kinds::number)))
    return std::nullopt;
  if (cut_number(args[1]) == 0) return no_such_item(runtime);
  const auto length = has_length ? cut_number(args[2]) : std::nullopt;
  return length && *length < 1 ? std::optional(no_such_length(runtime)) : std::nullopt;
}

/// Whether it is known which items a function meets that counts positions; what they are need not
/// be.
bool places_known(Builtin builtin, const ListView& list, Arguments args) {
  if (builtin == Builtin::index_of) return list.certain();
  if (builtin == Builtin::sort || args[1].is(Kind::function)) return false;
  const auto first = cut_number(args[1]);
  if (!first || !list.sure_until(*first)) return false;
  const bool to_the_end = builtin != Builtin::sublist || args.size() < 3 || *first < 0;
  const auto length = to_the_end ? 1 : cut_number(args[2]);
  return length && (*length < 1 || list.sure_until(*first + *length - 1));
}

Value sublist(const Runtime& runtime, const ListView& list, Arguments args) {
  const auto first = index_of_position(args[1], list.items.size());
  if (!first) return no_such_item(runtime);
  std::size_t length = list.items.size() - *first;
  if (args.size() > 2) {
    const auto asked = cut_number(args[2]);
    if (!asked || *asked < 1 || static_cast<std::size_t>(*asked) > length) {
      return no_such_length(runtime);
    }
    length = static_cast<std::size_t>(*asked);
  }
  ListView part = list;
  part.items = list.items.subspan(*first, length);
  if (args.size() > 2) part.tail = nullptr;
  ListBuilder result(runtime, length);
  result.add_all(part);
  return result.finish();
}

/// The list with what `change` makes of the item at the position: it adds what stands there.
template <class Change>
Value changed_at(const Runtime& runtime, const ListView& list, const Value& position,
                 Change&& change) {
  const auto at = index_of_position(position, list.items.size());
  if (!at) return no_such_item(runtime);
  ListView rest = list;
  rest.items = list.items.subspan(*at + 1);
  ListBuilder result(runtime, list.items.size() + 1);
  for (const ListItem& item : list.items.first(*at)) result.add(item.value);
  change(result, list.items[*at].value);
  result.add_all(rest);
  return result.finish();
}

Value insert_before(const Runtime& runtime, const ListView& list, Arguments args) {
  return changed_at(runtime, list, args[1], [&](ListBuilder& result, const Value& item) {
    result.add(args[2]);
    result.add(item);
  });
}

Value remove(const Runtime& runtime, const ListView& list, Arguments args) {
  return changed_at(runtime, list, args[1], [](ListBuilder&, const Value&) {});
}

/// Of a list that a function was to decide about and did not: not known while its answer is not.
Value without_an_answer(const Runtime& runtime, const Value& answer, std::string_view otherwise) {
  if (!answer.is_unknown()) return runtime.error(otherwise);
  return unknown_of_kinds(runtime, kinds::list | kinds::error, answer.unknown().missing);
}

Value replace_matching(FunctionCaller& caller, const ListView& list, Arguments args) {
  const Runtime& runtime = caller.runtime();
  ListBuilder result(runtime, list.items.size());
  for (const ListItem& item : list.items) {
    const Value pair[] = {item.value, args[2]};
    const Value matches = caller.call(args[1].function(), pair);
    if (!matches.is(Kind::boolean))
      return without_an_answer(runtime, matches, "the function must answer yes or no");
    result.add(matches.is_true() ? args[2] : item.value);
  }
  return result.finish();
}

Value list_replace(FunctionCaller& caller, const ListView& list, Arguments args) {
  if (args[1].is(Kind::function)) return replace_matching(caller, list, args);
  return changed_at(caller.runtime(), list, args[1],
                    [&](ListBuilder& result, const Value&) { result.add(args[2]); });
}

Value index_of(const Runtime& runtime, const ListView& list, const Value& match) {
  ListBuilder result(runtime, 4);
  for (std::size_t i = 0; i < list.items.size(); ++i) {
    const Value found = same(runtime, list.items[i].value, match);
    if (!truth(found).has(kinds::true_)) continue;
    result.add(Value::integer(static_cast<std::int64_t>(i) + 1),
               found.is_unknown() ? as_waits(runtime, found.unknown()) : nullptr);
  }
  return result.finish();
}

/// Whether a stands before b; anything but yes and no: they can't be put in order.
Value precedes(FunctionCaller& caller, const Value* function, const Value& a, const Value& b) {
  if (function == nullptr) {
    const auto order = known_order(a, b);
    return order ? Value::boolean(*order < 0) : Value();
  }
  const Value pair[] = {a, b};
  return caller.call(function->function(), pair);
}

/// A stable merge sort: the order may be any function, so std::sort's demands can't be trusted to
/// hold. The answer of the function that is neither yes nor no, if there is one.
std::optional<Value> merge_sort(FunctionCaller& caller, const Value* function,
                                std::span<Value> values, std::span<Value> spare) {
  if (values.size() < 2) return std::nullopt;
  const std::size_t middle = values.size() / 2;
  const auto left = values.first(middle);
  const auto right = values.subspan(middle);
  if (const auto open = merge_sort(caller, function, left, spare)) return open;
  if (const auto open = merge_sort(caller, function, right, spare)) return open;
  std::size_t i = 0;
  std::size_t j = 0;
  for (std::size_t out = 0; out < values.size(); ++out) {
    if (i == left.size() || j == right.size()) {
      spare[out] = i < left.size() ? left[i++] : right[j++];
      continue;
    }
    const Value swap = precedes(caller, function, right[j], left[i]);
    if (!swap.is(Kind::boolean)) return swap;
    spare[out] = swap.is_true() ? right[j++] : left[i++];
  }
  std::copy(spare.begin(), spare.begin() + static_cast<std::ptrdiff_t>(values.size()),
            values.begin());
  return std::nullopt;
}

Value sort(FunctionCaller& caller, const ListView& list, Arguments args) {
  const Runtime& runtime = caller.runtime();
  const Value* function = args.size() > 1 ? &args[1] : nullptr;
  if (function != nullptr && !function->is(Kind::function))
    return runtime.error("`sort` asks for a function");
  const auto values = runtime.arena.array<Value>(list.items.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i] = list.items[i].value;
  const auto spare = runtime.arena.array<Value>(values.size());
  if (const auto open = merge_sort(caller, function, values, spare))
    return without_an_answer(runtime, *open, "the items can't be put in order");
  return make_list(runtime, values);
}

}  // namespace

Value contains_item(const Runtime& runtime, const Value& list, const Value& item) {
  const ListView items = view(runtime, list);
  Value result = Value::boolean(false);
  for (const ListItem& held : items.items) {
    Value equal_to = same(runtime, held.value, item);
    if (held.perhaps != nullptr) equal_to = both(runtime, equal_to, Value::unknown(held.perhaps));
    result = either(runtime, result, equal_to);
    if (result.is_true()) break;
  }
  if (items.tail != nullptr && !result.is_true()) {
    const Value more = unknown_of_kinds(runtime, kinds::boolean, items.tail->missing);
    result = either(runtime, result, both(runtime, more, same(runtime, items.tail_item, item)));
  }
  if (items.instead.empty()) return result;
  return or_null(runtime, result, items.instead, *items.whole);
}

Value list_function(FunctionCaller& caller, Builtin builtin, Arguments args) {
  const Runtime& runtime = caller.runtime();
  switch (builtin) {
    case Builtin::append:
      return append(runtime, args);
    case Builtin::concatenate:
      return concatenate(runtime, args);
    case Builtin::flatten:
      return flatten(runtime, args[0]);
    case Builtin::reverse:
      return reverse(runtime, args[0]);
    case Builtin::list_contains:
      return args[0].is_null() ? args[0] : contains_item(runtime, args[0], args[1]);
    default:
      break;
  }
  const bool takes_item = builtin == Builtin::insert_before || builtin == Builtin::list_replace;
  const unsigned values = takes_item ? 4U : (builtin == Builtin::index_of ? 2U : 0U);
  if (args[0].is_null(NullReason::error)) return args[0];
  const ListView list = args[0].is_null() ? ListView() : view(runtime, args[0]);
  if (!args[0].is_null() && list.instead.empty())
    if (const auto never = never_a_part(runtime, builtin, args)) return *never;
  const auto asked = runtime.arena.array<Value>(args.size());
  std::copy(args.begin(), args.end(), asked.begin());
  if (!args[0].is_null() && places_known(builtin, list, args)) {
    // What the items are, and what is put among them, is not asked.
    asked[0] = Value::boolean(true);
    for (std::size_t i = 1; i < asked.size(); ++i)
      if ((values >> i & 1) != 0) asked[i] = asked[0];
  }
  if (const auto answer = strict(runtime, builtin, asked, values)) return *answer;
  switch (builtin) {
    case Builtin::sublist:
      return sublist(runtime, list, args);
    case Builtin::insert_before:
      return insert_before(runtime, list, args);
    case Builtin::remove:
      return remove(runtime, list, args);
    case Builtin::list_replace:
      return list_replace(caller, list, args);
    case Builtin::index_of:
      return index_of(runtime, list, args[1]);
    default:
      return sort(caller, list, args);
  }
}

}  // namespace entente::engine
