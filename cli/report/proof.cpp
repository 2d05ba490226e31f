#include "cli/report/proof.hpp"

#include <fmt/format.h>

#include "cli/report/layout.hpp"

namespace entente::cli {
namespace {

/// Deeper than this, lines no longer move to the right.
constexpr std::size_t deepest_indent = 40;

std::string statement(const engine::Explanation& proof) {
  std::string text;
  if (!proof.item.empty()) text = proof.item + ": ";
  const bool shows_path = !proof.fact.empty() && proof.fact != proof.text;
  text += shows_path ? fmt::format("{}, {}", proof.text, proof.fact) : proof.text;
  text += ": ";
  text += engine::in_words(proof.value);
  return text;
}

void append(std::string& page, const engine::Explanation& proof, std::size_t indent) {
  std::string line = statement(proof);
  if (const std::string from = provenance(proof); !from.empty())
    line += fmt::format("  ({})", from);
  const std::size_t shown = std::min(indent, deepest_indent);
  page += wrapped(std::string(shown, ' '), line);
  for (const engine::Explanation& reason : proof.because) append(page, reason, indent + 2);
  if (proof.more > 0) {
    const std::size_t below = std::min(indent + 2, deepest_indent);
    page += fmt::format("{}and {} more\n", std::string(below, ' '), proof.more);
  }
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

std::string proof_text(const engine::Explanation& proof, std::size_t indent) {
  std::string page;
  append(page, proof, indent);
  return page;
}

}  // namespace entente::cli
