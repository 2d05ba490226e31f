// The built-ins of the oracle: one small function each, found in one table by name.
#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <regex>
#include <utility>

#include "tests/oracle/naive_expression.hpp"

namespace entente::oracle {
namespace {

using Op = grammar::BinaryOp;
using Values = std::vector<Value>;

/// The list that one argument is, or the arguments themselves; none: a null stands for the list.
Values listed(const Values& arguments) {
  if (arguments.size() == 1 && arguments[0].as<List>()) return arguments[0].as<List>()->items;
  return arguments;
}

Values items_of(const Value& value) {
  return value.as<List>() ? value.as<List>()->items : Values{value};
}

const Decimal& digits(const Value& value) { return *value.as<Decimal>(); }
const std::string& letters(const Value& value) { return *value.as<std::string>(); }

bool all_numbers(const Values& items) {
  return std::all_of(items.begin(), items.end(),
                     [](const Value& item) { return item.as<Decimal>() != nullptr; });
}

long long whole(const Value& value) { return digits(value).whole().convert_to<long long>(); }

// ---------------------------------------------------------------- numbers

Value round_to(const Values& a, RoundMode mode) {
  if (a.size() > 1 && (digits(a[1]) <= Decimal(-6112) || digits(a[1]) >= Decimal(6177)))
    return error("a scale beyond what a decimal can have");
  const long scale = a.size() > 1 ? static_cast<long>(whole(a[1])) : 0;
  return number(digits(a[0]).rounded(scale, mode));
}

Value absolute(const Values& a) {
  if (a[0].as<Decimal>())
    return number(digits(a[0]).sign() < 0 ? digits(a[0]).negated() : digits(a[0]));
  if (a[0].as<Months>()) return make(Months{std::abs(a[0].as<Months>()->count)});
  if (!a[0].as<Duration>()) return error("it has no size");
  const Decimal& seconds = a[0].as<Duration>()->seconds;
  return make(Duration{seconds.sign() < 0 ? seconds.negated() : seconds});
}

Value or_error(const std::optional<Decimal>& result) {
  return result ? number(*result) : error("no such number");
}

Value parity(const Values& a, int rest) {
  if (!digits(a[0]).is_integer()) return error("no whole number");
  const Integer left = digits(a[0]).whole() % 2;
  return boolean(boost::multiprecision::abs(left) == rest);
}

// ---------------------------------------------------------------- lists

/// What an aggregate judges: nothing is skipped; a none or an error among the rest is the result.
struct Judged {
  Values items;
  std::optional<Value> null;
};
Judged judged(const Values& arguments) {
  Judged found;
  for (const Value& item : listed(arguments)) {
    if (!item.is_null(Reason::nothing)) found.items.push_back(item);
  }
  found.null = gravest_null(found.items);
  return found;
}

Value aggregate(const Values& arguments, const std::function<Value(const Values&)>& of) {
  const Judged found = judged(arguments);
  if (found.null) return *found.null;
  return found.items.empty() ? null(Reason::nothing) : of(found.items);
}

Value fold(const Values& items, Op op) {
  Value result = items.front();
  for (std::size_t i = 1; i < items.size(); ++i) result = apply(op, result, items[i]);
  return result;
}

Value mean(const Values& items) {
  return apply(Op::divide, fold(items, Op::add), number(static_cast<long long>(items.size())));
}

Value extreme(const Values& items, int wanted) {
  Value best = items.front();
  for (const Value& item : items) {
    const auto ordered = order(item, best);
    if (!ordered) return error("these have no order");
    if (*ordered * wanted > 0) best = item;
  }
  return best;
}

Values sorted(Values items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const Value& a, const Value& b) { return order(a, b).value_or(0) < 0; });
  return items;
}

Value median(const Values& items) {
  if (!all_numbers(items)) return error("not all are numbers");
  const Values in_order = sorted(items);
  const std::size_t half = in_order.size() / 2;
  if (in_order.size() % 2 == 1) return in_order[half];
  return mean({in_order[half - 1], in_order[half]});
}

