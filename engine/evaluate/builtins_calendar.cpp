// Days, weeks and months of the year; periods up to today.
#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

using B = Builtin;

constexpr std::string_view weekdays[] = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                         "Friday", "Saturday", "Sunday"};
constexpr std::string_view months[] = {"January",   "February", "March",    "April",
                                       "May",       "June",     "July",     "August",
                                       "September", "October",  "November", "December"};

std::int64_t weekday(Date date) { return ((date.days + 3) % 7 + 7) % 7; }  // Monday is 0

/// ISO 8601: the week of a date is the one of its Thursday.
std::int64_t week(Date date) {
  const Date thursday{date.days - weekday(date) + 3};
  const auto new_year = make_date(civil(thursday).year, 1, 1);
  return new_year ? (thursday.days - new_year->days) / 7 + 1 : 1;
}

Value of_date(const Runtime& runtime, Builtin builtin, Date date) {
  switch (builtin) {
    case B::day_of_year:
      return Value::integer(date.days - make_date(civil(date).year, 1, 1)->days + 1);
    case B::day_of_week:
      return Value::text(weekdays[weekday(date)], runtime.arena);
    case B::month_of_year:
      return Value::text(months[civil(date).month - 1], runtime.arena);
    default:
      return Value::integer(week(date));
  }
}

/// A date that was read can be any day, the first and the last too; one that was computed need not.
Value bounded_and_tight(const Runtime& runtime, const Value& answer, const Interval& interval,
                        const Value& date) {
  const Value part = bounded(runtime, answer, interval);
  if (!part.is_unknown() || !date.is_unknown()) return part;
  const Unknown& read = date.unknown();
  Unknown shape = part.unknown();
  shape.tight =
      read.tight && read.path != PathId::none && (read.can_be - kinds::date - kinds::none).empty();
  shape.reach = Reach::ends;
  return make_unknown(shape, runtime.arena);
}

/// What a part of a date that is not known can be.
Value bounded_part(const Runtime& runtime, Builtin builtin, const Value& answer,
                   const Value& date) {
  switch (builtin) {
    case B::day_of_year:
      return bounded_and_tight(runtime, answer, {Number(1), Number(366)}, date);
    case B::week_of_year:
      return bounded_and_tight(runtime, answer, {Number(1), Number(53)}, date);
    case B::day_of_week:
      return one_of_texts(runtime, answer, weekdays);
    case B::month_of_year:
      return one_of_texts(runtime, answer, months);
    default:
      return answer;
  }
}

/// n ranges up to today, oldest first; each leaves out its first day and takes its last.
Value periods(const Runtime& runtime, Arguments args) {
  constexpr std::int64_t most = 10'000;
  const auto count = whole_number(args[0]);
  if (!count || *count < 0) return runtime.error("`periods` asks for a whole number of periods");
  if (*count > most) return runtime.error("`periods` makes at most 10,000 periods");
  const Value& length = args[1];
  const bool is_duration = length.is(Kind::days_duration) || length.is(Kind::months_duration);
  if (!is_duration) return runtime.error("`periods` asks for a length such as `3 months`");
  const auto border = [&](std::int64_t back) {
    const Value distance = arithmetic(runtime, Op::multiply, length, Value::integer(back));
    return arithmetic(runtime, Op::subtract, Value::date(runtime.today), distance);
  };
  ListBuilder result(runtime, static_cast<std::size_t>(*count));
  for (std::int64_t i = *count; i > 0; --i) {
    RangeData range{border(i), border(i - 1), false, true};
    if (range.low.is_null() || range.high.is_null())
      return runtime.error("the periods leave the calendar");
    result.add(Value::range(range, runtime.arena));
  }
  return result.finish();
}

}  // namespace

Value calendar_function(const Runtime& runtime, Builtin builtin, Arguments args) {
  if (builtin == B::today) return Value::date(runtime.today);
  if (builtin == B::now) {
    return runtime.now ? Value::date_time(*runtime.now, runtime.arena)
                       : runtime.error("the time of day is not known here");
  }
  if (const auto answer = strict(runtime, builtin, args))
    return bounded_part(runtime, builtin, *answer, args[0]);
  if (builtin == B::periods) return periods(runtime, args);
  if (args[0].is(Kind::date)) return of_date(runtime, builtin, args[0].date());
  if (args[0].is(Kind::date_time)) return of_date(runtime, builtin, args[0].date_time().date);
  return runtime.error("a date was expected");
}

}  // namespace entente::engine
