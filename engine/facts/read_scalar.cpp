#include "engine/facts/read_scalar.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <utility>

#include <fmt/core.h>

namespace entente::engine {
namespace {

using NodeKind = DocumentNode::Kind;

constexpr std::string_view date_example = "expected a date such as 2026-11-01";

std::string_view expectation(TypeKind kind) {
  switch (kind) {
    case TypeKind::text:
      return "expected a text";
    case TypeKind::number:
      return "expected a number such as 12 or 0.5";
    case TypeKind::boolean:
      return "expected yes or no";
    case TypeKind::date:
      return date_example;
    case TypeKind::time:
      return "expected a time such as 14:30:00";
    case TypeKind::date_time:
      return "expected a date and time such as 2026-11-01T14:30:00";
    case TypeKind::duration:
      return "expected a duration such as `3 months` or P3M";
    case TypeKind::days_duration:
      return "expected a duration such as `90 days` or P90D";
    case TypeKind::months_duration:
      return "expected a duration such as `3 months` or P3M";
    case TypeKind::choice:
      return "expected one of the declared texts";
    default:
      return "expected another value";
  }
}

bool is_sign_of_date(char sign) {
  return (sign >= '0' && sign <= '9') || sign == '.' || sign == '/' || sign == '-';
}

/// Spelt as a number, but with more digits than one holds, or far too large or small.
bool is_number_beyond(const DocumentNode& node, const Type& type) {
  return type.kind == TypeKind::number && node.kind == NodeKind::scalar && !node.quoted &&
         Number::is_spelt(node.text);
}

/// What the reader of the message most likely has to do.
std::string hint(const DocumentNode& node, const Type& type) {
  if (node.kind != NodeKind::scalar) return {};
  const std::string& text = node.text;
  if (type.kind == TypeKind::number) {
    if (node.quoted) return "it stands without quotes";
    if (text.ends_with('%')) return "write a share as a number: 50% is 0.5";
    if (text.find(',') != std::string::npos) return "a number has a point and no commas";
  }
  if (type.or_none && text == "none") return "write null for none";
  if (type.kind == TypeKind::date && std::all_of(text.begin(), text.end(), is_sign_of_date)) {
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
    return shaped ? "there is no such day" : "write year-month-day";
  }
  return {};
}

/// In quotes too: JSON has no other way to say yes.
std::optional<Value> read_boolean(const DocumentNode& node) {
  std::string word = node.text;
  std::transform(word.begin(), word.end(), word.begin(), [](char sign) {
    return sign >= 'A' && sign <= 'Z' ? static_cast<char>(sign - 'A' + 'a') : sign;
  });
  if (word == "yes" || word == "true") return Value::boolean(true);
  if (word == "no" || word == "false") return Value::boolean(false);
  return std::nullopt;
}

std::optional<Value> read_number(const DocumentNode& node, Arena& arena) {
  if (node.quoted) return std::nullopt;
  const auto number = Number::parse(node.text);
  if (!number) return std::nullopt;
  return Value::number(*number, arena);
}

struct Unit {
  std::string_view name;
  std::int64_t amount;  // in months or seconds
  bool months;
};
constexpr auto units = std::to_array<Unit>({{"year", 12, true},
                                            {"month", 1, true},
                                            {"week", 604'800, false},
                                            {"day", 86'400, false},
                                            {"hour", 3'600, false},
                                            {"minute", 60, false},
                                            {"second", 1, false}});

std::optional<Value> parse_amount(std::string_view text, Arena& arena) {
  const auto blank = text.find(' ');
  const auto unit_at = text.find_first_not_of(' ', blank);
  if (blank == std::string_view::npos || unit_at == std::string_view::npos) return std::nullopt;
  const auto number = Number::parse(text.substr(0, blank));
  auto name = text.substr(unit_at);
  if (name.ends_with('s')) name.remove_suffix(1);
  const auto unit = std::find_if(units.begin(), units.end(),
                                 [&](const Unit& known) { return known.name == name; });
  if (!number || unit == units.end()) return std::nullopt;
  const Number scale = unit->months ? unit->amount : unit->amount * 1'000'000'000;
  const auto product = multiply(*number, scale);
  if (!product) return std::nullopt;
  if (unit->months) {
    const auto months = product->to_int64();
    return months ? std::optional(Value::months_duration({*months})) : std::nullopt;
  }
  const auto whole = product->to_int128();
  const auto duration = whole ? days_duration(*whole) : std::nullopt;
  return duration ? std::optional(Value::days_duration(*duration, arena)) : std::nullopt;
}

std::optional<Value> read_duration(const DocumentNode& node, TypeKind kind, Arena& arena) {
  const auto value = parse_duration(node.text, arena);
  if (!value) return std::nullopt;
  const bool months = value->is(engine::Kind::months_duration);
  if (kind == TypeKind::days_duration && months) return std::nullopt;
  if (kind == TypeKind::months_duration && !months) return std::nullopt;
  return value;
}

std::optional<Value> read_typed(const DocumentNode& node, const Type& type, Arena& arena) {
  switch (type.kind) {
    case TypeKind::text:
    case TypeKind::choice:
    case TypeKind::any:
      return Value::text(arena.text(node.text), arena);
    case TypeKind::number:
      return read_number(node, arena);
    case TypeKind::boolean:
      return read_boolean(node);
    case TypeKind::date:
      if (const auto date = parse_date(node.text)) return Value::date(*date);
      return std::nullopt;
    case TypeKind::time:
      if (const auto time = parse_time(node.text)) return Value::time(*time, arena);
      return std::nullopt;
    case TypeKind::date_time:
      if (const auto moment = parse_date_time(node.text)) return Value::date_time(*moment, arena);
      return std::nullopt;
    case TypeKind::duration:
    case TypeKind::days_duration:
    case TypeKind::months_duration:
      return read_duration(node, type.kind, arena);
    default:
      return std::nullopt;
  }
}

std::string range_label(const Type& type) {
  if (type.low && type.high)
    return fmt::format("expected {} to {}", type.low->to_string(), type.high->to_string());
  if (type.low) return fmt::format("expected {} or more", type.low->to_string());
  return fmt::format("expected {} or less", type.high->to_string());
}

std::string quoted_list(const std::vector<std::string>& texts) {
  std::string list;
  for (const auto& text : texts) list += (list.empty() ? "`" : ", `") + text + "`";
  return list;
}

}  // namespace

std::string found_text(const DocumentNode& node) {
  switch (node.kind) {
    case NodeKind::null:
      return ", found nothing";
    case NodeKind::list:
      return ", found a list";
    case NodeKind::map:
      return ", found a map of keys and values";
    case NodeKind::scalar:
      break;
  }
  const bool short_enough = node.text.size() <= 40 && node.text.find('\n') == std::string::npos;
  return short_enough ? fmt::format(", found `{}`", node.text) : ", found a longer text";
}

std::optional<Value> parse_duration(std::string_view text, Arena& arena) {
  if (const auto months = parse_months_duration(text)) return Value::months_duration(*months);
  if (const auto days = parse_days_duration(text)) return Value::days_duration(*days, arena);
  return parse_amount(text, arena);
}

std::optional<Value> read_scalar(const DocumentNode& node, const Vocabulary& vocabulary, TypeId id,
                                 const Declaration* declaration, Arena& arena, Reports& reports) {
  const Type& type = vocabulary[id];
  const auto value =
      node.kind == NodeKind::scalar ? read_typed(node, type, arena) : std::optional<Value>();
  if (!value) {
    const bool beyond = is_number_beyond(node, type);
    auto& error =
        reports.error("E513", node.span,
                      beyond ? "this number can't be held"
                             : std::string(expectation(type.kind)) + found_text(node),
                      beyond ? "at most 34 digits, and not beyond 10^6144" : hint(node, type));
    add_declared(error, vocabulary, id, declaration);
    return std::nullopt;
  }
  if (type.kind == TypeKind::number) {
    const Number number = value->number();
    if ((type.low && number < *type.low) || (type.high && number > *type.high)) {
      auto& error = reports.error("E514", node.span, fmt::format("`{}` is out of range", node.text),
                                  range_label(type));
      add_declared(error, vocabulary, id, declaration);
      return std::nullopt;
    }
  }
  if (type.kind == TypeKind::text && type.or_none && !node.quoted && node.text == "none")
    reports.lint("W752", node.span, "`none` is read as a text here", "write null for none");
  if (type.kind == TypeKind::choice &&
      std::find(type.choices.begin(), type.choices.end(), node.text) == type.choices.end()) {
    reports.error("E515", node.span,
                  fmt::format("`{}` is not one of {}", node.text, quoted_list(type.choices)),
                  reports.did_you_mean(node.text, type.choices));
    return std::nullopt;
  }
  return value;
}

std::optional<Date> read_date(const DocumentNode& node, Reports& reports) {
  if (node.kind == NodeKind::scalar) {
    if (const auto date = parse_date(node.text)) return date;
  }
  Type type;
  type.kind = TypeKind::date;
  reports.error("E513", node.span, std::string(date_example) + found_text(node), hint(node, type));
  return std::nullopt;
}

std::optional<std::string> read_key(const DocumentNode& node, const Type& type) {
  if (node.kind != NodeKind::scalar) return std::nullopt;
  if (type.kind == TypeKind::number) {
    const auto number = node.quoted ? std::nullopt : Number::parse(node.text);
    return number ? std::optional(number->to_string()) : std::nullopt;
  }
  return node.text;
}

}  // namespace entente::engine
