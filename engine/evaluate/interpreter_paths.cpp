// Fields, members, filters, indices.
#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/interpreter.hpp"
#include "engine/evaluate/members.hpp"

namespace entente::engine {
namespace {

/// A field of a record read by name, when the record is not of the type the rule was compiled for.
const Value* by_name(const RecordData& record, const Vocabulary& vocabulary,
                     std::string_view name) {
  const auto index = vocabulary[record.type].field(name);
  return index && *index < record.fields.size() ? &record.fields[*index] : nullptr;
}

const Value* by_name(const ContextData& context, std::string_view name) {
  for (const ContextField& field : context.fields) {
    if (field.name == name) return &field.value;
  }
  return nullptr;
}

/// A value of this type, or what the base makes of it when it is null or of another kind.
Value through(const Runtime& runtime, const Unknown& base, TypeId type, KindSet fitting) {
  const Value plain = unknown_of_type(runtime.vocabulary, type, base.missing, runtime.arena);
  KindSet others = base.can_be & kinds::null;
  if (!(base.can_be - kinds::null - fitting).empty()) others = others | kinds::error;
  if (!base.can_be.has(fitting)) return unknown_of_kinds(runtime, others, base.missing);
  if (!plain.is_unknown() && others.empty()) return plain;
  Unknown result;
  if (plain.is_unknown()) result = plain.unknown();
  const Possible part = possible(plain);
  result.missing = base.missing;
  result.can_be = part.kinds | others;
  result.interval = part.interval;
  result.choices =
      plain.is(Kind::text) ? std::span<const Value>(runtime.arena.make(plain), 1) : part.choices;
  result.tight = base.tight && type != TypeId::any;
  return make_unknown(result, runtime.arena);
}

}  // namespace

const Value* own_member(const Vocabulary& vocabulary, const Value& value, std::string_view name) {
  if (value.is(Kind::record)) return by_name(value.record(), vocabulary, name);
  return value.is(Kind::context) ? by_name(value.context(), name) : nullptr;
}

Value Interpreter::field(const Node& node, Trace* trace) {
  const Value base = eval(node.a, trace);
  if (is_recorded(trace) && base.is(Kind::record)) {
    const auto& name = program_.vocabulary[static_cast<RecordId>(node.c)].fields[node.b].name;
    trace->fact = facts_.child(base.record().path, name).value_or(PathId::none);
  }
  return field_of(base, node);
}

Value Interpreter::field_of(const Value& base, const Node& node) {
  const auto type = static_cast<RecordId>(node.c);
  if (base.is(Kind::record) && base.record().type == type && node.b < base.record().fields.size()) {
    return base.record().fields[node.b];
  }
  if (base.is_null()) return base;
  if (base.is_unknown()) return field_of_unknown(base.unknown(), node);
  if (base.is(Kind::list)) return fields_of(base, node);
  const std::string& name = program_.vocabulary[type].fields[node.b].name;
  const Value* found = own_member(program_.vocabulary, base, name);
  return found != nullptr
             ? *found
             : runtime_.error(fmt::format("{} has no field `{}`", noun(kinds_of(base)), name));
}

Value Interpreter::field_of_unknown(const Unknown& base, const Node& node) {
  const KindSet plain = base.can_be - kinds::null;
  if (plain == kinds::list) return fields_of(Value::unknown(&base), node);
  const auto& field = program_.vocabulary[static_cast<RecordId>(node.c)].fields[node.b];
  if (base.can_be.has(kinds::list | kinds::context))
    return unknown_of_kinds(runtime_, kinds::any, base.missing);
  return through(runtime_, base, field.type, kinds::record);
}

Value Interpreter::fields_of(const Value& list, const Node& node) {
  const ListView items = view(runtime_, list);
  ListBuilder result(runtime_, items.items.size());
  for (const ListItem& item : items.items) {
    spend(1);
    result.add(field_of(item.value, node), item.perhaps);
  }
  if (items.tail != nullptr)
    result.add_tail(*items.tail, field_of(items.tail_item, node), items.tail_least,
                    items.tail_most);
  if (items.instead.empty()) return result.finish();
  return unknown_of_kinds(runtime_, kinds::list | items.instead, items.whole->missing);
}

Value Interpreter::member(const Node& node, Trace* trace) {
  const Value base = eval(node.a, trace);
  const std::string& name = program_.names[node.b];
  if (is_recorded(trace) && base.is(Kind::record)) {
    trace->fact = facts_.child(base.record().path, name).value_or(PathId::none);
  }
  return member_of(runtime_, base, name);
}

Value member_of(const Runtime& runtime, const Value& base, std::string_view name) {
  switch (base.kind()) {
    case Kind::null:
      return base;
    case Kind::record: {
      const Value* found = by_name(base.record(), runtime.vocabulary, name);
      return found != nullptr ? *found
                              : runtime.error(fmt::format("the record has no field `{}`", name));
    }
    case Kind::context: {
      const Value* found = by_name(base.context(), name);
      return found != nullptr ? *found
                              : runtime.error(fmt::format("the context has no entry `{}`", name));
    }
    case Kind::list: {
      const ListView items = view(runtime, base);
      ListBuilder result(runtime, items.items.size());
      for (const ListItem& item : items.items)
        result.add(member_of(runtime, item.value, name), item.perhaps);
      if (items.tail != nullptr) {
        result.add_tail(*items.tail, member_of(runtime, items.tail_item, name), items.tail_least,
                        items.tail_most);
      }
      return result.finish();
    }
    case Kind::unknown: {
      const Unknown& unknown = base.unknown();
      const Type& type = runtime.vocabulary[unknown.type];
      if (type.kind != TypeKind::record) return property_of_unknown(runtime, unknown, name);
      const auto index = runtime.vocabulary[type.record].field(name);
      if (!index) return runtime.error(fmt::format("the record has no field `{}`", name));
      return through(runtime, unknown, runtime.vocabulary[type.record].fields[*index].type,
                     kinds::record);
    }
    default:
      return property(runtime, base, name);
  }
}

namespace {

/// Whether a value has a member of this name of its own: 0 no, 1 yes, 2 not known.
int has_member(const Vocabulary& vocabulary, const Value& value, std::string_view name) {
  if (!value.is_unknown()) return own_member(vocabulary, value, name) != nullptr ? 1 : 0;
  const Unknown& unknown = value.unknown();
  if (!unknown.can_be.has(kinds::record | kinds::context)) return 0;
  const Type& type = vocabulary[unknown.type];
  if (type.kind == TypeKind::record) return vocabulary[type.record].field(name) ? 1 : 0;
  return 2;
}

}  // namespace

Value Interpreter::member_or(const Node& node, Trace* trace) {
  const Value item = slot(node.a);
  const std::string& name = program_.names[node.b];
  const int has = has_member(program_.vocabulary, item, name);
  if (has == 1) return member_of(runtime_, item, name);
  if (has == 2) return unknown_of_kinds(runtime_, kinds::any, item.unknown().missing);
  if (node.c == static_cast<std::uint32_t>(NodeId::none)) {
    return runtime_.error(fmt::format("{} has no member `{}`", noun(kinds_of(item)), name));
  }
  return eval(node.c, trace);
}

namespace {

Value item_at(const Runtime& runtime, const ListView& items, std::int64_t position) {
  const auto size = static_cast<std::int64_t>(items.items.size());
  const std::int64_t at = position < 0 ? size + position : position - 1;
  if (position == 0 || at < 0 || at >= size) {
    return runtime.error(fmt::format("the list has no item {}", position));
  }
  return items.items[static_cast<std::size_t>(at)].value;
}

/// The item when it is not known which: any of them, or an error when the list may be too short.
Value any_item(const Runtime& runtime, const ListView& items, Missing& missing) {
  for (const ListItem& item : items.items) {
    if (item.perhaps != nullptr) missing.add(*item.perhaps);
  }
  if (items.tail != nullptr) missing.add(*items.tail);
  missing.not_tight();
  std::vector<Value> values;
  for (const ListItem& item : items.items) values.push_back(item.value);
  if (items.tail != nullptr) values.push_back(items.tail_item);
  values.push_back(runtime.error("the list has no such item"));
  return one_of(runtime, values, missing);
}

/// `result`, or the null that the base may turn out to be.
Value or_null_of(const Runtime& runtime, const Value& base, const Value& result) {
  const KindSet nulls = kinds_of(base) & kinds::null;
  if (!base.is_unknown() || nulls.empty()) return result;
  Missing missing(runtime.arena);
  missing.add(base);
  missing.not_tight();
  return settle(runtime, kinds_of(result) | nulls, missing);
}

}  // namespace

Value item_of(const Runtime& runtime, const Value& base, const Value& position) {
  if (base.is_null()) return base;
  if (position.is_null()) return or_null_of(runtime, base, position);
  if (!position.is(Kind::number) && !position.is_unknown())
    return or_null_of(runtime, base, runtime.error("a position in a list is a number"));
  const ListView items = view(runtime, base);
  if (position.is(Kind::number)) {
    const auto at = position.number().to_int64();
    if (!at)
      return or_null_of(
          runtime, base,
          runtime.error(position.number().is_integer() ? "no list has so many items"
                                                       : "a position in a list is a whole number"));
    if (*at == 0) return or_null_of(runtime, base, runtime.error("the list has no item 0"));
    if (items.sure_until(*at)) return item_at(runtime, items, *at);
  }
  Missing missing(runtime.arena);
  missing.add(position);
  if (items.whole != nullptr) missing.add(*items.whole);
  Value result = any_item(runtime, items, missing);
  const KindSet more = items.instead | (kinds_of(position) & kinds::null);
  if (more.empty()) return result;
  if (!result.is_unknown()) return settle(runtime, kinds_of(result) | more, missing);
  Unknown wider = result.unknown();
  wider.can_be = wider.can_be | more;
  return make_unknown(wider, runtime.arena);
}

Value Interpreter::index(const Node& node, Trace* trace) {
  const Value base = eval(node.a, trace);
  return item_of(runtime_, base, eval(node.b, trace));
}

void Interpreter::remark(NodeId node, std::string text) {
  constexpr std::size_t most_of_a_place = 5;
  constexpr std::size_t most = 200;
  const grammar::Span place = program_.origins[static_cast<std::size_t>(node)];
  auto& said = remarked_[place];
  if (said.size() >= most_of_a_place || remarks_.size() >= most) return;
  if (said.insert(text).second) remarks_.emplace_back(place, std::move(text));
}

/// What a filter does with an item whose condition came to this.
void Interpreter::keep(const Node& node, const ListItem& item, const Value& condition,
                       ListBuilder& kept) {
  if (condition.is_true()) return kept.add(item.value, item.perhaps);
  if (condition.is_unknown()) {
    if (!truth(condition).has(kinds::true_)) return;
    return kept.add(item.value,
                    joined_waits(runtime_, item.perhaps, as_waits(runtime_, condition.unknown())));
  }
  const bool drops = condition.is_false() || condition.is_null(NullReason::none) ||
                     condition.is_null(NullReason::nothing);
  if (drops) return;
  const std::string_view why = condition.error_message();
  remark(static_cast<NodeId>(node.b), why.empty()
                                          ? "an item was left out: its condition is an error"
                                          : fmt::format("an item was left out: {}", why));
}

Value Interpreter::filter(const Node& node, Trace* trace) {
  const Value base = eval(node.a, trace);
  if (base.is_null()) return base;
  return filter_by(node, base, trace);
}

Value Interpreter::filter_by(const Node& node, const Value& base, Trace* trace) {
  const ListView items = view(runtime_, base);
  ListBuilder kept(runtime_, items.items.size());
  for (const ListItem& item : items.items) {
    spend(1);
    slot(node.c) = item.value;
    keep(node, item, eval_for_item(node.b, item.value, trace), kept);
  }
  if (items.tail != nullptr) {
    slot(node.c) = items.tail_item;
    const Value condition = eval(node.b, nullptr);
    const KindSet can = truth(condition);
    if (can == kinds::true_) {
      kept.add_tail(*items.tail, items.tail_item, items.tail_least, items.tail_most);
    } else if (can.has(kinds::true_)) {
      const Unknown* more =
          condition.is_unknown() ? as_waits(runtime_, condition.unknown()) : nullptr;
      kept.add_tail(*joined_waits(runtime_, items.tail, more), items.tail_item, 0, items.tail_most);
    }
  }
  if (items.instead.empty()) return kept.finish();
  return unknown_of_kinds(runtime_, kinds::list | items.instead, items.whole->missing);
}

Value Interpreter::filter_or_index(const Node& node, Trace* trace) {
  const Value base = eval(node.a, trace);
  if (base.is_null()) return base;
  const ListView items = view(runtime_, base);
  slot(node.c) = !items.items.empty() ? items.items.front().value : items.tail_item;
  const Value first = eval(node.b, nullptr);
  const KindSet kinds = kinds_of(first);
  if (kinds == kinds::number) return item_of(runtime_, base, eval(node.b, trace));
  if (!kinds.has(kinds::number)) return filter_by(node, base, trace);
  Missing missing(runtime_.arena);
  missing.add_deep(base, program_.vocabulary);
  missing.add(first);
  missing.not_tight();
  return settle(runtime_, kinds::any, missing);
}

}  // namespace entente::engine
