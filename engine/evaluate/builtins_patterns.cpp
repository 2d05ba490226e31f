// matches, replace, split: RE2 patterns, so that no pattern can run away.
#include <re2/re2.h>

#include "engine/evaluate/builtin_families.hpp"
#include "engine/evaluate/operators.hpp"

namespace entente::engine {
namespace {

using B = Builtin;

/// Without blanks, but for those in a class such as `[ ]`.
std::string without_blanks(std::string_view pattern) {
  std::string result;
  bool in_class = false;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (blank && !in_class) continue;
    result += c;
    if (c == '\\' && i + 1 < pattern.size()) result += pattern[++i];
    if (c == '[') in_class = true;
    if (c == ']') in_class = false;
  }
  return result;
}

/// The pattern with FEEL's flags (s m i x q) in RE2's form; none when a flag is not known.
std::optional<std::string> with_flags(std::string_view pattern, std::string_view flags) {
  std::string prefix;
  bool literal = false;
  bool spaced = false;
  for (const char flag : flags) {
    switch (flag) {
      case 's':
      case 'm':
      case 'i':
        prefix += flag;
        break;
      case 'x':
        spaced = true;
        break;
      case 'q':
        literal = true;
        break;
      default:
        return std::nullopt;
    }
  }
  std::string text = literal ? RE2::QuoteMeta(re2::StringPiece(pattern.data(), pattern.size()))
                             : std::string(pattern);
  if (spaced && !literal) text = without_blanks(text);
  return prefix.empty() ? text : "(?" + prefix + ")" + text;
}

RE2::Options quiet() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  return options;
}

re2::StringPiece piece(std::string_view text) { return {text.data(), text.size()}; }

/// `$1` as RE2 writes it: `\1`; a backslash before `$` or a backslash stands for the sign itself.
std::string rewrite(std::string_view replacement) {
  std::string result;
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    const char c = replacement[i];
    const char next = i + 1 < replacement.size() ? replacement[i + 1] : '\0';
    if (c == '\\' && (next == '$' || next == '\\')) {
      result += next == '$' ? "$" : "\\\\";
      ++i;
    } else if (c == '$' && next >= '0' && next <= '9') {
      result += '\\';
    } else if (c == '\\') {
      result += "\\\\";
    } else {
      result += c;
    }
  }
  return result;
}

Value text_value(const Runtime& runtime, std::string_view text) {
  return Value::text(runtime.arena.text(text), runtime.arena);
}

/// Searching so much text. Where its states outgrow RE2's memory, it goes over the text with every
/// instruction of the pattern.
void pay_for_search(const Runtime& runtime, const RE2& pattern, std::size_t bytes) {
  runtime.arena.spend(1 + bytes * static_cast<std::size_t>(pattern.ProgramSize()) / 256);
}

/// Where the letter that begins `at` ends; beyond the text where none does.
std::size_t after_letter(std::string_view text, std::size_t at) {
  do ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
  return at;
}

Value split(const Runtime& runtime, std::string_view text, const RE2& pattern) {
  ListBuilder parts(runtime, 8);
  re2::StringPiece found;
  std::size_t begin = 0;  // of the part
  std::size_t at = 0;
  while (at <= text.size()) {
    pay_for_search(runtime, pattern, text.size() - at);
    if (!pattern.Match(piece(text), at, text.size(), RE2::UNANCHORED, &found, 1)) break;
    const auto end = static_cast<std::size_t>(found.data() - text.data());
    at = end + found.size();
    if (found.empty()) {  // as between two words: there is nothing to leave out
      at = after_letter(text, at);
      continue;
    }
    parts.add(text_value(runtime, text.substr(begin, end - begin)));
    begin = at;
  }
  parts.add(text_value(runtime, text.substr(begin)));
  return parts.finish();
}

/// As RE2::GlobalReplace, but the result can't outgrow the budget while it is made.
std::string replace_all(const Runtime& runtime, std::string_view text, const RE2& pattern,
                        const std::string& rewrite) {
  re2::StringPiece groups[10];
  const int wanted = 1 + RE2::MaxSubmatch(piece(rewrite));
  std::string result;
  std::size_t at = 0;
  std::optional<std::size_t> last_end;
  while (at <= text.size()) {
    pay_for_search(runtime, pattern, text.size() - at);
    if (!pattern.Match(piece(text), at, text.size(), RE2::UNANCHORED, groups, wanted)) break;
    const auto begin = static_cast<std::size_t>(groups[0].data() - text.data());
    result += text.substr(at, begin - at);
    at = begin + groups[0].size();
    if (groups[0].empty() && last_end == begin) {  // nothing, just after what was replaced
      const std::size_t letter = at;
      at = after_letter(text, at);
      result += text.substr(letter, at - letter);
      continue;
    }
    last_end = at;
    pattern.Rewrite(&result, piece(rewrite), groups, wanted);
    runtime.arena.require(extent_of_text(result.size()));
  }
  if (at < text.size()) result += text.substr(at);
  return result;
}

Value replace(const Runtime& runtime, const Value& text, const RE2& pattern, const Value& by) {
  const std::string rewritten = rewrite(by.text());
  std::string error;
  if (!pattern.CheckRewriteString(piece(rewritten), &error)) {
    return runtime.error("the replacement asks for a group that the pattern has not");
  }
  return text_value(runtime, replace_all(runtime, text.text(), pattern, rewritten));
}

}  // namespace

Value pattern_function(const Runtime& runtime, Builtin builtin, Arguments args) {
  const std::size_t flags_at = builtin == B::replace ? 3 : 2;
  if (const auto answer = strict(runtime, builtin, args, 1U << flags_at)) return *answer;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const bool no_flags = i == flags_at && args[i].is_null();
    if (!args[i].is(Kind::text) && !no_flags) return runtime.error("a text was expected");
  }
  const bool has_flags =
      builtin != B::split && args.size() > flags_at && args[flags_at].is(Kind::text);
  const auto source =
      with_flags(args[1].text(), has_flags ? args[flags_at].text() : std::string_view());
  if (!source) return runtime.error("the flags of a pattern are `s`, `m`, `i`, `x` and `q`");
  runtime.arena.spend(dear_function + source->size());
  const RE2 pattern(*source, quiet());
  if (!pattern.ok()) {
    constexpr std::size_t most = 80;  // it holds the part of the pattern that is wrong
    return runtime.error("the pattern can't be read: " + shortened(pattern.error(), most));
  }
  const bool cuts = builtin == B::split || builtin == B::replace;
  if (cuts && pattern.Match("", 0, 0, RE2::ANCHOR_BOTH, nullptr, 0))
    return runtime.error("the pattern matches the empty text");
  if (builtin == B::split) return split(runtime, args[0].text(), pattern);
  if (builtin == B::replace) return replace(runtime, args[0], pattern, args[2]);
  pay_for_search(runtime, pattern, args[0].text().size());
  return Value::boolean(RE2::PartialMatch(piece(args[0].text()), pattern));
}

}  // namespace entente::engine
