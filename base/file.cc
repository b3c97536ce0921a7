#include "base/file.h"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace base {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
  throw std::system_error(errno, std::generic_category(), path.string() + ": cannot " + what);
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  const File file(std::fopen(path.c_str(), "rb"));
  if (!file) fail(path, "read");
  std::string content;
  char buffer[1 << 16];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get())) {
    content.append(buffer, count);
  }
  if (std::ferror(file.get())) fail(path, "read");
  return content;
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  std::error_code ignored;
  const std::filesystem::file_status status = std::filesystem::status(path, ignored);
  // A device, a pipe or what a link leads to is written to: a rename would put a file in its place.
  const bool in_place =
      std::filesystem::is_symlink(std::filesystem::symlink_status(path, ignored)) ||
      (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status));
  std::filesystem::path target = path;
  if (!in_place) target += ".partial." + std::to_string(::getpid());
  File file(std::fopen(target.c_str(), "wb"));
  if (!file) fail(path, "write");
  const bool written =
      std::fwrite(content.data(), 1, content.size(), file.get()) == content.size() &&
      std::fflush(file.get()) == 0;
  const int write_error = errno;
  const bool closed = std::fclose(file.release()) == 0;
  if (written && closed && (in_place || std::rename(target.c_str(), path.c_str()) == 0)) return;
  if (!written) errno = write_error;
  const int error = errno;
  if (!in_place) std::remove(target.c_str());
  errno = error;
  fail(path, "write");
}

}  // namespace base
