#include "base/file.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

namespace base {
namespace {

namespace fs = std::filesystem;

/// What the call throws, which must be a std::system_error.
template <class Call>
std::string refusal(Call call) {
  try {
    call();
  } catch (const std::system_error& error) {
    return error.what();
  }
  return "";
}

/// A folder of the running test's own, gone with it.
class FolderTest : public testing::Test {
 protected:
  FolderTest() {
    fs::remove_all(folder_);
    fs::create_directory(folder_);
  }
  ~FolderTest() override { fs::remove_all(folder_); }

  std::ptrdiff_t files() const { return std::distance(fs::directory_iterator(folder_), {}); }

  const fs::path folder_ =
      fs::path(testing::TempDir()) / testing::UnitTest::GetInstance()->current_test_info()->name();
};

using FileWriterTest = FolderTest;
using RequireWritableTest = FolderTest;

TEST(File, WritesAndReadsBack) {
  const auto path = std::filesystem::path(testing::TempDir()) / "file_test.bin";
  const std::string content("a\0b\r\n\xff", 6);
  write_file(path, content);
  EXPECT_EQ(read_file(path), content);
  write_file(path, "");
  EXPECT_EQ(read_file(path), "");
  std::filesystem::remove(path);
}

TEST(File, KeepsThePermissionsOfWhatWasThere) {
  const fs::path path = fs::path(testing::TempDir()) / "permissions.txt";
  write_file(path, "old");
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
  write_file(path, "new");
  EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
  EXPECT_EQ(read_file(path), "new");
  fs::remove(path);
}

TEST(File, WritesThroughALink) {
  const auto folder = std::filesystem::path(testing::TempDir());
  const auto target = folder / "file_test_target", link = folder / "file_test_link";
  std::filesystem::remove(link);
  write_file(target, "old");
  std::filesystem::create_symlink(target, link);
  write_file(link, "new");
  EXPECT_TRUE(std::filesystem::is_symlink(link));
  EXPECT_EQ(read_file(target), "new");
  std::filesystem::remove(link);
  std::filesystem::remove(target);
}

TEST(File, ErrorsNameThePath) {
  EXPECT_EQ(refusal([] { read_file("/nowhere/at/all"); }),
            "/nowhere/at/all: cannot read: No such file or directory");
  EXPECT_EQ(refusal([] { write_file("/nowhere/at/all", "x"); }),
            "/nowhere/at/all: cannot write: No such file or directory");
  EXPECT_EQ(refusal([] { write_file("/dev/full", "x"); }),
            "/dev/full: cannot write: No space left on device");
}

TEST(File, WritesToAPipeWithoutPuttingAFileInItsPlace) {
  int ends[2];
  ASSERT_EQ(::pipe(ends), 0);
  const std::string path = "/proc/self/fd/" + std::to_string(ends[1]);
  write_file(path, "through");
  char received[7];
  ASSERT_EQ(::read(ends[0], received, sizeof received), 7);
  EXPECT_EQ(std::string(received, sizeof received), "through");
  EXPECT_FALSE(std::filesystem::is_regular_file(path));
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_F(FileWriterTest, PutsTheFileIntoPlaceAtTheEnd) {
  const fs::path path = folder_ / "board";
  write_file(path, "old");
  FileWriter file(path);
  file.write("ne");
  file.write("w");
  EXPECT_EQ(read_file(path), "old");
  file.finish();
  EXPECT_EQ(read_file(path), "new");
  EXPECT_EQ(files(), 1);
}

TEST_F(FileWriterTest, LeavesNothingUnfinished) {
  {
    FileWriter file(folder_ / "board");
    file.write("half of it");
    EXPECT_EQ(files(), 1);
  }
  EXPECT_EQ(files(), 0);
}

TEST_F(FileWriterTest, LeavesNothingThatCannotBePutIntoPlace) {
  const fs::path path = folder_ / "board";
  {
    FileWriter file(path);
    fs::create_directory(path);
    EXPECT_EQ(refusal([&] { file.finish(); }), path.string() + ": cannot write: Is a directory");
  }
  EXPECT_EQ(files(), 1);
}

TEST_F(FileWriterTest, FindsAFullDeviceWhileWriting) {
  FileWriter file("/dev/full");
  EXPECT_EQ(refusal([&] { file.write(std::string(1 << 20, 'x')); }),
            "/dev/full: cannot write: No space left on device");
}

TEST_F(RequireWritableTest, LeavesFilesAsTheyAre) {
  write_file(folder_ / "old", "old");
  fs::create_symlink("old", folder_ / "link");
  for (const char* name : {"old", "link", "new"}) require_writable(folder_ / name);
  EXPECT_EQ(read_file(folder_ / "old"), "old");
  EXPECT_EQ(files(), 2);
  require_writable("/dev/null");
  EXPECT_FALSE(fs::is_regular_file("/dev/null"));
}

TEST_F(RequireWritableTest, DoesNotWaitForAPipesReader) {
  const fs::path pipe = folder_ / "pipe";
  ASSERT_EQ(::mkfifo(pipe.c_str(), 0600), 0);
  require_writable(pipe);
  EXPECT_TRUE(fs::is_fifo(pipe));
}

TEST_F(RequireWritableTest, ErrorsNameThePath) {
  const auto error = [](const fs::path& path) { return refusal([&] { require_writable(path); }); };
  EXPECT_EQ(error("/nowhere/board"), "/nowhere/board: cannot write: No such file or directory");
  EXPECT_EQ(error(folder_), folder_.string() + ": cannot write: Is a directory");
  EXPECT_EQ(error("/proc/board"), "/proc/board: cannot write: No such file or directory");
  const fs::path link = folder_ / "link";
  fs::create_symlink("nowhere/board", link);
  EXPECT_EQ(error(link), link.string() + ": cannot write: No such file or directory");
}

}  // namespace
}  // namespace base