/// Of fewer than two: nothing.
Value deviation(const Values& items) {
  if (items.size() < 2) return null(Reason::nothing);
  const Decimal middle = digits(mean(items));
  Decimal squares = 0;
  for (const Value& item : items) {
    const Decimal distance = digits(item) - middle;
    squares = squares + distance * distance;
  }
  const auto count = static_cast<long long>(items.size());
  return or_error(divide(squares, Decimal(count - 1)).value().sqrt());
}

long occurrences(const Values& items, const Value& wanted) {
  return std::count_if(items.begin(), items.end(),
                       [&](const Value& item) { return equal(item, wanted).value_or(false); });
}

Values distinct(const Values& items) {
  Values kept;
  for (const Value& item : items) {
    if (occurrences(kept, item) == 0) kept.push_back(item);
  }
  return kept;
}

Value mode(const Values& a) {
  if (a.size() == 1 && a[0].is_null()) return a[0];
  const auto [items, null] = judged(a);
  if (null) return *null;
  if (!all_numbers(items)) return error("not all are numbers");
  long most = 0;
  for (const Value& item : items) most = std::max(most, occurrences(items, item));
  Values kept;
  for (const Value& item : distinct(sorted(items))) {
    if (occurrences(items, item) == most) kept.push_back(item);
  }
  return list(std::move(kept));
}

Value total(const Values& a) {
  Value result = number(0);
  for (const Value& item : items_of(a[0])) {
    if (item.is_null(Reason::none) || item.is_null(Reason::nothing)) continue;
    result = apply(Op::add, result, item);
  }
  return result;
}

/// The place that a position names, from either end; -1 when there is none.
long long place_of(const Values& items, long long position) {
  const auto size = static_cast<long long>(items.size());
  const long long at = position > 0 ? position - 1 : size + position;
  return position == 0 || at < 0 || at >= size ? -1 : at;
}

Value sublist(const Values& a) {
  const Values items = items_of(a[0]);
  const long long at = place_of(items, whole(a[1]));
  const auto size = static_cast<long long>(items.size());
  const long long length = a.size() > 2 ? whole(a[2]) : size - at;
  if (at < 0 || length < 0 || at + length > size) return error("outside the list");
  return list({items.begin() + at, items.begin() + at + length});
}

Value append(const Values& a) {
  Values items = items_of(a[0]);
  items.insert(items.end(), a.begin() + 1, a.end());
  return list(std::move(items));
}

Value concatenated(const Values& lists) {
  if (const auto null = gravest_null(lists)) return *null;
  Values items;
  for (const Value& one : lists) {
    const Values more = items_of(one);
    items.insert(items.end(), more.begin(), more.end());
  }
  return list(std::move(items));
}

Value united(const Values& lists) {
  const Value all = concatenated(lists);
  return all.is_null() ? all : list(distinct(all.as<List>()->items));
}

Value intersection(const Values& lists) {
  if (const auto null = gravest_null(lists)) return *null;
  if (lists.empty()) return list({});
  Values kept;
  for (const Value& item : distinct(items_of(lists.front()))) {
    const bool everywhere = std::all_of(lists.begin(), lists.end(), [&](const Value& one) {
      return occurrences(items_of(one), item) > 0;
    });
    if (everywhere) kept.push_back(item);
  }
  return list(std::move(kept));
}

Value insert_before(const Values& a) {
  if (const auto null = gravest_null({a[0], a[1]})) return *null;
  Values items = items_of(a[0]);
  const long long at = place_of(items, whole(a[1]));
  if (at < 0) return error("outside the list");
  items.insert(items.begin() + at, a[2]);
  return list(std::move(items));
}

Value removed(const Values& a) {
  Values items = items_of(a[0]);
  const long long at = place_of(items, whole(a[1]));
  if (at < 0) return error("outside the list");
  items.erase(items.begin() + at);
  return list(std::move(items));
}

Value replaced_item(const Evaluator& evaluator, const Values& a) {
  if (const auto null = gravest_null({a[0], a[1]})) return *null;
  Values items = items_of(a[0]);
  if (a[1].as<Function>()) {
    for (Value& item : items) {
      const Value matches = evaluator.invoke(a[1], {item, a[2]});
      if (!matches.as<bool>()) return error("no truth value");
      if (matches.is(true)) item = a[2];
    }
    return list(std::move(items));
  }
  const long long at = place_of(items, whole(a[1]));
  if (at < 0) return error("outside the list");
  items[static_cast<std::size_t>(at)] = a[2];
  return list(std::move(items));
}

