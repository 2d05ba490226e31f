// The rule packs that travel inside the program, so that it runs from any folder.
// The build embeds every .rules file of rules/, sorted by path. Nothing is parsed here.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace entente::engine {

struct ShippedPack {
  std::string_view path;  ///< relative to rules/, with `/`
  std::string_view text;
};

/// Every shipped file, sorted by path; the texts live as long as the program.
[[nodiscard]] std::span<const ShippedPack> shipped_packs();

/// Their names, each once, sorted: the folders of rules/.
[[nodiscard]] std::vector<std::string> shipped_pack_names();

}  // namespace entente::engine
