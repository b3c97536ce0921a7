#include "base/file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <system_error>

namespace base {
namespace {

TEST(File, WritesAndReadsBack) {
  const auto path = std::filesystem::path(testing::TempDir()) / "file_test.bin";
  const std::string content("a\0b\r\n\xff", 6);
  write_file(path, content);
  EXPECT_EQ(read_file(path), content);
  write_file(path, "");
  EXPECT_EQ(read_file(path), "");
  std::filesystem::remove(path);
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
  try {
    read_file("/nowhere/at/all");
    FAIL() << "read a file that does not exist";
  } catch (const std::system_error& error) {
    EXPECT_EQ(std::string(error.what()), "/nowhere/at/all: cannot read: No such file or directory");
  }
  try {
    write_file("/nowhere/at/all", "x");
    FAIL() << "wrote into a folder that does not exist";
  } catch (const std::system_error& error) {
    EXPECT_EQ(std::string(error.what()),
              "/nowhere/at/all: cannot write: No such file or directory");
  }
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

}  // namespace
}  // namespace base
