#include "cli/report/proof.hpp"

#include <fmt/format.h>

#include "cli/report/layout.hpp"
#include "cli/report/wording.hpp"

namespace entente::cli {
namespace {

/// Deeper than this, lines no longer move to the right.
constexpr std::size_t deepest_indent = 40;

void append(std::string& page, const engine::Explanation& proof, std::size_t indent) {
  const std::size_t shown = std::min(indent, deepest_indent);
  page += wrapped(std::string(shown, ' '), proof_line(proof));
  const std::string below(std::min(indent + 2, deepest_indent), ' ');
  if (!proof.note.empty()) page += wrapped(below, proof.note);
  for (const engine::Explanation& reason : proof.because) append(page, reason, indent + 2);
  if (proof.more > 0) page += fmt::format("{}and {} more\n", below, proof.more);
}

}  // namespace

std::string provenance(const engine::Explanation& leaf) {
  std::string text;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!text.empty()) text += ", ";
    text += part;
  };
  add(leaf.reason);
  add(leaf.at);
  if (leaf.evidence) {
    add(leaf.evidence->on);
    if (!leaf.evidence->source.empty()) add(fmt::format("\"{}\"", leaf.evidence->source));
    if (!leaf.evidence->by.empty()) add("by " + leaf.evidence->by);
  }
  return text;
}

std::string proof_line(const engine::Explanation& proof) {
  const std::string value = engine::in_words(proof.value);
  std::string line;
  if (proof.outcome) line.append(mark(*proof.outcome)).append(" ");
  if (!proof.item.empty()) line += proof.item + ": ";
  line += proof.text;
  const bool shows_path = !proof.fact.empty() && proof.fact != proof.text && proof.fact != value;
  if (shows_path) line += ", " + proof.fact;
  line += ": " + value;
  if (const std::string from = provenance(proof); !from.empty())
    line += fmt::format("  ({})", from);
  if (proof.told_above) line += "  (as above)";
  return proof.cut ? line + " …" : line;
}

std::string proof_text(const engine::Explanation& proof, std::size_t indent) {
  std::string page;
  append(page, proof, indent);
  return page;
}

}  // namespace entente::cli
