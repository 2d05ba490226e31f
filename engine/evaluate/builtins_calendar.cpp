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

Value of_date(const Bench& bench, Builtin builtin, Date date) {
  switch (builtin) {
    case B::day_of_year:
      return Value::integer(date.days - make_date(civil(date).year, 1, 1)->days + 1);
    case B::day_of_week:
      return Value::text(weekdays[weekday(date)], bench.arena);
    case B::month_of_year:
      return Value::text(months[civil(date).month - 1], bench.arena);
    default:
      return Value::integer(week(date));
  }
}

/// What a part of a date that is not known can be.
Value bounded_part(const Bench& bench, Builtin builtin, const Value& answer) {
  switch (builtin) {
    case B::day_of_year:
      return bounded(bench, answer, {Number(1), Number(366)});
    case B::week_of_year:
      return bounded(bench, answer, {Number(1), Number(53)});
    case B::day_of_week:
      return one_of_texts(bench, answer, weekdays);
    case B::month_of_year:
      return one_of_texts(bench, answer, months);
    default:
      return answer;
  }
}

/// n ranges up to today, oldest first; each leaves out its first day and takes its last.
Value periods(const Bench& bench, Arguments args) {
  constexpr std::int64_t most = 10'000;
  const auto count = whole_number(args[0]);
  if (!count || *count < 0) return bench.error("`periods` asks for a whole number of periods");
  if (*count > most) return bench.error("`periods` makes at most 10,000 periods");
  const Value& length = args[1];
  const bool is_duration = length.is(Kind::days_duration) || length.is(Kind::months_duration);
  if (!is_duration) return bench.error("`periods` asks for a length such as `3 months`");
  const auto border = [&](std::int64_t back) {
    const Value distance = arithmetic(bench, Op::multiply, length, Value::integer(back));
    return arithmetic(bench, Op::subtract, Value::date(bench.today), distance);
  };
  ListBuilder result(bench, static_cast<std::size_t>(*count));
  for (std::int64_t i = *count; i > 0; --i) {
    RangeData range{border(i), border(i - 1), false, true};
    if (range.low.is_null() || range.high.is_null())
      return bench.error("the periods leave the calendar");
    result.add(Value::range(range, bench.arena));
  }
  return result.finish();
}

}  // namespace

Value calendar_function(const Bench& bench, Builtin builtin, Arguments args) {
  if (builtin == B::today) return Value::date(bench.today);
  if (builtin == B::now) {
    return bench.now ? Value::date_time(*bench.now, bench.arena)
                     : bench.error("the time of day is not known here");
  }
  if (const auto answer = strict(bench, builtin, args))
    return bounded_part(bench, builtin, *answer);
  if (builtin == B::periods) return periods(bench, args);
  if (args[0].is(Kind::date)) return of_date(bench, builtin, args[0].date());
  if (args[0].is(Kind::date_time)) return of_date(bench, builtin, args[0].date_time().date);
  return bench.error("a date was expected");
}

}  // namespace entente::engine