Value reversed(const Values& a) {
  Values items = items_of(a[0]);
  std::reverse(items.begin(), items.end());
  return list(std::move(items));
}

Value index_of(const Values& a) {
  Values found;
  const Values items = items_of(a[0]);
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (equal(items[i], a[1]).value_or(false))
      found.push_back(number(static_cast<long long>(i + 1)));
  }
  return list(std::move(found));
}

void flatten_into(const Value& value, Values& flat) {
  if (!value.as<List>()) {
    flat.push_back(value);
    return;
  }
  for (const Value& item : value.as<List>()->items) flatten_into(item, flat);
}

Value flattened(const Values& a) {
  Values flat;
  flatten_into(a[0], flat);
  return list(std::move(flat));
}

Values without_nothing(const Values& items) {
  Values kept;
  for (const Value& item : items) {
    if (!item.is_null(Reason::nothing)) kept.push_back(item);
  }
  return kept;
}

/// Insertion in front of the first item that it precedes: plain, and stable.
Value sorted_by(const Evaluator& evaluator, const Values& a) {
  if (a.size() < 2) {
    const Values items = items_of(a[0]);
    const bool ordered = std::all_of(items.begin(), items.end(), [&](const Value& item) {
      return items.size() < 2 || order(items.front(), item).has_value();
    });
    return ordered ? list(sorted(items)) : error("these have no order");
  }
  Values done;
  for (const Value& item : items_of(a[0])) {
    auto at = done.begin();
    for (; at != done.end(); ++at) {
      const Value precedes = evaluator.invoke(a[1], {item, *at});
      if (!precedes.as<bool>()) return error("no truth value");
      if (precedes.is(true)) break;
    }
    done.insert(at, item);
  }
  return list(std::move(done));
}

// ---------------------------------------------------------------- texts

Value transformed(const Values& a, int (*change)(int)) {
  std::string out = letters(a[0]);
  for (char& letter : out) letter = static_cast<char>(change(static_cast<unsigned char>(letter)));
  return text(out);
}

/// Texts of the generator are ASCII: a byte is a letter.
Value substring(const Values& a) {
  const auto size = static_cast<long long>(letters(a[0]).size());
  const long long position = whole(a[1]);
  const long long at = position > 0 ? position - 1 : size + position;
  if (position == 0 || at < 0 || at >= size) return error("outside the text");
  const long long length = a.size() > 2 ? whole(a[2]) : size;
  return text(letters(a[0]).substr(static_cast<std::size_t>(at), static_cast<std::size_t>(length)));
}

Value split_at(const Values& a, bool before) {
  const std::size_t at = letters(a[0]).find(letters(a[1]));
  if (at == std::string::npos) return text("");
  return text(before ? letters(a[0]).substr(0, at)
                     : letters(a[0]).substr(at + letters(a[1]).size()));
}

Value joined(const Values& a) {
  if (a[0].is_null()) return a[0];
  const std::string between = a.size() > 1 && !a[1].is_null() ? letters(a[1]) : "";
  std::string out;
  bool first = true;
  for (const Value& item : items_of(a[0])) {
    if (item.is_null()) continue;
    if (!item.as<std::string>()) return error("not all are texts");
    out.append(first ? "" : between).append(letters(item));
    first = false;
  }
  return text(out);
}

Value split(const Values& a) {
  Values parts;
  const std::regex pattern(letters(a[1]));
  const std::string& whole_text = letters(a[0]);
  std::size_t begin = 0;
  for (std::sregex_iterator at(whole_text.begin(), whole_text.end(), pattern), end; at != end;
       ++at) {
    const auto position = static_cast<std::size_t>(at->position());
    parts.push_back(text(whole_text.substr(begin, position - begin)));
    begin = position + static_cast<std::size_t>(at->length());
  }
  parts.push_back(text(whole_text.substr(begin)));
  return list(std::move(parts));
}

