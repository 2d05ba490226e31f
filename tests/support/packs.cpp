#include "tests/support/packs.hpp"

#include <stdexcept>

#include "engine/shipped_packs.hpp"

namespace entente::tests {

Packs::Packs(const std::vector<std::filesystem::path>& more) {
  std::vector<grammar::FileId> files;
  const bool alone = !more.empty() && read_file(more.front()).find("uses ") == std::string::npos;
  for (const auto& pack : engine::shipped_packs())
    if (!alone) files.push_back(sources.add(std::string(pack.path), std::string(pack.text)));
  for (const auto& path : more)
    files.push_back(sources.add(path.filename().string(), read_file(path)));
  loaded = engine::load_rules(sources, files);
}

engine::FactBase Packs::read(const std::filesystem::path& facts) {
  const auto file = sources.add(facts.string(), read_file(facts));
  const auto document = engine::read_document(sources, file);
  auto read =
      engine::read_facts(document.root, loaded.program->vocabulary, {std::nullopt, {20'758}});
  if (!read.facts) throw std::runtime_error(facts.string());
  return std::move(*read.facts);
}

}  // namespace entente::tests
