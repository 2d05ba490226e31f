// A value of the expression language: 16 bytes, trivially copyable; what does not fit lies in an
// Arena. Unknown is a value: it carries the missing facts S and what the answer can still be, B. A
// null carries its reason (none, nothing, error). Lists may hold items that are only perhaps there
// and an open tail. INVARIANT: an Unknown that can be one thing only is that thing (see
// make_unknown). INVARIANT: what is made of parts knows its extent, within the budget's limits: a
// walk over any value ends, though its parts may be shared.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "engine/model/arena.hpp"
#include "engine/model/number.hpp"
#include "engine/model/temporal.hpp"
#include "engine/model/vocabulary.hpp"

namespace entente::engine {

class Value;

/// A fact path of one fact base, e.g. `parties[B].feedback`; see fact_base.hpp.
enum class PathId : std::uint32_t { none = ~0U };

enum class Kind : std::uint8_t {
  unknown,
  null,
  boolean,
  number,
  text,
  date,
  time,
  date_time,
  days_duration,
  months_duration,
  list,
  record,
  context,
  range,
  function
};

enum class NullReason : std::uint8_t { none, nothing, error };

/// Bits of what an unknown can still be. The two booleans and the three nulls stand apart, so that
/// "can be null" and "is no more than true" are part of the same set.
class KindSet {
 public:
  constexpr KindSet() = default;
  constexpr explicit KindSet(std::uint32_t bits) : bits_(bits) {}
  [[nodiscard]] constexpr std::uint32_t bits() const { return bits_; }
  [[nodiscard]] constexpr bool has(KindSet other) const { return (bits_ & other.bits_) != 0; }
  [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
  friend constexpr KindSet operator|(KindSet a, KindSet b) { return KindSet(a.bits_ | b.bits_); }
  friend constexpr KindSet operator&(KindSet a, KindSet b) { return KindSet(a.bits_ & b.bits_); }
  friend constexpr KindSet operator-(KindSet a, KindSet b) { return KindSet(a.bits_ & ~b.bits_); }
  friend constexpr bool operator==(KindSet, KindSet) = default;

 private:
  std::uint32_t bits_ = 0;
};

namespace kinds {
constexpr KindSet true_{1U << 0}, false_{1U << 1}, number{1U << 2}, text{1U << 3}, date{1U << 4},
    time{1U << 5}, date_time{1U << 6}, days_duration{1U << 7}, months_duration{1U << 8},
    list{1U << 9}, record{1U << 10}, context{1U << 11}, range{1U << 12}, function{1U << 13},
    none{1U << 14}, nothing{1U << 15}, error{1U << 16};
constexpr KindSet boolean = true_ | false_;
constexpr KindSet null = none | nothing | error;
constexpr KindSet any{(1U << 17) - 1};
}  // namespace kinds

/// Bounds of a number; an absent end is unbounded, an open end is not reached.
struct Interval {
  std::optional<Number> low;
  std::optional<Number> high;
  bool low_open = false;
  bool high_open = false;
};

/// Which members of its interval a tight unknown is proved to reach: each, each whole number (of a
/// count), or the two ends (an open end: anything near it; an absent one: anything beyond).
enum class Reach : std::uint8_t { every, integers, ends };

/// unknown(S, B). `missing` is sorted, and empty only where a fault in a rule leaves a `rule ID is
/// …` or a score open, which no fact can lift. Tight: every member of B is reached by some
/// completion, whatever the rest of the facts is, and no missing fact was read twice on the way.
struct Unknown {
  std::span<const PathId> missing;
  KindSet can_be = kinds::any;
  Interval interval;               // of its numbers
  std::span<const Value> choices;  // of its texts; empty: any text
  PathId path = PathId::none;      // set when this is a missing fact itself
  TypeId type = TypeId::any;       // its declared type
  bool tight = false;
  Reach reach = Reach::every;  // what tight says of the interval
};

struct ErrorNull {
  std::string_view message;  // lower case, for people: "a date can't be compared with a number"
};

struct ListData;
struct RecordData;
struct ContextData;
struct ContextField;
struct RangeData;
struct FunctionData;

class Value {
 public:
  constexpr Value() : kind_(Kind::null), detail_(static_cast<std::uint8_t>(NullReason::none)) {}

