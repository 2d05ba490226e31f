// distinct values, union, union of, intersection of: in order of first appearance, on open lists
// too.
#include <algorithm>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

/// Holds values each once; one that may equal an earlier one is only perhaps there.
class DistinctBuilder {
 public:
  explicit DistinctBuilder(const Runtime& runtime) : runtime_(runtime), list_(runtime, 8) {}

  void add(const Value& value, const Unknown* perhaps) {
    if (list_.open()) return list_.add_tail(*joined_waits(runtime_, tail_, perhaps), value, 0, 1);
    const Unknown* waits = perhaps;
    for (const ListItem& held : list_.so_far()) {
      const Value equal_to = same(runtime_, held.value, value);
      if (equal_to.is_false()) continue;
      if (equal_to.is_true() && held.perhaps == nullptr) return;
      if (equal_to.is_unknown())
        waits = joined_waits(runtime_, waits, as_waits(runtime_, equal_to.unknown()));
      if (held.perhaps != nullptr) waits = joined_waits(runtime_, waits, held.perhaps);
    }
    list_.add(value, waits);
  }
  /// How many more there can be is not told: there may be fewer values than items.
  void add_tail(const Unknown& waits, const Value& item, std::uint32_t least,
                std::uint32_t most = any_number) {
    const bool first = list_.so_far().empty() && !list_.open();
    Unknown* const loose = runtime_.arena.make(waits);
    loose->tight = false;
    tail_ = joined_waits(runtime_, tail_, loose);
    list_.add_tail(*loose, item, first && least > 0 ? 1 : 0, most);
  }
  void add_all(const ListView& list) {
    for (const ListItem& item : list.items) add(item.value, item.perhaps);
    if (list.tail != nullptr) add_tail(*list.tail, list.tail_item, list.tail_least, list.tail_most);
  }
  [[nodiscard]] Value finish() const { return list_.finish(); }

 private:
  const Runtime& runtime_;
  ListBuilder list_;
  const Unknown* tail_ = nullptr;  // what comes after a tail may equal something in it
};

Value joined(const Runtime& runtime, KindSet instead, Missing& missing, const Value& list) {
  if (instead.empty()) return list;
  return settle(runtime, kinds::list | instead, missing);
}

Value distinct(const Runtime& runtime, Arguments lists) {
  DistinctBuilder result(runtime);
  KindSet instead;
  Missing missing(runtime.arena);
  if (const auto null = null_among(runtime, lists)) return *null;
  for (const Value& list : lists) {
    const ListView items = view(runtime, list);
    instead = instead | items.instead;
    if (items.whole != nullptr) missing.add(*items.whole);
    result.add_all(items);
  }
  return joined(runtime, instead, missing, result.finish());
}

/// Nulls that perhaps stand among the inner lists, and what decides that.
KindSet nulls_perhaps_inside(const ListView& lists, Missing& missing) {
  KindSet nulls = lists.instead;
  if (lists.whole != nullptr) missing.add(*lists.whole);
  const auto add = [&](const Value& value, const Unknown* waits) {
    const KindSet here = kinds_of(value) & kinds::null;
    if (here.empty()) return;
    nulls = nulls | here;
    missing.add(value);
    if (waits != nullptr) missing.add(*waits);
  };
  for (const ListItem& item : lists.items) add(item.value, item.perhaps);
  if (lists.tail != nullptr) add(lists.tail_item, lists.tail);
  return nulls;
}

/// The inner lists, and what stands for those that perhaps are there: a list or `nulls`.
std::vector<Value> inner_lists(const Runtime& runtime, const ListView& lists, KindSet nulls,
                               Missing& missing) {
  std::vector<Value> inner;
  for (const ListItem& item : lists.items)
    if (item.perhaps == nullptr) inner.push_back(item.value);
  if (!nulls.empty())
    inner.push_back(unknown_of_kinds(runtime, kinds::list | nulls, missing.paths()));
  return inner;
}

Value union_of(const Runtime& runtime, const ListView& lists) {
  DistinctBuilder result(runtime);
  for (const ListItem& item : lists.items) {
    if (item.value.is_null()) continue;
    ListView inner = view(runtime, item.value);
    if (item.perhaps == nullptr) {
      result.add_all(inner);
      continue;
    }
    ListBuilder perhaps(runtime, inner.items.size());
    for (const ListItem& held : inner.items)
      perhaps.add(held.value, joined_waits(runtime, held.perhaps, item.perhaps));
    if (inner.tail != nullptr)
      perhaps.add_tail(*joined_waits(runtime, inner.tail, item.perhaps), inner.tail_item, 0);
    result.add_all(view(runtime, perhaps.finish()));
  }
  if (lists.tail != nullptr && !lists.tail_item.is_null()) {
    const ListView inner = view(runtime, lists.tail_item);
    const Value item = inner.tail != nullptr
                           ? inner.tail_item
                           : unknown_of_kinds(runtime, kinds::any, lists.tail->missing);
    result.add_tail(*lists.tail, item, 0);
  }
  return result.finish();
}

