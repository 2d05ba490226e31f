// The mark of a rule set: the same texts in the same order give the same one. Private to
// engine/program.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace entente::engine::compiling {

/// "sha256:" and 64 hexadecimal digits. The length of each text goes in before it, so that no cut
/// between two files can be moved unseen.
[[nodiscard]] std::string hash_texts(std::span<const std::string_view> texts);

}  // namespace entente::engine::compiling
