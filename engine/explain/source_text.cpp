#include "engine/explain/source_text.hpp"

#include <algorithm>
#include <string_view>

#include "engine/model/value.hpp"

namespace entente::engine {
namespace {

/// How many bytes at `at` are a blank or a comment.
std::size_t gap(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.starts_with("//")) return std::min(rest.find('\n'), rest.size());
  if (rest.starts_with("/*")) {
    const std::size_t end = rest.find("*/");
    return end == std::string_view::npos ? rest.size() : end + 2;
  }
  const char c = rest.front();
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' ? 1 : 0;
}

std::size_t quoted(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != '"') end += text[end] == '\\' ? 2 : 1;
  return std::min(end + 1, text.size()) - at;
}

}  // namespace

std::string source_text(const grammar::Sources& sources, grammar::Span span) {
  constexpr std::size_t longest = 2'000;
  constexpr std::size_t most_read = 4 * longest;
  const std::string_view whole = sources.text(span);
  const std::string_view text = start_of(whole, most_read);
  std::string line;
  bool blank = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t skipped = gap(text, i); skipped > 0) {
      blank = true;
      i += skipped;
      continue;
    }
    if (blank && !line.empty()) line += ' ';
    blank = false;
    const std::size_t taken = text[i] == '"' ? quoted(text, i) : 1;
    line += text.substr(i, taken);
    i += taken;
  }
  return text.size() < whole.size() ? std::string(start_of(line, longest)) + "…"
                                    : shortened(line, longest);
}

std::string source_text(const ProofSources& from, NodeId expression) {
  const auto origin = static_cast<std::size_t>(expression);
  if (origin >= from.program.origins.size()) return {};
  return source_text(from.sources, from.program.origins[origin]);
}

}  // namespace entente::engine
