#include "engine/evaluate/list_view.hpp"

#include <algorithm>

namespace entente::engine {

bool ListView::certain() const {
  return tail == nullptr && instead.empty() &&
         std::none_of(items.begin(), items.end(),
                      [](const ListItem& i) { return i.perhaps != nullptr; });
}

bool ListView::sure_until(std::int64_t position) const {
  const auto size = static_cast<std::int64_t>(items.size());
  if (position <= 0 || position > size) return certain();
  return instead.empty() && std::none_of(items.begin(), items.begin() + position,
                                         [](const ListItem& i) { return i.perhaps != nullptr; });
}

std::size_t ListView::sure_size() const {
  const auto perhaps = std::count_if(items.begin(), items.end(),
                                     [](const ListItem& i) { return i.perhaps != nullptr; });
  return items.size() - static_cast<std::size_t>(perhaps) + tail_least;
}

namespace {

ListView view_of_list(const Runtime& runtime, const ListData& list) {
  ListView result;
  result.items = list.items;
  result.tail = list.tail;
  if (list.tail == nullptr) return result;
  result.tail_least = list.tail_least;
  result.tail_most = list.tail_most;
  result.tail_item = list.tail_item != nullptr ? *list.tail_item
                                               : unknown_of_type(runtime.vocabulary, list.element,
                                                                 list.tail->missing, runtime.arena);
  return result;
}

ListView view_of_one(const Runtime& runtime, const Value& value) {
  const auto items = runtime.arena.array<ListItem>(1);
  items[0].value = value;
  ListView result;
  result.items = items;
  return result;
}

/// An unknown scalar or null, when it is not null.
Value without_nulls(const Runtime& runtime, const Unknown& unknown) {
  Unknown rest = unknown;
  rest.can_be = rest.can_be - kinds::null;
  return make_unknown(rest, runtime.arena);
}

ListView view_of_unknown(const Runtime& runtime, const Unknown& unknown) {
  ListView result;
  result.instead = unknown.can_be & kinds::null;
  if (!result.instead.empty()) result.whole = &unknown;
  if (!unknown.can_be.has(kinds::list)) {
    if (result.instead.empty()) return view_of_one(runtime, Value::unknown(&unknown));
    const ListView one = view_of_one(runtime, without_nulls(runtime, unknown));
    result.items = one.items;
    return result;
  }
  const Type& type = runtime.vocabulary[unknown.type];
  const bool typed = type.kind == TypeKind::list && (unknown.can_be - kinds::null) == kinds::list;
  result.tail = &unknown;
  result.tail_least = typed ? type.least_size : 0;
  result.tail_item = unknown_of_type(runtime.vocabulary, typed ? type.element : TypeId::any,
                                     unknown.missing, runtime.arena);
  return result;
}

}  // namespace

ListView view(const Runtime& runtime, const Value& value) {
  if (value.is(Kind::list)) return view_of_list(runtime, value.list());
  if (value.is_unknown()) return view_of_unknown(runtime, value.unknown());
  return view_of_one(runtime, value);
}

Value error_among(const Runtime& runtime, const ListView& items, std::string_view otherwise) {
  for (const ListItem& item : items.items)
    if (item.value.is_null(NullReason::error)) return item.value;
  return runtime.error(otherwise);
}

const Unknown* as_waits(const Runtime& runtime, const Unknown& unknown) {
  Unknown waits;
  waits.missing = unknown.missing;
  waits.can_be = kinds::boolean;
  waits.tight =
      unknown.tight && unknown.can_be.has(kinds::true_) && !(unknown.can_be - kinds::true_).empty();
  return runtime.arena.make(waits);
}

const Unknown* joined_waits(const Runtime& runtime, const Unknown* a, const Unknown* b) {
  if (a == nullptr || b == nullptr) return a == nullptr ? b : a;
  Missing missing(runtime.arena);
  missing.add(*a);
  missing.add(*b);
  return waiting_for(runtime, missing);
}

const Unknown* waiting_for(const Runtime& runtime, Missing& missing) {
  Unknown waits;
  waits.missing = missing.paths();
  waits.can_be = kinds::boolean;
  waits.tight = missing.tight();
  return runtime.arena.make(waits);
}

ListBuilder::ListBuilder(const Runtime& runtime, std::size_t expected)
    : runtime_(runtime), items_(runtime.arena.array<ListItem>(expected)) {}

void ListBuilder::add(const Value& value, const Unknown* perhaps) {
  if (tail_ != nullptr) {
    add_tail(perhaps == nullptr ? *tail_ : *perhaps, value, perhaps == nullptr ? 1 : 0, 1);
    return;
  }
  if (count_ == items_.size()) {
    const auto wider = runtime_.arena.array<ListItem>(std::max<std::size_t>(8, count_ * 2));
    std::copy(items_.begin(), items_.end(), wider.begin());
    items_ = wider;
  }
  items_[count_++] = {value, perhaps};
  extent_.hold(extent_of(value));
  extent_.may_be_open = extent_.may_be_open || perhaps != nullptr;
}

void ListBuilder::add_tail(const Unknown& waits, const Value& item, std::uint32_t least,
                           std::uint32_t most) {
  extent_.hold(extent_of(item));
  extent_.may_be_open = true;
  tail_most_ = most < any_number - tail_most_ ? tail_most_ + most : any_number;
  if (tail_ == nullptr) {
    tail_ = &waits;
    tail_item_ = item;
    tail_least_ = least;
    return;
  }
  tail_ = joined_waits(runtime_, tail_, &waits);
  Missing missing(runtime_.arena);
  missing.add(*tail_);
  tail_item_ = one_of(runtime_, tail_item_, item, missing);
  tail_least_ += least;
}

void ListBuilder::add_all(const ListView& list) {
  for (const ListItem& item : list.items) add(item.value, item.perhaps);
  if (list.tail != nullptr) add_tail(*list.tail, list.tail_item, list.tail_least, list.tail_most);
}

Value ListBuilder::finish() const {
  ListData list;
  list.items = items_.first(count_);
  list.tail = tail_;
  if (tail_ != nullptr) list.tail_item = runtime_.arena.make(tail_item_);
  list.tail_least = tail_least_;
  if (tail_ != nullptr) list.tail_most = tail_most_;
  list.extent = extent_;
  runtime_.arena.require(extent_);
  return Value::list(runtime_.arena.make(list));
}

Value make_list(const Runtime& runtime, std::span<const Value> values) {
  ListBuilder list(runtime, values.size());
  for (const Value& value : values) list.add(value);
  return list.finish();
}

}  // namespace entente::engine
