#include "engine/check/state.hpp"

#include <algorithm>

#include "engine/check/shipped_names.hpp"
#include "grammar/suggest.hpp"

namespace entente::engine::checking {

void Symbols::add_context_keys(const grammar::Tree& tree) {
  for (const auto& expr : tree.expressions)
    if (const auto* context = std::get_if<grammar::ContextLiteral>(&expr.node))
      for (const auto& entry : context->entries) context_keys.insert(entry.key.text);
}

void Reads::add(const Reads& other) {
  facts.insert(other.facts.begin(), other.facts.end());
  defines.insert(other.defines.begin(), other.defines.end());
  relations.insert(other.relations.begin(), other.relations.end());
  atoms.insert(other.atoms.begin(), other.atoms.end());
  rules.insert(other.rules.begin(), other.rules.end());
  parameters.insert(other.parameters.begin(), other.parameters.end());
  if (!today) today = other.today;
  every_must = every_must || other.every_must;
}

grammar::Diagnostic& State::error(std::string code, Span span, std::string message,
                                  std::string label) {
  auto& added = diagnostics.emplace_back();
  added.code = std::move(code);
  added.span = span;
  added.message = std::move(message);
  added.label = std::move(label);
  return added;
}

grammar::Diagnostic& State::lint(std::string code, Span span, std::string message,
                                 std::string label) {
  auto& added = error(std::move(code), span, std::move(message), std::move(label));
  added.severity = grammar::Severity::lint;
  return added;
}

void State::type_error(std::string code, Span span, std::string message, std::string label) {
  if (!quiet_types) error(std::move(code), span, std::move(message), std::move(label));
}

std::optional<std::string> State::nearest(std::string_view word,
                                          const std::vector<std::string>& known) const {
  constexpr std::size_t most_suggestions = 100;
  return diagnostics.size() < most_suggestions ? grammar::nearest(word, known) : std::nullopt;
}

std::string State::did_you_mean(std::string_view word,
                                const std::vector<std::string>& known) const {
  const auto near = nearest(word, known);
  return near ? "did you mean " + quoted(*near) + "?" : std::string();
}

void State::duplicate(std::string_view what, const Identifier& second, Span first) {
  auto& added = error("E205", second.span,
                      std::string(what) + " " + quoted(second.text) + " is declared twice");
  added.notes.push_back({"first declared in", first});
}

bool State::sees(std::uint32_t pack, std::uint32_t other) const {
  const auto& seen = rules.packs[pack].sees;
  return std::binary_search(seen.begin(), seen.end(), other);
}

std::string State::where_shipped(std::string_view name) const {
  const auto shipped = alone ? std::nullopt : shipped_name(name);
  if (!shipped) return {};
  const bool given = std::any_of(rules.packs.begin(), rules.packs.end(),
                                 [&](const auto& pack) { return pack.id == shipped->pack; });
  if (given)
    return "the pack " + quoted(shipped->pack) +
           " inside the program has it: give yours another id";
  const std::string version = shipped->version.substr(0, shipped->version.find('.')) + ".x";
  return "pack " + quoted(shipped->pack) + " has it: add " +
         quoted("uses " + shipped->pack + " " + version);
}

std::string State::shipped_or_near(std::string_view name,
                                   const std::vector<std::string>& known) const {
  const std::string shipped = where_shipped(name);
  return shipped.empty() ? did_you_mean(name, known) : shipped;
}

bool State::may_be_elsewhere(std::uint32_t pack, std::string_view name) const {
  return !rules.packs[pack].complete ||
         std::any_of(rules.trees.begin(), rules.trees.end(),
                     [&](const auto* each) { return each->damage.words.contains(name); });
}

bool State::is_damaged(Span card) const {
  return std::any_of(rules.trees.begin(), rules.trees.end(), [&](const auto* each) {
    return each->file == card.file && each->is_damaged(card);
  });
}

std::uint32_t State::pack_of_tree(std::uint32_t tree_index) const {
  for (std::uint32_t pack = 0; pack < rules.packs.size(); ++pack) {
    const auto& trees = rules.packs[pack].trees;
    if (std::find(trees.begin(), trees.end(), tree_index) != trees.end()) return pack;
  }
  return 0;
}

std::string quoted(std::string_view text) {
  std::string result = "`";
  result.append(text);
  result.push_back('`');
  return result;
}

grammar::Note declared_at(Span span) { return {"declared in", span}; }

}  // namespace entente::engine::checking