/// Whether `value` is in all lists but number `except`.
Value in_all(const Runtime& runtime, const ListView& lists, std::size_t except,
             const Value& value) {
  Value result = Value::boolean(true);
  for (std::size_t i = 0; i < lists.items.size() && !result.is_false(); ++i) {
    if (i == except || lists.items[i].value.is_null()) continue;
    Value here = contains_item(runtime, lists.items[i].value, value);
    if (lists.items[i].perhaps != nullptr) {
      here = either(runtime, here, opposite(runtime, Value::unknown(lists.items[i].perhaps)));
    }
    result = both(runtime, result, here);
  }
  if (lists.tail == nullptr || result.is_false()) return result;
  return both(runtime, result, unknown_of_kinds(runtime, kinds::boolean, lists.tail->missing));
}

/// Adds a value that is in the common part if it is in all other lists.
template <class Builder>
void add_common(const Runtime& runtime, const ListView& lists, std::size_t from,
                const ListItem& item, const Unknown* waits, Builder& result) {
  const Value common = in_all(runtime, lists, from, item.value);
  if (common.is_true()) result.add(item.value, joined_waits(runtime, item.perhaps, waits));
  if (!common.is_unknown() || !truth(common).has(kinds::true_)) return;
  const Unknown* open = joined_waits(runtime, as_waits(runtime, common.unknown()), waits);
  result.add(item.value, joined_waits(runtime, item.perhaps, open));
}

bool surely_among(const Runtime& runtime, const ListView& list, const Value& value) {
  return std::any_of(list.items.begin(), list.items.end(), [&](const ListItem& item) {
    return item.perhaps == nullptr && same(runtime, item.value, value).is_true();
  });
}

/// What an open list may still have in common with the closed list number `from`.
void add_from_closed(const Runtime& runtime, const ListView& lists, std::size_t from,
                     const ListView& first, const Unknown* waits, DistinctBuilder& result) {
  ListBuilder more(runtime, 4);
  for (const ListItem& item : view(runtime, lists.items[from].value).items) {
    if (!surely_among(runtime, first, item.value))
      add_common(runtime, lists, from, item, waits, more);
  }
  const auto found = more.so_far();
  if (found.size() == 1) return result.add(found.front().value, found.front().perhaps);
  // Of several the order is that of the open list.
  for (const ListItem& item : found) result.add_tail(*item.perhaps, item.value, 0, 1);
}

Value intersection_of(const Runtime& runtime, const ListView& lists) {
  DistinctBuilder result(runtime);
  if (lists.items.empty()) {
    if (lists.tail != nullptr)
      result.add_tail(*lists.tail, unknown_of_kinds(runtime, kinds::any, lists.tail->missing), 0);
    return result.finish();
  }
  const ListItem& leading = lists.items.front();
  const ListView first = view(runtime, leading.value);
  for (const ListItem& item : first.items)
    add_common(runtime, lists, 0, item, leading.perhaps, result);
  const bool first_open = first.tail != nullptr || leading.perhaps != nullptr;
  if (!first_open) return result.finish();
  const Unknown* waits = joined_waits(runtime, first.tail, leading.perhaps);
  // What more there is must be in every other list: a closed one among them says what it can be.
  for (std::size_t i = 1; i < lists.items.size(); ++i) {
    if (lists.items[i].perhaps != nullptr || lists.items[i].value.is_null()) continue;
    if (view(runtime, lists.items[i].value).tail != nullptr) continue;
    add_from_closed(runtime, lists, i, first, waits, result);
    return result.finish();
  }
  // The others decide too: one of them may turn out to be empty.
  for (std::size_t i = 1; i < lists.items.size(); ++i) {
    Missing missing(runtime.arena);
    missing.add_deep(lists.items[i].value, runtime.vocabulary);
    if (lists.items[i].perhaps != nullptr) missing.add(*lists.items[i].perhaps);
    if (missing.any()) waits = joined_waits(runtime, waits, waiting_for(runtime, missing));
  }
  if (lists.tail != nullptr) waits = joined_waits(runtime, waits, lists.tail);
  const Value item = first.tail != nullptr ? first.tail_item
                                           : unknown_of_kinds(runtime, kinds::any, waits->missing);
  result.add_tail(*waits, item, 0);
  return result.finish();
}

}  // namespace

Value set_function(const Runtime& runtime, Builtin builtin, Arguments args) {
  if (builtin == Builtin::distinct_values || builtin == Builtin::union_)
    return distinct(runtime, args);
  if (args[0].is_null()) return args[0];
  const ListView lists = view(runtime, args[0]);
  Missing missing(runtime.arena);
  const KindSet nulls = nulls_perhaps_inside(lists, missing);
  const auto inner = inner_lists(runtime, lists, nulls, missing);
  if (const auto null = null_among(runtime, inner)) return *null;
  const Value result =
      builtin == Builtin::union_of ? union_of(runtime, lists) : intersection_of(runtime, lists);
  return joined(runtime, nulls, missing, result);
}

}  // namespace entente::engine
