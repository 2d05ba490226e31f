#include "engine/facts/fact_path.hpp"

#include "grammar/parse.hpp"

namespace entente::engine {
namespace {

/// Without quotes it is read back as the same key.
bool is_plain(std::string_view key) {
  const auto steps = grammar::parse_path("x[" + std::string(key) + "]");
  return steps.size() == 2 && steps[1].kind == grammar::PathStep::Kind::key && steps[1].text == key;
}

std::string escaped(char sign) {
  switch (sign) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
    default:
      return {sign};
  }
}

}  // namespace

std::string key_step(std::string_view key) {
  if (is_plain(key)) return "[" + std::string(key) + "]";
  std::string quoted;
  for (const char sign : key) quoted += escaped(sign);
  return "[\"" + quoted + "\"]";
}

std::string position_step(std::size_t position) { return "[" + std::to_string(position) + "]"; }

std::string with_quoted_keys(std::string_view path) {
  std::string quoted;
  for (std::size_t at = 0; at < path.size();) {
    const auto open = std::min(path.find('[', at), path.size());
    const auto close = path.find(']', open);
    quoted += path.substr(at, open - at);
    if (open == path.size()) break;
    if (close == std::string_view::npos) return {};
    const auto step = path.substr(open, close + 1 - open);
    const bool read = !grammar::parse_path("x" + std::string(step)).empty();
    quoted += read ? std::string(step) : key_step(step.substr(1, step.size() - 2));
    at = close + 1;
  }
  return grammar::parse_path(quoted).empty() ? std::string() : quoted;
}

}  // namespace entente::engine
