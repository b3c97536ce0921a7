#pragma once

#include <stdlib.h>

#include <cerrno>
#include <filesystem>
#include <string>
#include <string_view>
#include <system_error>

namespace base {

/// A new folder, <temporary folder>/<name>.XXXXXX with other letters, that is removed in the end
/// with all that it holds. Throws std::system_error that names it if it cannot be made.
class TemporaryFolder {
 public:
  explicit TemporaryFolder(std::string_view name) {
    std::string path = std::filesystem::temp_directory_path() / name;
    path += ".XXXXXX";
    if (::mkdtemp(path.data()) == nullptr) {
      throw std::system_error(errno, std::generic_category(), path);
    }
    path_ = path;
  }
  ~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace base
