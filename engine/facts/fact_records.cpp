#include <algorithm>
#include <map>
#include <utility>

#include <fmt/core.h>

#include "engine/facts/fact_builder.hpp"
#include "engine/facts/read_scalar.hpp"

namespace entente::engine {

using NodeKind = DocumentNode::Kind;

bool FactBuilder::stands_in(TypeId type) const {
  const Type& what = vocabulary_[type];
  return what.kind == TypeKind::record && what.record != RecordId::none && !what.or_none &&
         !vocabulary_[what.record].key;
}

RecordData* FactBuilder::make_record(RecordId record, PathId path) {
  RecordData data;
  data.type = record;
  data.path = path;
  data.fields = base_.arena().array<Value>(vocabulary_[record].fields.size());
  // A reference may stand in a value before its record is read: its path holds its key.
  data.extent.bytes += static_cast<std::uint32_t>(base_[path].text.size());
  return base_.arena().make(data);
}

std::span<Value> FactBuilder::fields_of(RecordData* data) {
  // The fields were allocated by make_record as values that may be written until the base is built.
  return {const_cast<Value*>(data->fields.data()), data->fields.size()};
}

/// `reason` is why the record is not known; it may be set although the record is written.
Value FactBuilder::record_at(const Place& place, const Standing& here,
                             std::optional<MissingReason> reason, RecordData* data) {
  const bool own_reason = reason && !here.hidden;
  const bool written = is_given(place);
  if (written && place.node->kind != NodeKind::map) {
    const RecordType& record = vocabulary_[data->type];
    auto& error = reports_.error(
        "E513", place.node->span,
        fmt::format("expected a record `{}` with its fields", record.name) +
            found_text(*place.node),
        record.key ? fmt::format("such as {{{}: …}}", record.fields[*record.key].name) : "");
    add_declared(error, vocabulary_, place.type, place.declaration);
    return Value::record(data);
  }
  if (written) report_unknown_fields(*place.node, vocabulary_[data->type]);
  Standing inside = here;
  inside.stand_ins += written ? 0 : 1;
  if (!own_reason) {
    data->supplied = written || !reason;
    fill_fields(place, inside, data, written ? place.node : nullptr);
  } else if (!written && ledger_.says_unknown_inside(base_[place.path].text)) {
    base_.edit(place.path).missing.reset();  // its fields have reasons of their own
    fill_fields(place, inside, data, nullptr);
  } else if (reason == MissingReason::stale || reason == MissingReason::not_yet) {
    stale_record(place, here, data);
  } else {
    inside.hidden = reason;
    if (written) fill_fields(place, inside, make_record(data->type, data->path), place.node);
    data->supplied = false;
    inside.stand_ins = here.stand_ins + 1;
    fill_fields(place, inside, data, nullptr);
  }
  return Value::record(data);
}

/// Fields with fresher evidence or a longer shelf life of their own stay known; without any the
/// whole record is missing.
void FactBuilder::stale_record(const Place& place, const Standing& here, RecordData* data) {
  Standing hidden = here;
  hidden.hidden = base_[place.path].missing;
  RecordData* last = make_record(data->type, data->path);
  fill_fields(place, hidden, last, place.node);
  fill_fields(place, here, data, place.node);
  const auto key = vocabulary_[data->type].key;
  bool any_known = false;
  for (std::size_t i = 0; i < data->fields.size(); ++i)
    if (!(key && i == *key) && !data->fields[i].is_unknown()) any_known = true;
  PathInfo& info = base_.edit(place.path);
  if (any_known) {
    info.missing.reset();
  } else {
    info.last_value = Value::record(last);
    data->supplied = false;
  }
}

void FactBuilder::fill_fields(const Place& place, const Standing& here, RecordData* data,
                              const DocumentNode* node) {
  const RecordType& record = vocabulary_[data->type];
  const auto fields = fields_of(data);
  Standing inside = here;
  Enclosing enclosing;
  const DocumentNode* keyed_by = node != nullptr ? node : place.node;
  if (record.key && keyed_by != nullptr) {
    enclosing = {data->type, keyed_.key_of(*keyed_by, data->type).value_or(""), here.enclosing};
    inside.enclosing = &enclosing;
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const Declaration& field = record.fields[i];
    Place at;
    at.path = path_for(place.path, "." + field.name, &field);
    at.declaration = &field;
    at.type = field.type;
    at.record = data->type;
    at.siblings = node;
    at.node = node == nullptr ? nullptr : node->find(field.name);
    const bool is_key = record.key && i == *record.key && keyed_by != nullptr;
    fields[i] = is_key ? key_field(at, inside, *keyed_by) : value_at(at, inside);
  }
  if (record.key) {
    data->extent.may_be_open = extent_of(fields[*record.key]).may_be_open;
    return;
  }
  data->extent = holds_nothing;
  for (const Value& field : fields) data->extent.hold(extent_of(field));
}

/// A key is known whatever is said about its record: without it there would be no such item.
Value FactBuilder::key_field(const Place& place, const Standing& here,
                             const DocumentNode& record_node) {
  Place at = place;
  at.node = &record_node;  // of a record known by reference: the reference
  if (record_node.kind == NodeKind::map) at.node = record_node.find(place.declaration->name);
  note(at, standing_at(at, here), std::nullopt);
  base_.edit(at.path).undated = false;
  constexpr std::size_t longest = 1'000;  // the paths of all its fields hold it
  if (at.node != nullptr && at.node->text.size() > longest)
    reports_.error("E502", at.node->span, fmt::format("a key is longer than {} bytes", longest));
  if (at.node != nullptr && at.node->kind != NodeKind::null)
    return read_scalar(*at.node, vocabulary_, at.type, at.declaration, base_.arena(), reports_)
        .value_or(Value());
  const auto is_field = [&](const DocumentEntry& entry) {
    return vocabulary_[place.record].field(entry.key).has_value();
  };
  if (!std::ranges::all_of(record_node.entries, is_field)) return {};  // one may be meant for it
  reports_.error("E517", record_node.span,
                 fmt::format("a {} without its key `{}`", vocabulary_[place.record].name,
                             place.declaration->name));
  return {};
}

void FactBuilder::report_unknown_fields(const DocumentNode& node, const RecordType& record) {
  for (const auto& entry : node.entries) {
    if (record.field(entry.key)) continue;
    auto label = reports_.did_you_mean(entry.key, names_of(record.fields));
    const bool digits = entry.key.find_first_not_of("0123456789") == std::string::npos;
    if (digits && entry.value.kind == NodeKind::null) label = "a number has no commas";
    auto& error = reports_.error("E512", entry.key_span,
                                 fmt::format("`{}` is not a field of {}", entry.key, record.name),
                                 std::move(label));
    if (record.span.begin != record.span.end)
      error.notes.push_back({fmt::format("`{}` is declared in", record.name), record.span});
  }
}

void FactBuilder::check_duplicate_keys(const DocumentNode& list, RecordId record) {
  std::map<std::string, const DocumentNode*> seen;
  for (const auto& item : list.items) {
    if (item.kind != NodeKind::map) continue;
    const auto key = keyed_.key_of(item, record);
    if (!key) continue;
    const auto& name = vocabulary_[record].fields[*vocabulary_[record].key].name;
    const DocumentNode* written = item.find(name);
    const auto [first, added] = seen.emplace(*key, written);
    if (added) continue;
    reports_
        .error("E518", written->span,
               fmt::format("`{}` is the key of two records of this list", *key))
        .notes.push_back({"the first stands in", first->second->span});
  }
}

}  // namespace entente::engine
