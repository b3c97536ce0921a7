#include "studies/harness/append_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace study {

AppendFile::AppendFile(const std::filesystem::path& path)
    : path_(path),
      descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) fail("write", errno);
  // A process that was started without stderr must not find its messages in this file.
  if (descriptor_ <= STDERR_FILENO) {
    const int low =
        std::exchange(descriptor_, ::fcntl(descriptor_, F_DUPFD_CLOEXEC, STDERR_FILENO + 1));
    ::close(low);
    if (descriptor_ < 0) fail("open", errno);
  }
}

AppendFile::~AppendFile() { ::close(descriptor_); }

void AppendFile::lock() {
  // A process that was killed can hold its files some milliseconds after it was waited for.
  constexpr auto kPatience = std::chrono::seconds(1);
  constexpr auto kPause = std::chrono::milliseconds(10);
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) fail("lock", errno);
    if (std::chrono::steady_clock::now() >= end) {
      throw std::runtime_error(path_.string() +
                               ": another process is writing it; wait, or use --shard");
    }
    std::this_thread::sleep_for(kPause);
  }
}

void AppendFile::append(std::string_view text) {
  const std::uint64_t old_size = size();
  const ssize_t written = ::write(descriptor_, text.data(), text.size());
  if (written == static_cast<ssize_t>(text.size())) return;
  // A regular file takes less than it was given only when the disk is full.
  const int error = written < 0 ? errno : ENOSPC;
  if (written > 0) truncate(old_size);
  fail("write (the rows before are safe)", error);
}

void AppendFile::truncate(std::uint64_t size) {
  if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) fail("cut", errno);
}

std::uint64_t AppendFile::size() const {
  struct stat status {};
  if (::fstat(descriptor_, &status) != 0) fail("read", errno);
  if (status.st_nlink == 0) {
    throw std::runtime_error(path_.string() + ": was removed while the study ran");
  }
  return static_cast<std::uint64_t>(status.st_size);
}

void AppendFile::fail(const char* what, int error) const {
  throw std::system_error(error, std::generic_category(), path_.string() + ": cannot " + what);
}

}  // namespace study
