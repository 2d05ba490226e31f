// Files as the commands need them: read whole, written whole or not at all.
// Only files that the user named are touched. What cannot be read is wrong input (exit 2), what
// cannot be written is the world's fault (exit 5).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"

namespace entente::cli {

/// A file's text; `-` reads standard input. At most 256 MiB.
[[nodiscard]] std::string read_input(const std::string& path, const Console& console);

/// Every `.rules` file of a folder and its subfolders, sorted by path; hidden ones are left out.
[[nodiscard]] std::vector<std::filesystem::path> rule_files(const std::filesystem::path& folder);

/// A rule file that holds tests and nothing to judge by: its name ends in `.test.rules`.
[[nodiscard]] bool is_test_file(std::string_view path);

/// A reader sees the old file or the new one, never a part (see DraftFile). A target that is no
/// plain file (a pipe, a device) is written directly.
void write_output(const std::filesystem::path& target, std::string_view text);

struct NewFile {
  std::filesystem::path path;  // in the folder
  std::string text;
};
/// Writes them with the folders above them: all, or none where one exists already (exit 2) or
/// cannot be written.
void write_new_files(const std::filesystem::path& folder, const std::vector<NewFile>& files);

}  // namespace entente::cli