  static Value null(NullReason reason) {
    Value v;
    v.detail_ = static_cast<std::uint8_t>(reason);
    return v;
  }
  static Value error(const ErrorNull* what) {
    Value v = null(NullReason::error);
    v.payload_.error = what;
    return v;
  }
  static Value boolean(bool value) {
    Value v(Kind::boolean);
    v.detail_ = value ? 1 : 0;
    return v;
  }
  /// Small integers lie in the value itself, other numbers in the arena.
  static Value number(const Number& number, Arena& arena);
  static Value integer(std::int64_t number) {
    Value v(Kind::number);
    v.payload_.integer = number;
    return v;
  }
  /// The bytes must outlive the value; only the view is put into the arena.
  static Value text(std::string_view text, Arena& arena);
  static Value date(Date date) {
    Value v(Kind::date);
    v.payload_.integer = date.days;
    return v;
  }
  static Value time(const Time& time, Arena& arena);
  static Value date_time(const DateTime& moment, Arena& arena);
  /// Up to 292 years lie in the value itself, longer ones in the arena.
  static Value days_duration(DaysDuration duration, Arena& arena);
  static Value months_duration(MonthsDuration duration) {
    Value v(Kind::months_duration);
    v.payload_.integer = duration.months;
    return v;
  }
  // Of parts: made here from them and measured, or already so. The first may throw OverBudget.
  static Value list(ListData list, Arena& arena);
  static Value context(std::span<const ContextField> fields, Arena& arena);
  static Value range(const RangeData& range, Arena& arena);
  static Value list(const ListData* list) {
    Value v(Kind::list);
    v.payload_.list = list;
    return v;
  }
  static Value record(const RecordData* record) {
    Value v(Kind::record);
    v.payload_.record = record;
    return v;
  }
  static Value context(const ContextData* context) {
    Value v(Kind::context);
    v.payload_.context = context;
    return v;
  }
  static Value range(const RangeData* range) {
    Value v(Kind::range);
    v.payload_.range = range;
    return v;
  }
  static Value function(const FunctionData* function) {
    Value v(Kind::function);
    v.payload_.function = function;
    return v;
  }
  static Value unknown(const Unknown* unknown) {
    Value v(Kind::unknown);
    v.payload_.unknown = unknown;
    return v;
  }

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is(Kind kind) const { return kind_ == kind; }
  [[nodiscard]] bool is_unknown() const { return kind_ == Kind::unknown; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::null; }
  [[nodiscard]] bool is_null(NullReason reason) const {
    return is_null() && detail_ == static_cast<std::uint8_t>(reason);
  }
  [[nodiscard]] bool is_true() const { return kind_ == Kind::boolean && detail_ == 1; }
  [[nodiscard]] bool is_false() const { return kind_ == Kind::boolean && detail_ == 0; }

  // Each of these asks for the kind of its name.
  [[nodiscard]] NullReason null_reason() const { return static_cast<NullReason>(detail_); }
  [[nodiscard]] std::string_view error_message() const;  // empty when it carries none
  [[nodiscard]] bool boolean() const { return detail_ == 1; }
  [[nodiscard]] Number number() const;
  [[nodiscard]] std::string_view text() const;
  [[nodiscard]] Date date() const { return {payload_.integer}; }
  [[nodiscard]] Time time() const;
  [[nodiscard]] DateTime date_time() const;
  [[nodiscard]] DaysDuration days_duration() const;
  [[nodiscard]] MonthsDuration months_duration() const { return {payload_.integer}; }
  [[nodiscard]] const ListData& list() const { return *payload_.list; }
  [[nodiscard]] const RecordData& record() const { return *payload_.record; }
  [[nodiscard]] const ContextData& context() const { return *payload_.context; }
  [[nodiscard]] const RangeData& range() const { return *payload_.range; }
  [[nodiscard]] const FunctionData& function() const { return *payload_.function; }
  [[nodiscard]] const Unknown& unknown() const { return *payload_.unknown; }

 private:
  explicit constexpr Value(Kind kind) : kind_(kind) {}