Value to_text(const Values& a) {
  if (a[0].as<std::string>()) return a[0];
  const bool told = a[0].as<bool>() || a[0].as<Decimal>() || a[0].as<Date>() || a[0].as<Time>() ||
                    a[0].as<DateTime>();
  return told ? text(show(a[0])) : error("not told here");
}

Value to_number(const Values& a) {
  if (a[0].as<Decimal>()) return a[0];
  return or_error(Decimal::parse(letters(a[0])));
}

// ---------------------------------------------------------------- dates

Value to_date(const Values& a) {
  if (a[0].as<Date>()) return a[0];
  if (a[0].as<DateTime>()) return make(date_of(*a[0].as<DateTime>()));
  const bool parts = a.size() == 3;
  const auto is_whole = [](const Value& part) { return digits(part).is_integer(); };
  if (parts && !std::all_of(a.begin(), a.end(), is_whole)) return error("no whole numbers");
  const auto date =
      parts ? make_date(whole(a[0]), whole(a[1]), whole(a[2])) : read_date(letters(a[0]));
  return date ? make(*date) : error("no such day");
}

Value to_time(const Values& a) {
  if (a[0].as<Time>()) return a[0];
  if (a[0].as<DateTime>()) return make(time_of(*a[0].as<DateTime>()));
  const bool parts = a.size() == 3;
  const auto is_whole = [](const Value& part) { return digits(part).is_integer(); };
  if (parts && !std::all_of(a.begin(), a.end(), is_whole)) return error("no whole numbers");
  const auto time =
      parts ? make_time(whole(a[0]), whole(a[1]), whole(a[2])) : read_time(letters(a[0]));
  return time ? make(*time) : error("no such time");
}

/// A date stands for its midnight.
Value to_date_and_time(const Values& a) {
  if (a.size() == 2) {
    const Date date = a[0].as<Date>() ? *a[0].as<Date>() : date_of(*a[0].as<DateTime>());
    return make(moment_at(date, *a[1].as<Time>()));
  }
  if (a[0].as<DateTime>()) return a[0];
  if (a[0].as<Date>()) return make(moment_at(*a[0].as<Date>(), {}));
  if (const auto moment = read_date_time(letters(a[0]))) return make(*moment);
  const auto date = read_date(letters(a[0]));
  return date ? make(moment_at(*date, {})) : error("no such moment");
}

long long weekday(const Date& date) { return ((date.days + 3) % 7 + 7) % 7 + 1; }

Value day_of_week(const Values& a) {
  constexpr std::array<const char*, 7> names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                             "Friday", "Saturday", "Sunday"};
  return text(names[static_cast<std::size_t>(weekday(*a[0].as<Date>()) - 1)]);
}

