// The mark of a rule set: the same texts give the same one, whatever their files are called and in
// whatever order they come. Private to engine/program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace entente::engine::compiling {

/// "sha256:" and 64 hexadecimal digits. The length of each text goes in before it, so that no cut
/// between two files can be moved unseen.
[[nodiscard]] std::string hash_texts(std::vector<std::string_view> texts);

}  // namespace entente::engine::compiling
