// What may be known about a partnership: types, records with their fields, facts.
// Made by the checker from rule files; read by the fact readers, the compiler and reports.
// Holds no facts of a partnership and no rules.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/number.hpp"
#include "engine/model/temporal.hpp"
#include "grammar/source.hpp"

namespace entente::engine {

enum class TypeId : std::uint32_t { any = 0 };  // types[0] is `any`
enum class RecordId : std::uint32_t { none = ~0U };
enum class FactId : std::uint32_t { none = ~0U };

enum class TypeKind : std::uint8_t {
  any,
  text,
  number,
  boolean,
  date,
  time,
  date_time,
  duration,
  days_duration,
  months_duration,
  choice,
  list,
  record,
  context,
  range,
  function,
  null
};

/// An entry that a `context<a: T>` must have.
struct TypeEntry {
  std::string name;
  TypeId type = TypeId::any;
  friend bool operator==(const TypeEntry&, const TypeEntry&) = default;
};

struct Type {
  TypeKind kind = TypeKind::any;
  bool or_none = false;
  std::optional<Number> low;         // number
  std::optional<Number> high;        // number
  std::vector<std::string> choices;  // choice, as declared
  TypeId element = TypeId::any;      // list, range; of a function its result
  std::uint32_t least_size = 0;      // list
  bool refers = false;               // list: names records, by key, that stand in their home
  RecordId record = RecordId::none;  // record
  std::vector<TypeEntry> entries;    // context
  std::optional<std::vector<TypeId>> parameters;  // function; absent: any function
};

/// Whom to ask: `each party` (each = true, of = "party"), `coordinator`, `everyone`, or a field.
struct Question {
  bool each = false;
  bool field = false;  // `of` names a field of the record
  std::string of;
  std::string text;
};

/// What fields and facts share.
struct Declaration {
  std::string name;
  std::string title;
  TypeId type = TypeId::any;
  std::optional<Question> question;
  std::optional<CalendarSpan> good_for;
  std::optional<Number> effort_days;  // of 8 hours
  grammar::Span span;
};

struct RecordType {
  std::string name;
  std::string title;
  std::vector<Declaration> fields;
  std::optional<std::uint32_t> key;  // index of the key field
  FactId home = FactId::none;        // the list in which records with this key stand; none: no such
  grammar::Span span;

  [[nodiscard]] std::optional<std::uint32_t> field(std::string_view field_name) const;
};

struct Vocabulary {
  std::vector<Type> types;  // types[0] is any
  std::vector<RecordType> records;
  std::vector<Declaration> facts;

  Vocabulary();
  [[nodiscard]] const Type& operator[](TypeId id) const {
    return types[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] const RecordType& operator[](RecordId id) const {
    return records[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] const Declaration& operator[](FactId id) const {
    return facts[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] std::optional<FactId> fact(std::string_view name) const;
  [[nodiscard]] std::optional<RecordId> record(std::string_view name) const;
  /// Finds an equal type or adds it.
  TypeId intern(const Type& type);
  /// As a manager would write it: `list of party, 2 or more`, `date or none`.
  [[nodiscard]] std::string describe(TypeId type) const;
};

}  // namespace entente::engine
