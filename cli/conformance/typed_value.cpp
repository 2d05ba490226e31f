#include "cli/conformance/typed_value.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace entente::cli {
namespace {

using engine::Arena;
using engine::DocumentEntry;
using engine::DocumentNode;
using engine::Kind;
using engine::Value;

std::optional<Value> read_number(const std::string& text, Arena& arena) {
  const auto number = engine::Number::parse(text);
  return number ? std::optional(Value::number(*number, arena)) : std::nullopt;
}

std::optional<Value> read_boolean(const std::string& text) {
  if (text == "true" || text == "false") return Value::boolean(text == "true");
  return std::nullopt;
}

template <class Part, class Made>
std::optional<Value> made(const std::optional<Part>& part, Made&& make) {
  return part ? std::optional(make(*part)) : std::nullopt;
}

/// A text of one of FEEL's simple types; none when it is no such text.
std::optional<Value> read_simple(const std::string& type, const std::string& text, Arena& arena) {
  if (type == "string") return Value::text(arena.text(text), arena);
  if (type == "number") return read_number(text, arena);
  if (type == "boolean") return read_boolean(text);
  if (type == "date")
    return made(engine::parse_date(text), [](engine::Date date) { return Value::date(date); });
  if (type == "time")
    return made(engine::parse_time(text),
                [&](const engine::Time& time) { return Value::time(time, arena); });
  if (type == "date and time")
    return made(engine::parse_date_time(text),
                [&](const engine::DateTime& moment) { return Value::date_time(moment, arena); });
  if (type == "days and time duration")
    return made(engine::parse_days_duration(text), [&](const engine::DaysDuration& duration) {
      return Value::days_duration(duration, arena);
    });
  if (type == "years and months duration")
    return made(engine::parse_months_duration(text),
                [](engine::MonthsDuration duration) { return Value::months_duration(duration); });
  return std::nullopt;
}

/// `number` of `list<number>`.
std::string element_type(const std::string& type) {
  const bool list = type.starts_with("list<") && type.ends_with(">");
  return list ? type.substr(5, type.size() - 6) : type;
}

class TypedValueReader {
 public:
  TypedValueReader(Arena& arena, std::vector<grammar::Diagnostic>& diagnostics)
      : arena_(arena), diagnostics_(diagnostics) {}

  std::optional<Value> read(const DocumentNode& node, const std::string& declared) {
    const DocumentNode* type = node.find("t");
    const DocumentNode* value = node.find("v");
    if (type == nullptr || type->kind != DocumentNode::Kind::scalar)
      return refuse(node.span, R"(a value is written {"t": type, "v": value})");
    if (type->text == "null") return Value();
    if (value == nullptr) return refuse(node.span, R"(a value without its "v")");
    if (type->text == "list") return list(*value, element_type(declared));
    if (type->text == "context") return context(*value);
    const std::string& known = type->text == "untyped" ? declared : type->text;
    const auto simple = value->kind == DocumentNode::Kind::scalar
                            ? read_simple(known, value->text, arena_)
                            : std::nullopt;
    return simple ? simple
                  : refuse(value->span,
                           fmt::format("`{}` is no value of the type `{}`", value->text, known));
  }

 private:
  std::optional<Value> refuse(grammar::Span span, std::string message) {
    grammar::Diagnostic diagnostic;
    diagnostic.code = "E530";
    diagnostic.span = span;
    diagnostic.message = std::move(message);
    diagnostics_.push_back(std::move(diagnostic));
    return std::nullopt;
  }

  std::optional<Value> list(const DocumentNode& node, const std::string& element) {
    if (node.kind != DocumentNode::Kind::list) return refuse(node.span, "a list was expected here");
    const auto items = arena_.array<engine::ListItem>(node.items.size());
    for (std::size_t i = 0; i < items.size(); ++i) {
      const auto item = read(node.items[i], element);
      if (!item) return std::nullopt;
      items[i].value = *item;
    }
    engine::ListData data;
    data.items = items;
    return Value::list(arena_.make(data));
  }

  std::optional<Value> context(const DocumentNode& node) {
    if (node.kind != DocumentNode::Kind::map)
      return refuse(node.span, "an object was expected here");
    const auto fields = arena_.array<engine::ContextField>(node.entries.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const DocumentEntry& entry = node.entries[i];
      const auto value = read(entry.value, {});
      if (!value) return std::nullopt;
      fields[i] = {arena_.text(entry.key), *value};
    }
    return Value::context(arena_.make(engine::ContextData{fields}));
  }

  Arena& arena_;
  std::vector<grammar::Diagnostic>& diagnostics_;
};

bool near(const engine::Number& a, const engine::Number& b) {
  static const engine::Number tolerance = *engine::Number::parse("0.00000001");
  const auto distance = engine::subtract(a, b);
  return distance && distance->abs() <= tolerance;
}

bool same_lists(const engine::ListData& a, const engine::ListData& b) {
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(),
                    [](const engine::ListItem& x, const engine::ListItem& y) {
                      return matches(x.value, y.value);
                    });
}

bool same_contexts(const engine::ContextData& a, const engine::ContextData& b) {
  if (a.fields.size() != b.fields.size()) return false;
  return std::all_of(a.fields.begin(), a.fields.end(), [&](const engine::ContextField& field) {
    return std::any_of(b.fields.begin(), b.fields.end(), [&](const engine::ContextField& other) {
      return other.name == field.name && matches(field.value, other.value);
    });
  });
}

}  // namespace

std::optional<Value> read_typed_value(const DocumentNode& node, const std::string& declared,
                                      Arena& arena, std::vector<grammar::Diagnostic>& diagnostics) {
  return TypedValueReader(arena, diagnostics).read(node, declared);
}

bool matches(const Value& expected, const Value& came) {
  if (expected.kind() != came.kind()) return false;
  switch (expected.kind()) {
    case Kind::null:
      return true;
    case Kind::boolean:
      return expected.boolean() == came.boolean();
    case Kind::number:
      return near(expected.number(), came.number());
    case Kind::text:
      return expected.text() == came.text();
    case Kind::date:
      return expected.date() == came.date();
    case Kind::time:
      return expected.time() == came.time();
    case Kind::date_time:
      return expected.date_time() == came.date_time();
    case Kind::days_duration:
      return expected.days_duration() == came.days_duration();
    case Kind::months_duration:
      return expected.months_duration() == came.months_duration();
    case Kind::list:
      return same_lists(expected.list(), came.list());
    case Kind::context:
      return same_contexts(expected.context(), came.context());
    default:
      return false;
  }
}

}  // namespace entente::cli
