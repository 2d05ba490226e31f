#include "engine/explain/plain_value.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/model/duration_in_words.hpp"

namespace entente::engine {
namespace {

constexpr std::size_t items_kept = 50;   // of one list
constexpr std::size_t parts_kept = 200;  // of a value, the parts of its parts included
constexpr std::size_t longest_text = 2'000;
constexpr std::size_t texts_kept = 10'000;  // bytes of all texts of a value
constexpr std::size_t missing_kept = 1'000;
constexpr std::size_t items_in_words = 5;

PlainValue of_kind(PlainValue::Kind kind, std::string text = {}) {
  PlainValue value;
  value.kind = kind;
  value.text = std::move(text);
  return value;
}

/// In full up to six decimals; of more the first ones, with `…` so that nobody takes it for exact.
std::string number_in_words(const std::string& digits) {
  constexpr std::size_t decimals = 6;
  const std::size_t point = digits.find('.');
  const bool plain = digits.find('e') == std::string::npos && digits.find('E') == std::string::npos;
  if (!plain || point == std::string::npos || digits.size() - point - 1 <= decimals) return digits;
  return digits.substr(0, point + 1 + decimals) + "…";
}

std::string interval_in_words(const Interval& interval) {
  const auto words = [](const Number& n) { return number_in_words(n.to_string()); };
  if (interval.low && interval.high)
    return fmt::format("{} to {}", words(*interval.low), words(*interval.high));
  if (interval.low)
    return fmt::format("{} {}", interval.low_open ? "above" : "at least", words(*interval.low));
  if (interval.high)
    return fmt::format("{} {}", interval.high_open ? "below" : "at most", words(*interval.high));
  return {};
}

std::string choices_in_words(std::span<const Value> choices) {
  std::string text;
  for (const Value& choice : choices) {
    if (!choice.is(Kind::text)) return {};
    if (text.size() > longest_text) return shortened(text, longest_text);
    fmt::format_to(std::back_inserter(text), "{}\"{}\"", text.empty() ? "" : " or ", choice.text());
  }
  return text;
}

std::string still_possible(const Unknown& unknown) {
  if (unknown.can_be.has(kinds::number)) return interval_in_words(unknown.interval);
  if (unknown.can_be.has(kinds::text)) return choices_in_words(unknown.choices);
  return {};
}

class Plainer {
 public:
  Plainer(const Vocabulary& vocabulary, const FactBase& facts)
      : vocabulary_(vocabulary), facts_(facts) {}

  [[nodiscard]] PlainValue plain(const Value& value) {
    if (room_ > 0) --room_;
    switch (value.kind()) {
      case Kind::unknown:
        return unknown(value.unknown());
      case Kind::null:
        return null(value);
      case Kind::boolean:
        return boolean(value.boolean());
      case Kind::number:
        return of_kind(PlainValue::Kind::number, value.number().to_string());
      case Kind::text:
        return of_kind(PlainValue::Kind::text, kept(shortened(value.text(), longest_text)));
      case Kind::list:
        return list(value.list());
      case Kind::record:
        return record(value);
      case Kind::context:
        return context(value.context());
      case Kind::date:
      case Kind::time:
      case Kind::date_time:
      case Kind::days_duration:
      case Kind::months_duration:
        return of_kind(PlainValue::Kind::moment, text_of(value));
      case Kind::range:
      case Kind::function:
        break;
    }
    return of_kind(PlainValue::Kind::other, text_of(value));
  }

 private:
  [[nodiscard]] std::string text_of(const Value& value) {
    return kept(to_text(value, vocabulary_, false, longest_text));
  }
  std::string kept(std::string text) {
    bytes_ += text.size();
    if (bytes_ > texts_kept) room_ = 0;
    return text;
  }

  static PlainValue boolean(bool truth) {
    PlainValue value = of_kind(PlainValue::Kind::boolean);
    value.boolean = truth;
    return value;
  }

  static PlainValue null(const Value& value) {
    switch (value.null_reason()) {
      case NullReason::none:
        return of_kind(PlainValue::Kind::none);
      case NullReason::nothing:
        return of_kind(PlainValue::Kind::nothing);
      case NullReason::error:
        break;
    }
    return of_kind(PlainValue::Kind::error, std::string(value.error_message()));
  }

  [[nodiscard]] PlainValue unknown(const Unknown& unknown) const {
    PlainValue value = of_kind(PlainValue::Kind::unknown, still_possible(unknown));
    add_missing(unknown, value);
    return value;
  }

  void add_missing(const Unknown& unknown, PlainValue& value) const {
    auto& texts = value.missing;
    for (const PathId path : unknown.missing.first(std::min(unknown.missing.size(), missing_kept)))
      texts.push_back(facts_[facts_.outermost(path)].text);
    std::ranges::sort(texts);
    texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  }

  [[nodiscard]] PlainValue missing_record(PathId path) const {
    PlainValue value = of_kind(PlainValue::Kind::unknown);
    value.missing.push_back(facts_[facts_.outermost(path)].text);
    return value;
  }

  [[nodiscard]] PlainValue list(const ListData& data) {
    PlainValue value = of_kind(PlainValue::Kind::list);
    for (const ListItem& item : data.items.first(std::min(data.items.size(), items_kept))) {
      if (room_ == 0) break;
      value.items.push_back(plain(item.value));
      value.items.back().perhaps = item.perhaps != nullptr;
      if (item.perhaps != nullptr) add_missing(*item.perhaps, value);
    }
    value.more = data.items.size() - value.items.size();
    value.and_more = data.tail != nullptr;
    if (data.tail != nullptr) add_missing(*data.tail, value);
    return value;
  }

