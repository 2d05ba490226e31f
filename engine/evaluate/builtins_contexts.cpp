// get value, get entries, context, context put, context merge.
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "engine/evaluate/builtin_families.hpp"

namespace entente::engine {
namespace {

using B = Builtin;
using Fields = std::vector<ContextField>;

/// A context's entries, or a record's fields.
std::optional<Fields> fields_of(const Runtime& runtime, const Value& value) {
  if (value.is(Kind::context))
    return Fields(value.context().fields.begin(), value.context().fields.end());
  if (!value.is(Kind::record)) return std::nullopt;
  const RecordType& type = runtime.vocabulary[value.record().type];
  Fields fields;
  for (std::size_t i = 0; i < value.record().fields.size(); ++i) {
    fields.push_back({type.fields[i].name, value.record().fields[i]});
  }
  return fields;
}

Value made(const Runtime& runtime, const Fields& fields) {
  const auto kept = runtime.arena.array<ContextField>(fields.size());
  std::copy(fields.begin(), fields.end(), kept.begin());
  return Value::context(kept, runtime.arena);
}

ContextField* find(Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const ContextField& f) { return f.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

void put(Fields& fields, std::string_view name, const Value& value) {
  if (ContextField* field = find(fields, name)) {
    field->value = value;
  } else {
    fields.push_back({name, value});
  }
}

Value get_value(const Runtime& runtime, Fields fields, const Value& key) {
  if (key.is(Kind::text)) {
    const ContextField* field = find(fields, key.text());
    return field != nullptr ? field->value
                            : runtime.error(fmt::format("there is no entry `{}`", key.text()));
  }
  if (!key.is(Kind::list) || key.list().items.empty()) return runtime.error("a key is a text");
  Value value = made(runtime, fields);
  for (const ListItem& step : key.list().items) {
    auto inner = fields_of(runtime, value);
    if (!inner) return runtime.error("there is no such entry");
    if (!step.value.is(Kind::text)) return runtime.error("a key is a text");
    value = get_value(runtime, std::move(*inner), step.value);
    if (value.is_null(NullReason::error)) return value;
  }
  return value;
}

Value get_entries(const Runtime& runtime, const Fields& fields) {
  ListBuilder entries(runtime, fields.size());
  for (const ContextField& field : fields) {
    const Fields entry = {{"key", Value::text(field.name, runtime.arena)}, {"value", field.value}};
    entries.add(made(runtime, entry));
  }
  return entries.finish();
}

Value from_entries(const Runtime& runtime, const Value& entries) {
  Fields fields;
  for (const ListItem& item : view(runtime, entries).items) {
    runtime.arena.spend(fields.size() / 16);
    auto entry = fields_of(runtime, item.value);
    const ContextField* key = entry ? find(*entry, "key") : nullptr;
    const ContextField* value = entry ? find(*entry, "value") : nullptr;
    const bool fits = key != nullptr && value != nullptr && key->value.is(Kind::text);
    if (!fits) return runtime.error("an entry has a `key` and a `value`");
    if (find(fields, key->value.text()) != nullptr)
      return runtime.error("two entries have the same key");
    fields.push_back({key->value.text(), value->value});
  }
  return made(runtime, fields);
}

Value put_at(const Runtime& runtime, Fields fields, std::span<const ListItem> keys,
             const Value& value) {
  const Value& key = keys.front().value;
  if (!key.is(Kind::text)) return runtime.error("a key is a text");
  if (keys.size() == 1) {
    put(fields, key.text(), value);
    return made(runtime, fields);
  }
  const ContextField* inner = find(fields, key.text());
  auto inner_fields = inner != nullptr ? fields_of(runtime, inner->value) : std::nullopt;
  if (!inner_fields) return runtime.error(fmt::format("there is no context `{}`", key.text()));
  const Value changed = put_at(runtime, std::move(*inner_fields), keys.subspan(1), value);
  if (changed.is_null(NullReason::error)) return changed;
  put(fields, key.text(), changed);
  return made(runtime, fields);
}

Value context_put(const Runtime& runtime, Fields fields, Arguments args) {
  if (args[1].is(Kind::list)) {
    if (args[1].list().items.empty()) return runtime.error("a key is a text");
    return put_at(runtime, std::move(fields), args[1].list().items, args[2]);
  }
  const ListItem key{args[1], nullptr};
  return put_at(runtime, std::move(fields), {&key, 1}, args[2]);
}

Value merge(const Runtime& runtime, const Value& contexts) {
  Fields all;
  for (const ListItem& item : view(runtime, contexts).items) {
    const auto fields = fields_of(runtime, item.value);
    if (!fields) return runtime.error("a context was expected");
    for (const ContextField& field : *fields) {
      runtime.arena.spend(all.size() / 16);
      put(all, field.name, field.value);
    }
  }
  return made(runtime, all);
}

}  // namespace

namespace {

bool has_fields(const Value& value) { return value.is(Kind::context) || value.is(Kind::record); }

/// A list in which it is known what stands where, and each item fits.
template <class Fits>
bool each_fits(const Runtime& runtime, const Value& list, Fits&& fits) {
  if (list.is_null() || list.is_unknown()) return false;
  const ListView items = view(runtime, list);
  return items.certain() &&
         std::ranges::all_of(items.items, [&](const ListItem& item) { return fits(item.value); });
}

bool has_known_key(const Runtime& runtime, const Value& entry) {
  if (!has_fields(entry)) return false;
  auto fields = *fields_of(runtime, entry);
  const ContextField* key = find(fields, "key");
  return key == nullptr || !key->value.is_unknown();
}

/// Whether the contexts that a list of keys leads through are known.
bool leads_through_known(const Runtime& runtime, Value context, const Value& keys) {
  const auto is_key = [](const Value& key) { return !key.is_unknown(); };
  if (!each_fits(runtime, keys, is_key) || !has_fields(context)) return false;
  const auto items = keys.list().items;
  for (std::size_t i = 0; i + 1 < items.size() && has_fields(context); ++i) {
    auto fields = *fields_of(runtime, context);
    if (!items[i].value.is(Kind::text)) return true;  // an error
    const ContextField* inner = find(fields, items[i].value.text());
    if (inner == nullptr) return true;  // an error
    context = inner->value;
  }
  return !context.is_unknown();
}

/// Whether the entries that the function meets are known, though their values may not be.
bool entries_known(const Runtime& runtime, Builtin builtin, Arguments args) {
  if (builtin == B::context)
    return each_fits(runtime, args[0], [&](const Value& v) { return has_known_key(runtime, v); });
  if (builtin == B::context_merge) return each_fits(runtime, args[0], has_fields);
  const bool path = args.size() > 1 && args[1].is(Kind::list);
  return path ? leads_through_known(runtime, args[0], args[1]) : has_fields(args[0]);
}

}  // namespace

Value context_function(const Runtime& runtime, Builtin builtin, Arguments args) {
  const auto asked = runtime.arena.array<Value>(args.size());
  std::copy(args.begin(), args.end(), asked.begin());
  const bool known = entries_known(runtime, builtin, args);
  if (known) asked[0] = Value::boolean(true);
  if (known && builtin == B::context_put) asked[2] = Value::boolean(true);
  const unsigned values = builtin == B::context_put ? 4U : 0U;
  if (const auto answer = strict(runtime, builtin, asked, values)) return *answer;
  if (builtin == B::context) return from_entries(runtime, args[0]);
  if (builtin == B::context_merge) return merge(runtime, args[0]);
  auto fields = fields_of(runtime, args[0]);
  if (!fields) return runtime.error("a context was expected");
  if (builtin == B::get_value) return get_value(runtime, std::move(*fields), args[1]);
  if (builtin == B::get_entries) return get_entries(runtime, *fields);
  return context_put(runtime, std::move(*fields), args);
}

}  // namespace entente::engine
