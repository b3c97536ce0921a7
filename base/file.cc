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

File open(const std::filesystem::path& path, const char* mode, const char* what) {
  File file(std::fopen(path.c_str(), mode));
  if (!file) fail(path, what);
  return file;
}

}  // namespace

std::string read_file(const std::filesystem::path& path) {
  const File file = open(path, "rb", "read");
  std::string content;
  char buffer[1 << 16];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get())) {
    content.append(buffer, count);
  }
  if (std::ferror(file.get())) fail(path, "read");
  return content;
}

void write_file(const std::filesystem::path& path, std::string_view content) {
  std::filesystem::path temporary = path;
  temporary += ".partial." + std::to_string(::getpid());
  File file = open(temporary, "wb", "write");
  const bool written =
      std::fwrite(content.data(), 1, content.size(), file.get()) == content.size() &&
      std::fflush(file.get()) == 0;
  const int write_error = errno;
  const bool closed = std::fclose(file.release()) == 0;
  if (written && closed && std::rename(temporary.c_str(), path.c_str()) == 0) return;
  if (!written) errno = write_error;
  const int error = errno;
  std::remove(temporary.c_str());
  errno = error;
  fail(path, "write");
}

}  // namespace base
