// A file that has no name until it is whole: whatever stops the writing, a full disk or a signal,
// nothing half-written stays and what stood there before stands unchanged. Where the file system
// can't make a file without a name, it has a hidden one beside its target that goes with it.
#pragma once

#include <filesystem>
#include <string_view>

#include "cli/console.hpp"

namespace entente::cli {

class DraftFile {
 public:
  /// In the folder of `target`. Here and below: throws Failure(Exit::world) when the world fails.
  explicit DraftFile(const std::filesystem::path& target);
  ~DraftFile();
  DraftFile(const DraftFile&) = delete;
  DraftFile& operator=(const DraftFile&) = delete;

  /// The permissions of an older file, if it is there.
  void keep_mode_of(const std::filesystem::path& older);
  /// Until it is on the disk.
  void write(std::string_view text);

  /// Takes the place of what stands at the target, in one step.
  void replace();
  /// Throws Failure(Exit::wrong_use) when something stands there.
  void stand_as_new();

 private:
  bool open_unnamed();
  bool open_named();
  bool give_name(const std::filesystem::path& name) const;
  [[noreturn]] void fail(int error) const;

  std::filesystem::path target_;
  std::filesystem::path name_;  // hidden, beside the target; empty while it has none
  int file_ = -1;
};

/// Throws Failure(Exit::world): `cannot write …: No space left on device`.
[[noreturn]] void cannot_write(const std::filesystem::path& target, int error);

/// False with errno set when it failed.
[[nodiscard]] bool write_all(int file, std::string_view text);

}  // namespace entente::cli
