// Values as people read them.
#include <fmt/format.h>

#include "engine/model/value.hpp"

namespace entente::engine {
namespace {

class Writer {
 public:
  Writer(const Vocabulary& vocabulary, std::size_t most) : vocabulary_(vocabulary), most_(most) {}

  void value(const Value& value, bool quoted);
  [[nodiscard]] std::string take() { return full() ? shortened(text_, most_) : std::move(text_); }

 private:
  void null(const Value& value);
  void text(std::string_view text, bool quoted);
  void list(const ListData& list);
  void record(const RecordData& record);
  void context(const ContextData& context);
  void range(const RangeData& range);
  void unknown(const Unknown& unknown);

  [[nodiscard]] bool full() const { return text_.size() > most_; }

  const Vocabulary& vocabulary_;
  std::size_t most_;
  std::string text_;
};

void Writer::null(const Value& value) {
  switch (value.null_reason()) {
    case NullReason::none:
      text_ += "none";
      return;
    case NullReason::nothing:
      text_ += "nothing";
      return;
    case NullReason::error:
      text_ += "error";
      return;
  }
}

void Writer::text(std::string_view text, bool quoted) {
  if (!quoted) {
    text_ += text;
    return;
  }
  text_ += '"';
  for (const char c : text) {
    if (full()) return;
    if (c == '"' || c == '\\') text_ += '\\';
    if (c == '\n') {
      text_ += "\\n";
    } else if (c == '\t') {
      text_ += "\\t";
    } else {
      text_ += c;
    }
  }
  text_ += '"';
}

void Writer::list(const ListData& list) {
  text_ += '[';
  bool first = true;
  for (const ListItem& item : list.items) {
    if (full()) return;
    if (!first) text_ += ", ";
    first = false;
    if (item.perhaps != nullptr) text_ += "perhaps ";
    value(item.value, true);
  }
  if (list.tail != nullptr) text_ += first ? "perhaps more" : ", perhaps more";
  text_ += ']';
}

void Writer::record(const RecordData& record) {
  const RecordType& type = vocabulary_[record.type];
  if (type.key && *type.key < record.fields.size()) return value(record.fields[*type.key], false);
  text_ += '{';
  for (std::size_t i = 0; i < record.fields.size() && !full(); ++i) {
    if (i > 0) text_ += ", ";
    text_ += type.fields[i].name;
    text_ += ": ";
    value(record.fields[i], true);
  }
  text_ += '}';
}

void Writer::context(const ContextData& context) {
  text_ += '{';
  bool first = true;
  for (const ContextField& field : context.fields) {
    if (full()) return;
    if (!first) text_ += ", ";
    first = false;
    text_ += field.name;
    text_ += ": ";
    value(field.value, true);
  }
  text_ += '}';
}

void Writer::range(const RangeData& range) {
  if (range.form != RangeForm::span) {
    text_ += range.form == RangeForm::equal ? "= " : "!= ";
    return value(range.low, true);
  }
  if (range.low.is_null()) {
    text_ += range.high_closed ? "<= " : "< ";
    return value(range.high, true);
  }
  if (range.high.is_null()) {
    text_ += range.low_closed ? ">= " : "> ";
    return value(range.low, true);
  }
  text_ += range.low_closed ? '[' : '(';
  value(range.low, true);
  text_ += "..";
  value(range.high, true);
  text_ += range.high_closed ? ']' : ')';
}

std::string interval_text(const Interval& interval) {
  if (interval.low && interval.high) {
    return fmt::format("{}{} to {}{}", interval.low_open ? "above " : "", interval.low->to_string(),
                       interval.high_open ? "below " : "", interval.high->to_string());
  }
  if (interval.low) {
    return fmt::format("{} {}", interval.low_open ? "above" : "at least",
                       interval.low->to_string());
  }
  if (interval.high) {
    return fmt::format("{} {}", interval.high_open ? "below" : "at most",
                       interval.high->to_string());
  }
  return {};
}

void Writer::unknown(const Unknown& unknown) {
  text_ += "unknown";
  const std::string bounds = interval_text(unknown.interval);
  if (!bounds.empty()) text_ += " (" + bounds + ")";
}

void Writer::value(const Value& value, bool quoted) {
  switch (value.kind()) {
    case Kind::unknown:
      return unknown(value.unknown());
    case Kind::null:
      return null(value);
    case Kind::boolean:
      text_ += value.boolean() ? "yes" : "no";
      return;
    case Kind::number:
      text_ += value.number().to_string();
      return;
    case Kind::text:
      return text(value.text(), quoted);
    case Kind::date:
      text_ += to_string(value.date());
      return;
    case Kind::time:
      text_ += to_string(value.time());
      return;
    case Kind::date_time:
      text_ += to_string(value.date_time());
      return;
    case Kind::days_duration:
      text_ += to_string(value.days_duration());
      return;
    case Kind::months_duration:
      text_ += to_string(value.months_duration());
      return;
    case Kind::list:
      return list(value.list());
    case Kind::record:
      return record(value.record());
    case Kind::context:
      return context(value.context());
    case Kind::range:
      return range(value.range());
    case Kind::function:
      text_ += "a function";
      return;
  }
}

}  // namespace

std::string_view start_of(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) --most;
  return text.substr(0, most);
}

std::string shortened(std::string_view text, std::size_t most) {
  std::string shorter(start_of(text, most));
  if (shorter.size() < text.size()) shorter += "…";
  return shorter;
}

std::string to_text(const Value& value, const Vocabulary& vocabulary, bool quoted,
                    std::size_t most) {
  Writer writer(vocabulary, most);
  writer.value(value, quoted);
  return writer.take();
}

}  // namespace entente::engine
