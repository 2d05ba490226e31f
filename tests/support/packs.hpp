// The shipped packs, loaded, with a sample's own rules beside them; and facts read for them.
// What cannot be read fails the test by std::runtime_error.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/facts/read_facts.hpp"
#include "engine/load_rules.hpp"
#include "tests/support/paths.hpp"

namespace entente::tests {

struct Packs {
  /// A file of rules that uses no other pack is loaded alone.
  explicit Packs(const std::vector<std::filesystem::path>& more = {});
  [[nodiscard]] engine::FactBase read(const std::filesystem::path& facts);

  grammar::Sources sources;
  engine::LoadedRules loaded;
};

}  // namespace entente::tests
