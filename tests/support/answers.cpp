#include "tests/support/answers.hpp"

#include <algorithm>
#include <vector>

namespace entente::tests {
namespace {

namespace kinds = engine::kinds;
using engine::Kind;

class Opening {
 public:
  explicit Opening(const engine::Vocabulary& vocabulary) : vocabulary_(vocabulary) {}

  void look(const engine::Value& value) {
    switch (value.kind()) {
      case Kind::unknown:
        return note(value.unknown());
      case Kind::list:
        return look_at_list(value.list());
      case Kind::record:
        return look_at_record(value.record());
      case Kind::context:
        for (const auto& field : value.context().fields) look(field.value);
        return;
      case Kind::range:
        look(value.range().low);
        return look(value.range().high);
      default:
        return;
    }
  }
  Openness found;

 private:
  void note(const engine::Unknown& unknown) {
    found.open = true;
    found.missing.insert(unknown.missing.begin(), unknown.missing.end());
  }
  void look_at_list(const engine::ListData& list) {
    for (const auto& item : list.items) {
      look(item.value);
      if (item.perhaps != nullptr) note(*item.perhaps);
    }
    if (list.tail != nullptr) note(*list.tail);
  }
  void look_at_record(const engine::RecordData& record) {
    const auto& key = vocabulary_[record.type].key;
    if (key) return look(record.fields[*key]);
    for (const auto& field : record.fields) look(field);
  }

