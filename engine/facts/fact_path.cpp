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

}  // namespace entente::engine