Value month_of_year(const Values& a) {
  constexpr std::array<const char*, 12> names{"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};
  return text(names[static_cast<std::size_t>(civil(*a[0].as<Date>()).month - 1)]);
}

long long day_in_year(const Date& date) {
  return date.days - make_date(civil(date).year, 1, 1)->days + 1;
}

/// The ISO week is that of the week's Thursday.
Value week_of_year(const Values& a) {
  const Date date = *a[0].as<Date>();
  const Date thursday{date.days - weekday(date) + 4};
  return number((day_in_year(thursday) - 1) / 7 + 1);
}

Value months_between(const Values& a) {
  const Date from = *a[0].as<Date>();
  const Date to = *a[1].as<Date>();
  const Civil first = civil(from);
  const Civil last = civil(to);
  long long months = (last.year - first.year) * 12 + last.month - first.month;
  if (months > 0 && last.day < first.day) --months;
  if (months < 0 && last.day > first.day) ++months;
  return make(Months{months});
}

Value periods(const Date& today, const Values& a) {
  Values ranges;
  const long long count = whole(a[0]);
  if (count < 0) return error("less than none");
  const auto back = [&](long long times) {
    return std::make_shared<const Value>(
        apply(Op::subtract, make(today), apply(Op::multiply, a[1], number(times))));
  };
  for (long long i = count; i > 0; --i) {
    ranges.push_back(make(Range{back(i), back(i - 1), false, true}));
  }
  return list(std::move(ranges));
}

// ---------------------------------------------------------------- ranges

/// `[1..5]`, of numbers.
Value to_range(const Values& a) {
  static const std::regex form("([\\[(\\]])(.+)\\.\\.(.+)([\\])\\[])");
  std::smatch parts;
  if (!std::regex_match(letters(a[0]), parts, form)) return error("no range");
  const auto low = Decimal::parse(parts[2].str());
  const auto high = Decimal::parse(parts[3].str());
  if (!low || !high || *low > *high) return error("no ends in order");
  return make(Range{std::make_shared<const Value>(number(*low)),
                    std::make_shared<const Value>(number(*high)), parts[1] == "[",
                    parts[4] == "]"});
}

/// A point is a range of itself.
Range as_range(const Value& value) {
  if (value.as<Range>()) return *value.as<Range>();
  const auto point = std::make_shared<const Value>(value);
  return Range{point, point, true, true};
}

int compared(const Value& a, const Value& b) { return order(a, b).value_or(0); }

bool comes_before(const Range& a, const Range& b) {
  const int ends = compared(*a.high, *b.low);
  return ends < 0 || (ends == 0 && !(a.high_closed && b.low_closed));
}

bool starts_no_later(const Range& outer, const Range& inner) {
  const int ends = compared(*outer.low, *inner.low);
  return ends < 0 || (ends == 0 && (outer.low_closed || !inner.low_closed));
}

bool ends_no_earlier(const Range& outer, const Range& inner) {
  const int ends = compared(*outer.high, *inner.high);
  return ends > 0 || (ends == 0 && (outer.high_closed || !inner.high_closed));
}

bool includes(const Range& outer, const Range& inner) {
  return starts_no_later(outer, inner) && ends_no_earlier(outer, inner);
}

bool same_start(const Range& a, const Range& b) {
  return compared(*a.low, *b.low) == 0 && a.low_closed == b.low_closed;
}

bool same_end(const Range& a, const Range& b) {
  return compared(*a.high, *b.high) == 0 && a.high_closed == b.high_closed;
}

/// It starts first, and stops within the other.
bool overlaps_before(const Range& a, const Range& b) {
  return starts_no_later(a, b) && !same_start(a, b) && ends_no_earlier(b, a) && !comes_before(a, b);
}

bool meets(const Range& a, const Range& b) {
  return compared(*a.high, *b.low) == 0 && a.high_closed && b.low_closed;
}

Value on_ranges(const Values& a, bool (*test)(const Range&, const Range&)) {
  const Range first = as_range(a[0]);
  const Range second = as_range(a[1]);
  if (!order(*first.low, *second.low)) return error("these have no order");
  return boolean(test(first, second));
}

// ---------------------------------------------------------------- contexts

Value get_value(const Values& a) {
  const auto* record = a[0].as<Record>();
  if (record == nullptr || !a[1].as<std::string>()) return error("no context or no key");
  const Value* found = record->find(letters(a[1]));
  return found != nullptr ? *found : error("no such entry");
}

Value get_entries(const Values& a) {
  Values entries;
  for (const Entry& entry : a[0].as<Record>()->entries) {
    entries.push_back(make(Record{"", {{"key", text(entry.name)}, {"value", entry.value}}}));
  }
  return list(std::move(entries));
}

Value context_put(const Values& a) {
  Record record = *a[0].as<Record>();
  for (Entry& entry : record.entries) {
    if (entry.name == letters(a[1])) {
      entry.value = a[2];
      return make(std::move(record));
    }
  }
  record.entries.push_back({letters(a[1]), a[2]});
  return make(std::move(record));
}

/// Of entries with a key and a value.
Value context_of(const Values& a) {
  Value made = make(Record{});
  for (const Value& entry : items_of(a[0])) {
    const auto* record = entry.as<Record>();
    made = context_put({made, *record->find("key"), *record->find("value")});
  }
  return made;
}

Value context_merge(const Values& a) {
  Value merged = make(Record{});
  for (const Value& one : items_of(a[0])) {
    for (const Entry& entry : one.as<Record>()->entries) {
      merged = context_put({merged, text(entry.name), entry.value});
    }
  }
  return merged;
}

Value is_same(const Values& a) {
  if (a[0].is_null() || a[1].is_null()) return boolean(a[0].is_null() && a[1].is_null());
  return boolean(equal(a[0], a[1]).value_or(false));
}

// ---------------------------------------------------------------- the table

struct Row {
  std::vector<std::string> parameters;
  bool strict = true;  // a null argument is the result
  std::function<Value(const Evaluator&, const Values&)> call;
};
using Table = std::map<std::string, Row, std::less<>>;

template <class Call>
Row strict(std::vector<std::string> parameters, Call call) {
  return {std::move(parameters), true,
          [call](const Evaluator& /*evaluator*/, const Values& a) { return call(a); }};
}
/// One value is taken: a list of one stands for its item.
Value single(const Value& value) {
  const auto* items = value.as<List>();
  return items != nullptr && items->items.size() == 1 ? items->items.front() : value;
}
/// Strict in single values that all are of this form.
template <class Form, class Call>
Row takes(std::vector<std::string> parameters, Call call) {
  return {std::move(parameters), false, [call](const Evaluator& /*evaluator*/, const Values& a) {
            Values singles;
            for (const Value& value : a) singles.push_back(single(value));
            if (const auto null = gravest_null(singles)) return *null;
            const bool fit = std::all_of(singles.begin(), singles.end(), [](const Value& value) {
              return value.as<Form>() != nullptr;
            });
            return fit ? call(singles) : error("another kind was asked for");
          }};
}
template <class Call>
Row takes_numbers(std::vector<std::string> parameters, Call call) {
  return takes<Decimal>(std::move(parameters), call);
}
template <class Call>
Row takes_texts(std::vector<std::string> parameters, Call call) {
  return takes<std::string>(std::move(parameters), call);
}
template <class Call>
Row takes_nulls(std::vector<std::string> parameters, Call call) {
  return {std::move(parameters), false,
          [call](const Evaluator& /*evaluator*/, const Values& a) { return call(a); }};
}

void add_numbers(Table& table) {
  const auto rounding = [&](const char* name, RoundMode mode) {
    table[name] =
        takes_numbers({"n", "scale"}, [mode](const Values& a) { return round_to(a, mode); });
  };
  rounding("decimal", RoundMode::half_even);
  rounding("floor", RoundMode::floor);
  rounding("ceiling", RoundMode::ceiling);
  rounding("round up", RoundMode::away);
  rounding("round down", RoundMode::toward_zero);
  rounding("round half up", RoundMode::half_up);
  rounding("round half down", RoundMode::half_down);
  table["abs"] = takes_nulls({"n"}, [](const Values& a) {
    const Value of = single(a[0]);
    return of.is_null() ? of : absolute({of});
  });
  table["modulo"] = takes_numbers({"dividend", "divisor"}, [](const Values& a) {
    return or_error(modulo(digits(a[0]), digits(a[1])));
  });
  table["sqrt"] =
      takes_numbers({"number"}, [](const Values& a) { return or_error(digits(a[0]).sqrt()); });
  table["log"] =
      takes_numbers({"number"}, [](const Values& a) { return or_error(digits(a[0]).log()); });
  table["exp"] =
      takes_numbers({"number"}, [](const Values& a) { return or_error(digits(a[0]).exp()); });
  table["odd"] = takes_numbers({"number"}, [](const Values& a) { return parity(a, 1); });
  table["even"] = takes_numbers({"number"}, [](const Values& a) { return parity(a, 0); });
  table["number"] = strict({"from"}, to_number);
}

void add_aggregates(Table& table) {
  const auto folded = [&](const char* name, const std::function<Value(const Values&)>& of) {
    table[name] = takes_nulls({"list"}, [of](const Values& a) { return aggregate(a, of); });
  };
  folded("sum", [](const Values& items) { return fold(items, Op::add); });
  folded("product", [](const Values& items) { return fold(items, Op::multiply); });
  folded("mean", mean);
  folded("median", median);
  folded("stddev", deviation);
  folded("min", [](const Values& items) { return extreme(items, -1); });
  folded("max", [](const Values& items) { return extreme(items, 1); });
  table["count"] = strict({"list"}, [](const Values& a) {
    return number(static_cast<long long>(items_of(a[0]).size()));
  });
  table["mode"] = takes_nulls({"list"}, mode);
  table["total of"] = strict({"list"}, total);
  table["all"] =
      takes_nulls({"list"}, [](const Values& a) { return all_of(without_nothing(listed(a))); });
  table["any"] =
      takes_nulls({"list"}, [](const Values& a) { return any_of(without_nothing(listed(a))); });
}

void add_lists(Table& table) {
  table["list contains"] = takes_nulls({"list", "element"}, [](const Values& a) {
    return a[0].is_null() ? a[0] : boolean(occurrences(items_of(a[0]), a[1]) > 0);
  });
  table["index of"] = takes_nulls(
      {"list", "match"}, [](const Values& a) { return a[0].is_null() ? a[0] : index_of(a); });
  table["append"] = takes_nulls({"list", "item"},
                                [](const Values& a) { return a[0].is_null() ? a[0] : append(a); });
  table["concatenate"] = takes_nulls({"list"}, concatenated);
  table["union"] = takes_nulls({"list"}, united);
  table["union of"] = strict({"lists"}, [](const Values& a) { return united(items_of(a[0])); });
  table["intersection of"] =
      strict({"lists"}, [](const Values& a) { return intersection(items_of(a[0])); });
  table["sublist"] = strict({"list", "start position", "length"}, sublist);
  table["insert before"] = strict({"list", "position", "newItem"}, insert_before);
  table["insert before"].strict = false;
  table["remove"] = strict({"list", "position"}, removed);
  table["reverse"] = strict({"list"}, reversed);
  table["distinct values"] =
      strict({"list"}, [](const Values& a) { return list(distinct(items_of(a[0]))); });
  table["flatten"] = strict({"list"}, flattened);
  table["sort"] = {{"list", "precedes"}, true, sorted_by};
  table["list replace"] = {{"list", "position", "newItem"}, false, replaced_item};
}

void add_texts(Table& table) {
  table["string length"] = takes_texts({"string"}, [](const Values& a) {
    return number(static_cast<long long>(letters(a[0]).size()));
  });
  table["upper case"] =
      takes_texts({"string"}, [](const Values& a) { return transformed(a, std::toupper); });
  table["lower case"] =
      takes_texts({"string"}, [](const Values& a) { return transformed(a, std::tolower); });
  table["substring"] = strict({"string", "start position", "length"}, substring);
  table["substring before"] =
      takes_texts({"string", "match"}, [](const Values& a) { return split_at(a, true); });
  table["substring after"] =
      takes_texts({"string", "match"}, [](const Values& a) { return split_at(a, false); });
  table["contains"] = takes_texts({"string", "match"}, [](const Values& a) {
    return boolean(letters(a[0]).find(letters(a[1])) != std::string::npos);
  });
  table["starts with"] = takes_texts({"string", "match"}, [](const Values& a) {
    return boolean(letters(a[0]).starts_with(letters(a[1])));
  });
  table["ends with"] = takes_texts({"string", "match"}, [](const Values& a) {
    return boolean(letters(a[0]).ends_with(letters(a[1])));
  });
  table["string join"] = takes_nulls({"list", "delimiter"}, joined);
  table["split"] = strict({"string", "delimiter"}, split);
  table["matches"] = strict({"input", "pattern"}, [](const Values& a) {
    return boolean(std::regex_search(letters(a[0]), std::regex(letters(a[1]))));
  });
  table["replace"] = strict({"input", "pattern", "replacement"}, [](const Values& a) {
    return text(std::regex_replace(letters(a[0]), std::regex(letters(a[1])), letters(a[2])));
  });
  table["string"] = strict({"from"}, to_text);
}

void add_dates(Table& table) {
  table["date"] = strict({"from"}, to_date);
  table["time"] = strict({"hour", "minute", "second"}, to_time);
  table["date and time"] = strict({"date", "time"}, to_date_and_time);
  table["duration"] =
      strict({"from"}, [](const Values& a) { return read_duration(letters(a[0])); });
  table["years and months duration"] = strict({"from", "to"}, months_between);
  table["day of week"] = strict({"date"}, day_of_week);
  table["month of year"] = strict({"date"}, month_of_year);
  table["week of year"] = strict({"date"}, week_of_year);
  table["day of year"] =
      strict({"date"}, [](const Values& a) { return number(day_in_year(*a[0].as<Date>())); });
  table["today"] = {{}, true, [](const Evaluator& evaluator, const Values&) {
                      return make(evaluator.environment().today);
                    }};
  table["periods"] = {{"count", "length"}, true, [](const Evaluator& evaluator, const Values& a) {
                        return periods(evaluator.environment().today, a);
                      }};
}

void add_ranges(Table& table) {
  table["range"] = strict({"from"}, to_range);
  using Test = bool (*)(const Range&, const Range&);
  const auto relation = [&](const char* name, Test test) {
    table[name] = strict({"a", "b"}, [test](const Values& a) { return on_ranges(a, test); });
  };
  relation("before", comes_before);
  relation("after", [](const Range& a, const Range& b) { return comes_before(b, a); });
  relation("meets", meets);
  relation("met by", [](const Range& a, const Range& b) { return meets(b, a); });
  relation("includes", includes);
  relation("during", [](const Range& a, const Range& b) { return includes(b, a); });
  relation("overlaps", [](const Range& a, const Range& b) {
    return !comes_before(a, b) && !comes_before(b, a);
  });
  relation("starts", [](const Range& a, const Range& b) {
    return same_start(a, b) && ends_no_earlier(b, a);
  });
  relation("started by", [](const Range& a, const Range& b) {
    return same_start(a, b) && ends_no_earlier(a, b);
  });
  relation("finished by",
           [](const Range& a, const Range& b) { return same_end(a, b) && starts_no_later(a, b); });
  relation("overlaps before", overlaps_before);
  relation("overlaps after", [](const Range& a, const Range& b) { return overlaps_before(b, a); });
  relation("finishes",
           [](const Range& a, const Range& b) { return same_end(a, b) && starts_no_later(b, a); });
  relation("coincides",
           [](const Range& a, const Range& b) { return same_start(a, b) && same_end(a, b); });
}

void add_contexts(Table& table) {
  table["get value"] = strict({"m", "key"}, get_value);
  table["get entries"] = strict({"m"}, get_entries);
  table["context put"] = takes_nulls({"context", "key", "value"}, context_put);
  table["context"] = strict({"entries"}, context_of);
  table["context merge"] = strict({"contexts"}, context_merge);
  table["not"] = takes_nulls({"negand"}, [](const Values& a) { return negation(single(a[0])); });
  table["is"] = takes_nulls({"value1", "value2"}, is_same);
}

const Table& table() {
  static const Table rows = [] {
    Table made;
    add_numbers(made);
    add_aggregates(made);
    add_lists(made);
    add_texts(made);
    add_dates(made);
    add_ranges(made);
    add_contexts(made);
    return made;
  }();
  return rows;
}

/// Arguments in the order of the parameters they name.
Values in_order(const Row& row, const Values& arguments, const std::vector<std::string>& names) {
  if (names.empty() || names.front().empty()) return arguments;
  Values placed(arguments.size());
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const auto at = std::find(row.parameters.begin(), row.parameters.end(), names[i]);
    placed.at(static_cast<std::size_t>(at - row.parameters.begin())) = arguments[i];
  }
  return placed;
}

}  // namespace

Value call_builtin(const Evaluator& evaluator, std::string_view name, const Values& arguments,
                   const std::vector<std::string>& names) {
  const auto row = table().find(name);
  if (row == table().end()) return error("no built-in " + std::string(name));
  const Values placed = in_order(row->second, arguments, names);
  if (row->second.strict) {
    if (const auto null = gravest_null(placed)) return *null;
  }
  return row->second.call(evaluator, placed);
}

std::vector<std::string> builtin_names() {
  std::vector<std::string> names;
  for (const auto& [name, row] : table()) names.push_back(name);
  return names;
}

}  // namespace entente::oracle
