#pragma once

#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>

namespace base {

/// The whole file. Throws std::system_error that names the path.
std::string read_file(const std::filesystem::path& path);

/// Writes the whole file or leaves what was there: a temporary file beside it is renamed into
/// place, with the permissions of what was there. A pipe, a device and what a link leads to are
/// written to as they stand, a file behind a link thus from the start and not as a whole; what
/// standard output goes to (`/dev/stdout`) goes on where it is. Throws std::system_error that names
/// the path.
void write_file(const std::filesystem::path& path, std::string_view content);

/// Throws what write_file would, as far as that can be told beforehand, and changes no file: for
/// what is written at the end of a long run. A link that leads to no file makes an empty one.
void require_writable(const std::filesystem::path& path);

/// write_file piece by piece, for what should not be in memory as a whole: no file is there, or the
/// old one stays, until finish() has put the new one into place. All calls throw as write_file
/// does. Example: FileWriter file(path); for (const auto& row : rows) file.write(row);
/// file.finish();
class FileWriter {
 public:
  explicit FileWriter(const std::filesystem::path& path);
  ~FileWriter();
  FileWriter(const FileWriter&) = delete;
  FileWriter& operator=(const FileWriter&) = delete;

  void write(std::string_view content);
  void finish();  ///< once, at the end

 private:
  std::filesystem::path path_;
  std::filesystem::path partial_;  ///< what is written: beside `path_` until it is whole, or empty
  std::FILE* file_;
};

}  // namespace base