  Kind kind_ = Kind::null;
  // boolean: 0 or 1; null: its reason; number, duration in days: 1 when `decimal`, `long_duration`
  // is used
  std::uint8_t detail_ = 0;
  union Payload {
    std::int64_t integer = 0;
    const Number* decimal;
    const DaysDuration* long_duration;
    const std::string_view* text;
    const Time* time;
    const DateTime* date_time;
    const ErrorNull* error;
    const ListData* list;
    const RecordData* record;
    const ContextData* context;
    const RangeData* range;
    const FunctionData* function;
    const Unknown* unknown;
  } payload_;
};
static_assert(sizeof(Value) == 16);

/// Of parts that nobody measured: nothing may be taken for known in them.
inline constexpr Extent unmeasured{16, 1, true};

struct ListItem {
  Value value;
  const Unknown* perhaps =
      nullptr;  // set: in the list only if this (a boolean unknown) turns out true
};

inline constexpr std::uint32_t any_number = ~0U;

struct ListData {
  std::span<const ListItem> items;
  const Unknown* tail = nullptr;  // set: there may be more items, which wait for these facts
  PathId path = PathId::none;     // set when the list is a fact
  TypeId element = TypeId::any;   // what the tail's items can be
  const Value* tail_item =
      nullptr;  // of a computed list: what each of the tail's items is, instead of `element`
  std::uint32_t tail_least = 0;          // the tail holds at least so many
  std::uint32_t tail_most = any_number;  // any: where `tail` is tight, every number can be reached
  Extent extent = unmeasured;
};

/// A record of a declared type. `supplied` is false for one that stands for a missing record: its
/// fields are unknown and `path` is what is missing.
struct RecordData {
  RecordId type = RecordId::none;
  PathId path = PathId::none;
  bool supplied = true;
  std::span<const Value> fields;  // in the declared order
  Extent extent = unmeasured;     // of its key alone where it has one: so it is written out
};

struct ContextField {
  std::string_view name;
  Value value;
};
struct ContextData {
  std::span<const ContextField> fields;  // in the order written
  Extent extent = unmeasured;
};

/// `[1..5]`, or what a test of `in` says when it stands alone: `(= 5)`, `(!= 5)`.
enum class RangeForm : std::uint8_t { span, equal, not_equal };

struct RangeData {
  Value low;  // null: no such end; of equal and not_equal what is compared with
  Value high;
  bool low_closed = true;
  bool high_closed = true;
  RangeForm form = RangeForm::span;
  Extent extent = unmeasured;
};

/// How far the value goes when it is written out.
[[nodiscard]] Extent extent_of(const Value& value);
/// Of a list of these parts.
[[nodiscard]] Extent measure(const ListData& list);

/// What the value can be, as a set; for a known value the one kind it is.
[[nodiscard]] KindSet kinds_of(const Value& value);
[[nodiscard]] KindSet kinds_of(const Vocabulary& vocabulary, TypeId type);

/// Builds unknown(S, B) and collapses it: one boolean left, an interval of one point with no other
/// kind, one choice, or only a null left is that value.
[[nodiscard]] Value make_unknown(const Unknown& unknown, Arena& arena);

/// What a value of this type can be while `missing` is not supplied; never tight.
[[nodiscard]] Value unknown_of_type(const Vocabulary& vocabulary, TypeId type,
                                    std::span<const PathId> missing, Arena& arena);
/// The missing fact (or field) at `path`, declared with this type.
[[nodiscard]] Value unknown_fact(const Vocabulary& vocabulary, TypeId type, PathId path,
                                 Arena& arena);

/// For people: `2026-11-01`, `yes`, `"a text"` when `quoted`, `[1, 2]`, a record by its key,
/// numbers in full. Of more than `most` bytes only the start, with `…` after it.
[[nodiscard]] std::string to_text(const Value& value, const Vocabulary& vocabulary,
                                  bool quoted = false, std::size_t most = std::string_view::npos);

/// The text, or so many bytes of its start at most, cut between two characters.
[[nodiscard]] std::string_view start_of(std::string_view text, std::size_t most);
/// The same, with `…` after it where something was cut off.
[[nodiscard]] std::string shortened(std::string_view text, std::size_t most);

}  // namespace entente::engine
