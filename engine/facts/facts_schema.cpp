#include "engine/facts/facts_schema.hpp"

#include <initializer_list>
#include <vector>

#include <fmt/core.h>

#include "engine/facts/keyed_records.hpp"
#include "engine/facts/schema_text.hpp"

namespace entente::engine {
namespace {

constexpr std::string_view date_pattern = "^-?[0-9]{4,9}-[0-9]{2}-[0-9]{2}$";
constexpr std::string_view duration_pattern =
    "^-?P[0-9YMWDTHS.]+$|^-?[0-9.]+ +(year|month|week|day|hour|minute|second)s?$";

std::string number_text(const Number& number) {
  const std::string text = number.to_string();
  return text.starts_with('.') ? "0" + text : text;
}

std::string amount_text(const CalendarSpan& span) {
  const auto counted = [](std::int64_t count, std::string_view unit) {
    return fmt::format("{} {}{}", count, unit, count == 1 ? "" : "s");
  };
  return span.months != 0 ? counted(span.months, "month") : counted(span.days, "day");
}

class SchemaOfFacts {
 public:
  explicit SchemaOfFacts(const Vocabulary& vocabulary)
      : vocabulary_(vocabulary), keyed_(vocabulary) {}

  std::string write() {
    out_.open_object();
    out_.entry("$schema", "https://json-schema.org/draft/2020-12/schema");
    out_.entry("title", "Facts of one partnership");
    out_.entry("type", "object");
    out_.key("properties");
    out_.open_object();
    file_parts();
    out_.close_object();
    closed();
    definitions();
    out_.close_object();
    return out_.take();
  }

 private:
  void closed() {
    out_.key("additionalProperties");
    out_.raw("false");
  }

  void types(std::vector<std::string> names) {
    names.emplace_back("null");
    out_.key("type");
    out_.row(names, false);
  }

  void file_parts() {
    texts("partnership", "The name of the partnership");
    reference("today", "date", "The day of the assessment, when the caller names none");
    out_.key("facts");
    out_.open_object();
    object(vocabulary_.facts);
    out_.close_object();
    reference("as of", "date", "The date of every fact without evidence of its own");
    list_of("evidence", "evidence", "When a fact was seen to be so, and where it is written");
    list_of("unknown", "unknown", "Facts that nobody can or will say");
    list_of("open lists", "path", "Lists that may hold more than this file shows");
  }

  void texts(std::string_view name, std::string_view description) {
    out_.key(name);
    out_.open_object();
    types({"string", "number", "boolean"});
    out_.entry("description", description);
    out_.close_object();
  }

  void reference(std::string_view name, std::string_view definition, std::string_view description) {
    out_.key(name);
    out_.open_object();
    out_.entry("$ref", fmt::format("#/$defs/{}", definition));
    out_.entry("description", description);
    out_.close_object();
  }

  void list_of(std::string_view name, std::string_view definition, std::string_view description) {
    out_.key(name);
    out_.open_object();
    types({"array"});
    out_.entry("description", description);
    out_.key("items");
    out_.open_object();
    out_.entry("$ref", fmt::format("#/$defs/{}", definition));
    out_.close_object();
    out_.close_object();
  }

  /// The facts under `facts`, or the fields of a record.
  void object(const std::vector<Declaration>& declarations) {
    types({"object"});
    out_.key("properties");
    out_.open_object();
    for (const auto& declaration : declarations) {
      out_.key(declaration.name);
      out_.open_object();
      type(declaration.type, &declarations == &vocabulary_.facts && is_home(declaration));
      out_.entry("title", declaration.title);
      out_.entry("description", description(declaration));
      out_.close_object();
    }
    out_.close_object();
    closed();
  }

  [[nodiscard]] bool is_home(const Declaration& fact) const {
    const auto place = static_cast<FactId>(&fact - vocabulary_.facts.data());
    return keyed_.home_of(place).has_value();
  }

  std::string description(const Declaration& declaration) const {
    std::string text = vocabulary_.describe(declaration.type);
    if (declaration.question) text += fmt::format(". {}", declaration.question->text);
    if (declaration.good_for)
      text += fmt::format(" (good for {})", amount_text(*declaration.good_for));
    return text;
  }

