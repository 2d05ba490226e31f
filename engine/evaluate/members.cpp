// Properties of dates, times, durations and ranges.
#include "engine/evaluate/members.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::engine {
namespace {

std::optional<std::int64_t> of_date(Date date, std::string_view name) {
  const CivilDate parts = civil(date);
  if (name == "year") return parts.year;
  if (name == "month") return parts.month;
  if (name == "day") return parts.day;
  if (name == "weekday") return ((date.days + 3) % 7 + 7) % 7 + 1;  // Monday is 1
  return std::nullopt;
}

std::optional<std::int64_t> of_time(const Time& time, std::string_view name) {
  const std::int64_t seconds = time.nanoseconds / nanoseconds_a_second;
  if (name == "hour") return seconds / 3600;
  if (name == "minute") return seconds / 60 % 60;
  if (name == "second") return seconds % 60;
  return std::nullopt;
}

/// `time offset` and `timezone` of a time that stands `offset` seconds east of UTC.
std::optional<Value> place_of(const Runtime& runtime, const Time& time, std::int32_t offset,
                              std::string_view name) {
  if (name == "timezone") {
    if (time.zone == nullptr) return Value::null(NullReason::none);
    return Value::text(name_of(*time.zone), runtime.arena);
  }
  if (name != "time offset") return std::nullopt;
  if (!has_offset(time)) return Value::null(NullReason::none);
  return Value::days_duration({Nanoseconds{offset} * nanoseconds_a_second}, runtime.arena);
}

std::optional<std::int64_t> of_days(DaysDuration duration, std::string_view name) {
  const auto seconds = static_cast<std::int64_t>(duration.nanoseconds / nanoseconds_a_second);
  if (name == "days") return seconds / 86400;
  if (name == "hours") return seconds / 3600 % 24;
  if (name == "minutes") return seconds / 60 % 60;
  if (name == "seconds") return seconds % 60;
  return std::nullopt;
}

std::optional<std::int64_t> of_months(MonthsDuration duration, std::string_view name) {
  if (name == "years") return duration.months / 12;
  if (name == "months") return duration.months % 12;
  return std::nullopt;
}

std::optional<Value> of_range(const RangeData& range, std::string_view name) {
  if (range.form == RangeForm::not_equal) return std::nullopt;
  if (name == "start") return range.low;
  if (name == "end") return range.high;
  if (name == "start included") return Value::boolean(range.low_closed);
  if (name == "end included") return Value::boolean(range.high_closed);
  return std::nullopt;
}

std::optional<Value> integer(std::optional<std::int64_t> value) {
  if (!value) return std::nullopt;
  return Value::integer(*value);
}

std::optional<Value> find(const Runtime& runtime, const Value& base, std::string_view name) {
  switch (base.kind()) {
    case Kind::date:
      return integer(of_date(base.date(), name));
    case Kind::time: {
      const auto part = of_time(base.time(), name);
      return part ? integer(part) : place_of(runtime, base.time(), offset_of(base.time()), name);
    }
    case Kind::date_time: {
      const DateTime moment = base.date_time();
      if (const auto part = of_date(moment.date, name)) return integer(part);
      if (const auto part = of_time(moment.time, name)) return integer(part);
      return place_of(runtime, moment.time, offset_of(moment), name);
    }
    case Kind::days_duration:
      return integer(of_days(base.days_duration(), name));
    case Kind::months_duration:
      return integer(of_months(base.months_duration(), name));
    case Kind::range:
      return of_range(base.range(), name);
    default:
      return std::nullopt;
  }
}

}  // namespace

Value property(const Runtime& runtime, const Value& base, std::string_view name) {
  const auto found = find(runtime, base, name);
  return found ? *found : runtime.error(fmt::format("{} has no `{}`", noun(kinds_of(base)), name));
}

namespace {

/// What the numbers among the properties of a date or a duration can be.
struct Property {
  std::string_view name;
  KindSet of;
  Interval bounds;
};

const Interval years{Number(-999'999'999), Number(999'999'999)};  // that a date can hold

const Property* numeric_property(KindSet plain, std::string_view name) {
  constexpr KindSet dated = kinds::date | kinds::date_time;
  constexpr KindSet clocked = kinds::time | kinds::date_time;
  static const Property properties[] = {
      {"year", dated, years},
      {"month", dated, {Number(1), Number(12)}},
      {"day", dated, {Number(1), Number(31)}},
      {"weekday", dated, {Number(1), Number(7)}},
      {"hour", clocked, {Number(0), Number(23)}},
      {"minute", clocked, {Number(0), Number(59)}},
      {"second", clocked, {Number(0), Number(59)}},
      {"days", kinds::days_duration, {}},
      {"hours", kinds::days_duration, {Number(-23), Number(23)}},
      {"minutes", kinds::days_duration, {Number(-59), Number(59)}},
      {"seconds", kinds::days_duration, {Number(-59), Number(59)}},
      {"years", kinds::months_duration, {}},
      {"months", kinds::months_duration, {Number(-11), Number(11)}},
  };
  const auto found = std::ranges::find_if(properties, [&](const Property& property) {
    return property.name == name && (plain - property.of).empty();
  });
  return found == std::end(properties) ? nullptr : &*found;
}

}  // namespace

Value property_of_unknown(const Runtime& runtime, const Unknown& base, std::string_view name) {
  const Property* property = numeric_property(base.can_be - kinds::null, name);
  Unknown shape;
  shape.missing = base.missing;
  if (property != nullptr) {
    shape.can_be = kinds::number | (base.can_be & kinds::null);
    shape.interval = property->bounds;
    shape.reach = Reach::ends;
    // A date that was read can be any day; one that was computed need not reach each.
    shape.tight =
        base.tight && base.path != PathId::none && (base.can_be - kinds::null) == kinds::date;
  }
  return make_unknown(shape, runtime.arena);
}

}  // namespace entente::engine
