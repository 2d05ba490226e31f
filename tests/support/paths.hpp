// Where the data of the tests lies, wherever the tests are run from.
// Tests read these folders; only golden files are ever written, and only on request.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace entente::tests {

[[nodiscard]] std::filesystem::path source_folder();
[[nodiscard]] std::filesystem::path tests_folder();
[[nodiscard]] std::filesystem::path samples_folder();
[[nodiscard]] std::filesystem::path rules_folder();

/// Material that lies beside the repository and may be absent. The environment variable
/// ENTENTE_SHARED names another place for it.
[[nodiscard]] std::optional<std::filesystem::path> shared_folder();

/// The program as built, for tests that need a process of their own.
[[nodiscard]] std::filesystem::path program();

/// The whole of a file; a file that cannot be read fails the test and gives "".
[[nodiscard]] std::string read_file(const std::filesystem::path& path);

}  // namespace entente::tests
