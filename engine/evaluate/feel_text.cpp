// `string(…)`: values as FEEL writes them, which is not always as people read them (see to_text).
#include <cctype>

#include "engine/evaluate/builtin_families.hpp"

namespace entente::engine {
namespace {

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += c;
  }
  return result + '"';
}

bool is_name(std::string_view text) {
  if (text.empty() || std::isdigit(static_cast<unsigned char>(text.front())) != 0) return false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (std::isalnum(byte) == 0 && c != '_' && c != ' ' && byte < 0x80) return false;
  }
  return true;
}

std::string inner(const Value& value, const Vocabulary& vocabulary);

std::string list(const ListData& data, const Vocabulary& vocabulary) {
  std::string result = "[";
  for (const ListItem& item : data.items) {
    if (result.size() > 1) result += ", ";
    result += inner(item.value, vocabulary);
  }
  return result + ']';
}

std::string context(const ContextData& data, const Vocabulary& vocabulary) {
  std::string result = "{";
  for (const ContextField& field : data.fields) {
    if (result.size() > 1) result += ", ";
    result += is_name(field.name) ? std::string(field.name) : quoted(field.name);
    result += ": ";
    result += inner(field.value, vocabulary);
  }
  return result + '}';
}

std::string inner(const Value& value, const Vocabulary& vocabulary) {
  switch (value.kind()) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return value.boolean() ? "true" : "false";
    case Kind::text:
      return quoted(value.text());
    case Kind::list:
      return list(value.list(), vocabulary);
    case Kind::context:
      return context(value.context(), vocabulary);
    default:
      return to_text(value, vocabulary, true);
  }
}

}  // namespace

std::string feel_text(const Value& value, const Vocabulary& vocabulary) {
  return value.is(Kind::text) ? std::string(value.text()) : inner(value, vocabulary);
}

}  // namespace entente::engine
