#include "engine/check/shipped_names.hpp"

#include <map>

#include "engine/shipped_packs.hpp"
#include "grammar/parse.hpp"

namespace entente::engine::checking {
namespace {

using ShippedNames = std::map<std::string, ShippedName, std::less<>>;

ShippedNames read_shipped_names() {
  ShippedNames names;
  grammar::Sources sources;
  for (const ShippedPack& pack : shipped_packs()) {
    const auto file = sources.add(std::string(pack.path), std::string(pack.text));
    const auto tree = grammar::parse_rules(sources, file).tree;
    if (!tree.head) continue;
    const auto add = [&](const grammar::Identifier& name) {
      names.try_emplace(name.text, ShippedName{tree.head->id.text, tree.head->version.text});
    };
    for (const auto& card : tree.facts) add(card.name);
    for (const auto& card : tree.records) add(card.name);
    for (const auto& card : tree.defines) add(card.name);
    for (const auto& card : tree.infers) add(card.name);
    for (const auto& card : tree.relations) add(card.name);
    for (const auto& card : tree.rules) add(card.id);
    for (const auto& card : tree.scorecards)
      for (const auto& section : card.sections) add(section.id);
  }
  return names;
}

}  // namespace

std::optional<ShippedName> shipped_name(std::string_view name) {
  static const ShippedNames names = read_shipped_names();
  const auto found = names.find(name);
  if (found == names.end()) return std::nullopt;
  return found->second;
}

}  // namespace entente::engine::checking