  const engine::Vocabulary& vocabulary_;
};

bool in_interval(const engine::Interval& interval, const engine::Number& number) {
  if (interval.low && (number < *interval.low || (interval.low_open && number == *interval.low)))
    return false;
  return !interval.high ||
         !(number > *interval.high || (interval.high_open && number == *interval.high));
}

bool unknown_has_room(const engine::Unknown& unknown, const oracle::Value& value) {
  if (!unknown.can_be.has(kind_of(value))) return false;
  if (const auto* number = value.as<oracle::Decimal>())
    return in_interval(unknown.interval, number_of(*number));
  const auto* text = value.as<std::string>();
  return text == nullptr || unknown.choices.empty() ||
         std::ranges::any_of(unknown.choices, [&](const auto& one) { return one.text() == *text; });
}

/// In order: sure items each once, perhaps ones at most once, then the tail's.
bool list_has_room(const engine::ListData& list, const std::vector<oracle::Value>& values,
                   const engine::Vocabulary& vocabulary) {
  std::vector<bool> reached(values.size() + 1);  // so many values are taken by the items so far
  reached[0] = true;
  for (const auto& item : list.items) {
    std::vector<bool> next(values.size() + 1);
    for (std::size_t i = 0; i <= values.size(); ++i) {
      if (!reached[i]) continue;
      if (item.perhaps != nullptr) next[i] = true;
      if (i < values.size() && has_room_for(item.value, values[i], vocabulary)) next[i + 1] = true;
    }
    reached = next;
  }
  if (list.tail == nullptr) return reached[values.size()];
  for (std::size_t rest = 0; rest <= values.size(); ++rest) {
    const std::size_t first = values.size() - rest;
    if (reached[first] && rest >= list.tail_least) return true;
    const bool fits = first > 0 && (list.tail_item == nullptr ||
                                    has_room_for(*list.tail_item, values[first - 1], vocabulary));
    if (!fits) return false;
  }
  return false;
}

bool record_has_room(const engine::RecordData& record, const oracle::Record& value,
                     const engine::Vocabulary& vocabulary) {
  if (vocabulary[record.type].name != value.type || record.fields.size() != value.entries.size())
    return false;
  for (std::size_t i = 0; i < record.fields.size(); ++i) {
    if (!has_room_for(record.fields[i], value.entries[i].value, vocabulary)) return false;
  }
  return true;
}

bool context_has_room(const engine::ContextData& context, const oracle::Record& value,
                      const engine::Vocabulary& vocabulary) {
  return context.fields.size() == value.entries.size() &&
         std::ranges::all_of(context.fields, [&](const auto& field) {
           const auto* found = value.find(field.name);
           return found != nullptr && has_room_for(field.value, *found, vocabulary);
         });
}

/// Those of the oracle have no offset.
bool is_time(const engine::Time& answer, const oracle::Time& value) {
  return answer == engine::Time{value.seconds * engine::nanoseconds_a_second};
}

bool end_has_room(const engine::Value& end, const std::shared_ptr<const oracle::Value>& value,
                  const engine::Vocabulary& vocabulary) {
  return value ? has_room_for(end, *value, vocabulary) : end.is_null();
}

oracle::Value without_messages(oracle::Value value) {
  if (value.is_null(oracle::Reason::error)) return oracle::error("");
  if (auto* list = std::get_if<oracle::List>(&value.form)) {
    for (auto& item : list->items) item = without_messages(std::move(item));
  }
  if (auto* record = std::get_if<oracle::Record>(&value.form)) {
    for (auto& entry : record->entries) entry.value = without_messages(std::move(entry.value));
  }
  return value;
}

}  // namespace

Openness openness(const engine::Value& value, const engine::Vocabulary& vocabulary) {
  Opening opening(vocabulary);
  opening.look(value);
  return opening.found;
}

engine::KindSet kind_of(const oracle::Value& value) {
  if (const auto* null = value.as<oracle::Null>()) {
    if (null->reason == oracle::Reason::error) return kinds::error;
    return null->reason == oracle::Reason::none ? kinds::none : kinds::nothing;
  }
  if (value.as<bool>()) return value.is(true) ? kinds::true_ : kinds::false_;
  if (value.as<oracle::Decimal>()) return kinds::number;
  if (value.as<std::string>()) return kinds::text;
  if (value.as<oracle::Date>()) return kinds::date;
  if (value.as<oracle::Time>()) return kinds::time;
  if (value.as<oracle::DateTime>()) return kinds::date_time;
  if (value.as<oracle::Duration>()) return kinds::days_duration;
  if (value.as<oracle::Months>()) return kinds::months_duration;
  if (value.as<oracle::List>()) return kinds::list;
  if (value.as<oracle::Range>()) return kinds::range;
  if (value.as<oracle::Function>()) return kinds::function;
  return value.as<oracle::Record>()->type.empty() ? kinds::context : kinds::record;
}

engine::Number number_of(const oracle::Decimal& value) {
  std::string digits = value.to_string();
  const std::size_t last = digits.find_last_not_of('0');
  if (digits.size() > 34 && digits.find('.') == std::string::npos) {
    const std::size_t zeros = digits.size() - last - 1;
    digits = digits.substr(0, last + 1) + "e" + std::to_string(zeros);
  }
  return engine::Number::parse(digits).value();
}

bool has_room_for(const engine::Value& answer, const oracle::Value& value,
                  const engine::Vocabulary& vocabulary) {
  if (answer.is_unknown()) return unknown_has_room(answer.unknown(), value);
  if (engine::kinds_of(answer) != kind_of(value)) return false;
  switch (answer.kind()) {
    case Kind::number:
      return answer.number() == number_of(*value.as<oracle::Decimal>());
    case Kind::text:
      return answer.text() == *value.as<std::string>();
    case Kind::date:
      return answer.date().days == value.as<oracle::Date>()->days;
    case Kind::time:
      return is_time(answer.time(), *value.as<oracle::Time>());
    case Kind::date_time: {
      const auto& moment = *value.as<oracle::DateTime>();
      return answer.date_time().date.days == date_of(moment).days &&
             is_time(answer.date_time().time, time_of(moment));
    }
    case Kind::days_duration: {
      const auto nanoseconds =
          value.as<oracle::Duration>()->seconds * oracle::Decimal(1'000'000'000);
      return engine::Number::of(answer.days_duration().nanoseconds) == number_of(nanoseconds);
    }
    case Kind::months_duration:
      return answer.months_duration().months == value.as<oracle::Months>()->count;
    case Kind::list:
      return list_has_room(answer.list(), value.as<oracle::List>()->items, vocabulary);
    case Kind::record:
      return record_has_room(answer.record(), *value.as<oracle::Record>(), vocabulary);
    case Kind::context:
      return context_has_room(answer.context(), *value.as<oracle::Record>(), vocabulary);
    case Kind::range: {
      const auto& range = *value.as<oracle::Range>();
      return end_has_room(answer.range().low, range.low, vocabulary) &&
             end_has_room(answer.range().high, range.high, vocabulary) &&
             answer.range().low_closed == range.low_closed &&
             answer.range().high_closed == range.high_closed;
    }
    default:
      return true;  // nulls and truth values: their kind says all; functions are not compared
  }
}

std::string text_of(const oracle::Value& value) { return show(without_messages(value)); }

}  // namespace entente::tests