  /// Null stands for none where the type has it, and for `not supplied` elsewhere.
  void type(TypeId id, bool at_home) {
    const Type& type = vocabulary_[id];
    switch (type.kind) {
      case TypeKind::number:
        return number(type);
      case TypeKind::boolean:
        return boolean();
      case TypeKind::choice:
        return choice(type);
      case TypeKind::list:
        return list(type, at_home);
      case TypeKind::record:
        return record(id, false);
      case TypeKind::date:
        return out_.entry("$ref", "#/$defs/date");
      case TypeKind::duration:
      case TypeKind::days_duration:
      case TypeKind::months_duration:
        return out_.entry("$ref", "#/$defs/duration");
      default:
        return types({"string", "number", "boolean"});
    }
  }

  void number(const Type& type) {
    types({"number"});
    if (type.low) {
      out_.key("minimum");
      out_.raw(number_text(*type.low));
    }
    if (type.high) {
      out_.key("maximum");
      out_.raw(number_text(*type.high));
    }
  }

  void boolean() {
    out_.key("enum");
    out_.open_array();
    for (const auto word : {"true", "false"}) out_.raw(word);
    for (const auto word : {"yes", "no"}) out_.text(word);
    out_.raw("null");
    out_.close_array();
  }

  void choice(const Type& type) {
    out_.key("enum");
    out_.row(type.choices, true);
  }

  void list(const Type& list, bool at_home) {
    types({"array"});
    out_.key("items");
    out_.open_object();
    if (vocabulary_[list.element].kind == TypeKind::record) {
      record(list.element, at_home);
    } else {
      type(list.element, false);
    }
    out_.close_object();
  }

  /// `at_home`: an item of the fact in which records with this key stand.
  void record(TypeId id, bool at_home) {
    const RecordId record = vocabulary_[id].record;
    const RecordType& type = vocabulary_[record];
    const std::string definition = fmt::format("#/$defs/record.{}", type.name);
    if (at_home) out_.entry("type", "object");
    if (at_home || !keyed_.is_reference(id)) return out_.entry("$ref", definition);
    this->type(type.fields[*type.key].type, false);
  }

  void definitions() {
    out_.key("$defs");
    out_.open_object();
    pattern("date", date_pattern, "A date such as 2026-11-01", "date");
    pattern("duration", duration_pattern, "A duration such as `3 months` or P3M", "");
    path();
    entry_of_ledger("evidence", {"on", "source", "by"});
    entry_of_ledger("unknown", {"reason", "note"});
    for (const auto& type : vocabulary_.records) record_definition(type);
    out_.close_object();
  }

  void pattern(std::string_view name, std::string_view pattern, std::string_view description,
               std::string_view format) {
    out_.key(name);
    out_.open_object();
    types({"string"});
    out_.entry("format", format);
    out_.entry("pattern", pattern);
    out_.entry("description", description);
    out_.close_object();
  }

  void path() {
    out_.key("path");
    out_.open_object();
    out_.entry("type", "string");
    out_.entry("description", "Names and dots, [key], [2] or [*]: parties[Westbrook].values");
    out_.close_object();
  }

  void entry_of_ledger(std::string_view name, std::initializer_list<std::string_view> keys) {
    out_.key(name);
    out_.open_object();
    out_.entry("type", "object");
    out_.key("properties");
    out_.open_object();
    reference("fact", "path", "");
    for (const auto key : keys) {
      if (key == "on") {
        reference(key, "date", "");
      } else if (key == "reason") {
        reasons();
      } else {
        texts(key, "");
      }
    }
    out_.close_object();
    closed();
    out_.key("required");
    out_.open_array();
    out_.text("fact");
    out_.close_array();
    out_.close_object();
  }

  void reasons() {
    out_.key("reason");
    out_.open_object();
    out_.key("enum");
    out_.row(std::vector<std::string>{"don't know", "withheld", "not supplied"}, true);
    out_.close_object();
  }

  void record_definition(const RecordType& type) {
    out_.key(fmt::format("record.{}", type.name));
    out_.open_object();
    out_.entry("title", type.title);
    object(type.fields);
    if (type.key) {
      out_.key("required");
      out_.open_array();
      out_.text(type.fields[*type.key].name);
      out_.close_array();
    }
    out_.close_object();
  }

  const Vocabulary& vocabulary_;
  KeyedRecords keyed_;
  SchemaText out_;
};

}  // namespace

std::string facts_json_schema(const Vocabulary& vocabulary) {
  return SchemaOfFacts(vocabulary).write();
}

}  // namespace entente::engine
