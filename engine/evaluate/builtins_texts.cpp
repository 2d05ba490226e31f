// Functions of texts; lengths and positions count characters (code points), case is Unicode's.
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <string>
#include <vector>

#include "engine/evaluate/builtin_families.hpp"

namespace entente::engine {
namespace {

using B = Builtin;

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

std::int64_t characters(std::string_view text) {
  std::int64_t count = 0;
  for (const char byte : text) count += continues(byte) ? 0 : 1;
  return count;
}

/// The byte at which character `index` (from 0) begins.
std::size_t byte_of(std::string_view text, std::int64_t index) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (continues(text[at])) continue;
    if (index-- == 0) return at;
  }
  return at;
}

Value text_value(const Runtime& runtime, std::string_view text) {
  return Value::text(runtime.arena.text(text), runtime.arena);
}

Value change_case(const Runtime& runtime, std::string_view text, bool upper) {
  auto unicode = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  if (upper) {
    unicode.toUpper(icu::Locale::getRoot());
  } else {
    unicode.toLower(icu::Locale::getRoot());
  }
  std::string result;
  unicode.toUTF8String(result);
  return text_value(runtime, result);
}

Value no_such_character(const Runtime& runtime) {
  return runtime.error("the text has no character at that position");
}
Value no_such_length(const Runtime& runtime) {
  return runtime.error("the length is not a number of at least 1");
}

/// Of a text that is not known: a position or a length that none has.
std::optional<Value> never_a_part(const Runtime& runtime, Arguments args) {
  if (!std::ranges::all_of(args.subspan(1),
                           [](const Value& v) { return surely(v, kinds::number); }))
    return std::nullopt;
  if (cut_number(args[1]) == 0) return no_such_character(runtime);
  const auto length = args.size() > 2 ? cut_number(args[2]) : std::nullopt;
  return length && *length < 1 ? std::optional(no_such_length(runtime)) : std::nullopt;
}

Value substring(const Runtime& runtime, std::string_view text, Arguments args) {
  const std::int64_t size = characters(text);
  const auto start = cut_number(args[1]);
  if (!start || *start == 0 || *start > size || *start < -size) return no_such_character(runtime);
  const std::int64_t first = *start > 0 ? *start - 1 : size + *start;
  std::int64_t length = size - first;
  if (args.size() > 2) {
    const auto asked = cut_number(args[2]);
    if (!asked || *asked < 1) return no_such_length(runtime);
    length = std::min(length, *asked);
  }
  const std::size_t begin = byte_of(text, first);
  return text_value(runtime, text.substr(begin, byte_of(text.substr(begin), length)));
}

Value join(const Runtime& runtime, Arguments args) {
  std::string_view delimiter;
  if (args.size() > 1 && !args[1].is_null()) {
    if (!args[1].is(Kind::text)) return runtime.error("the delimiter is not a text");
    delimiter = args[1].text();
  }
  std::vector<std::string_view> texts;
  for (const ListItem& item : view(runtime, args[0]).items) {
    if (item.value.is_null()) continue;
    if (!item.value.is(Kind::text)) return runtime.error("an item of the list is not a text");
    texts.push_back(item.value.text());
  }
  return Value::text(runtime.arena.text(texts, delimiter), runtime.arena);
}

Value of_two(const Runtime& runtime, Builtin builtin, std::string_view text, const Value& second) {
  if (!second.is(Kind::text)) return runtime.error("a text was expected");
  const std::string_view match = second.text();
  runtime.arena.spend(text.size() * match.size() / 4096);  // a match may nearly be there everywhere
  const std::size_t at = text.find(match);
  switch (builtin) {
    case B::contains:
      return Value::boolean(at != std::string_view::npos);
    case B::starts_with:
      return Value::boolean(text.starts_with(match));
    case B::ends_with:
      return Value::boolean(text.ends_with(match));
    case B::substring_before:
      return text_value(runtime,
                        at == std::string_view::npos ? std::string_view() : text.substr(0, at));
    default:
      return text_value(runtime, at == std::string_view::npos ? std::string_view()
                                                              : text.substr(at + match.size()));
  }
}

}  // namespace

Value text_function(const Runtime& runtime, Builtin builtin, Arguments args) {
  if (builtin == B::string_join) {
    const auto answer = strict(runtime, builtin, args, 2U);
    return answer ? *answer : join(runtime, args);
  }
  if (builtin == B::substring && args[0].is_unknown() && surely(args[0], kinds::text))
    if (const auto never = never_a_part(runtime, args)) return *never;
  if (const auto answer = strict(runtime, builtin, args)) {
    return builtin == B::string_length ? bounded(runtime, *answer, {Number(0), std::nullopt})
                                       : *answer;
  }
  if (!args[0].is(Kind::text)) return runtime.error("a text was expected");
  const std::string_view text = args[0].text();
  switch (builtin) {
    case B::string_length:
      return Value::integer(characters(text));
    case B::upper_case:
      return change_case(runtime, text, true);
    case B::lower_case:
      return change_case(runtime, text, false);
    case B::substring:
      return substring(runtime, text, args);
    default:
      return of_two(runtime, builtin, text, args[1]);
  }
}

}  // namespace entente::engine
