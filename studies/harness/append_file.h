#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace study {

/// A file that only grows, a whole line at a time: what was written stays whole whatever ends the
/// process. Errors are std::system_error or std::runtime_error that name the path.
class AppendFile {
 public:
  /// Opens the file, or creates it in a folder that exists.
  explicit AppendFile(const std::filesystem::path& path);
  ~AppendFile();
  AppendFile(const AppendFile&) = delete;
  AppendFile& operator=(const AppendFile&) = delete;

  /// Takes the file for this process until the object ends; throws when another one has it and does
  /// not give it up within a second.
  void lock();

  /// Writes all of `text` in one call, or cuts the file back to what it was and throws. Throws too
  /// when the file was removed meanwhile.
  void append(std::string_view text);

  /// Keeps the first `size` bytes.
  void truncate(std::uint64_t size);

 private:
  [[noreturn]] void fail(const char* what, int error) const;
  std::uint64_t size() const;

  std::filesystem::path path_;
  int descriptor_;
};

}  // namespace study
