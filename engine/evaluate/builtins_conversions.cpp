// Conversions: text, numbers, dates, times, durations; `is`.
#include <fmt/format.h>

#include <algorithm>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

using B = Builtin;

Value date_value(const Runtime& runtime, const std::optional<Date>& date) {
  return date ? Value::date(*date) : runtime.error("that is no date");
}

Value to_date(const Runtime& runtime, Arguments args) {
  if (args.size() == 3) {
    const auto year = whole_number(args[0]);
    const auto month = whole_number(args[1]);
    const auto day = whole_number(args[2]);
    if (!year || !month || !day) return runtime.error("a date is made of three whole numbers");
    return date_value(runtime, make_date(*year, *month, *day));
  }
  switch (args[0].kind()) {
    case Kind::text:
      return date_value(runtime, parse_date(args[0].text()));
    case Kind::date:
      return args[0];
    case Kind::date_time:
      return Value::date(args[0].date_time().date);
    default:
      return runtime.error("a date is made of a text such as \"2026-11-01\"");
  }
}

std::optional<Time> time_of(Arguments args) {
  const auto hour = whole_number(args[0]);
  const auto minute = whole_number(args[1]);
  if (!hour || !minute || !args[2].is(Kind::number)) return std::nullopt;
  const auto scaled = multiply(args[2].number(), nanoseconds_a_second);
  const auto seconds = scaled ? scaled->round(0, Rounding::down)->to_int64() : std::nullopt;
  const bool fits = *hour >= 0 && *hour < 24 && *minute >= 0 && *minute < 60;
  if (!fits || !seconds || *seconds < 0 || *seconds >= 60 * nanoseconds_a_second)
    return std::nullopt;
  Time time{(*hour * 3600 + *minute * 60) * nanoseconds_a_second + *seconds};
  if (args.size() < 4 || args[3].is_null()) return time;
  if (!args[3].is(Kind::days_duration)) return std::nullopt;
  const Nanoseconds offset = args[3].days_duration().nanoseconds / nanoseconds_a_second;
  constexpr Nanoseconds farthest = 18 * 3600;  // seconds
  if (offset < -farthest || offset > farthest) return std::nullopt;
  time.offset = static_cast<std::int32_t>(offset);
  return time;
}

/// Why a time can't hold its second or its offset as exactly as they are given.
std::optional<std::string_view> too_fine(const Value& second, const Value& offset) {
  if (second.is(Kind::number) && second.number().round(9, Rounding::down) != second.number())
    return "the second of a time has at most nine decimals";
  const bool whole = !offset.is(Kind::days_duration) ||
                     offset.days_duration().nanoseconds % nanoseconds_a_second == 0;
  return whole ? std::nullopt : std::optional("an offset from UTC is of whole seconds");
}

Value to_time(const Runtime& runtime, Arguments args) {
  std::optional<Time> time;
  if (args.size() > 1) {
    if (const auto why = too_fine(args[2], args.size() > 3 ? args[3] : Value()))
      return runtime.error(*why);
    time = time_of(args);
  } else if (args[0].is(Kind::text)) {
    time = parse_time(args[0].text());
  } else if (args[0].is(Kind::time)) {
    return args[0];
  } else if (args[0].is(Kind::date_time)) {
    time = args[0].date_time().time;
  } else if (args[0].is(Kind::date)) {
    time = Time{0, 0};
  }
  return time ? Value::time(*time, runtime.arena) : runtime.error("that is no time");
}

std::optional<DateTime> moment_from(const Value& from) {
  if (from.is(Kind::date_time)) return from.date_time();
  if (from.is(Kind::date)) return DateTime{from.date(), {}};
  if (!from.is(Kind::text)) return std::nullopt;
  if (const auto moment = parse_date_time(from.text())) return moment;
  const auto date = parse_date(from.text());
  if (!date) return std::nullopt;
  return DateTime{*date, {}};
}

std::optional<DateTime> moment_of_parts(Arguments args) {
  if (args.size() == 2) {
    if (!args[1].is(Kind::time)) return std::nullopt;
    if (args[0].is(Kind::date)) return DateTime{args[0].date(), args[1].time()};
    if (args[0].is(Kind::date_time)) return DateTime{args[0].date_time().date, args[1].time()};
    return std::nullopt;
  }
  const auto year = whole_number(args[0]);
  const auto month = whole_number(args[1]);
  const auto day = whole_number(args[2]);
  const auto time = time_of(args.subspan(3));
  if (!year || !month || !day || !time) return std::nullopt;
  const auto date = make_date(*year, *month, *day);
  if (!date) return std::nullopt;
  return DateTime{*date, *time};
}

