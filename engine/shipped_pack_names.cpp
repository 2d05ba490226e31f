#include "engine/shipped_packs.hpp"

namespace entente::engine {

std::vector<std::string> shipped_pack_names() {
  std::vector<std::string> names;
  for (const ShippedPack& file : shipped_packs()) {
    const std::string name(file.path.substr(0, file.path.find('/')));
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

}  // namespace entente::engine
