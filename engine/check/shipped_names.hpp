// Which names the packs inside the program declare, for a hint when one of them is not used.
// They are read when first asked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace entente::engine::checking {

struct ShippedName {
  std::string pack;
  std::string version;  // of the pack, as in its head
};

/// The pack that declares a fact, record, definition, inference, relation, rule or section of this
/// name.
[[nodiscard]] std::optional<ShippedName> shipped_name(std::string_view name);

}  // namespace entente::engine::checking