Value to_date_and_time(const Runtime& runtime, Arguments args) {
  if (args.size() > 2)
    if (const auto why = too_fine(args[5], args.size() > 6 ? args[6] : Value()))
      return runtime.error(*why);
  const auto moment = args.size() == 1 ? moment_from(args[0]) : moment_of_parts(args);
  return moment ? Value::date_time(*moment, runtime.arena)
                : runtime.error("that is no date and time");
}

Value to_duration(const Runtime& runtime, const Value& from) {
  if (from.is(Kind::days_duration) || from.is(Kind::months_duration)) return from;
  if (!from.is(Kind::text)) return runtime.error("a duration is made of a text such as \"P3M\"");
  if (const auto days = parse_days_duration(from.text()))
    return Value::days_duration(*days, runtime.arena);
  if (const auto months = parse_months_duration(from.text()))
    return Value::months_duration(*months);
  return runtime.error("that is no duration");
}

Value months_from_to(const Runtime& runtime, Arguments args) {
  const auto fits = [](const Value& v) { return v.is(Kind::date) || v.is(Kind::date_time); };
  if (!fits(args[0]) || !fits(args[1])) return runtime.error("a date was expected");
  return Value::months_duration(months_between(*moment_from(args[0]), *moment_from(args[1])));
}

Value to_number(const Runtime& runtime, Arguments args) {
  if (args[0].is(Kind::number)) {
    return args.size() == 1 ? args[0] : runtime.error("only a text has separators");
  }
  if (!args[0].is(Kind::text)) return runtime.error("a number is made of a text");
  std::string text(args[0].text());
  const auto separator = [&](std::size_t i) -> std::optional<std::string_view> {
    if (i >= args.size() || args[i].is_null()) return std::string_view();
    if (!args[i].is(Kind::text)) return std::nullopt;
    return args[i].text();
  };
  const auto grouping = separator(1);
  const auto decimal = separator(2);
  const auto one_of = [](std::string_view text_, std::string_view allowed) {
    return text_.empty() || (text_.size() == 1 && allowed.find(text_) != std::string_view::npos);
  };
  if (!grouping || !decimal || !one_of(*grouping, " ,.") || !one_of(*decimal, ",.")) {
    return runtime.error("the separators of a number are a blank, a comma or a dot");
  }
  if (!grouping->empty() && *grouping == *decimal)
    return runtime.error("the separators of a number must differ");
  if (!grouping->empty()) std::erase(text, grouping->front());
  if (*decimal == ",") {
    if (text.find('.') != std::string::npos) return runtime.error("that is no number");
    std::replace(text.begin(), text.end(), ',', '.');
  }
  const auto number = Number::parse(text);
  if (number) return Value::number(*number, runtime.arena);
  if (!Number::is_spelt(text)) return runtime.error("that is no number");
  return runtime.error(fmt::format("that number can't be held: {}", Number::why_not_held(text)));
}

/// The same value of the same kind; times and dates also as they are written.
bool is_same(const Runtime& runtime, const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  if (a.is(Kind::time)) return a.time() == b.time();
  if (a.is(Kind::date_time)) return a.date_time() == b.date_time();
  return equal(runtime, a, b).is_true();
}

Value is_function(const Runtime& runtime, Arguments args) {
  if (const auto answer = strict(runtime, B::is, args, 3U)) return *answer;
  return Value::boolean(args.size() > 1 && is_same(runtime, args[0], args[1]));
}

}  // namespace

Value conversion(const Runtime& runtime, Builtin builtin, Arguments args) {
  if (builtin == B::is) return is_function(runtime, args);
  unsigned nulls_are_values = 0;
  if (builtin == B::time) nulls_are_values = 8U;
  if (builtin == B::number) nulls_are_values = 6U;
  if (builtin == B::date_and_time && args.size() > 6) nulls_are_values = 64U;
  if (const auto answer = strict(runtime, builtin, args, nulls_are_values)) return *answer;
  switch (builtin) {
    case B::date:
      return to_date(runtime, args);
    case B::time:
      return to_time(runtime, args);
    case B::date_and_time:
      return to_date_and_time(runtime, args);
    case B::duration:
      return to_duration(runtime, args[0]);
    case B::years_and_months_duration:
      return months_from_to(runtime, args);
    case B::number:
      return to_number(runtime, args);
    case B::string: {
      const std::string text = feel_text(args[0], runtime.vocabulary);
      return Value::text(runtime.arena.text(text), runtime.arena);
    }
    default:
      if (!args[0].is(Kind::text))
        return runtime.error("a range is made of a text such as \"[1..3]\"");
      return range_from_text(runtime, args[0].text());
  }
}

}  // namespace entente::engine
