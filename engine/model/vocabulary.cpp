#include "engine/model/vocabulary.hpp"

#include <algorithm>

namespace entente::engine {
namespace {

bool equal(const Type& a, const Type& b) {
  return a.kind == b.kind && a.or_none == b.or_none && a.low == b.low && a.high == b.high &&
         a.choices == b.choices && a.element == b.element && a.least_size == b.least_size &&
         a.refers == b.refers && a.record == b.record && a.entries == b.entries &&
         a.parameters == b.parameters;
}

template <class Named>
std::optional<std::uint32_t> position(const std::vector<Named>& all, std::string_view name) {
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const Named& x) { return x.name == name; });
  if (found == all.end()) return std::nullopt;
  return static_cast<std::uint32_t>(found - all.begin());
}

std::string range_text(const Type& type) {
  if (type.low && type.high) return ", " + type.low->to_string() + " to " + type.high->to_string();
  if (type.low) return ", " + type.low->to_string() + " or more";
  if (type.high) return ", at most " + type.high->to_string();
  return {};
}

std::string choices_text(const Type& type) {
  std::string text = "one of ";
  for (std::size_t i = 0; i < type.choices.size(); ++i) {
    if (i > 0) text += ", ";
    text += '"' + type.choices[i] + '"';
  }
  return text;
}

std::string context_text(const Vocabulary& vocabulary, const Type& type) {
  std::string text;
  for (const TypeEntry& entry : type.entries) {
    text += text.empty() ? "context<" : ", ";
    text += entry.name + ": " + vocabulary.describe(entry.type);
  }
  return text + '>';
}

std::string home_text(const Vocabulary& vocabulary, TypeId element) {
  const RecordId record = vocabulary[element].record;
  if (record == RecordId::none || vocabulary[record].home == FactId::none) return {};
  return " in " + vocabulary[vocabulary[record].home].name;
}

std::string plain_text(const Vocabulary& vocabulary, const Type& type) {
  switch (type.kind) {
    case TypeKind::any:
      return "anything";
    case TypeKind::text:
      return "text";
    case TypeKind::number:
      return "number" + range_text(type);
    case TypeKind::boolean:
      return "yes or no";
    case TypeKind::date:
      return "date";
    case TypeKind::time:
      return "time";
    case TypeKind::date_time:
      return "date and time";
    case TypeKind::duration:
      return "duration";
    case TypeKind::days_duration:
      return "days and time duration";
    case TypeKind::months_duration:
      return "years and months duration";
    case TypeKind::choice:
      return choices_text(type);
    case TypeKind::list: {
      std::string text = "list of " + vocabulary.describe(type.element);
      if (type.refers) text += home_text(vocabulary, type.element);
      return type.least_size == 0 ? text
                                  : text + ", " + std::to_string(type.least_size) + " or more";
    }
    case TypeKind::record:
      return type.record == RecordId::none ? "record" : vocabulary[type.record].name;
    case TypeKind::context:
      return type.entries.empty() ? "context" : context_text(vocabulary, type);
    case TypeKind::range:
      return "range of " + vocabulary.describe(type.element);
    case TypeKind::function:
      return "function";
    case TypeKind::null:
      return "none";
  }
  return {};
}

}  // namespace

Vocabulary::Vocabulary() : types(1) {}

std::optional<std::uint32_t> RecordType::field(std::string_view field_name) const {
  return position(fields, field_name);
}

std::optional<FactId> Vocabulary::fact(std::string_view name) const {
  const auto index = position(facts, name);
  if (!index) return std::nullopt;
  return static_cast<FactId>(*index);
}

std::optional<RecordId> Vocabulary::record(std::string_view name) const {
  const auto index = position(records, name);
  if (!index) return std::nullopt;
  return static_cast<RecordId>(*index);
}

TypeId Vocabulary::intern(const Type& type) {
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (equal(types[i], type)) return static_cast<TypeId>(i);
  }
  types.push_back(type);
  return static_cast<TypeId>(types.size() - 1);
}

std::string Vocabulary::describe(TypeId type) const {
  const Type& what = (*this)[type];
  std::string text = plain_text(*this, what);
  return what.or_none ? text + " or none" : text;
}

}  // namespace entente::engine
