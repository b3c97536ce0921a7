#include "base/file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>
#include <utility>

namespace base {
namespace {

namespace fs = std::filesystem;

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

[[noreturn]] void fail(const fs::path& path, const char* what) {
  throw std::system_error(errno, std::generic_category(), path.string() + ": cannot " + what);
}

/// A device, a pipe or what a link leads to is written to: a rename would put a file in its place.
bool is_written_in_place(const fs::path& path) {
  std::error_code ignored;
  const fs::file_status status = fs::status(path, ignored);
  return fs::is_symlink(fs::symlink_status(path, ignored)) ||
         (fs::exists(status) && !fs::is_regular_file(status));
}

/// Opening what a standard stream goes to anew would overwrite what is there.
bool is_stream(const fs::path& path, int stream) {
  struct stat target = {};
  struct stat open = {};
  return is_written_in_place(path) && ::stat(path.c_str(), &target) == 0 &&
         ::fstat(stream, &open) == 0 && target.st_dev == open.st_dev &&
         target.st_ino == open.st_ino;
}

}  // namespace

std::string read_file(const fs::path& path) {
  const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
  if (!file) fail(path, "read");
  std::string content;
  char buffer[1 << 16];
  while (const std::size_t count = std::fread(buffer, 1, sizeof buffer, file.get())) {
    content.append(buffer, count);
  }
  if (std::ferror(file.get())) fail(path, "read");
  return content;
}

void write_file(const fs::path& path, std::string_view content) {
  FileWriter file(path);
  file.write(content);
  file.finish();
}

void require_writable(const fs::path& path) {
  std::error_code ignored;
  if (!is_written_in_place(path) || !fs::exists(path, ignored)) {
    const FileWriter probe(path);
    return;
  }
  // Opening what is there could cut a file short, or wait for a pipe's reader.
  const bool folder = fs::is_directory(path, ignored);
  if (folder) errno = EISDIR;
  if (folder || ::access(path.c_str(), W_OK) != 0) fail(path, "write");
}

FileWriter::FileWriter(const fs::path& path) : path_(path) {
  if (is_stream(path, STDOUT_FILENO)) {
    std::fflush(stdout);
    file_ = ::fdopen(::dup(STDOUT_FILENO), "wb");
  } else if (is_stream(path, STDERR_FILENO)) {
    file_ = ::fdopen(::dup(STDERR_FILENO), "wb");
  } else if (is_written_in_place(path)) {
    file_ = std::fopen(path.c_str(), "wb");
  } else {
    partial_ = path;
    partial_ += ".partial." + std::to_string(::getpid());
    file_ = std::fopen(partial_.c_str(), "wb");
  }
  if (file_ == nullptr) fail(path, "write");
}

FileWriter::~FileWriter() {
  if (file_ != nullptr) std::fclose(file_);
  if (!partial_.empty()) std::remove(partial_.c_str());
}

void FileWriter::write(std::string_view content) {
  if (std::fwrite(content.data(), 1, content.size(), file_) != content.size()) {
    fail(path_, "write");
  }
}

void FileWriter::finish() {
  if (std::fclose(std::exchange(file_, nullptr)) != 0) fail(path_, "write");
  if (partial_.empty()) return;
  std::error_code ignored;
  if (const fs::file_status old = fs::status(path_, ignored); fs::exists(old)) {
    fs::permissions(partial_, old.permissions(), ignored);
  }
  if (std::rename(partial_.c_str(), path_.c_str()) != 0) fail(path_, "write");
  partial_.clear();
}

}  // namespace base