  [[nodiscard]] PlainValue record(const Value& value) {
    const RecordData& data = value.record();
    if (!data.supplied && data.path != PathId::none) return missing_record(data.path);
    const RecordType& type = vocabulary_[data.type];
    if (type.key && *type.key < data.fields.size()) return plain(data.fields[*type.key]);
    if (data.path != PathId::none) return of_kind(PlainValue::Kind::other, facts_[data.path].text);
    PlainValue object = of_kind(PlainValue::Kind::object);
    for (std::size_t i = 0; i < std::min(type.fields.size(), data.fields.size()); ++i) {
      if (room_ == 0) break;
      object.keys.push_back(type.fields[i].name);
      object.items.push_back(plain(data.fields[i]));
    }
    object.more = data.fields.size() - object.items.size();
    return object;
  }

  [[nodiscard]] PlainValue context(const ContextData& data) {
    PlainValue object = of_kind(PlainValue::Kind::object);
    for (const ContextField& field : data.fields) {
      if (room_ == 0) break;
      object.keys.emplace_back(start_of(field.name, longest_text));
      object.items.push_back(plain(field.value));
    }
    object.more = data.fields.size() - object.items.size();
    return object;
  }

  const Vocabulary& vocabulary_;
  const FactBase& facts_;
  std::size_t room_ = parts_kept;
  std::size_t bytes_ = 0;
};

std::string list_in_words(const PlainValue& list) {
  const std::size_t total = list.items.size() + list.more;
  if (total == 0) return list.and_more ? "[perhaps more]" : "an empty list";
  if (list.items.front().kind == PlainValue::Kind::object)
    return fmt::format("{} {}{}", total, total == 1 ? "entry" : "entries",
                       list.and_more ? ", perhaps more" : "");
  std::string text = "[";
  const std::size_t shown = total <= items_in_words + 1 ? list.items.size() : items_in_words;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += ", ";
    const PlainValue& item = list.items[i];
    if (item.perhaps) text += "perhaps ";
    text += item.kind == PlainValue::Kind::text ? item.text : in_words(item);
  }
  if (shown < total) fmt::format_to(std::back_inserter(text), " and {} more", total - shown);
  if (list.and_more) text += ", perhaps more";
  return text + ']';
}

std::string object_in_words(const PlainValue& object) {
  std::string text = "{";
  for (std::size_t i = 0; i < object.items.size(); ++i) {
    fmt::format_to(std::back_inserter(text), "{}{}: {}", i == 0 ? "" : ", ", object.keys[i],
                   in_words(object.items[i]));
  }
  return text + '}';
}

}  // namespace

PlainValue plain(const Value& value, const Vocabulary& vocabulary, const FactBase& facts) {
  return Plainer(vocabulary, facts).plain(value);
}

std::size_t size_of(const PlainValue& value) {
  std::size_t size = sizeof(PlainValue) + value.text.size();
  for (const PlainValue& item : value.items) size += size_of(item);
  for (const std::string& key : value.keys) size += sizeof(std::string) + key.size();
  for (const std::string& path : value.missing) size += sizeof(std::string) + path.size();
  return size;
}

std::string item_in_words(const Value& item, const Vocabulary& vocabulary, const FactBase& facts) {
  const PlainValue value = plain(item, vocabulary, facts);
  if (value.kind == PlainValue::Kind::unknown) {
    const PathId path = item.is_unknown()       ? item.unknown().path
                        : item.is(Kind::record) ? item.record().path
                                                : PathId::none;
    const bool shown = path != PathId::none && facts[path].text.find("[*]") == std::string::npos;
    if (shown) return facts[path].text;
    return path == PathId::none && !item.is(Kind::record) ? in_words(value)
                                                          : "one that may be added";
  }
  if (value.kind == PlainValue::Kind::text) return value.text;
  if (value.kind != PlainValue::Kind::list) return in_words(value);
  std::string text;
  for (const PlainValue& part : value.items) {
    if (!text.empty()) text += " and ";
    text += part.kind == PlainValue::Kind::text ? part.text : in_words(part);
  }
  return text;
}

std::string in_words(const PlainValue& value) {
  switch (value.kind) {
    case PlainValue::Kind::unknown:
      return value.text.empty() ? "not known" : fmt::format("not known ({})", value.text);
    case PlainValue::Kind::none:
      return "none";
    case PlainValue::Kind::nothing:
      return "nothing to judge";
    case PlainValue::Kind::error:
      return value.text.empty() ? "an error" : fmt::format("an error: {}", value.text);
    case PlainValue::Kind::boolean:
      return value.boolean ? "yes" : "no";
    case PlainValue::Kind::number:
      return number_in_words(value.text);
    case PlainValue::Kind::text:
      return fmt::format("\"{}\"", value.text);
    case PlainValue::Kind::list:
      return list_in_words(value);
    case PlainValue::Kind::object:
      return object_in_words(value);
    case PlainValue::Kind::moment:
      return duration_in_words(value.text);
    case PlainValue::Kind::other:
      break;
  }
  return value.text;
}

}  // namespace entente::engine
