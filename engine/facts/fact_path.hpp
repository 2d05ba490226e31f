// The text of fact paths: `parties[Westbrook].values`, `meetings[2].on`, `commitments[*]`.
// Taking one apart is grammar::parse_path.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace entente::engine {

/// `[Westbrook]`; in quotes when it is digits only or has other signs than letters, digits, blanks,
/// - and _.
[[nodiscard]] std::string key_step(std::string_view key);

/// `[2]`; counts from 1.
[[nodiscard]] std::string position_step(std::size_t position);

/// The path that a user meant who left out the quotes around a key that needs them; empty when it
/// is none.
[[nodiscard]] std::string with_quoted_keys(std::string_view path);

}  // namespace entente::engine
