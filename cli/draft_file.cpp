#include "cli/draft_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace entente::cli {
namespace {

namespace fs = std::filesystem;

fs::path hidden_beside(const fs::path& target) {
  fs::path name = target;
  return name.replace_filename(fmt::format(".{}.{}.tmp", target.filename().string(), ::getpid()));
}

}  // namespace

void cannot_write(const fs::path& target, int error) {
  throw Failure(Exit::world,
                fmt::format("cannot write `{}`: {}", target.string(), std::strerror(error)));
}

bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

DraftFile::DraftFile(const fs::path& target) : target_(target) {
  if (!open_unnamed() && !open_named()) fail(errno);
}

DraftFile::~DraftFile() {
  if (file_ >= 0) ::close(file_);
  if (!name_.empty()) ::unlink(name_.c_str());
}

bool DraftFile::open_unnamed() {
#ifdef O_TMPFILE
  const fs::path folder = target_.has_parent_path() ? target_.parent_path() : fs::path(".");
  file_ = ::open(folder.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
#endif
  return file_ >= 0;
}

bool DraftFile::open_named() {
  const fs::path name = hidden_beside(target_);
  file_ = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file_ >= 0) name_ = name;
  return file_ >= 0;
}

void DraftFile::keep_mode_of(const fs::path& older) {
  struct stat status {};
  if (::stat(older.c_str(), &status) != 0) return;
  if (::fchmod(file_, status.st_mode & 07777) != 0) fail(errno);
}

void DraftFile::write(std::string_view text) {
  if (!write_all(file_, text) || ::fsync(file_) != 0) fail(errno);
}

/// False with errno set when it failed; EEXIST: something stands there.
bool DraftFile::give_name(const fs::path& name) const {
  if (!name_.empty()) return ::link(name_.c_str(), name.c_str()) == 0;
  const std::string open_file = fmt::format("/proc/self/fd/{}", file_);
  return ::linkat(AT_FDCWD, open_file.c_str(), AT_FDCWD, name.c_str(), AT_SYMLINK_FOLLOW) == 0;
}

void DraftFile::replace() {
  if (name_.empty()) {
    const fs::path name = hidden_beside(target_);
    ::unlink(name.c_str());  // of a run of the same number that was stopped just here
    if (!give_name(name)) fail(errno);
    name_ = name;
  }
  if (::rename(name_.c_str(), target_.c_str()) != 0) fail(errno);
  name_.clear();
}

void DraftFile::stand_as_new() {
  if (give_name(target_)) return;
  if (errno != EEXIST) fail(errno);
  throw Failure(Exit::wrong_use,
                fmt::format("`{}` exists already and is not overwritten", target_.string()));
}

void DraftFile::fail(int error) const { cannot_write(target_, error); }

}  // namespace entente::cli
