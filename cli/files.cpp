#include "cli/files.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <istream>
#include <utility>

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

[[noreturn]] void cannot_write(const fs::path& target, int error) {
  throw Failure(Exit::world,
                fmt::format("cannot write `{}`: {}", target.string(), std::strerror(error)));
}

/// A file being written; what is not kept is removed.
class Descriptor {
 public:
  Descriptor(const fs::path& path, int flags) : fd_(::open(path.c_str(), flags, 0666)) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }

  [[nodiscard]] bool is_open() const { return fd_ >= 0; }
  [[nodiscard]] bool keep_mode_of(const fs::path& path) const {
    struct stat status {};
    return ::stat(path.c_str(), &status) != 0 || ::fchmod(fd_, status.st_mode & 07777) == 0;
  }
  /// False with errno set when anything failed, closing included.
  [[nodiscard]] bool write(std::string_view text, bool sync) {
    while (!text.empty()) {
      const ssize_t written = ::write(fd_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    if (sync && ::fsync(fd_) != 0) return false;
    return ::close(std::exchange(fd_, -1)) == 0;
  }

 private:
  int fd_;
};

void write_directly(const fs::path& target, std::string_view text) {
  Descriptor file(target, O_WRONLY | O_CLOEXEC);
  if (!file.is_open() || !file.write(text, false)) cannot_write(target, errno);
}

void write_beside(const fs::path& target, std::string_view text) {
  fs::path beside = target;
  beside.replace_filename(fmt::format(".{}.{}.tmp", target.filename().string(), ::getpid()));
  Descriptor file(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
  if (!file.is_open()) cannot_write(target, errno);
  if (!file.keep_mode_of(target) || !file.write(text, true) ||
      ::rename(beside.c_str(), target.c_str()) != 0) {
    const int error = errno;
    ::unlink(beside.c_str());
    cannot_write(target, error);
  }
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
  const fs::path resolved = fs::is_symlink(fs::symlink_status(target, error))
                                ? fs::weakly_canonical(target, error)
                                : target;
  write_beside(resolved, text);
}

void write_new_file(const fs::path& target, std::string_view text) {
  std::error_code error;
  if (target.has_parent_path()) fs::create_directories(target.parent_path(), error);
  Descriptor file(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC);
  if (!file.is_open() && errno == EEXIST) {
    throw Failure(Exit::wrong_use,
                  fmt::format("`{}` exists already and is not overwritten", target.string()));
  }
  if (!file.is_open() || !file.write(text, false)) cannot_write(target, errno);
}

}  // namespace entente::cli
