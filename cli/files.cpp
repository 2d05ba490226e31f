#include "cli/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <istream>

#include "cli/draft_file.hpp"

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t largest_input = std::size_t{256} * 1024 * 1024;

std::string read_stream(std::istream& in, const std::string& name) {
  std::string text;
  char block[64 * 1024];
  while (in.read(block, sizeof block) || in.gcount() > 0) {
    text.append(block, static_cast<std::size_t>(in.gcount()));
    if (text.size() > largest_input)
      throw Failure(Exit::wrong_use, fmt::format("`{}` is larger than 256 MiB", name));
  }
  if (in.bad()) throw Failure(Exit::wrong_use, fmt::format("cannot read `{}`", name));
  return text;
}

void write_directly(const fs::path& target, std::string_view text) {
  const int file = ::open(target.c_str(), O_WRONLY | O_CLOEXEC);
  if (file < 0) cannot_write(target, errno);
  const bool written = write_all(file, text);
  const int error = errno;
  ::close(file);
  if (!written) cannot_write(target, error);
}

void write_new_file(const fs::path& target, std::string_view text) {
  std::error_code error;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  if (error) cannot_write(target.parent_path(), error.value());
  DraftFile draft(target);
  draft.write(text);
  draft.stand_as_new();
}

}  // namespace

std::string read_input(const std::string& path, const Console& console) {
  if (path == "-") return read_stream(console.in, "-");
  std::error_code error;
  if (fs::is_directory(path, error))
    throw Failure(Exit::wrong_use, fmt::format("`{}` is a folder, not a file", path));
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    throw Failure(Exit::wrong_use, fmt::format("cannot read `{}`: {}", path, std::strerror(errno)));
  }
  return read_stream(in, path);
}

std::vector<fs::path> rule_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error)) {
    const bool hidden = it->path().filename().string().starts_with('.');
    if (hidden && it->is_directory()) it.disable_recursion_pending();
    if (!hidden && it->path().extension() == ".rules" && it->is_regular_file())
      files.push_back(it->path());
  }
  if (error) {
    throw Failure(Exit::wrong_use,
                  fmt::format("cannot read the folder `{}`: {}", folder.string(), error.message()));
  }
  std::ranges::sort(files, {}, [](const fs::path& path) { return path.generic_string(); });
  return files;
}

bool is_test_file(std::string_view path) { return path.ends_with(".test.rules"); }

void write_output(const fs::path& target, std::string_view text) {
  std::error_code error;
  const fs::file_status status = fs::status(target, error);
  if (fs::is_directory(status)) cannot_write(target, EISDIR);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    write_directly(target, text);
    return;
  }
  if (status.type() == fs::file_type::none) cannot_write(target, error.value());
  const fs::path resolved = fs::is_symlink(fs::symlink_status(target, error))
                                ? fs::weakly_canonical(target, error)
                                : target;
  DraftFile draft(resolved);
  draft.keep_mode_of(resolved);
  draft.write(text);
  draft.replace();
}

void write_new_files(const fs::path& folder, const std::vector<NewFile>& files) {
  std::error_code error;
  for (const NewFile& file : files) {
    const fs::path target = folder / file.path;
    if (fs::exists(fs::symlink_status(target, error)))
      throw Failure(Exit::wrong_use,
                    fmt::format("`{}` exists already and is not overwritten", target.string()));
  }
  std::vector<fs::path> written;
  try {
    for (const NewFile& file : files) {
      write_new_file(folder / file.path, file.text);
      written.push_back(folder / file.path);
    }
  } catch (...) {
    for (const fs::path& path : written) fs::remove(path, error);
    throw;
  }
}

}  // namespace entente::cli
