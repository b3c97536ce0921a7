#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace base {

/// The whole file. Throws std::system_error that names the path.
std::string read_file(const std::filesystem::path& path);

/// Writes the whole file or leaves what was there: a temporary file beside it is renamed into
/// place. What is no regular file (`/dev/stdout`, a pipe) is written to as it stands. Throws
/// std::system_error that names the path.
void write_file(const std::filesystem::path& path, std::string_view content);

}  // namespace base
