#include <algorithm>
#include <charconv>

#include "grammar/parse.hpp"
#include "grammar/scan.hpp"

namespace entente::grammar {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(),
                                      [](char sign) { return sign >= '0' && sign <= '9'; });
}

bool read_field(std::string_view& rest, PathStep& step) {
  const char* const last = rest.data() + rest.size();
  const char* const end = word_run(rest.data(), last);
  step.kind = PathStep::Kind::field;
  step.text = std::string(rest.data(), end);
  rest.remove_prefix(step.text.size());
  return !step.text.empty();
}

/// `["Northern Hub"]`: after the opening bracket.
bool read_quoted_key(std::string_view& rest, PathStep& step) {
  const char* const last = rest.data() + rest.size();
  const Token token = scan(rest.data(), last);
  if (token.kind != TokenKind::text || unescape(token, step.text) != nullptr) return false;
  step.kind = PathStep::Kind::key;
  rest.remove_prefix(token.text().size());
  if (!rest.starts_with(']')) return false;
  rest.remove_prefix(1);
  return true;
}

bool read_position(std::string_view digits, PathStep& step) {
  step.kind = PathStep::Kind::position;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), step.position);
  return result.ec == std::errc() && step.position > 0;
}

bool is_plain_key(std::string_view key) {
  if (key.empty() || key.front() == ' ' || key.back() == ' ') return false;
  const char* const last = key.data() + key.size();
  for (const char* at = key.data(); at != last;) {
    const char* const word = word_run(at, last);
    if (word == at && *at != ' ' && *at != '-') return false;
    at = word == at ? at + 1 : word;
  }
  return true;
}

/// After the opening bracket: `"key"]`, `2]`, `*]` or a key of letters, digits, blanks, `-` and
/// `_`.
bool read_bracket(std::string_view& rest, PathStep& step) {
  if (rest.starts_with('"')) return read_quoted_key(rest, step);
  const auto close = rest.find(']');
  if (close == std::string_view::npos) return false;
  const auto inside = rest.substr(0, close);
  rest.remove_prefix(close + 1);
  if (inside == "*") return step.kind = PathStep::Kind::any, true;
  if (is_digits(inside)) return read_position(inside, step);
  step.kind = PathStep::Kind::key;
  step.text = inside;
  return is_plain_key(inside);
}

}  // namespace

std::vector<PathStep> parse_path(std::string_view path) {
  std::vector<PathStep> steps;
  for (auto rest = path; !rest.empty();) {
    auto& step = steps.emplace_back();
    const bool bracket = rest.front() == '[';
    if (bracket || (steps.size() > 1 && rest.front() == '.')) {
      rest.remove_prefix(1);
    } else if (steps.size() > 1) {
      return {};
    }
    if (bracket && steps.size() == 1) return {};
    if (!(bracket ? read_bracket(rest, step) : read_field(rest, step))) return {};
  }
  return steps;
}

}  // namespace entente::grammar
